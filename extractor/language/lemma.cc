#include "extractor/language/lemma.h"

#include <algorithm>
#include <numeric>

#include "base/unicode.h"

namespace kg {
namespace {

struct CaseRow {
  char letter;
  LemmaScript::Case casing;
};
constexpr CaseRow kCases[] = {{'K', LemmaScript::Case::kKeep},
                              {'L', LemmaScript::Case::kLower},
                              {'T', LemmaScript::Case::kTitle}};

// The first character upper case, the rest lower; unlike ToTitle, which looks
// for the first letter.
std::string Title(std::string_view form) {
  if (form.empty()) return "";
  const size_t first = DecodeAt(form, 0).bytes;
  return ToUpper(form.substr(0, first)) + ToLower(form.substr(first));
}

std::string Recased(LemmaScript::Case casing, std::string_view form) {
  switch (casing) {
    case LemmaScript::Case::kLower:
      return ToLower(form);
    case LemmaScript::Case::kTitle:
      return Title(form);
    case LemmaScript::Case::kKeep:
    case LemmaScript::Case::kReplace:
      break;
  }
  return std::string(form);
}

}  // namespace

Result<LemmaScript> ParseLemmaScript(const std::string& text) {
  LemmaScript script;
  if (text.size() > 1 && text[0] == '=') {
    script.casing = LemmaScript::Case::kReplace;
    script.ending = text.substr(1);
    return script;
  }
  const CaseRow* row = std::find_if(
      std::begin(kCases), std::end(kCases),
      [&](const CaseRow& r) { return !text.empty() && text[0] == r.letter; });
  const size_t plus = text.find('+');
  if (row == std::end(kCases) || text.size() < 2 || text[1] != '-' ||
      plus == std::string::npos) {
    return Status::InvalidInput("expected a lemma script, got '" + text + "'");
  }
  script.casing = row->casing;
  script.cut = text.substr(2, plus - 2);
  script.ending = text.substr(plus + 1);
  return script;
}

std::optional<std::string> ApplyLemmaScript(const LemmaScript& script,
                                            std::string_view form) {
  if (script.casing == LemmaScript::Case::kReplace) return script.ending;
  std::string lemma = Recased(script.casing, form);
  if (!lemma.ends_with(script.cut)) return std::nullopt;
  lemma.resize(lemma.size() - script.cut.size());
  lemma += script.ending;
  if (lemma.empty()) return std::nullopt;
  return lemma;
}

std::string BestLemma(std::span<const LemmaScript> scripts,
                      std::span<const float> scores, std::string_view form) {
  // The first choice nearly always applies; only then is the order needed.
  const auto best = std::max_element(scores.begin(), scores.end());
  if (best == scores.end()) return ToLower(form);
  if (auto lemma = ApplyLemmaScript(scripts[best - scores.begin()], form)) {
    return *lemma;
  }
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return scores[a] > scores[b]; });
  for (const size_t i : order) {
    if (auto lemma = ApplyLemmaScript(scripts[i], form)) return *lemma;
  }
  return ToLower(form);
}

}  // namespace kg
