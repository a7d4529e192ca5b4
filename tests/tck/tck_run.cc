#include "tests/tck/tck_run.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace kg::tck {
namespace {

namespace fs = std::filesystem;
using TckRow = std::vector<TckValue>;

std::string FormatRow(const TckRow& row) {
  std::string out = "|";
  for (const TckValue& value : row) out += " " + FormatTckValue(value) + " |";
  return out;
}

std::string FormatTable(const std::vector<std::string>& columns,
                        const std::vector<TckRow>& rows) {
  std::string out = "|";
  for (const std::string& column : columns) out += " " + column + " |";
  for (const TckRow& row : rows) out += "\n" + FormatRow(row);
  return rows.empty() ? out + "\n(no rows)" : out;
}

std::string Format(const ExpectedRows& expected) {
  if (expected.any_columns) return "no rows";
  return FormatTable(expected.columns, expected.rows) +
         (expected.ordered ? "\nin order" : "\nin any order");
}

std::string Format(const ExpectedError& expected) {
  return expected.type + " at " + expected.phase + ": " + expected.detail;
}

std::string Format(const Expectation& expected) {
  return std::visit([](const auto& one) { return Format(one); }, expected);
}

std::string Format(const EngineResult& result) {
  if (!result.error.has_value()) {
    return FormatTable(result.columns, result.rows);
  }
  const EngineError& error = *result.error;
  return error.type + " at " + error.phase + ": " + error.detail + " (" +
         error.message + ")";
}

bool EqualRows(const TckRow& a, const TckRow& b, ListOrder order) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [order](const TckValue& x, const TckValue& y) {
                      return EqualTckValues(x, y, order);
                    });
}

bool SameRows(const ExpectedRows& expected, std::vector<TckRow> rows) {
  if (rows.size() != expected.rows.size()) return false;
  auto rest = rows.begin();  // the rows from here on are not yet found
  for (const TckRow& wanted : expected.rows) {
    const auto end = expected.ordered ? rest + 1 : rows.end();
    const auto found = std::find_if(rest, end, [&](const TckRow& row) {
      return EqualRows(wanted, row, expected.list_order);
    });
    if (found == end) return false;
    std::iter_swap(rest++, found);
  }
  return true;
}

bool IsMet(const ExpectedRows& expected, const EngineResult& result) {
  if (result.error.has_value()) return false;
  if (expected.any_columns) return result.rows.empty();
  return result.columns == expected.columns && SameRows(expected, result.rows);
}

bool IsMet(const ExpectedError& expected, const EngineResult& result) {
  if (!result.error.has_value()) return false;
  return result.error->type == expected.type &&
         (expected.phase == "any time" ||
          result.error->phase == expected.phase) &&
         (expected.detail == "*" || result.error->detail == expected.detail);
}

Result<std::string> ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return Status::Io("cannot read '" + path.string() + "'");
  return text.str();
}

// Statements are separated by semicolons at the ends of lines.
void SplitStatements(const std::string& script,
                     std::vector<std::string>* statements) {
  std::istringstream lines(script);
  std::string statement;
  for (std::string line; std::getline(lines, line);) {
    const size_t last = line.find_last_not_of(" \t\r");
    const bool ends = last != std::string::npos && line[last] == ';';
    statement += (ends ? line.substr(0, last) : line) + "\n";
    if (!ends) continue;
    statements->push_back(std::move(statement));
    statement.clear();
  }
  if (statement.find_first_not_of(" \t\r\n") != std::string::npos) {
    statements->push_back(std::move(statement));
  }
}

Status SetUpGraph(const TckCase& test, const GraphScripts& graphs,
                  Engine* engine) {
  engine->Clear();
  std::vector<std::string> statements;
  if (test.named_graph.has_value()) {
    KG_ASSIGN(statements, graphs.Statements(*test.named_graph));
  }
  statements.insert(statements.end(), test.setups.begin(), test.setups.end());
  for (const std::string& statement : statements) {
    KG_RETURN_IF_ERROR(engine->SetUp(statement, test.parameters));
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> GraphScripts::Statements(
    const std::string& name) const {
  std::error_code error;
  fs::path above = fs::absolute(folder_, error);
  const fs::path below = fs::path("graphs") / name;
  while (!fs::exists(above / below / (name + ".json"), error)) {
    if (above == above.parent_path()) {
      return Status::NotFound("no graph '" + name + "' beside '" + folder_ +
                              "'");
    }
    above = above.parent_path();
  }
  KG_ASSIGN(const std::string text, ReadText(above / below / (name + ".json")));
  rapidjson::Document json;
  json.Parse(text.data(), text.size());
  if (!json.IsObject() || !json.HasMember("scripts") ||
      !json["scripts"].IsArray()) {
    return Status::InvalidInput(name + ".json: expected an array 'scripts'");
  }
  std::vector<std::string> statements;
  for (const auto& script : json["scripts"].GetArray()) {
    if (!script.IsString()) {
      return Status::InvalidInput(name + ".json: expected names of scripts");
    }
    const std::string file = std::string(script.GetString()) + ".cypher";
    KG_ASSIGN(const std::string statement, ReadText(above / below / file));
    SplitStatements(statement, &statements);
  }
  return statements;
}

std::string Check(const Expectation& expected, const EngineResult& result) {
  const bool met = std::visit(
      [&result](const auto& one) { return IsMet(one, result); }, expected);
  return met ? "" : Format(result);
}

std::optional<Mismatch> RunCase(const TckCase& test, const GraphScripts& graphs,
                                Engine* engine) {
  const Status set_up = SetUpGraph(test, graphs, engine);
  if (!set_up.ok()) {
    return Mismatch{"", "a graph", "set-up failed: " + set_up.message()};
  }
  for (const TckQuery& query : test.queries) {
    const EngineResult result = engine->Run(query.text, test.parameters);
    for (const Expectation& expected : query.expectations) {
      std::string got = Check(expected, result);
      if (got.empty()) continue;
      return Mismatch{query.text, Format(expected), std::move(got)};
    }
  }
  return std::nullopt;
}

}  // namespace kg::tck
