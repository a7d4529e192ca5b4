#include "extractor/rules/literals.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace kg {
namespace {

constexpr double kLargest = 1e15;  // a double still holds it with cents

// Proleptic Gregorian days since 1970-01-01 and back (Hinnant, "chrono-
// compatible low-level date algorithms").
int32_t DaysOf(int32_t y, int32_t m, int32_t d) {
  y -= m <= 2;
  const int32_t era = (y >= 0 ? y : y - 399) / 400;
  const int32_t yoe = y - era * 400;
  const int32_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

struct Day {
  int32_t year = 0, month = 0, day = 0;
};

Day DayOf(int32_t days) {
  days += 719468;
  const int32_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int32_t doe = days - era * 146097;
  const int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int32_t mp = (5 * doy + 2) / 153;
  const int32_t month = mp < 10 ? mp + 3 : mp - 9;
  return {yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

std::string Print(const Day& date) {
  char buffer[48];
  if (date.month == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d", date.year);
  } else if (date.day == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", date.year, date.month);
  } else {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year,
                  date.month, date.day);
  }
  return buffer;
}

std::optional<int32_t> Number(std::string_view text) {
  int32_t value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

std::optional<Day> ParseDay(std::string_view date) {
  if (date.size() != 10) return std::nullopt;
  const auto y = Number(date.substr(0, 4));
  const auto m = Number(date.substr(5, 2));
  const auto d = Number(date.substr(8, 2));
  if (!y || !m || !d || *m < 1 || *m > 12) return std::nullopt;
  return Day{*y, *m, *d};
}

// What the words of a date phrase say.
struct DateWords {
  std::optional<int32_t> year, month, day, weekday, offset, modifier;
  std::string_view unit;
};

void ReadNumber(const std::string& word, DateWords* found) {
  std::string digits = word;
  // "26th": the ordinal's ending.
  while (!digits.empty() && (digits.back() < '0' || digits.back() > '9')) {
    digits.pop_back();
  }
  if (digits.size() + 2 < word.size()) return;
  const auto number = Number(digits);
  if (!number) return;
  if (digits.size() == 4 && digits == word && *number >= 1000) {
    found->year = number;
  } else if (*number >= 1 && *number <= 31) {
    found->day = number;
  }
}

DateWords ReadDate(const Tree& tree, const Words& words,
                   const std::vector<uint32_t>& tokens) {
  DateWords found;
  const Table& dates = words.table("dates");
  const size_t kind = dates.Column("kind");
  const size_t value = dates.Column("value");
  for (uint32_t t : tokens) {
    const Table::Row* row = dates.Find(tree.word(t));
    if (row == nullptr) {
      ReadNumber(tree.word(t), &found);
      continue;
    }
    const auto number = Number((*row)[value]);
    if ((*row)[kind] == "month") found.month = number;
    if ((*row)[kind] == "weekday") found.weekday = number;
    if ((*row)[kind] == "day") found.offset = number;
    if ((*row)[kind] == "modifier") found.modifier = number;
    if ((*row)[kind] == "unit") found.unit = (*row)[value];
  }
  return found;
}

std::string ResolveFrom(const DateWords& found, const Day& today, bool future) {
  const int32_t now = DaysOf(today.year, today.month, today.day);
  if (found.offset) return Print(DayOf(now + *found.offset));
  if (found.weekday) {
    const int32_t today_is = ((now + 3) % 7 + 7) % 7 + 1;  // Monday is 1
    const int32_t back = (today_is - *found.weekday + 7) % 7;
    if (!future) return Print(DayOf(now - back));
    return Print(DayOf(now + (7 - back) % 7));
  }
  if (found.month) {
    Day date{today.year, *found.month, found.day.value_or(0)};
    const bool later = date.month > today.month ||
                       (date.month == today.month && date.day > today.day);
    if (found.modifier) {
      date.year += *found.modifier;
      if (*found.modifier < 0 && !later) ++date.year;
      if (*found.modifier > 0 && later) --date.year;
    } else if (!future && later) {
      --date.year;
    } else if (future && date.month < today.month) {
      ++date.year;
    }
    return Print(date);
  }
  if (!found.modifier) return "";
  if (found.unit == "year") return Print({today.year + *found.modifier, 0, 0});
  if (found.unit == "month") {
    const int32_t months = today.year * 12 + today.month - 1 + *found.modifier;
    return Print({months / 12, months % 12 + 1, 0});
  }
  return "";
}

std::optional<double> Figure(const std::string& word, const Words& words) {
  const Table& amounts = words.table("amounts");
  if (amounts.Get(word, "kind") == "number") {
    const auto number = Number(amounts.Get(word, "value"));
    return number ? std::optional<double>(*number) : std::nullopt;
  }
  std::string digits;
  for (char c : word) {
    if (c != ',') digits += c;
  }
  if (digits.empty() || digits[0] < '0' || digits[0] > '9') return std::nullopt;
  double value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value,
                      std::chars_format::fixed);
  if (error != std::errc() || value > kLargest) return std::nullopt;
  const std::string rest =
      digits.substr(static_cast<size_t>(end - digits.data()));
  if (rest.empty()) return value;
  if (amounts.Get(rest, "kind") != "scale") return std::nullopt;  // "3bn"
  for (auto scale = Number(amounts.Get(rest, "value")); scale && *scale > 0;
       --*scale) {
    value *= 10;
  }
  return value;
}

std::string PrintFigure(double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.6f", value);
  std::string out = buffer;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

}  // namespace

std::string ResolveDate(const Tree& tree, const Words& words,
                        const std::vector<uint32_t>& tokens,
                        std::string_view article_date, bool future) {
  const DateWords found = ReadDate(tree, words, tokens);
  if (found.year) {
    Day date{*found.year, found.month.value_or(0), 0};
    if (found.month) date.day = found.day.value_or(0);
    return Print(date);
  }
  const auto today = ParseDay(article_date);
  return today ? ResolveFrom(found, *today, future) : "";
}

std::optional<Literal> ParseAmount(const Tree& tree, const Words& words,
                                   std::string_view text, uint32_t head) {
  const Table& amounts = words.table("amounts");
  Literal literal;
  std::optional<double> value;
  double scale = 1;
  std::vector<uint32_t> used;
  for (uint32_t t : tree.Subtree(head)) {
    const std::string_view kind = amounts.Get(tree.lemma(t), "kind");
    const bool near = t == head || tree.Head(t) == static_cast<int32_t>(head) ||
                      tree.token(t).upos == "NUM" || kind == "currency";
    if (!near) continue;
    if (kind == "scale" && value) {
      for (auto n = Number(amounts.Get(tree.lemma(t), "value")); n && *n > 0;
           --*n) {
        scale *= 10;
      }
    } else if (kind == "currency") {
      literal.datatype = "money";
      literal.unit = amounts.Get(tree.lemma(t), "value");
    } else if (kind == "percent") {
      literal.datatype = "percent";
    } else if (kind == "unit" && t == head) {
      literal.datatype = "quantity";
      literal.unit = amounts.Get(tree.lemma(t), "value");
    } else if (const auto figure = Figure(tree.word(t), words)) {
      if (!value) value = figure;
    } else {
      continue;
    }
    used.push_back(t);
  }
  if (!value || literal.datatype.empty() ||
      std::find(used.begin(), used.end(), head) == used.end()) {
    return std::nullopt;
  }
  literal.value = PrintFigure(*value * scale);
  literal.text = TextOf(text, {CoverOf(tree.sentence(), used)});
  return literal;
}

}  // namespace kg
