#include "extractor/rules/clauses.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/participles.h"

namespace kg {
namespace {

// Relations of a verb form that is a modifier or a function word, no clause.
constexpr std::string_view kNotClausal[] = {
    "amod", "compound", "case",   "fixed",     "flat",     "mark",
    "det",  "cc",       "advmod", "discourse", "goeswith", "punct",
    "aux",  "cop",      "nummod", "reparandum"};

bool IsPredicate(const Tree& tree, uint32_t t) {
  const std::string& upos = tree.token(t).upos;
  bool nominal = false;
  for (uint32_t child : tree.Children(t)) {
    if (tree.Is(child, "cop")) return true;
    if (tree.Is(child, "nsubj")) nominal = true;
  }
  if (upos != "VERB") {
    if (upos != "AUX" || nominal) return nominal;
  }
  // "Trump-bashing", "Reagan-appointed": one word.
  const std::string& xpos = tree.token(t).xpos;
  if ((xpos == "VBG" || xpos == "VBN") && Hyphenated(tree, t).first < t) {
    return false;
  }
  const std::string_view relation = tree.Universal(t);
  return std::find(std::begin(kNotClausal), std::end(kNotClausal), relation) ==
         std::end(kNotClausal);
}

class Finder {
 public:
  Finder(const Tree& tree, const Words& words) : tree_(tree), words_(words) {
    out_.by_token.assign(tree.size(), -1);
  }

  SentenceClauses Run() && {
    for (uint32_t t : tree_.TopDown()) {
      if (!IsPredicate(tree_, t)) continue;
      Clause clause;
      clause.head = t;
      clause.group.push_back(t);
      SetGovernor(&clause);
      for (uint32_t child : tree_.Children(t)) AddChild(child, &clause);
      Borrow(&clause);
      if (clause.passive && tree_.token(t).upos != "VERB") {
        clause.passive = false;  // "was unhappy", misread
        clause.copula = true;
      }
      const bool helped = tree_.Child(t, "aux:pass").has_value();
      if (clause.passive && clause.object && !helped &&
          tree_.Child(t, "nsubj:pass")) {
        clause.passive = false;  // nothing but its subject's label says so
      }
      std::sort(clause.group.begin(), clause.group.end());
      out_.by_token[t] = static_cast<int32_t>(out_.clauses.size());
      out_.clauses.push_back(std::move(clause));
    }
    return std::move(out_);
  }

 private:
  void SetGovernor(Clause* clause) const {
    for (int32_t t = tree_.Head(clause->head); t >= 0; t = tree_.Head(t)) {
      if (out_.by_token[t] < 0) continue;
      clause->governor = static_cast<uint32_t>(out_.by_token[t]);
      return;
    }
  }

  const Clause* Governor(const Clause& clause) const {
    return clause.governor ? &out_.clauses[*clause.governor] : nullptr;
  }
  // The clause whose predicate is the clause's very head in the tree.
  const Clause* DirectGovernor(const Clause& clause) const {
    const int32_t head = tree_.Head(clause.head);
    return head < 0 ? nullptr : out_.At(static_cast<uint32_t>(head));
  }

  // What a relative pronoun below `predicate` stands for, else the token.
  uint32_t Antecedent(uint32_t predicate, uint32_t t, Clause* clause) const {
    if (!IsRelativePronoun(tree_, t)) return t;
    for (int32_t at = static_cast<int32_t>(predicate); at >= 0;
         at = tree_.Head(at)) {
      if (tree_.Relation(at) == "acl:relcl" && tree_.Head(at) >= 0) {
        clause->construction = Construction::kRelative;
        return static_cast<uint32_t>(tree_.Head(at));
      }
      if (!tree_.Is(at, "conj") && !tree_.Is(at, "xcomp")) break;
    }
    return t;
  }

