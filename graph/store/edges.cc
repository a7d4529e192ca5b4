#include "graph/store/edges.h"

#include <algorithm>

namespace kg {
namespace {

// Which order serves which bound fields: the first `depth` fields of the order
// make the prefix, the others are compared. Rows that bind more come first, so
// that the first row whose prefix is bound is the best.
struct IndexChoice {
  EdgeOrder order;
  int depth;
  bool subject, predicate, object;  // that the prefix needs
};
constexpr IndexChoice kIndexChoices[] = {
    {EdgeOrder::kOut, 3, true, true, true},
    {EdgeOrder::kOut, 2, true, true, false},
    {EdgeOrder::kIn, 2, false, true, true},
    {EdgeOrder::kOut, 1, true, false, false},  // with or without an object
    {EdgeOrder::kIn, 1, false, false, true},
    {EdgeOrder::kByPredicate, 1, false, true, false},
};

const IndexChoice* ChooseIndex(const EdgePattern& pattern) {
  for (const IndexChoice& choice : kIndexChoices) {
    if ((choice.subject && pattern.subjects.empty()) ||
        (choice.predicate && !pattern.predicate) ||
        (choice.object && pattern.objects.empty())) {
      continue;
    }
    return &choice;
  }
  return nullptr;
}

bool Matches(const std::vector<PrivateId>& wanted, PrivateId id) {
  return wanted.empty() ||
         std::find(wanted.begin(), wanted.end(), id) != wanted.end();
}

Status Collect(const Database& database, const std::string& prefix,
               const EdgePattern& pattern, std::vector<PrivateId>* facts) {
  Cursor cursor = database.Scan(Family::kEdge, prefix);
  for (; cursor.Valid(); cursor.Next()) {
    const std::optional<Edge> edge = EdgeOfKey(cursor.key());
    if (!edge) {
      return CorruptRecord(Family::kEdge, cursor.key(), "it is no edge's key");
    }
    if (!Matches(pattern.subjects, edge->subject) ||
        !Matches(pattern.objects, edge->object)) {
      continue;
    }
    KG_ASSIGN(const EdgeMarks marks,
              Decode<EdgeMarks>(Family::kEdge, cursor.key(), cursor.value()));
    if (marks.kind == pattern.kind) facts->push_back(edge->fact);
  }
  return cursor.status();
}

}  // namespace

std::vector<std::string> EdgeKeys(const Edge& edge) {
  std::vector<std::string> keys = {EdgeKey(EdgeOrder::kByPredicate, edge)};
  if (edge.subject != PrivateId::kNone) {
    keys.push_back(EdgeKey(EdgeOrder::kOut, edge));
  }
  if (edge.object != PrivateId::kNone) {
    keys.push_back(EdgeKey(EdgeOrder::kIn, edge));
  }
  return keys;
}

Result<std::vector<PrivateId>> FactsOf(const Database& database,
                                       const EdgePattern& pattern) {
  std::vector<PrivateId> facts;
  const IndexChoice* choice = ChooseIndex(pattern);
  if (choice == nullptr) return facts;
  // A field outside the prefix is looped over once, by any value.
  const std::vector<PrivateId> any = {PrivateId::kNone};
  Edge edge;
  edge.predicate = pattern.predicate.value_or(PredicateId::kNone);
  for (PrivateId subject : choice->subject ? pattern.subjects : any) {
    for (PrivateId object : choice->object ? pattern.objects : any) {
      edge.subject = subject;
      edge.object = object;
      KG_RETURN_IF_ERROR(Collect(database,
                                 EdgePrefix(choice->order, edge, choice->depth),
                                 pattern, &facts));
    }
  }
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

}  // namespace kg
