// Set-up scripts. A script is cut into its reading clauses, which the language
// itself runs over the bindings so far, and its CREATE and DELETE clauses.

#include <optional>

#include "query/kgq/lexer.h"
#include "query/kgq/parser.h"
#include "tests/support/memory_graph.h"

namespace kg {
namespace {

struct Piece {
  enum class Kind { kRead, kCreate, kDelete } kind = Kind::kRead;
  std::string text;  // without the first word of CREATE and DELETE
};

bool IsWord(const QueryToken& token, std::string_view upper) {
  return token.kind == QueryTokenKind::kName && token.upper == upper;
}

std::vector<Piece> Cut(std::string_view script) {
  const std::vector<QueryToken> tokens = TokenizeQuery(script);
  std::vector<Piece> pieces;
  uint32_t begin = 0;
  int depth = 0;
  const auto close = [&](uint32_t end) {
    if (!pieces.empty()) pieces.back().text = script.substr(begin, end - begin);
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    const QueryToken& token = tokens[i];
    if (token.kind == QueryTokenKind::kSymbol) {
      depth += token.text == "(" || token.text == "[" || token.text == "{";
      depth -= token.text == ")" || token.text == "]" || token.text == "}";
    }
    if (depth != 0) continue;
    const bool detach = IsWord(token, "DETACH");
    const bool create = IsWord(token, "CREATE");
    const bool del = IsWord(token, "DELETE") || detach;
    const bool read = IsWord(token, "MATCH") || IsWord(token, "UNWIND") ||
                      IsWord(token, "WITH") || IsWord(token, "OPTIONAL");
    const bool after_with_word =
        i > 0 &&
        (IsWord(tokens[i - 1], "STARTS") || IsWord(tokens[i - 1], "ENDS") ||
         IsWord(tokens[i - 1], "OPTIONAL") || IsWord(tokens[i - 1], "DETACH"));
    if ((!create && !del && !read) || after_with_word) continue;
    const bool joins =
        read && !pieces.empty() && pieces.back().kind == Piece::Kind::kRead;
    if (joins) continue;
    close(token.span.begin);
    begin = token.span.begin;
    Piece piece;
    if (create || del) {
      piece.kind = create ? Piece::Kind::kCreate : Piece::Kind::kDelete;
      begin = detach ? tokens[i + 1].span.end : token.span.end;
    }
    pieces.push_back(piece);
  }
  uint32_t end = static_cast<uint32_t>(script.size());
  for (const QueryToken& token : tokens) {
    if (token.kind == QueryTokenKind::kSymbol && token.text == ";") {
      end = token.span.begin;
    }
  }
  close(end);
  return pieces;
}

std::string TextOf(std::string_view text, const ExprPtr& expr) {
  if (expr == nullptr) return "{}";
  return std::string(
      text.substr(expr->span.begin, expr->span.end - expr->span.begin));
}

class ScriptRun {
 public:
  ScriptRun(const QueryParameters& parameters, MemoryGraph* graph)
      : parameters_(parameters), graph_(*graph) {
    rows_.emplace_back();
  }

  std::string Run(std::string_view script) {
    for (const Piece& piece : Cut(script)) {
      std::string problem = piece.kind == Piece::Kind::kRead ? Read(piece.text)
                            : piece.kind == Piece::Kind::kCreate
                                ? Create(piece.text)
                                : Delete(piece.text);
      if (!problem.empty()) return problem;
    }
    return {};
  }

 private:
  // A query over the bindings so far.
  std::string Query(const std::string& clauses, const std::string& result,
                    QueryTable* table) {
    ValueList rows;
    for (const ValueMap& row : rows_) rows.push_back(Value::Map(row));
    QueryParameters parameters = parameters_;
    parameters["rows of the script"] = Value::List(std::move(rows));
    std::string text = "UNWIND $`rows of the script` AS `row of the script` ";
    text += "WITH ";
    bool first = true;
    if (!rows_.empty()) {
      for (const auto& [name, value] : rows_.front()) {
        text += std::string(first ? "" : ", ") + "`row of the script`.`" +
                name + "` AS `" + name + "`";
        first = false;
      }
    }
    if (first) text += "1 AS `one`";
    text += " " + clauses + " RETURN " + result;
    QueryResult<QueryTable> got = RunQuery(graph_, text, std::move(parameters));
    if (!got.ok()) return RenderError(got.error(), text);
    *table = std::move(got).value();
    return {};
  }

