#include "cli/query_run.h"

#include "cli/commands.h"

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
