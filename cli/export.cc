// kg export --format F -o FILE: the graph, or the facts it was made from.
#include "exporters/export.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "builder/export_facts.h"
#include "cli/commands.h"
#include "cli/export_files.h"
#include "cli/export_filter.h"
#include "cli/home.h"
#include "cli/output.h"
#include "exporters/rdf_terms.h"
#include "graph/store/store.h"

namespace kg {
namespace {

// Not an export of the graph, but of what it was made from.
constexpr char kFacts[] = "facts";

struct Arguments {
  std::string format;
  std::string file = "-";
  std::string base_iri = std::string(kDefaultBaseIri);
  StoreArguments store;
  FilterArguments filter;
  bool no_text = false;
};

std::string Help() {
  std::string text =
      "Formats:\n  facts    local facts and decisions, as kg load reads them\n";
  for (const ExportFormat& format : ExportFormats()) {
    std::string name(format.name);
    name.resize(std::max<size_t>(name.size(), 7), ' ');
    text += "  " + name + "  " + std::string(format.description) + "\n";
  }
  return text +
         "A FILE that ends in .gz is compressed. Filters choose a part of the "
         "graph;\nthe format facts is always whole.\n"
         "\n"
         "Examples:\n"
         "  kg export --format graphml -o graph.graphml\n"
         "  kg export --format graphml --ego Orbitel --depth 2 -o "
         "orbitel.graphml\n"
         "  kg export --format turtle --base-iri https://example.org/kg/\n"
         "  kg export --format facts | kg load - --db copy.db\n";
}

std::string CountsText(const ExportFormat& format, const ExportCounts& counts) {
  std::string text = "exported ";
  if (format.needs.edges) {
    text += Counted(counts.entities, "node", "nodes") + ", " +
            Counted(counts.edges, "edge", "edges") + "; ";
  }
  if (counts.sink.statements > 0) {
    text += Counted(counts.sink.statements, "statement", "statements") + "; ";
  }
  if (!format.needs.edges) {
    text += Counted(counts.articles, "article", "articles") + ", ";
  }
  text += Counted(counts.entities, "entity", "entities") + ", " +
          Counted(counts.relations, "relation", "relations") + ", " +
          Counted(counts.claims, "claim", "claims");
  if (counts.undrawn_claims > 0) {
    text += " (" + std::to_string(counts.undrawn_claims) +
            " without a speaker or a topic, no edge)";
  }
  if (counts.sink.replaced > 0) {
    text += "; " + Counted(counts.sink.replaced, "character", "characters") +
            " replaced";
  }
  if (counts.sink.guarded > 0) {
    text += "; " + Counted(counts.sink.guarded, "formula", "formulas") +
            " made text";
  }
  return text;
}

// The closing line; empty where there is nothing to count.
Result<std::string> Write(const Arguments& arguments, const Snapshot& snapshot,
                          const CancelToken* cancel, const ExportFormat* format,
                          ExportFiles* files) {
  if (format == nullptr) {
    KG_RETURN_IF_ERROR(ExportFacts(
        snapshot, {.with_text = !arguments.no_text, .cancel = cancel},
        files->Sinks().front()));
    return std::string();
  }
  KG_ASSIGN(ExportFilter filter, ResolveFilter(arguments.filter, snapshot));
  const std::unique_ptr<Sink> sink =
      format->make_sink({files->Sinks(), arguments.base_iri});
  KG_ASSIGN(const ExportCounts counts, Export(snapshot,
                                              {.with_text = !arguments.no_text,
                                               .needs = format->needs,
                                               .filter = std::move(filter),
                                               .cancel = cancel},
                                              sink.get()));
  return CountsText(*format, counts);
}

Status RunExport(const Arguments& arguments) {
  const ExportFormat* format = nullptr;
  if (arguments.format != kFacts) {
    KG_ASSIGN(format, FindExportFormat(arguments.format));
  }
  KG_ASSIGN(const auto snapshot, Snapshot::Open(arguments.store.path));
  // Before there is a file that an interrupt could leave behind.
  const CancelToken* cancel = InstallSignalHandlers();
  KG_ASSIGN(
      ExportFiles files,
      ExportFiles::Open(arguments.file,
                        format == nullptr ? std::span<const std::string_view>()
                                          : format->more_parts));
  KG_ASSIGN(const std::string closing,
            Write(arguments, *snapshot, cancel, format, &files));
  KG_RETURN_IF_ERROR(files.Finish());
  if (!closing.empty()) PrintError(closing);
  return Status();
}

int Run(const Arguments& arguments) {
  const Status status = RunExport(arguments);
  return status.ok() ? kDone : Fail(status);
}

std::string CheckBase(const std::string& base) {
  const Status status = CheckBaseIri(base);
  return status.ok() ? "" : status.message();
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
  AddFilterArguments(app, &arguments->filter);
  app->add_option("--base-iri", arguments->base_iri, "of the ids in RDF")
      ->type_name("IRI")
      ->capture_default_str()
      ->check(CheckBase);
  app->add_flag("--no-text", arguments->no_text,
                "leave out the articles' texts");
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
