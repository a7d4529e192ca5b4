// Reads a text from left to right, for the parsers of this folder. Borrows the
// text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kg {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }
  // The next character; NUL at the end.
  char next() const { return done() ? '\0' : text_[at_]; }
  bool Eat(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // How many digits come next.
  size_t CountDigits() const {
    size_t end = at_;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    return end - at_;
  }
  // Reads exactly `digits` of them (at most 18).
  bool EatNumber(size_t digits, int64_t* number) {
    if (CountDigits() < digits) return false;
    *number = 0;
    for (size_t i = 0; i < digits; ++i) {
      *number = *number * 10 + (text_[at_++] - '0');
    }
    return true;
  }
  // Takes the next `size` characters, or what is left of them.
  std::string_view Take(size_t size) {
    const std::string_view taken = text_.substr(at_, size);
    at_ += taken.size();
    return taken;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace kg
