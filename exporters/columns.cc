#include "exporters/columns.h"

#include "exporters/appearance.h"

namespace kg {
namespace {

using enum ColumnType;

// Adds one of a list.
void Join(std::string_view part, std::string* list) {
  if (!list->empty()) *list += "; ";
  *list += part;
}

std::string Aliases(const ExportedNode& node) {
  std::string list;
  for (const Alias& alias : node.record.aliases) Join(alias.text, &list);
  return list;
}

std::string Descriptions(const ExportedNode& node) {
  std::string list;
  for (const std::string& text : node.record.descriptions) Join(text, &list);
  return list;
}

std::string External(const ExportedNode& node) {
  std::string list;
  for (const auto& [scheme, id] : node.record.external) {
    Join(scheme + ":" + id, &list);
  }
  return list;
}

std::string Dates(const ExportedEdge& edge) {
  std::string list;
  for (const std::string& date : edge.dates) Join(date, &list);
  return list;
}

template <size_t I>
std::string Quote(const ExportedEdge& edge) {
  return I < edge.quotes.size() ? edge.quotes[I].quote : "";
}

template <size_t I>
std::string Source(const ExportedEdge& edge) {
  return I < edge.quotes.size() ? edge.quotes[I].source : "";
}

using Node = const ExportedNode&;
using Edge = const ExportedEdge&;

constexpr NodeColumn kNodeColumns[] = {
    {"name", kString, [](Node n) { return n.record.name; }},
    {"entity_type", kString,
     [](Node n) { return std::string(NameOf(n.record.type)); }},
    {"aliases", kString, Aliases},
    {"descriptions", kString, Descriptions},
    {"mentions", kInteger,
     [](Node n) { return std::to_string(n.record.mentions); }},
    {"sources", kInteger,
     [](Node n) { return std::to_string(n.record.articles); }},
    {"first_date", kString, [](Node n) { return n.record.first_date; }},
    {"last_date", kString, [](Node n) { return n.record.last_date; }},
    {"external", kString, External},
    {"unnamed", kBoolean,
     [](Node n) { return std::string(n.record.described ? "true" : "false"); }},
};

constexpr EdgeColumn kEdgeColumns[] = {
    {"interaction", kString, [](Edge e) { return e.label; }},
    {"fact", kString,
     [](Edge e) { return std::string(e.is_claim ? "claim" : "relation"); }},
    {"predicate", kString,
     [](Edge e) { return e.is_claim ? std::string() : e.predicate; }},
    {"act", kString,
     [](Edge e) { return e.is_claim ? e.predicate : std::string(); }},
    {"polarity", kString,
     [](Edge e) { return std::string(NameOf(e.polarity)); }},
    {"modality", kString,
     [](Edge e) { return std::string(NameOf(e.modality)); }},
    {"standing", kString,
     [](Edge e) { return std::string(NameOf(e.standing)); }},
    {"derived", kString, [](Edge e) { return e.derived; }},
    {"confidence", kDouble, [](Edge e) { return Confidence(e.confidence); }},
    {"sources", kInteger, [](Edge e) { return std::to_string(e.sources); }},
    {"facts", kInteger, [](Edge e) { return std::to_string(e.facts); }},
    {"first_date", kString,
     [](Edge e) { return e.dates.empty() ? std::string() : e.dates.front(); }},
    {"last_date", kString,
     [](Edge e) { return e.dates.empty() ? std::string() : e.dates.back(); }},
    {"dates", kString, Dates},
    {"quote_1", kString, Quote<0>},
    {"source_1", kString, Source<0>},
    {"quote_2", kString, Quote<1>},
    {"source_2", kString, Source<1>},
    {"quote_3", kString, Quote<2>},
    {"source_3", kString, Source<2>},
};

}  // namespace

std::span<const NodeColumn> NodeColumns() { return kNodeColumns; }
std::span<const EdgeColumn> EdgeColumns() { return kEdgeColumns; }

}  // namespace kg
