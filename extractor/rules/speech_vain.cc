#include "extractor/rules/speech_vain.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/participles.h"
#include "extractor/rules/speakers_near.h"
#include "extractor/rules/speech_contents.h"

namespace kg {
namespace {

constexpr std::string_view kPersonEntity = "person";  // Token::entity
constexpr std::string_view kBodyEntity = "organization";

class Judge {
 public:
  Judge(const Analysis& analysis, const std::vector<bool>& quoted,
        const Speech& speech)
      : analysis_(analysis),
        words_(analysis.words()),
        quoted_(quoted),
        speech_(speech),
        sentence_(analysis.At(*speech.verb).sentence),
        tree_(analysis.tree(sentence_)),
        verb_(analysis.At(*speech.verb).token),
        lemma_(tree_.lemma(verb_)),
        clause_(analysis.clauses(sentence_).At(verb_)) {}

  bool Run() const {
    return LeavesGap() || IsSpeakersOwn() || IsAsked() || IsBacking() ||
           IsDanger() || IsOthersClaim() || IsAccused() || IsDeedOfContent() ||
           IsRefused() || IsCircumstance() || IsShownByDeeds() || IsCalled() ||
           IsMet() || IsQuotedBy() || IsNothing() || LosesSubject();
  }

 private:
  uint32_t Position(uint32_t t) const {
    return analysis_.Position(sentence_, t);
  }

  // "what Lee said prices would do": what he said stands outside.
  bool LeavesGap() const {
    const auto subject = tree_.Child(verb_, "nsubj");
    if (!subject || *subject > verb_ || speech_.nominal ||
        speech_.heads.empty() || speech_.content.empty()) {
      return false;
    }
    const uint32_t first = tree_.Subtree(*subject).front();
    if (first == 0 || tree_.token(first - 1).upos != "PRON" ||
        !IsRelativePronoun(tree_, first - 1)) {
      return false;
    }
    if (first > 1 && tree_.token(first - 2).upos == "ADP") return false;
    // "What Lee said: '…'"
    const uint32_t begin = speech_.content.front().begin;
    if (begin > 0 && analysis_.token(begin - 1).form == ":") return false;
    const uint32_t pronoun = Position(first - 1);
    const uint32_t antecedent = ThroughRelative(analysis_, pronoun);
    // "what Lee said that Acme will do": with a mark of its own it is no part.
    const auto clause = tree_.Child(verb_, "ccomp");
    if (clause && *clause > verb_ && tree_.Child(*clause, "mark")) {
      const Clause* own = analysis_.clauses(sentence_).At(*clause);
      return own != nullptr && HasGap(*clause, *own);
    }
    if (Has(speech_.content, pronoun) || Has(speech_.content, antecedent)) {
      return false;
    }
    const TokenAt head = analysis_.At(speech_.heads.front());
    const Clause* said = analysis_.clauses(head.sentence).At(head.token);
    return said != nullptr && head.sentence == sentence_ &&
           HasGap(head.token, *said);
  }

  bool HasGap(uint32_t head, const Clause& said) const {
    const auto held = [&](const std::optional<uint32_t>& argument) {
      return argument && Has(speech_.content, Position(*argument));
    };
    const auto subject = tree_.Child(head, "nsubj");
    const auto passive = tree_.Child(head, "nsubj:pass");
    if (!held(subject) && !held(passive) && !tree_.Child(head, "csubj")) {
      return true;
    }
    if (analysis_.token(speech_.content.back().end - 1).upos == "ADP") {
      return true;  // "what they thought it was up to"
    }
    return tree_.token(head).upos == "VERB" && !said.passive && !said.object &&
           said.contents.empty() && !said.copula;
  }

  // "every voter worried about prices" is whom the words speak of.
  bool IsSpeakersOwn() const {
    const int32_t noun = tree_.Head(verb_);
    if (!speech_.speaker || noun < 0) return false;
    if (tree_.Relation(verb_) == "acl:relcl") {
      return tree_.token(static_cast<uint32_t>(noun)).xpos == "NNPS" &&
             !IsNonRestrictive(tree_,
                               verb_);  // "a third of Democrats who think"
    }
    if (tree_.Relation(verb_) != "acl" ||
        Position(static_cast<uint32_t>(noun)) != *speech_.speaker) {
      return false;
    }
    const auto det = tree_.Child(static_cast<uint32_t>(noun), "det");
    return det && (tree_.HasFeature(*det, "PronType=Tot") ||
                   tree_.HasFeature(*det, "PronType=Ind"));
  }

