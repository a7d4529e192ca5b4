// Random small graphs and random patterns: the engine's answers against those
// of a brute-force evaluator, which tries every way of laying the pattern's
// nodes and edges on the graph.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "tests/support/memory_graph.h"

namespace kg {
namespace {

struct PlainNode {
  std::vector<std::string> labels;
  int64_t number = 0;
};
struct PlainEdge {
  size_t start = 0;
  size_t end = 0;
  std::string type;
};
struct PlainGraph {
  std::vector<PlainNode> nodes;
  std::vector<PlainEdge> edges;
};

struct StepPattern {
  char direction = '>';  // > < -
  std::string type;      // empty: any
  int min = 1;
  int max = 1;
};
struct ChainPattern {
  std::vector<std::string> names;   // of nodes; equal names are one node
  std::vector<std::string> labels;  // of nodes; may be empty
  std::vector<StepPattern> steps;
  int64_t least = -1;  // of the first node's number; -1: any
};

class Brute {
 public:
  Brute(const PlainGraph& graph, const ChainPattern& pattern)
      : graph_(graph), pattern_(pattern) {}

  // One line a match: numbers of the nodes of each step.
  std::multiset<std::string> Matches() {
    for (size_t start = 0; start < graph_.nodes.size(); ++start) {
      Place(0, start);
    }
    return std::move(matches_);
  }

 private:
  bool Fits(size_t index, size_t node) const {
    const std::string& label = pattern_.labels[index];
    const std::vector<std::string>& labels = graph_.nodes[node].labels;
    if (!label.empty() &&
        std::count(labels.begin(), labels.end(), label) == 0) {
      return false;
    }
    if (index == 0 && graph_.nodes[node].number < pattern_.least) return false;
    const auto known = bound_.find(pattern_.names[index]);
    return known == bound_.end() || known->second == node;
  }

  void Place(size_t index, size_t node) {
    if (!Fits(index, node)) return;
    const std::string& name = pattern_.names[index];
    const bool fresh = bound_.emplace(name, node).second;
    placed_.push_back(node);
    if (index == pattern_.steps.size()) {
      std::string line;
      for (const size_t at : placed_) {
        line += std::to_string(graph_.nodes[at].number) + " ";
      }
      matches_.insert(line);
    } else {
      Walk(index, node, 0);
    }
    placed_.pop_back();
    if (fresh) bound_.erase(name);
  }

  void Walk(size_t index, size_t node, int length) {
    const StepPattern& step = pattern_.steps[index];
    if (length >= step.min && length <= step.max) Place(index + 1, node);
    if (length == step.max) return;
    for (size_t i = 0; i < graph_.edges.size(); ++i) {
      const PlainEdge& edge = graph_.edges[i];
      if (used_.count(i) > 0) continue;
      if (!step.type.empty() && edge.type != step.type) continue;
      const bool out = edge.start == node && step.direction != '<';
      const bool in = edge.end == node && step.direction != '>';
      if (!out && !in) continue;
      used_.insert(i);
      Walk(index, out ? edge.end : edge.start, length + 1);
      used_.erase(i);
    }
  }

  const PlainGraph& graph_;
  const ChainPattern& pattern_;
  std::map<std::string, size_t> bound_;
  std::vector<size_t> placed_;
  std::set<size_t> used_;
  std::multiset<std::string> matches_;
};

class Maker {
 public:
  explicit Maker(uint32_t seed) : random_(seed) {}

  int Upto(int most) {
    return std::uniform_int_distribution<int>(0, most)(random_);
  }
  std::string One(const std::vector<std::string>& of) {
    return of[static_cast<size_t>(Upto(static_cast<int>(of.size()) - 1))];
  }

  PlainGraph Graph() {
    PlainGraph graph;
    const int nodes = 1 + Upto(5);
    for (int i = 0; i < nodes; ++i) {
      PlainNode node;
      node.number = i;
      for (const std::string label : {"A", "B"}) {
        if (Upto(1) == 0) node.labels.push_back(label);
      }
      graph.nodes.push_back(node);
    }
    const int edges = Upto(8);
    for (int i = 0; i < edges; ++i) {
      graph.edges.push_back({static_cast<size_t>(Upto(nodes - 1)),
                             static_cast<size_t>(Upto(nodes - 1)),
                             One({"S", "T"})});
    }
    return graph;
  }

  ChainPattern Pattern() {
    ChainPattern pattern;
    const int steps = Upto(3);
    for (int i = 0; i <= steps; ++i) {
      pattern.names.push_back(One({"a", "b", "c", "d"}));
      pattern.labels.push_back(One({"", "", "A", "B"}));
      if (i == steps) break;
      StepPattern step;
      step.direction = One({">", "<", "-"})[0];
      step.type = One({"", "S", "T"});
      if (Upto(3) == 0) {
        step.min = Upto(2);
        step.max = step.min + Upto(2);
      }
      pattern.steps.push_back(step);
    }
    if (Upto(2) == 0) pattern.least = Upto(3);
    return pattern;
  }

