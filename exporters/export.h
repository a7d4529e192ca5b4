// Export: streams a view through a format's sink. Memory is bounded by the
// facts of one entity, whatever the size of the graph, but for what positions
// and filters take: at most 360 bytes an entity, 40 an edge and 48 an article
// (layout.h, selection.h). Thread-safe as far as the view is.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "exporters/filter.h"
#include "exporters/sink.h"
#include "graph/view/graph_view.h"

namespace kg {

// What a sink wants to be pushed.
struct ExportNeeds {
  bool edges = false;      // entities and edges; else all four kinds of records
  bool positions = false;  // of the nodes
  bool facts = false;      // of the nodes
  bool context = false;    // prefix and suffix of quotes
};

struct ExportOptions {
  bool with_text = true;  // the articles' texts, in formats that hold them
  ExportNeeds needs = {};
  ExportFilter filter = {};
  const CancelToken* cancel = nullptr;
};

// What was pushed. Claims that no edge can show (nobody said to speak, or of
// nothing) are counted among the claims all the same.
struct ExportCounts {
  uint64_t articles = 0;
  uint64_t entities = 0;
  uint64_t relations = 0;
  uint64_t claims = 0;
  uint64_t edges = 0;
  uint64_t undrawn_claims = 0;
  SinkReport sink;
};

struct SinkOptions {
  std::vector<ByteSink> outputs;  // one for each part of the format
  std::string base_iri;           // of RDF's ids
};

// A format: a row of the table in formats.cc, and a sink in a file of its own.
struct ExportFormat {
  std::string_view name;  // of --format
  std::string_view description;
  ExportNeeds needs;
  // Of a format of several files: the names of those beside the first one.
  std::span<const std::string_view> more_parts;
  std::unique_ptr<Sink> (*make_sink)(SinkOptions options);
};
std::span<const ExportFormat> ExportFormats();
// NotFound names the formats there are.
Result<const ExportFormat*> FindExportFormat(std::string_view name);

// Pushes the part of the graph that the filter leaves into the sink: articles,
// entities, relations (all of them, plain or not) and claims, each by ascending
// id; or entities by id and edges by source, predicate and target. Cancelled
// where the token was set.
Result<ExportCounts> Export(const GraphView& view, const ExportOptions& options,
                            Sink* sink);

}  // namespace kg
