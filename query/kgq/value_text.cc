// Values as text: as the language writes them.

#include "query/kgq/engine.h"
#include "query/kgq/temporal_value.h"
#include "query/kgq/value_writer.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

bool IsPlainName(std::string_view name) {
  if (name.empty()) return false;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    const bool other = static_cast<unsigned char>(c) >= 128 || c == '_';
    if (!letter && !digit && !other) return false;
  }
  return name[0] < '0' || name[0] > '9';
}

}  // namespace

std::string ValueWriter::Name(std::string_view name) const {
  if (IsPlainName(name)) return std::string(name);
  std::string out = "`";
  for (const char c : name) {
    out += c;
    if (c == '`') out += c;
  }
  return out + "`";
}

void ValueWriter::Write(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      out_ += "null";
      break;
    case Value::Kind::kBoolean:
      out_ += value.boolean() ? "true" : "false";
      break;
    case Value::Kind::kInteger:
      out_ += std::to_string(value.integer());
      break;
    case Value::Kind::kFloat:
      out_ += FloatText(value.number());
      break;
    case Value::Kind::kString:
      out_ += QuotedText(value.string());
      break;
    case Value::Kind::kNode:
      Node(value.node());
      break;
    case Value::Kind::kEdge:
      Edge(value.edge());
      break;
    case Value::Kind::kList:
      List(value.list());
      break;
    case Value::Kind::kMap:
      Map(value.map());
      break;
    case Value::Kind::kPath:
      Path(value.path());
      break;
    case Value::Kind::kTemporal:
      out_ += TemporalText(value.temporal());
      break;
  }
}

void ValueWriter::List(const ValueList& list) {
  out_ += "[";
  for (size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out_ += ", ";
    Write(list[i]);
  }
  out_ += "]";
}

void ValueWriter::Map(const ValueMap& map) {
  out_ += "{";
  bool first = true;
  for (const auto& [key, value] : map) {
    if (!first) out_ += ", ";
    first = false;
    out_ += Name(key) + ": ";
    Write(value);
  }
  out_ += "}";
}

void ValueWriter::Node(NodeRef node) {
  const Result<std::vector<std::string>> labels = graph_.Labels(node);
  const Result<ValueMap> properties = graph_.Properties(node);
  out_ += "(";
  if (labels.ok()) {
    for (const std::string& label : *labels) out_ += ":" + Name(label);
  }
  if (properties.ok() && !properties->empty()) {
    if (out_.back() != '(') out_ += " ";
    Map(*properties);
  }
  out_ += ")";
}

void ValueWriter::Edge(const EdgeRef& edge) {
  const Result<ValueMap> properties = graph_.Properties(edge);
  out_ += "[:" + Name(graph_.EdgeTypeName(edge.type));
  if (properties.ok() && !properties->empty()) {
    out_ += " ";
    Map(*properties);
  }
  out_ += "]";
}

void ValueWriter::Path(const GraphPath& path) {
  out_ += "<";
  Steps(path);
  out_ += ">";
}

void ValueWriter::Steps(const GraphPath& path) {
  Node(path.nodes[0]);
  for (size_t i = 0; i < path.edges.size(); ++i) {
    const EdgeRef& edge = path.edges[i];
    const bool forward = edge.start == path.nodes[i].id;
    out_ += forward ? "-" : "<-";
    Edge(edge);
    out_ += forward ? "->" : "-";
    Node(path.nodes[i + 1]);
  }
}

std::string ValueText(const PropertyGraph& graph, const Value& value) {
  ValueWriter writer(graph);
  writer.Write(value);
  return writer.Take();
}

}  // namespace kg
