// Queries over a small knowledge graph by hand, through the adapter.
#include "graph/view/view_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "query/kgq/engine.h"
#include "tests/support/small_graph.h"

namespace kg {
namespace {

struct ViewCase {
  std::string name;
  std::string query;
  std::string rows;  // a line a row
};

class ViewGraphTest : public ::testing::TestWithParam<ViewCase> {};

std::string Ask(const std::string& query) {
  static const testing::MemoryView view = testing::SmallGraph();
  static const Result<std::unique_ptr<ViewGraph>> graph = ViewGraph::Make(view);
  if (!graph.ok()) return graph.status().message();
  const QueryResult<QueryTable> table = RunQuery(**graph, query);
  if (!table.ok()) return RenderError(table.error(), query);
  std::string text;
  for (const std::vector<Value>& row : table.value().rows) {
    if (!text.empty()) text += "\n";
    for (size_t i = 0; i < row.size(); ++i) {
      text += (i == 0 ? "" : ", ") + ValueText(**graph, row[i]);
    }
  }
  return text;
}

TEST_P(ViewGraphTest, AnswersAsPeopleSeeTheGraph) {
  EXPECT_EQ(Ask(GetParam().query), GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(
    All, ViewGraphTest,
    ::testing::Values(
        ViewCase{"PlainRelation",
                 "MATCH (a)-[r:closes]->(b) "
                 "RETURN a.name, b.name, r.sources, r.first_date",
                 "'Ada Holm', 'Port Anselm', 2, '2021-03-01'"},
        ViewCase{"WhatIsNotPlainIsNoEdge",
                 "MATCH (a)-[r:funds]->(b) RETURN count(r)", "0"},
        ViewCase{
            "WhatIsNotPlainIsANode",
            "MATCH (s)<-[:SUBJECT]-(r:Relation {predicate: 'funds'})"
            "-[:OBJECT]->(o) RETURN s.name, r.polarity, r.modality, o.name",
            "'Vale Bank', 'negated', 'planned', 'Port Anselm'"},
        ViewCase{"NameIsAnyAlias", "MATCH (a {name: 'ada HOLM'}) RETURN a.name",
                 "'Ada Holm'"},
        ViewCase{"EqualityIsPlain",
                 "MATCH (a:Person) WHERE a.name = 'ada HOLM' RETURN a.name",
                 ""},
        ViewCase{"ActsAreEdges",
                 "MATCH (a)-[d:denies]->(t) "
                 "RETURN a.name, t.name, d.claims, d.sources, d.standing",
                 "'Ada Holm', 'leak', 2, 2, 'attributed'"},
        ViewCase{"ClaimsAreNodes",
                 "MATCH ({name: 'Ada Holm'})-[:MADE]->(c) "
                 "RETURN c.act, count(*) AS n ORDER BY n",
                 "'says', 1\n'denies', 2"},
        ViewCase{"ClaimsWithoutASpeaker",
                 "MATCH (c:Claim)-[:ABOUT]->(t) WHERE c.act = 'says' "
                 "AND NOT ()-[:MADE]->(c) RETURN t.name",
                 "'Port Anselm'"},
        ViewCase{"LiteralObjects",
                 "MATCH (r:Relation {predicate: 'pays'}) "
                 "RETURN r.value, r.unit, r.datatype, r.text",
                 "'5000000', 'USD', 'money', '$5 million'"},
        ViewCase{"EvidenceOfAnEdge",
                 "MATCH ()-[r:closes]->() UNWIND evidence(r) AS e "
                 "RETURN e.article, e.quote, e.start, e.line",
                 "'a.txt', 'Ada Holm closed Port Anselm', 24, 3\n"
                 "'b.txt', 'ADA HOLM shuts Port Anselm', 14, 3"},
        ViewCase{"ArticlesOfRelations",
                 "MATCH (r:Relation)-[:IN]->(x:Article) "
                 "WHERE r.predicate = 'closes' RETURN x.path ORDER BY x.path",
                 "'a.txt'\n'b.txt'"},
        ViewCase{"BackFromArticles",
                 "MATCH (x:Article {path: 'c.txt'})<-[:IN]-(c:Claim) "
                 "RETURN c.act, c.date",
                 "'denies', '2021-02'"},
        ViewCase{"LabelsAreTypeAndKind",
                 "MATCH (p:Person) RETURN labels(p), p:Entity, p:Claim",
                 "['Entity', 'Person'], true, false"},
        ViewCase{"EitherDirectionGivesEachEdgeOnce",
                 "MATCH ({name: 'Port Anselm'})-[r]-(:Person) "
                 "RETURN type(r) AS t ORDER BY t",
                 "'closes'\n'owns'\n'speaks_at'"},
        ViewCase{"DerivedFactsSaySo", "MATCH ()-[r:owns]->() RETURN r.derived",
                 "'owner'"},
        ViewCase{"SearchFindsNamesAndTexts",
                 "UNWIND search('port anselm') AS n "
                 "RETURN coalesce(n.name, n.path) AS x ORDER BY x",
                 "'Port Anselm'\n'a.txt'\n'b.txt'\n'c.txt'"}),
    [](const auto& row) { return row.param.name; });

using EdgeSet = std::multiset<EdgeRef>;

EdgeSet Take(EdgeCursor* cursor) {
  EdgeSet edges;
  for (EdgeRef edge; cursor->Next(&edge);) edges.insert(edge);
  EXPECT_TRUE(cursor->status().ok());
  return edges;
}

using Types = std::vector<SymbolId>;

std::vector<NodeRef> NodesOf(const ViewGraph& graph) {
  std::vector<NodeRef> nodes;
  const std::unique_ptr<NodeCursor> all = graph.AllNodes();
  for (NodeRef node; all->Next(&node);) nodes.push_back(node);
  return nodes;
}

// All types, each predicate, and two of them.
std::vector<Types> TypeLists(const ViewGraph& graph) {
  std::vector<Types> lists = {{}};
  for (const std::string& name : graph.EdgeTypeNames()) {
    const SymbolId type = *graph.EdgeType(name);
    if (type > kFirstPredicate) lists.push_back({type});
  }
  if (lists.size() > 2) lists.push_back({lists[1][0], lists[2][0]});
  return lists;
}

NodeRef OtherEnd(const EdgeRef& edge, NodeRef node) {
  return {edge.start == node.id ? edge.end : edge.start};
}

// Those of a node's edges that are of these types and lead to entities.
EdgeSet LeadingToEntities(const EdgeSet& edges, NodeRef node,
                          const Types& types) {
  EdgeSet leading;
  for (const EdgeRef& edge : edges) {
    const bool wanted =
        types.empty() || std::count(types.begin(), types.end(), edge.type) > 0;
    const NodeRef end = OtherEnd(edge, node);
    if (wanted && KindOf(end) == ThingKind::kEntity) leading.insert(edge);
  }
  return leading;
}

EdgeSet Between(const EdgeSet& edges, NodeRef node, NodeRef other) {
  EdgeSet between;
  for (const EdgeRef& edge : edges) {
    if (OtherEnd(edge, node).id == other.id) between.insert(edge);
  }
  return between;
}

void ExpectEdges(EdgeCursor* cursor, NodeRef node, const EdgeSet& expected,
                 const std::vector<NodeRef>& others) {
  cursor->Seek(node);
  EXPECT_EQ(Take(cursor), expected);
  cursor->Seek(node);
  EXPECT_EQ(cursor->CountRest(), expected.size());
  EXPECT_EQ(cursor->CountRest(), 0u);
  for (const NodeRef other : others) {
    cursor->SeekBetween(node, other);
    EXPECT_EQ(Between(Take(cursor), node, other),
              Between(expected, node, other));
  }
}

// Lists in memory, counts and look-ups of one end against the plain stream.
TEST(ViewGraphEdges, ListsAreThoseOfTheStream) {
  const testing::MemoryView view = testing::SmallGraph();
  const Result<std::unique_ptr<ViewGraph>> graph = ViewGraph::Make(view);
  ASSERT_TRUE(graph.ok());
  const ViewGraph& g = **graph;
  const SymbolId entity = *g.Label("Entity");
  const std::vector<NodeRef> nodes = NodesOf(g);
  const std::vector<Types> type_lists = TypeLists(g);
  ASSERT_GT(type_lists.size(), 4u);
  size_t met = 0;
  for (const EdgeDirection direction :
       {EdgeDirection::kOut, EdgeDirection::kIn, EdgeDirection::kBoth}) {
    const auto stream = g.Edges(direction, {});
    for (const Types& types : type_lists) {
      ASSERT_TRUE(g.CanLeadTo(types, entity));
      const auto fast = g.EdgesLeadingTo(direction, types, entity);
      for (const NodeRef node : nodes) {
        stream->Seek(node);
        const EdgeSet expected =
            LeadingToEntities(Take(stream.get()), node, types);
        met += expected.size();
        ExpectEdges(fast.get(), node, expected, nodes);
      }
    }
  }
  EXPECT_GT(met, 20u);
}

TEST(ViewGraphEdges, ScansGiveTheEdgesOfAllNodes) {
  const testing::MemoryView view = testing::SmallGraph();
  const Result<std::unique_ptr<ViewGraph>> graph = ViewGraph::Make(view);
  ASSERT_TRUE(graph.ok());
  const ViewGraph& g = **graph;
  size_t met = 0;
  for (const std::string& name : g.EdgeTypeNames()) {
    const SymbolId type = *g.EdgeType(name);
    ASSERT_EQ(g.CanScan(type), type > kFirstPredicate) << name;
    if (!g.CanScan(type)) continue;
    EdgeSet expected;
    const auto edges = g.Edges(EdgeDirection::kOut, {type});
    const std::unique_ptr<NodeCursor> all = g.AllNodes();
    for (NodeRef node; all->Next(&node);) {
      edges->Seek(node);
      expected.merge(Take(edges.get()));
    }
    EdgeSet scanned;
    const std::unique_ptr<EdgeScan> scan = g.ScanEdges(type);
    for (EdgeRef edge; scan->Next(&edge);) scanned.insert(edge);
    EXPECT_EQ(scanned, expected) << name;
    met += scanned.size();
  }
  EXPECT_GT(met, 3u);
}

}  // namespace
}  // namespace kg
