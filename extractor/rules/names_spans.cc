#include "extractor/rules/names_spans.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/unicode.h"
#include "extractor/rules/names_parts.h"
#include "extractor/rules/names_split.h"
#include "extractor/rules/names_types.h"

namespace kg {
namespace {

constexpr std::string_view kMisc = "Misc";
// Names that the article repeats untagged: how many that share their first
// word are tried at each place, and how long they are.
constexpr size_t kMostAlike = 8;
constexpr uint32_t kLongestCountry = 7;
constexpr uint32_t kLongestCompany = 6;  // words before "Inc."

bool StartsUpper(std::string_view text) {
  return !text.empty() && IsUpper(DecodeAt(text, 0).value);
}

bool IsProper(const Token& token) {
  return (token.upos == "PROPN" || token.upos.empty()) &&
         StartsUpper(token.form);
}

// Marks and determiners that belong to no name's edge.
bool IsEdge(const Token& token) {
  return token.upos == "PUNCT" || token.upos == "DET" || token.upos == "ADP" ||
         token.upos == "CCONJ" || token.xpos == "POS" ||
         IsPunctuation(DecodeAt(token.form, 0).value);
}

// What the tagger took for part of a name ("US government").
bool IsCommonWord(const Token& token) {
  return !token.upos.empty() && token.upos != "PROPN" && token.upos != "NUM" &&
         IsLower(DecodeAt(token.form, 0).value);
}

class SpanFinder {
 public:
  SpanFinder(std::string_view text, const Document& document,
             const NameTables& tables)
      : text_(text), document_(document), tables_(tables) {}

  NameSpans Run() {
    for (uint32_t s = 0; s < document_.sentences.size(); ++s) {
      covered_.emplace_back(document_.sentences[s].tokens.size(), false);
      AddTagged(s);
      AddSuffixed(s);
    }
    FindAcronyms();
    AddRepeats();
    for (uint32_t s = 0; s < document_.sentences.size(); ++s) AddKnown(s);
    std::sort(found_.spans.begin(), found_.spans.end(),
              [](const NameSpan& a, const NameSpan& b) {
                return std::pair(a.sentence, a.range.begin) <
                       std::pair(b.sentence, b.range.begin);
              });
    SettleTypes(document_, tables_, &found_.spans);
    return std::move(found_);
  }

 private:
  const Sentence& SentenceAt(uint32_t s) const {
    return document_.sentences[s];
  }
  std::string Surface(uint32_t s, TokenRange range) const {
    return SurfaceOf(text_, SentenceAt(s), range);
  }

  void AddTagged(uint32_t s) {
    const auto& tokens = SentenceAt(s).tokens;
    const auto size = static_cast<uint32_t>(tokens.size());
    for (uint32_t t = 0; t < size;) {
      const std::string_view tag = tokens[t].ner;
      const std::string_view label = tag.size() > 2 ? tag.substr(2) : "";
      uint32_t end = t + 1;
      while (end < size && tokens[end].ner.size() > 2 &&
             (tokens[end].ner[0] == 'I' || tokens[end].ner[0] == 'E') &&
             tokens[end].ner.substr(2) == label) {
        ++end;
      }
      auto type = Parse<EntityType>(label);
      if (type == EntityType::kGroup && end == t + 1) {
        const uint32_t name_end = EndOfCompound(s, t);
        if (name_end > end && tokens[end].ner == "O") {
          type = EntityType::kOrganization;
        }
        end = name_end;
      }
      if (type.has_value() || label == kMisc) {
        NameSpan span;
        span.sentence = s;
        span.misc = !type.has_value();
        span.type = type.value_or(EntityType::kConcept);
        for (const TokenRange& part : SplitNames(tokens, {t, end}, tables_)) {
          span.range = part;
          AddRepaired(span);
        }
      } else if (!label.empty()) {
        std::fill(covered_[s].begin() + t, covered_[s].begin() + end, true);
      }
      t = end;
    }
  }

