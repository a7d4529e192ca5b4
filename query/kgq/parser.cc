#include "query/kgq/parser.h"

#include <algorithm>

#include "base/unicode.h"
#include "query/kgq/parser_base.h"
#include "query/nearest.h"

namespace kg {
namespace {

// Words that are no variables unless quoted (openCypher 9, ReservedWord; words
// of schema commands are left free).
constexpr std::string_view kReserved[] = {
    "AND",      "AS",       "ASC",    "ASCENDING", "BY",         "CASE",
    "CONTAINS", "CREATE",   "DELETE", "DESC",      "DESCENDING", "DETACH",
    "DISTINCT", "ELSE",     "END",    "ENDS",      "FALSE",      "IN",
    "IS",       "LIMIT",    "MATCH",  "MERGE",     "NOT",        "NULL",
    "ON",       "OPTIONAL", "OR",     "ORDER",     "REMOVE",     "RETURN",
    "SET",      "SKIP",     "STARTS", "THEN",      "TRUE",       "UNION",
    "UNWIND",   "WHEN",     "WHERE",  "WITH",      "XOR",
};

std::u32string Decode(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = DecodeAt(text, at);
    out += c.value;
    at += c.bytes;
  }
  return out;
}

struct BadTokenRow {
  QueryTokenKind kind;
  std::string_view detail;
  std::string_view before;  // the token's text
  std::string_view after;
};
constexpr BadTokenRow kBadTokens[] = {
    {QueryTokenKind::kBadNumber, "InvalidNumberLiteral", "'", "' is no number"},
    {QueryTokenKind::kBadEscape, "UnexpectedSyntax", "unknown escape '",
     "'; a backslash is written as '\\\\'"},
    {QueryTokenKind::kBadUnicode, "InvalidUnicodeLiteral", "'",
     "' is no code point; expected four or eight hexadecimal digits"},
};

}  // namespace

QueryParser::QueryParser(std::string_view text)
    : text_(text), tokens_(TokenizeQuery(text)) {}

