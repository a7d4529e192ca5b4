#include "extractor/ingest/dates.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "base/unicode.h"

namespace kg {
namespace {

constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2199;
// No page's date needs a longer text; bounds the work on hostile fields.
constexpr size_t kDateBytes = 200;

int DaysIn(int month, int year) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[month - 1] + (month == 2 && leap);
}

std::string DayText(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 ||
      day < 1 || day > DaysIn(month, year)) {
    return {};
  }
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// A number, a word or a single mark; blanks are left out.
struct DateReader::Token {
  enum Kind { kNumber, kMonth, kFiller, kWord, kMark } kind;
  int value = 0;       // of a number or month, the character of a mark
  int digits = 0;      // of a number
  bool glued = false;  // no blank before it
};

// Tokens [begin, end) are a date; `day` is empty if it is no possible one.
struct DateReader::Found {
  std::string day;
  size_t begin = 0;
  size_t end = 0;
};

DateReader::DateReader(const Lexicon& lexicon) {
  const Table& table = lexicon.table("ingest_date_words");
  const size_t word = table.Column("word");
  const size_t kind = table.Column("kind");
  const size_t value = table.Column("value");
  for (const Table::Row& row : table.rows()) {
    const bool month = row[kind] == "month";
    for (std::string_view form : Alternatives(row[word])) {
      words_.emplace(form, Word{month ? WordKind::kMonth : WordKind::kOther,
                                month ? std::atoi(row[value].c_str()) : 0});
    }
  }
}

int DateReader::Month(std::string_view word) const {
  std::string key = ToLower(word);
  if (!key.empty() && key.back() == '.') key.pop_back();
  const auto found = words_.find(key);
  return found == words_.end() || found->second.kind != WordKind::kMonth
             ? 0
             : found->second.value;
}

std::vector<DateReader::Token> DateReader::Tokens(std::string_view text) const {
  std::vector<Token> tokens;
  bool glued = false;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    size_t end = at + c.bytes;
    if (IsSpace(c.value)) {
      glued = false;
      at = end;
      continue;
    }
    Token token{Token::kMark, static_cast<int>(c.value), 0, glued};
    if (IsAsciiDigit(text[at])) {
      while (end < text.size() && IsAsciiDigit(text[end])) ++end;
      token.kind = Token::kNumber;
      token.digits = static_cast<int>(end - at);
      token.value =
          token.digits <= 9
              ? std::atoi(std::string(text.substr(at, end - at)).c_str())
              : -1;
    } else if (IsLetter(c.value)) {
      while (end < text.size() && IsLetter(DecodeAt(text, end).value)) {
        end += DecodeAt(text, end).bytes;
      }
      const auto word = words_.find(ToLower(text.substr(at, end - at)));
      token.kind = word == words_.end()                    ? Token::kWord
                   : word->second.kind == WordKind::kMonth ? Token::kMonth
                                                           : Token::kFiller;
      if (word != words_.end()) token.value = word->second.value;
    }
    tokens.push_back(token);
    glued = true;
    at = end;
  }
  return tokens;
}

// Looks for a date that begins at one token.
struct DateReader::Scanner {
  const std::vector<Token>& t;

  bool Is(size_t i, Token::Kind kind) const {
    return i < t.size() && t[i].kind == kind;
  }
  bool Mark(size_t i, char c) const {
    return Is(i, Token::kMark) && t[i].value == c;
  }
  bool Year(size_t i) const {
    return Is(i, Token::kNumber) && t[i].digits == 4;
  }
  bool Small(size_t i) const {
    return Is(i, Token::kNumber) && t[i].digits <= 2;
  }
  // Past what may stand between the parts: "26th of February, 2019".
  size_t Skip(size_t i) const {
    while (Is(i, Token::kFiller) || Mark(i, ',') || Mark(i, '.') ||
           Mark(i, '-') || Mark(i, '/')) {
      ++i;
    }
    return i;
  }