  // "African Americans" tagged as two groups, "Cuban-Americans", "Islamic
  // State" tagged in its first word, are one name; "Democratic Senator" is
  // none.
  uint32_t EndOfCompound(uint32_t s, uint32_t first) const {
    const auto& tokens = SentenceAt(s).tokens;
    const auto size = static_cast<uint32_t>(tokens.size());
    const uint32_t alone = first + 1;
    const bool hyphen = alone < size && tokens[alone].form == "-";
    const uint32_t noun = hyphen ? first + 2 : alone;
    if (noun >= size || tokens[first].head != static_cast<int32_t>(noun) ||
        !StartsUpper(tokens[noun].form) || tokens[noun].upos != "PROPN") {
      return alone;
    }
    if (tokens[noun].ner == "B-Group") {
      const bool end = noun + 1 == size || tokens[noun + 1].ner[0] != 'I';
      return end ? noun + 1 : alone;
    }
    const Title title =
        tables_.TitlesAtStart(text_, SentenceAt(s), {noun, size});
    const bool lone = first == 0 || !StartsUpper(tokens[first - 1].form);
    const bool free = tokens[noun].ner == "O" && lone && title.range.empty();
    return free ? noun + 1 : alone;
  }

  void AddRepaired(NameSpan span) {
    Trim(&span);
    const Sentence& sentence = SentenceAt(span.sentence);
    span.range = WithoutTitleWord(text_, sentence, span.range, tables_);
    if (span.type == EntityType::kPerson) {
      span.range = WithoutDay(sentence, span.range, tables_);
      DropOwner(&span);
      SplitCountry(&span);
      const Title inside = tables_.TitlesAtStart(text_, sentence, span.range);
      span.range.begin = inside.range.end;
      Trim(&span);
    }
    Add(std::move(span));
  }

  // With its text and the titles before it.
  void Add(NameSpan span) {
    if (span.range.empty()) return;
    if (span.type == EntityType::kOrganization) {
      const Sentence& sentence = SentenceAt(span.sentence);
      span.range = WithAdjective(sentence, span.range);
      span.range = WithCampus(text_, sentence, span.range, tables_);
    }
    span.text = NameText(span);
    if (span.text.find_first_not_of(' ') == std::string::npos) return;
    span.title.range = {span.range.begin, span.range.begin};
    if (span.type == EntityType::kPerson) {
      span.title = tables_.TitlesBefore(text_, SentenceAt(span.sentence),
                                        span.range.begin);
      if (span.title.role) {
        span.title_text = FoldTerm(Surface(span.sentence, span.title.range));
      }
    }
    std::fill(covered_[span.sentence].begin() + span.range.begin,
              covered_[span.sentence].begin() + span.range.end, true);
    found_.spans.push_back(std::move(span));
  }

  // "Acme Corp." at the end of a sentence is called Acme Corp: the full stop is
  // the sentence's.
  std::string NameText(const NameSpan& span) const {
    const auto& tokens = SentenceAt(span.sentence).tokens;
    std::string text = Surface(span.sentence, span.range);
    const std::string last = ToLower(tokens[span.range.end - 1].form);
    const bool ends =
        std::all_of(tokens.begin() + span.range.end, tokens.end(),
                    [](const Token& token) { return token.upos == "PUNCT"; });
    if (ends && span.range.end - span.range.begin > 1 && last.size() > 2 &&
        last.ends_with('.') && last.find('.') + 1 == last.size() &&
        tables_.SuffixKind(last) == "legal") {
      text.pop_back();
    }
    return text;
  }

  // "Borealis Ltd" that the tagger missed, in whole or in its last word.
  void AddSuffixed(uint32_t s) {
    const auto& tokens = SentenceAt(s).tokens;
    for (uint32_t t = 1; t < tokens.size(); ++t) {
      if (covered_[s][t] || !StartsUpper(tokens[t].form) ||
          !tables_.IsSureSuffix(ToLower(tokens[t].form))) {
        continue;
      }
      uint32_t begin = t;
      while (begin > 0 && t - begin < kLongestCompany &&
             !covered_[s][begin - 1] && IsProper(tokens[begin - 1])) {
        --begin;
      }
      NameSpan span;
      span.sentence = s;
      span.type = EntityType::kOrganization;
      span.range = {begin, t + 1};
      if (begin == t && !TakeNameBefore(s, t, &span.range.begin)) continue;
      if (span.range.begin < t) Add(std::move(span));
    }
  }

