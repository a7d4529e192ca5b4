#include "extractor/rules/withheld.h"

#include <algorithm>

#include "base/unicode.h"
#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/questions.h"

namespace kg {
namespace {

// "did not fully sign", "is not as committed": what is denied is how.
bool IsWeaklyDenied(const Tree& tree, const Words& words,
                    const Clause& clause) {
  if (clause.polarity != Polarity::kNegated) return false;
  const auto& children = tree.Children(clause.head);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    const auto all = tree.Child(child, "det");
    if (tree.Is(child, "obl") &&
        (words.Negates("degree", tree.word(child)) ||
         (all && tree.HasFeature(*all, "PronType=Tot")))) {
      return true;  // "did not talk about it at length", "in every town"
    }
    if (!tree.Is(child, "advmod") || IsNegator(tree, words, child)) {
      return false;
    }
    const std::string& word = tree.word(child);
    if (words.Negates("whole", word)) return false;
    return words.Negates("degree", word) ||
           (word.ends_with(words.Structure("manner")) &&
            !words.Modal("adverb", word));
  });
}

// "did not make it as an answer to them", "did not go because it rained": what
// is denied may be the reason.
bool IsDeniedReason(const Tree& tree, const Words& words,
                    const Clause& clause) {
  if (clause.polarity != Polarity::kNegated) return false;
  const bool as =
      std::any_of(clause.obliques.begin(), clause.obliques.end(),
                  [&](const Argument& oblique) {
                    return oblique.role == "as" && oblique.head > clause.head;
                  });
  const auto& children = tree.Children(clause.head);
  return as || std::any_of(children.begin(), children.end(), [&](uint32_t t) {
           const auto mark = tree.Child(t, "mark");
           return t > clause.head && tree.Is(t, "advcl") && mark &&
                  words.table("marks").Get(tree.word(*mark), "role") == "cause";
         });
}

}  // namespace

bool IsDeniedForNow(const Tree& tree, const Words& words,
                    const Clause& clause) {
  if (clause.polarity != Polarity::kNegated) return false;
  const auto& children = tree.Children(clause.head);
  return std::any_of(children.begin(), children.end(), [&](uint32_t t) {
    const auto mark = tree.Child(t, tree.Is(t, "advcl") ? "mark" : "case");
    return t > clause.head && (tree.Is(t, "advcl") || tree.Is(t, "obl")) &&
           mark && words.Negates("exception", tree.word(*mark));
  });
}

namespace {

// "low prices should boost trade": expected of them, no duty.
bool IsExpectedOfThing(const Tree& tree, const Words& words,
                       const Clause& clause) {
  const std::string expecting = words.Structure("expecting modal");
  return clause.modality == Modality::kRequired && clause.subject &&
         !clause.passive && IsThing(tree, words, *clause.subject) &&
         std::any_of(clause.auxiliaries.begin(), clause.auxiliaries.end(),
                     [&](uint32_t aux) { return tree.word(aux) == expecting; });
}

// "so did Lee": did what others do.
bool IsForAnotherVerb(const Tree& tree, const Words& words,
                      const Clause& clause) {
  const std::string so = words.Structure("verb for another");
  const auto& children = tree.Children(clause.head);
  return tree.lemma(clause.head) == "do" &&
         std::any_of(children.begin(), children.end(), [&](uint32_t child) {
           return child < clause.head && tree.word(child) == so;
         });
}

// "the party in power usually loses seats": of no party in particular.
bool IsHabit(const Tree& tree, const Words& words, const Clause& clause) {
  if (!clause.subject || tree.token(*clause.subject).upos != "NOUN") {
    return false;
  }
  const auto& children = tree.Children(clause.head);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    return tree.Is(child, "advmod") && words.Modal("habit", tree.word(child));
  });
}

// "cautioned Norway against banning it".
bool IsOpposed(const Tree& tree, const Words& words, uint32_t t) {
  const auto mark = tree.Child(t, "mark");
  return mark && words.Negates("opposition", tree.word(*mark));
}

// "asked how they treat Norway": that they treat it says nothing.
bool IsOfManner(const Tree& tree, const Words& words, uint32_t t) {
  return IsOpenedBy(tree, words.Structure("manner question"), t);
}

// "angered Democrats who own guns": not all of them own some.
bool IsOfSomeOf(const Tree& tree, const Clause& clause) {
  const int32_t head = tree.Head(clause.head);
  return clause.construction == Construction::kRelative && head >= 0 &&
         tree.token(static_cast<uint32_t>(head)).xpos == "NNPS" &&
         !IsNonRestrictive(tree, clause.head);
}

// "is heading toward a move: opening an embassy": not done.
bool IsBehindColon(const Tree& tree, uint32_t t) {
  return tree.token(t).xpos == "VBG" &&
         (tree.Is(t, "acl") || tree.Is(t, "advcl")) &&
         tree.token(tree.Subtree(t).front()).form == ":";
}

// "Banning it would help, says Lee": nobody in particular bans.
bool IsAnybodys(const Tree& tree, const Clause& clause) {
  return tree.Is(clause.head, "csubj") &&
         tree.token(clause.head).xpos == "VBG" &&
         !tree.Child(clause.head, "nsubj");
}

