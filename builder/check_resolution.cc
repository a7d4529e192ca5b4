#include "builder/check_resolution.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "builder/graph_writer.h"
#include "graph/resolve/decisions.h"
#include "graph/resolve/index.h"
#include "graph/resolve/name_tables.h"
#include "graph/resolve/near_copies.h"
#include "graph/resolve/resolver.h"
#include "graph/store/raw_records.h"

namespace kg {
namespace {

constexpr size_t kMostViolations = 100;

// An index over nothing: what there is are its changes.
ResolveIndex::Base NoRows() {
  return {
      [](const std::string&) { return std::optional<std::string>(); },
      [](const std::string&, const ResolveIndex::Visit&) { return Status(); }};
}

// "n name 'ada'", of a key that may hold any bytes.
std::string IndexKeyText(std::string_view key) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "resolution/";
  for (char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) {
      text += c;
    } else {
      text += '%';
      text += kDigits[byte >> 4];
      text += kDigits[byte & 15];
    }
  }
  return text;
}

class ResolutionChecker {
 public:
  ResolutionChecker(const Snapshot& snapshot, const Lexicon& lexicon)
      : snapshot_(snapshot),
        version_(ResolveVersion(lexicon)),
        tables_(lexicon),
        index_(NoRows()),
        copies_(&index_, [&snapshot](const ArticleId& id) -> Result<Article> {
          KG_ASSIGN(LocalFacts facts, snapshot.Facts(id));
          return std::move(facts.article);
        }) {}

  Result<ResolutionReport> Run() {
    KG_RETURN_IF_ERROR(ReadRows());
    const auto version = rows_.find(ResolveIndex::VersionKey());
    if (version == rows_.end() || version->second != version_) {
      report_.outdated = true;
      return std::move(report_);
    }
    KG_RETURN_IF_ERROR(LoadDecisions());
    KG_ASSIGN(articles_, snapshot_.ArticleIds());
    Resolver resolver(tables_, *decisions_, &index_);
    KG_ASSIGN(const Resolution resolution, ResolveAll(&resolver));
    KG_RETURN_IF_ERROR(CompareArticles(&resolver));
    KG_RETURN_IF_ERROR(CompareNames(resolution));
    index_.Put(ResolveIndex::VersionKey(), version_);
    CompareRows();
    return std::move(report_);
  }

 private:
  void Broken(std::string key, std::string rule) {
    if (report_.violations.size() == kMostViolations) return;
    report_.violations.push_back({std::move(key), std::move(rule)});
  }

  Status ReadRows() {
    return snapshot_.ForEachIndexRow([&](auto key, auto value) {
      rows_.emplace(key, value);
      return true;
    });
  }

  Status LoadDecisions() {
    KG_ASSIGN(std::vector<Decision> decisions, snapshot_.Decisions());
    decisions_ = std::make_unique<DecisionTable>(std::move(decisions), tables_);
    for (const ArticleId& id : decisions_->articles()) {
      KG_ASSIGN(const auto stored, snapshot_.Stored(id));
      if (stored) decisions_->Update(id, &stored->facts);
    }
    decisions_->Refresh();
    return Status();
  }

  std::vector<ResolveKey> KeysOf(const LocalFacts& facts) const {
    std::vector<ResolveKey> keys;
    for (const LocalEntity& entity : facts.entities) {
      keys.push_back(decisions_->KeyFor(entity, facts.article.id));
    }
    return keys;
  }

  // As if all articles had come in one commit.
  Result<Resolution> ResolveAll(Resolver* resolver) {
    for (const ArticleId& id : articles_) {
      KG_ASSIGN(const LocalFacts facts, snapshot_.Facts(id));
      KG_RETURN_IF_ERROR(resolver->Add(facts, KeysOf(facts)));
      KG_RETURN_IF_ERROR(copies_.Add(facts.article));
    }
    KG_RETURN_IF_ERROR(copies_.Finish().status());
    return resolver->Finish();
  }

  Status CompareArticles(Resolver* resolver) {
    for (const ArticleId& id : articles_) {
      KG_ASSIGN(const std::optional<StoredArticle> stored,
                snapshot_.Stored(id));
      if (!stored) continue;
      KG_ASSIGN(const std::vector<EntityId> entities,
                resolver->EntitiesOf(KeysOf(stored->facts)));
      if (entities != stored->entities) {
        Broken("article " + id.Hex(), "its names belong to other entities");
      }
      KG_ASSIGN(const std::optional<ArticleId> source, copies_.SourceOf(id));
      if (source != stored->source) {
        Broken("article " + id.Hex(), "its near-copies are others");
      }
    }
    return Status();
  }

  Status CompareNames(const Resolution& resolution) {
    std::map<EntityId, std::string> expected;
    for (const auto& [id, names] : resolution.names) {
      if (names) expected.emplace(id, Encode(*names));
    }
    KG_ASSIGN(const std::vector<EntityId> named, snapshot_.NamedEntities());
    for (const EntityId& id : named) {
      KG_ASSIGN(const auto names, snapshot_.NamesOf(id));
      const auto at = expected.find(id);
      if (at == expected.end()) {
        Broken("entity " + id.Hex(), "it has names that no article makes");
        continue;
      }
      if (!names || Encode(*names) != at->second) {
        Broken("entity " + id.Hex(), "its names are others");
      }
      expected.erase(at);
    }
    for (const auto& [id, names] : expected) {
      Broken("entity " + id.Hex(), "its names are missing");
    }
    return Status();
  }

  void CompareRows() {
    for (const auto& [key, value] : index_.changes()) {
      if (!value) continue;
      const auto at = rows_.find(key);
      if (at == rows_.end()) {
        Broken(IndexKeyText(key), "it is missing, though the articles make it");
      } else if (at->second != *value) {
        Broken(IndexKeyText(key), "it differs from what the articles make");
      }
      if (at != rows_.end()) rows_.erase(at);
    }
    for (const auto& [key, value] : rows_) {
      Broken(IndexKeyText(key), "it is there, though no article makes it");
    }
  }

  const Snapshot& snapshot_;
  std::string version_;
  ResolveTables tables_;
  std::unique_ptr<DecisionTable> decisions_;
  ResolveIndex index_;
  NearCopies copies_;
  std::vector<ArticleId> articles_;
  std::map<std::string, std::string> rows_;  // as stored
  ResolutionReport report_;
};

}  // namespace

Result<ResolutionReport> CheckResolution(const Snapshot& snapshot,
                                         const Lexicon& lexicon) {
  return ResolutionChecker(snapshot, lexicon).Run();
}

}  // namespace kg
