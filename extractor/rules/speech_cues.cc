#include <algorithm>
#include <string_view>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/questions.h"
#include "extractor/rules/speech.h"
#include "extractor/rules/speech_acts.h"
#include "extractor/rules/speech_contents.h"
#include "extractor/rules/speech_naming.h"

namespace kg {
namespace {

// Hundredths; chosen.
constexpr uint8_t kClauseConfidence = 90;
constexpr uint8_t kReversedConfidence = 85;
constexpr uint8_t kNominalConfidence = 75;
constexpr uint8_t kNounConfidence = 70;
constexpr uint8_t kHeadlineConfidence = 80;
// "Acme: no layoffs planned": so few names may stand before the colon.
constexpr uint32_t kLongestHeadlineSpeaker = 4;

class CueFinder {
 public:
  CueFinder(const Analysis& analysis, uint32_t sentence)
      : analysis_(analysis),
        words_(analysis.words()),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        clauses_(analysis.clauses(sentence)) {}

  std::vector<Speech> Run() && {
    for (const Clause& clause : clauses_.clauses) {
      AddVerb(clause);
      AddAttributionPhrases(clause);
    }
    for (uint32_t t = 0; t < tree_.size(); ++t) {
      if (tree_.token(t).upos == "NOUN") AddNoun(t);
    }
    AddHeadline();
    return std::move(cues_);
  }

 private:
  uint32_t Position(uint32_t t) const {
    return analysis_.Position(sentence_, t);
  }

  void SetContent(std::vector<uint32_t> tokens, Speech* speech) const {
    const auto is_edge = [&](uint32_t t) {
      return tree_.token(t).upos == "PUNCT" && !IsQuotationMark(tree_.token(t));
    };
    while (!tokens.empty() && is_edge(tokens.back())) tokens.pop_back();
    while (!tokens.empty() && is_edge(tokens.front())) {
      tokens.erase(tokens.begin());
    }
    for (const Range& range : analysis_.RangesOf(sentence_, tokens)) {
      speech->content.push_back(range);
    }
    Normalize(&speech->content);
  }

  // What is said under `head`: its subtree without `without` and asides.
  std::vector<uint32_t> ContentTokens(uint32_t head,
                                      std::optional<uint32_t> without) const {
    std::vector<uint32_t> tokens = {head};
    for (size_t i = 0; i < tokens.size(); ++i) {
      for (uint32_t child : tree_.Children(tokens[i])) {
        if (without && child == *without) continue;
        if (!IsAside(tree_, words_, child)) tokens.push_back(child);
      }
    }
    std::sort(tokens.begin(), tokens.end());
    return tokens;
  }

  void AddVerb(const Clause& clause) {
    const std::string& lemma = tree_.lemma(clause.head);
    const std::string_view act = ActOfVerb(tree_, words_, clause.head);
    if (tree_.token(clause.head).upos != "VERB") return;
    if (auto naming = FindNaming(analysis_, sentence_, clause)) {
      cues_.push_back(std::move(*naming));
      return;
    }
    // "show up", "find out" are other verbs.
    const bool other =
        !clause.particle.empty() && words_.ActTakes(lemma, "relation");
    if (act.empty() || other) return;
    Speech speech;
    speech.act = act;
    speech.cue = analysis_.RangesOf(sentence_, clause.group);
    speech.verb = Position(clause.head);
    SetSpeaker(clause, lemma, &speech);
    // "denied that it threatens to": a claim that somebody denies
    speech.made = (clause.polarity == Polarity::kNegated) == clause.denied &&
                  clause.modality == Modality::kAsserted &&
                  !Compares(clause.head) && !IsScant(clause.head) &&
                  !IsHearsay(tree_, words_, clause);
    speech.rule = "speech-verb";
    speech.confidence = kClauseConfidence;
    AddContents(clause, lemma, &speech);
    if (speech.content.empty()) AddReversed(clause, &speech);
    if (speech.content.empty()) AddNominalContent(clause, lemma, &speech);
    SetPolarity(analysis_, &speech);
    cues_.push_back(std::move(speech));
  }

