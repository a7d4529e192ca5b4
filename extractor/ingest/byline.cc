#include "extractor/ingest/byline.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace kg {
namespace {

// All chosen.
constexpr size_t kHeadLines = 8;  // how deep a byline may stand
constexpr size_t kBylineBytes = 200;
constexpr size_t kNameWords = 5;
constexpr size_t kDatelineBytes = 90;
constexpr size_t kProseWords = 12;
constexpr size_t kRoleWords = 6;

constexpr std::array<std::string_view, 6> kDashes = {
    "\xE2\x80\x94", "\xE2\x80\x93", "--", "-", "\xE2\x80\x95", ":"};
constexpr std::array<std::string_view, 8> kPartMarks = {"|",
                                                        "\xE2\x80\xA2",
                                                        "\xC2\xB7",
                                                        " - ",
                                                        " \xE2\x80\x93 ",
                                                        " \xE2\x80\x94 ",
                                                        ";",
                                                        "/"};

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kMarks = " ,.:;|-";
  const size_t begin = text.find_first_not_of(kMarks);
  if (begin == std::string_view::npos) return {};
  const size_t end = text.find_last_not_of(" ,:;|-");
  return text.substr(begin, end + 1 - begin);
}

std::vector<std::string_view> SplitAtAny(
    std::string_view text, const std::vector<std::string_view>& marks) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    size_t bytes = 0;
    for (std::string_view mark : marks) {
      if (text.substr(at, mark.size()) == mark) bytes = mark.size();
    }
    if (bytes == 0) {
      ++at;
      continue;
    }
    parts.push_back(text.substr(begin, at - begin));
    begin = at += bytes;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words = SplitAtAny(text, {" "});
  std::erase_if(words, [](std::string_view word) { return word.empty(); });
  return words;
}

bool BeginsUpper(std::string_view text) {
  return !text.empty() && IsUpper(DecodeAt(text, 0).value);
}

// Three letters or more, all of them upper case.
bool IsShouted(std::string_view word) {
  size_t letters = 0;
  for (size_t at = 0; at < word.size();) {
    const CodePoint c = DecodeAt(word, at);
    at += c.bytes;
    if (IsLower(c.value) || IsDigit(c.value)) return false;
    letters += IsLetter(c.value);
  }
  return letters >= 3;
}

// "ANN LEE" -> "Ann Lee".
std::string Titled(std::string_view name) {
  std::string out;
  for (std::string_view word : Words(name)) {
    if (!out.empty()) out += ' ';
    out += ToTitle(word);
  }
  return out;
}

}  // namespace

