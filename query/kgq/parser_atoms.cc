#include <charconv>
#include <cmath>
#include <cstdlib>

#include "query/kgq/parser_base.h"

namespace kg {
namespace {

std::string LowerAscii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

struct QuantifierRow {
  std::string_view word;
  QuantifierKind kind;
};
constexpr QuantifierRow kQuantifiers[] = {
    {"ALL", QuantifierKind::kAll},
    {"ANY", QuantifierKind::kAny},
    {"NONE", QuantifierKind::kNone},
    {"SINGLE", QuantifierKind::kSingle},
};

}  // namespace

ExprPtr QueryParser::Atom() {
  const QueryToken& token = Peek();
  if (failed()) return New(ExprKind::kLiteral, last_end_);
  switch (token.kind) {
    case QueryTokenKind::kInteger:
      return IntegerAtom(false);
    case QueryTokenKind::kFloat:
      return FloatAtom();
    case QueryTokenKind::kString:
      return LiteralAtom();
    case QueryTokenKind::kParameter: {
      ExprPtr expr = New(ExprKind::kParameter, token.span.begin);
      expr->name = Take().text;
      return Done(std::move(expr));
    }
    case QueryTokenKind::kName:
    case QueryTokenKind::kQuotedName:
      return NameAtom();
    default:
      break;
  }
  if (IsSymbol("(")) return ParenthesisAtom();
  if (IsSymbol("[")) return BracketAtom();
  if (IsSymbol("{")) return MapAtom();
  FailHere("an expression");
  return New(ExprKind::kLiteral, last_end_);
}

ExprPtr QueryParser::LiteralAtom() {
  ExprPtr expr = New(ExprKind::kLiteral, Peek().span.begin);
  const QueryToken& token = Take();
  if (token.kind == QueryTokenKind::kString) {
    expr->value = Value::String(token.text);
  } else if (token.upper != "NULL") {
    expr->value = Value::Boolean(token.upper == "TRUE");
  }
  return Done(std::move(expr));
}

ExprPtr QueryParser::IntegerAtom(bool negative) {
  const QueryToken& token = Take();
  ExprPtr expr = New(ExprKind::kLiteral, token.span.begin);
  uint64_t value = 0;
  const char* begin = token.text.data();
  const auto parsed =
      std::from_chars(begin, begin + token.text.size(), value, token.base);
  const uint64_t most = (uint64_t{1} << 63) - (negative ? 0 : 1);
  if (parsed.ec != std::errc() || value > most) {
    Fail(token.span, "IntegerOverflow",
         "'" + token.text + "' does not fit in 64 bits");
    return expr;
  }
  expr->value =
      Value::Integer(static_cast<int64_t>(negative ? 0 - value : value));
  return Done(std::move(expr));
}

ExprPtr QueryParser::FloatAtom() {
  const QueryToken& token = Take();
  ExprPtr expr = New(ExprKind::kLiteral, token.span.begin);
  double value = 0;
  const char* begin = token.text.data();
  const auto parsed = std::from_chars(begin, begin + token.text.size(), value);
  if (parsed.ec == std::errc::result_out_of_range) {
    // Too small a number is 0; strtod tells it from one that is too large.
    value = std::strtod(token.text.c_str(), nullptr);
  }
  if (!std::isfinite(value)) {
    Fail(token.span, "FloatingPointOverflow",
         "'" + token.text + "' is too large for a floating-point number");
  }
  expr->value = Value::Float(value);
  return Done(std::move(expr));
}

ExprPtr QueryParser::NameAtom() {
  const QueryToken& token = Peek();
  if (token.kind == QueryTokenKind::kName) {
    if (token.upper == "NULL" || token.upper == "TRUE" ||
        token.upper == "FALSE") {
      return LiteralAtom();
    }
    if (token.upper == "CASE") return CaseAtom();
    if (std::optional<ExprPtr> special = SpecialForm()) {
      return std::move(*special);
    }
  }
  // A function's name may have parts: duration.between(…).
  size_t ahead = 1;
  while (IsSymbol(".", ahead) && IsName(ahead + 1)) ahead += 2;
  if (IsSymbol("(", ahead)) return CallAtom();
  ExprPtr expr = New(ExprKind::kVariable, token.span.begin);
  if (IsReserved(token)) {
    FailHere("an expression");
    return expr;
  }
  expr->name = Take().text;
  expr = Done(std::move(expr));
  return IsSymbol("{") ? MapProjection(std::move(expr)) : std::move(expr);
}

std::optional<ExprPtr> QueryParser::SpecialForm() {
  const QueryToken& token = Peek();
  if (IsSymbol("{", 1)) {
    if (token.upper == "EXISTS") return SubqueryAtom(ExprKind::kExists);
    if (token.upper == "COUNT") return SubqueryAtom(ExprKind::kCountOf);
    return std::nullopt;
  }
  if (!IsSymbol("(", 1)) return std::nullopt;
  if (token.upper == "EXISTS") return ExistsCall();
  if (token.upper == "REDUCE") return ReduceAtom();
  if (token.upper == "SHORTESTPATH" || token.upper == "ALLSHORTESTPATHS") {
    ExprPtr expr = New(ExprKind::kShortestPath, token.span.begin);
    expr->subquery = std::make_unique<SubqueryAst>();
    expr->subquery->match.paths.push_back(PathPattern());
    return Done(std::move(expr));
  }
  for (const QuantifierRow& row : kQuantifiers) {
    if (token.upper == row.word && IsName(2) && IsKeyword("IN", 3)) {
      return QuantifierAtom(row.kind);
    }
  }
  return std::nullopt;
}

ExprPtr QueryParser::CallAtom() {
  ExprPtr expr = New(ExprKind::kCall, Peek().span.begin);
  expr->name = Take().text;
  while (SkipSymbol(".")) expr->name += "." + Take().text;
  expr->name = LowerAscii(std::move(expr->name));
  ExpectSymbol("(");
  const bool before = patterns_allowed_;
  patterns_allowed_ = false;
  if (expr->name == "count" && IsSymbol("*")) {
    Take();
    expr->kind = ExprKind::kCountAll;
  } else if (!IsSymbol(")")) {
    expr->distinct = SkipKeyword("DISTINCT");
    do {
      expr->args.push_back(Expression());
    } while (SkipSymbol(","));
  }
  patterns_allowed_ = before;
  ExpectSymbol(")");
  return Done(std::move(expr));
}

// exists((a)-->(b)), or exists(n.key) for n.key IS NOT NULL.
ExprPtr QueryParser::ExistsCall() {
  const uint32_t begin = Take().span.begin;
  ExpectSymbol("(");
  if (PatternAhead(0)) {
    ExprPtr test = PatternTestAtom();
    ExpectSymbol(")");
    test->span.begin = begin;
    return Done(std::move(test));
  }
  ExprPtr expr = New(ExprKind::kIsNotNull, begin);
  expr->args.push_back(Expression());
  ExpectSymbol(")");
  return Done(std::move(expr));
}

ExprPtr QueryParser::SubqueryAtom(ExprKind kind) {
  ExprPtr expr = New(kind, Take().span.begin);
  ExpectSymbol("{");
  NestingGuard guard(&nesting_);
  if (nesting_ > kMaxNesting) {
    Fail(Peek().span, "UnexpectedSyntax", "brackets are nested too deeply");
  }
  expr->subquery = std::make_unique<SubqueryAst>();
  const bool pattern = IsSymbol("(") || (IsName() && IsSymbol("=", 1));
  if (pattern) {
    expr->subquery->match.span = Peek().span;
    expr->subquery->match.paths = Pattern();
    expr->subquery->match.where = Where();
  } else if (!failed()) {
    const bool before = patterns_allowed_;
    patterns_allowed_ = false;
    expr->subquery->query = UnionOf(true);
    patterns_allowed_ = before;
  }
  ExpectSymbol("}");
  return Done(std::move(expr));
}

ExprPtr QueryParser::QuantifierAtom(QuantifierKind kind) {
  ExprPtr expr = New(ExprKind::kQuantifier, Take().span.begin);
  expr->quantifier = kind;
  ExpectSymbol("(");
  expr->name = ExpectVariable();
  ExpectKeyword("IN");
  expr->args.push_back(Expression());
  ExprPtr where = Where();
  if (where == nullptr && !failed()) FailHere("WHERE", {"WHERE"});
  expr->args.push_back(std::move(where));
  ExpectSymbol(")");
  return Done(std::move(expr));
}

ExprPtr QueryParser::ReduceAtom() {
  ExprPtr expr = New(ExprKind::kReduce, Take().span.begin);
  ExpectSymbol("(");
  expr->names.push_back(ExpectVariable());
  ExpectSymbol("=");
  expr->args.push_back(Expression());
  ExpectSymbol(",");
  expr->name = ExpectVariable();
  ExpectKeyword("IN");
  expr->args.push_back(Expression());
  ExpectSymbol("|");
  expr->args.push_back(Expression());
  ExpectSymbol(")");
  return Done(std::move(expr));
}

ExprPtr QueryParser::CaseAtom() {
  ExprPtr expr = New(ExprKind::kCase, Take().span.begin);
  expr->args.push_back(IsKeyword("WHEN") ? nullptr : Expression());
  expr->args.push_back(nullptr);
  if (!IsKeyword("WHEN")) FailHere("WHEN", {"WHEN"});
  while (SkipKeyword("WHEN")) {
    expr->args.push_back(Expression());
    ExpectKeyword("THEN");
    expr->args.push_back(Expression());
  }
  if (SkipKeyword("ELSE")) expr->args[1] = Expression();
  ExpectKeyword("END");
  return Done(std::move(expr));
}

ExprPtr QueryParser::ParenthesisAtom() {
  if (PatternAhead(0)) {
    if (!patterns_allowed_) {
      Fail(Peek().span, "UnexpectedSyntax",
           "a pattern stands here as a value; expected it in WHERE, in EXISTS "
           "{…} or in a pattern comprehension");
    }
    return PatternTestAtom();
  }
  const uint32_t begin = Take().span.begin;
  ExprPtr expr = Expression();
  ExpectSymbol(")");
  expr->parenthesised = true;
  expr->span = {begin, last_end_};
  return expr;
}

ExprPtr QueryParser::PatternTestAtom() {
  ExprPtr expr = New(ExprKind::kPatternTest, Peek().span.begin);
  expr->subquery = std::make_unique<SubqueryAst>();
  expr->subquery->match.span = Peek().span;
  PatternPath path;
  path.span = Peek().span;
  PathElements(&path);
  expr->subquery->match.paths.push_back(std::move(path));
  return Done(std::move(expr));
}

ExprPtr QueryParser::BracketAtom() {
  if (IsName(1) && IsKeyword("IN", 2)) return ListFilterAtom();
  if (PatternAhead(1) || (IsName(1) && IsSymbol("=", 2) && PatternAhead(3))) {
    return PatternListAtom();
  }
  ExprPtr expr = New(ExprKind::kList, Take().span.begin);
  const bool before = patterns_allowed_;
  patterns_allowed_ = false;
  if (!IsSymbol("]")) {
    do {
      expr->args.push_back(Expression());
    } while (SkipSymbol(","));
  }
  patterns_allowed_ = before;
  ExpectSymbol("]");
  return Done(std::move(expr));
}

ExprPtr QueryParser::ListFilterAtom() {
  ExprPtr expr = New(ExprKind::kListFilter, Take().span.begin);
  expr->name = ExpectVariable();
  ExpectKeyword("IN");
  expr->args.push_back(Expression());
  expr->args.push_back(Where());
  expr->args.push_back(SkipSymbol("|") ? Expression() : nullptr);
  ExpectSymbol("]");
  return Done(std::move(expr));
}

ExprPtr QueryParser::PatternListAtom() {
  ExprPtr expr = New(ExprKind::kPatternList, Take().span.begin);
  expr->subquery = std::make_unique<SubqueryAst>();
  expr->subquery->match.span = Peek().span;
  expr->subquery->match.paths.push_back(PathPattern());
  expr->subquery->match.where = Where();
  ExpectSymbol("|");
  expr->args.push_back(Expression());
  ExpectSymbol("]");
  return Done(std::move(expr));
}

std::string QueryParser::MapKey() { return ExpectName("a key"); }

ExprPtr QueryParser::MapAtom() {
  NestingGuard guard(&nesting_);
  ExprPtr expr = New(ExprKind::kMap, Take().span.begin);
  const bool before = patterns_allowed_;
  patterns_allowed_ = false;
  if (!IsSymbol("}")) {
    do {
      expr->names.push_back(MapKey());
      ExpectSymbol(":");
      expr->args.push_back(Expression());
    } while (SkipSymbol(","));
  }
  patterns_allowed_ = before;
  ExpectSymbol("}");
  return Done(std::move(expr));
}

// n {.key, .*, name: expression, variable}
ExprPtr QueryParser::MapProjection(ExprPtr subject) {
  ExprPtr expr = New(ExprKind::kProjection, subject->span.begin);
  const std::string name = subject->name;
  expr->args.push_back(std::move(subject));
  Take();
  while (!failed() && !IsSymbol("}")) {
    const uint32_t begin = Peek().span.begin;
    if (SkipSymbol(".")) {
      if (SkipSymbol("*")) {
        expr->names.push_back("*");
        expr->args.push_back(nullptr);
      } else {
        ExprPtr property = New(ExprKind::kProperty, begin);
        ExprPtr variable = New(ExprKind::kVariable, begin);
        variable->name = name;
        property->args.push_back(Done(std::move(variable)));
        property->name = MapKey();
        expr->names.push_back(property->name);
        expr->args.push_back(Done(std::move(property)));
      }
    } else {
      expr->names.push_back(MapKey());
      if (SkipSymbol(":")) {
        expr->args.push_back(Expression());
      } else {
        ExprPtr variable = New(ExprKind::kVariable, begin);
        variable->name = expr->names.back();
        expr->args.push_back(Done(std::move(variable)));
      }
    }
    if (!SkipSymbol(",")) break;
  }
  ExpectSymbol("}");
  return Done(std::move(expr));
}

}  // namespace kg
