// What stands at the end of a relation: the entity, amount or date that a noun
// phrase means. Adds concepts to the name table only when asked for their
// entity, so that what is looked at in vain leaves nothing behind. Borrows all
// it is given. Not thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/names.h"
#include "extractor/rules/speech.h"

namespace kg {

class Referents;

struct End {
  enum class Kind { kNone, kNamed, kConcept, kLiteral };
  Kind kind = Kind::kNone;
  uint32_t sentence = 0;
  uint32_t token = 0;            // what it hangs on in the tree
  uint32_t entity = 0;           // of kNamed
  Literal literal;               // of kLiteral
  Span span;                     // the phrase, or the name in it
  bool negated = false;          // "no company"
  std::optional<Effect> effect;  // "alleged theft"
  bool alternative = false;      // "A or B"
  bool referred = false;         // named elsewhere: a pronoun, "the company"

  bool some() const { return kind != Kind::kNone; }
  bool named() const { return kind == Kind::kNamed; }
};

class Ends {
 public:
  Ends(const Analysis& analysis, std::string_view article_date,
       NameTable* names)
      : analysis_(analysis), date_(article_date), names_(*names) {}

  // Who speaks the first person of a position ("I", "we"); filled as speeches
  // are resolved. Absent: nobody known.
  struct Voice {
    std::optional<uint32_t> one;   // "I"
    std::optional<uint32_t> many;  // "we": it, or his organisation
  };
  void SetVoices(std::vector<Voice> by_speech, const Speeches* speeches) {
    voices_ = std::move(by_speech);
    speeches_ = speeches;
  }

  // From now on AllAt() sees through pronouns; borrowed.
  void SetReferents(const Referents* referents) { referents_ = referents; }

  // The end headed by one token, without its conjuncts, as its words stand.
  End At(uint32_t sentence, uint32_t token) const;
  // The end of the token and of each noun coordinated with it; what is named
  // elsewhere (a pronoun, "the company", "Lee, a lawyer [who …]") by that name.
  std::vector<End> AllAt(uint32_t sentence, uint32_t token) const;
  // The entity of an end that is no literal; makes the concept if need be.
  uint32_t Entity(const End& end);
  // The named entity that covers a token, or that the title at it names.
  std::optional<uint32_t> Named(uint32_t sentence, uint32_t token) const;
  std::string_view date() const { return date_; }
  NameTable& names() { return names_; }
  const NameTable& names() const { return names_; }
  EntityType TypeOf(uint32_t entity) const {
    return names_.entities()[entity].type;
  }

  bool IsPerson(const End& end) const {
    return end.named() && TypeOf(end.entity) == EntityType::kPerson;
  }

  // The name that a noun in apposition to it shares.
  std::optional<uint32_t> NameAbove(uint32_t sentence, uint32_t token) const;

 private:
  // "a number of firms" -> firms.
  uint32_t ThroughPartitives(const Tree& tree, uint32_t token) const;
  std::optional<uint32_t> NameUnderTitle(uint32_t sentence,
                                         uint32_t token) const;
  std::optional<uint32_t> NameRightAfter(uint32_t sentence,
                                         uint32_t token) const;
  // "chief and daughter of the founder, Ann Lee": two titles of one person.
  std::optional<uint32_t> NameUnderTwoTitles(uint32_t sentence,
                                             uint32_t token) const;
  std::optional<uint32_t> FirstPerson(uint32_t sentence, uint32_t token) const;
  // Makes a named end of one whose words are named elsewhere.
  void Refer(End* end) const;
  void SetSpan(uint32_t sentence, uint32_t token, End* end) const;

  const Analysis& analysis_;
  std::string_view date_;
  NameTable& names_;
  std::vector<Voice> voices_;
  const Speeches* speeches_ = nullptr;
  const Referents* referents_ = nullptr;
};

}  // namespace kg
