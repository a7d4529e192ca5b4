// Tables about words, loaded once from the data files of lexicon/en/; no word
// of the analysed language stands in C++. Immutable after Load; thread-safe.
//
// A table is a .tsv file: '#' starts a comment line, the first other line names
// the columns, cells are separated by one tab, '|' separates alternatives
// inside a cell. Each user of a table names the columns it needs; a missing
// file or column, or a row with another number of cells, is a load error with
// file, line and reason.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "base/status.h"

namespace kg {

class Table {
 public:
  using Row = std::vector<std::string>;
  // Parses the text of a table; `name` is for errors.
  static Result<Table> Parse(std::string name, std::string_view text);

  const std::string& name() const { return name_; }
  const std::vector<std::string>& columns() const { return columns_; }
  const std::vector<Row>& rows() const { return rows_; }
  // Index of a column; asserts that it exists (Lexicon::Load checked).
  size_t Column(std::string_view column) const;
  // The row whose first column holds `key` (or, where cells of that column have
  // alternatives, one of them); null where there is none. First row wins.
  const Row* Find(std::string_view key) const;
  // The cell of `column` in the row of `key`; empty where there is none.
  std::string_view Get(std::string_view key, std::string_view column) const;
  bool Has(std::string_view key) const { return Find(key) != nullptr; }

 private:
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<Row> rows_;
  std::unordered_map<std::string, size_t> index_;
};

// The alternatives of a cell ("a|b" -> a, b; empty -> none).
std::vector<std::string_view> Alternatives(std::string_view cell);

class Lexicon {
 public:
  // All tables of a folder like lexicon/en.
  static Result<Lexicon> Load(const std::string& folder);
  // From name -> text, for tests.
  static Result<Lexicon> FromTexts(
      const std::vector<std::pair<std::string, std::string>>& tables);

  // A table by its file's stem. Asserts that it exists: RequiredTables() of
  // required.cc lists every table with its columns, and Load checks them.
  const Table& table(std::string_view name) const;
  bool has_table(std::string_view name) const;
  // Of all files, for the store's manifest.
  const Hash128& hash() const { return hash_; }

 private:
  std::unordered_map<std::string, Table> tables_;
  Hash128 hash_;
};

// What the code relies on: table and its columns.
struct RequiredTable {
  std::string_view name;
  std::vector<std::string_view> columns;
};
std::span<const RequiredTable> RequiredTables();

}  // namespace kg