bool IsInBrackets(const Tree& tree, uint32_t t) {
  while (t > 0) {
    const std::string& form = tree.token(--t).form;
    if (form == ")") return false;
    if (form == "(") return true;
  }
  return false;
}

// "…, when Lee led it".
bool IsOfWhen(const Tree& tree, uint32_t t) {
  const auto& children = tree.Children(t);
  return tree.Is(t, "advcl") &&
         std::any_of(children.begin(), children.end(), [&](uint32_t child) {
           return child < t && tree.token(child).xpos == "WRB";
         });
}

// "said that Acme (it makes phones) lied", "said that Acme, which makes phones,
// lied", "…, when it made phones": the speaker's or the article's.
bool IsOfEither(const Analysis& analysis, uint32_t sentence,
                const Speeches& speeches, const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const uint32_t position = analysis.Position(sentence, clause.head);
  const int32_t speech = speeches.innermost[position];
  if (speech < 0 || speeches.is_quoted[position] ||
      speeches.list[static_cast<size_t>(speech)].form == QuoteForm::kDirect) {
    return false;
  }
  return IsInBrackets(tree, clause.head) ||
         ((clause.construction == Construction::kRelative ||
           IsOfWhen(tree, clause.head)) &&
          IsNonRestrictive(tree, clause.head));
}

// Reported by nobody whose words are known, and no more than possible or
// planned even so; "Lee wants tests, but Norway has none": perhaps the
// article's.
bool IsHeardOf(const Analysis& analysis, uint32_t sentence,
               const Speeches& speeches, const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const auto cc = tree.Child(clause.head, "cc");
  const bool open = clause.modality != Modality::kAsserted &&
                    clause.modality != Modality::kConditional;
  return clause.reported &&
         speeches.innermost[analysis.Position(sentence, clause.head)] < 0 &&
         (open || (cc && analysis.words().Negates("contrast", tree.word(*cc))));
}

// "“By bringing peace,” Lee said": not Lee, and not said in the quotation who.
bool IsCutByQuote(const Tree& tree, const SentenceClauses& clauses,
                  const Clause& clause) {
  const auto quoted = [&](uint32_t t) {
    return (tree.token(t).layout & 1) != 0;
  };
  const bool gerund = tree.Is(clause.head, "ccomp") &&
                      tree.token(clause.head).xpos == "VBG" &&
                      !tree.Child(clause.head, "nsubj");
  return (gerund || tree.Is(clause.head, "advcl")) && clause.governor &&
         !HasFiniteForm(tree, clause.head) && quoted(clause.head) &&
         !quoted(clauses.clauses[*clause.governor].head);
}

// "went on strike in Norway": a bare noun before it makes the verb another.
bool FollowsIdiom(const Tree& tree, const Clause& clause,
                  const Argument& oblique) {
  return std::any_of(clause.obliques.begin(), clause.obliques.end(),
                     [&](const Argument& other) {
                       const Token& noun = tree.token(other.head);
                       return other.preposition && other.head > clause.head &&
                              other.head < oblique.head &&
                              !IsSetting(other.role) && noun.upos == "NOUN" &&
                              NameTag(noun).empty();
                     });
}

// "remarks regarding women": a preposition that looks like a verb.
bool IsNoVerb(const Tree& tree, const Words& words, const Clause& clause) {
  const std::string& word = tree.word(clause.head);
  return !IsLetter(DecodeAt(word, 0).value) ||
         (clause.construction == Construction::kParticiple &&
          words.table("prepositions").Has(word));
}

}  // namespace

bool IsWithheld(const Analysis& analysis, uint32_t sentence,
                const Speeches& speeches, const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const Words& words = analysis.words();
  return clause.guessed || IsNoVerb(tree, words, clause) ||
         IsOpenPurpose(analysis, sentence, clause) ||
         IsWeaklyDenied(tree, words, clause) ||
         IsDeniedReason(tree, words, clause) ||
         IsDeniedForNow(tree, words, clause) ||
         IsExpectedOfThing(tree, words, clause) ||
         IsHabit(tree, words, clause) || IsOfSomeOf(tree, clause) ||
         IsBehindColon(tree, clause.head) ||
         IsForAnotherVerb(tree, words, clause) ||
         IsOpposed(tree, words, clause.head) || IsAnybodys(tree, clause) ||
         IsOfManner(tree, words, clause.head) ||
         IsCutByQuote(tree, analysis.clauses(sentence), clause) ||
         IsHeardOf(analysis, sentence, speeches, clause) ||
         IsOfEither(analysis, sentence, speeches, clause);
}

bool TellsHow(const Tree& tree, const Words& words, const Clause& clause,
              const Argument& oblique, const SurfacePredicate& surface) {
  if (HasManner(tree, words, clause.head, *oblique.preposition) ||
      IsSetting(oblique.role) || oblique.role == "agent" ||
      oblique.role == "as") {
    return true;
  }
  if (!surface.noun.empty()) return false;
  // "Protest cancelled over fears": a verb that acts on something.
  const bool acts = !clause.object && clause.subject &&
                    tree.token(*clause.subject).upos == "NOUN" &&
                    words.table("predicates").Has(surface.verb) &&
                    tree.token(clause.head).xpos != "VBG";
  return acts || FollowsIdiom(tree, clause, oblique);
}

}  // namespace kg