  // "sooner than most believed": nobody believed it so.
  bool Compares(uint32_t head) const {
    const auto mark = tree_.Child(head, "mark");
    return mark &&
           words_.table("marks").Get(tree_.word(*mark), "role") == "comparison";
  }

  // "barely mentions it".
  bool IsScant(uint32_t head) const {
    const auto adverb = tree_.Child(head, "advmod");
    return adverb && words_.Negates("scant", tree_.word(*adverb));
  }

  // "The agency quoted a general as saying that …": the general says it.
  std::optional<uint32_t> QuotedSpeaker(const Clause& clause) const {
    const int32_t above = tree_.Head(clause.head);
    if (above < 0 || tree_.token(clause.head).xpos != "VBG") {
      return std::nullopt;
    }
    const auto verb = static_cast<uint32_t>(above);
    const Clause* governor = clauses_.At(verb);
    if (governor == nullptr || !words_.ActTakes(tree_.lemma(verb), "saying")) {
      return std::nullopt;
    }
    const auto quoted =
        governor->passive ? governor->subject : governor->object;
    return quoted && *quoted < clause.head ? quoted : std::nullopt;
  }

  void SetSpeaker(const Clause& clause, const std::string& lemma,
                  Speech* speech) const {
    auto speaker = clause.passive ? clause.agent : clause.subject;
    if (const auto quoted = QuotedSpeaker(clause)) {
      speaker = quoted;
      speech->fixed_speaker = true;
    }
    const bool convinced = IsConvinced(tree_, words_, clause.head);
    if (convinced) speaker = clause.subject;
    if (speaker) speech->speaker = Position(*speaker);
    if (convinced) return;
    std::optional<uint32_t> addressee;
    if (words_.ActAddresses(lemma, "obj")) {
      addressee = clause.recipient ? clause.recipient : clause.object;
      if (clause.passive) addressee = clause.subject;
    }
    for (const Argument& oblique : clause.obliques) {
      if (!addressee && !oblique.marker.empty() &&
          words_.ActAddresses(lemma, oblique.marker)) {
        addressee = oblique.head;
      }
    }
    if (addressee) speech->addressee = Position(*addressee);
  }

  bool TakesClause(const std::string& lemma, uint32_t head) const {
    const std::string& xpos = tree_.token(head).xpos;
    const bool open = tree_.Is(head, "xcomp");
    if (xpos == "VBG" && open) return words_.ActTakes(lemma, "ger");
    if (open) return words_.ActTakes(lemma, "inf");
    return words_.ActTakes(lemma, "clause") || words_.ActTakes(lemma, "ger") ||
           words_.ActTakes(lemma, "of");
  }

  void AddContents(const Clause& clause, const std::string& lemma,
                   Speech* speech) {
    std::vector<uint32_t> heads;
    for (uint32_t head : clause.contents) {
      if (TakesClause(lemma, head)) heads.push_back(head);
    }
    for (uint32_t child : tree_.Children(clause.head)) {
      const auto mark = tree_.Child(child, "mark");
      if (IsEmbeddedQuestion(tree_, words_, child)) heads.push_back(child);
      const bool controlled =
          IsControlled(tree_, words_, child) && words_.ActTakes(lemma, "inf");
      if (tree_.Is(child, "advcl") && mark &&
          (controlled || words_.ActTakes(lemma, tree_.word(*mark)))) {
        heads.push_back(child);
      }
      if (tree_.Is(child, "parataxis") && child > clause.head &&
          clauses_.At(child) != nullptr && heads.empty() &&
          words_.ActTakes(lemma, "clause") && FollowsColon(child)) {
        heads.push_back(child);
      }
    }
    std::vector<uint32_t> tokens;
    for (uint32_t head : heads) {
      for (uint32_t t : ContentTokens(head, std::nullopt)) tokens.push_back(t);
      AddStrays(clause.head, tokens, &tokens);
      AddHeads(head, speech);
    }
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    SetContent(std::move(tokens), speech);
  }

