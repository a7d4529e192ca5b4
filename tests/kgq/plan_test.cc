// Queries and the plans that the counts of a graph lead to, an operator a line,
// the last one first.
#include <gtest/gtest.h>

#include "tests/support/memory_graph.h"

namespace kg {
namespace {

struct PlanCase {
  std::string name;
  std::string query;
  std::string plan;  // without the estimates
};

// 200 leaves at one hub, each with an edge of its own; two rare nodes.
const MemoryGraph& Graph() {
  static const MemoryGraph graph = [] {
    MemoryGraph made;
    EXPECT_EQ(LoadScript("CREATE (h:Hub {name: 'hub'}), (r:Rare), (s:Rare), "
                         "(r)-[:FEW]->(s)",
                         {}, &made),
              "");
    const NodeRef hub{0};
    const NodeRef rare{1};
    for (int i = 0; i < 200; ++i) {
      const NodeRef leaf = made.AddNode({"Leaf"}, {{"n", Value::Integer(i)}});
      made.AddEdge(hub, leaf, "MANY", {});
      if (i % 50 == 0) made.AddEdge(leaf, rare, "SOME", {});
    }
    return made;
  }();
  return graph;
}

std::string PlanOf(const std::string& query) {
  const QueryResult<PreparedQuery> prepared = PrepareQuery(Graph(), query);
  if (!prepared.ok()) return RenderError(prepared.error(), query);
  std::string text;
  std::string line;
  for (const char c : prepared.value().Explain()) {
    if (c != '\n') {
      line += c;
      continue;
    }
    text += line.substr(0, line.rfind("  ~")) + "\n";
    line.clear();
  }
  return text;
}

class KgqPlanTest : public testing::TestWithParam<PlanCase> {};

TEST_P(KgqPlanTest, FollowsTheCounts) {
  EXPECT_EQ(PlanOf(GetParam().query), GetParam().plan);
}

INSTANTIATE_TEST_SUITE_P(
    All, KgqPlanTest,
    testing::Values(
        PlanCase{"StartsFromTheRareLabel",
                 "MATCH (a:Leaf)-[:SOME]->(b:Rare) RETURN a",
                 "Filter a:Leaf\n"
                 "Expand (b)<-[:SOME]-(a)\n"
                 "NodesByLabel b:Rare\n"},
        PlanCase{"StartsFromTheRareEnd",
                 "MATCH (h:Hub)-[:MANY]->(l:Leaf)-[:SOME]->(r:Rare) RETURN l",
                 "Filter h:Hub\n"
                 "Expand (l)<-[:MANY]-(h)\n"
                 "Filter l:Leaf\n"
                 "Expand (r)<-[:SOME]-(l)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"ConditionsComeEarly",
                 "MATCH (l:Leaf)-[:SOME]->(r) WHERE l.n = 7 AND r:Rare "
                 "RETURN l",
                 "Filter l:Leaf, l.n = 7\n"
                 "Expand (r)<-[:SOME]-(l)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"BoundNodesAreExpandedInto",
                 "MATCH (a:Rare), (b:Rare) MATCH (a)-[:FEW]->(b) RETURN a",
                 "Expand (a)-[:FEW]->(b) into\n"
                 "NodesByLabel b:Rare\n"
                 "NodesByLabel a:Rare\n"},
        PlanCase{"LimitKeepsTheTopRows",
                 "MATCH (l:Leaf) RETURN l.n AS n ORDER BY n LIMIT 3",
                 "Limit 3\n"
                 "Sort n, top rows\n"
                 "Project n\n"
                 "NodesByLabel l:Leaf\n"},
        PlanCase{"CountsAreKnown", "MATCH (l:Leaf) RETURN count(l)",
                 "Project count(l)\n"
                 "StoredCount\n"},
        PlanCase{"PathsStartFromTheRarerEnd",
                 "MATCH (h:Hub)-[*1..2]->(r:Rare) RETURN count(r)",
                 "Project count(r)\n"
                 "Aggregate count(r)\n"
                 "Filter r:Rare\n"
                 "ExpandPaths (h)-[*1..2]->(r)\n"
                 "NodesByLabel h:Hub\n"},
        PlanCase{"OptionalPartsStandApart",
                 "MATCH (r:Rare) OPTIONAL MATCH (r)-[:FEW]->(s) "
                 "RETURN r, count(s) AS n",
                 "Project n\n"
                 "Aggregate r, count(s)\n"
                 "Optional\n"
                 "  Expand (r)-[:FEW]->(s)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"SubqueriesHavePlansOfTheirOwn",
                 "MATCH (l:Leaf) WHERE (l)-[:SOME]->() RETURN l",
                 "Filter (l)-[:SOME]->()\n"
                 "NodesByLabel l:Leaf\n"
                 "subquery 1\n"
                 "  Expand (l)-[:SOME]->(#2)\n"},
        PlanCase{"ShortestPathsJoinTwoNodes",
                 "MATCH (a:Hub), (b:Rare) "
                 "MATCH p = shortestPath((a)-[*]->(b)) RETURN p",
                 "Project p\n"
                 "ShortestPath (a)-[*1..]->(b)\n"
                 "NodesByLabel b:Rare\n"
                 "NodesByLabel a:Hub\n"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace kg
