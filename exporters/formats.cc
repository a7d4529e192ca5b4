#include "exporters/csv.h"
#include "exporters/export.h"
#include "exporters/gexf.h"
#include "exporters/graphml.h"
#include "exporters/jsonl.h"
#include "exporters/rdf.h"

namespace kg {
namespace {

constexpr ExportNeeds kRecords = {};
constexpr ExportNeeds kTables = {.edges = true};
constexpr ExportNeeds kDrawing = {.edges = true, .positions = true};
constexpr ExportNeeds kStatements = {.facts = true, .context = true};

constexpr ExportFormat kFormats[] = {
    {"jsonl",
     "JSON Lines, a record a line with all its evidence",
     kRecords,
     {},
     MakeJsonLinesSink},
    {"graphml",
     "GraphML for Gephi, Cytoscape, NetworkX, igraph",
     kDrawing,
     {},
     MakeGraphMlSink},
    {"gexf",
     "GEXF 1.3 for Gephi, with a time line",
     kDrawing,
     {},
     MakeGexfSink},
    {"csv", "a table of edges, and FILE.nodes.csv beside it", kTables,
     kCsvParts, MakeCsvSink},
    {"nt", "RDF as N-Triples", kStatements, {}, MakeNTriplesSink},
    {"turtle", "RDF as Turtle", kStatements, {}, MakeTurtleSink},
    {"nquads",
     "RDF as N-Quads, reported facts in graphs of their own",
     kStatements,
     {},
     MakeNQuadsSink},
    {"trig",
     "RDF as TriG, reported facts in graphs of their own",
     kStatements,
     {},
     MakeTriGSink},
};

}  // namespace

std::span<const ExportFormat> ExportFormats() { return kFormats; }

Result<const ExportFormat*> FindExportFormat(std::string_view name) {
  std::string known;
  for (const ExportFormat& format : kFormats) {
    if (format.name == name) return &format;
    known += (known.empty() ? "" : ", ") + std::string(format.name);
  }
  return Status::NotFound("no export format '" + std::string(name) +
                          "'; there are: " + known);
}

}  // namespace kg
