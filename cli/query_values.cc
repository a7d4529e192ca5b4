// Values of a query for people and as JSON.

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

#include "cli/query_output.h"
#include "query/kgq/engine.h"
#include "query/kgq/value_writer.h"

namespace kg {
namespace {

// What a node is called by: the first of these that it has.
constexpr std::string_view kNamingKeys[] = {"name", "title", "text",
                                            "predicate", "path"};

class ShownWriter : public ValueWriter {
 public:
  using ValueWriter::ValueWriter;

 private:
  void Node(NodeRef node) override {
    out_ += "(";
    const Result<std::vector<std::string>> labels = graph_.Labels(node);
    for (const std::string_view key : kNamingKeys) {
      const std::optional<SymbolId> symbol = graph_.Key(key);
      if (!symbol) continue;
      const Result<Value> name = graph_.Property(node, *symbol);
      if (!name.ok() || !name->is_string()) continue;
      out_ += name->string();
      break;
    }
    if (labels.ok() && !labels->empty()) out_ += ":" + labels->back();
    out_ += ")";
  }

  void Edge(const EdgeRef& edge) override {
    out_ += "[:" + graph_.EdgeTypeName(edge.type) + "]";
  }

  void Path(const GraphPath& path) override { Steps(path); }

  std::string Name(std::string_view name) const override {
    return std::string(name);
  }
};

class ValueJson {
 public:
  explicit ValueJson(const PropertyGraph& graph)
      : graph_(graph), writer_(buffer_) {}

  void Write(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::kNull:
        writer_.Null();
        break;
      case Value::Kind::kBoolean:
        writer_.Bool(value.boolean());
        break;
      case Value::Kind::kInteger:
        writer_.Int64(value.integer());
        break;
      case Value::Kind::kFloat:
        Float(value.number());
        break;
      case Value::Kind::kString:
        Text(value.string());
        break;
      case Value::Kind::kTemporal:
        Text(ValueText(graph_, value));
        break;
      case Value::Kind::kList:
        writer_.StartArray();
        for (const Value& element : value.list()) Write(element);
        writer_.EndArray();
        break;
      case Value::Kind::kMap:
        Map(value.map());
        break;
      case Value::Kind::kNode:
        Node(value.node());
        break;
      case Value::Kind::kEdge:
        Edge(value.edge());
        break;
      case Value::Kind::kPath:
        Path(value.path());
        break;
    }
  }

  std::string Take() const {
    return std::string(buffer_.GetString(), buffer_.GetSize());
  }

 private:
  void Text(std::string_view text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void Key(std::string_view text) {
    writer_.Key(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  // JSON has no NaN and no infinity.
  void Float(double number) {
    if (std::isfinite(number)) {
      writer_.Double(number);
    } else {
      Text(ValueText(graph_, Value::Float(number)));
    }
  }

  void Map(const ValueMap& map) {
    writer_.StartObject();
    for (const auto& [key, value] : map) {
      Key(key);
      Write(value);
    }
    writer_.EndObject();
  }

  void Node(NodeRef node) {
    const Result<std::vector<std::string>> labels = graph_.Labels(node);
    const Result<ValueMap> properties = graph_.Properties(node);
    writer_.StartObject();
    Key("labels");
    writer_.StartArray();
    if (labels.ok()) {
      for (const std::string& label : *labels) Text(label);
    }
    writer_.EndArray();
    Key("properties");
    Map(properties.ok() ? *properties : ValueMap());
    writer_.EndObject();
  }

  void Edge(const EdgeRef& edge) {
    const Result<ValueMap> properties = graph_.Properties(edge);
    writer_.StartObject();
    Key("type");
    Text(graph_.EdgeTypeName(edge.type));
    Key("properties");
    Map(properties.ok() ? *properties : ValueMap());
    writer_.EndObject();
  }

  void Path(const GraphPath& path) {
    writer_.StartObject();
    Key("nodes");
    writer_.StartArray();
    for (const NodeRef node : path.nodes) Node(node);
    writer_.EndArray();
    Key("relationships");
    writer_.StartArray();
    for (const EdgeRef& edge : path.edges) Edge(edge);
    writer_.EndArray();
    writer_.EndObject();
  }

  const PropertyGraph& graph_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

}  // namespace

std::string ShownText(const PropertyGraph& graph, const Value& value) {
  if (value.is_string()) return value.string();
  if (value.is_null()) return "";
  ShownWriter writer(graph);
  writer.Write(value);
  return writer.Take();
}

std::string ValueJsonText(const PropertyGraph& graph, const Value& value) {
  ValueJson json(graph);
  json.Write(value);
  return json.Take();
}

}  // namespace kg
