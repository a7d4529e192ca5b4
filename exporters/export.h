// Export: streams a view through a format's sink. Memory is bounded, whatever
// the size of the graph. Thread-safe as far as the view is.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/status.h"
#include "exporters/sink.h"
#include "graph/view/graph_view.h"

namespace kg {

struct ExportOptions {
  bool with_text = true;  // the articles' texts, in formats that hold them
  const CancelToken* cancel = nullptr;
};

// A format: a row of the table in formats.cc, and a sink in a file of its own.
struct ExportFormat {
  std::string_view name;  // of --format
  std::string_view description;
  std::unique_ptr<Sink> (*make_sink)(ByteSink out);
};
std::span<const ExportFormat> ExportFormats();
// NotFound names the formats there are.
Result<const ExportFormat*> FindExportFormat(std::string_view name);

// Pushes the whole graph into the sink: articles, entities, relations (all of
// them, plain or not), claims. Cancelled where the token was set.
Status Export(const GraphView& view, const ExportOptions& options, Sink* sink);

}  // namespace kg
