#include "extractor/rules/role_holders.h"

#include <utility>

#include "extractor/rules/predicates.h"
#include "extractor/rules/relations.h"

namespace kg {
namespace {

constexpr uint8_t kTitleConfidence = 88;
constexpr uint8_t kAppositionConfidence = 85;
constexpr uint8_t kCopulaConfidence = 82;

}  // namespace

uint32_t FirstConjunct(const Tree& tree, uint32_t t) {
  while (tree.Is(t, "conj") && tree.Head(t) >= 0) {
    t = static_cast<uint32_t>(tree.Head(t));
  }
  return t;
}

void RoleHolders::AddHolder(uint32_t token, uint8_t confidence,
                            std::string rule, const Clause* clause,
                            std::vector<Holder>* holders) const {
  for (End& end : ends_.AllAt(sentence_, token)) {
    if (!end.named()) continue;
    holders->push_back({std::move(end), confidence, rule, clause});
    if (clause == nullptr) return;  // a title names one
  }
}

std::vector<Holder> RoleHolders::Of(uint32_t t) const {
  std::vector<Holder> holders;
  AddNameBeside(t, &holders);
  if (holders.empty()) AddFromClause(t, &holders);
  return holders;
}

// "chairman Guo Ping" with either as the head, and "Guo Ping, chairman".
void RoleHolders::AddNameBeside(uint32_t t,
                                std::vector<Holder>* holders) const {
  const int32_t head = tree_.Head(FirstConjunct(tree_, t));
  const uint32_t first = FirstConjunct(tree_, t);
  const bool before = tree_.Relation(first) == "nmod:desc" ||
                      tree_.Is(first, "compound") || tree_.Is(first, "flat");
  if (head >= 0 && before && static_cast<uint32_t>(head) > t &&
      NamesPerson(static_cast<uint32_t>(head))) {
    return AddHolder(static_cast<uint32_t>(head), kTitleConfidence, kTitleRule,
                     nullptr, holders);
  }
  // "Lee, former director Ann Holm, and …": Holm is the director.
  const TokenMention* next =
      t + 1 < tree_.size() ? ends_.names().At(sentence_, t + 1) : nullptr;
  if (next != nullptr && next->token_begin == t + 1 &&
      NamesPerson(next->head) && tree_.Is(first, "appos")) {
    return AddHolder(next->head, kTitleConfidence, kTitleRule, nullptr,
                     holders);
  }
  if (head >= 0 && tree_.Is(first, "appos") &&
      ends_.Named(sentence_, static_cast<uint32_t>(head))) {
    return AddHolder(NearestConjunct(static_cast<uint32_t>(head), t),
                     kAppositionConfidence, kAppositionRule, nullptr, holders);
  }
  for (uint32_t from : {t, first}) {
    for (uint32_t child : tree_.Children(from)) {
      const bool beside = tree_.Is(child, "appos") || tree_.Is(child, "flat") ||
                          tree_.Relation(child) == "nmod:desc" ||
                          (tree_.Is(child, "compound") && child > t);
      if (child > t && beside && NamesPerson(child)) {
        return AddHolder(child, kTitleConfidence, kTitleRule, nullptr, holders);
      }
    }
  }
  if (ends_.names().At(sentence_, first) == nullptr &&
      ends_.Named(sentence_, first)) {
    AddHolder(first, kAppositionConfidence, kTitleRule, nullptr, holders);
  }
}

// "Lee and Ray, chairman of …": Ray.
uint32_t RoleHolders::NearestConjunct(uint32_t first, uint32_t noun) const {
  uint32_t nearest = first;
  if (tree_.HasFeature(noun, "Number=Plur")) return first;
  for (uint32_t conjunct : tree_.Conjuncts(first)) {
    if (conjunct < noun && ends_.Named(sentence_, conjunct)) nearest = conjunct;
  }
  return nearest;
}

bool RoleHolders::NamesPerson(uint32_t t) const {
  const TokenMention* mention = ends_.names().At(sentence_, t);
  return mention != nullptr &&
         ends_.TypeOf(mention->entity) == EntityType::kPerson;
}

// "X is chairman", "X became chairman", "X was appointed chairman", "as".
void RoleHolders::AddFromClause(uint32_t t,
                                std::vector<Holder>* holders) const {
  const uint32_t first = FirstConjunct(tree_, t);
  const Clause* own = clauses_.At(first);
  if (own != nullptr && own->copula && own->subject) {
    return AddHolder(*own->subject, kCopulaConfidence, "copula", own, holders);
  }
  const int32_t head = tree_.Head(first);
  if (head < 0) return;
  const Clause* clause = clauses_.At(static_cast<uint32_t>(head));
  if (clause == nullptr) return;
  const auto preposition = tree_.Child(first, "case");
  const bool as =
      tree_.Is(first, "obl") && preposition &&
      words_.Role(FixedExpression(tree_, *preposition), "") == "as" &&
      GivesPosition(*clause);
  const bool complement = clause->complement == first ||
                          (tree_.Is(first, "obj") && clause->passive);
  if (!as && !complement) return;
  const auto holder = clause->object && clause->object != first
                          ? clause->object
                          : clause->subject;
  if (holder) {
    AddHolder(*holder, kCopulaConfidence, "complement", clause, holders);
  }
}

// "serves as", not "won the election as".
bool RoleHolders::GivesPosition(const Clause& clause) const {
  SurfacePredicate surface;
  surface.verb = tree_.lemma(clause.head);
  surface.particle = clause.particle;
  return FindListed(words_, surface).position;
}

}  // namespace kg
