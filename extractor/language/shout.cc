#include "extractor/language/shout.h"

#include <string>

#include "base/unicode.h"

namespace kg {
namespace {

// Shorter runs of capitals may be acronyms ("NATO, UN, EU"). Chosen.
constexpr size_t kFewestWords = 3;
constexpr size_t kLongestAcronym = 4;  // letters

}  // namespace

bool IsShouted(const Sentence& sentence) {
  size_t words = 0;
  bool longer = false;
  for (const Token& token : sentence.tokens) {
    size_t letters = 0;
    for (size_t at = 0; at < token.form.size();) {
      const CodePoint c = DecodeAt(token.form, at);
      if (IsLower(c.value)) return false;
      letters += IsUpper(c.value);
      at += c.bytes;
    }
    words += letters > 1;
    longer |= letters > kLongestAcronym;
  }
  return words >= kFewestWords && longer;
}

void LowerShouted(Document* document) {
  for (Sentence& sentence : document->sentences) {
    if (!IsShouted(sentence)) continue;
    for (Token& token : sentence.tokens) token.form = ToLower(token.form);
  }
}

void RestoreForms(std::string_view text, Document* document) {
  for (Sentence& sentence : document->sentences) {
    for (Token& token : sentence.tokens) {
      token.form = text.substr(token.begin, token.end - token.begin);
    }
  }
}

}  // namespace kg