  void AddChild(uint32_t child, Clause* clause) {
    const std::string_view relation = tree_.Relation(child);
    const std::string_view universal = tree_.Universal(child);
    if (universal == "nsubj" && IsSource(child)) {
      AddOblique(child, clause);
    } else if (universal == "nsubj" && relation != "nsubj:outer") {
      // Of two, the nearest before the verb is the better guess.
      if (clause->subject && child > clause->head) return;
      if (IsOfNextClause(child, *clause)) return;
      clause->subject = Antecedent(clause->head, child, clause);
      if (relation == "nsubj:pass") clause->passive = true;
    } else if (universal == "csubj" || universal == "expl") {
      clause->expletive = true;
    } else if (universal == "obj" && tree_.token(child).xpos == "PRP$") {
      return;  // "devoured his", "did her best": of what he has, not him
    } else if (universal == "obj" && !clause->object) {
      clause->object = Antecedent(clause->head, child, clause);
    } else if (universal == "iobj") {
      clause->recipient = Antecedent(clause->head, child, clause);
    } else if (universal == "obl" || universal == "obj") {
      AddOblique(child, clause);
    } else if (universal == "ccomp") {
      clause->contents.push_back(child);
    } else if (universal == "xcomp") {
      AddOpenComplement(child, clause);
    } else {
      AddGroupWord(child, relation, clause);
    }
  }

  // "with the tax being removed, Republicans argued": not they were removed.
  bool IsOfNextClause(uint32_t subject, const Clause& clause) const {
    const bool participle = tree_.token(clause.head).xpos == "VBG" ||
                            tree_.token(clause.head).xpos == "VBN";
    for (uint32_t t = clause.head + 1; participle && t < subject; ++t) {
      if (tree_.token(t).form == ",") return true;
    }
    return false;
  }

  // "which, according to officials, will grow": no subject.
  bool IsSource(uint32_t t) const {
    const auto preposition = tree_.Child(t, "case");
    return preposition && words_.Role(FixedExpression(tree_, *preposition),
                                      "") == "attribution";
  }

  void AddGroupWord(uint32_t child, std::string_view relation, Clause* clause) {
    if (relation == "aux:pass") clause->passive = true;
    if (tree_.Is(child, "aux")) {
      clause->auxiliaries.push_back(child);
    } else if (tree_.Is(child, "cop")) {
      // A verb under "be" is "is to sign", no complement.
      const bool verb = tree_.token(clause->head).upos == "VERB";
      clause->copula = !verb;
      if (verb) clause->auxiliaries.push_back(child);
    } else if (relation == "compound:prt" ||
               IsParticle(tree_, words_, clause->head, child)) {
      clause->particle = tree_.word(child);
    } else if (!(tree_.Is(child, "advmod") &&
                 words_.Negates("adverb", tree_.word(child)))) {
      if (tree_.Is(child, "advmod") && tree_.token(child).upos == "ADV") {
        AddAdverb(child, clause);
      }
      return;
    }
    clause->group.push_back(child);
  }

  void AddAdverb(uint32_t child, Clause* clause) {
    const bool date = NounClass(tree_, words_, child) == "date";
    clause->obliques.push_back(
        {date ? "time" : "manner", child, std::nullopt, ""});
  }

  void AddOpenComplement(uint32_t child, Clause* clause) {
    const std::string& upos = tree_.token(child).upos;
    const bool clausal = upos == "VERB" || upos == "AUX" ||
                         tree_.Child(child, "cop").has_value();
    if (clausal) {
      clause->contents.push_back(child);
    } else {
      clause->complement = child;
    }
  }

  void AddOblique(uint32_t child, Clause* clause) {
    Argument argument;
    argument.head = Antecedent(clause->head, child, clause);
    if (const auto preposition = tree_.Child(child, "case")) {
      argument.preposition = preposition;
      argument.marker = FixedExpression(tree_, *preposition);
    }
    const std::string noun_class = NounClass(tree_, words_, argument.head);
    argument.role = argument.preposition
                        ? words_.Role(argument.marker, noun_class)
                        : (noun_class == "date" ? "time"
                           : noun_class.empty() ? "extent"
                                                : noun_class);
    const bool agent =
        argument.role == "agent" ||
        (argument.preposition && words_.Role(argument.marker, "") == "agent" &&
         noun_class != "date");
    const bool labelled = tree_.Relation(child) == "obl:agent" &&
                          (agent || !argument.preposition);
    const bool means =  // "passed by a vote"
        words_.NounIs(tree_.lemma(argument.head), "means");
    if (!means && (labelled || (agent && IsPassive(*clause)))) {
      clause->agent = argument.head;
      return;
    }
    clause->obliques.push_back(std::move(argument));
  }

