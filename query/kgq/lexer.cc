#include "query/kgq/lexer.h"

#include <algorithm>

#include "base/unicode.h"

namespace kg {
namespace {

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool StartsName(char32_t c) {
  return c == '_' || IsLetter(c) || (c > 127 && Category(c) == "Nl");
}
bool ContinuesName(char32_t c) {
  return StartsName(c) || IsDigit(c) || IsMark(c) ||
         (c > 127 && Category(c) == "Pc");
}

char UpperAscii(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Longer ones first.
constexpr std::string_view kSymbols[] = {"..", "<=", ">=", "<>", "=~", "+="};
constexpr std::string_view kSingles = "()[]{}<>=+-*/%^.,:;|&!$";

struct SimpleEscape {
  char letter;
  char value;
};
constexpr SimpleEscape kEscapes[] = {
    {'\\', '\\'}, {'\'', '\''}, {'"', '"'},  {'`', '`'},  {'/', '/'},
    {'b', '\b'},  {'f', '\f'},  {'n', '\n'}, {'r', '\r'}, {'t', '\t'},
    {'B', '\b'},  {'F', '\f'},  {'N', '\n'}, {'R', '\r'}, {'T', '\t'},
};

class QueryLexer {
 public:
  explicit QueryLexer(std::string_view text) : text_(text) {}

  std::vector<QueryToken> Run() {
    while (true) {
      const bool closed = SkipBlanks();
      token_ = {};
      begin_ = at_;
      if (!closed) {
        at_ = text_.size();
        Emit(QueryTokenKind::kUnclosedComment);
        begin_ = at_;
      }
      if (at_ == text_.size()) break;
      ReadToken();
    }
    Emit(QueryTokenKind::kEnd);
    MatchBrackets();
    return std::move(tokens_);
  }

 private:
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void Emit(QueryTokenKind kind) {
    token_.kind = kind;
    token_.span = {static_cast<uint32_t>(begin_), static_cast<uint32_t>(at_)};
    tokens_.push_back(std::move(token_));
    token_ = {};
  }

  // False where a comment is not closed.
  bool SkipBlanks() {
    while (at_ < text_.size()) {
      if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_, 2) == "/*") {
        const size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return false;
        at_ = end + 2;
      } else {
        const CodePoint c = DecodeAt(text_, at_);
        if (!IsSpace(c.value) && !(c.value >= 0x1C && c.value <= 0x1F)) break;
        at_ += c.bytes;
      }
    }
    return true;
  }

  void ReadToken() {
    const char c = Peek();
    if (c == '\'' || c == '"') return ReadString(c);
    if (c == '`') return ReadQuotedName(QueryTokenKind::kQuotedName);
    if (IsAsciiDigit(c) || (c == '.' && IsAsciiDigit(Peek(1)))) {
      return ReadNumber();
    }
    if (c == '$') return ReadParameter();
    const CodePoint point = DecodeAt(text_, at_);
    if (StartsName(point.value)) {
      token_.text = ReadName();
      token_.upper.resize(token_.text.size());
      std::transform(token_.text.begin(), token_.text.end(),
                     token_.upper.begin(), UpperAscii);
      return Emit(QueryTokenKind::kName);
    }
    ReadSymbol(point);
  }

