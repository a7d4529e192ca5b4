#include "extractor/rules/names_parts.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

template <typename Use>
void ForEachWord(std::string_view text, Use use) {
  constexpr std::string_view kBreaks = " ,";
  while (true) {
    const size_t begin = text.find_first_not_of(kBreaks);
    if (begin == std::string_view::npos) return;
    text.remove_prefix(begin);
    const size_t end = std::min(text.find_first_of(kBreaks), text.size());
    use(text.substr(0, end));
    text.remove_prefix(end);
  }
}

bool IsInitialOf(const std::string& part, const std::string& whole) {
  const bool one = part.size() == 1 || (part.size() == 2 && part[1] == '.');
  return one && !whole.empty() && part[0] == whole[0];
}

bool IsYear(const std::string& part) {
  return part.size() == 4 && std::all_of(part.begin(), part.end(), [](char c) {
           return c >= '0' && c <= '9';
         });
}

}  // namespace

std::vector<std::string> PartsOf(std::string_view name) {
  std::vector<std::string> parts;
  ForEachWord(name, [&](std::string_view word) {
    std::string part = FoldTerm(word);
    if (!part.empty()) parts.push_back(std::move(part));
  });
  return parts;
}

std::string JoinParts(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += ' ';
    joined += part;
  }
  return joined;
}

std::vector<std::string> WithoutPersonSuffix(std::vector<std::string> parts,
                                             const NameTables& tables) {
  while (parts.size() > 1) {
    const std::string_view kind = tables.SuffixKind(parts.back());
    if (kind != "person" && kind != "generation") break;
    parts.pop_back();
  }
  return parts;
}

std::string GenerationOf(const std::vector<std::string>& parts,
                         const NameTables& tables) {
  for (size_t i = parts.size(); i > 1; --i) {
    const std::string& part = parts[i - 1];
    const std::string_view kind = tables.SuffixKind(part);
    if (kind == "generation") return PlainAcronym(part);
    if (kind != "person") break;
  }
  return "";
}

std::vector<std::string> CoreOfOrganization(std::vector<std::string> parts,
                                            const NameTables& tables) {
  while (parts.size() > 1) {
    const std::string_view kind = tables.SuffixKind(parts.back());
    if (kind != "legal" && kind != "generic") break;
    // "China International" is not known as "China".
    const std::string rest = ToTitle(parts.front());
    const bool country = parts.size() == 2 && kind == "generic" &&
                         (tables.FindCountry(rest).has_value() ||
                          tables.FindDemonym(rest).has_value());
    if (country) break;
    parts.pop_back();
  }
  return parts;
}

std::vector<std::string> WithoutYear(std::vector<std::string> parts) {
  if (parts.size() > 1 && IsYear(parts.back())) parts.pop_back();
  if (parts.size() > 1 && IsYear(parts.front())) parts.erase(parts.begin());
  return parts;
}

bool AreSamePerson(const std::vector<std::string>& a,
                   const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2) return a == b;
  if (a.front() != b.front() || a.back() != b.back()) return false;
  if (a.size() == 2 || b.size() == 2) return true;
  if (a.size() != b.size()) return false;
  for (size_t i = 1; i + 1 < a.size(); ++i) {
    if (a[i] != b[i] && !IsInitialOf(a[i], b[i]) && !IsInitialOf(b[i], a[i])) {
      return false;
    }
  }
  return true;
}

bool IsTail(const std::vector<std::string>& tail,
            const std::vector<std::string>& whole) {
  return tail.size() < whole.size() &&
         std::equal(tail.rbegin(), tail.rend(), whole.rbegin());
}

Initials InitialsOf(std::string_view name) {
  Initials initials;
  ForEachWord(name, [&](std::string_view word) {
    const std::string letter = ToUpper(word.substr(0, DecodeAt(word, 0).bytes));
    initials.all += letter;
    if (IsUpper(DecodeAt(word, 0).value)) initials.capitals += letter;
  });
  return initials;
}

bool LooksLikeAcronym(std::string_view text) {
  if (text.size() < 2 || text.size() > 8) return false;
  int letters = 0;
  for (char c : text) {
    const bool letter = c >= 'A' && c <= 'Z';
    letters += letter;
    const bool other = (c >= '0' && c <= '9') || c == '&' || c == '.';
    if (!letter && !other) return false;
  }
  return letters >= 2;
}

std::string PlainAcronym(std::string_view acronym) {
  std::string plain;
  for (char c : acronym) {
    if (c != '.') plain += c;
  }
  return plain;
}

}  // namespace kg
