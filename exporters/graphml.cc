#include "exporters/graphml.h"

#include <utility>

#include "exporters/appearance.h"
#include "exporters/columns.h"
#include "exporters/text.h"

namespace kg {
namespace {

// Keys that Gephi knows by name, for nodes or for edges, never for both.
struct Key {
  std::string_view name;
  std::string_view type;
};
constexpr Key kNodeKeys[] = {
    {"label", "string"}, {"x", "double"}, {"y", "double"}, {"size", "double"},
    {"r", "int"},        {"g", "int"},    {"b", "int"}};
constexpr Key kEdgeKeys[] = {{"label", "string"}, {"weight", "double"}};

std::string_view TypeName(ColumnType type) {
  constexpr std::string_view kNames[] = {"string", "int", "double", "boolean"};
  return kNames[static_cast<size_t>(type)];
}

class GraphMlSink : public Sink {
 public:
  explicit GraphMlSink(SinkOptions options)
      : out_(std::move(options.outputs.front())) {}

  Status Begin() override {
    buffer_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    for (const Key& key : kNodeKeys) AddKey("node", key.name, key.type);
    for (const NodeColumn& column : NodeColumns()) {
      AddKey("node", column.name, TypeName(column.type));
    }
    for (const Key& key : kEdgeKeys) AddKey("edge", key.name, key.type);
    for (const EdgeColumn& column : EdgeColumns()) {
      AddKey("edge", column.name, TypeName(column.type));
    }
    buffer_ += "<graph id=\"kg\" edgedefault=\"directed\">\n";
    return Flush();
  }

  Status Entity(const ExportedNode& node) override {
    buffer_ += "<node id=\"" + node.record.id.Hex() + "\">\n";
    AddData("n_", "label", node.record.name);
    const Position at = node.position.value_or(Position());
    AddData("n_", "x", Decimal(at.x));
    AddData("n_", "y", Decimal(at.y));
    AddData("n_", "size", Decimal(SizeOf(node.record)));
    const Colour colour = ColourOf(node.record.type);
    AddData("n_", "r", std::to_string(colour.red));
    AddData("n_", "g", std::to_string(colour.green));
    AddData("n_", "b", std::to_string(colour.blue));
    for (const NodeColumn& column : NodeColumns()) {
      AddData("n_", column.name, column.value(node));
    }
    buffer_ += "</node>\n";
    return Flush();
  }

  // The attribute `label`, outside the schema, is Gephi's type of an edge: only
  // edges of one type are taken for parallel.
  Status Edge(const ExportedEdge& edge) override {
    buffer_ += "<edge id=\"" + edge.id.Hex() + "\" source=\"" +
               edge.source.Hex() + "\" target=\"" + edge.target.Hex() +
               "\" label=\"";
    report_.replaced += AppendXmlAttribute(edge.type, &buffer_);
    buffer_ += "\">\n";
    AddData("e_", "label", edge.label);
    AddData("e_", "weight", std::to_string(edge.sources) + ".0");
    for (const EdgeColumn& column : EdgeColumns()) {
      AddData("e_", column.name, column.value(edge));
    }
    buffer_ += "</edge>\n";
    return Flush();
  }

  Result<SinkReport> End() override {
    buffer_ += "</graph>\n</graphml>\n";
    KG_RETURN_IF_ERROR(Flush());
    return report_;
  }

 private:
  // Ids differ between nodes and edges: Cytoscape has one map for both.
  void AddKey(std::string_view of, std::string_view name,
              std::string_view type) {
    buffer_ += "<key id=\"";
    buffer_ += of.front();
    buffer_ += '_';
    buffer_ += name;
    buffer_ += "\" for=\"";
    buffer_ += of;
    buffer_ += "\" attr.name=\"";
    buffer_ += name;
    buffer_ += "\" attr.type=\"";
    buffer_ += type;
    buffer_ += "\"/>\n";
  }

  void AddData(std::string_view prefix, std::string_view name,
               std::string_view value) {
    if (value.empty()) return;
    buffer_ += "  <data key=\"";
    buffer_ += prefix;
    buffer_ += name;
    buffer_ += "\">";
    report_.replaced += AppendXmlText(value, &buffer_);
    buffer_ += "</data>\n";
  }

  Status Flush() {
    const Status status = out_(buffer_);
    buffer_.clear();
    return status;
  }

  ByteSink out_;
  std::string buffer_;
  SinkReport report_;
};

}  // namespace

std::unique_ptr<Sink> MakeGraphMlSink(SinkOptions options) {
  return std::make_unique<GraphMlSink>(std::move(options));
}

}  // namespace kg
