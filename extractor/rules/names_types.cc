#include "extractor/rules/names_types.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/unicode.h"

namespace kg {
namespace {

class TypeSettler {
 public:
  TypeSettler(const Document& document, const NameTables& tables,
              std::vector<NameSpan>& spans)
      : document_(document), tables_(tables), spans_(spans) {}

  // One form has one type in an article: most votes, then the earliest. A
  // country is a place, unless it is part of a person's name.
  void Run() {
    std::unordered_set<std::string> person_parts;
    std::map<std::string, std::map<EntityType, std::pair<int, size_t>>> votes;
    for (size_t i = 0; i < spans_.size(); ++i) {
      const NameSpan& span = spans_[i];
      if (span.type == EntityType::kPerson) AddParts(span, &person_parts);
      if (span.misc) continue;
      auto& [count, first] = votes[FoldTerm(span.text)][span.type];
      if (++count == 1) first = i;
    }
    for (NameSpan& span : spans_) {
      const auto found = votes.find(FoldTerm(span.text));
      if (found != votes.end()) {
        span.type = Winner(found->second);
        span.misc = false;
      }
      if (const auto type = TypeByHead(span)) span.type = *type;
      const bool person = span.type == EntityType::kPerson &&
                          person_parts.count(span.text) != 0;
      if (!person && (tables_.FindCountry(span.text).has_value() ||
                      tables_.IsCapital(span.text))) {
        span.type = EntityType::kPlace;
      } else if (!person && tables_.FindDemonym(span.text).has_value()) {
        span.type = EntityType::kGroup;
      } else if (const auto known = tables_.FindKnown(span.text)) {
        span.type = known->type;
      }
    }
  }

 private:
  void AddParts(const NameSpan& span,
                std::unordered_set<std::string>* parts) const {
    const auto& tokens = document_.sentences[span.sentence].tokens;
    if (span.range.end - span.range.begin < 2) return;
    for (uint32_t t = span.range.begin; t < span.range.end; ++t) {
      parts->insert(tokens[t].form);
    }
  }

  static EntityType Winner(
      const std::map<EntityType, std::pair<int, size_t>>& votes) {
    const auto best = std::max_element(
        votes.begin(), votes.end(), [](const auto& a, const auto& b) {
          const auto& [count_a, first_a] = a.second;
          const auto& [count_b, first_b] = b.second;
          return count_a != count_b ? count_a < count_b : first_a > first_b;
        });
    return best->first;
  }

  // For names of several words, and for those of no class. The head of "Treaty
  // of Lund" stands before the first preposition.
  std::optional<EntityType> TypeByHead(const NameSpan& span) const {
    const bool weak = span.type == EntityType::kPerson ||
                      span.type == EntityType::kPlace ||
                      span.type == EntityType::kProduct;
    const bool several = span.range.end - span.range.begin > 1;
    if (!span.misc && !(weak && several)) return {};
    const auto& tokens = document_.sentences[span.sentence].tokens;
    uint32_t head = span.range.end - 1;
    for (uint32_t t = span.range.begin + 1; t < span.range.end; ++t) {
      if (tokens[t].upos == "ADP") {
        head = t - 1;
        break;
      }
    }
    // "World Cup 2022"
    while (head > span.range.begin &&
           IsDigit(DecodeAt(tokens[head].form, 0).value)) {
      --head;
    }
    const std::string word = ToLower(tokens[head].form);
    if (head > span.range.begin) {
      const std::string two = ToLower(tokens[head - 1].form) + " " + word;
      if (const auto type = tables_.TypeOfHead(two)) return type;
    }
    return tables_.TypeOfHead(word);
  }

  const Document& document_;
  const NameTables& tables_;
  std::vector<NameSpan>& spans_;
};

}  // namespace

void SettleTypes(const Document& document, const NameTables& tables,
                 std::vector<NameSpan>* spans) {
  TypeSettler(document, tables, *spans).Run();
}

}  // namespace kg
