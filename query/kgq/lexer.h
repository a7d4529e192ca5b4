// Tokens of a kgq query. The lexer never fails: what is no token becomes one of
// the error kinds, which the parser reports where it meets it, so that the
// first error of a text is the leftmost one. Tokens borrow nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kg {

// Half-open, bytes of the query's text.
struct QuerySpan {
  uint32_t begin = 0;
  uint32_t end = 0;
};

enum class QueryTokenKind : uint8_t {
  kEnd,
  kName,        // a keyword too: names are not reserved by the lexer
  kQuotedName,  // `name`
  kInteger,     // text is the digits, base in `base`
  kFloat,
  kString,     // text is the content, unescaped
  kParameter,  // text without $
  kSymbol,     // one character, or "..", "<=", ">=", "<>", "=~", "+="
  kBadNumber,
  kBadString,     // not closed
  kBadEscape,     // text is the escape
  kBadUnicode,    // \u without its digits
  kBadCharacter,  // a character that no token starts with
  kUnclosedComment,
};

struct QueryToken {
  QueryTokenKind kind = QueryTokenKind::kEnd;
  QuerySpan span;
  std::string text;
  std::string upper;   // of names: upper case, to compare with keywords
  uint8_t base = 10;   // of integers
  uint32_t match = 0;  // of brackets: the index of the other one, or 0
  bool ascii = true;   // of kBadCharacter
};

// The last token is kEnd. The text must be valid UTF-8 and shorter than 4 GiB.
std::vector<QueryToken> TokenizeQuery(std::string_view text);

}  // namespace kg