  // "Asked if he knew, Lee said …"; "and asked if he knew, Lee said …".
  bool IsAsked() const {
    if (!words_.ActTakes(lemma_, "question") || speech_.content.empty() ||
        tree_.Child(verb_, "nsubj") || tree_.token(verb_).xpos == "VBG" ||
        (clause_ != nullptr && clause_->agent)) {
      return false;
    }
    const uint32_t end = speech_.content.back().end;
    if (end + 1 >= analysis_.SentenceEnd(sentence_) ||
        analysis_.token(end).form != "," || end <= *speech_.verb) {
      return false;
    }
    const uint32_t next = end + 1 - analysis_.SentenceBegin(sentence_);
    return std::any_of(
        analysis_.clauses(sentence_).clauses.begin(),
        analysis_.clauses(sentence_).clauses.end(), [&](const Clause& answer) {
          const auto subject = tree_.Child(answer.head, "nsubj");
          return subject && answer.head > next &&
                 words_.ActTakes(tree_.lemma(answer.head), "clause") &&
                 tree_.Subtree(*subject).front() == next;
        });
  }

  // "Acme supports Borealis": with money, not with words.
  bool IsBacking() const {
    if (!speech_.nominal || words_.ActTakes(lemma_, "obj") ||
        words_.ActTakes(lemma_, "claim") || !words_.ActTakes(lemma_, "quote") ||
        speech_.content.empty()) {
      return false;
    }
    for (const Range& range : speech_.content) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        const Token& token = analysis_.token(p);
        const bool part = token.upos == "DET" || token.upos == "PUNCT" ||
                          NameTag(token) == "Organization";
        if (!part || quoted_[p]) return false;
      }
    }
    return true;
  }

  // "the storm threatens to delay it": no threat, but a danger.
  bool IsDanger() const {
    if (!speech_.speaker || speech_.heads.empty() ||
        words_.Complement(lemma_, false) != Effect::kPlanned ||
        words_.ControlsByObject(lemma_) || words_.ActTakes(lemma_, "obj")) {
      return false;
    }
    const TokenAt head = analysis_.At(speech_.heads.front());
    if (analysis_.token(speech_.heads.front()).xpos != "VB" ||
        tree_.Child(head.token, "nsubj") || head.sentence != sentence_) {
      return false;
    }
    const TokenAt at = analysis_.At(*speech_.speaker);
    const Tree& tree = analysis_.tree(at.sentence);
    return tree.token(at.token).upos == "NOUN" &&
           IsThing(tree, words_, at.token);
  }

  // "questioned Lee's claim that …": Lee's.
  bool IsOthersClaim() const {
    if (clause_ == nullptr || !clause_->object || speech_.heads.empty()) {
      return false;
    }
    // "countered Lee's claim"
    if (speech_.nominal && speech_.act == words_.Structure("speech") &&
        !words_.NounAct(tree_.lemma(*clause_->object)).empty() &&
        tree_.Child(*clause_->object, "nmod:poss")) {
      return true;
    }
    if (!words_.ActTakes(lemma_, "question")) return false;
    const TokenAt head = analysis_.At(speech_.heads.front());
    if (head.sentence != sentence_) return false;
    const std::string& noun = tree_.lemma(*clause_->object);
    return !words_.NounAct(noun).empty() && head.token != *clause_->object &&
           head.token > *clause_->object &&
           !Has(speech_.content, Position(*clause_->object));
  }

  // "likened them to 'wild dogs' threatening the town": the dogs do.
  bool IsDeedOfContent() const {
    const uint32_t verb = *speech_.verb;
    if (tree_.token(verb_).xpos != "VBG" || tree_.Child(verb_, "nsubj") ||
        tree_.Is(verb_, "root") || speech_.content.empty()) {
      return false;
    }
    // Right behind them, whatever the tree makes of it.
    const uint32_t end = speech_.content.back().end;
    return end <= verb && verb <= end + 1 &&
           analysis_.token(verb - 1).form != "," &&
           analysis_.token(end - 1).form != ",";
  }