  std::string ReadName() {
    const size_t begin = at_;
    while (at_ < text_.size()) {
      const CodePoint c = DecodeAt(text_, at_);
      if (!ContinuesName(c.value)) break;
      at_ += c.bytes;
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  void ReadSymbol(CodePoint point) {
    for (const std::string_view symbol : kSymbols) {
      if (text_.substr(at_, symbol.size()) != symbol) continue;
      token_.text = symbol;
      at_ += symbol.size();
      return Emit(QueryTokenKind::kSymbol);
    }
    token_.text = text_.substr(at_, point.bytes);
    at_ += point.bytes;
    token_.ascii = point.value < 128;
    const bool known =
        token_.ascii && kSingles.find(token_.text) != std::string_view::npos;
    Emit(known ? QueryTokenKind::kSymbol : QueryTokenKind::kBadCharacter);
  }

  // A backtick inside is written twice.
  void ReadQuotedName(QueryTokenKind kind) {
    ++at_;
    while (at_ < text_.size()) {
      if (Peek() == '`') {
        ++at_;
        if (Peek() != '`') return Emit(kind);
      }
      token_.text += text_[at_++];
    }
    Emit(QueryTokenKind::kBadString);
  }

  void ReadParameter() {
    ++at_;
    if (Peek() == '`') return ReadQuotedName(QueryTokenKind::kParameter);
    token_.text = ReadName();
    if (!token_.text.empty()) return Emit(QueryTokenKind::kParameter);
    token_.text = "$";
    Emit(QueryTokenKind::kSymbol);
  }

  void ReadNumber() {
    const char second = UpperAscii(Peek(1));
    if (Peek() == '0' && (second == 'X' || second == 'O')) {
      return ReadBased(second == 'X' ? 16 : 8);
    }
    bool is_float = false;
    while (IsAsciiDigit(Peek())) ++at_;
    if (Peek() == '.' && IsAsciiDigit(Peek(1))) {
      is_float = true;
      ++at_;
      while (IsAsciiDigit(Peek())) ++at_;
    }
    const size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 2 : 1;
    if (UpperAscii(Peek()) == 'E' && IsAsciiDigit(Peek(sign))) {
      is_float = true;
      at_ += sign;
      while (IsAsciiDigit(Peek())) ++at_;
    }
    FinishNumber(is_float);
  }

  void ReadBased(uint8_t base) {
    at_ += 2;
    token_.base = base;
    const size_t begin = at_;
    while (IsHexDigit(Peek()) && (base == 16 || Peek() < '8')) ++at_;
    if (at_ == begin) {
      ReadName();
      token_.text = text_.substr(begin_, at_ - begin_);
      return Emit(QueryTokenKind::kBadNumber);
    }
    token_.text = text_.substr(begin, at_ - begin);
    FinishNumber(false);
  }

  // A number that runs on as a name is none.
  void FinishNumber(bool is_float) {
    const size_t end = at_;
    const std::string rest = ReadName();
    const std::string_view digits = text_.substr(begin_, end - begin_);
    const bool leading_zero =
        !is_float && token_.base == 10 && digits.size() > 1 && digits[0] == '0';
    if (!rest.empty() || leading_zero) {
      token_.text = text_.substr(begin_, at_ - begin_);
      return Emit(QueryTokenKind::kBadNumber);
    }
    if (token_.base == 10) token_.text = digits;
    Emit(is_float ? QueryTokenKind::kFloat : QueryTokenKind::kInteger);
  }

  void ReadString(char quote) {
    QueryTokenKind kind = QueryTokenKind::kString;
    std::string content;
    ++at_;
    while (at_ < text_.size() && Peek() != quote) {
      if (Peek() != '\\') {
        content += text_[at_++];
        continue;
      }
      const QueryTokenKind escape = ReadEscape(&content);
      if (kind == QueryTokenKind::kString) kind = escape;
    }
    if (at_ == text_.size()) return Emit(QueryTokenKind::kBadString);
    ++at_;
    if (kind == QueryTokenKind::kString) token_.text = std::move(content);
    Emit(kind);
  }

  QueryTokenKind ReadEscape(std::string* content) {
    const char letter = Peek(1);
    for (const SimpleEscape& escape : kEscapes) {
      if (escape.letter != letter) continue;
      *content += escape.value;
      at_ += 2;
      return QueryTokenKind::kString;
    }
    if (letter == 'u' || letter == 'U') return ReadCodePoint(content);
    token_.text = text_.substr(at_, 2);
    at_ = std::min(at_ + 2, text_.size());
    return QueryTokenKind::kBadEscape;
  }

  // \uXXXX, also two halves of a surrogate pair, and \UXXXXXXXX.
  QueryTokenKind ReadCodePoint(std::string* content) {
    const size_t digits = Peek(1) == 'u' ? 4 : 8;
    const size_t begin = at_;
    uint32_t value = 0;
    if (!ReadHex(digits, &value)) return BadUnicode(begin);
    if (value >= 0xD800 && value < 0xDC00 && Peek() == '\\' && Peek(1) == 'u') {
      uint32_t low = 0;
      if (!ReadHex(4, &low)) return BadUnicode(begin);
      if (low < 0xDC00 || low > 0xDFFF) return BadUnicode(begin);
      value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
      return BadUnicode(begin);
    }
    AppendUtf8(value, content);
    return QueryTokenKind::kString;
  }

  QueryTokenKind BadUnicode(size_t begin) {
    at_ = std::max(at_, std::min(begin + 2, text_.size()));
    token_.text = text_.substr(begin, at_ - begin);
    return QueryTokenKind::kBadUnicode;
  }

  // The digits after a backslash and a letter.
  bool ReadHex(size_t digits, uint32_t* value) {
    for (size_t i = 0; i < digits; ++i) {
      const char c = Peek(2 + i);
      if (!IsHexDigit(c)) return false;
      const int digit = IsAsciiDigit(c) ? c - '0' : (UpperAscii(c) - 'A' + 10);
      *value = *value * 16 + static_cast<uint32_t>(digit);
    }
    at_ += 2 + digits;
    return true;
  }

  void MatchBrackets() {
    constexpr std::string_view kOpen = "([{";
    constexpr std::string_view kClose = ")]}";
    std::vector<uint32_t> open;
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != QueryTokenKind::kSymbol) continue;
      const char c = tokens_[i].text[0];
      if (kOpen.find(c) != std::string_view::npos) open.push_back(i);
      const size_t which = kClose.find(c);
      if (which == std::string_view::npos || open.empty()) continue;
      if (tokens_[open.back()].text[0] != kOpen[which]) continue;
      tokens_[open.back()].match = i;
      tokens_[i].match = open.back();
      open.pop_back();
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  size_t begin_ = 0;
  QueryToken token_;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> TokenizeQuery(std::string_view text) {
  return QueryLexer(text).Run();
}

}  // namespace kg
