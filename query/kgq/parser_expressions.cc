// Operators, loosest first: OR, XOR, AND, NOT, comparison, predicates (IN,
// STARTS WITH, IS NULL…), + and -, * / and %, ^, signs, then what follows an
// atom: indexes, properties, labels.

#include "query/kgq/parser_base.h"

namespace kg {
namespace {

struct CompareRow {
  std::string_view symbol;
  CompareOp op;
};
constexpr CompareRow kCompareRows[] = {
    {"=", CompareOp::kEqual},   {"<>", CompareOp::kUnequal},
    {"<", CompareOp::kLess},    {"<=", CompareOp::kLessEqual},
    {">", CompareOp::kGreater}, {">=", CompareOp::kGreaterEqual},
};

struct BinaryRow {
  std::string_view symbol;
  ExprKind kind;
};
constexpr BinaryRow kSums[] = {{"+", ExprKind::kAdd},
                               {"-", ExprKind::kSubtract}};
constexpr BinaryRow kProducts[] = {{"*", ExprKind::kMultiply},
                                   {"/", ExprKind::kDivide},
                                   {"%", ExprKind::kModulo}};

}  // namespace

ExprPtr QueryParser::Expression() {
  NestingGuard guard(&nesting_);
  if (nesting_ > kMaxNesting) {
    Fail(Peek().span, "UnexpectedSyntax", "brackets are nested too deeply");
  }
  if (failed()) return New(ExprKind::kLiteral, last_end_);
  return OrExpression();
}

ExprPtr QueryParser::OrExpression() {
  ExprPtr left = XorExpression();
  if (failed() || !IsKeyword("OR")) return left;
  ExprPtr expr = New(ExprKind::kOr, left->span.begin);
  expr->args.push_back(std::move(left));
  while (SkipKeyword("OR")) expr->args.push_back(XorExpression());
  return Done(std::move(expr));
}

ExprPtr QueryParser::XorExpression() {
  ExprPtr left = AndExpression();
  if (failed() || !IsKeyword("XOR")) return left;
  ExprPtr expr = New(ExprKind::kXor, left->span.begin);
  expr->args.push_back(std::move(left));
  while (SkipKeyword("XOR")) expr->args.push_back(AndExpression());
  return Done(std::move(expr));
}

ExprPtr QueryParser::AndExpression() {
  ExprPtr left = NotExpression();
  if (failed() || !IsKeyword("AND")) return left;
  ExprPtr expr = New(ExprKind::kAnd, left->span.begin);
  expr->args.push_back(std::move(left));
  while (SkipKeyword("AND")) expr->args.push_back(NotExpression());
  return Done(std::move(expr));
}

ExprPtr QueryParser::NotExpression() {
  std::vector<uint32_t> begins;
  while (IsKeyword("NOT")) begins.push_back(Take().span.begin);
  ExprPtr expr = Comparison();
  for (size_t i = begins.size(); i-- > 0 && !failed();) {
    ExprPtr negated = New(ExprKind::kNot, begins[i]);
    negated->args.push_back(std::move(expr));
    expr = Done(std::move(negated));
  }
  return expr;
}

ExprPtr QueryParser::Comparison() {
  ExprPtr left = Predicated();
  ExprPtr chain;
  while (!failed()) {
    const CompareRow* found = nullptr;
    for (const CompareRow& row : kCompareRows) {
      if (IsSymbol(row.symbol)) found = &row;
    }
    if (found == nullptr) break;
    Take();
    if (chain == nullptr) {
      chain = New(ExprKind::kCompare, left->span.begin);
      chain->args.push_back(std::move(left));
    }
    chain->ops.push_back(found->op);
    chain->args.push_back(Predicated());
  }
  return chain == nullptr ? std::move(left) : Done(std::move(chain));
}

ExprPtr QueryParser::Predicated() {
  ExprPtr expr = Sum();
  bool more = true;
  while (more && !failed()) expr = Predicate(std::move(expr), &more);
  return expr;
}

ExprPtr QueryParser::Predicate(ExprPtr left, bool* more) {
  struct Row {
    std::string_view word;
    std::string_view second;
    ExprKind kind;
  };
  static constexpr Row kRows[] = {
      {"IN", "", ExprKind::kIn},
      {"STARTS", "WITH", ExprKind::kStartsWith},
      {"ENDS", "WITH", ExprKind::kEndsWith},
      {"CONTAINS", "", ExprKind::kContains},
  };
  for (const Row& row : kRows) {
    if (!IsKeyword(row.word)) continue;
    Take();
    if (!row.second.empty()) ExpectKeyword(row.second);
    return Binary(row.kind, std::move(left), Sum());
  }
  if (SkipSymbol("=~")) {
    return Binary(ExprKind::kRegex, std::move(left), Sum());
  }
  if (SkipKeyword("IS")) {
    const bool negated = SkipKeyword("NOT");
    ExpectKeyword("NULL");
    ExprPtr expr = New(negated ? ExprKind::kIsNotNull : ExprKind::kIsNull,
                       left->span.begin);
    expr->args.push_back(std::move(left));
    return Done(std::move(expr));
  }
  *more = false;
  return left;
}

ExprPtr QueryParser::Sum() {
  ExprPtr left = Product();
  while (!failed()) {
    const BinaryRow* found = nullptr;
    for (const BinaryRow& row : kSums) {
      if (IsSymbol(row.symbol)) found = &row;
    }
    if (found == nullptr) break;
    Take();
    left = Binary(found->kind, std::move(left), Product());
  }
  return left;
}

ExprPtr QueryParser::Product() {
  ExprPtr left = Power();
  while (!failed()) {
    const BinaryRow* found = nullptr;
    for (const BinaryRow& row : kProducts) {
      if (IsSymbol(row.symbol)) found = &row;
    }
    if (found == nullptr) break;
    Take();
    left = Binary(found->kind, std::move(left), Power());
  }
  return left;
}

ExprPtr QueryParser::Power() {
  ExprPtr left = Unary();
  while (SkipSymbol("^")) {
    left = Binary(ExprKind::kPower, std::move(left), Unary());
  }
  return left;
}

// The sign of a number's literal is part of it: -9223372036854775808.
ExprPtr QueryParser::Unary() {
  std::vector<std::pair<ExprKind, uint32_t>> signs;
  while (!failed() && (IsSymbol("-") || IsSymbol("+"))) {
    const ExprKind kind = IsSymbol("-") ? ExprKind::kNegate : ExprKind::kAffirm;
    const uint32_t begin = Peek().span.begin;
    if (kind == ExprKind::kNegate && Peek(1).kind == QueryTokenKind::kInteger &&
        !IsSymbol(".", 2) && !IsSymbol("[", 2)) {
      Take();
      ExprPtr number = IntegerAtom(true);
      number->span.begin = begin;
      for (size_t i = signs.size(); i-- > 0;) {
        ExprPtr outer = New(signs[i].first, signs[i].second);
        outer->args.push_back(std::move(number));
        number = Done(std::move(outer));
      }
      return number;
    }
    signs.emplace_back(kind, begin);
    Take();
  }
  ExprPtr expr = Postfixed();
  for (size_t i = signs.size(); i-- > 0 && !failed();) {
    ExprPtr outer = New(signs[i].first, signs[i].second);
    outer->args.push_back(std::move(expr));
    expr = Done(std::move(outer));
  }
  return expr;
}

ExprPtr QueryParser::Postfixed() {
  ExprPtr expr = Atom();
  while (!failed()) {
    if (SkipSymbol(".")) {
      ExprPtr property = New(ExprKind::kProperty, expr->span.begin);
      property->args.push_back(std::move(expr));
      property->name = ExpectName("a property's name");
      expr = Done(std::move(property));
    } else if (SkipSymbol("[")) {
      expr = Indexed(std::move(expr));
    } else if (IsSymbol(":") && IsName(1)) {
      expr = Labelled(std::move(expr));
    } else {
      break;
    }
  }
  return expr;
}

// After the opening bracket.
ExprPtr QueryParser::Indexed(ExprPtr target) {
  ExprPtr expr = New(ExprKind::kIndex, target->span.begin);
  expr->args.push_back(std::move(target));
  ExprPtr from = IsSymbol("..") ? nullptr : Expression();
  if (SkipSymbol("..")) {
    expr->kind = ExprKind::kSlice;
    expr->args.push_back(std::move(from));
    expr->args.push_back(IsSymbol("]") ? nullptr : Expression());
  } else {
    expr->args.push_back(std::move(from));
  }
  ExpectSymbol("]");
  return Done(std::move(expr));
}

ExprPtr QueryParser::Labelled(ExprPtr target) {
  ExprPtr expr = New(ExprKind::kHasLabels, target->span.begin);
  expr->args.push_back(std::move(target));
  while (IsSymbol(":") && IsName(1)) {
    Take();
    expr->names.push_back(Take().text);
  }
  return Done(std::move(expr));
}

}  // namespace kg
