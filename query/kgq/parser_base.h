// Private to the parser: its state, its tokens and its errors, shared by the
// files for clauses, patterns and expressions. The first error sticks; after it
// every function returns soon, with anything.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/kgq/ast.h"
#include "query/kgq/query_error.h"

namespace kg {

class QueryParser {
 public:
  explicit QueryParser(std::string_view text);

  QueryAst Query();
  std::vector<PatternPath> Pattern();
  bool failed() const { return error_.has_value(); }
  QueryError TakeError();
  uint32_t offset() const { return Peek().span.begin; }
  void ExpectEnd();

 private:
  // parser.cc: tokens and errors.
  const QueryToken& Peek(size_t ahead = 0) const;
  const QueryToken& Take();
  uint32_t last_end() const { return last_end_; }
  bool IsKeyword(std::string_view upper, size_t ahead = 0) const;
  bool IsSymbol(std::string_view symbol, size_t ahead = 0) const;
  bool SkipKeyword(std::string_view upper);
  bool SkipSymbol(std::string_view symbol);
  void ExpectKeyword(std::string_view upper);
  void ExpectSymbol(std::string_view symbol);
  // A variable's, label's, type's or key's name.
  std::string ExpectName(std::string_view what);
  // Not a reserved word, unless quoted.
  std::string ExpectVariable();
  bool IsName(size_t ahead = 0) const;
  bool IsReserved(const QueryToken& token) const;
  void Fail(QuerySpan span, std::string detail, std::string message);
  // "unexpected 'x'; expected …", or what is wrong with the token itself.
  void FailHere(std::string_view expected,
                std::initializer_list<std::string_view> keywords = {});
  bool FailBadToken(const QueryToken& token);
  std::string Shown(const QueryToken& token) const;

  // parser_clauses.cc.
  SingleQuery Single(bool nested);
  bool Clause(SingleQuery* query, bool nested);
  void FailClause(bool nested);
  MatchClause Match();
  ProjectionClause Projection();
  void ProjectionItems(ProjectionClause* clause);
  void ProjectionTail(ProjectionClause* clause);
  UnwindClause Unwind();
  QueryAst UnionOf(bool nested);
  ExprPtr Where();

  // parser_patterns.cc.
  PatternPath PathPattern();
  void PathElements(PatternPath* path);
  void ShortestPattern(PatternPath* path);
  PatternNode NodePattern();
  PatternEdge EdgePattern();
  void EdgeDetail(PatternEdge* edge);
  void EdgeRange(PatternEdge* edge);
  std::optional<uint32_t> RangeBound();
  ExprPtr PatternProperties();
  // Whether a path pattern of at least one edge starts at this token.
  bool PatternAhead(size_t ahead) const;

  // parser_expressions.cc and parser_atoms.cc.
  ExprPtr Expression();
  ExprPtr OrExpression();
  ExprPtr XorExpression();
  ExprPtr AndExpression();
  ExprPtr NotExpression();
  ExprPtr Comparison();
  ExprPtr Predicated();
  ExprPtr Predicate(ExprPtr left, bool* more);
  ExprPtr Sum();
  ExprPtr Product();
  ExprPtr Power();
  ExprPtr Unary();
  ExprPtr Postfixed();
  ExprPtr Indexed(ExprPtr target);
  ExprPtr Labelled(ExprPtr target);
  ExprPtr Atom();
  ExprPtr NameAtom();
  std::optional<ExprPtr> SpecialForm();
  ExprPtr LiteralAtom();
  ExprPtr IntegerAtom(bool negative);
  ExprPtr FloatAtom();
  ExprPtr BracketAtom();
  ExprPtr ParenthesisAtom();
  ExprPtr MapAtom();
  ExprPtr CaseAtom();
  ExprPtr CallAtom();
  ExprPtr QuantifierAtom(QuantifierKind kind);
  ExprPtr ReduceAtom();
  ExprPtr SubqueryAtom(ExprKind kind);
  ExprPtr ExistsCall();
  ExprPtr PatternTestAtom();
  ExprPtr ListFilterAtom();
  ExprPtr PatternListAtom();
  ExprPtr MapProjection(ExprPtr subject);
  std::string MapKey();

  ExprPtr New(ExprKind kind, uint32_t begin) const;
  // Closes the expression: its end, its depth.
  ExprPtr Done(ExprPtr expr);
  ExprPtr Binary(ExprKind kind, ExprPtr left, ExprPtr right);

  std::string_view text_;
  std::vector<QueryToken> tokens_;
  size_t at_ = 0;
  uint32_t last_end_ = 0;
  uint32_t nesting_ = 0;
  bool patterns_allowed_ = false;  // as predicates: in WHERE and in subqueries
  std::optional<QueryError> error_;
};

// Counts nesting while it lives.
class NestingGuard {
 public:
  explicit NestingGuard(uint32_t* depth) : depth_(depth) { ++*depth_; }
  ~NestingGuard() { --*depth_; }
  NestingGuard(const NestingGuard&) = delete;
  NestingGuard& operator=(const NestingGuard&) = delete;

 private:
  uint32_t* depth_;
};

constexpr uint32_t kMaxNesting = 200;  // of brackets; chosen
constexpr uint16_t kMaxDepth = 600;    // of an expression's tree; chosen

}  // namespace kg
