#include "extractor/rules/names_forms.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/unicode.h"
#include "extractor/rules/names_parts.h"

namespace kg {
namespace {

constexpr uint32_t kNone = static_cast<uint32_t>(-1);
// Names that share a word, looked at for each name; more share nothing useful.
constexpr size_t kMostAlike = 16;

// All spans of one type and key.
struct Form {
  EntityType type = EntityType::kConcept;
  std::vector<std::string> parts;  // folded; of persons without "Jr."
  std::string text;                // as it stands first
  std::string canonical;           // of a country or a name of names_known.tsv
  std::string country_code;
  std::string generation;  // of a person: "jr"
  char gender = 0;
  uint32_t first_span = 0;
};

class Grouper {
 public:
  Grouper(const NameSpans& found, const std::vector<bool>& governs,
          const NameTables& tables)
      : found_(found), governs_(governs), tables_(tables) {}

  NameGroups Run() {
    MakeForms();
    parent_.resize(forms_.size());
    std::iota(parent_.begin(), parent_.end(), 0u);
    JoinPersons();
    JoinOrganizations();
    JoinAcronyms();
    ResolveSpans();
    return MakeGroups();
  }

 private:
  // --- forms

  std::vector<std::string> PartsFor(EntityType type,
                                    const std::string& text) const {
    std::vector<std::string> parts = PartsOf(text);
    switch (type) {
      case EntityType::kPerson:
        return WithoutPersonSuffix(std::move(parts), tables_);
      case EntityType::kOrganization:
        return CoreOfOrganization(std::move(parts), tables_);
      case EntityType::kEvent:
        return WithoutYear(std::move(parts));
      default:
        return parts;
    }
  }

  void MakeForms() {
    std::unordered_map<std::string, uint32_t> by_key;
    metonym_.assign(found_.spans.size(), false);
    for (uint32_t i = 0; i < found_.spans.size(); ++i) {
      Form form = FormOf(i);
      std::string key = form.canonical.empty() ? JoinParts(form.parts)
                                               : "known " + form.canonical;
      key += '\0';
      key += static_cast<char>(form.type);
      key += form.generation;
      const auto [at, added] =
          by_key.emplace(std::move(key), static_cast<uint32_t>(forms_.size()));
      form_of_span_.push_back(at->second);
      const char gender = found_.spans[i].title.gender;
      if (added) forms_.push_back(std::move(form));
      if (gender != 0) forms_[at->second].gender = gender;
    }
  }

  Form FormOf(uint32_t i) {
    const NameSpan& span = found_.spans[i];
    Form form;
    form.type = span.type;
    form.text = span.text;
    form.first_span = i;
    const auto demonym = span.type == EntityType::kGroup
                             ? tables_.FindDemonym(span.text)
                             : std::nullopt;
    const auto country = span.type == EntityType::kPlace
                             ? tables_.FindCountry(span.text)
                             : std::nullopt;
    const auto known = tables_.FindKnown(span.text);
    const auto governed =
        governs_[i] ? tables_.CountryOfCapital(span.text) : std::nullopt;
    if (country) {
      SetCountry(country->code, &form);
    } else if (governed && span.type == EntityType::kPlace) {
      metonym_[i] = true;
      SetCountry(governed->code, &form);
    } else if (demonym && governs_[i]) {
      metonym_[i] = true;
      form.type = EntityType::kPlace;
      SetCountry(demonym->code, &form);
    } else if (demonym) {
      form.canonical = demonym->name;
    } else if (known && known->type == span.type) {
      form.canonical = known->name;
    }
    form.parts = PartsFor(form.type, form.text);
    if (form.type == EntityType::kPerson) {
      form.generation = GenerationOf(PartsOf(form.text), tables_);
      if (form.parts.size() > 1) {  // "Mr. Lee" is not Susan Lee
        form.gender = tables_.GenderOfGiven(form.parts.front());
      }
    }
    return form;
  }

  void SetCountry(std::string_view code, Form* form) const {
    const auto country = tables_.CountryOfCode(code);
    form->country_code = code;
    form->canonical = country ? country->name : code;
  }

  // --- joining forms

  uint32_t Root(uint32_t f) {
    while (parent_[f] != f) f = parent_[f] = parent_[parent_[f]];
    return f;
  }
  void Join(uint32_t from, uint32_t to) {
    from = Root(from);
    to = Root(to);
    // The earlier form is the root, so that order follows the text.
    if (from != to) parent_[std::max(from, to)] = std::min(from, to);
  }

