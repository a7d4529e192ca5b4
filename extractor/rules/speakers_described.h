// What a definite description of a speaker ("the sheriff", "the group") can
// only mean: the person or organisation that is named shortly before it.
// Precise rather than complete: nothing where another is a rival. Linear in the
// document to make; borrows what it is given.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/genders.h"
#include "extractor/rules/names.h"
#include "extractor/rules/speakers_near.h"
#include "extractor/rules/title_holders.h"

namespace kg {

// The determiner that makes a singular noun definite ("the", "this").
bool IsDefinite(const Tree& tree, uint32_t noun);

// "in a post", "on television": no source, but where it said so.
bool IsCircumstance(const Tree& tree, const Words& words, uint32_t token);

// "most", "about a quarter": without telling of whom.
bool IsNobody(const Tree& tree, const Words& words, uint32_t noun);

// "his campaign", "its report": whose is told elsewhere.
bool IsOwned(const Tree& tree, const Words& words, uint32_t noun);

class Descriptions {
 public:
  Descriptions(const Analysis& analysis, const NameTable& names,
               const Genders& genders, const NearNames& near);

  // `previous`: who spoke last, near before; absent: nobody.
  std::optional<uint32_t> Meant(const TokenAt& noun,
                                std::optional<uint32_t> previous) const;
  // By a title's noun ("minister").
  const TitleHolders& titles() const { return titles_; }

 private:
  // Organisations with one word in their names.
  struct Called {
    static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
    uint32_t entity = 0;
    uint32_t first = kNone;  // where it is named first
    uint32_t other = kNone;  // where another one is
    void Add(uint32_t named, uint32_t position);
  };

  std::optional<uint32_t> Person(uint32_t position, const std::string& lemma,
                                 std::optional<uint32_t> previous) const;
  std::optional<uint32_t> Body(uint32_t position, const std::string& lemma,
                               std::optional<uint32_t> previous) const;
  std::optional<uint32_t> BodyCalled(uint32_t position,
                                     const std::string& lemma) const;
  bool IsIntroduced(const std::string& lemma, uint32_t position) const;
  bool HasRival(uint32_t position) const;
  bool IsNew(const Tree& tree, const TokenAt& noun) const;
  bool IsPersonNoun(const Token& token) const;

  const Analysis& analysis_;
  const NameTable& names_;
  const Genders& genders_;
  const NearNames& near_;
  // Nouns that bring somebody new in ("a farmer"): lemma -> first position.
  std::unordered_map<std::string, uint32_t> introduced_;
  std::vector<uint32_t> new_persons_;  // positions, ascending
  const TitleHolders titles_;
  std::unordered_map<std::string, Called> called_;
};

}  // namespace kg
