// Shortest paths between two nodes: breadth first from both ends at once, the
// smaller front first, as far as the fronts meet; then all paths of that
// length, or one of them.

#include <algorithm>
#include <unordered_map>

#include "query/kgq/expand.h"

namespace kg {
namespace {

struct Arrival {
  EdgeRef edge;   // by which a node was reached
  uint64_t from;  // the node before it
};

// What one end has reached: each node at its distance, with all edges by which
// it was reached in that many steps.
struct Reached {
  std::unordered_map<uint64_t, uint32_t> distance;
  std::unordered_map<uint64_t, std::vector<Arrival>> arrivals;
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
    ends_[0] = {};
    ends_[1] = {};
    Start(&ends_[0], from);
    Start(&ends_[1], to);
    uint32_t length = 0;
    while (!ends_[0].front.empty() && !ends_[1].front.empty()) {
      if (ends_[0].steps + ends_[1].steps >= node_.max) return;
      const size_t side =
          ends_[0].front.size() <= ends_[1].front.size() ? 0 : 1;
      if (!Grow(side)) return;
      if (Met(&length)) break;
    }
    if (length == 0 || length > node_.max || length < node_.min) return;
    Collect(length);
  }

  void Start(Reached* end, NodeRef node) {
    end->distance[node.id] = 0;
    end->front = {node.id};
  }

  // One step more from one end. False where the run must stop.
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
        const auto [found, fresh] = end.distance.emplace(other.id, end.steps);
        if (fresh) {
          next.push_back(other.id);
          if (!Hold(96)) return false;
        }
        if (found->second != end.steps) continue;
        end.arrivals[other.id].push_back({edge, id});
        if (!Hold(sizeof(Arrival))) return false;
      }
      if (!run_.Check(cursor->status())) return false;
    }
    end.front = std::move(next);
    return true;
  }

  bool Hold(uint64_t bytes) {
    bytes_ += bytes;
    return run_.Reserve(bytes);
  }

  // Whether the newest front of one end touches what the other has reached.
  bool Met(uint32_t* length) {
    meetings_.clear();
    const Reached& a = ends_[0];
    const Reached& b = ends_[1];
    const uint32_t best = a.steps + b.steps;
    const Reached& small = a.distance.size() < b.distance.size() ? a : b;
    const Reached& large = &small == &a ? b : a;
    for (const uint64_t id : small.front) {
      const auto found = large.distance.find(id);
      if (found != large.distance.end() && found->second == large.steps) {
        meetings_.push_back(id);
      }
    }
    if (meetings_.empty()) return false;
    *length = best;
    return true;
  }

  // All ways back from a node to where its end started, or one.
  void Trails(const Reached& end, uint64_t start,
              std::vector<std::vector<EdgeRef>>* out) {
    struct Place {
      uint64_t node;
      size_t next = 0;  // of the arrivals at it
    };
    std::vector<Place> places{{start}};
    std::vector<EdgeRef> trail;
    while (!places.empty() && run_.Tick()) {
      Place& place = places.back();
      const bool home = end.distance.at(place.node) == 0;
      if (home) {
        out->push_back(trail);
        if (!Hold(trail.size() * sizeof(EdgeRef) + 32) || One()) return;
      }
      if (home || place.next == end.arrivals.at(place.node).size()) {
        places.pop_back();
        if (!trail.empty()) trail.pop_back();
        continue;
      }
      const Arrival& arrival = end.arrivals.at(place.node)[place.next++];
      trail.push_back(arrival.edge);
      places.push_back({arrival.from});
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
