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

  // A name, or a noun that the article comes back to; in a short text also one
  // that is not mostly said in phrases ("gain ground").
  bool IsOne(uint32_t entity) const;

 private:
  bool AgreesWith(const Speech& speech, uint32_t head) const;
  void AddName(uint32_t position, std::vector<uint32_t>* topics) const;
  void AddMainNouns(uint32_t position, const Speech& speech,
                    std::vector<uint32_t>* topics);
  // A noun that the article says `least` times.
  void AddNoun(uint32_t sentence, uint32_t token, uint32_t least,
               std::vector<uint32_t>* topics);
  void AddConcept(const End& end, uint32_t least,
                  std::vector<uint32_t>* topics);
  bool IsSaid(uint32_t entity, uint32_t least) const;

  const Analysis& analysis_;
  const Words& words_;
  Ends& ends_;
  std::unordered_map<std::string, uint32_t> said_;  // lemma of a noun -> times
};

}  // namespace kg
