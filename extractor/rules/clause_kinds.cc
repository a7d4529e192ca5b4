#include "extractor/rules/clause_kinds.h"

#include <algorithm>
#include <iterator>

#include "extractor/rules/narrowed.h"

namespace kg {
namespace {

constexpr std::string_view kSettings[] = {
    "time",       "duration", "manner",  "cause",   "concession",
    "comparison", "price",    "instead", "example", "attribution",
    "exception",  "during",   "rate",    "without"};

constexpr std::string_view kParticipants[] = {
    "topic", "against", "recipient", "on", "with", "destination", "as"};

}  // namespace

bool IsRelativePronoun(const Tree& tree, uint32_t t) {
  return tree.HasFeature(t, "PronType=Rel") || tree.token(t).xpos == "WDT" ||
         tree.token(t).xpos == "WP";
}

bool IsAside(const Tree& tree, const Words& words, uint32_t t) {
  if (!tree.Is(t, "advcl")) return false;
  const auto mark = tree.Child(t, "mark");
  if (!mark || words.table("marks").Get(FixedExpression(tree, *mark),
                                        "aside") != "yes") {
    return false;
  }
  const uint32_t first = tree.Subtree(t).front();
  return tree.token(first).upos == "PUNCT" ||
         (first > 0 && tree.token(first - 1).upos == "PUNCT");
}

bool IsControlled(const Tree& tree, const Words& words, uint32_t t) {
  const int32_t head = tree.Head(t);
  // What stands before the verb is what it is done for.
  if (!tree.Is(t, "advcl") || head < 0 || head > static_cast<int32_t>(t) ||
      tree.token(t).xpos != "VB" || !tree.Child(t, "mark")) {
    return false;
  }
  const std::string& lemma = tree.lemma(static_cast<uint32_t>(head));
  const auto effect = words.Complement(lemma, false);
  return effect == Effect::kRequired && words.ControlsByObject(lemma);
}

std::string WithParticle(const Tree& tree, uint32_t verb) {
  const uint32_t next = verb + 1;
  const bool has =
      next < tree.size() && tree.Head(next) == static_cast<int32_t>(verb) &&
      (tree.Is(next, "advmod") || tree.Relation(next) == "compound:prt");
  return has ? tree.lemma(verb) + ' ' + tree.word(next) : tree.lemma(verb);
}

bool GoesOn(const Tree& tree, const Words& words, uint32_t t) {
  const int32_t head = tree.Head(t);
  if (head < 0 || tree.token(t).xpos != "VB") return false;
  const auto verb = static_cast<uint32_t>(head);
  const std::string whole = WithParticle(tree, verb);
  return whole != tree.lemma(verb) &&
         words.Complement(whole, false) == Effect::kFact;
}

bool IsBarred(const Tree& tree, const Words& words, uint32_t t) {
  const int32_t head = tree.Head(t);
  const auto mark = tree.Child(t, "mark");
  return head >= 0 && mark && words.Role(tree.word(*mark), "") == "source" &&
         words.Complement(tree.lemma(static_cast<uint32_t>(head)), false) ==
             Effect::kNegated;
}

bool IsContentOfNoun(const Tree& tree, uint32_t t) {
  const int32_t head = tree.Head(t);
  if (head < 0 || head > static_cast<int32_t>(t)) return false;
  if (tree.Relation(t) == "acl" || tree.Is(t, "ccomp")) return true;
  if (tree.Relation(t) != "acl:relcl") return false;
  bool subject = false;
  bool object = false;
  for (uint32_t child : tree.Children(t)) {
    if (IsRelativePronoun(tree, child) || tree.token(child).xpos == "WRB") {
      return false;
    }
    for (uint32_t below : tree.Children(child)) {
      if (IsRelativePronoun(tree, below)) return false;
    }
    subject = subject || tree.Is(child, "nsubj");
    object = object || tree.Is(child, "obj") || tree.Is(child, "cop") ||
             tree.Relation(child) == "aux:pass" || tree.Is(child, "ccomp");
  }
  return subject && object;
}

bool IsInfinitive(const Tree& tree, uint32_t t) {
  const auto mark = tree.Child(t, "mark");
  return tree.token(t).xpos == "VB" && mark && tree.token(*mark).xpos == "TO" &&
         !tree.Child(t, "nsubj");
}

bool HasFiniteForm(const Tree& tree, uint32_t t) {
  const std::string& xpos = tree.token(t).xpos;
  if (xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" || xpos == "MD") {
    return true;
  }
  for (uint32_t child : tree.Children(t)) {
    if ((tree.Is(child, "aux") || tree.Is(child, "cop")) &&
        tree.token(child).xpos != "VBG" && tree.token(child).xpos != "VB" &&
        tree.token(child).xpos != "VBN") {
      return true;
    }
  }
  return false;
}

bool IsOneOfTwo(const Tree& tree, const Words& words, uint32_t t) {
  const auto verb = [&](uint32_t one) {
    return tree.token(one).upos == "VERB" || tree.token(one).upos == "AUX";
  };
  if (!verb(t)) return false;
  const int32_t head = tree.Head(t);
  const bool later = tree.Is(t, "conj") && head >= 0;
  const auto& children = tree.Children(later ? static_cast<uint32_t>(head) : t);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    const auto cc = tree.Child(child, "cc");
    return tree.Is(child, "conj") && verb(child) && cc &&
           words.IsAlternative(tree.word(*cc));
  });
}