  static void AddAlike(std::vector<uint32_t>* alike, uint32_t form) {
    const bool known =
        std::find(alike->begin(), alike->end(), form) != alike->end();
    if (!known && alike->size() < kMostAlike) alike->push_back(form);
  }

  void JoinPersons() {
    std::map<std::pair<std::string, std::string>, std::vector<uint32_t>> ends;
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      const auto& parts = forms_[f].parts;
      if (forms_[f].type != EntityType::kPerson || parts.size() < 2) continue;
      auto& alike = ends[{parts.front(), parts.back()}];
      for (uint32_t other : alike) {
        if (forms_[f].generation == forms_[other].generation &&
            AreSamePerson(parts, forms_[other].parts)) {
          Join(f, other);
          break;
        }
      }
      AddAlike(&alike, f);
      AddAlike(&by_last_[parts.back()], f);
      for (const std::string& part : parts) AddAlike(&by_part_[part], f);
    }
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      if (forms_[f].type == EntityType::kPerson) JoinShortPerson(f);
    }
  }

  // The full names that a short one may stand for, best kind of match first.
  std::vector<uint32_t> FullNamesOf(uint32_t f, char gender) {
    const auto& parts = forms_[f].parts;
    std::vector<uint32_t> full;
    for (const auto* index : {&by_last_, &by_part_}) {
      const auto found = index->find(parts.empty() ? "" : parts.back());
      if (found == index->end()) continue;
      for (uint32_t candidate : found->second) {
        const Form& form = forms_[candidate];
        const bool other_gender =
            gender != 0 && form.gender != 0 && gender != form.gender;
        // "Varley Jr." is nobody's father.
        if (!forms_[f].generation.empty() &&
            forms_[f].generation != form.generation) {
          continue;
        }
        const bool tail = IsTail(parts, form.parts);
        const bool within = parts.size() == 1 && form.parts.size() > 1;
        if (!other_gender && (tail || within)) {
          AddAlike(&full, Root(candidate));
        }
      }
      if (!full.empty() || parts.size() > 1) break;
    }
    return full;
  }

  // A short form with one full name is joined; with several, each of its spans
  // is resolved for itself later.
  void JoinShortPerson(uint32_t f) {
    const std::vector<uint32_t> full = FullNamesOf(f, forms_[f].gender);
    if (full.size() == 1) Join(f, full.front());
    if (full.size() > 1) ambiguous_[f] = full;
  }

