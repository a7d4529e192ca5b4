// Names that stand near a speaker's word and tell who it is: its antecedent, a
// name beside a noun, the one person with a position, recent subjects. Borrows
// what it is given.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/names.h"

namespace kg {

// In lower case.
std::string LastWord(std::string_view text);

// What a relative pronoun stands for ("Lee, who said so"); any other position
// itself.
uint32_t ThroughRelative(const Analysis& analysis, uint32_t position);

// The person in apposition to a noun, or, if it is a title, right after it
// ("strategist Ann Lee"); whoever else is named right behind it ("the outlet
// Carbon Brief").
std::optional<uint32_t> NameBeside(const NameTable& names, const Tree& tree,
                                   const TokenAt& noun, bool is_title);

class NearNames {
 public:
  NearNames(const Analysis& analysis, const NameTable& names);

  // Where the paragraph before the position's one begins.
  uint32_t FirstNear(uint32_t position) const;
  // The last subject that fits, near before the position.
  std::optional<uint32_t> LastSubject(
      uint32_t position, const std::function<bool(uint32_t)>& fits) const;
  // The only person of those named near before the position that fits; of
  // those who are subjects.
  std::optional<uint32_t> OnlyPerson(
      uint32_t position, const std::function<bool(uint32_t)>& fits) const {
    return OnlyOf(persons_, position, fits);
  }
  std::optional<uint32_t> OnlySubject(
      uint32_t position, const std::function<bool(uint32_t)>& fits) const {
    return OnlyOf(subjects_, position, fits);
  }
  // Whether a person's name stands anywhere before the position; near before.
  bool IsNamedBefore(uint32_t entity, uint32_t position) const;
  bool IsNamedNear(uint32_t entity, uint32_t position) const;
  // Where the entity was last a subject, near before the position.
  std::optional<uint32_t> SubjectPlace(uint32_t entity,
                                       uint32_t position) const;
  // Whether the article calls a person the head of something, but never by
  // this noun: "the president" is not Governor Lee.
  bool LeadsOtherwise(uint32_t entity, const std::string& noun) const;
  // "the president", "the Acme chairman": the only person of the article who
  // leads as one.
  std::optional<uint32_t> HolderOf(const TokenAt& noun) const;

 private:
  struct Subject {
    uint32_t position = 0;
    uint32_t entity = 0;
  };

  void AddTitleOf(const TokenMention& person);
  std::optional<uint32_t> OnlyOf(
      const std::vector<Subject>& names, uint32_t position,
      const std::function<bool(uint32_t)>& fits) const;

  const Analysis& analysis_;
  const NameTable& names_;
  std::unordered_map<uint32_t, std::vector<std::string>> leads_;
  std::set<std::pair<uint32_t, uint32_t>> titled_;   // person, whose title
  std::unordered_map<uint32_t, uint32_t> first_of_;  // person -> position
  std::vector<Subject> subjects_;                    // named, by position
  std::vector<Subject> persons_;                     // in any role, by position
  // Position's noun -> its holder; absent where several hold it.
  std::unordered_map<std::string, std::optional<uint32_t>> holders_;
};

// "the district court" where the name is of another court: the noun is a part
// of the name, and what tells its kind is not.
bool IsOfAnotherKind(const Tree& tree, uint32_t noun, const std::string& name);

}  // namespace kg
