#include "extractor/rules/speech_acts.h"

#include <algorithm>
#include <optional>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/participles.h"

namespace kg {
namespace {

std::string ActOf(const Analysis& analysis, uint32_t position) {
  const Words& words = analysis.words();
  const TokenAt at = analysis.At(position);
  const Tree& tree = analysis.tree(at.sentence);
  const std::string& upos = tree.token(at.token).upos;
  std::string_view act;
  if (upos == "VERB" || IsConvinced(tree, words, at.token)) {
    act = ActOfVerb(tree, words, at.token);
  }
  if (upos == "NOUN") act = words.NounAct(tree.lemma(at.token));
  if (!act.empty()) return std::string(act);
  // "according to", whatever its words are taken for.
  const std::string phrase = FixedExpression(tree, at.token);
  const bool source = words.Role(phrase, "") == "attribution";
  return source ? words.Structure("speech") : "";
}

}  // namespace

bool IsConvinced(const Tree& tree, const Words& words, uint32_t verb) {
  if (!words.table("acts_participles").Has(tree.word(verb))) return false;
  const auto children = tree.Children(verb);
  return std::none_of(children.begin(), children.end(), [&](uint32_t child) {
    return tree.Is(child, "obj") || tree.Is(child, "iobj") ||
           (tree.Relation(child) == "aux" && tree.lemma(child) == "have" &&
            !tree.Child(verb, "aux:pass"));
  });
}

bool IsSourceClause(const Tree& tree, const Words& words,
                    const Clause& clause) {
  const std::string& lemma = tree.lemma(clause.head);
  const bool puts = words.ActTakes(lemma, "quote") && clause.object &&
                    tree.token(*clause.object).upos == "PRON";
  const bool own =  // says something else
      (clause.object && !puts) ||
      std::any_of(clause.obliques.begin(), clause.obliques.end(),
                  [&](const Argument& oblique) {
                    return !oblique.marker.empty() && oblique.role != "time" &&
                           words.ActTakes(lemma, oblique.marker);
                  });
  return tree.Is(clause.head, "advcl") && !own && !clause.passive &&
         (puts || words.ActTakes(lemma, "clause")) &&
         tree.Child(clause.head, "nsubj") &&
         IsParenthesis(tree, words, clause.head);
}

std::string_view ActOfVerb(const Tree& tree, const Words& words,
                           uint32_t verb) {
  const Table& particles = words.table("acts_particles");
  const Table::Row* row = particles.Find(WithParticle(tree, verb));
  if (row != nullptr) return (*row)[particles.Column("act")];
  if (IsConvinced(tree, words, verb)) {
    return words.table("acts_participles").Get(tree.word(verb), "act");
  }
  return words.Act(tree.lemma(verb));
}

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

namespace {

// "why …", "on whether …".
bool OpensQuestion(const Analysis& analysis, const Range& content) {
  const Table& marks = analysis.words().table("marks");
  const uint32_t end = std::min(content.begin + 2, content.end);
  for (uint32_t p = content.begin; p < end; ++p) {
    const TokenAt at = analysis.At(p);
    const Tree& tree = analysis.tree(at.sentence);
    const std::string& xpos = tree.token(at.token).xpos;
    if (xpos == "WRB" || xpos == "WP" ||
        marks.Get(tree.word(at.token), "modality") == "questioned") {
      return true;
    }
    if (xpos != "IN") return false;
  }
  return false;
}

// "should stop", "left": nothing that somebody can promise.
bool IsNoPlan(const Analysis& analysis, const TokenAt& head) {
  const Tree& tree = analysis.tree(head.sentence);
  bool modal = false;
  for (uint32_t child : tree.Children(head.token)) {
    if (!tree.Is(child, "aux")) continue;
    const auto effect = analysis.words().Modal("aux", tree.word(child));
    if (effect == Effect::kRequired) return true;
    modal = modal || effect.has_value();
  }
  return !modal && tree.token(head.token).xpos == "VBD";
}

}  // namespace

void MendAct(const Analysis& analysis, Speech* speech) {
  if (!speech->verb || speech->content.empty()) return;
  const Words& words = analysis.words();
  const TokenAt verb = analysis.At(*speech->verb);
  const std::string& lemma = analysis.tree(verb.sentence).lemma(verb.token);
  const bool asks = words.ActTakes(lemma, "question") &&
                    !words.ActTakes(lemma, "clause") &&
                    OpensQuestion(analysis, speech->content.front());
  if (asks) speech->act = words.Structure("question");
  // "told Lee to leave"
  const bool tells = speech->act == words.Structure("speech") &&
                     words.ActTakes(lemma, "inf") && !speech->nominal &&
                     !speech->heads.empty();
  if (tells && analysis.token(speech->heads.front()).xpos == "VB" &&
      IsInfinitive(analysis.tree(analysis.At(speech->heads.front()).sentence),
                   analysis.At(speech->heads.front()).token)) {
    speech->act = words.Structure("told to");
  }
  // "called it 'unsettling'", where only "called on" and "for" urge.
  const Table& naming = words.table("acts_naming");
  const Table::Row* row = naming.Find(lemma);
  const Tree& tree = analysis.tree(verb.sentence);
  const TokenAt first = analysis.At(speech->content.front().begin);
  if (row != nullptr && first.sentence == verb.sentence &&
      first.token == verb.token + 1 && tree.token(first.token).upos == "PRON") {
    speech->act = (*row)[naming.Column("act")];
  }
  const bool promises = words.ActTakes(lemma, "deed") &&
                        words.ActTakes(lemma, "clause") &&
                        words.Complement(lemma, false) == Effect::kPlanned;
  if (promises && !speech->nominal && !speech->heads.empty() &&
      IsNoPlan(analysis, analysis.At(speech->heads.front()))) {
    speech->act = words.Structure("speech");
  }
}

}  // namespace kg
