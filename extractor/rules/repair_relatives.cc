#include "extractor/rules/repair_relatives.h"

#include <optional>
#include <string_view>
#include <vector>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr std::string_view kRelative = "acl:relcl";
constexpr std::string_view kPerson = "Person";
constexpr std::string_view kOrganization = "Organization";
constexpr std::string_view kPlace = "Place";
constexpr std::string_view kWhole = "parataxis";  // of no noun in the sentence

class RelativeMender {
 public:
  RelativeMender(const Words& words, Sentence* sentence)
      : words_(words), tokens_(sentence->tokens) {}

  void Run() {
    for (size_t t = 1; t < tokens_.size(); ++t) {
      if (NamesSomebody(t)) {
        MendOwner(t);
        MendThing(t);
      }
      MendNumber(t);
      MendConjunction(t);
      MendNamed(t);
      if (!NamesThing(t)) continue;
      const auto verb = ClauseOf(t);
      if (!verb) continue;
      const auto noun = static_cast<size_t>(tokens_[*verb].head);
      if (noun < t) MendAntecedent(noun, t, *verb);
    }
  }

 private:
  // "conduct by Ann Lee that has hurt us": the conduct has.
  void MendNamed(size_t pronoun) {
    const auto verb = ClauseOf(pronoun);
    if (!verb || tokens_[pronoun].deprel != "nsubj" ||
        ToLower(tokens_[pronoun].form) != words_.Structure("conjunction")) {
      return;
    }
    const auto noun = static_cast<size_t>(tokens_[*verb].head);
    if (noun > pronoun || Tag(noun) != kPerson || tokens_[noun].head < 0) {
      return;
    }
    const auto above = static_cast<size_t>(tokens_[noun].head);
    if (tokens_[noun].deprel == "nmod" && above < noun &&
        tokens_[above].upos == "NOUN" && !IsPerson(above)) {
      tokens_[*verb].head = static_cast<int32_t>(above);
    }
  }

  void MendAntecedent(size_t noun, size_t pronoun, size_t verb) {
    if (!IsPerson(noun)) {
      // "Lee of Acme, a firm that …": the firm is no apposition to Lee.
      if (!IsBesidePerson(noun)) return;
      const auto person = static_cast<size_t>(tokens_[noun].head);
      if (const auto thing = NearestThing(person, noun)) {
        tokens_[noun].head = static_cast<int32_t>(*thing);
      } else {
        tokens_[verb].deprel = kWhole;
      }
    } else if (const auto thing = NearestThing(noun, pronoun)) {
      tokens_[verb].head = static_cast<int32_t>(*thing);
    } else if (IsSurelyPerson(noun, pronoun)) {
      tokens_[verb].deprel = kWhole;
    }
  }

  // "members of the Union, founded in Oslo, who left": the members.
  void MendOwner(size_t pronoun) {
    const auto verb = ClauseOf(pronoun);
    if (!verb) return;
    const auto body = static_cast<size_t>(tokens_[*verb].head);
    const int32_t owner = tokens_[body].head;
    if (body > pronoun || owner < 0 || tokens_[body].deprel != "nmod" ||
        (Tag(body) != kOrganization &&
         tokens_[body].entity != "organization")) {
      return;
    }
    const auto people = static_cast<size_t>(owner);
    const bool many = tokens_[people].xpos == "NNS";
    if (people < body && (many || Tag(body).empty()) &&
        tokens_[people].upos == "NOUN" && IsPerson(people)) {
      tokens_[*verb].head = owner;
    }
  }

