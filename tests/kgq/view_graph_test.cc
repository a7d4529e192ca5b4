// Queries over a small knowledge graph by hand, through the adapter.
#include "graph/view/view_graph.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace kg