  // Children come in order, so the passive auxiliary may not be seen yet.
  bool IsPassive(const Clause& clause) const {
    return clause.passive || tree_.Child(clause.head, "aux:pass") ||
           tree_.Child(clause.head, "nsubj:pass") ||
           (tree_.token(clause.head).xpos == "VBN" &&
            !tree_.Child(clause.head, "aux") &&
            !tree_.Child(clause.head, "obj"));
  }

  void Borrow(Clause* clause) {
    const uint32_t t = clause->head;
    const std::string_view relation = tree_.Universal(t);
    if (relation == "conj") return BorrowFromConjunct(clause);
    if (clause->subject || clause->expletive) {
      if (tree_.Relation(t) == "acl:relcl") BorrowGap(clause);
      return;
    }
    if (relation == "xcomp" || relation == "ccomp") {
      BorrowControlled(clause);
    } else if (relation == "advcl") {
      BorrowForAdverbial(clause);
    } else if (relation == "acl") {
      BorrowForParticiple(clause);
    }
  }

  void BorrowFromConjunct(Clause* clause) {
    const Clause* first = DirectGovernor(*clause);
    if (first == nullptr || clause->subject || clause->expletive) return;
    const bool same_form =
        tree_.token(clause->head).xpos == tree_.token(first->head).xpos;
    if (clause->auxiliaries.empty() && same_form) {
      clause->auxiliaries = first->auxiliaries;
      if (first->passive && !clause->object) clause->passive = true;
      if (first->passive && !clause->agent) clause->agent = first->agent;
    }
    clause->subject = first->subject;
    clause->expletive = first->expletive;
    clause->construction = first->construction == Construction::kDirect
                               ? Construction::kShared
                               : first->construction;
    if (!clause->object && !clause->copula && !clause->passive &&
        first->object && *first->object > clause->head) {
      clause->object = first->object;
    }
  }

  // The object that a relative clause leaves out: "the law Trump signed".
  void BorrowGap(Clause* clause) const {
    if (IsContentOfNoun(tree_, clause->head) ||
        clause->construction == Construction::kRelative || clause->object ||
        clause->passive || clause->copula || !clause->contents.empty() ||
        tree_.Head(clause->head) < 0 || IsChance(clause->head)) {
      return;
    }
    for (uint32_t child : tree_.Children(clause->head)) {
      // "where", "when", "in which": the gap is no object.
      if (tree_.token(child).xpos == "WRB") return;
      for (uint32_t below : tree_.Children(child)) {
        if (IsRelativePronoun(tree_, below) ||
            tree_.token(below).xpos == "WP$") {
          return;
        }
      }
    }
    clause->object = static_cast<uint32_t>(tree_.Head(clause->head));
    clause->construction = Construction::kRelative;
  }

  // "a chance he could win": nothing is left out.
  bool IsChance(uint32_t t) const {
    const auto noun = static_cast<uint32_t>(tree_.Head(t));
    const auto aux = tree_.Child(t, "aux");
    return aux && tree_.token(*aux).xpos == "MD" &&
           ParseEffect(
               words_.table("speech_nouns").Get(tree_.lemma(noun), "effect")) ==
               Effect::kPossible;
  }

  void BorrowControlled(Clause* clause) const {
    const Clause* above = DirectGovernor(*clause);
    if (above == nullptr) return;
    const bool finite = tree_.Is(clause->head, "ccomp") &&
                        tree_.token(clause->head).xpos != "VBG";
    if (finite || IsAnybodys(*clause, *above)) return;
    clause->subject = Controller(*above);
    clause->construction = Construction::kControl;
    InferPassive(clause);
  }

