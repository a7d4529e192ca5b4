// Unicode over UTF-8 strings: the only place that uses ICU. All functions are
// pure and thread-safe. Offsets are bytes unless the name says code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace kg {

bool IsValidUtf8(std::string_view text);
// Text with each ill-formed sequence replaced by U+FFFD.
std::string RepairUtf8(std::string_view text);

// The code point that starts at `offset`, and its length in bytes. Ill-formed
// bytes decode to U+FFFD, length 1. `offset` must be inside the text.
struct CodePoint {
  char32_t value = 0;
  size_t bytes = 0;
};
CodePoint DecodeAt(std::string_view text, size_t offset);
// The code point that ends just before `offset` (offset > 0).
CodePoint DecodeBefore(std::string_view text, size_t offset);
void AppendUtf8(char32_t value, std::string* out);
size_t CountCodePoints(std::string_view text);

// Normal forms (UAX #15). Input must be valid UTF-8.
std::string ToNfc(std::string_view text);
bool IsNfc(std::string_view text);
std::string ToNfd(std::string_view text);

std::string ToLower(std::string_view text);  // root locale
std::string ToUpper(std::string_view text);
// First letter upper case, the rest lower case.
std::string ToTitle(std::string_view text);
// For comparing names and terms: NFKC_Casefold without combining marks, white
// space runs to one blank, curly quotes and dashes to ASCII, trimmed.
std::string FoldTerm(std::string_view text);

// Character properties (Unicode 15).
bool IsLetter(char32_t c);       // General_Category L*
bool IsUpper(char32_t c);        // Lu, Lt
bool IsLower(char32_t c);        // Ll
bool IsDigit(char32_t c);        // Nd
bool IsSpace(char32_t c);        // White_Space, and U+FEFF, U+200B
bool IsPunctuation(char32_t c);  // P*
bool IsSymbol(char32_t c);       // S*
bool IsMark(char32_t c);         // M*
bool IsControl(char32_t c);      // Cc, Cf, Cn, Co, Cs
bool IsCurrency(char32_t c);     // Sc
bool IsExtendedPictographic(char32_t c);
// General_Category's two-letter name (UAX #44), e.g. "Lu"; "Cn" if unassigned.
std::string_view Category(char32_t c);

// Between byte offsets and code point offsets of one text, in O(log n).
// Keeps no reference to the text.
class OffsetMap {
 public:
  explicit OffsetMap(std::string_view text);
  // A byte offset inside a character counts as the character's start.
  uint32_t ToCodePoints(uint32_t byte) const;
  // Offsets past the end give the text's size.
  uint32_t ToBytes(uint32_t code_point) const;
  uint32_t code_points() const { return code_points_; }

 private:
  struct Block {  // every kBlock-th code point that follows a non-ASCII one
    uint32_t byte;
    uint32_t code_point;
  };
  std::vector<Block> runs_;  // starts of runs of characters of equal length
  std::vector<uint8_t> lengths_;
  uint32_t bytes_ = 0;
  uint32_t code_points_ = 0;
};

// Bytes of any encoding to UTF-8, by a declared or detected charset name (an
// ICU converter's name). Ill-formed input becomes U+FFFD; *replaced counts it.
Result<std::string> ConvertToUtf8(std::string_view bytes,
                                  const std::string& charset, size_t* replaced);
// ICU's charset detection: the best guess and its confidence, 0..100.
struct CharsetGuess {
  std::string name;
  int confidence = 0;
};
Result<CharsetGuess> DetectCharset(std::string_view bytes);

// Columns that a text takes in a terminal (East Asian wide characters take 2,
// combining marks 0).
size_t DisplayWidth(std::string_view text);

// Versions for the store's manifest, e.g. "72.1".
std::string IcuVersion();

}  // namespace kg
