#include "query/temporal/parse_parts.h"

#include "query/temporal/fields.h"

namespace kg {
namespace {

Status NotADate() {
  return Status::InvalidInput("expected a date such as 2015-07-21");
}

struct ScannedYear {
  int64_t value = 0;
  bool is_signed = false;
};

Result<ScannedYear> ScanYear(Scanner* scanner) {
  ScannedYear year;
  const bool negative = scanner->next() == '-';
  year.is_signed = scanner->Eat('-') || scanner->Eat('+');
  const size_t digits = year.is_signed ? scanner->CountDigits() : 4;
  if (digits < 4 || digits > 9 || !scanner->EatNumber(digits, &year.value)) {
    return NotADate();
  }
  if (negative) year.value = -year.value;
  return year;
}

// Reads a last component of `digits` digits, after a dash in the dashed form.
// Where it is left out, it is 1.
bool ScanLast(Scanner* scanner, bool dashed, size_t digits, int64_t* number) {
  *number = 1;
  if (scanner->done()) return true;
  if (dashed && !scanner->Eat('-')) return false;
  return scanner->EatNumber(digits, number);
}

Result<Date> ScanWeekDate(int64_t year, bool dashed, Scanner* scanner) {
  int64_t week = 1;
  int64_t day = 1;
  if (!scanner->EatNumber(2, &week) || !ScanLast(scanner, dashed, 1, &day)) {
    return NotADate();
  }
  return DateOfWeek(year, week, day);
}

Result<Date> ScanQuarterDate(int64_t year, bool dashed, Scanner* scanner) {
  int64_t quarter = 1;
  int64_t day = 1;
  if (!scanner->EatNumber(1, &quarter) || !ScanLast(scanner, dashed, 2, &day)) {
    return NotADate();
  }
  return DateOfQuarter(year, quarter, day);
}

// The rest of a calendar or ordinal date, told apart by the number of digits.
Result<Date> ScanDigitsDate(int64_t year, bool dashed, Scanner* scanner) {
  int64_t number = 1;
  if (scanner->CountDigits() == 3) {
    scanner->EatNumber(3, &number);
    return DateOfOrdinal(year, number);
  }
  int64_t day = 1;
  if (!scanner->EatNumber(2, &number) || !ScanLast(scanner, dashed, 2, &day)) {
    return NotADate();
  }
  return DateOfCalendar(year, number, day);
}

Status NotATime() {
  return Status::InvalidInput("expected a time such as 21:40:32.142");
}

// The digits of a fraction of a second, 1 to 9 of them.
bool ScanNanos(Scanner* scanner, int64_t* nanos) {
  const size_t digits = scanner->CountDigits();
  if (digits < 1 || digits > 9) return false;
  scanner->EatNumber(digits, nanos);
  for (size_t i = digits; i < 9; ++i) *nanos *= 10;
  return true;
}

// Two more digits of a clock's time or an offset, after a colon in the form
// with colons; false if they are not there.
bool HasMore(const Scanner& scanner, bool colons) {
  return colons ? scanner.next() == ':' : scanner.CountDigits() > 0;
}

}  // namespace

Result<Date> ParseDateText(std::string_view text) {
  Scanner scanner(text);
  KG_ASSIGN(const ScannedYear year, ScanYear(&scanner));
  if (scanner.done()) return DateOfCalendar(year.value, 1, 1);
  const bool dashed = scanner.Eat('-');
  Result<Date> date = NotADate();
  if (scanner.Eat('W')) {
    date = ScanWeekDate(year.value, dashed, &scanner);
  } else if (scanner.Eat('Q')) {
    date = ScanQuarterDate(year.value, dashed, &scanner);
  } else if (dashed || !year.is_signed) {
    date = ScanDigitsDate(year.value, dashed, &scanner);
  }
  return date.ok() && !scanner.done() ? Result<Date>(NotADate()) : date;
}

Result<LocalTime> ScanTime(Scanner* scanner) {
  int64_t fields[] = {0, 0, 0};  // hour, minute, second
  if (!scanner->EatNumber(2, &fields[0])) return NotATime();
  const bool colons = scanner->next() == ':';
  size_t count = 1;
  for (; count < 3 && HasMore(*scanner, colons); ++count) {
    if (colons) scanner->Eat(':');
    if (!scanner->EatNumber(2, &fields[count])) return NotATime();
  }
  int64_t nanos = 0;
  if (count == 3 && (scanner->Eat('.') || scanner->Eat(','))) {
    if (!ScanNanos(scanner, &nanos)) return NotATime();
  }
  return TimeOfClock(fields[0], fields[1], fields[2], nanos);
}

Result<std::optional<Zone>> ScanOffset(Scanner* scanner) {
  if (scanner->Eat('Z')) return std::optional<Zone>(Zone{});
  const bool negative = scanner->next() == '-';
  if (!scanner->Eat('-') && !scanner->Eat('+')) return std::optional<Zone>();
  int64_t fields[] = {0, 0, 0};  // hours, minutes, seconds
  const Status wrong =
      Status::InvalidInput("expected an offset such as +01:00");
  if (!scanner->EatNumber(2, &fields[0])) return wrong;
  const bool colons = scanner->next() == ':';
  for (size_t i = 1; i < 3 && HasMore(*scanner, colons); ++i) {
    if (colons) scanner->Eat(':');
    if (!scanner->EatNumber(2, &fields[i])) return wrong;
    KG_RETURN_IF_ERROR(
        CheckField("minute or second of the offset", fields[i], {0, 59}));
  }
  const int64_t seconds = (fields[0] * 60 + fields[1]) * 60 + fields[2];
  KG_ASSIGN(const Zone zone, ZoneOfOffset(negative ? -seconds : seconds));
  return std::optional<Zone>(zone);
}

}  // namespace kg
