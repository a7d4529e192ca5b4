#include "extractor/rules/speech_acts.h"

#include <algorithm>
#include <optional>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/speech.h"

namespace kg {
namespace {

std::string ActOf(const Analysis& analysis, uint32_t position) {
  const Words& words = analysis.words();
  const TokenAt at = analysis.At(position);
  const Tree& tree = analysis.tree(at.sentence);
  const std::string& upos = tree.token(at.token).upos;
  std::string_view act;
  if (upos == "VERB") act = words.Act(tree.lemma(at.token));
  if (upos == "NOUN") act = words.NounAct(tree.lemma(at.token));
  if (!act.empty()) return std::string(act);
  // "according to", whatever its words are taken for.
  const std::string phrase = FixedExpression(tree, at.token);
  const bool source = words.Role(phrase, "") == "attribution";
  return source ? words.Structure("speech") : "";
}

}  // namespace

uint32_t MainWord(const Analysis& analysis, const std::vector<Range>& ranges,
                  std::initializer_list<std::string_view> wanted) {
  std::optional<uint32_t> any;
  for (const Range& range : ranges) {
    for (uint32_t p = range.begin; p < range.end; ++p) {
      const TokenAt at = analysis.At(p);
      const int32_t head = analysis.tree(at.sentence).Head(at.token);
      const bool inside =
          head >= 0 &&
          Has(ranges,
              analysis.Position(at.sentence, static_cast<uint32_t>(head)));
      if (inside) continue;
      const std::string& upos = analysis.token(p).upos;
      if (std::find(wanted.begin(), wanted.end(), upos) != wanted.end()) {
        return p;
      }
      if (!any && upos != "PUNCT") any = p;
    }
  }
  return any.value_or(ranges.front().begin);
}

Act FindAct(const Analysis& analysis, const std::vector<Range>& cue) {
  std::vector<uint32_t> order = {MainWord(analysis, cue, {"VERB", "NOUN"})};
  for (const Range& range : cue) {
    for (uint32_t p = range.begin; p < range.end; ++p) order.push_back(p);
  }
  for (const uint32_t p : order) {
    std::string act = ActOf(analysis, p);
    if (act.empty()) continue;
    return {std::move(act), p, analysis.token(p).upos == "VERB"};
  }
  return {};
}

}  // namespace kg