  // 20190226, 2019-02-26, 26/02/2019.
  Found Numeric(size_t i) const {
    if (Is(i, Token::kNumber) && t[i].digits == 8) {
      const int n = t[i].value;
      const std::string day = DayText(n / 10000, n / 100 % 100, n % 100);
      if (!day.empty()) return {day, i, i + 1};
    }
    for (const char separator : {'-', '/', '.'}) {
      if (!Mark(i + 1, separator) || !Mark(i + 3, separator)) continue;
      if (Year(i) && Small(i + 2) && Small(i + 4)) {
        return {DayText(t[i].value, t[i + 2].value, t[i + 4].value), i, i + 5};
      }
      if (!Small(i) || !Small(i + 2) || !Year(i + 4)) continue;
      const int a = t[i].value, b = t[i + 2].value, year = t[i + 4].value;
      // 03/04/2019 is April to half of the world and March to the other.
      const bool clear = a == b || a > 12 || b > 12;
      const std::string day = !clear    ? ""
                              : b <= 12 ? DayText(year, b, a)
                                        : DayText(year, a, b);
      return {day, i, i + 5};
    }
    return {};
  }

  // 26 February 2019, February 26, 2019.
  Found Named(size_t i) const {
    const size_t second = Skip(i + 1), third = Skip(second + 1);
    if (!Year(third)) return {};
    if (Small(i) && Is(second, Token::kMonth)) {
      return {DayText(t[third].value, t[second].value, t[i].value), i,
              third + 1};
    }
    if (Is(i, Token::kMonth) && Small(second)) {
      return {DayText(t[third].value, t[i].value, t[second].value), i,
              third + 1};
    }
    return {};
  }
};

DateReader::Found DateReader::FindDate(const std::vector<Token>& tokens) {
  const Scanner scanner{tokens};
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (Found found = scanner.Numeric(i); found.end != 0) return found;
    if (Found found = scanner.Named(i); found.end != 0) return found;
  }
  return {};
}

std::string DateReader::Day(std::string_view text) const {
  text = text.substr(0, kDateBytes);
  const bool number =
      !text.empty() && text.find_first_not_of("0123456789.") == text.npos;
  const size_t digits =
      text.find('.') == text.npos ? text.size() : text.find('.');
  if (number && digits >= 9 && digits <= 13) {
    return DayOfEpoch(std::atof(std::string(text).c_str()));
  }
  return FindDate(Tokens(text)).day;
}

std::string DateReader::DayOfEpoch(double number) {
  // Seconds reach 1e11 only in the year 5138; above it they are milliseconds.
  if (std::abs(number) >= 1e11) number /= 1000;
  if (!(number > -1.5e10 && number < 1e10)) return {};
  // Days to civil date: the era algorithm, with years that begin in March.
  const long long z =
      static_cast<long long>(std::floor(number / 86400)) + 719468;
  const long long era = (z >= 0 ? z : z - 146096) / 146097;
  const long long of_era = z - era * 146097;
  const long long year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const long long of_year =
      of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long long march_month = (5 * of_year + 2) / 153;
  const int day = static_cast<int>(of_year - (153 * march_month + 2) / 5 + 1);
  const int month =
      static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  const int year = static_cast<int>(year_of_era + era * 400) + (month <= 2);
  return DayText(year, month, day);
}

std::optional<std::string> DateReader::WholeDate(std::string_view text) const {
  if (text.size() > kDateBytes) return std::nullopt;
  const std::vector<Token> tokens = Tokens(text);
  const Found found = FindDate(tokens);
  if (found.end == 0) return std::nullopt;
  size_t numbers = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (i >= found.begin && i < found.end) continue;
    const Token& token = tokens[i];
    // The T and Z of ISO 8601 stand glued to their numbers.
    if (token.kind == Token::kWord && !token.glued) return std::nullopt;
    numbers += token.kind == Token::kNumber;
  }
  // Hours, minutes, seconds, parts of one, and an offset's two.
  if (numbers > 6) return std::nullopt;
  return found.day;
}

}  // namespace kg
