// Any JSON Lines of facts as a graph, exported in every format: each must come
// to its end, in UTF-8.
#include <map>

#include "base/unicode.h"
#include "exporters/export.h"
#include "graph/resolve/resolve.h"
#include "tests/fuzz/facts_text.h"
#include "tests/support/memory_view.h"

namespace kg {
namespace {

void ExportAs(const ExportFormat& format, const GraphView& view, bool all) {
  std::vector<std::string> parts(1 + format.more_parts.size());
  SinkOptions sink_options;
  sink_options.base_iri = "https://example.org/";
  for (std::string& part : parts) {
    sink_options.outputs.push_back([&part](std::string_view bytes) {
      part += bytes;
      return Status();
    });
  }
  const auto sink = format.make_sink(std::move(sink_options));
  ExportOptions options;
  options.needs = format.needs;
  options.filter.all = all;
  const Result<ExportCounts> counts = Export(view, options, sink.get());
  fuzz::Require(counts.ok());
  for (const std::string& part : parts) fuzz::Require(IsValidUtf8(part));
}

}  // namespace
}  // namespace kg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::map<kg::ArticleId, kg::testing::MemoryView::Part> last;
  for (kg::LocalFacts& facts :
       kg::fuzz::ReadGroups(kg::fuzz::TextOf(data, size))) {
    auto entities = kg::ResolveEntities(facts);
    const kg::ArticleId id = facts.article.id;
    last[id] = {std::move(facts), std::move(entities)};
  }
  std::vector<kg::testing::MemoryView::Part> parts;
  for (auto& [id, part] : last) parts.push_back(std::move(part));
  if (parts.empty()) return 0;
  const kg::testing::MemoryView view(std::move(parts));
  for (const kg::ExportFormat& format : kg::ExportFormats()) {
    kg::ExportAs(format, view, size % 2 == 0);
  }
  return 0;
}
