#include "query/kgq/operator.h"

#include <chrono>

namespace kg {
namespace {

using Maker = std::unique_ptr<QueryOperator> (*)(const PlanNode&, QueryRun&);

Maker MakerOf(PlanKind kind) {
  switch (kind) {
    case PlanKind::kAllNodes:
    case PlanKind::kLabelled:
    case PlanKind::kNamed:
    case PlanKind::kEdgesOfType:
      return MakeScan;
    case PlanKind::kCountEdges:
      return MakeCountEdges;
    case PlanKind::kCountPaths:
      return MakeCountPaths;
    case PlanKind::kExpand:
      return MakeExpand;
    case PlanKind::kExpandPaths:
      return MakeExpandPaths;
    case PlanKind::kEndsOfEdge:
    case PlanKind::kEndsOfEdges:
      return MakeEnds;
    case PlanKind::kShortest:
      return MakeShortest;
    case PlanKind::kAggregate:
    case PlanKind::kDistinct:
    case PlanKind::kStoredCount:
      return MakeAggregate;
    case PlanKind::kSort:
      return MakeSort;
    default:
      return MakeRowOperator;
  }
}

}  // namespace

QueryOperator::QueryOperator(const PlanNode& node, QueryRun& run)
    : node_(node), run_(run) {
  if (node.input != nullptr) input_ = MakeOperator(*node.input, run);
  for (const std::unique_ptr<PlanNode>& part : node.inner) {
    inner_.push_back(MakeOperator(*part, run));
  }
}

QueryOperator::~QueryOperator() = default;

void QueryOperator::Open() { DoOpen(); }

bool QueryOperator::Next() {
  if (!run_.Tick()) return false;
  if (!run_.options().profile) return DoNext() && !run_.failed();
  const auto begin = std::chrono::steady_clock::now();
  const bool more = DoNext() && !run_.failed();
  seconds_ +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
          .count();
  if (more) ++rows_;
  return more;
}

std::unique_ptr<QueryOperator> MakeOperator(const PlanNode& node,
                                            QueryRun& run) {
  return MakerOf(node.kind)(node, run);
}

}  // namespace kg
