#include "extractor/rules/names_tables.h"

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

// The longest title of the table has four words and a hyphen.
constexpr uint32_t kLongestTitle = 5;
// No word or name of a table is longer.
constexpr size_t kLongestName = 96;

std::string_view FirstAlternative(std::string_view cell) {
  return cell.substr(0, cell.find('|'));
}

}  // namespace

std::string SurfaceOf(std::string_view text, const Sentence& sentence,
                      TokenRange range) {
  std::string surface;
  if (range.empty()) return surface;
  const uint32_t begin = sentence.tokens[range.begin].begin;
  const uint32_t end = sentence.tokens[range.end - 1].end;
  bool space = false;
  for (uint32_t at = begin; at < end;) {
    const CodePoint c = DecodeAt(text, at);
    if (IsSpace(c.value)) {
      space = true;
    } else {
      if (space) surface += ' ';
      space = false;
      surface += text.substr(at, c.bytes);
    }
    at += static_cast<uint32_t>(c.bytes);
  }
  return surface;
}

NameTables::NameTables(const Lexicon& lexicon)
    : countries_(lexicon.table("names_countries")),
      demonyms_(lexicon.table("names_demonyms")),
      titles_(lexicon.table("names_titles")),
      suffixes_(lexicon.table("names_suffixes")),
      heads_(lexicon.table("names_heads")),
      known_(lexicon.table("names_known")),
      evidence_(lexicon.table("names_evidence")),
      governments_(lexicon.table("names_governments")),
      given_(lexicon.table("names_given")),
      capital_acts_(lexicon.table("names_capital_acts")),
      dates_(lexicon.table("dates")),
      acts_(lexicon.table("acts")) {
  const size_t name = countries_.Column("name");
  const size_t code = countries_.Column("code");
  const size_t capital = countries_.Column("capital");
  for (const Table::Row& row : countries_.rows()) {
    names_of_codes_.emplace(row[code], FirstAlternative(row[name]));
    for (std::string_view city : Alternatives(row[capital])) {
      const auto [at, added] = capitals_.emplace(city, row[code]);
      if (!added) at->second = {};
    }
  }
}

std::optional<Country> NameTables::FindCountry(std::string_view text) const {
  if (text.size() > kLongestName) return {};
  const Table::Row* row = countries_.Find(text);
  if (row == nullptr) return {};
  return Country{FirstAlternative((*row)[countries_.Column("name")]),
                 (*row)[countries_.Column("code")]};
}

std::optional<Country> NameTables::CountryOfCode(std::string_view code) const {
  const auto found = names_of_codes_.find(code);
  if (found == names_of_codes_.end()) return {};
  return Country{found->second, found->first};
}

std::optional<Demonym> NameTables::FindDemonym(std::string_view text) const {
  if (text.size() > kLongestName) return {};
  const Table::Row* row = demonyms_.Find(text);
  if (row == nullptr) return {};
  return Demonym{(*row)[demonyms_.Column("name")],
                 (*row)[demonyms_.Column("code")]};
}

std::optional<KnownName> NameTables::FindKnown(std::string_view text) const {
  if (text.size() > kLongestName) return {};
  const Table::Row* row = known_.Find(text);
  if (row == nullptr) return {};
  const auto type = Parse<EntityType>((*row)[known_.Column("type")]);
  if (!type.has_value()) return {};
  return KnownName{FirstAlternative((*row)[known_.Column("name")]), *type};
}

std::optional<EntityType> NameTables::TypeUntagged(std::string_view text,
                                                   const Token& last) const {
  const auto known = FindKnown(text);
  if (!known || (last.upos != "PROPN" && !last.upos.empty())) return {};
  if (text.find(' ') != std::string_view::npos) return known->type;
  const bool modifies = last.deprel == "amod" || last.deprel == "compound";
  if (modifies || known->type != EntityType::kGroup) return {};
  return known->type;
}

