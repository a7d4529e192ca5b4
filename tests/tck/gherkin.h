// Reads feature files in the part of Gherkin that openCypher's Technology
// Compatibility Kit uses: features, backgrounds, scenarios, scenario outlines
// with examples, steps with doc strings and tables, tags, comments. Outlines
// come out expanded and backgrounds go before the steps of each scenario.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace kg::tck {

using TableRow = std::vector<std::string>;  // cells, unescaped and trimmed

struct Step {
  std::string text;        // without Given, When, Then, And, But, *
  std::string doc_string;  // without the indent of its opening quotes
  std::vector<TableRow> table;
  size_t line = 0;  // from 1
};

struct Scenario {
  std::string feature;
  std::string name;  // of an outline, with the number of its example from 1
  size_t line = 0;
  std::vector<Step> steps;
};

// Errors are InvalidInput and begin with the line's number.
Result<std::vector<Scenario>> ParseFeature(std::string_view text);

}  // namespace kg::tck
