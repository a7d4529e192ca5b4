// The operators of a pattern, in an order of steps that was chosen.
#pragma once

#include <memory>
#include <vector>

#include "query/kgq/match_steps.h"

namespace kg {

std::unique_ptr<PlanNode> BuildMatch(const MatchPattern& pattern,
                                     const PropertyGraph& graph,
                                     const MatchSteps& steps,
                                     const std::vector<MatchStep>& order,
                                     std::unique_ptr<PlanNode> input);

}  // namespace kg
