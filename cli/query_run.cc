#include "cli/query_run.h"

#include <utility>

namespace kg {
namespace {

// "kg: query:1:8: …", the source line and the caret below it.
int FailQuery(const QueryRequest& request, const QueryError& error) {
  if (error.detail == "Interrupted") return kInterrupted;
  const std::string text = RenderError(error, request.text);
  PrintError(request.name + ":" + (error.line == 0 ? " " : "") + text);
  return error.phase == QueryError::Phase::kCompileTime ? kWrongCommand
                                                        : kFailed;
}

}  // namespace

void AddQueryArguments(CLI::App* app, QueryArguments* arguments) {
  AddStoreArguments(app, &arguments->store);
  app->add_option("--timeout", arguments->timeout,
                  "stop a query after; 0: never")
      ->type_name("SECONDS")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app->add_option("--memory", arguments->memory,
                  "most that sorting and grouping may hold")
      ->type_name("MIB")
      ->check(CLI::Range(1, 1 << 20))
      ->capture_default_str();
}

QueryOptions OptionsOf(const QueryArguments& arguments,
                       const CancelToken* cancel) {
  QueryOptions options;
  options.timeout_seconds = arguments.timeout;
  options.memory_bytes = arguments.memory << 20;
  options.cancel = cancel;
  return options;
}

Result<OpenedGraph> OpenGraph(const QueryArguments& arguments) {
  OpenedGraph opened;
  KG_ASSIGN(opened.snapshot, Snapshot::Open(arguments.store.path));
  KG_ASSIGN(opened.graph, ViewGraph::Make(*opened.snapshot));
  return opened;
}

int RunQueryRequest(const PropertyGraph& graph, QueryRequest request) {
  const QueryResult<PreparedQuery> query = PrepareQuery(graph, request.text);
  if (!query.ok()) return FailQuery(request, query.error());
  const PreparedQuery& prepared = query.value();
  for (const std::string& warning : prepared.warnings()) {
    PrintError("warning: " + warning);
  }
  if (request.explain || prepared.mode() == PreparedQuery::Mode::kExplain) {
    return PrintResult(prepared.Explain());
  }
  const bool profile =
      request.profile || prepared.mode() == PreparedQuery::Mode::kProfile;
  request.options.profile = profile;
  Output output = Output::Standard();
  const std::unique_ptr<QueryRowWriter> writer =
      MakeQueryRowWriter(request.format, graph, TerminalWidth(), &output);
  RowStream rows = prepared.Run(std::move(request.parameters), request.options);
  Status status = writer->Begin(prepared.columns());
  while (status.ok() && rows.Next()) status = writer->Row(rows.row());
  if (status.ok() && rows.error() == nullptr) status = writer->End();
  if (status.ok()) status = output.Finish();
  if (!status.ok()) return Fail(status);
  if (rows.error() != nullptr) return FailQuery(request, *rows.error());
  if (profile) {
    const std::string text = rows.Profile();
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
  return kDone;
}

}  // namespace kg
