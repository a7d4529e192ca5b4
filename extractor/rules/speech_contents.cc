#include "extractor/rules/speech_contents.h"

#include <algorithm>
#include <utility>

#include "extractor/rules/clause_kinds.h"

namespace kg {

std::vector<uint32_t> MainClauses(const Analysis& analysis,
                                  const std::vector<Range>& content) {
  std::vector<uint32_t> heads;
  for (const Range& range : content) {
    for (uint32_t p = range.begin; p < range.end; ++p) {
      const TokenAt at = analysis.At(p);
      const Tree& tree = analysis.tree(at.sentence);
      if (analysis.clauses(at.sentence).At(at.token) == nullptr) continue;
      const int32_t head = tree.Head(at.token);
      const bool main =
          head < 0 ||
          !Has(content,
               analysis.Position(at.sentence, static_cast<uint32_t>(head)));
      const bool joined =
          !main && tree.Is(at.token, "conj") &&
          std::find(
              heads.begin(), heads.end(),
              analysis.Position(at.sentence, static_cast<uint32_t>(head))) !=
              heads.end();
      if (main || joined) heads.push_back(p);
    }
  }
  return heads;
}

namespace {

// By the predicate or what helps it: "was a lawyer", "has left".
bool IsFinite(const Tree& tree, uint32_t head) {
  const auto children = tree.Children(head);
  return tree.HasFeature(head, "VerbForm=Fin") ||
         std::any_of(children.begin(), children.end(), [&](uint32_t child) {
           return (tree.Is(child, "cop") || tree.Is(child, "aux")) &&
                  (tree.HasFeature(child, "VerbForm=Fin") ||
                   tree.token(child).xpos == "MD");
         });
}

bool HasFiniteClause(const Analysis& analysis,
                     const std::vector<Range>& content) {
  const auto heads = MainClauses(analysis, content);
  return std::any_of(heads.begin(), heads.end(), [&](uint32_t head) {
    const TokenAt at = analysis.At(head);
    return IsFinite(analysis.tree(at.sentence), at.token);
  });
}

}  // namespace

void DropAddressee(const Analysis& analysis, Speech* speech) {
  if (!speech->verb) return;
  const TokenAt verb = analysis.At(*speech->verb);
  const Tree& tree = analysis.tree(verb.sentence);
  if (!analysis.words().ActAddresses(tree.lemma(verb.token), "obj")) return;
  for (uint32_t child : tree.Children(verb.token)) {
    if (!tree.Is(child, "iobj") && !tree.Is(child, "obj")) continue;
    std::vector<Range> whom =
        analysis.RangesOf(verb.sentence, tree.Subtree(child));
    std::vector<Range> rest = Subtract(speech->content, whom);
    // Only where more is said right behind it.
    const bool first =
        whom.size() == 1 && whom.front().begin == speech->content.front().begin;
    const bool more = tree.token(child).upos == "PRON"
                          ? !rest.empty()
                          : HasFiniteClause(analysis, rest);
    if (first && more) speech->content = std::move(rest);
  }
}

void AddSubjects(const Analysis& analysis, Speech* speech) {
  for (const uint32_t head : speech->heads) {
    const TokenAt at = analysis.At(head);
    const Tree& tree = analysis.tree(at.sentence);
    auto subject = tree.Child(at.token, "nsubj");
    if (!subject) subject = tree.Child(at.token, "nsubj:pass");
    if (!subject || IsRelativePronoun(tree, *subject) ||
        !IsFinite(tree, at.token)) {
      continue;
    }
    const std::vector<Range> whole =
        analysis.RangesOf(at.sentence, tree.Subtree(*subject));
    const bool apart =
        std::none_of(whole.begin(), whole.end(), [&](const Range& range) {
          for (uint32_t p = range.begin; p < range.end; ++p) {
            if (Has(speech->content, p) || Has(speech->cue, p) ||
                speech->speaker == p) {
              return true;
            }
          }
          return false;
        });
    if (!apart) continue;
    speech->content.insert(speech->content.end(), whole.begin(), whole.end());
    Normalize(&speech->content);
  }
}

bool LacksSubject(const Analysis& analysis, const Speech& speech) {
  if (speech.heads.empty() || speech.nominal) return false;
  const TokenAt at = analysis.At(speech.heads.front());
  const Tree& tree = analysis.tree(at.sentence);
  const auto children = tree.Children(at.token);
  return IsFinite(tree, at.token) && !tree.HasFeature(at.token, "Mood=Imp") &&
         !tree.Is(at.token, "conj") &&
         std::none_of(children.begin(), children.end(), [&](uint32_t child) {
           return tree.Is(child, "nsubj") || tree.Is(child, "csubj") ||
                  tree.Is(child, "expl");
         });
}

}  // namespace kg