  // "said nothing about his daughter being a threat".
  bool IsNothing() const {
    if (clause_ == nullptr || !clause_->object) return false;
    return tree_.token(*clause_->object).upos == "PRON" &&
           words_.Negates("pronoun", tree_.word(*clause_->object)) &&
           !quoted_[Position(*clause_->object)];
  }

  // "any rise in rates, we feel is bad": of what stands outside.
  bool LosesSubject() const {
    if (IsBehindClause(tree_, words_, verb_)) return true;
    if (speech_.nominal || speech_.heads.empty() || speech_.content.empty() ||
        speech_.content.front().begin != *speech_.verb + 1) {
      return false;
    }
    const TokenAt at = analysis_.At(speech_.heads.front());
    if (at.sentence != sentence_ || !tree_.Is(at.token, "ccomp")) return false;
    const std::string& first = analysis_.token(*speech_.verb + 1).xpos;
    const Clause* said = analysis_.clauses(sentence_).At(at.token);
    return (first == "VBZ" || first == "VBD") && said != nullptr &&
           !said->subject && !tree_.Child(at.token, "csubj");
  }

  // "an official quoted by the paper denied it": his words, not the paper's.
  bool IsQuotedBy() const {
    if (speech_.heads.empty() || !tree_.Is(verb_, "acl") ||
        tree_.token(verb_).xpos != "VBN") {
      return false;
    }
    const TokenAt head = analysis_.At(speech_.heads.front());
    const int32_t noun = tree_.Head(verb_);
    return head.sentence == sentence_ && noun >= 0 &&
           tree_.Is(static_cast<uint32_t>(noun), "nsubj") &&
           tree_.Head(static_cast<uint32_t>(noun)) ==
               static_cast<int32_t>(head.token);
  }

  // A headline's "Acme accused of fraud": by others.
  bool IsAccused() const {
    if (clause_ == nullptr || clause_->object || speech_.addressee ||
        speech_.content.empty() || !words_.ActAddresses(lemma_, "obj")) {
      return false;
    }
    const uint32_t begin = speech_.content.front().begin;
    const auto takes = [&](uint32_t position) {
      const TokenAt at = analysis_.At(position);
      const std::string& word = analysis_.tree(at.sentence).word(at.token);
      return analysis_.token(position).xpos == "IN" &&
             words_.ActTakes(lemma_, word);
    };
    return begin > *speech_.verb && (takes(begin) || takes(begin - 1));
  }

  // "denied him the chance", "the act denied services": took it away.
  bool IsRefused() const {
    if (words_.Act(lemma_) != words_.Structure("denial") ||
        clause_ == nullptr) {
      return false;
    }
    return clause_->recipient ||
           (speech_.nominal && speech_.speaker &&
            NameTag(analysis_.token(*speech_.speaker)) == "Misc");
  }

