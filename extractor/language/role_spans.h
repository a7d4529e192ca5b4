// Spans of words that play a role, from scores of BIOES tags: the best sequence
// that the scheme allows. Immutable, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/status.h"
#include "extractor/language/document.h"
#include "extractor/language/viterbi.h"

namespace kg {

// What a tag says of a word.
struct RoleTag {
  int role = -1;     // index in the roles; -1: none, the tag is "O"
  char place = 'O';  // O, B, I, E or S
  bool starts() const { return place == 'B' || place == 'S'; }
};

class RoleDecoder {
 public:
  // `tags` are BIOES tags whose types are the roles; the only role is "" where
  // they have no types. InvalidInput for another tag.
  static Result<RoleDecoder> Make(const std::vector<std::string>& tags,
                                  const std::vector<std::string>& roles);

  const std::vector<RoleTag>& tags() const { return tags_; }

  // scores: [words, tags]. By role, the runs of words, numbered from 0;
  // ascending. A role may have none, or several.
  std::vector<std::vector<Range>> Decode(std::span<const float> scores) const;

 private:
  RoleDecoder(NameDecoder decoder, std::vector<RoleTag> tags, size_t roles)
      : decoder_(std::move(decoder)), tags_(std::move(tags)), roles_(roles) {}

  NameDecoder decoder_;
  std::vector<RoleTag> tags_;
  size_t roles_;
};

}  // namespace kg
