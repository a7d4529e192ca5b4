// Decimal numbers in fixed point, 18 digits after the point: exact arithmetic
// for the fractions in durations, where binary floating point would lose
// nanoseconds ("PT0.3S" is 300,000,000 ns).
#pragma once

#include <cstdint>
#include <string_view>

#include "base/status.h"

namespace kg {

__extension__ typedef __int128 Int128;

// One unit, in parts of 10^-18.
constexpr int64_t kOne = 1'000'000'000'000'000'000;

// An exact decimal; `parts` has the sign of the number.
struct Decimal {
  Int128 parts = 0;
};

// [digits][(.|,)digits], no sign, at least one digit. More than 18 digits after
// the point are cut off. Fails on other text and on 2^63 and more.
Result<Decimal> ParseDecimal(std::string_view text);
Decimal DecimalOf(int64_t number);
// The shortest decimal that reads back as the number. Fails on infinities, NaN
// and absolute values of 2^63 and more.
Result<Decimal> DecimalOf(double number);

// amount * factor and amount / factor, cut off after 18 digits. Fail where the
// result passes 2^63; Divide also where factor is zero.
Result<Decimal> Multiply(int64_t amount, Decimal factor);
Result<Decimal> Divide(int64_t amount, Decimal factor);

// The whole part, cut towards zero. The number must lie within int64_t.
int64_t Whole(Decimal number);

}  // namespace kg
