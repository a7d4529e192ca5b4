// Reading the raw family, for Store and Snapshot alike. Pure functions over a
// database; thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "graph/store/raw_records.h"
#include "graph/store/rocks.h"
#include "graph/store/store.h"

namespace kg {

// The article's metadata, text and facts, with its entities' assignment.
// NotFound where there is no such article.
Result<ArticleFacts> ReadArticle(const Database& database, const ArticleId& id);
// By ascending id, until false.
Status ForEachStoredArticle(
    const Database& database,
    const std::function<Result<bool>(const ArticleFacts&)>& visit);
// The metadata alone; nothing where there is none.
Result<std::optional<ArticleMeta>> ReadMeta(const Database& database,
                                            const ArticleId& id);
// The metadata and the text.
Result<Article> ReadText(const Database& database, const ArticleId& id);
Result<std::optional<StoredArticle>> ReadStored(const Database& database,
                                                const ArticleId& id);
Result<std::vector<ArticleId>> ReadArticleIds(const Database& database);

Result<std::optional<EntityNames>> ReadNames(const Database& database,
                                             const EntityId& id);
Result<std::vector<EntityId>> ReadNamedEntities(const Database& database);

Result<std::optional<FileState>> ReadFileState(const Database& database,
                                               const std::string& root_label,
                                               const std::string& path);
Result<std::vector<FileState>> ReadFiles(const Database& database,
                                         const std::string& root_label);
Result<std::vector<Root>> ReadRoots(const Database& database);
Result<std::optional<Manifest>> ReadManifest(const Database& database);
Result<std::vector<Decision>> ReadDecisions(const Database& database);

}  // namespace kg
