// Queries and the plans that the counts of a graph lead to, an operator a line,
// the last one first.
#include <gtest/gtest.h>

#include "tests/support/able_graph.h"

namespace kg {
namespace {

struct PlanCase {
  std::string name;
  std::string query;
  std::string plan;  // without the estimates
};

// 200 leaves at one hub, each with an edge of its own; two rare nodes.
template <typename Graph>
const Graph& HubGraph() {
  static const Graph graph = [] {
    Graph made;
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

std::string PlanOf(const PropertyGraph& graph, const std::string& query) {
  const QueryResult<PreparedQuery> prepared = PrepareQuery(graph, query);
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
  EXPECT_EQ(PlanOf(HubGraph<MemoryGraph>(), GetParam().query), GetParam().plan);
}

// Over a graph that can give all edges of a type, and edges by their end's
// label.
class KgqAblePlanTest : public testing::TestWithParam<PlanCase> {};

TEST_P(KgqAblePlanTest, UsesWhatTheGraphCanDo) {
  EXPECT_EQ(PlanOf(HubGraph<AbleGraph>(), GetParam().query), GetParam().plan);
}

INSTANTIATE_TEST_SUITE_P(
    All, KgqAblePlanTest,
    testing::Values(
        PlanCase{"StartsFromARarePredicate",
                 "MATCH (a)-[:FEW]->(b)<-[:SOME]-(l) RETURN l",
                 "Expand (b)<-[:SOME]-(l)\n"
                 "EdgesOfType (a)-[:FEW]->(b)\n"},
        PlanCase{"StartsFromARareLabelAllTheSame",
                 "MATCH (h:Hub)-[:MANY]->(l) RETURN l",
                 "Expand (h)-[:MANY]->(l)\n"
                 "NodesByLabel h:Hub\n"},
        PlanCase{"LabelsAreFoundWithTheEdges",
                 "MATCH (r:Rare)<-[:SOME]-(l:Leaf) RETURN l",
                 "Expand (r)<-[:SOME]-(l:Leaf)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"PathsOfAWholeGraphStartFromTheRarerPredicate",
                 "MATCH ()-[:MANY]->()-[:SOME]->() RETURN count(*) AS n",
                 "Project n\n"
                 "Aggregate count(*)\n"
                 "CountEdges (#2)<-[:MANY]-(#0)\n"
                 "EdgesOfType (#2)-[:SOME]->(#4)\n"},
        PlanCase{"EdgesOfManyNodesAreCountedByAScan",
                 "MATCH (l:Leaf) MATCH (l)-[:SOME]->(r) RETURN count(*) AS n",
                 "Project n\n"
                 "Aggregate count(*)\n"
                 "CountEdges (l)-[:SOME]->(r) by scan\n"
                 "NodesByLabel l:Leaf\n"},
        PlanCase{"EdgesOfFewNodesAreLookedUp",
                 "MATCH (h:Hub)-[:MANY]->()-[:SOME]->() RETURN count(*) AS n",
                 "Project n\n"
                 "Aggregate count(*)\n"
                 "CountEdges (#2)-[:SOME]->(#4)\n"
                 "Expand (h)-[:MANY]->(#2)\n"
                 "NodesByLabel h:Hub\n"}),
    [](const auto& row) { return row.param.name; });

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
        PlanCase{"TheLastEdgeIsCounted",
                 "MATCH (r:Rare)-[:FEW]->(s) RETURN count(*) AS n",
                 "Project n\n"
                 "Aggregate count(*)\n"
                 "CountEdges (r)-[:FEW]->(s)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"PathsAreCountedAsWell",
                 "MATCH p = (r:Rare)-[:FEW*1..3]->() "
                 "RETURN r AS r, count(p) AS n",
                 "Project n\n"
                 "Aggregate r, count(p)\n"
                 "CountPaths (r)-[:FEW*1..3]->(#2)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"WhatIsAskedOfTheEndIsNotCounted",
                 "MATCH (r:Rare)-[:FEW]->(s) RETURN s AS s, count(*) AS n",
                 "Project n\n"
                 "Aggregate s, count(*)\n"
                 "Expand (r)-[:FEW]->(s)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"DifferentValuesAreNotCounted",
                 "MATCH (r:Rare)-[:FEW]->(s) RETURN count(DISTINCT s) AS n",
                 "Project n\n"
                 "Aggregate count(DISTINCT s)\n"
                 "Expand (r)-[:FEW]->(s)\n"
                 "NodesByLabel r:Rare\n"},
        PlanCase{"CirclesCloseAtTheNodeKnownLongest",
                 "MATCH (a:Rare)-[:SOME]->(b)-[:MANY]->(c)-[:FEW]->(a) "
                 "RETURN b",
                 "Expand (c)<-[:MANY]-(b) into\n"
                 "Expand (a)-[:SOME]->(b)\n"
                 "Expand (a)<-[:FEW]-(c)\n"
                 "NodesByLabel a:Rare\n"},
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
