#include "lexicon/lexicon.h"

#include <algorithm>
#include <cassert>
#include <filesystem>

#include "base/file.h"

namespace kg {
namespace {

constexpr size_t kTableLimit = 16u << 20;  // chosen; the largest is far below

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

Status CheckColumns(const std::unordered_map<std::string, Table>& tables) {
  for (const RequiredTable& required : RequiredTables()) {
    const auto found = tables.find(std::string(required.name));
    if (found == tables.end()) {
      return Status::NotFound("lexicon: no table '" +
                              std::string(required.name) + "'");
    }
    const auto& columns = found->second.columns();
    for (std::string_view column : required.columns) {
      if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
        return Status::InvalidInput(found->second.name() +
                                    ": no column named '" +
                                    std::string(column) + "'");
      }
    }
  }
  return Status();
}

}  // namespace

std::vector<std::string_view> Alternatives(std::string_view cell) {
  if (cell.empty()) return {};
  return Split(cell, '|');
}

Result<Table> Table::Parse(std::string name, std::string_view text) {
  Table table;
  table.name_ = std::move(name);
  size_t line_number = 0;
  for (std::string_view line : Split(text, '\n')) {
    ++line_number;
    if (line.empty() || line.front() == '#') continue;
    Row row;
    for (std::string_view cell : Split(line, '\t')) row.emplace_back(cell);
    if (table.columns_.empty()) {
      table.columns_ = std::move(row);
      continue;
    }
    if (row.size() != table.columns_.size()) {
      return Status::InvalidInput(table.name_ + ":" +
                                  std::to_string(line_number) + ": expected " +
                                  std::to_string(table.columns_.size()) +
                                  " cells, got " + std::to_string(row.size()));
    }
    for (std::string_view key : Alternatives(row[0])) {
      table.index_.emplace(key, table.rows_.size());
    }
    table.rows_.push_back(std::move(row));
  }
  if (table.columns_.empty()) {
    return Status::InvalidInput(table.name_ + ": no line of column names");
  }
  return table;
}

size_t Table::Column(std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  assert(found != columns_.end());
  return static_cast<size_t>(found - columns_.begin());
}

const Table::Row* Table::Find(std::string_view key) const {
  const auto found = index_.find(std::string(key));
  return found == index_.end() ? nullptr : &rows_[found->second];
}

std::string_view Table::Get(std::string_view key,
                            std::string_view column) const {
  const Row* row = Find(key);
  return row == nullptr ? std::string_view() : (*row)[Column(column)];
}

Result<Lexicon> Lexicon::Load(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  }
  if (error) {
    return Status::NotFound(folder +
                            ": cannot list the lexicon: " + error.message());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& file : files) {
    KG_ASSIGN(std::string text, ReadFile(file.string(), kTableLimit));
    texts.emplace_back(file.stem().string(), std::move(text));
  }
  KG_ASSIGN(Lexicon lexicon, FromTexts(texts));
  KG_RETURN_IF_ERROR(CheckColumns(lexicon.tables_));
  return lexicon;
}

Result<Lexicon> Lexicon::FromTexts(
    const std::vector<std::pair<std::string, std::string>>& tables) {
  Lexicon lexicon;
  std::string all;
  for (const auto& [name, text] : tables) {
    KG_ASSIGN(Table table, Table::Parse(name + ".tsv", text));
    lexicon.tables_.emplace(name, std::move(table));
    all += name + '\0' + text + '\0';
  }
  lexicon.hash_ = Blake2b(all);
  return lexicon;
}

const Table& Lexicon::table(std::string_view name) const {
  const auto found = tables_.find(std::string(name));
  assert(found != tables_.end());
  return found->second;
}

bool Lexicon::has_table(std::string_view name) const {
  return tables_.count(std::string(name)) != 0;
}

}  // namespace kg
