#include "extractor/rules/names_split.h"

#include <algorithm>
#include <string>

#include "base/unicode.h"

namespace kg {
namespace {

// "Acme Corp. Lee sued …": a name in capitals behind the legal form is another.
bool EndsCompany(const std::vector<Token>& tokens, uint32_t t,
                 const NameTables& tables) {
  const std::string& form = tokens[t].form;
  const std::string& next = tokens[t + 1].form;
  return form.ends_with('.') && tables.SuffixKind(ToLower(form)) == "legal" &&
         !next.empty() && IsUpper(DecodeAt(next, 0).value) &&
         tables.SuffixKind(ToLower(next)).empty();
}

bool OpensBracket(const std::vector<Token>& tokens, TokenRange range) {
  return std::any_of(tokens.begin() + range.begin, tokens.begin() + range.end,
                     [](const Token& token) { return token.form == "["; });
}

bool IsBracket(const std::string& form) {
  return form == "(" || form == ")" || form == "[" || form == "]";
}

}  // namespace

std::vector<TokenRange> SplitNames(const std::vector<Token>& tokens,
                                   TokenRange tagged,
                                   const NameTables& tables) {
  std::vector<TokenRange> names;
  TokenRange name = tagged;
  for (uint32_t t = tagged.begin; t + 1 < tagged.end; ++t) {
    const std::string& form = tokens[t].form;
    if (t > name.begin && EndsCompany(tokens, t, tables)) {
      name.end = t + 1;
      break;
    }
    const bool comma =
        form == "," && tables.SuffixKind(ToLower(tokens[t + 1].form)).empty();
    if (!IsBracket(form) && !comma) continue;
    // "[of Defence Ann] Lee": what an editor put before the name.
    const bool inserted =
        form == "]" && !OpensBracket(tokens, {tagged.begin, t});
    if (!inserted) names.push_back({name.begin, t});
    name.begin = t + 1;
  }
  names.push_back(name);
  return names;
}

TokenRange WithoutTitleWord(std::string_view text, const Sentence& sentence,
                            TokenRange name, const NameTables& tables) {
  const auto& tokens = sentence.tokens;
  if (name.end - name.begin < 2 || name.end + 1 >= tokens.size() ||
      tokens[name.end + 1].ner != "B-Person") {
    return name;
  }
  const TokenRange both = {name.end - 1, name.end + 1};
  if (tables.IsTitle(SurfaceOf(text, sentence, both))) --name.end;
  return name;
}

TokenRange WithoutDay(const Sentence& sentence, TokenRange name,
                      const NameTables& tables) {
  while (name.end - name.begin > 1 &&
         tables.IsWeekday(ToLower(sentence.tokens[name.end - 1].form))) {
    --name.end;
  }
  return name;
}

TokenRange WithAdjective(const Sentence& sentence, TokenRange name) {
  if (name.end - name.begin != 1 || name.begin == 0) return name;
  const Token& before = sentence.tokens[name.begin - 1];
  const bool part = before.xpos == "NNP" && before.deprel == "amod" &&
                    before.ner == "O" && !before.form.empty() &&
                    before.head == static_cast<int32_t>(name.begin) &&
                    IsUpper(DecodeAt(before.form, 0).value);
  if (part) --name.begin;
  return name;
}

TokenRange WithCampus(std::string_view text, const Sentence& sentence,
                      TokenRange name, const NameTables& tables) {
  const auto& tokens = sentence.tokens;
  const uint32_t place = name.end + 1;
  if (name.end - name.begin < 3 || place >= tokens.size() ||
      !tables.HasCampuses(ToLower(tokens[name.begin].form)) ||
      tokens[name.begin + 1].upos != "ADP" || tokens[name.end].form != "," ||
      tokens[place].ner != "B-Place" ||
      tokens[place].head < static_cast<int32_t>(name.begin) ||
      tokens[place].head >= static_cast<int32_t>(name.end)) {
    return name;
  }
  uint32_t end = place + 1;
  while (end < tokens.size() && tokens[end].ner == "I-Place") ++end;
  if (tables.FindCountry(SurfaceOf(text, sentence, {place, end}))) return name;
  name.end = end;
  return name;
}

TokenRange UntaggedPerson(const Sentence& sentence, uint32_t t,
                          const NameTables& tables) {
  const auto& tokens = sentence.tokens;
  if (tokens[t].upos != "PROPN" ||
      tables.GenderOfGiven(ToLower(tokens[t].form)) == '\0') {
    return {};
  }
  uint32_t end = t + 1;
  while (end < tokens.size() && tokens[end].upos == "PROPN" &&
         tokens[end].ner == "O" && tokens[end].deprel == "flat" &&
         tokens[end].head == static_cast<int32_t>(t)) {
    ++end;
  }
  return end > t + 1 ? TokenRange{t, end} : TokenRange{};
}

}  // namespace kg