  // Takes back the tagged name that ends at `t`, to make it longer.
  bool TakeNameBefore(uint32_t s, uint32_t t, uint32_t* begin) {
    auto& spans = found_.spans;
    for (size_t i = spans.size(); i-- > 0 && spans[i].sentence == s;) {
      if (spans[i].range.end != t) continue;
      *begin = spans[i].range.begin;
      spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    return false;
  }

  void Trim(NameSpan* span) const {
    const auto& tokens = SentenceAt(span->sentence).tokens;
    TokenRange& range = span->range;
    const auto outside = [&](uint32_t t) {
      // "Chinese government" is no name, whatever it is tagged.
      const std::string& form = tokens[t].form;
      return IsEdge(tokens[t]) || IsCommonWord(tokens[t]) ||
             (IsLower(DecodeAt(form, 0).value) && tables_.IsGovernment(form));
    };
    while (!range.empty() && outside(range.begin)) ++range.begin;
    while (!range.empty() && outside(range.end - 1)) --range.end;
  }

  // "Acme's Ann Lee" tagged as one person: the owner is no part of the name.
  void DropOwner(NameSpan* span) const {
    const auto& tokens = SentenceAt(span->sentence).tokens;
    for (uint32_t t = span->range.begin; t < span->range.end; ++t) {
      if (tokens[t].xpos == "POS") span->range.begin = t + 1;
    }
  }

  // "US President Ann Lee" tagged as one person: the country stands alone.
  void SplitCountry(NameSpan* span) {
    const uint32_t limit =
        std::min(span->range.end, span->range.begin + kLongestCountry);
    for (uint32_t end = limit; end > span->range.begin + 1; --end) {
      const uint32_t cut = end - 1;
      const TokenRange start = {span->range.begin, cut};
      if (!IsCountryWord(Surface(span->sentence, start))) continue;
      const Title title = tables_.TitlesAtStart(
          text_, SentenceAt(span->sentence), {cut, span->range.end});
      if (title.range.empty()) continue;
      NameSpan country;
      country.sentence = span->sentence;
      country.range = start;
      country.type = EntityType::kPlace;
      Add(std::move(country));
      span->range.begin = cut;
      return;
    }
  }

  bool IsCountryWord(std::string_view surface) const {
    return tables_.FindCountry(surface).has_value() ||
           tables_.FindDemonym(surface).has_value();
  }

  // What the tagger missed of countries, demonyms and names that are known.
  void AddKnown(uint32_t s) {
    const auto& tokens = SentenceAt(s).tokens;
    const auto size = static_cast<uint32_t>(tokens.size());
    for (uint32_t t = 0; t < size; ++t) {
      const std::string& upos = tokens[t].upos;
      const bool proper = IsProper(tokens[t]);
      if (covered_[s][t] || !StartsUpper(tokens[t].form)) continue;
      const auto person = UntaggedPerson(SentenceAt(s), t, tables_);
      if (!person.empty() && !IsCovered(s, person)) {
        Add({.sentence = s, .range = person, .type = EntityType::kPerson});
        continue;
      }
      if (!proper && upos != "ADJ" && upos != "NOUN") continue;
      for (uint32_t end = std::min(size, t + kLongestCountry); end > t; --end) {
        if (IsCovered(s, {t, end})) continue;
        const std::string surface = Surface(s, {t, end});
        const bool demonym = tables_.FindDemonym(surface).has_value();
        const bool country = proper && tables_.FindCountry(surface).has_value();
        const auto known = tables_.TypeUntagged(surface, tokens[end - 1]);
        if (!demonym && !country && !known) continue;
        NameSpan span;
        span.sentence = s;
        span.range = {t, end};
        span.type =
            country ? EntityType::kPlace : known.value_or(EntityType::kGroup);
        Add(std::move(span));
        break;
      }
    }
  }

  bool IsCovered(uint32_t s, TokenRange range) const {
    const auto& covered = covered_[s];
    return std::any_of(covered.begin() + range.begin,
                       covered.begin() + range.end, [](bool c) { return c; });
  }

  // "(MWC)" right after a name, tagged or not.
  void FindAcronyms() {
    const size_t tagged = found_.spans.size();
    for (size_t i = 0; i < tagged; ++i) {
      const NameSpan full = found_.spans[i];
      const auto& tokens = SentenceAt(full.sentence).tokens;
      const uint32_t open = full.range.end;
      if (full.range.end - full.range.begin < 2 || open + 2 >= tokens.size() ||
          tokens[open].form != "(" || tokens[open + 2].form != ")" ||
          !LooksLikeAcronym(tokens[open + 1].form)) {
        continue;
      }
      const std::string& acronym = tokens[open + 1].form;
      if (tokens[full.range.begin].form[0] != acronym[0]) continue;
      found_.acronyms.push_back({full.text, acronym});
      if (covered_[full.sentence][open + 1]) continue;
      NameSpan span = full;
      span.range = {open + 1, open + 2};
      Add(std::move(span));
    }
  }

  // Untagged places where a name of the article stands again.
  void AddRepeats() {
    std::unordered_map<std::string_view, std::vector<NameSpan>> by_first;
    std::unordered_set<std::string> seen;
    for (const NameSpan& span : found_.spans) {
      if (!seen.insert(span.text).second) continue;
      const auto& tokens = SentenceAt(span.sentence).tokens;
      auto& alike = by_first[tokens[span.range.begin].form];
      if (alike.size() < kMostAlike) alike.push_back(span);
    }
    for (uint32_t s = 0; s < document_.sentences.size(); ++s) {
      const auto& tokens = SentenceAt(s).tokens;
      for (uint32_t t = 0; t < tokens.size(); ++t) {
        if (covered_[s][t] || !IsProper(tokens[t])) continue;
        const auto alike = by_first.find(tokens[t].form);
        if (alike != by_first.end()) AddRepeat(s, t, alike->second);
      }
    }
  }

  void AddRepeat(uint32_t s, uint32_t t, const std::vector<NameSpan>& alike) {
    const NameSpan* best = nullptr;
    for (const NameSpan& known : alike) {
      const bool longer =
          best == nullptr || known.text.size() > best->text.size();
      if (longer && StandsAt(known, s, t)) best = &known;
    }
    if (best == nullptr) return;
    NameSpan span = *best;
    span.sentence = s;
    span.range = {t, t + (best->range.end - best->range.begin)};
    Add(std::move(span));
  }

  // The words of `known`, and not inside a longer untagged name.
  bool StandsAt(const NameSpan& known, uint32_t s, uint32_t t) const {
    const auto& tokens = SentenceAt(s).tokens;
    const auto& words = SentenceAt(known.sentence).tokens;
    const uint32_t length = known.range.end - known.range.begin;
    if (t + length > tokens.size()) return false;
    for (uint32_t i = 0; i < length; ++i) {
      const std::string& form = words[known.range.begin + i].form;
      if (covered_[s][t + i] || tokens[t + i].form != form) return false;
    }
    const auto proper = [&](uint32_t i) {
      return tokens[i].upos == "PROPN" && !covered_[s][i] &&
             !tables_.IsTitle(tokens[i].form);
    };
    const uint32_t end = t + length;
    return !(t > 0 && proper(t - 1)) && !(end < tokens.size() && proper(end));
  }

  std::string_view text_;
  const Document& document_;
  const NameTables& tables_;
  NameSpans found_;
  std::vector<std::vector<bool>> covered_;
};

}  // namespace

NameSpans FindNameSpans(std::string_view text, const Document& document,
                        const NameTables& tables) {
  return SpanFinder(text, document, tables).Run();
}

}  // namespace kg
