#include <charconv>

#include "query/kgq/parser_base.h"

namespace kg {

std::vector<PatternPath> QueryParser::Pattern() {
  std::vector<PatternPath> paths;
  do {
    paths.push_back(PathPattern());
  } while (SkipSymbol(","));
  return paths;
}

PatternPath QueryParser::PathPattern() {
  PatternPath path;
  path.span = Peek().span;
  if (IsName() && IsSymbol("=", 1)) {
    path.name = ExpectVariable();
    Take();
  }
  if (IsKeyword("SHORTESTPATH") || IsKeyword("ALLSHORTESTPATHS")) {
    ShortestPattern(&path);
  } else {
    PathElements(&path);
  }
  return path;
}

void QueryParser::ShortestPattern(PatternPath* path) {
  const QueryToken& token = Take();
  path->search = token.upper == "SHORTESTPATH"
                     ? PatternPath::Search::kShortest
                     : PatternPath::Search::kAllShortest;
  ExpectSymbol("(");
  PathElements(path);
  ExpectSymbol(")");
  if (!failed() && path->edges.size() != 1) {
    Fail(token.span, "InvalidRelationshipPattern",
         "a shortest path needs a pattern of one relationship, e.g. "
         "shortestPath((a)-[*]->(b))");
  }
}

void QueryParser::PathElements(PatternPath* path) {
  path->nodes.push_back(NodePattern());
  while (!failed() && (IsSymbol("-") || IsSymbol("<"))) {
    path->edges.push_back(EdgePattern());
    path->nodes.push_back(NodePattern());
  }
}

PatternNode QueryParser::NodePattern() {
  PatternNode node;
  node.span = Peek().span;
  if (!SkipSymbol("(")) {
    FailHere("a node pattern, e.g. (n:Person)");
    return node;
  }
  if (IsName()) {
    node.span = Peek().span;
    node.name = ExpectVariable();
  }
  while (SkipSymbol(":")) {
    node.label_spans.push_back(Peek().span);
    node.labels.push_back(ExpectName("a label"));
  }
  node.properties = PatternProperties();
  ExpectSymbol(")");
  return node;
}

ExprPtr QueryParser::PatternProperties() {
  if (failed()) return nullptr;
  if (Peek().kind == QueryTokenKind::kParameter) {
    Fail(Peek().span, "InvalidParameterUse",
         "a parameter cannot stand for a pattern's properties; name them, e.g. "
         "{name: $name}");
    return nullptr;
  }
  return IsSymbol("{") ? MapAtom() : nullptr;
}

// -[…]-, -[…]->, <-[…]-, <-[…]->, or without brackets.
PatternEdge QueryParser::EdgePattern() {
  PatternEdge edge;
  edge.span = Peek().span;
  const bool left = SkipSymbol("<");
  ExpectSymbol("-");
  if (SkipSymbol("[")) {
    EdgeDetail(&edge);
    ExpectSymbol("]");
  }
  ExpectSymbol("-");
  const bool right = SkipSymbol(">");
  edge.direction = left == right ? EdgeDirection::kBoth
                   : left        ? EdgeDirection::kIn
                                 : EdgeDirection::kOut;
  return edge;
}

void QueryParser::EdgeDetail(PatternEdge* edge) {
  if (IsName()) {
    edge->span = Peek().span;
    edge->name = ExpectVariable();
  }
  if (SkipSymbol(":")) {
    do {
      SkipSymbol(":");
      edge->type_spans.push_back(Peek().span);
      edge->types.push_back(ExpectName("a relationship type"));
    } while (SkipSymbol("|"));
  }
  if (IsSymbol("..")) {
    Fail(Peek().span, "InvalidRelationshipPattern",
         "unexpected '..'; expected '*..' for paths of any length");
    return;
  }
  if (SkipSymbol("*")) EdgeRange(edge);
  edge->properties = PatternProperties();
}

// After the star: nothing, 2, 1..3, 1.., ..3 or ..
void QueryParser::EdgeRange(PatternEdge* edge) {
  edge->variable = true;
  edge->min = 1;
  edge->max = kUnbounded;
  if (IsSymbol("-") || Peek().kind == QueryTokenKind::kFloat) {
    Fail(Peek().span, "InvalidRelationshipPattern",
         "a path's length is a whole number, and not negative");
    return;
  }
  const std::optional<uint32_t> first = RangeBound();
  if (first) edge->min = *first;
  if (!SkipSymbol("..")) {
    if (first) edge->max = *first;
    return;
  }
  if (IsSymbol("-")) {
    Fail(Peek().span, "InvalidRelationshipPattern",
         "a path's length is a whole number, and not negative");
    return;
  }
  const std::optional<uint32_t> last = RangeBound();
  if (last) edge->max = *last;
}

std::optional<uint32_t> QueryParser::RangeBound() {
  const QueryToken& token = Peek();
  if (failed() || token.kind != QueryTokenKind::kInteger) return std::nullopt;
  uint32_t value = 0;
  const char* end = token.text.data() + token.text.size();
  const auto parsed =
      std::from_chars(token.text.data(), end, value, token.base);
  if (parsed.ec != std::errc() || value == kUnbounded) {
    Fail(token.span, "IntegerOverflow",
         "'" + token.text + "' is too large for a path's length");
    return std::nullopt;
  }
  Take();
  return value;
}

// Decided by what stands first in the parentheses and by what follows them, so
// that nothing is parsed twice.
bool QueryParser::PatternAhead(size_t ahead) const {
  if (!IsSymbol("(", ahead)) return false;
  const QueryToken& open = Peek(ahead);
  if (open.match == 0) return false;
  size_t inside = ahead + 1;
  if (IsName(inside)) ++inside;
  const bool node =
      IsSymbol(")", inside) || IsSymbol(":", inside) || IsSymbol("{", inside);
  if (!node) return false;
  size_t after = open.match - at_ + 1;
  if (IsSymbol("<", after)) ++after;
  if (!IsSymbol("-", after)) return false;
  if (IsSymbol("-", after + 1)) return true;
  if (!IsSymbol("[", after + 1)) return false;
  const QueryToken& bracket = Peek(after + 1);
  return bracket.match != 0 && IsSymbol("-", bracket.match - at_ + 1);
}

}  // namespace kg
