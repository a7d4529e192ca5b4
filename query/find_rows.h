// RowMaker: a group of facts as a row, with names, quotes and places. Private
// to query. Borrows the view; not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/lru.h"
#include "base/status.h"
#include "base/unicode.h"
#include "graph/view/graph_view.h"
#include "query/find.h"
#include "query/find_groups.h"

namespace kg {

class RowMaker {
 public:
  // At most `max_evidence` pieces of evidence a row; 0: all.
  RowMaker(const GraphView& view, size_t max_evidence)
      : view_(view), max_evidence_(max_evidence) {}

  Result<FoundRow> Make(const FactGroup& group);

 private:
  Result<FoundEntity> EntityOf(const EntityId& id);
  Result<const ArticleRecord*> ArticleOf(const ArticleId& id);
  // Bytes to code points; of an article without text they are the same.
  Result<Span> ToCodePoints(const ArticleRecord& article, const Span& span);
  Result<std::vector<EvidenceRecord>> EvidenceOf(const FactGroup& group);
  Status AddEvidence(const FactGroup& group, FoundRow* row);

  const GraphView& view_;
  size_t max_evidence_;
  LruCache<EntityId, FoundEntity> entities_{1 << 16};
  LruCache<ArticleId, ArticleRecord> articles_{4096};
  LruCache<ArticleId, OffsetMap> offsets_{4096};
};

}  // namespace kg
