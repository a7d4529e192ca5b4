#include <array>
#include <cstddef>
#include <string>

#include "query/temporal/duration.h"
#include "query/temporal/fields.h"
#include "query/temporal/parse_parts.h"

namespace kg {
namespace {

Status NotADuration() {
  return Status::InvalidInput("expected a duration such as P5M1DT12H");
}

struct Designator {
  char letter;
  bool after_t;
  const char* unit;
};
constexpr std::array<Designator, 7> kDesignators = {{
    {'Y', false, "years"},
    {'M', false, "months"},
    {'W', false, "weeks"},
    {'D', false, "days"},
    {'H', true, "hours"},
    {'M', true, "minutes"},
    {'S', true, "seconds"},
}};

// The first designator of that letter in the right half and at or after
// `begin`; the size of the table if there is none.
size_t FindDesignator(char letter, bool after_t, size_t begin) {
  size_t at = begin;
  while (at < kDesignators.size() && (kDesignators[at].letter != letter ||
                                      kDesignators[at].after_t != after_t)) {
    ++at;
  }
  return at;
}

// The digits of an amount with its fraction; *fraction tells if it has one.
std::string_view TakeAmount(Scanner* scanner, bool* fraction) {
  const std::string_view rest = scanner->rest();
  const size_t end = rest.find_first_not_of("0123456789.,");
  const std::string_view amount = scanner->Take(end);
  *fraction = amount.find_first_of(".,") != std::string_view::npos;
  return amount;
}

Result<Duration> ParseUnits(Scanner* scanner, bool negated) {
  DurationParts parts;
  bool after_t = false;
  bool expect_amount = true;  // after P, after T
  size_t next = 0;            // designators come in their order, each once
  while (expect_amount || !scanner->done()) {
    if (!after_t && scanner->Eat('T')) after_t = expect_amount = true;
    const bool negative = scanner->Eat('-');
    if (!negative) scanner->Eat('+');
    bool fraction = false;
    const std::string_view digits = TakeAmount(scanner, &fraction);
    const size_t at = FindDesignator(scanner->next(), after_t, next);
    if (at == kDesignators.size()) return NotADuration();
    scanner->Take(1);
    KG_ASSIGN(Decimal amount, ParseDecimal(digits));
    if (negative != negated) amount.parts = -amount.parts;
    KG_RETURN_IF_ERROR(
        AddAmount(*FindDurationUnit(kDesignators[at].unit), amount, &parts));
    if (fraction && !scanner->done()) {
      return Status::InvalidInput("only the last amount may have a fraction");
    }
    expect_amount = false;
    next = at + 1;
  }
  return Cascade(parts);
}

// YYYY-MM-DD or YYYYMMDD, as amounts.
bool ScanDateAmounts(Scanner* scanner, int64_t* months, int64_t* days) {
  int64_t year = 0;
  int64_t month = 0;
  if (!scanner->EatNumber(4, &year)) return false;
  const bool dashed = scanner->Eat('-');
  if (!scanner->EatNumber(2, &month)) return false;
  if (dashed && !scanner->Eat('-')) return false;
  if (!scanner->EatNumber(2, days)) return false;
  *months = year * 12 + month;
  return month <= 12 && *days <= 31;
}

Result<Duration> ParseAsDateTime(Scanner* scanner, bool negated) {
  int64_t months = 0;
  int64_t days = 0;
  LocalTime time;
  if (!ScanDateAmounts(scanner, &months, &days)) return NotADuration();
  if (scanner->Eat('T')) {
    KG_ASSIGN(time, ScanTime(scanner));
  }
  if (!scanner->done()) return NotADuration();
  const int64_t sign = negated ? -1 : 1;
  return MakeDuration(sign * months, sign * days, 0, sign * time.nanos_of_day);
}

}  // namespace

Result<Duration> ParseDurationText(std::string_view text) {
  Scanner scanner(text);
  const bool negated = scanner.Eat('-');
  if (!negated) scanner.Eat('+');
  if (!scanner.Eat('P')) return NotADuration();
  if (scanner.rest().find_first_of("YMWDHS") == std::string_view::npos) {
    return ParseAsDateTime(&scanner, negated);
  }
  return ParseUnits(&scanner, negated);
}

}  // namespace kg
