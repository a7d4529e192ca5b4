#include "exporters/gexf.h"

#include <utility>

#include "exporters/appearance.h"
#include "exporters/columns.h"
#include "exporters/text.h"

namespace kg {
namespace {

std::string_view TypeName(ColumnType type) {
  constexpr std::string_view kNames[] = {"string", "integer", "double",
                                         "boolean"};
  return kNames[static_cast<size_t>(type)];
}

// YYYY-MM-DD; months and years are no points in time.
bool IsDay(std::string_view date) { return date.size() == 10; }

class GexfSink : public Sink {
 public:
  explicit GexfSink(SinkOptions options)
      : out_(std::move(options.outputs.front())) {}

  Status Begin() override {
    buffer_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://gexf.net/1.3\" "
        "xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
        "<meta><creator>kg</creator></meta>\n"
        "<graph defaultedgetype=\"directed\" mode=\"dynamic\" "
        "timeformat=\"date\" timerepresentation=\"timestamp\">\n"
        "<attributes class=\"node\">\n";
    for (const NodeColumn& column : NodeColumns()) {
      AddAttribute(column.name, column.type);
    }
    buffer_ += "</attributes>\n<attributes class=\"edge\">\n";
    for (const EdgeColumn& column : EdgeColumns()) {
      AddAttribute(column.name, column.type);
    }
    buffer_ += "</attributes>\n<nodes>\n";
    return Flush();
  }

  Status Entity(const ExportedNode& node) override {
    const EntityRecord& record = node.record;
    buffer_ += "<node id=\"" + record.id.Hex() + "\" label=\"";
    Attribute(record.name);
    buffer_ += "\">\n<attvalues>\n";
    for (const NodeColumn& column : NodeColumns()) {
      AddValue(column.name, column.value(node));
    }
    buffer_ += "</attvalues>\n";
    // When it was mentioned in between is not known of an entity.
    std::vector<std::string> dates = {record.first_date};
    if (record.last_date != record.first_date) {
      dates.push_back(record.last_date);
    }
    AddSpells(dates);
    const Colour colour = ColourOf(record.type);
    buffer_ += "<viz:color r=\"" + std::to_string(colour.red) + "\" g=\"" +
               std::to_string(colour.green) + "\" b=\"" +
               std::to_string(colour.blue) + "\"/>\n";
    const Position at = node.position.value_or(Position());
    buffer_ += "<viz:position x=\"" + Decimal(at.x) + "\" y=\"" +
               Decimal(at.y) + "\" z=\"0.0\"/>\n<viz:size value=\"" +
               Decimal(SizeOf(record)) + "\"/>\n</node>\n";
    return Flush();
  }

  // `kind` is Gephi's type of an edge: only edges of one are taken for
  // parallel.
  Status Edge(const ExportedEdge& edge) override {
    if (!in_edges_) buffer_ += "</nodes>\n<edges>\n";
    in_edges_ = true;
    buffer_ += "<edge id=\"" + edge.id.Hex() + "\" source=\"" +
               edge.source.Hex() + "\" target=\"" + edge.target.Hex() +
               "\" kind=\"";
    Attribute(edge.type);
    buffer_ += "\" label=\"";
    Attribute(edge.label);
    buffer_ +=
        "\" weight=\"" + std::to_string(edge.sources) + ".0\">\n<attvalues>\n";
    for (const EdgeColumn& column : EdgeColumns()) {
      AddValue(column.name, column.value(edge));
    }
    buffer_ += "</attvalues>\n";
    AddSpells(edge.dates);
    buffer_ += "</edge>\n";
    return Flush();
  }

  Result<SinkReport> End() override {
    if (!in_edges_) buffer_ += "</nodes>\n<edges>\n";
    buffer_ += "</edges>\n</graph>\n</gexf>\n";
    KG_RETURN_IF_ERROR(Flush());
    return report_;
  }

 private:
  void Attribute(std::string_view text) {
    report_.replaced += AppendXmlAttribute(text, &buffer_);
  }

  void AddAttribute(std::string_view name, ColumnType type) {
    buffer_ += "<attribute id=\"";
    buffer_ += name;
    buffer_ += "\" title=\"";
    buffer_ += name;
    buffer_ += "\" type=\"";
    buffer_ += TypeName(type);
    buffer_ += "\"/>\n";
  }

  void AddValue(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    buffer_ += "<attvalue for=\"";
    buffer_ += name;
    buffer_ += "\" value=\"";
    Attribute(value);
    buffer_ += "\"/>\n";
  }

  // Timestamps: of overlapping intervals Gephi drops all but one.
  void AddSpells(const std::vector<std::string>& dates) {
    bool any = false;
    for (const std::string& date : dates) {
      if (!IsDay(date)) continue;
      buffer_ += any ? "" : "<spells>\n";
      any = true;
      buffer_ += "<spell timestamp=\"";
      Attribute(date);
      buffer_ += "\"/>\n";
    }
    if (any) buffer_ += "</spells>\n";
  }

  Status Flush() {
    const Status status = out_(buffer_);
    buffer_.clear();
    return status;
  }

  ByteSink out_;
  std::string buffer_;
  bool in_edges_ = false;
  SinkReport report_;
};

}  // namespace

std::unique_ptr<Sink> MakeGexfSink(SinkOptions options) {
  return std::make_unique<GexfSink>(std::move(options));
}

}  // namespace kg
