// Shortest paths between two nodes: breadth first from both ends at once, the
// smaller front first, as far as the fronts meet; then all paths of that
// length, or one of them.

#include <algorithm>
#include <limits>

#include "query/kgq/expand.h"
#include "query/kgq/node_table.h"

namespace kg {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

// An edge by which a node was reached, and the one found before it.
struct Arrival {
  EdgeRef edge;
  uint64_t from = 0;       // the node before it
  uint32_t other = kNone;  // of the same node, by place
};

struct Place {
  uint32_t distance = 0;
  uint32_t arrival = kNone;  // the last found
};

// What one end has reached: each node at its distance, with the edges by which
// it was reached in that many steps: one, or all where all paths are wanted.
struct Reached {
  NodeTable<Place> places;
  std::vector<Arrival> arrivals;
  std::vector<uint64_t> front;
  uint32_t steps = 0;
};

class Shortest : public QueryOperator {
 public:
  using QueryOperator::QueryOperator;
  ~Shortest() override { run_.Release(bytes_); }

 private:
  void DoOpen() override {
    input_->Open();
    paths_.clear();
    at_ = 0;
  }

  bool DoNext() override {
    while (at_ == paths_.size()) {
      if (!input_->Next()) return false;
      paths_.clear();
      at_ = 0;
      run_.Release(std::exchange(bytes_, 0));
      const Value& from = run_.slot(node_.from);
      const Value& to = run_.slot(node_.to);
      if (from.is_node() && to.is_node()) Search(from.node(), to.node());
      if (run_.failed()) return false;
    }
    run_.slot(node_.edge) = paths_[at_++];
    return true;
  }

  void Search(NodeRef from, NodeRef to) {
    if (from == to) {
      // A path of no edges, or none: going round in a circle is no shortest
      // path.
      if (node_.min == 0) paths_.push_back(Value::List({}));
      return;
    }
    if (node_.no_type || node_.min > node_.max) return;
    meetings_.clear();
    Start(&ends_[0], from);
    Start(&ends_[1], to);
    while (!ends_[0].front.empty() && !ends_[1].front.empty()) {
      if (ends_[0].steps + ends_[1].steps >= node_.max) return;
      const size_t side =
          ends_[0].front.size() <= ends_[1].front.size() ? 0 : 1;
      if (!Grow(side)) return;
      if (!meetings_.empty()) break;
    }
    const uint32_t length = ends_[0].steps + ends_[1].steps;
    if (meetings_.empty() || length < node_.min) return;
    Collect(length);
  }

  void Start(Reached* end, NodeRef node) {
    end->places.Clear();
    end->arrivals.clear();
    end->steps = 0;
    end->places.Insert(node.id);
    end->front = {node.id};
  }

  // One step more from one end, or as much of it as is needed. False where the
  // run must stop.
  bool Grow(size_t side) {
    Reached& end = ends_[side];
    const EdgeDirection direction =
        side == 0 ? node_.direction : Turned(node_.direction);
    std::unique_ptr<EdgeCursor>& cursor = cursors_[side];
    if (cursor == nullptr) cursor = run_.graph().Edges(direction, node_.types);
    std::vector<uint64_t> next;
    ++end.steps;
    for (const uint64_t id : end.front) {
      cursor->Seek({id});
      EdgeRef edge;
      while (cursor->Next(&edge)) {
        if (!run_.Tick()) return false;
        const NodeRef other = OtherEnd(edge, {id});
        // Tests are of the node that the step leads to, seen from the start.
        const NodeRef tested = side == 0 ? other : NodeRef{id};
        if (!StepPasses(node_, edge, tested, run_)) continue;
        if (!IsUnused(edge, node_.other_edges, run_)) continue;
        if (!Arrive(side, {edge, id, kNone}, other.id, &next)) return false;
        if (One() && !meetings_.empty()) return true;
      }
      if (!run_.Check(cursor->status())) return false;
    }
    end.front = std::move(next);
    return true;
  }

  // At `node` from one end. The first that the other end has reached too are
  // as far from it as its last step: nearer ones would have been met before.
  bool Arrive(size_t side, Arrival arrival, uint64_t node,
              std::vector<uint64_t>* next) {
    Reached& end = ends_[side];
    const auto [place, fresh] = end.places.Insert(node);
    if (fresh) {
      place->distance = end.steps;
      next->push_back(node);
      if (ends_[1 - side].places.Find(node) != nullptr) {
        meetings_.push_back(node);
      }
    } else if (place->distance != end.steps || One()) {
      return true;
    }
    arrival.other = place->arrival;
    place->arrival = static_cast<uint32_t>(end.arrivals.size());
    end.arrivals.push_back(arrival);
    return Hold(sizeof(Arrival) + (fresh ? 64 : 0));
  }

  bool Hold(uint64_t bytes) {
    bytes_ += bytes;
    return run_.Reserve(bytes);
  }

  // All ways back from a node to where its end started, or one.
  void Trails(Reached& end, uint64_t start,
              std::vector<std::vector<EdgeRef>>* out) {
    struct Stop {
      bool home = false;
      uint32_t next = kNone;  // of the arrivals at it
    };
    const auto stop_at = [&end](uint64_t node) {
      const Place* place = end.places.Find(node);
      return Stop{place->distance == 0, place->arrival};
    };
    std::vector<Stop> stops{stop_at(start)};
    std::vector<EdgeRef> trail;
    while (!stops.empty() && run_.Tick()) {
      Stop& stop = stops.back();
      if (stop.home) {
        out->push_back(trail);
        if (!Hold(trail.size() * sizeof(EdgeRef) + 32) || One()) return;
      }
      if (stop.home || stop.next == kNone) {
        stops.pop_back();
        if (!trail.empty()) trail.pop_back();
        continue;
      }
      const Arrival& arrival = end.arrivals[stop.next];
      stop.next = arrival.other;
      trail.push_back(arrival.edge);
      stops.push_back(stop_at(arrival.from));
    }
  }

  bool One() const { return node_.search == PatternPath::Search::kShortest; }

  void Collect(uint32_t length) {
    std::sort(meetings_.begin(), meetings_.end());
    for (const uint64_t node : meetings_) {
      std::vector<std::vector<EdgeRef>> heads;
      std::vector<std::vector<EdgeRef>> tails;
      Trails(ends_[0], node, &heads);
      Trails(ends_[1], node, &tails);
      for (const std::vector<EdgeRef>& head : heads) {
        for (const std::vector<EdgeRef>& tail : tails) {
          if (!run_.Tick()) return;
          ValueList edges;
          edges.reserve(length);
          for (size_t i = head.size(); i-- > 0;) {
            edges.push_back(Value::Edge(head[i]));
          }
          for (const EdgeRef& edge : tail) edges.push_back(Value::Edge(edge));
          if (node_.reversed) std::reverse(edges.begin(), edges.end());
          paths_.push_back(Value::List(std::move(edges)));
          if (!Hold(ValueBytes(paths_.back()))) return;
          if (One()) return;
        }
      }
    }
  }

  Reached ends_[2];
  std::unique_ptr<EdgeCursor> cursors_[2];
  std::vector<uint64_t> meetings_;
  std::vector<Value> paths_;
  size_t at_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<QueryOperator> MakeShortest(const PlanNode& node,
                                            QueryRun& run) {
  return std::make_unique<Shortest>(node, run);
}

}  // namespace kg
