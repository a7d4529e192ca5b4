#include "extractor/rules/speech_join.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <string_view>
#include <utility>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/speakers_near.h"
#include "extractor/rules/speech_acts.h"
#include "extractor/rules/speech_contents.h"
#include "extractor/rules/speech_naming.h"
#include "extractor/rules/speech_sources.h"

namespace kg {
namespace {

constexpr uint8_t kModelConfidence = 80;  // chosen, as for headlines
constexpr std::string_view kModelRule = "model-attribution";
constexpr std::string_view kInsertedRule = "inserted-speech";
// Rules whose cues need no second opinion: "according to X", and a verb of
// saying with a clause for its content.
constexpr std::string_view kSure[] = {"source-phrase", "speech-verb",
                                      kInsertedRule, "headline-speaker",
                                      kNamingRule};

class Joiner {
 public:
  Joiner(const Analysis& analysis, const std::vector<Quotation>& quotations)
      : analysis_(analysis),
        attributions_(analysis.document().attributions),
        quoted_(QuotedPositions(analysis, quotations)),
        owner_(analysis.positions(), -1),
        voiced_(analysis.sentences(), false),
        taken_(attributions_.size(), false) {
    for (uint32_t s = 0; s < voiced_.size(); ++s) {
      voiced_[s] = IsHeading(analysis, s);
    }
    for (size_t i = 0; i < attributions_.size(); ++i) {
      for (const Range& range : attributions_[i].cue) {
        std::fill(owner_.begin() + range.begin, owner_.begin() + range.end,
                  static_cast<int32_t>(i));
        if (!quoted_[range.begin]) {
          voiced_[analysis.At(range.begin).sentence] = true;
        }
      }
    }
  }

  std::vector<Speech> Run(std::vector<Speech> speeches) && {
    for (Speech& speech : speeches) {
      const int32_t match = Match(speech);
      if (match >= 0) {
        taken_[static_cast<size_t>(match)] = true;
        Take(attributions_[static_cast<size_t>(match)], &speech);
      } else if (!Stays(speech)) {
        speech.made = false;
      }
    }
    std::vector<Speech> own;
    for (size_t i = 0; i < attributions_.size(); ++i) {
      if (!taken_[i]) Add(attributions_[i], &own);
    }
    DropUnattributed(own, &speeches);
    std::erase_if(speeches, [](const Speech& speech) {
      return speech.cue.empty() && speech.content.empty();
    });
    std::move(own.begin(), own.end(), std::back_inserter(speeches));
    return speeches;
  }

 private:
  // The attribution that shares a word of the cue, if no other speech had it.
  int32_t Match(const Speech& speech) const {
    if (speech.act.empty()) return -1;
    for (const Range& range : speech.cue) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        if (owner_[p] >= 0 && !taken_[static_cast<size_t>(owner_[p])]) {
          return owner_[p];
        }
      }
    }
    return -1;
  }

  bool Stays(const Speech& speech) const {
    return std::find(std::begin(kSure), std::end(kSure), speech.rule) !=
               std::end(kSure) ||
           speech.cue.empty() || IsActWithObject(speech) ||
           std::any_of(speech.content.begin(), speech.content.end(),
                       [&](const Range& range) { return IsQuoted(range); });
  }

  // "Lee condemned the plan": the verb says all, where the table has it so.
  bool IsActWithObject(const Speech& speech) const {
    if (!speech.verb || !speech.speaker) return false;
    const TokenAt at = analysis_.At(*speech.verb);
    return analysis_.words().ActTakes(
        analysis_.tree(at.sentence).lemma(at.token), "claim");
  }

  bool IsQuoted(const Range& range) const {
    const auto begin = quoted_.begin() + range.begin;
    const auto end = quoted_.begin() + range.end;
    return std::find(begin, end, true) != end;
  }

