#include <optional>
#include <string>
#include <variant>

#include "graph/store/raw_records.h"

namespace kg {
namespace {

// Where in the facts a rule is broken: "claim 3: topic 9 is not there".
class Checker {
 public:
  void At(const char* kind, size_t index) {
    place_ = std::string(kind) + " " + std::to_string(index);
  }
  void Index(const char* what, uint32_t index, size_t size) {
    if (index < size) return;
    Broken(std::string(what) + " " + std::to_string(index) + " is not there");
  }
  void Index(const char* what, const std::optional<uint32_t>& index,
             size_t size) {
    if (index) Index(what, *index, size);
  }
  void Broken(const std::string& rule) {
    if (status_.ok()) status_ = Status::InvalidInput(place_ + ": " + rule);
  }
  const Status& status() const { return status_; }

 private:
  std::string place_ = "article";
  Status status_;
};

void CheckRelation(const LocalFacts& facts, const LocalRelation& relation,
                   Checker* check) {
  check->Index("subject", relation.subject, facts.entities.size());
  if (const auto* object = std::get_if<uint32_t>(&relation.object)) {
    check->Index("object", *object, facts.entities.size());
  }
  if (relation.evidence.empty()) check->Broken("it has no evidence");
  for (const Evidence& evidence : relation.evidence) {
    check->Index("claim", evidence.claim, facts.claims.size());
  }
}

void CheckClaim(const LocalFacts& facts, const LocalClaim& claim,
                Checker* check) {
  check->Index("speaker", claim.speaker, facts.entities.size());
  check->Index("addressee", claim.addressee, facts.entities.size());
  check->Index("parent", claim.parent, facts.claims.size());
  for (uint32_t topic : claim.topics) {
    check->Index("topic", topic, facts.entities.size());
  }
  for (uint32_t proposition : claim.propositions) {
    check->Index("proposition", proposition, facts.relations.size());
  }
}

// Walks each claim's line of parents once.
void CheckParents(const LocalFacts& facts, Checker* check) {
  enum class Mark : uint8_t { kNew, kOnPath, kDone };
  std::vector<Mark> marks(facts.claims.size(), Mark::kNew);
  for (uint32_t start = 0; start < facts.claims.size(); ++start) {
    std::vector<uint32_t> path;
    std::optional<uint32_t> at = start;
    while (at && marks[*at] == Mark::kNew) {
      marks[*at] = Mark::kOnPath;
      path.push_back(*at);
      at = facts.claims[*at].parent;
    }
    if (at && marks[*at] == Mark::kOnPath) {
      check->At("claim", *at);
      check->Broken("it is its own parent");
    }
    for (uint32_t index : path) marks[index] = Mark::kDone;
  }
}

}  // namespace

Status ValidateFacts(const LocalFacts& facts, size_t resolved_entities) {
  Checker check;
  if (!DayOf(facts.article.date)) {
    check.Broken("expected its date as YYYY-MM-DD, got '" + facts.article.date +
                 "'");
  }
  if (resolved_entities != facts.entities.size()) {
    check.Broken("expected " + std::to_string(facts.entities.size()) +
                 " resolved entities, got " +
                 std::to_string(resolved_entities));
  }
  for (size_t i = 0; i < facts.relations.size(); ++i) {
    check.At("relation", i);
    CheckRelation(facts, facts.relations[i], &check);
  }
  for (size_t i = 0; i < facts.claims.size(); ++i) {
    check.At("claim", i);
    CheckClaim(facts, facts.claims[i], &check);
  }
  if (check.status().ok()) CheckParents(facts, &check);
  return check.status();
}

}  // namespace kg
