#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

#include "tests/tck/tck_value.h"

namespace kg::tck {
namespace {

using Kind = TckValue::Kind;

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

TckValue OfKind(Kind kind) {
  TckValue value;
  value.kind = kind;
  return value;
}

TckValue OfFloat(double number) {
  TckValue value = OfKind(Kind::kFloat);
  value.number = number;
  return value;
}

TckValue OfBoolean(bool boolean) {
  TckValue value = OfKind(Kind::kBoolean);
  value.boolean = boolean;
  return value;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<TckValue> Whole() {
    KG_ASSIGN(TckValue value, Value());
    Skip();
    if (at_ != text_.size()) return Wrong("the end");
    return value;
  }

 private:
  Status Wrong(const std::string& expected) const {
    return Status::InvalidInput("value '" + std::string(text_) +
                                "': expected " + expected + " at '" +
                                std::string(text_.substr(at_)) + "'");
  }
  void Skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  char Next() {
    Skip();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool Eat(std::string_view token) {
    Skip();
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }
  Status Expect(std::string_view token) {
    return Eat(token) ? Status() : Wrong("'" + std::string(token) + "'");
  }

  Result<TckValue> Value() {
    switch (Next()) {
      case '\'':
        return String();
      case '{':
        return Map();
      case '(':
        return Node();
      case '<':
        return Path();
      case '[':
        ++at_;
        if (Next() == ':') return Relationship();
        return List();
      default:
        return Scalar();
    }
  }

  Result<TckValue> String() {
    ++at_;
    TckValue value = OfKind(Kind::kString);
    for (; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value.text += text_[at_];
    }
    KG_RETURN_IF_ERROR(Expect("'"));
    return value;
  }

  std::string Name() {
    Skip();
    if (Eat("`")) {
      const size_t begin = at_;
      at_ = std::min(text_.find('`', at_), text_.size());
      const std::string name(text_.substr(begin, at_ - begin));
      at_ = std::min(at_ + 1, text_.size());
      return name;
    }
    const size_t begin = at_;
    while (at_ < text_.size() && IsNameChar(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  // "k: 1, l: 2}"
  Status Entries(std::map<std::string, TckValue>* entries) {
    if (Eat("}")) return {};
    do {
      const std::string name = Name();
      if (name.empty()) return Wrong("a name");
      KG_RETURN_IF_ERROR(Expect(":"));
      KG_ASSIGN((*entries)[name], Value());
    } while (Eat(","));
    return Expect("}");
  }

  Result<TckValue> Map() {
    ++at_;
    TckValue value = OfKind(Kind::kMap);
    KG_RETURN_IF_ERROR(Entries(&value.properties));
    return value;
  }

  Result<TckValue> List() {
    TckValue value = OfKind(Kind::kList);
    if (Eat("]")) return value;
    do {
      KG_ASSIGN(TckValue item, Value());
      value.items.push_back(std::move(item));
    } while (Eat(","));
    KG_RETURN_IF_ERROR(Expect("]"));
    return value;
  }

  Result<TckValue> Node() {
    KG_RETURN_IF_ERROR(Expect("("));
    TckValue value = OfKind(Kind::kNode);
    while (Eat(":")) {
      value.labels.push_back(Name());
      if (value.labels.back().empty()) return Wrong("a label");
    }
    std::sort(value.labels.begin(), value.labels.end());
    if (Eat("{")) KG_RETURN_IF_ERROR(Entries(&value.properties));
    KG_RETURN_IF_ERROR(Expect(")"));
    return value;
  }

  // After its "[".
  Result<TckValue> Relationship() {
    KG_RETURN_IF_ERROR(Expect(":"));
    TckValue value = OfKind(Kind::kRelationship);
    value.text = Name();
    if (value.text.empty()) return Wrong("a type");
    if (Eat("{")) KG_RETURN_IF_ERROR(Entries(&value.properties));
    KG_RETURN_IF_ERROR(Expect("]"));
    return value;
  }

  Result<TckValue> Path() {
    ++at_;
    TckValue value = OfKind(Kind::kPath);
    KG_ASSIGN(TckValue start, Node());
    value.items.push_back(std::move(start));
    while (Next() == '-' || Next() == '<') {
      const bool backward = Eat("<");
      KG_RETURN_IF_ERROR(Expect("-["));
      KG_ASSIGN(TckValue relationship, Relationship());
      KG_RETURN_IF_ERROR(Expect(backward ? "-" : "->"));
      KG_ASSIGN(TckValue node, Node());
      value.forward.push_back(!backward);
      value.items.push_back(std::move(relationship));
      value.items.push_back(std::move(node));
    }
    KG_RETURN_IF_ERROR(Expect(">"));
    return value;
  }

  Result<TckValue> Scalar() {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    struct Word {
      const char* word;
      TckValue value;
    };
    const Word kWords[] = {
        {"null", {}},
        {"true", OfBoolean(true)},
        {"false", OfBoolean(false)},
        {"NaN", OfFloat(std::numeric_limits<double>::quiet_NaN())},
        {"Infinity", OfFloat(kInfinity)},
        {"Inf", OfFloat(kInfinity)},
        {"-Infinity", OfFloat(-kInfinity)},
        {"-Inf", OfFloat(-kInfinity)},
    };
    const size_t begin = at_;
    while (at_ < text_.size() && (IsNameChar(text_[at_]) || text_[at_] == '.' ||
                                  text_[at_] == '-' || text_[at_] == '+')) {
      ++at_;
    }
    const std::string_view scalar = text_.substr(begin, at_ - begin);
    for (const Word& word : kWords) {
      if (scalar == word.word) return word.value;
    }
    at_ = begin;
    return Number(scalar);
  }

  Result<TckValue> Number(std::string_view digits) {
    const char* end = digits.data() + digits.size();
    TckValue value = OfKind(Kind::kInteger);
    auto read = std::from_chars(digits.data(), end, value.integer);
    if (read.ec != std::errc() || read.ptr != end) {
      value.kind = Kind::kFloat;
      read = std::from_chars(digits.data(), end, value.number);
    }
    if (digits.empty() || read.ec != std::errc() || read.ptr != end) {
      return Wrong("a value");
    }
    at_ += digits.size();
    return value;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Result<TckValue> ParseTckValue(std::string_view text) {
  return Parser(text).Whole();
}

}  // namespace kg::tck
