// kg export --format F -o FILE: the graph, or the facts it was made from.
#include "exporters/export.h"

#include <memory>
#include <vector>

#include "builder/export_facts.h"
#include "cli/commands.h"
#include "cli/home.h"
#include "cli/output.h"
#include "graph/store/store.h"

namespace kg {
namespace {

// Not an export of the graph, but of what it was made from.
constexpr char kFacts[] = "facts";

struct Arguments {
  std::string format;
  std::string file = "-";
  StoreArguments store;
  bool no_text = false;
};

std::string Help() {
  std::string text =
      "Formats:\n  facts   local facts and decisions, as kg load reads them\n";
  for (const ExportFormat& format : ExportFormats()) {
    std::string name(format.name);
    name.resize(std::max<size_t>(name.size(), 6), ' ');
    text += "  " + name + "  " + std::string(format.description) + "\n";
  }
  return text +
         "\n"
         "Examples:\n"
         "  kg export --format jsonl -o graph.jsonl\n"
         "  kg export --format facts | kg load - --db copy.db\n";
}

Status Write(const Arguments& arguments, const Snapshot& snapshot,
             const CancelToken* cancel, Output* out) {
  const auto write = [out](std::string_view bytes) {
    return out->Write(bytes);
  };
  if (arguments.format == kFacts) {
    return ExportFacts(
        snapshot, {.with_text = !arguments.no_text, .cancel = cancel}, write);
  }
  KG_ASSIGN(const ExportFormat* format, FindExportFormat(arguments.format));
  const std::unique_ptr<Sink> sink = format->make_sink(write);
  return Export(snapshot, {.with_text = !arguments.no_text, .cancel = cancel},
                sink.get());
}

Status RunExport(const Arguments& arguments) {
  KG_ASSIGN(const auto snapshot, Snapshot::Open(arguments.store.path));
  KG_ASSIGN(Output out, Output::Open(arguments.file));
  KG_RETURN_IF_ERROR(
      Write(arguments, *snapshot, InstallSignalHandlers(), &out));
  return out.Finish();
}

int Run(const Arguments& arguments) {
  const Status status = RunExport(arguments);
  return status.ok() ? kDone : Fail(status);
}

}  // namespace

Command AddExport(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("export", "the graph as a file");
  app->footer(Help());
  std::vector<std::string> formats = {kFacts};
  for (const ExportFormat& format : ExportFormats()) {
    formats.emplace_back(format.name);
  }
  app->add_option("--format", arguments->format, "see below")
      ->type_name("NAME")
      ->required()
      ->check(CLI::IsMember(formats));
  app->add_option("-o,--output", arguments->file, "a file, or -")
      ->type_name("FILE")
      ->capture_default_str();
  AddStoreArguments(app, &arguments->store);
  app->add_flag("--no-text", arguments->no_text,
                "leave out the articles' texts");
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
