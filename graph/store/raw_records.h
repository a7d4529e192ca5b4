// Values of the raw family: one article's metadata, text and local facts, as
// they were committed; decisions, files, roots, the manifest. Everything else
// can be built again from these. Layouts: raw_records.cc and docs/format.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "graph/facts/facts.h"
#include "graph/store/keys.h"
#include "graph/store/store.h"

namespace kg {

struct ArticleMeta {
  Article article;                  // all but id, text and source map
  std::optional<ArticleId> source;  // as ArticleChange's
};

struct ArticleText {
  std::string text;
  std::vector<SourcePosition> source_map;
};

struct ArticleFacts {
  LocalFacts facts;  // all but the article
  // The entity that each local entity belonged to at the commit, so that the
  // article's contribution can be taken out exactly.
  std::vector<EntityId> entities;
  std::optional<ArticleId> source;  // from the metadata
};

std::string EncodeMeta(const Article& article,
                       const std::optional<ArticleId>& source = {});
std::string EncodeArticleText(const Article& article);
std::string EncodeFacts(const LocalFacts& facts,
                        const std::vector<EntityId>& entities);
std::string Encode(const Decision& decision);
std::string Encode(const FileState& file);  // without label and path
std::string Encode(const Manifest& manifest);
std::string Encode(const EntityNames& names);

// Corrupt, naming the key, where the bytes are not one whole record, or where
// local facts refer to what is not there. For ArticleMeta, ArticleText,
// ArticleFacts, Decision, FileState, Manifest, EntityNames.
template <typename T>
Result<T> DecodeRaw(std::string_view key, std::string_view bytes);

// InvalidInput where an index leads nowhere, claims are their own parents, a
// relation has no evidence, or the article's date is not a day.
Status ValidateFacts(const LocalFacts& facts, size_t resolved_entities);

}  // namespace kg