std::string_view NameTag(const Token& token) {
  const std::string_view ner = token.ner;
  const size_t dash = ner.find('-');
  return dash == std::string_view::npos ? std::string_view()
                                        : ner.substr(dash + 1);
}

std::string NounClass(const Tree& tree, const Words& words, uint32_t head) {
  struct Class {
    std::string_view tag, name;
  };
  static constexpr Class kClasses[] = {
      {"Date", "date"}, {"Place", "place"}, {"Money", "money"}};
  const std::string_view tag = NameTag(tree.token(head));
  for (const Class& row : kClasses) {
    if (row.tag == tag) return std::string(row.name);
  }
  if (!tag.empty()) return "";
  const std::string& word = tree.word(head);
  const bool year = word.size() == 4 && (word[0] == '1' || word[0] == '2') &&
                    tree.token(head).upos == "NUM";
  return year || words.table("dates").Has(word) ? "date" : "";
}

bool IsParticipant(std::string_view role) {
  return std::find(std::begin(kParticipants), std::end(kParticipants), role) !=
         std::end(kParticipants);
}

bool IsSetting(std::string_view role) {
  return std::find(std::begin(kSettings), std::end(kSettings), role) !=
         std::end(kSettings);
}

std::optional<uint32_t> SubjectOfPredicate(const Analysis& analysis,
                                           uint32_t sentence,
                                           const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const uint32_t noun = *clause.subject;
  const Clause* above = analysis.clauses(sentence).At(noun);
  const bool modifier = clause.construction == Construction::kRelative ||
                        clause.construction == Construction::kParticiple;
  // "Lee, the Democrat who won": Lee, not the Democrats
  const int32_t name = tree.Head(noun);
  if (modifier && name >= 0 && name < static_cast<int32_t>(noun) &&
      tree.Is(noun, "appos") && tree.token(noun).xpos != "NNS" &&
      NameTag(tree.token(static_cast<uint32_t>(name))) == "Person") {
    return static_cast<uint32_t>(name);
  }
  if (!modifier || above == nullptr || !above->copula || !above->subject ||
      *above->subject == noun || tree.Child(noun, "case") ||
      above->polarity != Polarity::kAffirmed ||
      above->modality != Modality::kAsserted) {
    return std::nullopt;
  }
  return above->subject;
}

bool HasPassiveAuxiliary(const Tree& tree, const Clause& clause) {
  return std::any_of(
      clause.auxiliaries.begin(), clause.auxiliaries.end(),
      [&](uint32_t aux) { return tree.Relation(aux) == "aux:pass"; });
}

bool IsOpenPurpose(const Analysis& analysis, uint32_t sentence,
                   const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const uint32_t t = clause.head;
  const int32_t head = tree.Head(t);
  if (!tree.Is(t, "advcl") || head <= static_cast<int32_t>(t) ||
      !IsInfinitive(tree, t)) {
    return false;
  }
  const Clause* above =
      analysis.clauses(sentence).At(static_cast<uint32_t>(head));
  return above != nullptr && above->modality != Modality::kAsserted;
}

bool TellsOfAnother(const Analysis& analysis, uint32_t sentence,
                    const Clause& clause) {
  const Tree& tree = analysis.tree(sentence);
  const Words& words = analysis.words();
  if (clause.object && clause.complement &&
      (tree.token(*clause.complement).upos == "ADJ" ||
       words.PronounCell(tree.word(*clause.object), "gender") == "thing")) {
    return true;  // "made it his aim to ban it"
  }
  const auto it = tree.Child(clause.head, "expl");
  if (it && *it > clause.head) return true;  // the same, by another tree
  // "the clients whom she applied for"
  const uint32_t next = clause.head + 1;
  if (clause.object && *clause.object < clause.head && next < tree.size() &&
      tree.token(next).upos == "ADP" && !tree.Is(next, "compound") &&
      tree.Head(next) == static_cast<int32_t>(clause.head)) {
    return true;
  }
  const std::string& lemma = tree.lemma(clause.head);
  // "is considered a threat": nobody considers it; "is named chairman" is told
  if (clause.passive && !clause.object && clause.complement &&
      !words.table("predicates").Has(lemma)) {
    return true;
  }
  if (IsBound(tree, words, clause) || IsWantedDone(tree, words, clause) ||
      HasFarInfinitive(tree, words, clause)) {
    return true;
  }
  if (clause.object && words.table("acts_naming").Has(lemma) &&
      tree.token(*clause.object).entity != "person") {
    return true;  // "calls the plan a joke", whatever the tree makes of it
  }
  const auto effect = words.Complement(lemma, false);
  for (uint32_t content : clause.contents) {
    if (effect && *effect != Effect::kFact) return true;
    const Clause* inner = analysis.clauses(sentence).At(content);
    if (effect && inner != nullptr && inner->subject &&
        inner->subject == clause.object &&
        (!words.table("predicates").Has(lemma) ||
         Contains(words.Structure("causative"), lemma))) {
      return true;  // "got X to go", "led X to resign"
    }
  }
  return false;
}