 private:
  std::mt19937 random_;
};

MemoryGraph GraphOf(const PlainGraph& plain) {
  MemoryGraph graph;
  std::vector<NodeRef> nodes;
  for (const PlainNode& node : plain.nodes) {
    nodes.push_back(
        graph.AddNode(node.labels, {{"n", Value::Integer(node.number)}}));
  }
  for (const PlainEdge& edge : plain.edges) {
    graph.AddEdge(nodes[edge.start], nodes[edge.end], edge.type, {});
  }
  return graph;
}

std::string QueryOf(const ChainPattern& pattern) {
  std::string text = "MATCH ";
  std::string result;
  for (size_t i = 0; i < pattern.names.size(); ++i) {
    text += "(" + pattern.names[i];
    if (!pattern.labels[i].empty()) text += ":" + pattern.labels[i];
    text += ")";
    result +=
        (i == 0 ? "" : ", ") + pattern.names[i] + ".n AS c" + std::to_string(i);
    if (i == pattern.steps.size()) break;
    const StepPattern& step = pattern.steps[i];
    text += step.direction == '<' ? "<-[" : "-[";
    if (!step.type.empty()) text += ":" + step.type;
    if (step.min != 1 || step.max != 1) {
      text += "*" + std::to_string(step.min) + ".." + std::to_string(step.max);
    }
    text += step.direction == '>' ? "]->" : "]-";
  }
  if (pattern.least >= 0) {
    text +=
        " WHERE " + pattern.names[0] + ".n >= " + std::to_string(pattern.least);
  }
  return text + " RETURN " + result;
}

TEST(KgqRandomTest, MatchesAreThoseOfBruteForce) {
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    Maker maker(seed);
    const PlainGraph plain = maker.Graph();
    const ChainPattern pattern = maker.Pattern();
    const MemoryGraph graph = GraphOf(plain);
    const std::string query = QueryOf(pattern);
    const QueryResult<QueryTable> table = RunQuery(graph, query);
    ASSERT_TRUE(table.ok()) << query << "\n"
                            << RenderError(table.error(), query);
    std::multiset<std::string> got;
    for (const std::vector<Value>& row : table.value().rows) {
      std::string line;
      for (const Value& value : row) line += ValueText(graph, value) + " ";
      got.insert(line);
    }
    ASSERT_EQ(got, Brute(plain, pattern).Matches())
        << "seed " << seed << ": " << query;
  }
}

// The length of a shortest path, by breadth; -1: none.
int Distance(const PlainGraph& graph, size_t from, size_t to) {
  std::map<size_t, int> reached = {{from, 0}};
  std::vector<size_t> front = {from};
  for (int length = 1; !front.empty(); ++length) {
    std::vector<size_t> next;
    for (const size_t node : front) {
      for (const PlainEdge& edge : graph.edges) {
        if (edge.start != node) continue;
        if (reached.emplace(edge.end, length).second) next.push_back(edge.end);
      }
    }
    front = std::move(next);
  }
  const auto found = reached.find(to);
  return found == reached.end() ? -1 : found->second;
}

// How many paths of that length lead from one to the other.
size_t CountPaths(const PlainGraph& graph, size_t from, size_t to, int length) {
  if (length == 0) return from == to ? 1 : 0;
  size_t count = 0;
  for (const PlainEdge& edge : graph.edges) {
    if (edge.start == from)
      count += CountPaths(graph, edge.end, to, length - 1);
  }
  return count;
}

TEST(KgqRandomTest, ShortestPathsAreThoseOfBruteForce) {
  for (uint32_t seed = 0; seed < 500; ++seed) {
    Maker maker(seed);
    const PlainGraph plain = maker.Graph();
    const MemoryGraph graph = GraphOf(plain);
    const QueryResult<QueryTable> table = RunQuery(
        graph,
        "MATCH (a), (b) WHERE a <> b "
        "OPTIONAL MATCH p = allShortestPaths((a)-[*]->(b)) "
        "RETURN a.n AS a, b.n AS b, count(p) AS n, min(length(p)) AS l");
    ASSERT_TRUE(table.ok());
    for (const std::vector<Value>& row : table.value().rows) {
      const auto from = static_cast<size_t>(row[0].integer());
      const auto to = static_cast<size_t>(row[1].integer());
      const int distance = Distance(plain, from, to);
      const int64_t length = row[3].is_null() ? -1 : row[3].integer();
      ASSERT_EQ(length, distance) << "seed " << seed;
      const size_t count =
          distance < 0 ? 0 : CountPaths(plain, from, to, distance);
      ASSERT_EQ(row[2].integer(), static_cast<int64_t>(count))
          << "seed " << seed << " " << from << " " << to;
    }
  }
}

}  // namespace
}  // namespace kg
