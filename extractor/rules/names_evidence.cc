#include "extractor/rules/names_evidence.h"

#include <optional>
#include <string>
#include <unordered_set>

#include "base/unicode.h"
#include "extractor/rules/names_describe.h"
#include "extractor/rules/names_parts.h"
#include "extractor/rules/tree.h"

namespace kg {
namespace {

bool MayBeWrong(EntityType type) {
  return type == EntityType::kPerson || type == EntityType::kPlace ||
         type == EntityType::kProduct;
}

class NounEvidence {
 public:
  NounEvidence(const Tree& tree, const NameTables& tables, TokenRange range)
      : tree_(tree), tables_(tables), head_(HeadOf(tree, range)) {}

  bool ShowsOrganization() const { return IsCalledSo() || OwnsThing(); }

 private:
  bool Shows(uint32_t t, std::string_view kind) const {
    return tree_.token(t).upos == "NOUN" &&
           tables_.ShowsOrganization(tree_.lemma(t), kind);
  }

  // "the phone maker Acme", "Acme, a phone maker", "Acme is a phone maker".
  bool IsCalledSo() const {
    for (uint32_t child : tree_.Children(head_)) {
      const bool beside = tree_.Is(child, "appos") ||
                          tree_.Is(child, "compound") ||
                          tree_.Relation(child) == "nmod:desc";
      if (beside && Shows(child, "description")) return true;
    }
    const int32_t above = tree_.Head(head_);
    if (above < 0) return false;
    const auto noun = static_cast<uint32_t>(above);
    const bool named = tree_.Is(head_, "appos") || tree_.Is(head_, "flat");
    const bool subject = tree_.Is(head_, "nsubj") && tree_.Child(noun, "cop");
    return (named || subject) && Shows(noun, "description");
  }

  // "Acme's chairman", "Acme chairman Ann Lee", "the chairman of Acme".
  bool OwnsThing() const {
    const int32_t above = tree_.Head(head_);
    if (above < 0) return false;
    const bool owner = tree_.Relation(head_) == "nmod:poss" ||
                       tree_.Is(head_, "compound") || tree_.Is(head_, "nmod");
    return owner && Shows(static_cast<uint32_t>(above), "owned");
  }

  const Tree& tree_;
  const NameTables& tables_;
  uint32_t head_;
};

}  // namespace

void ApplyEvidence(const Document& document, const NameTables& tables,
                   NameSpans* found) {
  std::unordered_set<std::string> shown;
  std::unordered_set<std::string> persons;
  std::optional<Tree> tree;
  std::optional<uint32_t> sentence;
  for (const NameSpan& span : found->spans) {
    if (!MayBeWrong(span.type)) continue;
    if (sentence != span.sentence) {
      tree.emplace(document.sentences[span.sentence]);
      sentence = span.sentence;
    }
    const std::string form = FoldTerm(span.text);
    if (span.type == EntityType::kPerson) {
      const auto parts = PartsOf(span.text);
      const bool several = parts.size() > 1;
      if (several) persons.insert(parts.begin(), parts.end());
      if (several || !span.title.range.empty()) persons.insert(form);
    }
    const bool known = tables.FindCountry(span.text).has_value() ||
                       tables.IsCapital(span.text);
    if (!known && NounEvidence(*tree, tables, span.range).ShowsOrganization()) {
      shown.insert(form);
    }
  }
  for (NameSpan& span : found->spans) {
    const std::string form = FoldTerm(span.text);
    if (MayBeWrong(span.type) && shown.count(form) != 0 &&
        persons.count(form) == 0) {
      span.type = EntityType::kOrganization;
    }
  }
}

}  // namespace kg
