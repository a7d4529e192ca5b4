// Scanners of the text stage: how far a thing that starts at an offset reaches.
// Each looks at a bounded distance, or at what it takes. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kg {

bool IsAsciiDigit(char c);
// Straight or curly.
bool IsApostrophe(char32_t c);
// A letter, mark, digit, or a character that is invisible inside words.
bool IsWordCharacter(char32_t c);
// White space, or a control character that belongs to no word.
bool IsGap(char32_t c);

// The character at `at`, or 0 at the end of the text.
char32_t PeekAt(std::string_view text, size_t at);
size_t WidthAt(std::string_view text, size_t at);

// End of the run of word characters from `at`.
size_t ScanWordCharacters(std::string_view text, size_t at);

// Each returns the end of the thing that begins at `at`, or `at` if there is
// none. `text` ends where the chunk between blanks ends.
size_t ScanUrl(std::string_view text, size_t at);
size_t ScanEmail(std::string_view text, size_t at);
size_t ScanHandle(std::string_view text, size_t at);  // @name, #tag
size_t ScanNumber(std::string_view text, size_t at);  // 1,000.5 2:30 1/2 dates
size_t ScanRepeat(std::string_view text, size_t at);  // ... -- !!! `` ''
size_t ScanEmoji(std::string_view text, size_t at);

}  // namespace kg