  void Take(const AttributedWords& found, Speech* speech) const {
    if (!speech->fixed_speaker) SetSpeaker(found.source, speech);
    if (found.content.empty()) return;
    const bool bare = speech->content.empty();
    std::vector<Range> content = found.content;
    Normalize(&content);
    std::vector<Range> cue = speech->cue;
    Normalize(&cue);
    content = SaidAt(speech->cue, Subtract(content, cue));
    if (content.empty()) return;
    speech->content = std::move(content);
    AddObject(analysis_, speech);
    DropAddressee(analysis_, speech);
    CutAtDash(analysis_, quoted_, speech);
    NameRelative(analysis_, speech);
    assert(!speech->content.empty());
    SetHeads(speech);
    AddSubjects(analysis_, speech);
    if (IsAddressee(*speech, bare) || IsOtherVerb(*speech)) {
      *speech = Speech();
    } else if (TakesNoNoun(*speech) || IsNoContent(*speech)) {
      speech->made = false;
    }
  }

  // "expects to leave" plans; "warned after the vote" says when, not what.
  bool IsNoContent(const Speech& speech) const {
    if (!speech.verb || speech.heads.empty() || MostlyQuoted(speech)) {
      return false;
    }
    const TokenAt verb = analysis_.At(*speech.verb);
    const TokenAt head = analysis_.At(speech.heads.front());
    const Tree& tree = analysis_.tree(head.sentence);
    const std::string& lemma = analysis_.tree(verb.sentence).lemma(verb.token);
    const Words& words = analysis_.words();
    if (speech.nominal) {
      const std::string& upos = tree.token(head.token).upos;
      const bool one = Count(speech.content) == 1;  // "calls her"
      if (one && (upos == "ADV" || upos == "PRON")) return true;
      const auto preposition = tree.Child(head.token, "case");
      return preposition && tree.token(head.token).upos == "NOUN" &&
             !words.ActTakes(lemma, FixedExpression(tree, *preposition));
    }
    if (LacksSubject(analysis_, speech)) return true;
    // "ordered a probe to save the other": the probe.
    const Clause* clause = analysis_.clauses(verb.sentence).At(verb.token);
    if (clause != nullptr && clause->object && !clause->passive &&
        tree.Is(head.token, "advcl") &&
        !IsControlled(tree, words, head.token) &&
        tree.Head(head.token) == static_cast<int32_t>(verb.token) &&
        !Has(speech.content,
             analysis_.Position(verb.sentence, *clause->object))) {
      return tree.token(head.token).xpos == "VB";
    }
    return tree.Is(head.token, "xcomp") &&
           tree.Head(head.token) == static_cast<int32_t>(verb.token) &&
           tree.token(head.token).xpos == "VB" && !words.ActTakes(lemma, "inf");
  }

  bool MostlyQuoted(const Speech& speech) const {
    uint32_t quoted = 0;
    for (const Range& range : speech.content) {
      quoted += static_cast<uint32_t>(std::count(
          quoted_.begin() + range.begin, quoted_.begin() + range.end, true));
    }
    return 2 * quoted >= Count(speech.content);
  }

  // "called the plan a farce" urges nothing, "charged Acme a fee" accuses
  // nobody: whom the act addresses is no content of it.
  // `bare`: the rules found no content.
  bool IsAddressee(const Speech& speech, bool bare) const {
    if (!speech.verb || !speech.nominal || speech.heads.empty() ||
        speech.rule == kNamingRule) {
      return false;
    }
    const TokenAt at = analysis_.At(*speech.verb);
    const std::string& lemma = analysis_.tree(at.sentence).lemma(at.token);
    const Words& words = analysis_.words();
    const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
    if (clause == nullptr || !clause->object || clause->passive) return false;
    const uint32_t object = analysis_.Position(at.sentence, *clause->object);
    return (speech.heads.front() == object ||
            (bare && Has(speech.content, object))) &&
           words.ActAddresses(lemma, "obj") && !words.ActTakes(lemma, "obj") &&
           !words.ActTakes(lemma, "claim");
  }

  // "laughed off the attacks": with its particle the verb says nothing.
  bool IsOtherVerb(const Speech& speech) const {
    if (!speech.verb || !speech.nominal) return false;
    const TokenAt at = analysis_.At(*speech.verb);
    const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
    const std::string& lemma = analysis_.tree(at.sentence).lemma(at.token);
    return clause != nullptr && !clause->particle.empty() &&
           TakesNoNoun(speech) && !analysis_.words().ActTakes(lemma, "clause");
  }

