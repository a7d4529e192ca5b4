#include "cli/query_output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "base/unicode.h"
#include "cli/table.h"

namespace kg {
namespace {

struct FormatRow {
  std::string_view name;
  RowFormat format;
};
constexpr FormatRow kFormats[] = {
    {"table", RowFormat::kTable},     {"csv", RowFormat::kCsv},
    {"tsv", RowFormat::kTsv},         {"json", RowFormat::kJson},
    {"jsonl", RowFormat::kJsonLines},
};

// The first code points that take at most `width` columns, with an ellipsis
// where something is left out.
std::string Cut(const std::string& text, size_t width) {
  if (DisplayWidth(text) <= width) return text;
  std::string out;
  size_t used = 1;  // of the ellipsis
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    const std::string_view one(text.data() + at, c.bytes);
    used += DisplayWidth(one);
    if (used > width) break;
    out += one;
    at += c.bytes;
  }
  return out + "…";
}

class TableWriter : public QueryRowWriter {
 public:
  TableWriter(const PropertyGraph& graph, size_t width, Output* output)
      : graph_(graph), width_(width), output_(*output) {}

  Status Begin(const std::vector<std::string>& columns) override {
    rows_.push_back({});
    for (const std::string& column : columns) {
      rows_.back().push_back(OneLine(column));
    }
    numbers_.assign(columns.size(), true);
    return Status();
  }

  Status Row(const std::vector<Value>& row) override {
    rows_.push_back({});
    for (size_t i = 0; i < row.size(); ++i) {
      rows_.back().push_back(OneLine(ShownText(graph_, row[i])));
      if (!row[i].is_number() && !row[i].is_null()) numbers_[i] = false;
    }
    return Status();
  }

  Status End() override {
    Fit();
    std::vector<size_t> right;
    for (size_t i = 0; i < numbers_.size(); ++i) {
      if (numbers_[i] && rows_.size() > 1) right.push_back(i);
    }
    TextTable table(std::move(rows_[0]), std::move(right));
    for (size_t i = 1; i < rows_.size(); ++i) {
      table.AddRow(std::move(rows_[i]));
    }
    return output_.Write(table.ToString());
  }

 private:
  // Cuts the widest columns until the rows fit into the terminal.
  void Fit() {
    if (width_ == 0) return;
    constexpr size_t kNarrowest = 8;  // chosen: enough to tell cells apart
    std::vector<size_t> widths(rows_[0].size());
    size_t total = widths.empty() ? 0 : 2 * (widths.size() - 1);
    for (const std::vector<std::string>& row : rows_) {
      for (size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], DisplayWidth(row[i]));
      }
    }
    for (const size_t width : widths) total += width;
    while (total > width_) {
      const auto widest = std::max_element(widths.begin(), widths.end());
      if (*widest <= kNarrowest) break;
      --*widest;
      --total;
    }
    for (std::vector<std::string>& row : rows_) {
      for (size_t i = 0; i < row.size(); ++i) row[i] = Cut(row[i], widths[i]);
    }
  }

  const PropertyGraph& graph_;
  size_t width_;
  Output& output_;
  std::vector<std::vector<std::string>> rows_;  // the first is the header
  std::vector<bool> numbers_;
};

// In cells of CSV and TSV: null is nothing, strings are bare, lists and what is
// of the graph are JSON.
std::string CellText(const PropertyGraph& graph, const Value& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.string();
  const std::string json = ValueJsonText(graph, value);
  if (!value.is_temporal()) return json;
  return json.substr(1, json.size() - 2);
}

class CellWriter : public QueryRowWriter {
 public:
  CellWriter(RowFormat format, const PropertyGraph& graph, Output* output)
      : tabs_(format == RowFormat::kTsv), graph_(graph), output_(*output) {}

  Status Begin(const std::vector<std::string>& columns) override {
    std::string line;
    for (const std::string& column : columns) Append(column, &line);
    return Finish(line);
  }

  Status Row(const std::vector<Value>& row) override {
    std::string line;
    for (const Value& value : row) Append(CellText(graph_, value), &line);
    return Finish(line);
  }

  Status End() override { return Status(); }

 private:
  void Append(const std::string& cell, std::string* line) {
    if (!first_) *line += tabs_ ? '\t' : ',';
    first_ = false;
    *line += tabs_ ? Escaped(cell) : Quoted(cell);
  }

  Status Finish(const std::string& line) {
    first_ = true;
    return output_.Write(line + (tabs_ ? "\n" : "\r\n"));
  }

  // RFC 4180.
  static std::string Quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string out = "\"";
    for (const char c : cell) {
      out += c;
      if (c == '"') out += c;
    }
    return out + "\"";
  }

  static std::string Escaped(const std::string& cell) {
    std::string out;
    for (const char c : cell) {
      switch (c) {
        case '\t':
          out += "\\t";
          break;
        case '\n':
          out += "\\n";
          break;
        case '\r':
          out += "\\r";
          break;
        case '\\':
          out += "\\\\";
          break;
        default:
          out += c;
      }
    }
    return out;
  }

  bool tabs_;
  bool first_ = true;
  const PropertyGraph& graph_;
  Output& output_;
};

class JsonRowWriter : public QueryRowWriter {
 public:
  JsonRowWriter(RowFormat format, const PropertyGraph& graph, Output* output)
      : lines_(format == RowFormat::kJsonLines),
        graph_(graph),
        output_(*output) {}

  Status Begin(const std::vector<std::string>& columns) override {
    columns_ = columns;
    return lines_ ? Status() : output_.Write("[");
  }

  Status Row(const std::vector<Value>& row) override {
    std::string text = lines_ ? "{" : (first_ ? "\n{" : ",\n{");
    first_ = false;
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ",";
      text += ValueJsonText(graph_, Value::String(columns_[i])) + ":" +
              ValueJsonText(graph_, row[i]);
    }
    return output_.Write(text + (lines_ ? "}\n" : "}"));
  }

  Status End() override {
    if (lines_) return Status();
    return output_.Write(first_ ? "]\n" : "\n]\n");
  }

 private:
  bool lines_;
  bool first_ = true;
  const PropertyGraph& graph_;
  Output& output_;
  std::vector<std::string> columns_;
};

}  // namespace

std::vector<std::string> RowFormatNames() {
  std::vector<std::string> names;
  for (const FormatRow& row : kFormats) names.emplace_back(row.name);
  return names;
}

std::optional<RowFormat> RowFormatOf(std::string_view name) {
  for (const FormatRow& row : kFormats) {
    if (row.name == name) return row.format;
  }
  return std::nullopt;
}

std::unique_ptr<QueryRowWriter> MakeQueryRowWriter(RowFormat format,
                                                   const PropertyGraph& graph,
                                                   size_t width,
                                                   Output* output) {
  switch (format) {
    case RowFormat::kTable:
      return std::make_unique<TableWriter>(graph, width, output);
    case RowFormat::kCsv:
    case RowFormat::kTsv:
      return std::make_unique<CellWriter>(format, graph, output);
    default:
      return std::make_unique<JsonRowWriter>(format, graph, output);
  }
}

size_t TerminalWidth() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0) return 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace kg