  // Words between the verb and what is said that a parser hung on something
  // before the verb: they can only belong to what is said.
  void AddStrays(uint32_t verb, const std::vector<uint32_t>& said,
                 std::vector<uint32_t>* tokens) const {
    const uint32_t first = *std::min_element(said.begin(), said.end());
    for (uint32_t t = first; t-- > verb + 1;) {
      int32_t above = static_cast<int32_t>(t);
      while (above > static_cast<int32_t>(verb)) {
        above = tree_.Head(static_cast<uint32_t>(above));
      }
      const bool stray = above >= 0 && above < static_cast<int32_t>(verb) &&
                         tree_.token(t).upos != "PUNCT" && !InGroup(verb, t);
      if (!stray) return;
      tokens->push_back(t);
    }
  }

  bool InGroup(uint32_t verb, uint32_t t) const {
    const Clause* clause = clauses_.At(verb);
    return std::find(clause->group.begin(), clause->group.end(), t) !=
           clause->group.end();
  }

  bool FollowsColon(uint32_t head) const {
    const uint32_t first = tree_.Subtree(head).front();
    for (uint32_t t = first > 1 ? first - 2 : 0; t <= first; ++t) {
      if (tree_.token(t).form == ":" || IsQuotationMark(tree_.token(t))) {
        return true;
      }
    }
    return false;
  }

  void AddHeads(uint32_t head, Speech* speech) const {
    for (uint32_t conjunct : tree_.Conjuncts(head)) {
      speech->heads.push_back(Position(conjunct));
    }
  }

  // "Prices, he said, did not rise"; "…, said Lee"; "as Lee said, …".
  void AddReversed(const Clause& clause, Speech* speech) const {
    const int32_t above = tree_.Head(clause.head);
    const std::string& lemma = tree_.lemma(clause.head);
    const bool inserted = words_.ActTakes(lemma, "clause") &&
                          tree_.Is(clause.head, "parataxis") &&
                          !tree_.Child(clause.head, "mark") && !clause.object &&
                          (clause.subject || clause.passive);
    if (above < 0 || !(inserted || IsSourceClause(tree_, words_, clause)))
      return;
    const auto head = static_cast<uint32_t>(above);
    SetContent(ContentTokens(head, clause.head), speech);
    AddHeads(head, speech);
    speech->rule = "inserted-speech";
    speech->confidence = kReversedConfidence;
  }

  void AddNominalContent(const Clause& clause, const std::string& lemma,
                         Speech* speech) const {
    std::optional<uint32_t> noun;
    if (words_.ActTakes(lemma, "obj")) {
      noun = clause.passive ? clause.subject : clause.object;
    }
    for (const Argument& oblique : clause.obliques) {
      if (!oblique.marker.empty() && oblique.role != "time" &&
          words_.ActTakes(lemma, oblique.marker)) {
        noun = oblique.head;
      }
    }
    if (!noun || tree_.token(*noun).upos == "PRON") return;
    SetContent(Phrase(tree_, *noun, PhraseKind::kFull), speech);
    AddHeads(*noun, speech);
    speech->nominal = true;
    speech->rule = "speech-object";
    speech->confidence = kNominalConfidence;
  }

  void AddAttributionPhrases(const Clause& clause) {
    for (const Argument& oblique : clause.obliques) {
      // "per Reuters", not "per year"
      const bool source = oblique.role == "attribution" ||
                          (oblique.role == "named attribution" &&
                           !NameTag(tree_.token(oblique.head)).empty());
      if (!source || !oblique.preposition) continue;
      uint32_t child = oblique.head;
      if (tree_.Head(child) != static_cast<int32_t>(clause.head)) continue;
      Speech speech;
      speech.act = words_.Structure("speech");
      std::vector<uint32_t> cue = tree_.Subtree(*oblique.preposition);
      speech.cue = analysis_.RangesOf(sentence_, cue);
      speech.speaker = Position(oblique.head);
      SetContent(ContentTokens(clause.head, child), &speech);
      AddHeads(clause.head, &speech);
      speech.rule = "source-phrase";
      speech.confidence = kReversedConfidence;
      SetPolarity(analysis_, &speech);
      cues_.push_back(std::move(speech));
    }
  }

