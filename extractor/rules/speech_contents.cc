#include "extractor/rules/speech_contents.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/speakers_near.h"
#include "extractor/rules/speech_sources.h"

namespace kg {
namespace {

constexpr uint32_t kLongestOpposition = 3;  // words: "in opposition to"

}  // namespace

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

// A dash between parts of a sentence, not between numbers or in a word.
bool IsBreak(const Analysis& analysis, uint32_t position) {
  const Token& token = analysis.token(position);
  const bool apart = position > 0 && analysis.token(position - 1).space_after;
  const bool narrow = token.form == "-" || token.form == "\xE2\x80\x93";
  return IsDashMark(token) && (apart || !narrow);
}

// "there is no doubt that it is better".
bool IsNoDoubt(const Analysis& analysis, const Tree& tree, const Clause& clause,
               uint32_t noun) {
  const Words& words = analysis.words();
  // "there is not a single doubt that": whatever the clause hangs on.
  const bool not_any = clause.polarity == Polarity::kNegated;
  const uint32_t above = not_any ? clause.head : noun;
  return words.table("speech_nouns").Get(tree.lemma(noun), "effect") ==
             "questioned" &&
         (not_any || IsNegatedPhrase(tree, words, noun)) &&
         (tree.Child(noun, "acl") || tree.Child(noun, "ccomp") ||
          tree.Child(above, "csubj") || tree.Child(above, "ccomp"));
}

bool IsDenial(const Analysis& analysis, uint32_t sentence,
              const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const auto& children = tree.Children(clause.head);
  if (std::any_of(children.begin(), children.end(), [&](uint32_t child) {
        return IsNoDoubt(analysis, tree, clause, child);
      })) {
    return false;
  }
  if (clause.polarity == Polarity::kNegated) return true;
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    return (tree.Is(child, "nsubj") || tree.Is(child, "obj")) &&
           IsNegatedPhrase(tree, analysis.words(), child);
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

void CutAtDash(const Analysis& analysis, const std::vector<bool>& quoted,
               Speech* speech) {
  if (speech->cue.empty() || speech->content.empty()) return;
  const uint32_t begin = speech->content.front().begin;
  const uint32_t end = speech->content.back().end;
  const uint32_t behind = speech->cue.back().end;
  const bool reversed = begin < behind;  // then only a dash right behind it
  std::optional<uint32_t> dash;
  for (uint32_t p = reversed ? behind : begin + 1;
       p < (reversed ? std::min(behind + 1, end) : end); ++p) {
    if (quoted[p] || !IsBreak(analysis, p)) continue;
    if (dash) return;  // a pair of dashes
    dash = p;
  }
  if (!dash || std::find(quoted.begin() + *dash, quoted.begin() + end, true) !=
                   quoted.begin() + end) {
    return;  // what is quoted behind it is said
  }
  speech->content = Subtract(speech->content, {{*dash, end}});
}

void NameRelative(const Analysis& analysis, Speech* speech) {
  if (Count(speech->content) < 2) return;
  const uint32_t first = speech->content.front().begin;
  const TokenAt at = analysis.At(first);
  const Tree& tree = analysis.tree(at.sentence);
  const uint32_t antecedent = ThroughRelative(analysis, first);
  if (antecedent == first || Has(speech->content, antecedent) ||
      Has(speech->cue, antecedent) || speech->speaker == antecedent) {
    return;
  }
  speech->content = Subtract(speech->content, {{first, first + 1}});
  const auto phrase =
      Phrase(tree, analysis.At(antecedent).token, PhraseKind::kFull);
  for (const Range& range : analysis.RangesOf(at.sentence, phrase)) {
    speech->content.push_back(range);
  }
  Normalize(&speech->content);
}

void AddObject(const Analysis& analysis, Speech* speech) {
  if (!speech->verb) return;
  const TokenAt at = analysis.At(*speech->verb);
  const Tree& tree = analysis.tree(at.sentence);
  const Clause* clause = analysis.clauses(at.sentence).At(at.token);
  const Table& particles = analysis.words().table("acts_particles");
  if (clause == nullptr || !clause->object || clause->particle.empty() ||
      !particles.Has(WithParticle(tree, at.token))) {
    return;
  }
  const auto phrase = Phrase(tree, *clause->object, PhraseKind::kSingle);
  for (const Range& range : analysis.RangesOf(at.sentence, phrase)) {
    speech->content.push_back(range);
  }
  Normalize(&speech->content);
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

namespace {

bool IsSaying(const Tree& tree, const Words& words, uint32_t verb) {
  const std::string& lemma = tree.lemma(verb);
  return words.ActTakes(lemma, "clause") ||
         (!words.Act(lemma).empty() &&
          (tree.Child(verb, "ccomp") || tree.Child(verb, "obj")));
}

// "Let me repeat what I said": the sentence behind it is what counts.
bool IsLeadIn(const Analysis& analysis, uint32_t head) {
  const TokenAt at = analysis.At(head);
  const Tree& tree = analysis.tree(at.sentence);
  const Words& words = analysis.words();
  if (tree.token(at.token).xpos != "VB" || tree.Child(at.token, "nsubj")) {
    return false;
  }
  const auto is_self = [&](uint32_t t) {
    return words.PronounCell(tree.word(t), "person") == "1" &&
           words.PronounCell(tree.word(t), "number") == "one";
  };
  bool self = false;
  bool says = false;
  for (uint32_t child : tree.Children(at.token)) {
    self = self || is_self(child);
    says = says || (child > at.token &&
                    (IsSaying(tree, words, child) || tree.Child(child, "cop")));
    const auto inside = tree.Child(child, "nsubj");
    self = self || (inside && is_self(*inside));
  }
  return self && says;
}

// "comments in opposition to leaving".
bool IsOpposed(const Analysis& analysis, uint32_t position) {
  const TokenAt at = analysis.At(position);
  const Tree& tree = analysis.tree(at.sentence);
  std::string words;
  for (uint32_t t = at.token; t-- > 0 && at.token - t <= kLongestOpposition;) {
    words = tree.word(t) + (words.empty() ? "" : " " + words);
    const bool phrase = at.token - t > 1;  // one word: claims.h
    if (phrase && analysis.words().Negates("opposition", words)) return true;
  }
  return false;
}

}  // namespace

void SetPolarity(const Analysis& analysis, Speech* speech) {
  if (speech->heads.empty()) return;
  const bool lead_in =
      speech->heads.size() > 1 && IsLeadIn(analysis, speech->heads.front());
  const TokenAt at = analysis.At(speech->heads[lead_in ? 1 : 0]);
  const Clause* clause = analysis.clauses(at.sentence).At(at.token);
  const bool negated =
      speech->nominal
          ? IsNegatedPhrase(analysis.tree(at.sentence), analysis.words(),
                            at.token)
          : clause != nullptr && IsDenial(analysis, at.sentence, *clause);
  const bool opposed = !speech->content.empty() &&
                       IsOpposed(analysis, speech->content.front().begin);
  speech->polarity =
      negated != opposed ? Polarity::kNegated : Polarity::kAffirmed;
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
