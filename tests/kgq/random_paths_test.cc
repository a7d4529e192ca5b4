// Random small graphs: shortest paths against breadth-first searches by hand.
#include <gtest/gtest.h>

#include <map>

#include "tests/kgq/random_graph.h"

namespace kg {
namespace {

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

TEST(KgqRandomPathsTest, ShortestPathsAreThoseOfBruteForce) {
  for (uint32_t seed = 0; seed < 500; ++seed) {
    Maker maker(seed);
    const PlainGraph plain = maker.Graph();
    const MemoryGraph graph = GraphOf<MemoryGraph>(plain);
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

// One of them where only one is asked for.
TEST(KgqRandomPathsTest, OneShortestPathHasTheirLength) {
  for (uint32_t seed = 0; seed < 500; ++seed) {
    Maker maker(seed);
    const PlainGraph plain = maker.Graph();
    const MemoryGraph graph = GraphOf<MemoryGraph>(plain);
    const QueryResult<QueryTable> table = RunQuery(
        graph,
        "MATCH (a), (b) WHERE a <> b "
        "MATCH p = shortestPath((a)-[*]->(b)) "
        "RETURN a.n, b.n, length(p), startNode(relationships(p)[0]) = a, "
        "endNode(relationships(p)[-1]) = b");
    ASSERT_TRUE(table.ok());
    size_t connected = 0;
    for (size_t from = 0; from < plain.nodes.size(); ++from) {
      for (size_t to = 0; to < plain.nodes.size(); ++to) {
        connected += from != to && Distance(plain, from, to) > 0;
      }
    }
    ASSERT_EQ(table.value().rows.size(), connected) << "seed " << seed;
    for (const std::vector<Value>& row : table.value().rows) {
      ASSERT_EQ(row[2].integer(),
                Distance(plain, static_cast<size_t>(row[0].integer()),
                         static_cast<size_t>(row[1].integer())));
      ASSERT_TRUE(row[3].boolean() && row[4].boolean()) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace kg