  // "Acme's claim that …", "claims by Acme that …", "a threat to …".
  void AddNoun(uint32_t t) {
    const std::string& lemma = tree_.lemma(t);
    const Table& nouns = words_.table("speech_nouns");
    const Table::Row* row = nouns.Find(lemma);
    if (row == nullptr || !(*row)[nouns.Column("effect")].empty()) return;
    Speech speech;
    for (uint32_t child : tree_.Children(t)) {
      if (child < t || clauses_.At(child) == nullptr ||
          !IsContentOfNoun(tree_, child)) {
        continue;
      }
      const std::string& xpos = tree_.token(child).xpos;
      const bool participle =
          !tree_.Child(child, "mark") && (xpos == "VBG" || xpos == "VBN");
      if (participle) continue;
      SetContent(ContentTokens(child, std::nullopt), &speech);
      AddHeads(child, &speech);
    }
    if (speech.content.empty()) return;
    speech.act = (*row)[nouns.Column("act")];
    speech.cue = {{Position(t), Position(t) + 1}};
    if (const auto speaker = NounSpeaker(t))
      speech.speaker = Position(*speaker);
    speech.rule = "speech-noun";
    speech.confidence = kNounConfidence;
    if (IsNegatedPhrase(tree_, words_, t)) speech.made = false;
    SetPolarity(analysis_, &speech);
    cues_.push_back(std::move(speech));
  }

  std::optional<uint32_t> NounSpeaker(uint32_t t) const {
    for (uint32_t child : tree_.Children(t)) {
      if (tree_.Relation(child) == "nmod:poss") return child;
      const bool name = tree_.token(child).upos == "PROPN" ||
                        !NameTag(tree_.token(child)).empty();
      if ((tree_.Is(child, "compound") || tree_.Is(child, "amod")) && name) {
        return child;
      }
      const auto preposition = tree_.Child(child, "case");
      if (tree_.Is(child, "nmod") && preposition && child > t) {
        const std::string role =
            words_.Role(FixedExpression(tree_, *preposition), "");
        if (role == "agent" || role == "source") return child;
      }
    }
    return std::nullopt;
  }

  // "Acme: no layoffs are planned".
  void AddHeadline() {
    uint32_t t = 0;
    while (t < tree_.size() && tree_.token(t).upos == "PROPN") ++t;
    if (t == 0 || t > kLongestHeadlineSpeaker || t >= tree_.size() ||
        tree_.token(t).form != ":" || clauses_.clauses.empty()) {
      return;
    }
    std::vector<uint32_t> rest;
    for (uint32_t i = t + 1; i < tree_.size(); ++i) rest.push_back(i);
    Speech speech;
    for (const Clause& clause : clauses_.clauses) {
      if (clause.head > t && speech.heads.empty()) {
        AddHeads(clause.head, &speech);
      }
    }
    if (speech.heads.empty()) return;
    uint32_t speaker = t - 1;
    while (tree_.Head(speaker) >= 0 &&
           static_cast<uint32_t>(tree_.Head(speaker)) < t) {
      speaker = static_cast<uint32_t>(tree_.Head(speaker));
    }
    speech.act = words_.Structure("speech");
    speech.speaker = Position(speaker);
    SetContent(std::move(rest), &speech);
    speech.rule = "headline-speaker";
    speech.confidence = kHeadlineConfidence;
    SetPolarity(analysis_, &speech);
    cues_.push_back(std::move(speech));
  }

  const Analysis& analysis_;
  const Words& words_;
  const uint32_t sentence_;
  const Tree& tree_;
  const SentenceClauses& clauses_;
  std::vector<Speech> cues_;
};

}  // namespace

std::vector<Speech> FindCues(const Analysis& analysis, uint32_t sentence) {
  return CueFinder(analysis, sentence).Run();
}

}  // namespace kg
