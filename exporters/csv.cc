#include "exporters/csv.h"

#include <utility>

#include "exporters/columns.h"
#include "exporters/text.h"

namespace kg {
namespace {

class CsvSink : public Sink {
 public:
  explicit CsvSink(SinkOptions options)
      : edges_(std::move(options.outputs[0])),
        nodes_(std::move(options.outputs[1])) {}

  Status Begin() override {
    row_ = "Id,Label";
    for (const NodeColumn& column : NodeColumns()) AddHeader(column.name);
    return EndRow(nodes_);
  }

  Status Entity(const ExportedNode& node) override {
    row_ = node.record.id.Hex();
    AddCell(node.record.name, ColumnType::kString);
    for (const NodeColumn& column : NodeColumns()) {
      AddCell(column.value(node), column.type);
    }
    return EndRow(nodes_);
  }

  Status Edge(const ExportedEdge& edge) override {
    KG_RETURN_IF_ERROR(BeginEdges());
    row_ = edge.source.Hex() + "," + edge.target.Hex() + ",Directed," +
           std::to_string(edge.sources) + "," + edge.id.Hex();
    AddCell(edge.label, ColumnType::kString);
    AddCell(edge.type, ColumnType::kString);  // Gephi's Kind
    for (const EdgeColumn& column : EdgeColumns()) {
      AddCell(column.value(edge), column.type);
    }
    return EndRow(edges_);
  }

  Result<SinkReport> End() override {
    KG_RETURN_IF_ERROR(BeginEdges());
    return report_;
  }

 private:
  // After the nodes: where both tables go to one stream, they follow each
  // other.
  Status BeginEdges() {
    if (std::exchange(in_edges_, true)) return Status();
    row_ = "Source,Target,Type,Weight,Id,Label,Kind";
    for (const EdgeColumn& column : EdgeColumns()) AddHeader(column.name);
    return EndRow(edges_);
  }

  void AddHeader(std::string_view name) {
    row_ += ',';
    row_ += name;
  }

  // An apostrophe makes text of what a spreadsheet would calculate.
  void AddCell(std::string value, ColumnType type) {
    if (type == ColumnType::kString && LooksLikeFormula(value)) {
      value.insert(value.begin(), '\'');
      ++report_.guarded;
    }
    row_ += ',';
    report_.replaced += AppendCsvCell(value, &row_);
  }

  Status EndRow(const ByteSink& out) {
    row_ += '\n';
    return out(row_);
  }

  ByteSink edges_, nodes_;
  std::string row_;
  bool in_edges_ = false;
  SinkReport report_;
};

}  // namespace

std::unique_ptr<Sink> MakeCsvSink(SinkOptions options) {
  return std::make_unique<CsvSink>(std::move(options));
}

}  // namespace kg