const Table::Row* NameTables::FindTitle(std::string_view text,
                                        const Sentence& sentence,
                                        TokenRange range) const {
  const std::string surface = SurfaceOf(text, sentence, range);
  if (surface.size() > kLongestName) return nullptr;
  return titles_.Find(ToLower(surface));
}

void NameTables::Note(const Table::Row& row, Title* title) const {
  const std::string& gender = row[titles_.Column("gender")];
  if (!gender.empty()) title->gender = gender[0];
  title->role |= row[titles_.Column("kind")] == "role";
}

Title NameTables::TitlesAtStart(std::string_view text, const Sentence& sentence,
                                TokenRange range) const {
  Title title;
  title.range = {range.begin, range.begin};
  while (title.range.end < range.end) {
    const uint32_t begin = title.range.end;
    uint32_t end = std::min(range.end, begin + kLongestTitle);
    const Table::Row* row = nullptr;
    for (; end > begin && row == nullptr; --end) {
      row = FindTitle(text, sentence, {begin, end});
    }
    if (row == nullptr) break;
    Note(*row, &title);
    title.range.end = end + 1;
  }
  return title;
}

Title NameTables::TitlesBefore(std::string_view text, const Sentence& sentence,
                               uint32_t end) const {
  Title title;
  title.range = {end, end};
  while (title.range.begin > 0) {
    const uint32_t stop = title.range.begin;
    uint32_t begin = stop - std::min(stop, kLongestTitle);
    const Table::Row* row = nullptr;
    for (; begin < stop && row == nullptr; ++begin) {
      row = FindTitle(text, sentence, {begin, stop});
    }
    if (row == nullptr) break;
    Note(*row, &title);
    title.range.begin = begin - 1;
  }
  return title;
}

bool NameTables::IsTitle(std::string_view text) const {
  return text.size() <= kLongestName && titles_.Has(ToLower(text));
}

std::string_view NameTables::SuffixKind(std::string_view word) const {
  if (word.size() > kLongestName) return {};
  return suffixes_.Get(word, "kind");
}

bool NameTables::IsSureSuffix(std::string_view word) const {
  return word.size() <= kLongestName && suffixes_.Get(word, "sure") == "yes";
}

char NameTables::GenderOfGiven(std::string_view name) const {
  if (name.size() > kLongestName) return '\0';
  const std::string_view gender = given_.Get(name, "gender");
  return gender.empty() ? '\0' : gender[0];
}

std::optional<EntityType> NameTables::TypeOfHead(std::string_view word) const {
  if (word.size() > kLongestName) return {};
  return Parse<EntityType>(heads_.Get(word, "type"));
}

bool NameTables::HasCampuses(std::string_view word) const {
  return heads_.Get(word, "campus") == "yes";
}

bool NameTables::IsCapital(std::string_view text) const {
  return capitals_.count(text) != 0;
}

std::optional<Country> NameTables::CountryOfCapital(
    std::string_view text) const {
  const auto found = capitals_.find(text);
  if (found == capitals_.end() || found->second.empty()) return {};
  return CountryOfCode(found->second);
}

bool NameTables::IsCapitalAct(std::string_view lemma) const {
  return lemma.size() <= kLongestName &&
         (capital_acts_.Has(lemma) || acts_.Has(lemma));
}

bool NameTables::ShowsOrganization(std::string_view lemma,
                                   std::string_view kind) const {
  if (lemma.size() > kLongestName) return false;
  for (std::string_view k : Alternatives(evidence_.Get(lemma, "kind"))) {
    if (k == kind) return true;
  }
  return false;
}

bool NameTables::IsWeekday(std::string_view word) const {
  return word.size() <= kLongestName && dates_.Get(word, "kind") == "weekday";
}

bool NameTables::IsGovernment(std::string_view lemma) const {
  return lemma.size() <= kLongestName && governments_.Has(ToLower(lemma));
}

}  // namespace kg
