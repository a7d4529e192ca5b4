#include "exporters/layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "exporters/forces.h"

namespace kg {
namespace {

// Chosen by looking at drawings of 10 to 1,000 nodes.
constexpr double kMargin = 8;       // between nodes
constexpr double kSpread = 6;       // area of a part over that of its nodes
constexpr double kPartMargin = 20;  // between parts
// How far from the middle, in root mean squares, a part stays as the forces
// left it: a disc of one density ends there. Chains of few nodes are driven
// further.
constexpr double kRim = 1.4142135623730951;
// A budget of time: 4 million steps of one node took 6 s on a 2-core machine.
constexpr uint64_t kNodeSteps = 4'000'000;
constexpr uint64_t kMinSteps = 40;
constexpr uint64_t kMaxSteps = 800;

uint32_t Root(std::vector<uint32_t>* parents, uint32_t node) {
  std::vector<uint32_t>& up = *parents;
  while (up[node] != node) {
    up[node] = up[up[node]];
    node = up[node];
  }
  return node;
}

// A connected part, with its own numbers of nodes.
struct Part {
  std::vector<uint32_t> nodes;  // ascending
  std::vector<LayoutEdge> edges;
  std::vector<Position> positions;  // around 0, 0
  double radius = 0;
};

// Sunflower seeds (Vogel 1979): the same density everywhere, no two alike. The
// golden angle is turned by multiplication, which rounds the same everywhere.
std::vector<Position> Sunflower(size_t count) {
  constexpr double kCos = -0.7373688780783197;  // of 137.5 degrees
  constexpr double kSin = 0.6754902942615238;
  std::vector<Position> out(count);
  Position turn{1, 0};
  for (size_t i = 0; i < count; ++i) {
    const double radius = 10 * std::sqrt(static_cast<double>(i) + 0.5);
    out[i] = {turn.x * radius, turn.y * radius};
    turn = {turn.x * kCos - turn.y * kSin, turn.x * kSin + turn.y * kCos};
  }
  return out;
}

// The order in which nodes take their seeds: by steps from the one with most
// edges, so that neighbours start near each other.
std::vector<uint32_t> SeedOrder(const Part& part) {
  const size_t n = part.nodes.size();
  std::vector<uint32_t> first(n + 1, 0), next(2 * part.edges.size());
  for (const LayoutEdge& edge : part.edges) {
    ++first[edge.from + 1];
    ++first[edge.to + 1];
  }
  const size_t start =
      std::max_element(first.begin() + 1, first.end()) - first.begin() - 1;
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<uint32_t> fill(first.begin(), first.end() - 1);
  for (const LayoutEdge& edge : part.edges) {
    next[fill[edge.from]++] = edge.to;
    next[fill[edge.to]++] = edge.from;
  }
  std::vector<uint32_t> order = {static_cast<uint32_t>(start)};
  std::vector<bool> seen(n, false);
  seen[start] = true;
  for (size_t at = 0; at < order.size(); ++at) {
    for (uint32_t i = first[order[at]]; i < first[order[at] + 1]; ++i) {
      if (!seen[next[i]]) {
        seen[next[i]] = true;
        order.push_back(next[i]);
      }
    }
  }
  return order;
}

// Moves the middle to 0, 0.
void Centre(std::vector<Position>* positions) {
  const double n = static_cast<double>(positions->size());
  Position middle;
  for (const Position& at : *positions) {
    middle.x += at.x / n;
    middle.y += at.y / n;
  }
  for (Position& at : *positions) at = {at.x - middle.x, at.y - middle.y};
}

double MeanSquare(const std::vector<Position>& positions) {
  const double n = static_cast<double>(positions.size());
  double square = 0;
  for (const Position& at : positions) {
    square += (at.x * at.x + at.y * at.y) / n;
  }
  return square;
}

// Brings in what lies beyond the rim, so that a few far nodes do not make the
// rest small: a distance becomes its geometric mean with the rim's. Keeps the
// direction of each node from the middle, and their order.
void DrawIn(std::vector<Position>* positions) {
  const double rim = kRim * std::sqrt(MeanSquare(*positions));
  for (Position& at : *positions) {
    const double distance = std::sqrt(at.x * at.x + at.y * at.y);
    if (distance <= rim) continue;
    const double factor = std::sqrt(rim / distance);
    at = {at.x * factor, at.y * factor};
  }
}

// Gives each node the room that it needs.
void Scale(const std::vector<double>& radii, std::vector<Position>* positions) {
  double area = 0;
  for (const double radius : radii) {
    area += (radius + kMargin) * (radius + kMargin);
  }
  // Of a disc of radius R the mean square is R * R / 2.
  const double square = MeanSquare(*positions);
  if (square <= 0) return;
  const double factor = std::sqrt(kSpread * area / (2 * square));
  for (Position& at : *positions) at = {at.x * factor, at.y * factor};
}

Status LayOut(const std::vector<double>& all_radii, const CancelToken* cancel,
              Part* part) {
  const uint64_t n = part->nodes.size();
  std::vector<double> radii;
  for (const uint32_t node : part->nodes) radii.push_back(all_radii[node]);
  part->positions.assign(n, {});
  if (n > 1) {
    const std::vector<Position> seeds = Sunflower(n);
    const std::vector<uint32_t> order = SeedOrder(*part);
    for (size_t i = 0; i < n; ++i) part->positions[order[i]] = seeds[i];
    ApplyForces(
        part->edges,
        static_cast<uint32_t>(std::clamp(kNodeSteps / n, kMinSteps, kMaxSteps)),
        cancel, &part->positions);
    Centre(&part->positions);
    DrawIn(&part->positions);
    Scale(radii, &part->positions);
    RemoveOverlaps(radii, kMargin, cancel, &part->positions);
  }
  for (size_t i = 0; i < n; ++i) {
    const Position& at = part->positions[i];
    part->radius =
        std::max(part->radius, std::sqrt(at.x * at.x + at.y * at.y) + radii[i]);
  }
  if (cancel != nullptr && cancel->cancelled()) return Status::Cancelled();
  return Status();
}

std::vector<Part> Divide(uint32_t nodes, std::span<const LayoutEdge> edges) {
  const std::vector<uint32_t> part_of = ConnectedParts(nodes, edges);
  std::vector<Part> parts(
      nodes == 0 ? 0 : *std::max_element(part_of.begin(), part_of.end()) + 1);
  std::vector<uint32_t> number(nodes);  // of the node in its part
  for (uint32_t node = 0; node < nodes; ++node) {
    Part& part = parts[part_of[node]];
    number[node] = static_cast<uint32_t>(part.nodes.size());
    part.nodes.push_back(node);
  }
  for (const LayoutEdge& edge : edges) {
    if (edge.from == edge.to) continue;  // pulls nothing
    parts[part_of[edge.from]].edges.push_back(
        {number[edge.from], number[edge.to]});
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) {
                     return a.nodes.size() > b.nodes.size();
                   });
  return parts;
}

// Where the middle of each part goes: the first at 0, 0, the others in rings
// around it, each ring as wide as its widest part.
std::vector<Position> Pack(const std::vector<Part>& parts) {
  std::vector<Position> middles(parts.size());
  double inner = parts.empty() ? 0 : parts[0].radius;
  for (size_t at = 1; at < parts.size();) {
    double widest = 0, angle = 0;
    size_t end = at;
    std::vector<double> angles;
    for (; end < parts.size(); ++end) {
      const double wide = std::max(widest, parts[end].radius + kPartMargin / 2);
      const double ring = inner + kPartMargin / 2 + wide;
      const double half = std::asin(
          std::min(1.0, (parts[end].radius + kPartMargin / 2) / ring));
      if (angle + 2 * half > 6.2831853 && end > at) break;
      widest = wide;
      angles.push_back(angle + half);
      angle += 2 * half;
    }
    const double ring = inner + kPartMargin / 2 + widest;
    // A ring that is not full is spread out evenly.
    const double stretch = angle > 0 ? std::max(1.0, 6.2831853 / angle) : 1;
    for (size_t i = at; i < end; ++i) {
      const double turn = angles[i - at] * stretch;
      middles[i] = {ring * std::cos(turn), ring * std::sin(turn)};
    }
    inner = ring + widest;
    at = end;
  }
  return middles;
}

}  // namespace