  void JoinOrganizations() {
    std::unordered_map<std::string, std::vector<uint32_t>> by_last;
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      const auto& parts = forms_[f].parts;
      if (forms_[f].type != EntityType::kOrganization || parts.empty()) {
        continue;
      }
      AddAlike(&by_last[parts.back()], f);
    }
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      const auto& parts = forms_[f].parts;
      if (forms_[f].type != EntityType::kOrganization || parts.empty()) {
        continue;
      }
      // "the Foreign Ministry" after one "Norwegian Foreign Ministry".
      std::vector<uint32_t> longer;
      for (uint32_t candidate : by_last[parts.back()]) {
        if (IsTail(parts, forms_[candidate].parts)) longer.push_back(candidate);
      }
      const bool precedes = longer.size() == 1 &&
                            (parts.size() > 1 || forms_[longer[0]].first_span <
                                                     forms_[f].first_span);
      if (precedes) Join(f, longer[0]);
    }
  }

  void JoinAcronyms() {
    // Initials -> the one form that has them; kNone where several do.
    std::unordered_map<std::string, uint32_t> by_initials;
    std::unordered_map<std::string, uint32_t> by_text;
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      by_text.emplace(form.text, f);
      const bool may = form.type != EntityType::kPerson &&
                       form.type != EntityType::kGroup &&
                       form.parts.size() > 1 && form.country_code.empty();
      if (!may) continue;
      const Initials initials = InitialsOf(form.text);
      for (const std::string& key : {initials.all, initials.capitals}) {
        const auto [at, added] = by_initials.emplace(key, f);
        if (!added && at->second != kNone && Root(at->second) != Root(f)) {
          at->second = kNone;
        }
        if (initials.all == initials.capitals) break;
      }
    }
    for (const AcronymPair& pair : found_.acronyms) {
      const auto full = by_text.find(pair.full);
      const auto acronym = by_text.find(pair.acronym);
      if (full != by_text.end() && acronym != by_text.end()) {
        Join(acronym->second, full->second);
      }
    }
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (!LooksLikeAcronym(form.text) || !form.country_code.empty() ||
          form.type == EntityType::kPerson || Root(f) != f) {
        continue;
      }
      const std::string plain = PlainAcronym(form.text);
      const auto found = by_initials.find(plain);
      if (found == by_initials.end() || found->second == kNone) continue;
      // Two letters are easily the same by chance.
      const bool same_type = forms_[found->second].type == form.type;
      if (plain.size() > 2 || same_type) Join(f, found->second);
    }
  }

  // --- spans and groups

  // Spans of an ambiguous short name go to the nearest full name before them
  // that was itself written out, else to the first after.
  void ResolveSpans() {
    std::unordered_map<uint32_t, uint32_t> last_seen;  // root -> span, from 1
    for (uint32_t i = 0; i < found_.spans.size(); ++i) {
      const uint32_t f = form_of_span_[i];
      const auto found = ambiguous_.find(f);
      uint32_t root = Root(f);
      if (found != ambiguous_.end()) {
        root = Nearest(FullNamesForSpan(i, found->second), last_seen);
      }
      root_of_span_.push_back(root);
      last_seen[root] = i + 1;
    }
  }

  // A title may tell whom a surname means.
  std::vector<uint32_t> FullNamesForSpan(uint32_t i,
                                         const std::vector<uint32_t>& all) {
    const char gender = found_.spans[i].title.gender;
    if (gender == 0) return all;
    const std::vector<uint32_t> full = FullNamesOf(form_of_span_[i], gender);
    return full.empty() ? all : full;
  }

  uint32_t Nearest(const std::vector<uint32_t>& full,
                   const std::unordered_map<uint32_t, uint32_t>& last_seen) {
    uint32_t best = Root(full.front());
    uint32_t best_span = 0;
    for (uint32_t candidate : full) {
      const auto seen = last_seen.find(Root(candidate));
      if (seen != last_seen.end() && seen->second > best_span) {
        best_span = seen->second;
        best = Root(candidate);
      }
    }
    return best;
  }

  NameGroups MakeGroups() {
    NameGroups result;
    result.is_metonym = metonym_;
    std::unordered_map<uint32_t, uint32_t> group_of_root;
    // By group: votes for types, and each form's text with its count.
    std::vector<std::map<EntityType, int>> types;
    std::vector<std::map<std::string, int>> texts;
    for (uint32_t i = 0; i < found_.spans.size(); ++i) {
      const Form& form = forms_[form_of_span_[i]];
      const auto [at, added] = group_of_root.emplace(
          root_of_span_[i], static_cast<uint32_t>(result.groups.size()));
      const uint32_t g = at->second;
      if (added) {
        result.groups.emplace_back();
        types.emplace_back();
        texts.emplace_back();
      }
      result.group_of_span.push_back(g);
      if (!form.country_code.empty()) {
        result.groups[g].country_code = form.country_code;
      }
      if (!form.canonical.empty()) result.groups[g].name = form.canonical;
      ++types[g][form.type];
      ++texts[g][found_.spans[i].text];
    }
    for (uint32_t g = 0; g < result.groups.size(); ++g) {
      NameGroup& group = result.groups[g];
      group.type = TypeOf(types[g]);
      if (group.name.empty()) group.name = Fullest(texts[g]);
    }
    return result;
  }

  // Most votes; a Concept only where nothing better is known.
  static EntityType TypeOf(const std::map<EntityType, int>& votes) {
    EntityType best = EntityType::kConcept;
    int most = 0;
    for (const auto& [type, count] : votes) {
      if (type != EntityType::kConcept && count > most) {
        best = type;
        most = count;
      }
    }
    return best;
  }

  // The longest form, rather not in capitals, then the most frequent.
  static std::string Fullest(const std::map<std::string, int>& texts) {
    const auto rank = [](const std::pair<const std::string, int>& entry) {
      const std::string& text = entry.first;
      const bool shouted = ToUpper(text) == text && PartsOf(text).size() > 1;
      return std::tuple(FoldTerm(text).size(), !shouted, entry.second);
    };
    const auto best = std::max_element(
        texts.begin(), texts.end(),
        [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return best->first;
  }

  const NameSpans& found_;
  const std::vector<bool>& governs_;
  const NameTables& tables_;
  std::vector<Form> forms_;
  std::vector<uint32_t> form_of_span_;
  std::vector<uint32_t> root_of_span_;
  std::vector<bool> metonym_;
  std::vector<uint32_t> parent_;  // union-find over forms
  std::unordered_map<std::string, std::vector<uint32_t>> by_last_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_part_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> ambiguous_;
};

}  // namespace

NameGroups GroupNames(const NameSpans& found, const std::vector<bool>& governs,
                      const NameTables& tables) {
  return Grouper(found, governs, tables).Run();
}

}  // namespace kg