  // "a suggestion that will horrify the scolds, who have insisted": they have.
  void MendThing(size_t pronoun) {
    const auto verb = ClauseOf(pronoun);
    if (!verb || tokens_[pronoun - 1].form != ",") return;
    const auto noun = static_cast<size_t>(tokens_[*verb].head);
    // "Lee was a product of Acme and Zorvia, who became dean": Lee did.
    if (noun < pronoun && tokens_[noun].deprel == "nmod" &&
        (Tag(noun) == kOrganization || Tag(noun) == kPlace)) {
      for (size_t t = noun; t-- > 0;) {
        if (Tag(t) != kPerson || !HeadsPhrase(t)) continue;
        tokens_[*verb].head = static_cast<int32_t>(t);
        return;
      }
    }
    if (noun > pronoun || tokens_[noun].upos != "NOUN" || !Tag(noun).empty() ||
        IsPerson(noun) || tokens_[noun].entity == "organization" ||
        HasRole(noun)) {
      return;
    }
    for (size_t t = pronoun - 1; --t > noun;) {
      if (!HeadsPhrase(t)) continue;
      if (tokens_[t].xpos == "NNS" || IsPerson(t)) {
        tokens_[*verb].head = static_cast<int32_t>(t);
      }
      return;
    }
  }

  // "the leak that Lee had called Holm": "that" is no object beside another.
  void MendConjunction(size_t pronoun) {
    const auto verb = ClauseOf(pronoun);
    if (!verb || tokens_[pronoun].deprel != "obj" ||
        ToLower(tokens_[pronoun].form) != words_.Structure("conjunction")) {
      return;
    }
    for (size_t t = *verb + 1; t < tokens_.size(); ++t) {
      if (tokens_[t].upos == "PUNCT") return;
      if (tokens_[t].deprel != "obj" ||
          tokens_[t].head != static_cast<int32_t>(*verb)) {
        continue;
      }
      tokens_[pronoun].upos = "SCONJ";
      tokens_[pronoun].deprel = "mark";
      tokens_[*verb].deprel = "acl";
      return;
    }
  }

  // "the effort to change laws that has hurt us": the effort has.
  void MendNumber(size_t pronoun) {
    const auto verb = ClauseOf(pronoun);
    if (!verb || tokens_[pronoun].deprel != "nsubj") return;
    const std::string_view form = FiniteForm(pronoun, *verb);
    const auto noun = static_cast<size_t>(tokens_[*verb].head);
    if (noun > pronoun) return;
    const std::string& number = tokens_[noun].xpos;
    if (form == "VBZ" && number != "NNS") return MendConjunct(noun, *verb);
    const bool one = form == "VBZ" && number == "NNS";
    // "rules of the Congress that aim at": not for people, "the staff who aim"
    const bool many = form == "VBP" && number == "NNP" &&
                      tokens_[pronoun].xpos == "WDT" && !HasConjunct(noun);
    if (!one && !many) return;
    int32_t above = tokens_[noun].head;
    while (above >= 0 && static_cast<size_t>(above) < noun) {
      if (tokens_[static_cast<size_t>(above)].xpos == (one ? "NN" : "NNS")) {
        tokens_[*verb].head = above;
        return;
      }
      above = tokens_[static_cast<size_t>(above)].head;
    }
  }

  // "Acme and the Lab, which seeks it": the Lab alone.
  void MendConjunct(size_t noun, size_t verb) {
    for (size_t t = verb; --t > noun;) {
      if (tokens_[t].deprel != "conj" ||
          tokens_[t].head != static_cast<int32_t>(noun)) {
        continue;
      }
      tokens_[verb].head = static_cast<int32_t>(t);
      return;
    }
  }

  bool HasConjunct(size_t noun) const {
    for (size_t t = noun + 1; t < tokens_.size(); ++t) {
      if (tokens_[t].upos == "VERB") return false;
      if (tokens_[t].deprel == "conj" &&
          tokens_[t].head == static_cast<int32_t>(noun)) {
        return true;
      }
    }
    return false;
  }

  // Of the clause's first finite word.
  std::string_view FiniteForm(size_t pronoun, size_t verb) const {
    for (size_t t = pronoun + 1; t < verb; ++t) {
      const bool aux =
          tokens_[t].deprel.starts_with("aux") || tokens_[t].deprel == "cop";
      if (aux && tokens_[t].head == static_cast<int32_t>(verb)) {
        return tokens_[t].xpos;
      }
    }
    return tokens_[verb].xpos;
  }

  bool NamesSomebody(size_t t) const {
    const std::string word = ToLower(tokens_[t].form);
    return tokens_[t].xpos == "WP" &&
           words_.PronounHas(word, "kind", "relative");
  }

