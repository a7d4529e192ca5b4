// Rows of a query as a table, CSV, TSV, JSON or JSON Lines, written as they
// come; a table at the end, when the widths of its columns are known.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "cli/output.h"
#include "graph/view/property_graph.h"

namespace kg {

enum class RowFormat { kTable, kCsv, kTsv, kJson, kJsonLines };

// "table", "csv", "tsv", "json", "jsonl".
std::vector<std::string> RowFormatNames();
std::optional<RowFormat> RowFormatOf(std::string_view name);

class QueryRowWriter {
 public:
  virtual ~QueryRowWriter() = default;
  virtual Status Begin(const std::vector<std::string>& columns) = 0;
  virtual Status Row(const std::vector<Value>& row) = 0;
  virtual Status End() = 0;
};

// Borrows the graph and the output. `width` is that of the terminal; 0: cells
// are as wide as they are.
std::unique_ptr<QueryRowWriter> MakeQueryRowWriter(RowFormat format,
                                                   const PropertyGraph& graph,
                                                   size_t width,
                                                   Output* output);

// Columns of the terminal that standard output is; 0 where it is none.
size_t TerminalWidth();

// A value for a person: strings as they are, nodes by what names them.
std::string ShownText(const PropertyGraph& graph, const Value& value);
// JSON; of a node {"labels": …, "properties": …}.
std::string ValueJsonText(const PropertyGraph& graph, const Value& value);

}  // namespace kg
