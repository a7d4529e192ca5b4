#include "graph/store/check.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "graph/store/expected.h"
#include "graph/store/raw.h"

namespace kg {
namespace {

constexpr size_t kMostViolations = 100;

class Checker {
 public:
  explicit Checker(const Database& database)
      : database_(database), expected_(given_) {}

  Result<std::vector<Violation>> Run() {
    const Status checksums = database_.VerifyChecksums();
    if (!checksums.ok()) {
      Broken("checksums", checksums.message());
      return std::move(violations_);
    }
    KG_RETURN_IF_ERROR(ReadGivenIds());
    KG_RETURN_IF_ERROR(CheckNextIds());
    KG_RETURN_IF_ERROR(AddArticles());
    KG_RETURN_IF_ERROR(AddNames());
    KG_RETURN_IF_ERROR(CheckOtherRaw());
    const ExpectedRows rows = std::move(expected_).Rows();
    for (Family family : kFamilies) {
      if (family == Family::kRaw) continue;
      KG_RETURN_IF_ERROR(Compare(family, rows[static_cast<size_t>(family)]));
    }
    return std::move(violations_);
  }

 private:
  void Broken(std::string key, std::string rule) {
    if (violations_.size() == kMostViolations) return;
    violations_.push_back({std::move(key), std::move(rule)});
  }
  void Broken(Family family, std::string_view key, std::string rule) {
    Broken(KeyText(family, key), std::move(rule));
  }

  Status ForEach(Family family, char tag,
                 const std::function<void(std::string_view key,
                                          std::string_view value)>& visit) {
    Cursor cursor = database_.Scan(family, std::string(1, tag));
    for (; cursor.Valid(); cursor.Next()) visit(cursor.key(), cursor.value());
    return cursor.status();
  }

  void Give(std::string_view key, PrivateId id) {
    const std::optional<Hash128> hash = HashOfKey(key);
    if (!hash) return Broken(Family::kRecord, key, "it holds no hash");
    given_.ids[*hash] = id;
    highest_ = std::max(highest_, id);
    if (id == PrivateId::kNone || !taken_.insert(id).second) {
      Broken(Family::kRecord, key, "its private id is another's too");
    }
  }

  // The private ids of all rows of a kind; a row that does not decode is left
  // for the comparison to name.
  template <typename Row>
  Status ReadIds(char tag, PrivateId Row::*id) {
    return ForEach(Family::kRecord, tag, [&](auto key, auto value) {
      if (PartOfKey(key)) return;
      const auto row = Decode<Row>(Family::kRecord, key, value);
      if (row.ok()) Give(key, (*row).*id);
    });
  }

  Status ReadGivenIds() {
    KG_RETURN_IF_ERROR(
        ForEach(Family::kRecord, tag::kDocument, [&](auto key, auto value) {
          const auto id = Decode<PrivateId>(Family::kRecord, key, value);
          if (id.ok()) Give(key, *id);
        }));
    KG_RETURN_IF_ERROR(ReadIds(tag::kEntity, &EntityRow::id));
    KG_RETURN_IF_ERROR(ReadIds(tag::kRelation, &RelationRow::id));
    KG_RETURN_IF_ERROR(ReadIds(tag::kClaim, &ClaimRow::id));
    std::set<PredicateId> taken;
    return ForEach(Family::kRecord, tag::kPredicate, [&](auto key, auto value) {
      const auto row = Decode<PredicateRow>(Family::kRecord, key, value);
      if (!row.ok()) return;
      given_.predicates[std::string(key.substr(1))] = row->id;
      highest_predicate_ = std::max(highest_predicate_, row->id);
      if (row->id == PredicateId::kNone || !taken.insert(row->id).second) {
        Broken(Family::kRecord, key, "its private id is another's too");
      }
    });
  }

  Status CheckNextIds() {
    const std::string key(1, tag::kNextIds);
    KG_ASSIGN(const auto bytes, database_.Get(Family::kRecord, key));
    if (!bytes) {
      if (!taken_.empty()) Broken(Family::kRecord, key, "it is missing");
      return Status();
    }
    const auto next = Decode<NextIds>(Family::kRecord, key, *bytes);
    if (!next.ok()) {
      Broken(Family::kRecord, key, "it is no whole record");
    } else if (next->id <= highest_ || next->predicate <= highest_predicate_) {
      Broken(Family::kRecord, key, "it would give an id twice");
    }
    return Status();
  }

