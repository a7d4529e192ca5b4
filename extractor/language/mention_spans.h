// The words of a mention, given its head: what hangs on the head, as far as it
// stands together with it. Linear in the sentence; pure. Borrows the sentence.
#pragma once

#include <vector>

#include "extractor/language/document.h"

namespace kg {

class MentionSpans {
 public:
  explicit MentionSpans(const Sentence& sentence);

  // Half-open token indices of the sentence; holds the head.
  Range At(uint32_t head) const;

 private:
  bool IsLeftOut(uint32_t t) const;
  bool Belongs(uint32_t t, uint32_t head) const;

  const Sentence& sentence_;
  std::vector<bool> copular_;         // by token: it has a copula
  std::vector<uint32_t> determiner_;  // by token: its first one, or itself
};

}  // namespace kg
