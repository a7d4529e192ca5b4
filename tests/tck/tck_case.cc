#include "tests/tck/tck_case.h"

#include <regex>
#include <utility>

namespace kg::tck {
namespace {

using Match = std::smatch;
using Reader = Status (*)(const Step&, const Match&, TckCase*);

Status Wrong(const Step& step, const std::string& what) {
  return Status::InvalidInput("line " + std::to_string(step.line) + ": " +
                              what);
}

Status ReadEmptyGraph(const Step&, const Match&, TckCase*) { return {}; }

Status ReadNamedGraph(const Step&, const Match& match, TckCase* result) {
  result->named_graph = match[1];
  return {};
}

Status ReadSetup(const Step& step, const Match&, TckCase* result) {
  result->setups.push_back(step.doc_string);
  return {};
}

Status ReadParameters(const Step& step, const Match&, TckCase* result) {
  for (const TableRow& row : step.table) {
    if (row.size() != 2) return Wrong(step, "expected a name and a value");
    KG_ASSIGN(result->parameters[row[0]], ParseTckValue(row[1]));
  }
  return {};
}

Status ReadQuery(const Step& step, const Match&, TckCase* result) {
  result->queries.push_back({step.doc_string, {}});
  return {};
}

Status Expect(const Step& step, Expectation expectation, TckCase* result) {
  if (result->queries.empty()) return Wrong(step, "no query before");
  result->queries.back().expectations.push_back(std::move(expectation));
  return {};
}

Status ReadNoRows(const Step& step, const Match&, TckCase* result) {
  ExpectedRows expected;
  expected.any_columns = true;
  return Expect(step, std::move(expected), result);
}

Status ReadRows(const Step& step, const Match& match, TckCase* result) {
  if (step.table.empty()) return Wrong(step, "expected a table");
  ExpectedRows expected;
  expected.columns = step.table[0];
  expected.ordered = match[1] == ", in order";
  if (match[2].matched) expected.list_order = ListOrder::kIgnored;
  for (size_t i = 1; i < step.table.size(); ++i) {
    if (step.table[i].size() != expected.columns.size()) {
      return Wrong(step,
                   "row " + std::to_string(i) + " has another number of cells");
    }
    std::vector<TckValue> row;
    for (const std::string& cell : step.table[i]) {
      KG_ASSIGN(TckValue value, ParseTckValue(cell));
      row.push_back(std::move(value));
    }
    expected.rows.push_back(std::move(row));
  }
  return Expect(step, std::move(expected), result);
}

Status ReadError(const Step& step, const Match& match, TckCase* result) {
  return Expect(step, ExpectedError{match[1], match[2], match[3]}, result);
}

Status ReadSideEffects(const Step&, const Match&, TckCase*) { return {}; }

struct Row {
  std::regex pattern;
  Reader read;
};

const std::vector<Row>& Rows() {
  static const auto* rows = new std::vector<Row>{
      {std::regex("(?:an empty|any) graph"), ReadEmptyGraph},
      {std::regex("the ([\\w-]+) graph"), ReadNamedGraph},
      {std::regex("having executed:"), ReadSetup},
      {std::regex("parameters are:"), ReadParameters},
      {std::regex("executing (?:control )?query:"), ReadQuery},
      {std::regex("the result should be empty"), ReadNoRows},
      {std::regex("the result should be(, in order|, in any order)?"
                  "( \\(ignoring element order for lists\\))?:"),
       ReadRows},
      {std::regex("an? (\\w+) should be raised at (compile time|runtime|any "
                  "time): (\\S+)"),
       ReadError},
      {std::regex("no side effects|the side effects should be:"),
       ReadSideEffects},
  };
  return *rows;
}

Status ReadStep(const Step& step, TckCase* result) {
  Match match;
  for (const Row& row : Rows()) {
    if (std::regex_match(step.text, match, row.pattern)) {
      return row.read(step, match, result);
    }
  }
  return Wrong(step, "unknown step '" + step.text + "'");
}

}  // namespace

Result<TckCase> ReadCase(const Scenario& scenario) {
  TckCase result;
  for (const Step& step : scenario.steps) {
    KG_RETURN_IF_ERROR(ReadStep(step, &result));
  }
  if (result.queries.empty()) {
    return Status::InvalidInput("scenario without a query");
  }
  return result;
}

}  // namespace kg::tck
