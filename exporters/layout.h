// Positions for a drawing of a graph. Each connected part is laid out by the
// forces of ForceAtlas2 (Jacomy et al., PLOS ONE 2014) with Barnes and Hut's
// approximation, then freed of overlaps; the largest part stands in the middle,
// the others in rings around it, single nodes outside.
//
// A pure function of its arguments: no random numbers, no threads, and in the
// loop of forces only operations that IEEE 754 rounds exactly. Takes at most
// 420 bytes a node and 32 an edge beside its arguments; time n log n a step,
// with 4 million node steps in all, at least 40 steps, at most 800.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "exporters/sink.h"

namespace kg {

struct LayoutEdge {
  uint32_t from = 0;  // index of a node
  uint32_t to = 0;
};

// The connected part of each node; parts are numbered by their first node.
std::vector<uint32_t> ConnectedParts(uint32_t nodes,
                                     std::span<const LayoutEdge> edges);

// A position for each of `radii`, the sizes of the nodes. Cancelled where the
// token was set.
Result<std::vector<Position>> ComputeLayout(const std::vector<double>& radii,
                                            std::span<const LayoutEdge> edges,
                                            const CancelToken* cancel);

}  // namespace kg
