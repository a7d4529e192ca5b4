// Small helpers over ASCII text, shared by the parsers, formats and tables of
// names in this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kg {

inline char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (LowerAscii(a[i]) != LowerAscii(b[i])) return false;
  }
  return true;
}

// A number from 0 on, with zeros before it up to `width` digits.
inline std::string Padded(int64_t number, size_t width) {
  const std::string digits = std::to_string(number);
  return digits.size() < width
             ? std::string(width - digits.size(), '0') + digits
             : digits;
}

}  // namespace kg
