#include "exporters/forces.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "exporters/quad_tree.h"

namespace kg {
namespace {

// ForceAtlas2's own settings, as Gephi has them: scaling 10 below 100 nodes,
// else 2; gravity 1; tolerance 1.
constexpr double kGravity = 4.0;
constexpr double kMinEfficiency = 0.05;
constexpr uint32_t kOrderEvery = 8;  // steps; chosen

double Length(double x, double y) { return std::sqrt(x * x + y * y); }

class Forces {
 public:
  Forces(std::span<const LayoutEdge> edges, std::vector<Position>* positions)
      : edges_(edges),
        positions_(*positions),
        masses_(positions->size(), 1.0),
        now_(positions->size()),
        before_(positions->size()),
        order_(positions->size()),
        scaling_(positions->size() < 100 ? 10.0 : 2.0) {
    for (const LayoutEdge& edge : edges_) {
      masses_[edge.from] += 1;
      masses_[edge.to] += 1;
    }
  }

  void Step() {
    before_.swap(now_);
    tree_.Build(positions_, masses_);
    if (steps_++ % kOrderEvery == 0) SortByPlace();
    for (const uint32_t i : order_) {
      const Position& at = positions_[i];
      const Position push = tree_.Repulsion(at);
      const double factor = scaling_ * masses_[i];
      const double far = Length(at.x, at.y);
      const double pull = far > 0 ? kGravity * masses_[i] / far : 0;
      now_[i] = {push.x * factor - at.x * pull, push.y * factor - at.y * pull};
    }
    for (const LayoutEdge& edge : edges_) {
      const double dx = positions_[edge.from].x - positions_[edge.to].x;
      const double dy = positions_[edge.from].y - positions_[edge.to].y;
      now_[edge.from].x -= dx;
      now_[edge.from].y -= dy;
      now_[edge.to].x += dx;
      now_[edge.to].y += dy;
    }
    SetSpeed();
    Move();
  }

