#include "query/temporal/decimal.h"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

namespace kg {
namespace {

constexpr int kDigits = 18;

__extension__ typedef unsigned __int128 Unsigned;

Status OutOfRange() {
  return Status::InvalidInput("number too large for a duration");
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

Unsigned Magnitude(Int128 number) {
  return number < 0 ? Unsigned{0} - static_cast<Unsigned>(number)
                    : static_cast<Unsigned>(number);
}

// numerator / denominator in parts, by long division; remainders stay below the
// denominator, which must be below 2^124, so that ten of them fit.
Result<Decimal> Quotient(Unsigned numerator, Unsigned denominator,
                         bool negative) {
  Unsigned whole = numerator / denominator;
  if (whole > static_cast<Unsigned>(std::numeric_limits<int64_t>::max())) {
    return OutOfRange();
  }
  Unsigned rest = numerator % denominator;
  for (int digit = 0; digit < kDigits; ++digit) {
    rest *= 10;
    whole = whole * 10 + rest / denominator;
    rest %= denominator;
  }
  const auto parts = static_cast<Int128>(whole);
  return Decimal{negative ? -parts : parts};
}

// A decimal as numerator over a power of ten, in lowest terms of ten.
struct Ratio {
  Unsigned numerator = 0;
  Unsigned denominator = kOne;
};

Ratio ToRatio(Decimal number) {
  Ratio ratio{Magnitude(number.parts), static_cast<Unsigned>(kOne)};
  while (ratio.denominator > 1 && ratio.numerator % 10 == 0) {
    ratio.numerator /= 10;
    ratio.denominator /= 10;
  }
  return ratio;
}

// True if a * b passes 2^124.
bool ProductTooLarge(Unsigned a, Unsigned b) {
  return a != 0 && b > (Unsigned{1} << 124) / a;
}

}  // namespace

Result<Decimal> ParseDecimal(std::string_view text) {
  Int128 whole = 0;
  size_t at = 0;
  for (; at < text.size() && IsDigit(text[at]); ++at) {
    whole = whole * 10 + (text[at] - '0');
    if (whole > std::numeric_limits<int64_t>::max()) return OutOfRange();
  }
  Int128 parts = 0;
  bool fraction = false;
  if (at > 0 && at < text.size() && (text[at] == '.' || text[at] == ',')) {
    int64_t weight = kOne / 10;
    for (++at; at < text.size() && IsDigit(text[at]); ++at, weight /= 10) {
      parts += (text[at] - '0') * weight;
      fraction = true;
    }
    if (!fraction) at = 0;
  }
  if (at == 0 || at < text.size()) {
    return Status::InvalidInput("expected a number, got '" + std::string(text) +
                                "'");
  }
  return Decimal{whole * kOne + parts};
}

Decimal DecimalOf(int64_t number) { return {Int128{number} * kOne}; }

Result<Decimal> DecimalOf(double number) {
  if (!(std::fabs(number) < 9.2e18)) return OutOfRange();
  char text[512];  // the smallest double has 324 zeros before its digit
  const auto end = std::to_chars(text, text + sizeof text, std::fabs(number),
                                 std::chars_format::fixed);
  KG_ASSIGN(const Decimal decimal,
            ParseDecimal({text, static_cast<size_t>(end.ptr - text)}));
  return std::signbit(number) ? Decimal{-decimal.parts} : decimal;
}

Result<Decimal> Multiply(int64_t amount, Decimal factor) {
  const Ratio ratio = ToRatio(factor);
  const Unsigned size = Magnitude(amount);
  const bool negative = (amount < 0) != (factor.parts < 0);
  if (ProductTooLarge(size, ratio.numerator)) return OutOfRange();
  return Quotient(size * ratio.numerator, ratio.denominator, negative);
}

Result<Decimal> Divide(int64_t amount, Decimal factor) {
  if (factor.parts == 0) return Status::InvalidInput("division by zero");
  const Ratio ratio = ToRatio(factor);
  const bool negative = (amount < 0) != (factor.parts < 0);
  return Quotient(Magnitude(amount) * ratio.denominator, ratio.numerator,
                  negative);
}

int64_t Whole(Decimal number) {
  return static_cast<int64_t>(number.parts / kOne);
}

}  // namespace kg