  Status AddArticles() {
    std::vector<ArticleId> articles;
    KG_RETURN_IF_ERROR(
        ForEach(Family::kRaw, tag::kArticle, [&](auto key, auto) {
          const std::optional<Hash128> hash = HashOfKey(key);
          if (hash) articles.push_back({*hash});
        }));
    for (const ArticleId& id : articles) {
      const Result<ArticleFacts> whole = ReadArticle(database_, id);
      if (!whole.ok()) {
        Broken(Family::kRaw, HashKey(tag::kArticle, id.hash),
               "it cannot be read whole (" + whole.status().message() + ")");
        continue;
      }
      expected_.Add(
          MakeContribution(whole->facts, whole->entities, whole->source));
      entities_.insert(whole->entities.begin(), whole->entities.end());
    }
    for (char tag : {tag::kText, tag::kFacts}) {
      KG_RETURN_IF_ERROR(ForEach(Family::kRaw, tag, [&](auto key, auto) {
        const std::optional<Hash128> hash = HashOfKey(key);
        if (!hash || !std::binary_search(articles.begin(), articles.end(),
                                         ArticleId{*hash})) {
          Broken(Family::kRaw, key, "its article is not there");
        }
      }));
    }
    return Status();
  }

  Status AddNames() {
    return ForEach(Family::kRaw, tag::kNames, [&](auto key, auto value) {
      const std::optional<Hash128> hash = HashOfKey(key);
      const auto names = DecodeRaw<EntityNames>(key, value);
      if (!hash || !names.ok()) {
        Broken(Family::kRaw, key, "it is no whole record");
      } else if (!entities_.contains({*hash})) {
        Broken(Family::kRaw, key, "its entity is not there");
      } else {
        expected_.AddNames({*hash}, *names);
      }
    });
  }

  // Records that nothing is derived from need only be whole.
  template <typename T>
  Status CheckWhole(char tag) {
    return ForEach(Family::kRaw, tag, [&](auto key, auto value) {
      if (!DecodeRaw<T>(key, value).ok()) {
        Broken(Family::kRaw, key, "it is no whole record");
      }
    });
  }

  Status CheckOtherRaw() {
    KG_RETURN_IF_ERROR(CheckWhole<Decision>(tag::kDecision));
    KG_RETURN_IF_ERROR(CheckWhole<FileState>(tag::kFile));
    KG_RETURN_IF_ERROR(CheckWhole<Manifest>(tag::kManifest));
    return ForEach(Family::kRaw, tag::kRoot, [&](auto key, auto value) {
      if (!Decode<std::string>(Family::kRaw, key, value).ok()) {
        Broken(Family::kRaw, key, "it is no whole record");
      }
    });
  }

  // Walks both in key order.
  Status Compare(Family family,
                 const std::map<std::string, std::string>& rows) {
    const std::string next_ids(1, tag::kNextIds);
    // The rows of the index are their owner's to check.
    const auto is_apart = [&](std::string_view key) {
      return family == Family::kRecord &&
             (key == next_ids || key[0] == tag::kIndex);
    };
    Cursor cursor = database_.Scan(family, "");
    auto row = rows.begin();
    while (violations_.size() < kMostViolations) {
      if (cursor.Valid() && is_apart(cursor.key())) {
        cursor.Next();
        continue;
      }
      const bool stored = cursor.Valid();
      if (!stored && row == rows.end()) break;
      if (!stored || (row != rows.end() && row->first < cursor.key())) {
        Broken(family, row->first,
               "it is missing, though the articles make it");
        ++row;
      } else if (row == rows.end() || cursor.key() < row->first) {
        Broken(family, cursor.key(), "it is there, though no article makes it");
        cursor.Next();
      } else {
        if (cursor.value() != row->second) {
          Broken(family, row->first, "it differs from what the articles make");
        }
        cursor.Next();
        ++row;
      }
    }
    return cursor.status();
  }

  const Database& database_;
  GivenIds given_;
  Expected expected_;
  std::set<PrivateId> taken_;
  std::set<EntityId> entities_;
  PrivateId highest_ = PrivateId::kNone;
  PredicateId highest_predicate_ = PredicateId::kNone;
  std::vector<Violation> violations_;
};

}  // namespace

Result<std::vector<Violation>> CheckDatabase(const Database& database) {
  return Checker(database).Run();
}

}  // namespace kg
