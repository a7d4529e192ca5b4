#include "extractor/ingest/html_hints.h"

#include <algorithm>

namespace kg {
namespace {

constexpr size_t kValueBytes = 2000;  // no real class list is longer

bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLowerAscii(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigitAscii(char c) { return c >= '0' && c <= '9'; }

bool HasAny(const std::string& form, const std::vector<std::string>& hints) {
  return std::any_of(hints.begin(), hints.end(), [&](const std::string& hint) {
    return form.find(hint) != std::string::npos;
  });
}

}  // namespace

std::string HintForm(std::string_view value) {
  value = value.substr(0, kValueBytes);
  std::string form = "-";
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == ' ' || c == '\n' || c == '\t') {
      if (form.back() != '-') form += '-';
      if (!form.ends_with(" -")) form += " -";
      continue;
    }
    const bool word = IsUpperAscii(c) || IsLowerAscii(c) || IsDigitAscii(c);
    const bool hump = IsUpperAscii(c) && i > 0 && IsLowerAscii(value[i - 1]);
    if ((!word || hump) && form.back() != '-') form += '-';
    if (word) form += IsUpperAscii(c) ? static_cast<char>(c + 32) : c;
  }
  if (form.back() != '-') form += '-';
  return form;
}

HtmlHints::HtmlHints(const Lexicon& lexicon) {
  const Table& table = lexicon.table("ingest_html_hints");
  const size_t hint = table.Column("hint");
  const size_t kind = table.Column("kind");
  for (const Table::Row& row : table.rows()) {
    auto& list = row[kind] == "body"   ? body_
                 : row[kind] == "drop" ? drop_
                                       : comments_;
    for (std::string_view text : Alternatives(row[hint])) {
      // "comment*" begins a word, all others are whole words.
      std::string form = "-" + std::string(text);
      if (form.back() == '*') {
        form.pop_back();
      } else {
        form += '-';
      }
      list.push_back(std::move(form));
    }
  }
}

HtmlHint HtmlHints::Of(std::string_view values) const {
  const std::string form = HintForm(values);
  if (HasAny(form, comments_)) return HtmlHint::kComments;
  if (HasAny(form, body_)) return HtmlHint::kBody;
  if (HasAny(form, drop_)) return HtmlHint::kDrop;
  return HtmlHint::kNone;
}

}  // namespace kg
