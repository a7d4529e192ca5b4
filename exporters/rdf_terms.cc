#include "exporters/rdf_terms.h"

#include <utility>

namespace kg {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The number of `digits` digits, or -1.
int NumberAt(std::string_view text, size_t at, size_t digits) {
  if (at + digits > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(at, digits)) {
    if (!IsDigit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

int DaysOf(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

// The XSD type of a date; empty where it is none.
std::string_view DateType(std::string_view date) {
  const int year = NumberAt(date, 0, 4);
  if (year < 1) return "";
  if (date.size() == 4) return kXsdYear;
  const int month = NumberAt(date, 5, 2);
  if (date[4] != '-' || month < 1 || month > 12) return "";
  if (date.size() == 7) return kXsdYearMonth;
  const int day = NumberAt(date, 8, 2);
  const bool valid = date.size() == 10 && date[7] == '-' && day >= 1 &&
                     day <= DaysOf(year, month);
  return valid ? kXsdDate : "";
}

// XSD's decimal, as a literal's value has it.
bool IsDecimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  size_t digits = 0, points = 0;
  for (const char c : text) {
    digits += IsDigit(c);
    points += c == '.';
  }
  return digits > 0 && points <= 1 && digits + points == text.size() &&
         IsDigit(text.front()) && IsDigit(text.back());
}

}  // namespace

std::string Iri(std::string_view prefixed) {
  const size_t colon = prefixed.find(':');
  for (const RdfPrefix& prefix : kRdfPrefixes) {
    if (prefix.name == prefixed.substr(0, colon)) {
      return std::string(prefix.iri) + std::string(prefixed.substr(colon + 1));
    }
  }
  assert(false && "a prefix of the table");
  return std::string(prefixed);
}

Status CheckBaseIri(std::string_view base) {
  const auto refuse = [&](const char* why) {
    return Status::InvalidInput("base IRI '" + std::string(base) + "': " + why);
  };
  const size_t colon = base.find(':');
  if (colon == std::string_view::npos || !IsLetter(base.front())) {
    return refuse("not absolute, as https://example.org/kg/ is");
  }
  for (const char c : base.substr(0, colon)) {
    if (!IsLetter(c) && !IsDigit(c) && c != '+' && c != '-' && c != '.') {
      return refuse("not absolute, as https://example.org/kg/ is");
    }
  }
  // RFC 3987 and the IRIREF of Turtle; beyond ASCII all may stand.
  for (const char c : base) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F ||
        std::string_view("<>\"{}|^`\\#?").find(c) != std::string_view::npos) {
      return refuse("a character that cannot stand in it");
    }
  }
  if (base.back() != '/' && base.back() != ':') {
    return refuse("expected '/' or ':' at its end");
  }
  return Status();
}

std::string PercentEncoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (IsLetter(c) || IsDigit(c) || c == '-' || c == '_') {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

RdfTerm IriTerm(std::string iri) { return {true, std::move(iri), {}}; }

RdfTerm Number(uint64_t value) {
  return {false, std::to_string(value), kXsdInteger};
}

RdfTerm Boolean(bool value) {
  return {false, value ? "true" : "false", kXsdBoolean};
}

RdfTerm DateTerm(std::string_view date) {
  return {false, std::string(date), DateType(date)};
}

RdfTerm ValueTerm(const Literal& literal) {
  const std::string& value =
      literal.value.empty() ? literal.text : literal.value;
  if (literal.datatype == "date") return DateTerm(value);
  if (IsDecimal(value) && literal.datatype != "text") {
    return {false, value, kXsdDecimal};
  }
  return {false, value, {}};
}

RdfTerm LiteralTerm(const Literal& literal) {
  static const std::string kAmount = Iri("kg:amount");
  RdfTerm term = ValueTerm(literal);
  if (literal.unit.empty()) return term;
  term.text += " " + literal.unit;
  term.datatype = term.datatype == kXsdDecimal ? kAmount : std::string_view();
  return term;
}

}  // namespace kg
