#include "tests/tck/gherkin.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace kg::tck {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

// The rest of `line` after `word`, or nothing.
std::optional<std::string_view> After(std::string_view line,
                                      std::string_view word) {
  if (line.substr(0, word.size()) != word) return std::nullopt;
  return Trimmed(line.substr(word.size()));
}

std::optional<std::string_view> StepText(std::string_view line) {
  for (const char* word : {"Given ", "When ", "Then ", "And ", "But ", "* "}) {
    if (const auto text = After(line, word)) return text;
  }
  return std::nullopt;
}

// "| a | b\|c |": cells between bars; \|, \\ and \n are escapes.
std::optional<TableRow> Cells(std::string_view line) {
  TableRow cells;
  std::string cell;
  for (size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '|') {
      cells.emplace_back(Trimmed(cell));
      cell.clear();
    } else if (line[i] == '\\' && i + 1 < line.size() &&
               std::string_view("|\\n").find(line[i + 1]) !=
                   std::string_view::npos) {
      ++i;
      cell += line[i] == 'n' ? '\n' : line[i];
    } else {
      cell += line[i];
    }
  }
  if (!Trimmed(cell).empty() || line.back() != '|') return std::nullopt;
  return cells;
}

void ReplaceAll(std::string_view from, const std::string& to,
                std::string* text) {
  for (size_t at = text->find(from); at != std::string::npos;
       at = text->find(from, at + to.size())) {
    text->replace(at, from.size(), to);
  }
}

struct Outline {
  Scenario scenario;
  bool is_outline = false;
  size_t examples = 0;  // expanded so far
};

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(Lines(text)) {}

  Result<std::vector<Scenario>> Read() {
    for (at_ = 0; at_ < lines_.size(); ++at_) {
      const std::string_view line = Trimmed(lines_[at_]);
      if (line.empty() || line[0] == '#' || line[0] == '@') continue;
      KG_RETURN_IF_ERROR(ReadLine(line));
    }
    KG_RETURN_IF_ERROR(Finish());
    return std::move(scenarios_);
  }

 private:
  enum class Part { kNone, kFeature, kBackground, kScenario, kExamples };

  Status Wrong(const std::string& what) const {
    return Status::InvalidInput(std::to_string(at_ + 1) + ": " + what);
  }

  Status ReadLine(std::string_view line) {
    if (const auto name = After(line, "Feature:")) {
      feature_ = *name;
      part_ = Part::kFeature;
      return {};
    }
    if (After(line, "Background:")) {
      part_ = Part::kBackground;
      return {};
    }
    if (const auto name = After(line, "Scenario Outline:")) {
      return Begin(*name, true);
    }
    if (const auto name = After(line, "Scenario:")) return Begin(*name, false);
    if (After(line, "Examples:")) {
      if (!current_.is_outline) return Wrong("examples without an outline");
      part_ = Part::kExamples;
      header_.clear();
      return {};
    }
    if (part_ == Part::kFeature) return {};  // a description
    if (line[0] == '|') return ReadRow(line);
    if (line.substr(0, 3) == "\"\"\"") return ReadDocString();
    if (const auto text = StepText(line)) return ReadStep(*text);
    return Wrong("expected a step, got '" + std::string(line) + "'");
  }

  Status Begin(std::string_view name, bool is_outline) {
    KG_RETURN_IF_ERROR(Finish());
    part_ = Part::kScenario;
    current_ = {};
    current_.scenario.feature = feature_;
    current_.scenario.name = name;
    current_.scenario.line = at_ + 1;
    current_.scenario.steps = background_;
    current_.is_outline = is_outline;
    return {};
  }

  Status Finish() {
    if (part_ != Part::kScenario && part_ != Part::kExamples) return {};
    if (!current_.is_outline) {
      scenarios_.push_back(std::move(current_.scenario));
    } else if (current_.examples == 0) {
      return Wrong("outline '" + current_.scenario.name + "' without examples");
    }
    return {};
  }

  std::vector<Step>* Steps() {
    if (part_ == Part::kBackground) return &background_;
    return part_ == Part::kScenario ? &current_.scenario.steps : nullptr;
  }

  Status ReadStep(std::string_view text) {
    if (Steps() == nullptr) return Wrong("step outside a scenario");
    Step step;
    step.text = text;
    step.line = at_ + 1;
    Steps()->push_back(std::move(step));
    return {};
  }

  Status ReadDocString() {
    if (Steps() == nullptr || Steps()->empty()) {
      return Wrong("text that belongs to no step");
    }
    const size_t first = at_;
    const size_t indent = lines_[at_].find('"');
    std::string* text = &Steps()->back().doc_string;
    for (++at_; at_ < lines_.size(); ++at_) {
      std::string_view line = lines_[at_];
      if (Trimmed(line) == "\"\"\"") return {};
      const size_t blanks = line.find_first_not_of(kBlanks);
      line.remove_prefix(std::min({indent, blanks, line.size()}));
      if (!text->empty()) *text += '\n';
      *text += line;
    }
    at_ = first;
    return Wrong("text without an end");
  }

  Status ReadRow(std::string_view line) {
    std::optional<TableRow> cells = Cells(line);
    if (!cells.has_value()) return Wrong("expected a row that ends with '|'");
    if (part_ == Part::kExamples) return AddExample(std::move(*cells));
    if (Steps() == nullptr || Steps()->empty()) {
      return Wrong("row that belongs to no step");
    }
    Steps()->back().table.push_back(std::move(*cells));
    return {};
  }

  Status AddExample(TableRow cells) {
    if (header_.empty()) {
      header_ = std::move(cells);
      return {};
    }
    if (cells.size() != header_.size()) {
      return Wrong("expected " + std::to_string(header_.size()) + " cells");
    }
    Scenario scenario = current_.scenario;
    scenario.name += " #" + std::to_string(++current_.examples);
    for (size_t i = 0; i < cells.size(); ++i) {
      Substitute("<" + header_[i] + ">", cells[i], &scenario);
    }
    scenarios_.push_back(std::move(scenario));
    return {};
  }

  static void Substitute(const std::string& name, const std::string& value,
                         Scenario* scenario) {
    for (Step& step : scenario->steps) {
      ReplaceAll(name, value, &step.text);
      ReplaceAll(name, value, &step.doc_string);
      for (TableRow& row : step.table) {
        for (std::string& cell : row) ReplaceAll(name, value, &cell);
      }
    }
  }

  std::vector<std::string_view> lines_;
  size_t at_ = 0;
  Part part_ = Part::kNone;
  std::string feature_;
  std::vector<Step> background_;
  Outline current_;
  TableRow header_;
  std::vector<Scenario> scenarios_;
};

}  // namespace

Result<std::vector<Scenario>> ParseFeature(std::string_view text) {
  return Reader(text).Read();
}

}  // namespace kg::tck
