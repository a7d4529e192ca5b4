// Random small graphs and random patterns: the engine's answers against those
// of a brute-force evaluator, which tries every way of laying the pattern's
// nodes and edges on the graph.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "query/kgq/plan.h"
#include "tests/kgq/random_graph.h"
#include "tests/support/able_graph.h"

namespace kg {
namespace {

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

std::multiset<std::string> Lines(const PropertyGraph& graph,
                                 const QueryTable& table) {
  std::multiset<std::string> lines;
  for (const std::vector<Value>& row : table.rows) {
    std::string line;
    for (const Value& value : row) line += ValueText(graph, value) + " ";
    lines.insert(line);
  }
  return lines;
}

std::multiset<std::string> Answers(const PropertyGraph& graph,
                                   const std::string& query) {
  const QueryResult<QueryTable> table = RunQuery(graph, query);
  if (!table.ok()) return {RenderError(table.error(), query)};
  return Lines(graph, table.value());
}

TEST(KgqRandomTest, MatchesAreThoseOfBruteForce) {
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    Maker maker(seed);
    const PlainGraph plain = maker.Graph();
    const ChainPattern pattern = maker.Pattern();
    const std::string query = QueryOf(pattern);
    const std::multiset<std::string> expected = Brute(plain, pattern).Matches();
    ASSERT_EQ(Answers(GraphOf<MemoryGraph>(plain), query), expected)
        << "seed " << seed << ": " << query;
    ASSERT_EQ(Answers(GraphOf<AbleGraph>(plain), query), expected)
        << "seed " << seed << ", able: " << query;
  }
}

// Many edges between few nodes, so that the same node is asked again and again.
TEST(KgqRandomTest, CirclesAreThoseOfBruteForce) {
  for (uint32_t seed = 0; seed < 60; ++seed) {
    Maker maker(seed);
    PlainGraph plain = maker.Graph();
    while (plain.nodes.size() < 4) plain.nodes.push_back({{"A"}, 9});
    for (int i = 0; i < 24; ++i) {
      plain.edges.push_back({static_cast<size_t>(maker.Upto(3)),
                             static_cast<size_t>(maker.Upto(3)),
                             maker.One({"S", "T"})});
    }
    ChainPattern pattern;
    pattern.names = {"a", "b", "c", "a"};
    pattern.labels = {"", "", "", ""};
    for (int i = 0; i < 3; ++i) {
      StepPattern step;
      step.direction = maker.One({">", "<", "-"})[0];
      step.type = maker.One({"S", "T"});
      pattern.steps.push_back(step);
    }
    const std::string query = QueryOf(pattern);
    ASSERT_EQ(Answers(GraphOf<AbleGraph>(plain), query),
              Brute(plain, pattern).Matches())
        << "seed " << seed << ": " << query;
  }
}

// count(*) alone, and by the first node: matches are counted, not made.
TEST(KgqRandomTest, CountsAreThoseOfBruteForce) {
  for (uint32_t seed = 0; seed < 1500; ++seed) {
    Maker maker(seed);
    const PlainGraph plain = maker.Graph();
    const ChainPattern pattern = maker.Pattern();
    const std::string query = QueryOf(pattern);
    const std::string match = query.substr(0, query.find(" RETURN "));
    const std::multiset<std::string> lines = Brute(plain, pattern).Matches();
    std::map<std::string, size_t> groups;
    for (const std::string& line : lines) {
      ++groups[line.substr(0, line.find(' '))];
    }
    std::multiset<std::string> expected;
    for (const auto& [first, count] : groups) {
      expected.insert(first + " " + std::to_string(count) + " ");
    }
    const std::string& last = pattern.names.back();
    const MemoryGraph graph = GraphOf<MemoryGraph>(plain);
    const AbleGraph able = GraphOf<AbleGraph>(plain);
    for (const PropertyGraph* one :
         {static_cast<const PropertyGraph*>(&graph),
          static_cast<const PropertyGraph*>(&able)}) {
      ASSERT_EQ(Answers(*one, match + " RETURN count(" + last + ") AS n"),
                std::multiset<std::string>{std::to_string(lines.size()) + " "})
          << "seed " << seed << ": " << match;
      ASSERT_EQ(Answers(*one, match + " RETURN " + pattern.names[0] +
                                  ".n AS first, count(*) AS n"),
                expected)
          << "seed " << seed << ": " << match;
    }
  }
}

TEST(KgqRandomTest, EveryJoinOrderGivesTheSameRows) {
  for (uint32_t seed = 0; seed < 300; ++seed) {
    Maker maker(seed);
    const PlainGraph plain = maker.Graph();
    const ChainPattern pattern = maker.Pattern();
    const std::string query = QueryOf(pattern);
    const AbleGraph graph = GraphOf<AbleGraph>(plain);
    const std::multiset<std::string> expected = Brute(plain, pattern).Matches();
    for (size_t number = 0; number < 20; ++number) {
      JoinOrder order;
      // Any choices do: those past the last are the last.
      for (size_t i = 0; i < 6; ++i) {
        order.choices.push_back((number >> i) % (i + 2));
      }
      const QueryResult<PreparedQuery> prepared =
          PrepareQuery(graph, query, &order);
      ASSERT_TRUE(prepared.ok()) << query;
      RowStream rows = prepared.value().Run({}, {});
      QueryTable table;
      while (rows.Next()) table.rows.push_back(rows.row());
      ASSERT_EQ(Lines(graph, table), expected)
          << "seed " << seed << ", order " << number << ": " << query << "\n"
          << prepared.value().Explain();
    }
  }
}

}  // namespace
}  // namespace kg