  // Whose it is, nobody says: "combine forces to win", "advise waiting".
  bool IsAnybodys(const Clause& clause, const Clause& above) const {
    const std::string& lemma = tree_.lemma(above.head);
    if (tree_.token(clause.head).xpos == "VBG") {
      return words_.Complement(lemma, false) == Effect::kRequired;
    }
    return above.object && words_.Act(lemma).empty() &&
           tree_.Child(clause.head, "mark") &&
           !words_.table("complements").Has(lemma);
  }

  std::optional<uint32_t> Controller(const Clause& above) const {
    if (above.passive || !words_.ControlsByObject(tree_.lemma(above.head))) {
      return above.subject;
    }
    if (above.object) return above.object;
    if (above.recipient) return above.recipient;
    for (const Argument& oblique : above.obliques) {  // "called on X to"
      if (!oblique.marker.empty() &&
          words_.ActAddresses(tree_.lemma(above.head), oblique.marker)) {
        return oblique.head;
      }
    }
    return above.subject;
  }

  void BorrowForAdverbial(Clause* clause) const {
    const Clause* above = DirectGovernor(*clause);
    if (above == nullptr) return;
    const std::string& xpos = tree_.token(clause->head).xpos;
    if (xpos != "VBG" && xpos != "VBN" && xpos != "VB") return;
    if (IsDangling(tree_, words_, clause->head) ||
        (xpos == "VBN" && IsParenthesis(tree_, words_, clause->head))) {
      return;
    }
    // "accused X of stealing": the one accused steals.
    const auto mark = tree_.Child(clause->head, "mark");
    const bool of_object =
        mark && above->object && !above->passive &&
        (words_.ActTakes(tree_.lemma(above->head), tree_.word(*mark)) ||
         IsDeedOf(tree_, words_, clause->head, *above->object));
    const bool barred = above->object && !above->passive &&
                        IsBarred(tree_, words_, clause->head);
    // "Before buying shares, she advises …": anybody who buys.
    const std::string& verb = tree_.lemma(above->head);
    if (mark && !barred && xpos == "VBG" && !words_.Act(verb).empty() &&
        !words_.ActTakes(verb, tree_.word(*mark))) {
      return;
    }
    clause->subject = of_object || barred ? above->object : above->subject;
    clause->construction = Construction::kParticiple;
    if (IsControlled(tree_, words_, clause->head)) {
      clause->subject = Controller(*above);
      clause->construction = Construction::kControl;
    }
    InferPassive(clause);
  }

  void BorrowForParticiple(Clause* clause) const {
    const int32_t noun = tree_.Head(clause->head);
    const std::string& xpos = tree_.token(clause->head).xpos;
    if (noun < 0 || tree_.Relation(clause->head) == "acl:relcl") return;
    clause->construction = Construction::kParticiple;
    if (tree_.Child(clause->head, "mark")) return;  // "the claim of …ing"
    if (IsFar(tree_, static_cast<uint32_t>(noun), clause->head)) return;
    if (IsCutOff(tree_, static_cast<uint32_t>(noun), clause->head)) return;
    if (xpos == "VBN" || xpos == "VBD") {
      clause->passive = true;
      clause->subject = static_cast<uint32_t>(noun);
    } else if (xpos == "VBG") {
      clause->subject = static_cast<uint32_t>(noun);
    }
  }

  void InferPassive(Clause* clause) const {
    if (tree_.token(clause->head).xpos == "VBN" &&
        clause->auxiliaries.empty() && !clause->object) {
      clause->passive = true;
    }
  }

  const Tree& tree_;
  const Words& words_;
  SentenceClauses out_;
};

}  // namespace

SentenceClauses FindClauses(const Tree& tree, const Words& words) {
  return Finder(tree, words).Run();
}

}  // namespace kg
