#include "extractor/rules/narrowed.h"

#include <algorithm>

#include "base/unicode.h"
#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/participles.h"

namespace kg {
namespace {

// Token::entity of words for people and for what they found.
constexpr std::string_view kPersonEntity = "person";
constexpr std::string_view kBodyEntity = "organization";
constexpr std::string_view kPersonTag = "Person";  // of a name

// An adverb beside the verb, or what does its work ("put last", "take for
// granted").
bool HasAdverb(const Tree& tree, uint32_t verb, std::string_view adverbs) {
  const auto& children = tree.Children(verb);
  return !adverbs.empty() &&
         std::any_of(children.begin(), children.end(), [&](uint32_t child) {
           return child > verb && Contains(adverbs, tree.word(child)) &&
                  (tree.Is(child, "advmod") || tree.Is(child, "xcomp") ||
                   tree.Is(child, "obl"));
         });
}

}  // namespace

bool IsRestricted(const Tree& tree, uint32_t noun, uint32_t verb, bool lack) {
  const auto& children = tree.Children(noun);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    if (child < noun || !tree.Is(child, "acl") || tree.Dominates(child, verb)) {
      return false;
    }
    const uint32_t first = tree.Subtree(child).front();
    const bool marked =  // "evidence that …", "no time to …"
        tree.Relation(child) == "acl" && tree.Child(child, "mark") &&
        !(lack && IsInfinitive(tree, child));
    return !marked && tree.token(first).upos != "PUNCT" &&
           tree.token(first - 1).upos != "PUNCT";
  });
}

bool IsOnlyOfKind(const Tree& tree, const Words& words, uint32_t noun) {
  bool only = false;
  bool kind = false;
  for (uint32_t child : tree.Children(noun)) {
    if (tree.Is(child, "nummod")) return false;
    only = only || (tree.Is(child, "advmod") && child < noun &&
                    words.Negates("exclusive", tree.word(child)));
    kind = kind || tree.Is(child, "amod") || tree.Is(child, "compound") ||
           tree.Is(child, "nmod") || tree.Is(child, "acl");
  }
  return only && kind;
}

// "became the first woman to win": no mere woman.
bool IsFirstOfKind(const Tree& tree, const Words& words, uint32_t noun) {
  const auto& children = tree.Children(noun);
  bool first = false;
  bool doing = false;
  for (uint32_t child : children) {
    first = first ||
            (tree.Is(child, "amod") && child < noun &&
             Contains(words.table("adjectives").Get(tree.word(child), "kind"),
                      "pointing"));
    doing = doing || (child > noun && tree.Relation(child) == "acl" &&
                      tree.token(child).xpos == "VB");
  }
  return first && doing;
}

// "did not pay the full price", "no more crimes than they": perhaps less.
bool IsLimited(const Tree& tree, const Words& words, uint32_t noun) {
  bool compared = false;
  for (uint32_t t = noun + 1; t < tree.size(); ++t) {
    compared = compared ||
               words.table("marks").Get(tree.word(t), "role") == "comparison";
  }
  const auto& children = tree.Children(noun);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    const Table& adjectives = words.table("adjectives");
    return tree.Is(child, "amod") && child < noun &&
           ((compared && tree.token(child).xpos == "JJR") ||
            Contains(adjectives.Get(tree.word(child), "kind"), "limiting"));
  });
}

// "will block any law that pays for it": no law else.
bool IsAnyOfKind(const Tree& tree, uint32_t noun) {
  const auto determiner = tree.Child(noun, "det");
  if (!determiner || !tree.HasFeature(*determiner, "PronType=Ind"))
    return false;
  const auto& children = tree.Children(noun);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    const uint32_t first = tree.Subtree(child).front();
    return tree.Relation(child) == "acl:relcl" && first > noun &&
           tree.token(first - 1).upos != "PUNCT" &&
           tree.token(first).upos != "PUNCT";
  });
}

// "longest serving member": no mere serving one.
bool IsMostOfKind(const Tree& tree, uint32_t noun) {
  const auto adjective = tree.Child(noun, "amod");
  const auto most = adjective ? tree.Child(*adjective, "advmod") : std::nullopt;
  return most && tree.token(*most).xpos == "RBS";
}

// "reflects an overworked Norway", "joins a united Acme": one state of it.
bool IsOfState(const Tree& tree, uint32_t name) {
  const auto determiner = tree.Child(name, "det");
  const auto adjective = tree.Child(name, "amod");
  return tree.token(name).upos == "PROPN" &&
         NameTag(tree.token(name)) != kPersonTag && determiner &&
         tree.HasFeature(*determiner, "Definite=Ind") && adjective &&
         *adjective < name &&
         !IsUpper(DecodeAt(tree.token(*adjective).form, 0).value);
}

