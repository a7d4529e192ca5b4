#include "exporters/article_cache.h"

#include <utility>

namespace kg {

Result<const ArticleInfo*> ArticleCache::Info(const ArticleId& id) {
  if (const ArticleInfo* known = infos_.Find(id)) return known;
  KG_ASSIGN(ArticleRecord record, view_.Article(id));
  return infos_.Put(id, {std::move(record.path), std::move(record.url),
                         std::move(record.date),
                         record.near_copy_of.value_or(id), record.has_text});
}

Result<std::shared_ptr<const OffsetMap>> ArticleCache::Offsets(
    const ArticleId& id) {
  if (const auto* known = offsets_.Find(id)) return *known;
  KG_ASSIGN(const auto text, Text(id));
  auto offsets = text ? std::make_shared<const OffsetMap>(*text) : nullptr;
  offsets_.Put(id, offsets);
  return offsets;
}

Result<std::shared_ptr<const std::string>> ArticleCache::Text(
    const ArticleId& id) {
  if (const auto* known = texts_.Find(id)) return *known;
  KG_ASSIGN(const ArticleInfo* info, Info(id));
  std::shared_ptr<const std::string> text;
  if (info->has_text) {
    KG_ASSIGN(std::string read, view_.Text(id));
    text = std::make_shared<const std::string>(std::move(read));
  }
  if (text == nullptr || text->size() <= kMaxText) texts_.Put(id, text);
  return text;
}

}  // namespace kg