  // "which", and "that" behind a comma: of a thing.
  bool NamesThing(size_t t) const {
    if (tokens_[t].xpos != "WDT") return false;
    const std::string word = ToLower(tokens_[t].form);
    return words_.PronounHas(word, "gender", "thing") &&
           (words_.PronounHas(word, "kind", "relative") ||
            tokens_[t - 1].form == ",");
  }

  // The relative clause whose pronoun it is, itself or below one noun ("most
  // of which").
  std::optional<size_t> ClauseOf(size_t t) const {
    if (tokens_[t].deprel == "det") return std::nullopt;
    size_t at = t;
    for (int depth = 0; depth < 2; ++depth) {
      const int32_t head = tokens_[at].head;
      if (head < 0 || static_cast<size_t>(head) >= tokens_.size()) break;
      at = static_cast<size_t>(head);
      if (at > t && tokens_[at].deprel == kRelative && tokens_[at].head >= 0) {
        return at;
      }
    }
    return std::nullopt;
  }

  std::string_view Tag(size_t t) const {
    const std::string_view ner = tokens_[t].ner;
    return ner.size() > 2 ? ner.substr(2) : std::string_view();
  }

  // Not "Huawei, which", whatever its tag, nor "the players, which include".
  bool IsSurelyPerson(size_t noun, size_t pronoun) const {
    if (Tag(noun) != kPerson) {
      return HasRole(noun) && tokens_[noun].xpos == "NN";
    }
    const bool alone = tokens_[noun].ner.starts_with('B') &&
                       tokens_[noun + 1].upos == "PUNCT" && noun + 2 == pronoun;
    return !alone || (noun > 0 && tokens_[noun - 1].upos == "PROPN");
  }

  bool HasRole(size_t t) const {
    return words_.table("roles").Has(ToLower(tokens_[t].lemma));
  }

  bool IsBesidePerson(size_t t) const {
    const int32_t head = tokens_[t].head;
    return tokens_[t].deprel == "appos" && head >= 0 &&
           static_cast<size_t>(head) < t &&
           Tag(static_cast<size_t>(head)) == kPerson;
  }

  bool IsPerson(size_t t) const {
    if (!Tag(t).empty()) return Tag(t) == kPerson;
    return tokens_[t].entity == "person" || (IsBesidePerson(t) && HasRole(t));
  }

  // Whether it heads a noun phrase, no part of a name or of another noun.
  bool HeadsPhrase(size_t t) const {
    const Token& token = tokens_[t];
    if ((token.upos != "NOUN" && token.upos != "PROPN") || token.head < 0) {
      return false;
    }
    for (std::string_view part : {"compound", "flat", "amod", "nmod:poss",
                                  "nmod:desc", "fixed", "goeswith"}) {
      if (token.deprel == part) return false;
    }
    return !IsInsideName(t);
  }

  // "Oslo" of "the University of Oslo": its head is a word of its name.
  bool IsInsideName(size_t t) const {
    const auto head = static_cast<size_t>(tokens_[t].head);
    if (head >= t || Tag(t).empty()) return false;
    for (size_t i = t; i > head; --i) {
      if (!tokens_[i].ner.starts_with('I')) return false;
    }
    return true;
  }

  // A place may lie in another thing that the clause is as well about: nothing.
  std::optional<size_t> NearestThing(size_t noun, size_t pronoun) const {
    for (size_t t = pronoun; --t > noun;) {
      if (!HeadsPhrase(t) || IsPerson(t) || Tag(t) == "Date") continue;
      const auto head = static_cast<size_t>(tokens_[t].head);
      const bool inside = Tag(t) == "Place" && head > noun && head < t &&
                          tokens_[t].deprel == "nmod" && !IsPerson(head);
      return inside ? std::nullopt : std::optional<size_t>(t);
    }
    return std::nullopt;
  }

  const Words& words_;
  std::vector<Token>& tokens_;
};

}  // namespace

void MendRelatives(const Words& words, Sentence* sentence) {
  RelativeMender(words, sentence).Run();
}

}  // namespace kg