const QueryToken& QueryParser::Peek(size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const QueryToken& QueryParser::Take() {
  const QueryToken& token = Peek();
  last_end_ = token.span.end;
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool QueryParser::IsKeyword(std::string_view upper, size_t ahead) const {
  const QueryToken& token = Peek(ahead);
  return token.kind == QueryTokenKind::kName && token.upper == upper;
}

bool QueryParser::IsSymbol(std::string_view symbol, size_t ahead) const {
  const QueryToken& token = Peek(ahead);
  return token.kind == QueryTokenKind::kSymbol && token.text == symbol;
}

bool QueryParser::SkipKeyword(std::string_view upper) {
  if (failed() || !IsKeyword(upper)) return false;
  Take();
  return true;
}

bool QueryParser::SkipSymbol(std::string_view symbol) {
  if (failed() || !IsSymbol(symbol)) return false;
  Take();
  return true;
}

void QueryParser::ExpectKeyword(std::string_view upper) {
  if (!SkipKeyword(upper)) FailHere(upper, {upper});
}

void QueryParser::ExpectSymbol(std::string_view symbol) {
  if (!SkipSymbol(symbol)) FailHere("'" + std::string(symbol) + "'");
}

bool QueryParser::IsName(size_t ahead) const {
  const QueryTokenKind kind = Peek(ahead).kind;
  return kind == QueryTokenKind::kName || kind == QueryTokenKind::kQuotedName;
}

bool QueryParser::IsReserved(const QueryToken& token) const {
  return token.kind == QueryTokenKind::kName &&
         std::find(std::begin(kReserved), std::end(kReserved), token.upper) !=
             std::end(kReserved);
}

std::string QueryParser::ExpectName(std::string_view what) {
  if (!IsName()) {
    FailHere(what);
    return {};
  }
  return Take().text;
}

std::string QueryParser::ExpectVariable() {
  if (!IsName() || IsReserved(Peek())) {
    FailHere("a variable");
    return {};
  }
  return Take().text;
}

void QueryParser::Fail(QuerySpan span, std::string detail,
                       std::string message) {
  if (failed()) return;
  error_ = QueryError{};
  error_->type = "SyntaxError";
  error_->detail = std::move(detail);
  error_->message = std::move(message);
  SetPlace(text_, span, &*error_);
}

std::string QueryParser::Shown(const QueryToken& token) const {
  constexpr size_t kMost = 40;  // chosen: enough to recognise it
  if (token.kind == QueryTokenKind::kEnd) return "end of the query";
  std::string_view text =
      text_.substr(token.span.begin, token.span.end - token.span.begin);
  std::string out;
  for (size_t at = 0, count = 0; at < text.size(); ++count) {
    const CodePoint c = DecodeAt(text, at);
    if (count == kMost || c.value == '\n') return "'" + out + "…'";
    out += text.substr(at, c.bytes);
    at += c.bytes;
  }
  return "'" + out + "'";
}

bool QueryParser::FailBadToken(const QueryToken& token) {
  for (const BadTokenRow& row : kBadTokens) {
    if (row.kind != token.kind) continue;
    Fail(token.span, std::string(row.detail),
         std::string(row.before) + token.text + std::string(row.after));
    return true;
  }
  switch (token.kind) {
    case QueryTokenKind::kBadString:
      Fail(token.span, "UnexpectedSyntax",
           "a quotation that starts here is not closed");
      return true;
    case QueryTokenKind::kUnclosedComment:
      Fail(token.span, "UnexpectedSyntax",
           "a comment that starts here is not closed; expected '*/'");
      return true;
    case QueryTokenKind::kBadCharacter:
      Fail(token.span,
           token.ascii ? "UnexpectedSyntax" : "InvalidUnicodeCharacter",
           "unexpected character " + Shown(token));
      return true;
    default:
      return false;
  }
}

void QueryParser::FailHere(std::string_view expected,
                           std::initializer_list<std::string_view> keywords) {
  if (failed()) return;
  const QueryToken& token = Peek();
  // In an operand's place a bad number is named as such; elsewhere it is only
  // unexpected, like any number.
  const bool operand = expected == "an expression";
  if ((token.kind != QueryTokenKind::kBadNumber || operand) &&
      FailBadToken(token)) {
    return;
  }
  std::string wanted(expected);
  if (token.kind == QueryTokenKind::kName) {
    constexpr size_t kNear = 2;  // edits; chosen
    size_t best = kNear + 1;
    for (const std::string_view keyword : keywords) {
      const size_t distance =
          EditDistance(Decode(token.upper), Decode(keyword), kNear);
      if (distance >= best || distance >= keyword.size()) continue;
      best = distance;
      wanted = keyword;
    }
  }
  Fail(token.span, "UnexpectedSyntax",
       "unexpected " + Shown(token) + "; expected " + wanted);
}

void QueryParser::ExpectEnd() {
  if (!failed() && Peek().kind != QueryTokenKind::kEnd) {
    FailHere("end of the query");
  }
}

QueryError QueryParser::TakeError() { return std::move(*error_); }

ExprPtr QueryParser::New(ExprKind kind, uint32_t begin) const {
  auto expr = std::make_unique<Expr>();
  expr->kind = kind;
  expr->span = {begin, begin};
  return expr;
}

ExprPtr QueryParser::Done(ExprPtr expr) {
  expr->span.end = last_end_;
  uint16_t depth = 0;
  for (const ExprPtr& arg : expr->args) {
    if (arg != nullptr) depth = std::max(depth, arg->depth);
  }
  if (depth >= kMaxDepth) {
    Fail(expr->span, "UnexpectedSyntax", "the expression is nested too deeply");
  }
  expr->depth = std::min<uint16_t>(kMaxDepth, depth + 1);
  return expr;
}

ExprPtr QueryParser::Binary(ExprKind kind, ExprPtr left, ExprPtr right) {
  ExprPtr expr = New(kind, left->span.begin);
  expr->args.push_back(std::move(left));
  expr->args.push_back(std::move(right));
  return Done(std::move(expr));
}

void SetPlace(std::string_view text, QuerySpan span, QueryError* error) {
  const std::string_view before = text.substr(0, span.begin);
  const size_t newline = before.rfind('\n');
  const size_t line_begin = newline == std::string_view::npos ? 0 : newline + 1;
  error->line =
      static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
  error->column =
      static_cast<uint32_t>(CountCodePoints(before.substr(line_begin)) + 1);
  error->length = static_cast<uint32_t>(
      CountCodePoints(text.substr(span.begin, span.end - span.begin)));
}

QueryResult<QueryAst> ParseQuery(std::string_view text) {
  QueryParser parser(text);
  QueryAst query = parser.Query();
  if (parser.failed()) return parser.TakeError();
  return query;
}

QueryResult<std::vector<PatternPath>> ParsePatternPrefix(std::string_view text,
                                                         size_t* end) {
  QueryParser parser(text);
  std::vector<PatternPath> paths = parser.Pattern();
  *end = parser.offset();
  if (parser.failed()) return parser.TakeError();
  return paths;
}

}  // namespace kg
