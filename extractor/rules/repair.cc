#include "extractor/rules/repair.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/unicode.h"

namespace kg {
namespace {

class LemmaMender {
 public:
  explicit LemmaMender(const Words& words)
      : words_(words), endings_(words.table("inflections_endings")) {
    for (const Table::Row& row : words.table("predicates").rows()) {
      for (std::string_view surface : Alternatives(row[0])) {
        verbs_.emplace(surface.substr(0, surface.find('_')));
      }
    }
  }

  // The verb's lemma: by the table of irregular forms, else a word of the
  // tables that the form's ending leads back to, else what the model says.
  std::string Mend(const std::string& form, const std::string& lemma) const {
    const Table& irregular = words_.table("inflections_irregular");
    if (const Table::Row* row = irregular.Find(form)) {
      return (*row)[irregular.Column("word")];
    }
    if (IsKnown(lemma)) return lemma;
    std::vector<std::string> candidates;
    for (const Table::Row& row : endings_.rows())
      AddCandidates(form, row, &candidates);
    for (const std::string& candidate : candidates) {
      if (IsKnown(candidate)) return candidate;
    }
    return BySpelling(form, lemma);
  }

 private:
  bool IsKnown(const std::string& lemma) const {
    return verbs_.count(lemma) != 0 || words_.table("acts").Has(lemma) ||
           words_.table("complements").Has(lemma);
  }

  // By how the form without its ending is spelt: "vot" + "ed" is vote.
  std::string BySpelling(const std::string& form,
                         const std::string& lemma) const {
    const Table& stems = words_.table("verb_stems");
    for (const Table::Row& inflected : endings_.rows()) {
      const std::string& ending = inflected[endings_.Column("ending")];
      const bool bare = Contains(inflected[endings_.Column("lemma")], "-");
      if (!bare || ending.size() < 2) continue;
      if (form.size() < ending.size() + 3 || !form.ends_with(ending)) continue;
      std::string stem = form.substr(0, form.size() - ending.size());
      for (size_t from = 0; from < stem.size(); ++from) {  // longest first
        const Table::Row* row = stems.Find(stem.substr(from));
        if (row == nullptr) continue;
        if ((*row)[stems.Column("e")] == "yes") return stem + "e";
        const bool doubled = inflected[endings_.Column("undouble")] == "yes" &&
                             stem[stem.size() - 1] == stem[stem.size() - 2];
        constexpr std::string_view kKeepDouble = "lsfz";
        if (doubled && kKeepDouble.find(stem.back()) == std::string::npos) {
          stem.pop_back();
        }
        return stem;
      }
    }
    return lemma;
  }

  void AddCandidates(const std::string& form, const Table::Row& row,
                     std::vector<std::string>* out) const {
    const std::string& ending = row[endings_.Column("ending")];
    if (form.size() <= ending.size() + 1 ||
        form.compare(form.size() - ending.size(), ending.size(), ending) != 0) {
      return;
    }
    const std::string stem = form.substr(0, form.size() - ending.size());
    for (std::string_view added : Alternatives(row[endings_.Column("lemma")])) {
      out->push_back(added == "-" ? stem : stem + std::string(added));
    }
    if (row[endings_.Column("undouble")] == "yes" &&
        stem[stem.size() - 1] == stem[stem.size() - 2]) {
      out->push_back(stem.substr(0, stem.size() - 1));
    }
  }

