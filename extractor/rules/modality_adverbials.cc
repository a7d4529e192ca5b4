#include "extractor/rules/modality_adverbials.h"

#include <string>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/modality_own.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/participles.h"
#include "extractor/rules/questions.h"

namespace kg {
namespace {

class Adverbial {
 public:
  Adverbial(const Tree& tree, const Words& words, const Clause& clause,
            const Clause& above)
      : tree_(tree),
        words_(words),
        clause_(clause),
        above_(above),
        lemma_(tree.lemma(above.head)),
        mark_(tree.Child(clause.head, "mark")),
        role_(Role()) {}

  void Inherit(Factuality* f) const {
    HasFiniteForm(tree_, clause_.head) ? InheritFinite(f) : InheritInfinite(f);
  }

 private:
  // Of the word that opens the clause: "after he left", "when he left".
  std::string_view Role() const {
    for (uint32_t child : tree_.Children(clause_.head)) {
      if (child > clause_.head) break;
      if (tree_.Is(child, "mark") || tree_.token(child).xpos == "WRB") {
        return words_.table("marks").Get(tree_.word(child), "role");
      }
    }
    return "";
  }

  void InheritFinite(Factuality* f) const {
    if (IsAside(tree_, words_, clause_.head)) return;
    if (TellsWhether(tree_, words_, clause_.head)) {
      Set(Modality::kQuestioned, f);
    } else if (IsEmbeddedQuestion(tree_, words_, clause_.head)) {
      Lower(Modality::kQuestioned, f);
    }
    f->reported = f->reported || above_.reported;
    // "because he has none, I would ask": he has none.
    if (role_ == "cause") return;
    // "he will speak while they eat", "will end when he is fired": not yet.
    const bool simple =
        clause_.auxiliaries.empty() && tree_.token(clause_.head).xpos != "VBD";
    const bool meanwhile =
        above_.modality == Modality::kPlanned &&
        ((simple && role_ == "contrast") || (role_ == "time" && IsPresent()));
    const bool open = above_.modality == Modality::kConditional ||
                      above_.modality == Modality::kQuestioned;
    if (meanwhile || (open && role_ != "contrast")) Lower(above_.modality, f);
  }

  // By its finite verb; "as soon as they have left" is none of the past.
  bool IsPresent() const {
    const auto& auxiliaries = clause_.auxiliaries;
    const uint32_t finite =
        auxiliaries.empty() ? clause_.head : auxiliaries.front();
    const std::string& xpos = tree_.token(finite).xpos;
    return xpos != "VBD" && xpos != "MD";
  }

  void InheritInfinite(Factuality* f) const {
    // "works on moving ahead on banning it"
    f->guessed = f->guessed || above_.guessed ||
                 (!mark_ && IsBehindClause(tree_, words_, clause_.head));
    if (mark_ && FollowsMain(f)) return Continue(above_, f);
    if (IsBarred(tree_, words_, clause_.head)) {
      // "banned X from using"; "nothing prevents X from using"
      if (IsDenied()) return Apply(Effect::kPossible, f);
      Apply(Effect::kNegated, f);
    } else if (mark_ && words_.Role(tree_.word(*mark_), "") == "source") {
      f->guessed = true;  // "move away from hunting"
    } else if (tree_.token(clause_.head).xpos == "VB") {
      if (above_.modality == Modality::kPossible) Lower(above_.modality, f);
      // "threatened to cut funds to fight fires": whose the purpose is?
      if ((above_.modality != Modality::kAsserted && above_.object) ||
          above_.polarity == Polarity::kNegated) {
        f->guessed = true;  // nor "never meant for them to trust it"
      }
      Lower(Modality::kPlanned, f);
    } else if (role_ == "goal" && (tree_.word(*mark_) == "to" ||
                                   !Happens(tree_, clause_.head, above_))) {
      // "limited to selling", "came close to selling"
      Lower(Modality::kPossible, f);
    }
    Continue(above_, f);
  }

  bool IsDenied() const {
    return above_.polarity == Polarity::kNegated ||
           (above_.subject && IsNegatedPhrase(tree_, words_, *above_.subject));
  }

  // Lowers a clause behind a preposition as the words above say; false, and
  // nothing is changed, if they say nothing of it.
  bool FollowsMain(Factuality* f) const {
    const auto effect = words_.Complement(lemma_, false);
    const bool gerund = tree_.token(clause_.head).xpos == "VBG";
    const bool at_work =
        Contains(words_.Structure("at work"), tree_.word(*mark_));
    if (words_.ActTakes(lemma_, tree_.word(*mark_))) {
      f->reported = true;  // "accused X of stealing", "called for banning X"
      if (effect) Apply(*effect, f);
    } else if (gerund && (effect == Effect::kReported ||
                          (role_ == "goal" &&
                           Contains(words_.Structure("punishing"), lemma_)))) {
      f->reported = true;  // "is credited with saving X"
    } else if (above_.copula &&
               (effect == Effect::kPossible || effect == Effect::kPlanned)) {
      Apply(*effect, f);  // "is interested in saving X", "is intent on"
    } else if (at_work && effect == Effect::kPossible) {
      f->guessed = true;  // "has been working on banning X"
    } else if (at_work && effect == Effect::kPlanned) {
      Lower(Modality::kPlanned, f);  // "is planning on banning X"
    } else if (role_ == "time" && above_.modality != Modality::kAsserted) {
      f->guessed = true;  // "should have asked before signing"
    } else if (gerund && IsParenthesis(tree_, words_, clause_.head)) {
      f->guessed = true;  // "is perceived as needing help"
    } else if (effect == Effect::kRequired && above_.passive) {
      Lower(Modality::kRequired, f);  // "is faced with approving it"
    } else {
      return false;
    }
    return true;
  }

  const Tree& tree_;
  const Words& words_;
  const Clause& clause_;
  const Clause& above_;
  const std::string& lemma_;
  const std::optional<uint32_t> mark_;
  const std::string_view role_;
};

}  // namespace

void InheritFromMain(const Tree& tree, const Words& words, const Clause& clause,
                     const Clause& above, Factuality* factuality) {
  Adverbial(tree, words, clause, above).Inherit(factuality);
}

}  // namespace kg