  // "always responds when he is attacked": says nothing of that.
  bool IsCircumstance() const {
    if (speech_.heads.empty()) return false;
    const TokenAt head = analysis_.At(speech_.heads.front());
    if (head.sentence != sentence_ || !tree_.Is(head.token, "advcl") ||
        tree_.Head(head.token) != static_cast<int32_t>(verb_) ||
        quoted_[speech_.heads.front()] || words_.ActTakes(lemma_, "question")) {
      return false;
    }
    const auto children = tree_.Children(head.token);
    return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
      if (!tree_.Is(child, "mark") && !tree_.Is(child, "advmod")) return false;
      const std::string_view role =
          words_.table("marks").Get(tree_.word(child), "role");
      return child < head.token &&
             (role == "time" || role == "cause" || role == "contrast");
    });
  }

  // "Its cities show that there is another way": by what they do; a poll or
  // an author shows with words.
  bool IsShownByDeeds() const {
    if (!speech_.speaker || !words_.ActTakes(lemma_, "relation") ||
        speech_.nominal || speech_.heads.empty()) {
      return false;
    }
    const TokenAt at = analysis_.At(*speech_.speaker);
    const Tree& tree = analysis_.tree(at.sentence);
    // "she showed signs of being tired"
    const TokenAt head = analysis_.At(speech_.heads.front());
    if (tree.token(at.token).entity == kPersonEntity &&
        analysis_.tree(head.sentence).Child(head.token, "mark") &&
        !HasFiniteForm(analysis_.tree(head.sentence), head.token)) {
      return true;
    }
    const std::string_view tag = NameTag(tree.token(at.token));
    const std::string& noun = tree.lemma(at.token);
    return tag == "Place" || tag == "Group" ||
           (tree.token(at.token).upos == "NOUN" &&
            words_.NounIs(noun, "voice") && !words_.NounIs(noun, "document"));
  }

  // "called a meeting", "called the claims untrue": asks nobody, as "called on
  // him to go" does.
  bool IsCalled() const {
    if (!words_.table("acts_naming").Has(lemma_) || speech_.content.empty() ||
        speech_.act != words_.Act(lemma_)) {
      return false;
    }
    const uint32_t begin = speech_.content.front().begin;
    const TokenAt at = analysis_.At(begin);
    return begin > *speech_.verb && !quoted_[begin] &&
           !words_.ActTakes(lemma_,
                            analysis_.tree(at.sentence).word(at.token)) &&
           analysis_.token(begin).xpos != "TO" && !StartsInfinitive();
  }

  // "called her to congratulate her", "fired back at Lee": somebody, but with
  // no words.
  bool IsMet() const {
    if (clause_ == nullptr || speech_.heads.empty()) return false;
    const Table& particles = words_.table("acts_particles");
    const bool replies = speech_.nominal && !quoted_[speech_.heads.front()] &&
                         particles.Get(WithParticle(tree_, verb_), "act") ==
                             words_.Structure("speech");
    // "observes the family", "recalling his days": with no word of them.
    const TokenAt head = analysis_.At(speech_.heads.front());
    const std::string_view named =
        words_.NounAct(analysis_.tree(head.sentence).lemma(head.token));
    const bool tells = speech_.nominal &&
                       analysis_.token(speech_.heads.front()).upos == "NOUN" &&
                       !quoted_[speech_.heads.front()] &&
                       speech_.act == words_.Structure("speech") &&
                       speech_.act == words_.Act(lemma_) && named.empty() &&
                       !words_.ActTakes(lemma_, "obj");
    const bool denies_denial =
        speech_.nominal && named == words_.Structure("denial") &&
        (speech_.act == named || speech_.act == words_.Structure("rejection"));
    if (tells || denies_denial) return true;
    const bool calls = clause_->object && StartsInfinitive() &&
                       words_.table("acts_naming").Has(lemma_) &&
                       !words_.ActAddresses(lemma_, "obj");
    return replies || calls;
  }

  // "called on Lee [to go]": what is asked for stands anywhere in it.
  bool StartsInfinitive() const {
    return !speech_.heads.empty() &&
           analysis_.token(speech_.heads.front()).xpos == "VB";
  }

  const Analysis& analysis_;
  const Words& words_;
  const std::vector<bool>& quoted_;
  const Speech& speech_;
  const uint32_t sentence_;
  const Tree& tree_;
  const uint32_t verb_;
  const std::string& lemma_;
  const Clause* clause_;
};

}  // namespace

bool SaysSomething(const Analysis& analysis, const Speech& speech) {
  for (const Range& range : speech.content) {
    for (uint32_t p = range.begin; p < range.end; ++p) {
      const std::string& upos = analysis.token(p).upos;
      if (upos != "PUNCT" && upos != "PRON" && upos != "DET" &&
          upos != "SCONJ" && upos != "ADP") {
        return true;
      }
    }
  }
  return false;
}

bool SaysNoStatement(const Analysis& analysis, const std::vector<bool>& quoted,
                     const Speech& speech) {
  return speech.verb && Judge(analysis, quoted, speech).Run();
}

bool IsAboutQuotation(const Analysis& analysis, const Speech& speech,
                      const Range& quotation) {
  if (!speech.verb) return false;
  const TokenAt at = analysis.At(*speech.verb);
  const Clause* clause = analysis.clauses(at.sentence).At(at.token);
  if (clause == nullptr || clause->passive || !clause->subject) return false;
  return quotation.Has(ThroughRelative(
      analysis, analysis.Position(at.sentence, *clause->subject)));
}

}  // namespace kg
