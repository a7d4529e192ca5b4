#include "extractor/rules/names_forms.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/unicode.h"
#include "extractor/rules/names_form.h"
#include "extractor/rules/names_parts.h"

namespace kg {
namespace {

constexpr uint32_t kNone = static_cast<uint32_t>(-1);
// Names that share a word, looked at for each name; more share nothing useful.
constexpr size_t kMostAlike = 16;
// So many times a surname comes before the first full name, beyond so many
// sentences of headline and summary, where it means somebody else; chosen.
constexpr uint32_t kKnownBefore = 3;
constexpr uint32_t kHeadSentences = 3;

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

  void MakeForms() {
    std::unordered_map<std::string, uint32_t> by_key;
    metonym_.assign(found_.spans.size(), false);
    for (uint32_t i = 0; i < found_.spans.size(); ++i) {
      NameForm form = MakeForm(found_.spans[i], governs_[i], tables_);
      form.first_span = i;
      metonym_[i] = form.metonym;
      std::string key = form.canonical.empty() ? JoinParts(form.parts)
                                               : "known " + form.canonical;
      key += '\0';
      key += static_cast<char>(form.type);
      key += form.generation;
      const auto [at, added] =
          by_key.emplace(std::move(key), static_cast<uint32_t>(forms_.size()));
      form_of_span_.push_back(at->second);
      const NameSpan& span = found_.spans[i];
      if (added) forms_.push_back(std::move(form));
      NameForm& known = forms_[at->second];
      if (span.sentence >= kHeadSentences && known.body.size() < kKnownBefore) {
        known.body.push_back(i);
      }
      if (span.title.gender != 0) known.gender = span.title.gender;
      if (span.title_text.empty()) continue;
      known.titles.insert(span.title_text);
      known.first_titled = std::min(known.first_titled, i);
    }
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

  // Fullest first, so that what a name could stand for is joined before it: of
  // "George Bush", "George W. Bush" and "George H. W. Bush" the last two are
  // apart, and the first is neither.
  void JoinPersons() {
    std::vector<uint32_t> order;
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      if (forms_[f].IsFullPerson()) order.push_back(f);
    }
    for (const uint32_t f : order) {
      AddAlike(&by_last_[forms_[f].parts.back()], f);
      for (const std::string& part : forms_[f].parts) {
        AddAlike(&by_part_[part], f);
      }
    }
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return forms_[a].parts.size() > forms_[b].parts.size();
    });
    std::map<std::pair<std::string, std::string>, std::vector<uint32_t>> ends;
    for (const uint32_t f : order) {
      const auto& parts = forms_[f].parts;
      auto& alike = ends[{parts.front(), parts.back()}];
      JoinFuller(f, alike);
      AddAlike(&alike, f);
      // "Guo Ping", "Ping Guo".
      const auto turned = ends.find({parts.back(), parts.front()});
      if (parts.size() == 2 && turned != ends.end()) {
        JoinFuller(f, turned->second);
      }
    }
    for (const uint32_t f : order) {
      FullPerson& person = full_[Root(f)];
      person.first_span = std::min(person.first_span, forms_[f].first_span);
      person.titles.insert(forms_[f].titles.begin(), forms_[f].titles.end());
    }
    for (uint32_t f = 0; f < forms_.size(); ++f) {
      if (forms_[f].type == EntityType::kPerson) JoinShortPerson(f);
    }
  }

  // Joins a person's name to those of the same ends that it can stand for, if
  // all are one by now.
  void JoinFuller(uint32_t f, const std::vector<uint32_t>& alike) {
    std::vector<uint32_t> roots;
    for (const uint32_t other : alike) {
      const NameForm& form = forms_[other];
      const bool turned = form.parts.front() != forms_[f].parts.front();
      if (forms_[f].generation != form.generation) continue;
      if (turned ? form.parts.size() == 2
                 : AreSamePerson(forms_[f].parts, form.parts)) {
        AddAlike(&roots, Root(other));
      }
    }
    if (roots.size() == 1) Join(f, roots.front());
  }

  // The full names that a short one may stand for, best kind of match first.
  std::vector<uint32_t> FullNamesOf(uint32_t f, char gender) {
    const auto& parts = forms_[f].parts;
    std::vector<uint32_t> full;
    for (const auto* index : {&by_last_, &by_part_}) {
      const auto found = index->find(parts.empty() ? "" : parts.back());
      if (found == index->end()) continue;
      for (uint32_t candidate : found->second) {
        const NameForm& form = forms_[candidate];
        const bool other_gender =
            gender != 0 && form.gender != 0 && gender != form.gender;
        // "Varley Jr." is nobody's father.
        if (!forms_[f].generation.empty() &&
            forms_[f].generation != form.generation) {
          continue;
        }
        const bool tail = IsTail(parts, form.parts);
        const bool within = parts.size() == 1 && form.IsFullPerson();
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
    const std::vector<uint32_t> full = FullNamesOf(f, 0);
    if (full.size() == 1 && FullNamesOf(f, forms_[f].gender).empty()) return;
    if (full.size() > 1) ambiguous_[f] = full;
    if (full.size() != 1 || IsAnotherByTitle(f, full.front()) ||
        IsAnotherByOrder(f, full.front())) {
      return;
    }
    Join(f, full.front());
  }

  // "Trump" again and again before the first "Mary Trump": somebody whom every
  // reader knows. Headlines and summaries may name her so, too.
  bool IsAnotherByOrder(uint32_t f, uint32_t full) {
    const auto person = full_.find(Root(full));
    if (forms_[f].parts.size() != 1 || person == full_.end()) return false;
    const auto& body = forms_[f].body;
    return body.size() == kKnownBefore &&
           body.back() < person->second.first_span;
  }

  // "President Trump" before the first "Ivanka Trump", who is nowhere called
  // president: somebody whose full name is not told.
  bool IsAnotherByTitle(uint32_t f, uint32_t full) {
    const NameForm& form = forms_[f];
    const auto person = full_.find(Root(full));
    if (form.IsFullPerson() || form.titles.empty() || person == full_.end() ||
        form.first_titled > person->second.first_span) {
      return false;
    }
    return std::none_of(form.titles.begin(), form.titles.end(),
                        [&](const std::string& title) {
                          return person->second.titles.count(title) != 0;
                        });
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
      const NameForm& form = forms_[f];
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
      const NameForm& form = forms_[f];
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

  // A short name of several goes to the one whom the article had called so
  // before another came in, or whose full name stands first where the headline
  // uses it; not right after the other's full name. Else it stays for itself.
  void ResolveSpans() {
    std::unordered_map<uint32_t, uint32_t> last_full;  // root -> span, from 1
    for (uint32_t i = 0; i < found_.spans.size(); ++i) {
      const uint32_t f = form_of_span_[i];
      const auto found = ambiguous_.find(f);
      uint32_t root = Root(f);
      if (found != ambiguous_.end()) {
        root = MeantBy(i, FullNamesForSpan(i, found->second), last_full);
      } else if (forms_[f].IsFullPerson()) {
        last_full[root] = i + 1;
      }
      root_of_span_.push_back(root);
    }
  }

  uint32_t MeantBy(uint32_t i, const std::vector<uint32_t>& full,
                   const std::unordered_map<uint32_t, uint32_t>& last_full) {
    const uint32_t f = form_of_span_[i];
    if (full.size() == 1) return Root(full.front());
    std::vector<uint32_t> seen;
    for (const uint32_t candidate : full) {
      if (last_full.count(Root(candidate)) != 0)
        seen.push_back(Root(candidate));
    }
    auto [at, first] = established_.try_emplace(f, Root(full.front()));
    if (first && seen.size() > 1) at->second = Root(f);  // of both: of neither
    if (first && seen.size() == 1) at->second = seen.front();
    for (const uint32_t other : seen) {
      const NameSpan& span = found_.spans[last_full.at(other) - 1];
      if (other != at->second &&
          found_.spans[i].sentence <= span.sentence + 1) {
        return Root(f);
      }
    }
    return at->second;
  }

  // A title may tell whom a surname means.
  std::vector<uint32_t> FullNamesForSpan(uint32_t i,
                                         const std::vector<uint32_t>& all) {
    const char gender = found_.spans[i].title.gender;
    if (gender == 0) return all;
    const std::vector<uint32_t> full = FullNamesOf(form_of_span_[i], gender);
    return full.empty() ? all : full;
  }

  NameGroups MakeGroups() {
    NameGroups result;
    result.is_metonym = metonym_;
    std::unordered_map<uint32_t, uint32_t> group_of_root;
    // By group: votes for types, and each form's text with its count.
    std::vector<std::map<EntityType, int>> types;
    std::vector<std::map<std::string, int>> texts;
    for (uint32_t i = 0; i < found_.spans.size(); ++i) {
      const NameForm& form = forms_[form_of_span_[i]];
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
      group.type = MostVoted(types[g]);
      if (group.name.empty()) group.name = FullestText(texts[g]);
    }
    return result;
  }

  struct FullPerson {
    uint32_t first_span = kNone;
    std::set<std::string> titles;
  };

  const NameSpans& found_;
  const std::vector<bool>& governs_;
  const NameTables& tables_;
  std::vector<NameForm> forms_;
  std::vector<uint32_t> form_of_span_;
  std::vector<uint32_t> root_of_span_;
  std::vector<bool> metonym_;
  std::vector<uint32_t> parent_;  // union-find over forms
  std::unordered_map<std::string, std::vector<uint32_t>> by_last_;
  std::unordered_map<std::string, std::vector<uint32_t>> by_part_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> ambiguous_;
  std::unordered_map<uint32_t, FullPerson> full_;       // by root
  std::unordered_map<uint32_t, uint32_t> established_;  // form -> whom it means
};

}  // namespace

NameGroups GroupNames(const NameSpans& found, const std::vector<bool>& governs,
                      const NameTables& tables) {
  return Grouper(found, governs, tables).Run();
}

}  // namespace kg
