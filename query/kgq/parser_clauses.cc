#include "query/kgq/parser_base.h"

namespace kg {
namespace {

// Clauses that change the graph or call procedures: kgq only reads.
constexpr std::string_view kRefused[] = {
    "CREATE",  "MERGE", "SET",  "DELETE", "DETACH", "REMOVE",
    "FOREACH", "CALL",  "LOAD", "DROP",   "USE",
};

}  // namespace

QueryAst QueryParser::Query() {
  QueryAst::Mode mode = QueryAst::Mode::kRun;
  if (SkipKeyword("EXPLAIN")) {
    mode = QueryAst::Mode::kExplain;
  } else if (SkipKeyword("PROFILE")) {
    mode = QueryAst::Mode::kProfile;
  }
  QueryAst query = UnionOf(false);
  query.mode = mode;
  SkipSymbol(";");
  ExpectEnd();
  return query;
}

QueryAst QueryParser::UnionOf(bool nested) {
  QueryAst query;
  query.parts.push_back(Single(nested));
  while (!failed() && IsKeyword("UNION")) {
    const QueryToken& token = Take();
    const bool all = SkipKeyword("ALL");
    if (!all) SkipKeyword("DISTINCT");
    if (query.parts.size() > 1 && all != query.union_all) {
      Fail(token.span, "InvalidClauseComposition",
           "UNION and UNION ALL are mixed; use one of them throughout");
    }
    query.union_all = all;
    query.parts.push_back(Single(nested));
  }
  return query;
}

SingleQuery QueryParser::Single(bool nested) {
  SingleQuery query;
  query.span = Peek().span;
  while (!failed() && Clause(&query, nested)) {
  }
  if (failed()) return query;
  if (query.clauses.empty()) {
    FailHere("a clause, e.g. MATCH or RETURN",
             {"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "EXPLAIN",
              "PROFILE"});
    return query;
  }
  const auto* last = std::get_if<ProjectionClause>(&query.clauses.back());
  const bool returns = last != nullptr && last->is_return;
  if (returns) return query;
  // Inside EXISTS {…} the last clause may also be MATCH.
  if (nested && last == nullptr && IsSymbol("}")) return query;
  if (Peek().kind == QueryTokenKind::kEnd || IsKeyword("UNION")) {
    Fail(Peek().span, "InvalidClauseComposition",
         "the query ends without RETURN");
    return query;
  }
  FailHere("a clause, e.g. MATCH, WITH or RETURN",
           {"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "WHERE", "ORDER",
            "SKIP", "LIMIT", "UNION"});
  return query;
}

// False where no clause starts.
bool QueryParser::Clause(SingleQuery* query, bool nested) {
  if (!query->clauses.empty()) {
    const auto* last = std::get_if<ProjectionClause>(&query->clauses.back());
    if (last != nullptr && last->is_return) {
      if (IsKeyword("MATCH") || IsKeyword("WITH") || IsKeyword("UNWIND") ||
          IsKeyword("RETURN") || IsKeyword("OPTIONAL")) {
        Fail(Peek().span, "InvalidClauseComposition",
             Peek().upper + " cannot follow RETURN");
      }
      return false;
    }
  }
  constexpr size_t kMostClauses = 500;  // chosen: operators call each other
  if (query->clauses.size() >= kMostClauses) {
    Fail(Peek().span, "UnexpectedSyntax", "the query has too many clauses");
    return false;
  }
  if (IsKeyword("MATCH") || IsKeyword("OPTIONAL")) {
    query->clauses.emplace_back(Match());
  } else if (IsKeyword("WITH") || IsKeyword("RETURN")) {
    query->clauses.emplace_back(Projection());
  } else if (IsKeyword("UNWIND")) {
    query->clauses.emplace_back(Unwind());
  } else {
    FailClause(nested);
    return false;
  }
  return true;
}

void QueryParser::FailClause(bool nested) {
  for (const std::string_view word : kRefused) {
    if (!IsKeyword(word)) continue;
    const bool call = word == "CALL";
    Fail(Peek().span, nested ? "InvalidClauseComposition" : "UnsupportedClause",
         call ? "CALL is not supported; kgq has no procedures"
              : std::string(word) +
                    " is not supported; kgq only reads, and the graph is "
                    "changed by 'kg build' and 'kg load'");
  }
}

ExprPtr QueryParser::Where() {
  if (!SkipKeyword("WHERE")) return nullptr;
  const bool before = patterns_allowed_;
  patterns_allowed_ = true;
  ExprPtr where = Expression();
  patterns_allowed_ = before;
  return where;
}

MatchClause QueryParser::Match() {
  MatchClause clause;
  clause.span = Peek().span;
  clause.optional = SkipKeyword("OPTIONAL");
  ExpectKeyword("MATCH");
  clause.paths = Pattern();
  clause.where = Where();
  return clause;
}

UnwindClause QueryParser::Unwind() {
  UnwindClause clause;
  clause.span = Peek().span;
  ExpectKeyword("UNWIND");
  clause.list = Expression();
  ExpectKeyword("AS");
  clause.name_span = Peek().span;
  clause.name = ExpectVariable();
  return clause;
}

ProjectionClause QueryParser::Projection() {
  ProjectionClause clause;
  clause.span = Peek().span;
  clause.is_return = IsKeyword("RETURN");
  Take();
  clause.distinct = SkipKeyword("DISTINCT");
  ProjectionItems(&clause);
  ProjectionTail(&clause);
  if (!clause.is_return) clause.where = Where();
  return clause;
}

void QueryParser::ProjectionItems(ProjectionClause* clause) {
  if (SkipSymbol("*")) {
    clause->star = true;
    if (!SkipSymbol(",")) return;
  }
  do {
    ProjectedItem item;
    const uint32_t begin = Peek().span.begin;
    item.expr = Expression();
    if (failed()) return;
    item.name = std::string(text_.substr(begin, last_end_ - begin));
    if (SkipKeyword("AS")) {
      item.name = ExpectVariable();
      item.aliased = true;
    } else if (item.expr->kind == ExprKind::kVariable) {
      item.name = item.expr->name;
    }
    clause->items.push_back(std::move(item));
  } while (SkipSymbol(","));
}

void QueryParser::ProjectionTail(ProjectionClause* clause) {
  if (SkipKeyword("ORDER")) {
    ExpectKeyword("BY");
    do {
      SortItem item;
      item.expr = Expression();
      if (SkipKeyword("DESC") || SkipKeyword("DESCENDING")) {
        item.descending = true;
      } else if (!SkipKeyword("ASC")) {
        SkipKeyword("ASCENDING");
      }
      clause->order.push_back(std::move(item));
    } while (SkipSymbol(","));
  }
  if (SkipKeyword("SKIP") || SkipKeyword("OFFSET")) clause->skip = Expression();
  if (SkipKeyword("LIMIT")) clause->limit = Expression();
}

}  // namespace kg
