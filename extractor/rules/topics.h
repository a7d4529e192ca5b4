// What a claim is about: the names in its content and the nouns of its main
// clauses. Borrows what it is given; not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/ends.h"
#include "extractor/rules/speech.h"

namespace kg {

class Topics {
 public:
  Topics(const Analysis& analysis, Ends* ends);

  // Entities, in the order of the text, some perhaps twice; never the speaker.
  std::vector<uint32_t> Of(const Speech& speech,
                           std::optional<uint32_t> speaker);

  // Not for nouns that are mostly said in phrases ("gain ground") and that the
  // article does not come back to.
  bool IsOne(uint32_t entity) const;

 private:
  void AddName(uint32_t position, std::vector<uint32_t>* topics) const;
  void AddMainNouns(uint32_t position, const Speech& speech,
                    std::vector<uint32_t>* topics);
  void AddNoun(uint32_t sentence, uint32_t token,
               std::vector<uint32_t>* topics);
  void AddConcept(const End& end, std::vector<uint32_t>* topics);

  const Analysis& analysis_;
  const Words& words_;
  Ends& ends_;
  std::unordered_map<std::string, uint32_t> said_;  // lemma of a noun -> times
};

}  // namespace kg
