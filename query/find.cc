// Find: what the words of the question name, then the matching facts in groups,
// then, for the rows that are shown, their names and quotes.
#include "query/find.h"

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "query/find_groups.h"
#include "query/find_rows.h"
#include "query/nearest.h"
#include "query/predicate_names.h"

namespace kg {
namespace {

constexpr size_t kSuggestions = 5;
constexpr size_t kMaxNames = 1'000'000;  // looked at for help with spelling

bool IsAny(std::string_view word) { return word.empty() || word == "?"; }

class Finder {
 public:
  Finder(const GraphView& view, const Lexicon& lexicon, const FindQuery& query)
      : view_(view),
        names_(lexicon),
        query_(query),
        groups_(view, query.cancel) {
    if (!query.derived) groups_.LeaveOutDerived();
  }

  Result<FindResult> Run() {
    KG_RETURN_IF_ERROR(ResolveName("subject", query_.subject, &subjects_));
    KG_RETURN_IF_ERROR(ResolvePredicate());
    KG_RETURN_IF_ERROR(ResolveObject());
    if (result_.unknown.empty()) KG_RETURN_IF_ERROR(Collect());
    if (literal_ && result_.unknown.empty() && groups_.empty()) {
      KG_RETURN_IF_ERROR(AddUnknownName("object", query_.object));
    }
    KG_ASSIGN(result_.rows, MakeRows());
    return std::move(result_);
  }

 private:
  Status ResolveName(const std::string& part, const std::string& name,
                     std::vector<EntityId>* ids) {
    if (IsAny(name)) return Status();
    KG_ASSIGN(*ids, view_.EntitiesNamed(name));
    return ids->empty() ? AddUnknownName(part, name) : Status();
  }

  // An object that names no entity may still be a literal.
  Status ResolveObject() {
    if (IsAny(query_.object)) return Status();
    KG_ASSIGN(objects_, view_.EntitiesNamed(query_.object));
    if (objects_.empty()) literal_ = FoldTerm(query_.object);
    return Status();
  }

  Status ResolvePredicate() {
    if (IsAny(query_.predicate)) {
      predicates_ = {{""}};
      return Status();
    }
    KG_ASSIGN(const GraphStatistics statistics, view_.Statistics());
    std::vector<std::string> known;
    for (const auto& [name, count] : statistics.predicates) {
      known.push_back(name);
    }
    for (const auto& [name, count] : statistics.acts) known.push_back(name);
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    predicates_ = names_.Match(query_.predicate, known);
    if (predicates_.empty()) {
      result_.unknown.push_back(
          {"predicate", query_.predicate,
           names_.NearestTo(query_.predicate, known, kSuggestions)});
    }
    return Status();
  }

  // The nearest names, as their entities are called.
  Status AddUnknownName(const std::string& part, const std::string& name) {
    UnknownPart unknown{part, name, {}};
    Nearest nearest({FoldTerm(name)});
    size_t seen = 0;
    KG_RETURN_IF_ERROR(view_.ForEachName([&](std::string_view folded) {
      nearest.Offer(folded, folded);
      return ++seen < kMaxNames;
    }));
    for (const std::string& folded : nearest.Best(kSuggestions)) {
      KG_ASSIGN(const std::vector<EntityId> ids, view_.EntitiesNamed(folded));
      for (const EntityId& id : ids) {
        KG_ASSIGN(const EntityRecord entity, view_.Entity(id));
        if (std::find(unknown.nearest.begin(), unknown.nearest.end(),
                      entity.name) == unknown.nearest.end()) {
          unknown.nearest.push_back(entity.name);
        }
      }
    }
    if (unknown.nearest.size() > kSuggestions) {
      unknown.nearest.resize(kSuggestions);
    }
    result_.unknown.push_back(std::move(unknown));
    return Status();
  }

  Status Collect() {
    for (const PredicateMatch& predicate : predicates_) {
      FactPattern pattern{subjects_, predicate.name, objects_};
      if (predicate.swapped) {
        if (literal_) continue;  // no literal is a subject
        std::swap(pattern.subjects, pattern.objects);
      }
      KG_RETURN_IF_ERROR(groups_.AddRelations(pattern, literal_));
      // Acts have one direction, and their topics are no literals.
      if (!predicate.swapped && !literal_) {
        KG_RETURN_IF_ERROR(groups_.AddClaims(pattern));
      }
    }
    return Status();
  }

  Result<std::vector<FoundRow>> MakeRows() {
    std::vector<FactGroup> shown;
    for (FactGroup& group : groups_.TakeSorted()) {
      if (query_.all || group.plain) {
        shown.push_back(std::move(group));
      } else {
        ++result_.hidden_rows;
      }
    }
    result_.total_rows = shown.size();
    if (query_.max_rows > 0 && shown.size() > query_.max_rows) {
      shown.resize(query_.max_rows);
    }
    RowMaker maker(view_, query_.max_evidence);
    std::vector<FoundRow> rows;
    for (const FactGroup& group : shown) {
      if (query_.cancel != nullptr && query_.cancel->cancelled()) {
        return Status::Cancelled();
      }
      KG_ASSIGN(FoundRow row, maker.Make(group));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  const GraphView& view_;
  PredicateNames names_;
  const FindQuery& query_;
  FactGroups groups_;
  std::vector<EntityId> subjects_, objects_;  // empty: any
  std::vector<PredicateMatch> predicates_;    // an empty name: any
  std::optional<std::string> literal_;        // folded
  FindResult result_;
};

}  // namespace

Result<FindResult> Find(const GraphView& view, const Lexicon& lexicon,
                        const FindQuery& query) {
  return Finder(view, lexicon, query).Run();
}

}  // namespace kg
