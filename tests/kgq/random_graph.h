// Small random graphs and patterns, as plain values that a brute-force
// evaluator reads, and the graph of the query language made of them. Header
// only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/support/memory_graph.h"

namespace kg {

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

template <typename Graph>
Graph GraphOf(const PlainGraph& plain) {
  Graph graph;
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

}  // namespace kg
