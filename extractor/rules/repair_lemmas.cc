#include "extractor/rules/repair_lemmas.h"

#include <string_view>

#include "base/unicode.h"

namespace kg {
namespace {

// What a plural in -es leaves of its stem where only the s was cut: "losse",
// "clashe", "branche", "focuse"; and what the stem ends in.
struct CutPlural {
  std::string_view cut;
  std::string_view stem;
};
constexpr CutPlural kCutPlurals[] = {
    {"ie", "y"},       {"sse", "ss"},     {"she", "sh"},     {"tche", "tch"},
    {"nche", "nch"},   {"rche", "rch"},   {"eache", "each"}, {"oache", "oach"},
    {"eeche", "eech"}, {"ouche", "ouch"}, {"xe", "x"},       {"nuse", "nus"},
    {"puse", "pus"},   {"ruse", "rus"},   {"cuse", "cus"},   {"tuse", "tus"},
    {"suse", "sus"},
};

}  // namespace

LemmaMender::LemmaMender(const Words& words)
    : words_(words), endings_(words.table("inflections_endings")) {
  for (const Table::Row& row : words.table("predicates").rows()) {
    for (std::string_view surface : Alternatives(row[0])) {
      verbs_.emplace(surface.substr(0, surface.find('_')));
    }
  }
  const Table& irregular = words.table("inflections_irregular");
  for (const Table::Row& row : irregular.rows()) {
    bases_.insert(row[irregular.Column("word")]);
  }
}

void LemmaMender::Mend(Token* token) const {
  MendNoun(token);
  const bool verb = token->upos == "VERB" || token->upos == "AUX";
  if (verb && token->xpos != "MD") {
    const std::string form = ToLower(token->form);
    const bool plain = token->xpos == "VB" || token->xpos == "VBP";
    token->lemma = plain && bases_.count(form) != 0
                       ? form  // "to lay", though "he lay" is of "lie"
                       : VerbLemma(form, Singular(token->xpos, form,
                                                  ToLower(token->lemma)));
  }
}

// "represents", third person, where the model says that it is the lemma.
std::string LemmaMender::Singular(const std::string& xpos,
                                  const std::string& form,
                                  const std::string& lemma) {
  const bool third = xpos == "VBZ" && lemma == form && form.ends_with("s") &&
                     !form.ends_with("ss") && form.size() > 3;
  return third ? form.substr(0, form.size() - 1) : lemma;
}

// The verb's lemma: by the table of irregular forms, else a word of the
// tables that the form's ending leads back to, else what the model says.
std::string LemmaMender::VerbLemma(const std::string& form,
                                   const std::string& lemma) const {
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

bool LemmaMender::IsKnown(const std::string& lemma) const {
  if (verbs_.count(lemma) != 0 || words_.table("acts").Has(lemma)) return true;
  // That table has adjectives besides: "prepared".
  const bool participle = lemma.ends_with("ed") && !lemma.ends_with("eed");
  return !participle && words_.table("complements").Has(lemma);
}

// By how the form without its ending is spelt: "vot" + "ed" is vote.
std::string LemmaMender::BySpelling(const std::string& form,
                                    const std::string& lemma) const {
  // "applied": apply; "died" is too short to tell.
  constexpr size_t kShortest = 6;
  if (form.size() >= kShortest &&
      (form.ends_with("ied") || form.ends_with("ies"))) {
    return form.substr(0, form.size() - 3) + "y";
  }
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
      constexpr std::string_view kKeepDouble = "lsfzeo";
      if (doubled && kKeepDouble.find(stem.back()) == std::string::npos) {
        stem.pop_back();
      }
      return stem;
    }
  }
  return lemma;
}

void LemmaMender::AddCandidates(const std::string& form, const Table::Row& row,
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

// "countries": country, but "movies": movie.
void LemmaMender::MendNoun(Token* token) const {
  std::string& lemma = token->lemma;
  if (token->upos != "NOUN") return;
  const std::string word{
      words_.table("inflections_nouns").Get(ToLower(token->form), "word")};
  if (!word.empty()) {
    lemma = word;
    return;
  }
  // Shorter words may end so by themselves ("tie"), but for "taxes", "boxes".
  constexpr size_t kShortest = 5;
  if ((lemma.size() < kShortest && !lemma.ends_with("xe")) ||
      lemma == ToLower(token->form) || words_.NounIs(lemma, "silent-e")) {
    return;
  }
  for (const CutPlural& plural : kCutPlurals) {
    if (!lemma.ends_with(plural.cut)) continue;
    lemma.resize(lemma.size() - plural.cut.size());
    lemma += plural.stem;
    return;
  }
}

}  // namespace kg
