// A scenario of the TCK as what to do and what to expect: its steps, read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/status.h"
#include "tests/tck/gherkin.h"
#include "tests/tck/tck_value.h"

namespace kg::tck {

using TckParameters = std::map<std::string, TckValue>;

struct ExpectedRows {
  std::vector<std::string> columns;
  std::vector<std::vector<TckValue>> rows;
  bool ordered = false;
  ListOrder list_order = ListOrder::kMatters;
  bool any_columns = false;  // "the result should be empty"
};

struct ExpectedError {
  std::string type;    // "SyntaxError"
  std::string phase;   // "compile time", "runtime" or "any time"
  std::string detail;  // "UndefinedVariable", or "*" for any
};

using Expectation = std::variant<ExpectedRows, ExpectedError>;

// One query after the other, each on what those before left.
struct TckQuery {
  std::string text;
  std::vector<Expectation> expectations;
};

struct TckCase {
  std::optional<std::string> named_graph;  // else an empty one
  std::vector<std::string> setups;         // CREATE statements
  TckParameters parameters;
  std::vector<TckQuery> queries;
};

// Side effects that are expected of queries are left out: kgq only reads. Fails
// (InvalidInput) on steps that are not the TCK's.
Result<TckCase> ReadCase(const Scenario& scenario);

}  // namespace kg::tck