  const Words& words_;
  const Table& endings_;
  std::unordered_set<std::string> verbs_;  // that open a surface predicate
};

// "countries": country, but "movies": movie.
void MendNoun(const Words& words, Token* token) {
  constexpr std::string_view kEnding = "ie";
  std::string& lemma = token->lemma;
  if (token->upos != "NOUN" || lemma.size() < 5 || lemma == token->form ||
      lemma.compare(lemma.size() - kEnding.size(), kEnding.size(), kEnding) !=
          0 ||
      words.NounIs(lemma, "ie")) {
    return;
  }
  lemma.replace(lemma.size() - kEnding.size(), kEnding.size(), "y");
}

// "Acme's phones": a possessor belongs to the noun after its ending.
void MendPossessors(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const auto count = static_cast<int32_t>(tokens.size());
  for (int32_t t = 0; t + 1 < count; ++t) {
    const Token& mark = tokens[t];
    const int32_t owner = mark.head;
    if (mark.xpos != "POS" || owner < 0 || owner >= t || t - owner > 3 ||
        tokens[owner].deprel == "nmod:poss") {
      continue;
    }
    const std::string& relation = tokens[owner].deprel;
    if (relation != "nsubj" && relation != "obj" && relation != "obl" &&
        relation != "compound" && relation != "nmod") {
      continue;
    }
    // The head of the noun phrase that starts here: the last noun in a row.
    int32_t noun = -1;
    for (int32_t n = t + 1; n < count; ++n) {
      const std::string& upos = tokens[n].upos;
      if (upos == "NOUN" || upos == "PROPN") {
        noun = n;
      } else if (noun >= 0 || (upos != "ADJ" && upos != "NUM" &&
                               upos != "ADV" && upos != "VERB")) {
        break;
      }
    }
    if (noun < 0 || tokens[noun].head == owner) continue;
    tokens[owner].head = noun;
    tokens[owner].deprel = "nmod:poss";
  }
}

// "Attorney Ann Lee left": the noun before a person's name is its title, not
// another subject. "Ann Lee, Acme's lawyer": no item of a list.
void MendTitles(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 0; t + 1 < tokens.size(); ++t) {
    Token& title = tokens[t];
    Token& name = tokens[t + 1];
    const auto above = static_cast<size_t>(title.head);
    if (title.deprel == "list" && title.upos == "NOUN" && title.head >= 0 &&
        above < t && tokens[above].ner == "B-Person") {
      title.deprel = "appos";
    }
    const bool argument = title.deprel == "nsubj" || title.deprel == "obj" ||
                          title.deprel == "obl" || title.deprel == "nsubj:pass";
    if (argument && title.upos == "NOUN" && name.ner == "B-Person" &&
        title.head == name.head && words.table("roles").Has(title.lemma)) {
      name.deprel = title.deprel;
      title.head = static_cast<int32_t>(t) + 1;
      title.deprel = "compound";
    }
  }
}

struct Dependents {
  bool subject = false;  // of an active verb
  bool object = false;   // or what stands for one
  bool passive = false;
  bool marked = false;  // by a preposition or a conjunction
};

std::vector<Dependents> DependentsOf(const std::vector<Token>& tokens) {
  constexpr std::string_view kObjects[] = {"obj", "ccomp", "xcomp",
                                           "parataxis"};
  std::vector<Dependents> of(tokens.size());
  for (const Token& token : tokens) {
    // Trees from files may point anywhere.
    if (token.head < 0 || static_cast<size_t>(token.head) >= of.size())
      continue;
    Dependents& known = of[static_cast<size_t>(token.head)];
    known.subject = known.subject || token.deprel == "nsubj";
    known.passive =
        known.passive || token.deprel == "aux:pass" || token.deprel == "cop";
    known.marked =
        known.marked || token.deprel == "case" || token.deprel == "cc";
    known.object =
        known.object || std::find(std::begin(kObjects), std::end(kObjects),
                                  token.deprel) != std::end(kObjects);
  }
  return of;
}

// Whether a preposition or "to" stands between, whatever it was hung on.
bool IsMarkedBetween(const std::vector<Token>& tokens, size_t head, size_t t) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(head),
                     tokens.begin() + static_cast<std::ptrdiff_t>(t),
                     [](const Token& token) {
                       return token.deprel == "case" || token.deprel == "mark";
                     });
}

// "intends to craft a plan": an object right behind a verb without one is that
// verb's, not of the verb above it.
void MendFarObjects(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  constexpr std::string_view kClauses[] = {"xcomp", "advcl", "ccomp"};
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t t = 0; t < tokens.size(); ++t) {
    Token& object = tokens[t];
    const auto above = static_cast<size_t>(object.head);
    if (object.deprel != "obj" || object.head < 0 || above >= t) continue;
    for (size_t v = t; v-- > above + 1;) {
      const Token& verb = tokens[v];
      if (verb.upos == "PUNCT" || verb.upos == "ADP") break;
      if (verb.upos != "VERB") continue;
      const bool clause = std::find(std::begin(kClauses), std::end(kClauses),
                                    verb.deprel) != std::end(kClauses);
      if (clause && verb.head == object.head && !of[v].object &&
          !of[v].passive) {
        object.head = static_cast<int32_t>(v);
      }
      break;
    }
  }
}

// An active verb's only object is its object: what the parser takes for an
// indirect one, for a passive's subject after the verb, or for a modifier
// though it has no preposition and is no time.
void MendObjects(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  const std::vector<Dependents> of = DependentsOf(tokens);
  for (size_t t = 0; t < tokens.size(); ++t) {
    Token& token = tokens[t];
    const auto head = static_cast<size_t>(token.head);
    if (token.head < 0 || head > t) continue;
    const Dependents& known = of[head];
    if (known.object || known.passive || tokens[head].upos != "VERB") continue;
    const bool joined = tokens[head].deprel == "conj" || known.subject;
    const bool addressed = words.table("acts").Has(tokens[head].lemma);
    const bool time = token.ner.ends_with("Date") ||
                      words.table("dates").Has(ToLower(token.form)) ||
                      words.table("dates").Has(token.lemma);
    const bool bare = (token.upos == "NOUN" || token.upos == "PROPN") &&
                      !of[t].marked && !time &&
                      !IsMarkedBetween(tokens, head, t);
    if ((token.deprel == "iobj" && !addressed) ||
        (token.deprel == "nsubj:pass" && joined) ||
        (token.deprel == "obl" && joined && bare)) {
      token.deprel = "obj";
    }
  }
}

}  // namespace

Document Repair(const Document& document, const Words& words) {
  Document out = document;
  const LemmaMender mender(words);
  for (Sentence& sentence : out.sentences) {
    for (Token& token : sentence.tokens) {
      MendNoun(words, &token);
      if (token.upos != "VERB" && token.upos != "AUX") continue;
      if (token.xpos == "MD") continue;
      token.lemma = mender.Mend(ToLower(token.form), ToLower(token.lemma));
    }
    MendPossessors(&sentence);
    MendTitles(words, &sentence);
    MendFarObjects(&sentence);
    MendObjects(words, &sentence);
  }
  return out;
}

}  // namespace kg