bool IsLeftOpen(const Analysis& analysis, const RelationDraft& draft,
                const Clause& clause) {
  const Words& words = analysis.words();
  const End& object = draft.object;
  const auto is_concept = [](const End& end) {
    return end.kind == End::Kind::kConcept;
  };
  if (draft.subject && is_concept(*draft.subject) &&
      IsOnlyOfKind(analysis.tree(draft.subject->sentence), words,
                   draft.subject->token)) {
    return true;
  }
  const Tree& tree = analysis.tree(object.sentence);
  if (object.named() && IsOfState(tree, object.token)) return true;
  if (object.kind != End::Kind::kLiteral &&
      IsFirstOfKind(tree, words, object.token)) {
    return true;
  }
  if (!is_concept(object)) return false;
  if (IsAnyOfKind(tree, object.token) || IsMostOfKind(tree, object.token)) {
    return true;
  }
  const bool lack =
      IsOfLack(words, analysis.tree(draft.sentence).lemma(clause.head));
  const bool denied = lack || object.negated ||
                      clause.polarity == Polarity::kNegated ||
                      (draft.subject && draft.subject->negated);
  const bool other = draft.subject && is_concept(*draft.subject) &&
                     IsLimited(analysis.tree(draft.subject->sentence), words,
                               draft.subject->token);
  return (denied && (other || IsLimited(tree, words, object.token) ||
                     IsRestricted(tree, object.token, clause.head, lack))) ||
         IsOnlyOfKind(tree, words, object.token);
}

bool IsOfLack(const Words& words, const std::string& lemma) {
  return words.Negates("lack", lemma);
}

bool IsSeenDoing(const Analysis& analysis, uint32_t sentence,
                 const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  return clause.object &&
         std::any_of(clause.contents.begin(), clause.contents.end(),
                     [&](uint32_t verb) {
                       const std::string& xpos = tree.token(verb).xpos;
                       return verb > *clause.object &&
                              (xpos == "VB" || xpos == "VBG") &&
                              !tree.Child(verb, "mark") &&
                              !tree.Child(verb, "nsubj");
                     });
}

bool IsJudgement(const Tree& tree, uint32_t head) {
  const std::string& kind = tree.token(head).entity;
  return (tree.Child(head, "amod") || tree.Child(head, "nmod")) &&
         kind != kPersonEntity && kind != kBodyEntity;
}

bool IsOfShare(const Tree& tree, const Words& words, const Clause& copula) {
  return words.NounIs(tree.lemma(copula.head), "share") ||
         (copula.subject && words.NounIs(tree.lemma(*copula.subject), "share"));
}

bool IsBound(const Tree& tree, const Words& words, const Clause& clause) {
  const auto object = clause.object ? clause.object : clause.subject;
  if (!object || !(clause.object || clause.passive)) return false;
  const Table& bound = words.table("verbs_bound");
  const std::string& lemma = tree.lemma(clause.head);
  const Token& noun = tree.token(*object);
  if (bound.Get(lemma, "of") == "body" &&
      (noun.upos != "PROPN" || NameTag(noun) == kPersonTag)) {
    return false;
  }
  const std::string_view prepositions = bound.Get(lemma, "prepositions");
  const auto behind = [&](const Argument& oblique) {
    return oblique.head > *object && Contains(prepositions, oblique.marker);
  };
  const auto& clauses = tree.Children(clause.head);
  const auto clause_behind = [&](uint32_t t) {
    if (t < *object) return false;
    const auto as = tree.Child(t, "case");  // "seen as silent"
    if (tree.Is(t, "xcomp") && as) {
      return Contains(prepositions, tree.word(*as));
    }
    const auto mark = tree.Child(t, "mark");
    return tree.Is(t, "advcl") && mark &&  // "seen as needing help"
           tree.token(t).xpos == "VBG" &&
           (IsParenthesis(tree, words, t) || IsBarred(tree, words, t)) &&
           Contains(prepositions, tree.word(*mark));
  };
  if (std::any_of(clause.obliques.begin(), clause.obliques.end(), behind) ||
      std::any_of(clauses.begin(), clauses.end(), clause_behind) ||
      HasAdverb(tree, clause.head, bound.Get(lemma, "adverbs"))) {
    return true;
  }
  if (bound.Get(lemma, "below").empty()) return false;
  const auto& children = tree.Children(*object);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    const auto preposition = tree.Child(child, "case");
    return child > *object && tree.Is(child, "nmod") && preposition &&
           Contains(prepositions, FixedExpression(tree, *preposition));
  });
}

bool IsWantedDone(const Tree& tree, const Words& words, const Clause& clause) {
  if (!clause.object || words.table("complements")
                            .Get(tree.lemma(clause.head), "another")
                            .empty()) {
    return false;
  }
  const auto& children = tree.Children(*clause.object);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    return child == *clause.object + 1 && tree.Is(child, "acl") &&
           tree.token(child).xpos == "VBN";
  });
}

bool HasFarInfinitive(const Tree& tree, const Words& words,
                      const Clause& clause) {
  const auto effect = words.Complement(tree.lemma(clause.head), false);
  if (!clause.object || !effect || *effect == Effect::kFact) return false;
  for (uint32_t relative : tree.Children(*clause.object)) {
    if (tree.Relation(relative) != "acl:relcl" ||
        tree.Dominates(relative, clause.head)) {
      continue;
    }
    const bool takes =
        words.Complement(tree.lemma(relative), false).has_value();
    for (uint32_t child : tree.Children(relative)) {
      const auto object = tree.Child(relative, "obj");
      const bool own = takes && (!object || *object < relative);
      if (child > relative && !own && IsInfinitive(tree, child) &&
          (tree.Is(child, "xcomp") || tree.Is(child, "advcl"))) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace kg
