// What exports ask of articles again and again, with the last used ones kept:
// facts come in the order of their ids and so meet articles at random.
// Borrows the view; not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/lru.h"
#include "base/unicode.h"
#include "graph/view/graph_view.h"

namespace kg {

struct ArticleInfo {
  std::string path;
  std::optional<std::string> url;
  std::string date;
  ArticleId origin;  // the article itself, or the one that it nearly copies
  bool has_text = true;
};

class ArticleCache {
 public:
  explicit ArticleCache(const GraphView& view) : view_(view) {}

  // Lives until the next call.
  Result<const ArticleInfo*> Info(const ArticleId& id);
  // From bytes to code points; null where the text is not stored.
  Result<std::shared_ptr<const OffsetMap>> Offsets(const ArticleId& id);
  // The article's text; null where it is not stored.
  Result<std::shared_ptr<const std::string>> Text(const ArticleId& id);

 private:
  // Chosen: an article's facts take 200 bytes, its offsets about 1 kB.
  static constexpr size_t kInfos = 1 << 15;
  static constexpr size_t kOffsets = 4096;
  // Chosen: 512 texts of at most 64 kB; a longer one is read each time.
  static constexpr size_t kTexts = 512;
  static constexpr size_t kMaxText = 1 << 16;

  const GraphView& view_;
  LruCache<ArticleId, ArticleInfo> infos_{kInfos};
  LruCache<ArticleId, std::shared_ptr<const OffsetMap>> offsets_{kOffsets};
  LruCache<ArticleId, std::shared_ptr<const std::string>> texts_{kTexts};
};

}  // namespace kg