 private:
  // Neighbours one after the other walk the same cells, which are then at hand
  // in the cache. Their order changes no force.
  void SortByPlace() {
    constexpr double kStripes = 64;  // chosen
    double bottom = positions_[0].y, top = bottom;
    for (const Position& at : positions_) {
      bottom = std::min(bottom, at.y);
      top = std::max(top, at.y);
    }
    const double height = std::max(top - bottom, 1e-9) / kStripes;
    std::vector<std::pair<double, double>> keys;
    keys.reserve(positions_.size());
    for (const Position& at : positions_) {
      const double stripe = std::floor((at.y - bottom) / height);
      // There and back again.
      keys.emplace_back(stripe, std::fmod(stripe, 2) == 0 ? at.x : -at.x);
    }
    std::iota(order_.begin(), order_.end(), 0);
    std::sort(order_.begin(), order_.end(),
              [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
  }

  double Swing(size_t i) const {
    return masses_[i] *
           Length(before_[i].x - now_[i].x, before_[i].y - now_[i].y);
  }

  // The adaptive speed of the paper, with the bounds of Gephi's version.
  void SetSpeed() {
    double swing = 0, traction = 0;
    for (size_t i = 0; i < now_.size(); ++i) {
      swing += Swing(i);
      traction += masses_[i] * 0.5 *
                  Length(before_[i].x + now_[i].x, before_[i].y + now_[i].y);
    }
    if (swing <= 0 || traction <= 0) return;
    const double n = static_cast<double>(now_.size());
    const double estimate = 0.05 * std::sqrt(n);
    double tolerance = std::max(std::sqrt(estimate),
                                std::min(10.0, estimate * traction / (n * n)));
    if (swing / traction > 2.0) {
      if (efficiency_ > kMinEfficiency) efficiency_ *= 0.5;
      tolerance = std::max(tolerance, 1.0);
    }
    const double target = tolerance * efficiency_ * traction / swing;
    if (swing > tolerance * traction) {
      if (efficiency_ > kMinEfficiency) efficiency_ *= 0.7;
    } else if (speed_ < 1000) {
      efficiency_ *= 1.3;
    }
    speed_ += std::min(target - speed_, 0.5 * speed_);
  }

  void Move() {
    for (size_t i = 0; i < now_.size(); ++i) {
      const double factor = speed_ / (1.0 + std::sqrt(speed_ * Swing(i)));
      positions_[i].x += now_[i].x * factor;
      positions_[i].y += now_[i].y * factor;
    }
  }

  std::span<const LayoutEdge> edges_;
  std::vector<Position>& positions_;
  std::vector<double> masses_;
  std::vector<Position> now_, before_;
  std::vector<uint32_t> order_;  // in which forces are summed up
  uint32_t steps_ = 0;
  QuadTree tree_;
  double scaling_;
  double speed_ = 1.0;
  double efficiency_ = 1.0;
};

// Nodes by the square of a grid that they lie in.
class Grid {
 public:
  Grid(const std::vector<Position>& positions, double side) : side_(side) {
    for (uint32_t i = 0; i < positions.size(); ++i) {
      nodes_.push_back({Square(positions[i].x), Square(positions[i].y), i});
    }
    std::sort(nodes_.begin(), nodes_.end());
  }

  // Calls visit(i, j) once for each pair in the same or neighbouring squares.
  template <typename F>
  void ForEachPair(const F& visit) const {
    for (size_t at = 0; at < nodes_.size(); ++at) {
      const Entry& a = nodes_[at];
      for (size_t next = at + 1;
           next < nodes_.size() && nodes_[next].x == a.x &&
           nodes_[next].y <= a.y + 1;
           ++next) {
        visit(a.node, nodes_[next].node);
      }
      auto right = std::lower_bound(nodes_.begin(), nodes_.end(),
                                    Entry{a.x + 1, a.y - 1, 0});
      for (;
           right != nodes_.end() && right->x == a.x + 1 && right->y <= a.y + 1;
           ++right) {
        visit(a.node, right->node);
      }
    }
  }

 private:
  struct Entry {
    int64_t x = 0, y = 0;
    uint32_t node = 0;
    auto operator<=>(const Entry&) const = default;
  };
  int64_t Square(double value) const {
    return static_cast<int64_t>(std::floor(value / side_));
  }
  double side_;
  std::vector<Entry> nodes_;
};

}  // namespace

void ApplyForces(std::span<const LayoutEdge> edges, uint32_t steps,
                 const CancelToken* cancel, std::vector<Position>* positions) {
  Forces forces(edges, positions);
  for (uint32_t step = 0; step < steps; ++step) {
    if (cancel != nullptr && cancel->cancelled()) return;
    forces.Step();
  }
}

void RemoveOverlaps(const std::vector<double>& radii, double margin,
                    const CancelToken* cancel,
                    std::vector<Position>* positions) {
  constexpr int kRounds = 60;  // chosen: what is left then is hardly seen
  if (radii.empty()) return;
  const double widest = *std::max_element(radii.begin(), radii.end());
  std::vector<Position>& at = *positions;
  for (int round = 0; round < kRounds; ++round) {
    if (cancel != nullptr && cancel->cancelled()) return;
    bool moved = false;
    Grid(at, 2 * widest + margin).ForEachPair([&](uint32_t a, uint32_t b) {
      const double wanted = radii[a] + radii[b] + margin;
      double dx = at[a].x - at[b].x, dy = at[a].y - at[b].y;
      double distance = Length(dx, dy);
      if (distance >= wanted) return;
      if (distance == 0) dx = distance = 1;  // anywhere, but always there
      const double push = (wanted - distance) / (2 * distance);
      // The larger one stays, as people look for it where it was.
      const double share = radii[b] / (radii[a] + radii[b]);
      at[a].x += dx * push * 2 * share;
      at[a].y += dy * push * 2 * share;
      at[b].x -= dx * push * 2 * (1 - share);
      at[b].y -= dy * push * 2 * (1 - share);
      moved = true;
    });
    if (!moved) return;
  }
}

}  // namespace kg