bool SaysNothing(const Tree& tree, const Words& words, const Clause& clause) {
  if (!clause.contents.empty()) return false;
  const std::string& lemma = tree.lemma(clause.head);
  if (clause.object || clause.passive) {
    if (words.table("predicates").Has(lemma)) return true;
  }
  if (!clause.object || tree.token(*clause.object).entity == "person") {
    return false;
  }
  const bool addresses =
      words.ActAddresses(lemma, "obj") && !words.ActTakes(lemma, "obj");
  return addresses && !words.ActTakes(lemma, "claim");
}

bool IsDeedOf(const Tree& tree, const Words& words, uint32_t gerund,
              uint32_t object) {
  const auto mark = tree.Child(gerund, "mark");
  const std::string& entity = tree.token(object).entity;
  return mark && tree.token(gerund).xpos == "VBG" &&
         words.table("marks").Get(tree.word(*mark), "kind") == "deed" &&
         (entity == "person" || entity == "organization" || entity == "place");
}

bool IsParticle(const Tree& tree, const Words& words, uint32_t verb,
                uint32_t t) {
  if (!tree.Is(t, "advmod") || tree.Head(t) != static_cast<int32_t>(verb)) {
    return false;
  }
  if (t == verb + 1) {
    return Contains(words.Structure("particles"), tree.word(t));
  }
  if (!Contains(words.Structure("far particles"), tree.word(t))) return false;
  const auto object = tree.Child(verb, "obj");
  return object && *object > verb && tree.Subtree(*object).back() + 1 == t;
}

bool HasManner(const Tree& tree, const Words& words, uint32_t verb,
               uint32_t preposition) {
  for (uint32_t t = verb + 1; t < preposition; ++t) {
    const bool adverb = t + 1 == preposition && tree.token(t).upos == "ADV" &&
                        !tree.word(t).ends_with(words.Structure("manner"));
    const auto [first, last] = Hyphenated(tree, t);
    const bool compound =  // "goes head-to-head with"
        last - first > 2 && tree.token(t).ner == "O";
    const int32_t head = tree.Head(t);  // "back and forth between"
    const bool of_verb =
        head == static_cast<int32_t>(verb) ||
        (head > static_cast<int32_t>(verb) && tree.Is(t, "conj") &&
         tree.Head(static_cast<uint32_t>(head)) == static_cast<int32_t>(verb));
    if ((adverb || compound || tree.token(t).upos == "ADJ") && of_verb) {
      return true;
    }
  }
  return false;
}

bool IsNonRestrictive(const Tree& tree, uint32_t relative) {
  const uint32_t first = tree.Subtree(relative).front();
  const bool comma = tree.token(first).upos == "PUNCT" ||
                     (first > 0 && tree.token(first - 1).upos == "PUNCT");
  return comma && HasFiniteForm(tree, relative);
}

bool IsHearsay(const Tree& tree, const Words& words, const Clause& clause) {
  const auto says_so = [&](uint32_t child) {
    return tree.Is(child, "advmod") &&
           words.Modal("adverb", tree.word(child)) == Effect::kReported;
  };
  const auto& children = tree.Children(clause.head);
  if (std::any_of(children.begin(), children.end(), says_so)) return true;
  // "he allegedly lied, telling agents that"
  const int32_t head = tree.Head(clause.head);
  if (head < 0 || !tree.Is(clause.head, "advcl") ||
      HasFiniteForm(tree, clause.head)) {
    return false;
  }
  const auto& above = tree.Children(static_cast<uint32_t>(head));
  return std::any_of(above.begin(), above.end(), says_so);
}

bool IsThing(const Tree& tree, const Words& words, uint32_t noun) {
  static constexpr std::string_view kActors[] = {
      "person", "actor", "outfit", "government", "document", "voice"};
  const Token& token = tree.token(noun);
  if (token.xpos == "DT" || token.xpos == "WDT") return true;
  const bool says = !words.Act(token.lemma).empty() ||
                    !words.NounAct(token.lemma).empty() ||
                    words.table("roles").Has(token.lemma);
  return !says && token.upos == "NOUN" && NameTag(token).empty() &&
         token.entity != "person" && token.entity != "organization" &&
         token.entity != "place" &&
         std::none_of(std::begin(kActors), std::end(kActors),
                      [&](std::string_view kind) {
                        return words.NounIs(token.lemma, kind);
                      });
}

bool IsMain(const Tree& tree, const Clause& clause) {
  return !clause.governor || tree.Is(clause.head, "conj") ||
         tree.Is(clause.head, "parataxis");
}

}  // namespace kg
