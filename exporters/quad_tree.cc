#include "exporters/quad_tree.h"

#include <algorithm>

namespace kg {
namespace {

// A cell counts as one body where it is this much narrower than far: 1.0 is
// between Barnes and Hut's own 0.7 and Gephi's 1.2.
constexpr double kTheta = 1.0;
constexpr double kSame = 1e-14;
constexpr int kMaxDepth = 32;  // closer bodies share a leaf

}  // namespace

void QuadTree::Build(const std::vector<Position>& positions,
                     const std::vector<double>& masses) {
  cells_.clear();
  stops_.clear();
  if (positions.empty()) return;
  double right = positions[0].x, top = positions[0].y;
  left_ = right;
  bottom_ = top;
  for (const Position& at : positions) {
    left_ = std::min(left_, at.x);
    right = std::max(right, at.x);
    bottom_ = std::min(bottom_, at.y);
    top = std::max(top, at.y);
  }
  width_ = std::max({right - left_, top - bottom_, 1e-9});
  cells_.emplace_back();
  cells_[0].width = width_;
  for (size_t i = 0; i < positions.size(); ++i) Insert(positions[i], masses[i]);
  LineUp();
}

// Of four children the last comes first.
void QuadTree::LineUp() {
  stops_.clear();
  stops_.reserve(cells_.size());
  struct Visit {
    int32_t cell;
    uint32_t stop;  // of a cell whose children are through
    bool done;
  };
  std::vector<Visit> stack = {{0, 0, false}};
  while (!stack.empty()) {
    const Visit visit = stack.back();
    stack.pop_back();
    const auto here = static_cast<uint32_t>(stops_.size());
    if (visit.done) {
      stops_[visit.stop].next = here;
      continue;
    }
    const Cell& cell = cells_[visit.cell];
    stops_.push_back({cell.x / cell.mass, cell.y / cell.mass, cell.mass,
                      cell.leaf ? -1 : cell.width * cell.width, here + 1});
    if (cell.leaf) continue;
    stack.push_back({visit.cell, here, true});
    for (const int32_t child : cell.child) {
      if (child >= 0) stack.push_back({child, 0, false});
    }
  }
}

void QuadTree::Insert(const Position& at, double mass) {
  int32_t index = 0;
  double left = left_, bottom = bottom_, width = width_;
  // The body of a leaf that has to go one level down.
  Position pushed;
  double pushed_mass = 0;
  for (int depth = 0;; ++depth) {
    Cell& cell = cells_[index];
    const bool was_empty = cell.mass == 0;
    const Position centre = {was_empty ? 0 : cell.x / cell.mass,
                             was_empty ? 0 : cell.y / cell.mass};
    const double old_mass = cell.mass;
    cell.x += at.x * mass;
    cell.y += at.y * mass;
    cell.mass += mass;
    if (was_empty || depth == kMaxDepth) return;
    width /= 2;
    const auto quarter = [&](const Position& p) {
      return (p.x >= left + width ? 1 : 0) + (p.y >= bottom + width ? 2 : 0);
    };
    if (cell.leaf) {
      cell.leaf = false;
      pushed = centre;
      pushed_mass = old_mass;
      const int down = quarter(pushed);
      cells_[index].child[down] = static_cast<int32_t>(cells_.size());
      cells_.emplace_back();
      Cell& child = cells_.back();
      child.width = width;
      child.x = pushed.x * pushed_mass;
      child.y = pushed.y * pushed_mass;
      child.mass = pushed_mass;
    }
    const int down = quarter(at);
    if (cells_[index].child[down] < 0) {
      cells_[index].child[down] = static_cast<int32_t>(cells_.size());
      cells_.emplace_back();
      cells_.back().width = width;
    }
    if (down & 1) left += width;
    if (down & 2) bottom += width;
    index = cells_[index].child[down];
  }
}

Position QuadTree::Repulsion(const Position& at) const {
  Position force;
  const double nearest = kSame * width_ * width_;
  for (size_t here = 0; here < stops_.size();) {
    const Stop& stop = stops_[here];
    const double dx = at.x - stop.x, dy = at.y - stop.y;
    const double square = dx * dx + dy * dy;
    if (stop.square >= kTheta * kTheta * square) {
      ++here;
      continue;
    }
    // mass / distance along the unit vector. What is no further than rounding
    // can bring it is the body itself.
    if (square > nearest) {
      force.x += stop.mass * dx / square;
      force.y += stop.mass * dy / square;
    }
    here = stop.next;
  }
  return force;
}

}  // namespace kg
