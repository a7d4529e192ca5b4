// Days out of what publishers write as a date. The day is the one written, in
// the publisher's own offset: no time zone is ever applied; only numbers of
// seconds since 1970 are read in UTC. Month names and the words around dates
// come from the table ingest_date_words. Immutable, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/lexicon.h"

namespace kg {

class DateReader {
 public:
  explicit DateReader(const Lexicon& lexicon);

  // The first date in `text` as YYYY-MM-DD; empty where there is none, where it
  // is impossible (30 February), or where day and month could be swapped.
  std::string Day(std::string_view text) const;

  // The same of a number: seconds, or milliseconds, since 1970.
  static std::string DayOfEpoch(double number);

  // The date, if the text is nothing else: a date, weekday, time, zone and
  // words like "Published".
  std::optional<std::string> WholeDate(std::string_view text) const;

  // 1 to 12, 0 for any other word. Case and a final full stop do not matter.
  int Month(std::string_view word) const;

 private:
  struct Token;
  struct Found;
  struct Scanner;
  enum class WordKind { kMonth, kOther };
  struct Word {
    WordKind kind;
    int value;
  };
  std::vector<Token> Tokens(std::string_view text) const;
  static Found FindDate(const std::vector<Token>& tokens);

  std::unordered_map<std::string, Word> words_;
};

}  // namespace kg
