#include "extractor/rules/repair_named.h"

#include <optional>
#include <string_view>
#include <vector>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr size_t kLongestPlace = 6;  // tokens, with its preposition
constexpr size_t kFarthestNoun = 3;  // "a small old town"

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
    const bool listed = title.deprel == "conj" && name.deprel == "conj";
    const bool argument = title.deprel == "nsubj" || title.deprel == "obj" ||
                          title.deprel == "obl" ||
                          title.deprel == "nsubj:pass" || listed;
    const bool noun = title.upos == "NOUN" || title.upos == "PROPN";
    if (argument && noun && name.ner == "B-Person" && title.head == name.head &&
        words.table("roles").Has(ToLower(title.lemma))) {
      name.deprel = title.deprel;
      title.head = static_cast<int32_t>(t) + 1;
      title.deprel = "compound";
    }
  }
}

// "Ambassador to Germany Ann Lee": a person's name behind a title with its own
// preposition phrase is the title's, not the place's.
void MendLongTitles(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 3; t < tokens.size(); ++t) {
    Token& name = tokens[t];
    const auto head = static_cast<size_t>(name.head);
    if (name.ner != "B-Person" || name.head < 0 || head >= t) continue;
    const Token& place = tokens[t - 1];
    if (place.upos != "PROPN" || place.deprel != "nmod" || place.head < 0 ||
        words.table("roles").Has(ToLower(place.lemma))) {
      continue;
    }
    // "to Germany", "to the European Union"
    const auto title = static_cast<size_t>(place.head);
    const bool phrase = (title + 3 == t || place.ner != "O") && title + 2 < t &&
                        t - title <= kLongestPlace &&
                        tokens[title + 1].upos == "ADP";
    const bool beside =
        name.head == tokens[title].head && name.deprel == tokens[title].deprel;
    if (!phrase || (head != t - 1 && head != title && !beside) ||
        !words.table("roles").Has(ToLower(tokens[title].lemma))) {
      continue;
    }
    name.head = static_cast<int32_t>(title);
    name.deprel = "nmod:desc";
  }
}

// "Kentucky Secretary of State Ann Lee": "of State" belongs to the title, and
// the name before it is no other subject.
void MendTitlesOf(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 0; t + 3 < tokens.size(); ++t) {
    Token& title = tokens[t];
    Token& field = tokens[t + 2];
    const auto name = static_cast<size_t>(title.head);
    if (title.deprel != "nmod:desc" || title.head < 0 || name <= t + 2 ||
        name >= tokens.size() || tokens[t + 1].upos != "ADP" ||
        field.head != title.head || field.deprel != title.deprel ||
        !words.table("roles").Has(ToLower(title.lemma))) {
      continue;
    }
    field.head = static_cast<int32_t>(t);
    field.deprel = "nmod";
    tokens[t + 1].head = static_cast<int32_t>(t) + 2;
    if (t > 0 && tokens[t - 1].deprel == tokens[name].deprel &&
        tokens[t - 1].head == tokens[name].head &&
        tokens[t - 1].upos == "PROPN") {
      tokens[t - 1].head = static_cast<int32_t>(t);
      tokens[t - 1].deprel = "compound";
    }
  }
}

// "the chief-elect Ann Lee is leaving": of a noun and a name right behind it
// before the verb, the one its subject and the other its object, the name is
// the subject and the noun its title.
void MendTitledSubjects(Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 1; t < tokens.size(); ++t) {
    Token& name = tokens[t];
    Token& title = tokens[t - 1];
    if (name.upos != "PROPN" || name.deprel != "obj" || title.upos != "NOUN" ||
        title.deprel != "nsubj" || title.head != name.head ||
        name.head < static_cast<int32_t>(t)) {
      continue;
    }
    name.deprel = "nsubj";
    title.head = static_cast<int32_t>(t);
    title.deprel = "nmod:desc";
  }
}

// "spoke in Oslo, a town she likes": a noun with an article right behind a name
// and a comma is what the name is, and no time.
void MendAppositions(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 2; t + 1 < tokens.size(); ++t) {
    const auto noun = static_cast<size_t>(tokens[t].head);
    if (tokens[t].deprel != "det" ||
        tokens[t].head <= static_cast<int32_t>(t) || noun >= tokens.size() ||
        noun > t + kFarthestNoun || tokens[t - 1].form != ",") {
      continue;
    }
    Token& said = tokens[noun];
    const Token& name = tokens[t - 2];
    if (said.deprel == "obl:unmarked" && said.upos == "NOUN" &&
        said.head < static_cast<int32_t>(t) && name.upos == "PROPN" &&
        name.ner != "O" && name.deprel != "flat" &&
        !words.table("dates").Has(said.lemma)) {
      said.head = static_cast<int32_t>(t) - 2;
      said.deprel = "appos";
    }
  }
}

// The title in apposition to another person's name whose phrase the name at `t`
// ends.
std::optional<size_t> TitleBefore(const Words& words,
                                  const std::vector<Token>& tokens, size_t t) {
  for (size_t i = t; i-- > 1;) {
    const Token& title = tokens[i];
    if (title.upos == "PUNCT" || title.upos == "CCONJ") break;
    // "an aide to Lee", "the mother of President Lee": not whose name follows
    if (title.upos == "ADP" && (title.head == static_cast<int32_t>(t) ||
                                words.Role(ToLower(title.form), "") != "of")) {
      break;
    }
    if (title.deprel != "appos" || title.head < 0) continue;
    const auto other = static_cast<size_t>(title.head);
    if (other >= i || tokens[other].ner != "B-Person" ||
        !words.table("roles").Has(ToLower(title.lemma))) {
      break;
    }
    return i;
  }
  return std::nullopt;
}

// "Director Ann Lee, Deputy Director of Trade Peter Holm": of a list of titled
// names, a title belongs to the name right behind it.
void MendListedTitles(const Words& words, Sentence* sentence) {
  auto& tokens = sentence->tokens;
  for (size_t t = 2; t < tokens.size(); ++t) {
    Token& name = tokens[t];
    const std::string& before = tokens[t - 1].upos;
    if (name.ner != "B-Person" || name.head < 0 ||
        (before != "NOUN" && before != "PROPN") ||
        (tokens[t - 1].deprel != "appos" &&
         words.table("roles").Has(ToLower(tokens[t - 1].lemma)))) {
      continue;
    }
    const auto title = TitleBefore(words, tokens, t);
    if (!title) continue;
    const int32_t other = tokens[*title].head;
    const auto head = static_cast<size_t>(name.head);
    const bool of_title =
        (name.deprel == "appos" || name.deprel == "nmod") && head < t &&
        (head == *title || tokens[head].head == static_cast<int32_t>(*title));
    if (!of_title && (name.deprel != "conj" || name.head != other)) continue;
    name.head = other;
    name.deprel = "conj";
    tokens[*title].head = static_cast<int32_t>(t);
    tokens[*title].deprel = "nmod:desc";
  }
}

}  // namespace

void MendNamedNouns(const Words& words, Sentence* sentence) {
  MendTitledSubjects(sentence);
  MendTitles(words, sentence);
  MendTitlesOf(words, sentence);
  MendLongTitles(words, sentence);
  MendListedTitles(words, sentence);
  MendAppositions(words, sentence);
}

}  // namespace kg
