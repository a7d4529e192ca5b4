#include "graph/view/graph_view.h"

namespace kg {

Status GraphView::ForEachRelationFrom(
    const EntityId& subject,
    const std::function<bool(const RelationRecord&,
                             const std::vector<EvidenceRecord>&)>& visit)
    const {
  KG_ASSIGN(const std::vector<RelationRecord> relations,
            Relations({{subject}, "", {}}));
  for (const RelationRecord& relation : relations) {
    KG_ASSIGN(const std::vector<EvidenceRecord> evidence,
              EvidenceOf(relation.id));
    if (!visit(relation, evidence)) break;
  }
  return Status();
}

}  // namespace kg