std::vector<uint32_t> ConnectedParts(uint32_t nodes,
                                     std::span<const LayoutEdge> edges) {
  std::vector<uint32_t> parents(nodes);
  std::iota(parents.begin(), parents.end(), 0);
  for (const LayoutEdge& edge : edges) {
    const uint32_t a = Root(&parents, edge.from), b = Root(&parents, edge.to);
    parents[std::max(a, b)] = std::min(a, b);
  }
  std::vector<uint32_t> parts(nodes);
  uint32_t count = 0;
  for (uint32_t node = 0; node < nodes; ++node) {
    const uint32_t root = Root(&parents, node);  // root <= node
    parts[node] = root == node ? count++ : parts[root];
  }
  return parts;
}

Result<std::vector<Position>> ComputeLayout(const std::vector<double>& radii,
                                            std::span<const LayoutEdge> edges,
                                            const CancelToken* cancel) {
  std::vector<Part> parts = Divide(static_cast<uint32_t>(radii.size()), edges);
  for (Part& part : parts) {
    KG_RETURN_IF_ERROR(LayOut(radii, cancel, &part));
  }
  const std::vector<Position> middles = Pack(parts);
  std::vector<Position> out(radii.size());
  for (size_t p = 0; p < parts.size(); ++p) {
    for (size_t i = 0; i < parts[p].nodes.size(); ++i) {
      out[parts[p].nodes[i]] = {parts[p].positions[i].x + middles[p].x,
                                parts[p].positions[i].y + middles[p].y};
    }
  }
  return out;
}

}  // namespace kg