  // "claimed victory" alleges nothing, "put what he had" says nothing.
  bool TakesNoNoun(const Speech& speech) const {
    if (!speech.verb || speech.rule == kInsertedRule) return false;
    const TokenAt at = analysis_.At(*speech.verb);
    const std::string& lemma = analysis_.tree(at.sentence).lemma(at.token);
    return analysis_.words().ActTakes(lemma, "nonoun") &&
           (speech.nominal || !analysis_.words().ActTakes(lemma, "clause")) &&
           !MostlyQuoted(speech);
  }

  // Of a content, the words of the cue's sentence and what is quoted in others
  // without a cue of their own: the rest are the article's words, or somebody
  // else's.
  std::vector<Range> SaidAt(const std::vector<Range>& cue,
                            const std::vector<Range>& content) const {
    if (cue.empty()) return content;
    const uint32_t own = analysis_.At(cue.front().begin).sentence;
    const Range sentence = {analysis_.SentenceBegin(own),
                            analysis_.SentenceEnd(own)};
    std::vector<Range> said;
    for (const Range& range : content) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        if (sentence.Has(p) ||
            (quoted_[p] && !voiced_[analysis_.At(p).sentence])) {
          said.push_back({p, p + 1});
        }
      }
    }
    Normalize(&said);
    return said;
  }

  // The rules' speaker, where the model's source holds it.
  void SetSpeaker(std::vector<Range> source, Speech* speech) const {
    if (source.empty()) return;
    Normalize(&source);
    if (speech->speaker && Has(source, *speech->speaker)) return;
    // "… and demanded it.\n\nRepublicans": the next sentence has its own.
    if (speech->speaker && !speech->cue.empty() &&
        analysis_.At(source.front().begin).sentence >
            analysis_.At(speech->cue.front().begin).sentence) {
      return;
    }
    const uint32_t word =
        MainWord(analysis_, source, {"PROPN", "NOUN", "PRON", "NUM"});
    const TokenAt at = analysis_.At(word);
    const bool relative =
        IsRelativePronoun(analysis_.tree(at.sentence), at.token);
    if ((relative && speech->speaker) || IsSpokenOf(*speech, word)) return;
    speech->speaker = word;
  }

  // "Acme is believed to own Borealis": Acme believes nothing; "Acme faces
  // criticism that it lied": others' words.
  bool IsSpokenOf(const Speech& speech, uint32_t word) const {
    if (!speech.verb) return !speech.cue.empty() && IsMetWith(speech, word);
    const TokenAt at = analysis_.At(*speech.verb);
    const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
    return clause != nullptr && clause->passive && clause->subject &&
           analysis_.Position(at.sentence, *clause->subject) ==
               ThroughRelative(analysis_, word);
  }

  bool IsMetWith(const Speech& speech, uint32_t word) const {
    const TokenAt noun = analysis_.At(speech.cue.front().begin);
    const TokenAt source = analysis_.At(ThroughRelative(analysis_, word));
    const Tree& tree = analysis_.tree(noun.sentence);
    int32_t verb = tree.Head(noun.token);
    // "growing criticism" is at times parsed as a clause.
    if (verb >= 0 && tree.token(verb).xpos == "VBG") verb = tree.Head(verb);
    if (verb < 0 || !tree.Is(noun.token, "obj")) return false;
    const auto head = static_cast<uint32_t>(verb);
    return source.sentence == noun.sentence && source.token < head &&
           tree.Dominates(head, source.token) &&
           Contains(analysis_.words().Structure("receiving"), tree.lemma(head));
  }

  // The main predicates of the content; the rules' ones inside it, or else its
  // main noun, where it has no clause.
  void SetHeads(Speech* speech) const {
    std::vector<uint32_t> heads = MainClauses(analysis_, speech->content);
    DropAdverbials(*speech, &heads);
    if (!heads.empty()) {
      speech->nominal = false;
    } else {
      for (const uint32_t head : speech->heads) {
        if (Has(speech->content, head)) heads.push_back(head);
      }
      if (heads.empty()) {
        heads.push_back(MainWord(analysis_, speech->content, {"NOUN"}));
        speech->nominal = true;
      }
    }
    speech->heads = std::move(heads);
    SetPolarity(analysis_, speech);
  }

  // "denied theft as talks began": not that they began.
  void DropAdverbials(const Speech& speech,
                      std::vector<uint32_t>* heads) const {
    const auto hangs = [&](uint32_t p, std::string_view relation) {
      const TokenAt at = analysis_.At(p);
      const Tree& tree = analysis_.tree(at.sentence);
      const int32_t head = tree.Head(at.token);
      return tree.Is(at.token, relation) && head >= 0 &&
             analysis_.Position(at.sentence, static_cast<uint32_t>(head)) ==
                 speech.verb;
    };
    const auto has_object = [&](const Range& range) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        if (hangs(p, "obj")) return true;
      }
      return false;
    };
    if (std::any_of(speech.content.begin(), speech.content.end(), has_object)) {
      std::erase_if(*heads, [&](uint32_t p) { return hangs(p, "advcl"); });
    }
  }

  void Add(const AttributedWords& found, std::vector<Speech>* out) const {
    const Act act = FindAct(analysis_, found.cue);
    if (act.name.empty()) return;
    Speech speech;
    speech.act = act.name;
    speech.cue = found.cue;
    Normalize(&speech.cue);
    if (act.verb) speech.verb = act.word;
    speech.rule = kModelRule;
    speech.confidence = kModelConfidence;
    const TokenAt at = analysis_.At(act.word);
    const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
    if (clause != nullptr) {
      speech.made = clause->polarity == Polarity::kAffirmed &&
                    clause->modality == Modality::kAsserted;
    } else if (!act.verb) {
      speech.made = !IsNegatedPhrase(analysis_.tree(at.sentence),
                                     analysis_.words(), at.token);
    }
    Take(found, &speech);
    if (!speech.content.empty()) out->push_back(std::move(speech));
  }

  // A quotation to which the rules knew no speaker goes where the model found
  // the words of saying.
  void DropUnattributed(const std::vector<Speech>& own,
                        std::vector<Speech>* speeches) const {
    std::vector<bool> said(analysis_.positions(), false);
    for (const Speech& speech : own) {
      for (const Range& range : speech.content) {
        std::fill(said.begin() + range.begin, said.begin() + range.end, true);
      }
    }
    const auto is_said = [&](const Speech& speech) {
      const bool announced = speech.rule == "announced-quotation";
      if (!speech.cue.empty() || (speech.speaker && !announced)) return false;
      uint32_t count = 0;
      for (const Range& range : speech.content) {
        count += static_cast<uint32_t>(std::count(
            said.begin() + range.begin, said.begin() + range.end, true));
      }
      return count > 0 && 2 * count >= Count(speech.content);
    };
    speeches->erase(std::remove_if(speeches->begin(), speeches->end(), is_said),
                    speeches->end());
  }

  const Analysis& analysis_;
  const std::vector<AttributedWords>& attributions_;
  std::vector<bool> quoted_;    // by position
  std::vector<int32_t> owner_;  // by position: whose cue it is, or -1
  std::vector<bool> voiced_;    // by sentence: the article's, or of a cue there
  std::vector<bool> taken_;     // by attribution: a speech of the rules has it
};

}  // namespace

std::vector<Speech> JoinAttributions(const Analysis& analysis,
                                     const std::vector<Quotation>& quotations,
                                     std::vector<Speech> speeches) {
  if (analysis.document().attributions.empty()) return speeches;
  return Joiner(analysis, quotations).Run(std::move(speeches));
}

std::string ActOrLemma(const Analysis& analysis,
                       const std::vector<Range>& cue) {
  Act act = FindAct(analysis, cue);
  if (!act.name.empty()) return std::move(act.name);
  const TokenAt at = analysis.At(MainWord(analysis, cue, {"VERB", "NOUN"}));
  return analysis.tree(at.sentence).lemma(at.token);
}

}  // namespace kg
