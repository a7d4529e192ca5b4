// The forces of ForceAtlas2 on one connected graph. Private to the layout.
#pragma once

#include <span>
#include <vector>

#include "exporters/layout.h"

namespace kg {

// Moves the nodes of a graph from where they are until it has opened up; ends
// early where the token was set. Deterministic.
void ApplyForces(std::span<const LayoutEdge> edges, uint32_t steps,
                 const CancelToken* cancel, std::vector<Position>* positions);

// Pushes nodes apart that lie on each other, `margin` between them.
void RemoveOverlaps(const std::vector<double>& radii, double margin,
                    const CancelToken* cancel,
                    std::vector<Position>* positions);

}  // namespace kg