BylineReader::BylineReader(const Lexicon& lexicon, const DateReader& dates)
    : dates_(dates) {
  const Table& table = lexicon.table("ingest_bylines");
  const size_t word = table.Column("word");
  const size_t kind = table.Column("kind");
  for (const Table::Row& row : table.rows()) {
    for (std::string_view form : Alternatives(row[word])) {
      if (row[kind] == "prefix") prefixes_.emplace_back(form);
      if (row[kind] == "joiner") joiners_.emplace(form);
      if (row[kind] == "particle") particles_.emplace(form);
      if (row[kind] == "agency") agencies_.emplace(form);
      if (row[kind] == "role") roles_.emplace(form);
      if (row[kind] == "no-name") no_names_.emplace(form);
      if (row[kind] == "place") places_.emplace_back(form);
      if (row[kind] == "other") others_.emplace_back(form);
    }
  }
  std::sort(prefixes_.begin(), prefixes_.end(),
            [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::string_view BylineReader::WithoutPrefix(std::string_view text) const {
  const std::string lower = ToLower(text.substr(0, 64));
  for (const std::string& prefix : prefixes_) {
    if (lower.compare(0, prefix.size(), prefix) != 0) continue;
    if (text.size() == prefix.size()) return {};
    const char next = text[prefix.size()];
    if (next == ' ' || next == ':') return Trim(text.substr(prefix.size()));
  }
  return text;
}

// "Jane Doe, staff writer" -> "Jane Doe". A role may be in front of a blank
// too: "Jane Doe Reporter".
std::string_view BylineReader::WithoutRole(std::string_view text) const {
  const std::string lower = ToLower(text);
  if (lower.size() != text.size()) return text;
  for (const std::string& role : roles_) {
    if (lower.size() > role.size() && lower.ends_with(role) &&
        lower[lower.size() - role.size() - 1] == ' ') {
      return Trim(text.substr(0, text.size() - role.size()));
    }
  }
  return text;
}

bool BylineReader::IsName(std::string_view text) const {
  const std::vector<std::string_view> words = Words(text);
  if (words.size() < 2 || words.size() > kNameWords) return false;
  if (no_names_.count(ToLower(words[0])) != 0) return false;
  for (std::string_view word : words) {
    const bool particle = particles_.count(ToLower(word)) != 0;
    if (!particle && !BeginsUpper(word)) return false;
    if (word.find_first_of("0123456789@:!?\"()") != word.npos) return false;
    if (dates_.Month(word) != 0 && words.size() > 2) return false;
  }
  // A final full stop ends a sentence, unless it is an initial's or "Jr.".
  return words.back().back() != '.' || words.back().size() <= 3;
}

std::vector<std::string> BylineReader::Names(std::string_view text) const {
  std::vector<std::string> names;
  for (std::string_view part : SplitAtAny(text, {",", "&", ";"})) {
    std::string name;
    const auto finish = [&] {
      if (!name.empty()) names.push_back(std::move(name));
      name.clear();
    };
    for (std::string_view word : Words(part)) {
      if (joiners_.count(ToLower(word)) != 0) {
        finish();
        continue;
      }
      if (!name.empty()) name += ' ';
      name += word;
    }
    finish();
  }
  // "Jane Doe, Post staff writer": what a name is followed by is no other name
  // if it is a role.
  const auto is_role = [&](const std::string& name) {
    const std::string lower = ToLower(name);
    return roles_.count(lower) != 0 || agencies_.count(lower) != 0 ||
           (&name != names.data() && WithoutRole(name).size() < name.size());
  };
  for (size_t i = names.size(); i-- > 0;) {
    if (is_role(names[i])) names.erase(names.begin() + i);
  }
  for (std::string& name : names) {
    name = std::string(WithoutRole(name));
    const std::vector<std::string_view> words = Words(name);
    if (std::all_of(words.begin(), words.end(), IsShouted)) name = Titled(name);
  }
  const bool all = std::all_of(names.begin(), names.end(),
                               [&](const auto& n) { return IsName(n); });
  return all ? names : std::vector<std::string>();
}

std::vector<std::string> BylineReader::Authors(std::string_view field) const {
  const std::string tidy = TidyLine(field);
  // "Jane Doe | The Post", "Jane Doe <jane@post.example>"
  const std::string_view text = WithoutPrefix(
      Trim(std::string_view(tidy).substr(0, tidy.find_first_of("|<"))));
  if (text.empty() || text.find("://") != text.npos) return {};
  std::vector<std::string> names = Names(text);
  if (names.empty()) names.emplace_back(text);
  return names;
}

bool BylineReader::ReadPart(std::string_view part, Found* found) const {
  part = Trim(part);
  if (part.empty()) return true;
  const std::string lower = ToLower(part);
  for (const std::string& other : others_) {
    if (lower.starts_with(other + " ")) return true;
  }
  if (const auto day = dates_.WholeDate(part)) {
    if (!found->date) found->date = *day;
    return true;
  }
  const std::string_view rest = WithoutPrefix(part);
  const bool by = rest.size() != part.size();
  std::vector<std::string> names = Names(rest);
  // "By Jane Doe, 26 February 2019": the date begins after some comma.
  for (size_t at = rest.find(','); names.empty() && at != rest.npos;
       at = rest.find(',', at + 1)) {
    const auto day = dates_.WholeDate(rest.substr(at + 1));
    if (!day) continue;
    names = Names(rest.substr(0, at));
    if (!names.empty() && !found->date) found->date = *day;
  }
  if (names.empty()) return false;
  found->by |= by;
  found->authors.insert(found->authors.end(), names.begin(), names.end());
  return true;
}

std::optional<BylineReader::Found> BylineReader::ReadByline(
    const std::string& line) const {
  if (line.size() > kBylineBytes) return std::nullopt;
  Found found;
  if (const auto day = dates_.WholeDate(line)) {
    found.date = *day;
    return found;
  }
  const std::vector<std::string_view> marks(kPartMarks.begin(),
                                            kPartMarks.end());
  for (std::string_view part : SplitAtAny(line, marks)) {
    if (!ReadPart(part, &found)) return std::nullopt;
  }
  // Names alone may be a heading.
  if (!found.by && !found.date) return std::nullopt;
  return found;
}

// Bytes of a dateline at the start of a paragraph, its dash included; 0 where
// there is none. It needs an agency in brackets, a date after the place, or a
// place in capitals and a sentence that begins after the dash ("NATO - the
// alliance - said" is none).
size_t BylineReader::DatelineBytes(std::string_view line) const {
  const std::string_view head = line.substr(0, kDatelineBytes);
  bool shouted = false, dated = false, agency = false, first = true;
  for (size_t at = 0; at < head.size();) {
    const size_t end = std::min(head.find(' ', at), head.size());
    std::string_view word = head.substr(at, end - at);
    const bool dash =
        std::find(kDashes.begin(), kDashes.end(), word) != kDashes.end() &&
        word != ":";
    const size_t next = std::min(end + 1, head.size());
    if (dash) {
      const std::string_view rest = line.substr(next);
      const bool sentence =
          BeginsUpper(rest) ||
          (!rest.empty() && IsPunctuation(DecodeAt(rest, 0).value));
      return agency || dated || (shouted && sentence) ? next : 0;
    }
    if (word.starts_with('(') && word.find(')') == word.npos) {
      const size_t close = head.find(')', at);
      if (close == head.npos) return 0;
      word = head.substr(at, close + 1 - at);
    }
    if (word.starts_with('(')) {
      const std::string_view name = word.substr(1, word.find(')') - 1);
      if (agencies_.count(ToLower(name)) == 0) return 0;
      agency = true;
      at = std::min(at + word.size() + 1, head.size());
      const std::string_view rest = line.substr(at);
      // "WASHINGTON (CNN) The senator…"; a dash is dealt with above.
      const bool dash_follows = std::any_of(
          kDashes.begin(), kDashes.end(),
          [&](std::string_view mark) { return rest.starts_with(mark); });
      if (!dash_follows) return BeginsUpper(rest) ? at : 0;
      continue;
    }
    const std::string_view bare = Trim(word);
    const bool number =
        !bare.empty() && bare.find_first_not_of("0123456789") == bare.npos;
    if (first && !IsShouted(bare) && !BeginsUpper(bare)) return 0;
    if (first) shouted = IsShouted(bare);
    dated |= !first && dates_.Month(bare) != 0;
    if (!number && !BeginsUpper(bare) && particles_.count(ToLower(bare)) == 0) {
      return 0;
    }
    first = false;
    at = next;
  }
  return 0;
}

// "Ann Lee in New Arden" -> "Ann Lee".
std::string_view BylineReader::WithoutPlace(std::string_view line) const {
  for (const std::string& word : places_) {
    const size_t at = line.find(" " + word + " ");
    if (at == line.npos) continue;
    const auto place = Words(line.substr(at + word.size() + 2));
    if (std::all_of(place.begin(), place.end(), BeginsUpper)) {
      return line.substr(0, at);
    }
  }
  return line;
}

// "Arden Post Staff Writer".
bool BylineReader::IsRoleLine(std::string_view line) const {
  return CountWords(line) <= kRoleWords && !EndsSentence(line) &&
         (roles_.count(ToLower(line)) != 0 ||
          WithoutRole(line).size() < line.size());
}

// Names alone are a byline if a date or a role follows.
std::optional<BylineReader::Found> BylineReader::ReadNameAbove(
    std::string_view line, const std::string& below) const {
  if (line.size() > kBylineBytes) return std::nullopt;
  const std::optional<Found> next = ReadByline(below);
  const bool dated = next && next->date && next->authors.empty();
  if (!dated && !IsRoleLine(below)) return std::nullopt;
  Found found;
  found.authors = Names(WithoutPrefix(WithoutPlace(line)));
  if (found.authors.empty()) return std::nullopt;
  return found;
}

void BylineReader::ReadHead(RawArticle* article) const {
  std::vector<SourceLine>& body = article->body;
  const auto take = [&](const Found& found) {
    if (article->authors.empty()) article->authors = found.authors;
    if (article->date.empty() && found.date) article->date = *found.date;
  };
  size_t seen = 0;
  bool named = false;  // by the line before
  for (size_t i = 0; i < body.size() && seen < kHeadLines; ++i) {
    const std::string& line = body[i].text;
    if (line.empty()) continue;
    ++seen;
    if (CountWords(line) >= kProseWords && EndsSentence(line)) {
      SetText(&body[i], line.substr(DatelineBytes(line)));
      break;
    }
    std::optional<Found> found = ReadByline(line);
    if (!found && named && IsRoleLine(line)) found.emplace();
    if (!found) {
      size_t next = i + 1;
      while (next < body.size() && body[next].text.empty()) ++next;
      if (next < body.size()) found = ReadNameAbove(line, body[next].text);
    }
    named = found && !found->authors.empty();
    if (!found) continue;
    take(*found);
    body[i] = {"", body[i].number};
  }
  if (!body.empty()) {
    if (const auto day = dates_.WholeDate(body.back().text)) {
      if (article->date.empty()) article->date = *day;
      body.pop_back();
    }
  }
  CollapseGaps(&body);
}

}  // namespace kg