  std::string Read(const std::string& clauses) {
    if (rows_.empty()) return {};
    QueryTable table;
    const std::string problem = Query(clauses, "*", &table);
    if (!problem.empty()) return problem;
    rows_.clear();
    for (const std::vector<Value>& values : table.rows) {
      ValueMap row;
      for (size_t i = 0; i < table.columns.size(); ++i) {
        row[table.columns[i]] = values[i];
      }
      rows_.push_back(std::move(row));
    }
    return {};
  }

  std::string Create(const std::string& text) {
    size_t end = 0;
    QueryResult<std::vector<PatternPath>> paths =
        ParsePatternPrefix(text, &end);
    if (!paths.ok()) return RenderError(paths.error(), text);
    std::vector<ValueMap> rows = std::move(rows_);
    std::vector<ValueMap> after;
    for (ValueMap& row : rows) {
      for (const PatternPath& path : paths.value()) {
        const std::string problem = CreatePath(text, path, &row);
        if (!problem.empty()) return problem;
      }
      after.push_back(std::move(row));
    }
    rows_ = std::move(after);
    return {};
  }

  std::string CreatePath(const std::string& text, const PatternPath& path,
                         ValueMap* row) {
    GraphPath made;
    for (const PatternNode& node : path.nodes) {
      const auto known = row->find(node.name);
      if (!node.name.empty() && known != row->end()) {
        if (!known->second.is_node()) return node.name + " is no node";
        made.nodes.push_back(known->second.node());
        continue;
      }
      Value properties;
      const std::string problem =
          Evaluate(TextOf(text, node.properties), *row, &properties);
      if (!problem.empty()) return problem;
      made.nodes.push_back(graph_.AddNode(node.labels, properties.map()));
      if (!node.name.empty()) {
        (*row)[node.name] = Value::Node(made.nodes.back());
      }
    }
    for (size_t i = 0; i < path.edges.size(); ++i) {
      const PatternEdge& edge = path.edges[i];
      Value properties;
      const std::string problem =
          Evaluate(TextOf(text, edge.properties), *row, &properties);
      if (!problem.empty()) return problem;
      if (edge.types.size() != 1) return "CREATE needs one type";
      const bool back = edge.direction == EdgeDirection::kIn;
      made.edges.push_back(graph_.AddEdge(made.nodes[back ? i + 1 : i],
                                          made.nodes[back ? i : i + 1],
                                          edge.types[0], properties.map()));
      if (!edge.name.empty()) {
        (*row)[edge.name] = Value::Edge(made.edges.back());
      }
    }
    if (!path.name.empty()) (*row)[path.name] = Value::Path(made);
    return {};
  }

  std::string Evaluate(const std::string& text, const ValueMap& row,
                       Value* value) {
    if (text == "{}") {
      *value = Value::Map({});
      return {};
    }
    rows_.assign(1, row);
    QueryTable table;
    const std::string problem = Query("", text + " AS value", &table);
    if (problem.empty()) *value = table.rows[0][0];
    return problem;
  }

  std::string Delete(const std::string& text) {
    std::vector<ValueMap> rows = rows_;
    for (const ValueMap& row : rows) {
      Value values;
      rows_.assign(1, row);
      const std::string problem = Evaluate("[" + text + "]", row, &values);
      if (!problem.empty()) return problem;
      for (const Value& value : values.list()) {
        if (value.is_edge()) graph_.RemoveEdge(value.edge());
        if (value.is_node()) graph_.RemoveNode(value.node());
      }
    }
    rows_ = std::move(rows);
    return {};
  }

  const QueryParameters& parameters_;
  MemoryGraph& graph_;
  std::vector<ValueMap> rows_;
};

}  // namespace

std::string LoadScript(std::string_view script,
                       const QueryParameters& parameters, MemoryGraph* graph) {
  return ScriptRun(parameters, graph).Run(script);
}

}  // namespace kg
