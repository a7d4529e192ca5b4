#include "tests/tck/tck_value.h"

#include <gtest/gtest.h>

namespace kg::tck {
namespace {

TEST(TckValueTest, ReadsAndWritesEveryKind) {
  const char* const kCases[][2] = {
      {"null", "null"},
      {"true", "true"},
      {"false", "false"},
      {"-12", "-12"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808.0"},
      {"1.50", "1.5"},
      {"1.0", "1.0"},
      {"-0.0", "-0.0"},
      {"1e5", "1e+05"},
      {".5", "0.5"},
      {"1.0E-9", "1e-09"},
      {"NaN", "NaN"},
      {"-Inf", "-Infinity"},
      {"Infinity", "Infinity"},
      {"''", "''"},
      {R"('it\'s a \\ "b" {(:')", R"('it\'s a \\ "b" {(:')"},
      {"[]", "[]"},
      {"[1, [2,'x'], null]", "[1, [2, 'x'], null]"},
      {"{}", "{}"},
      {"{b: 1, a: {c: [2.0]}}", "{a: {c: [2.0]}, b: 1}"},
      {"{`a b`: 1}", "{a b: 1}"},
      {"()", "()"},
      {"( :B:A {k: 'v'} )", "(:A:B {k: 'v'})"},
      {"({k: 1})", "({k: 1})"},
      {"[:T]", "[:T]"},
      {"[:T {k: true}]", "[:T {k: true}]"},
      {"[[:T], (:A)]", "[[:T], (:A)]"},
      {"<()>", "<()>"},
      {"<(:A)-[:T {k: 1}]->(:B)<-[:U]-({l: 2})>",
       "<(:A)-[:T {k: 1}]->(:B)<-[:U]-({l: 2})>"},
      {"[<()>, <()-[:T]->()>]", "[<()>, <()-[:T]->()>]"},
  };
  for (const auto& c : kCases) {
    const auto value = ParseTckValue(c[0]);
    ASSERT_TRUE(value.ok()) << c[0] << ": " << value.status().message();
    EXPECT_EQ(FormatTckValue(*value), c[1]);
  }
}

TEST(TckValueTest, RejectsOtherText) {
  const char* const kCases[][2] = {
      {"", "value '': expected a value at ''"},
      {"1 2", "value '1 2': expected the end at '2'"},
      {"'x", "value ''x': expected ''' at ''"},
      {"[1", "value '[1': expected ']' at ''"},
      {"{1}", "value '{1}': expected ':' at '}'"},
      {"(:)", "value '(:)': expected a label at ')'"},
      {"[:]", "value '[:]': expected a type at ']'"},
      {"<()-[:T]-()>", "value '<()-[:T]-()>': expected '->' at '-()>'"},
      {"maybe", "value 'maybe': expected a value at 'maybe'"},
      {"1.2.3", "value '1.2.3': expected a value at '1.2.3'"},
  };
  for (const auto& c : kCases) {
    const auto value = ParseTckValue(c[0]);
    ASSERT_FALSE(value.ok()) << c[0];
    EXPECT_EQ(value.status().message(), c[1]);
  }
}

TEST(TckValueTest, ComparesByKindAndContent) {
  struct Case {
    const char* a;
    const char* b;
    bool equal;
    bool equal_without_order;
  };
  const Case kCases[] = {
      {"1", "1", true, true},
      {"1", "1.0", false, false},
      {"NaN", "NaN", true, true},
      {"0.1", "0.10000000000000001", true, true},
      {"0.1", "0.1000000000000001", false, false},
      {"null", "false", false, false},
      {"'1'", "1", false, false},
      {"[1, 2]", "[2, 1]", false, true},
      {"[1, 1, 2]", "[2, 2, 1]", false, false},
      {"[[1, 2], 3]", "[3, [2, 1]]", false, true},
      {"{k: [1, 2]}", "{k: [2, 1]}", false, true},
      {"{k: 1}", "{l: 1}", false, false},
      {"{k: 1}", "{k: 1, l: 1}", false, false},
      {"{a: 1, b: 2}", "{b: 2, a: 1}", true, true},
      {"(:A:B)", "(:B:A)", true, true},
      {"(:A)", "(:A:B)", false, false},
      {"({k: 1})", "{k: 1}", false, false},
      {"[:T]", "[:U]", false, false},
      {"<()-[:T]->()>", "<()<-[:T]-()>", false, false},
      {"<(:A)-[:T]->(:B)>", "<(:B)<-[:T]-(:A)>", false, false},
  };
  for (const Case& c : kCases) {
    const auto a = ParseTckValue(c.a);
    const auto b = ParseTckValue(c.b);
    ASSERT_TRUE(a.ok() && b.ok());
    for (const auto& [x, y] : {std::pair(*a, *b), std::pair(*b, *a)}) {
      EXPECT_EQ(EqualTckValues(x, y, ListOrder::kMatters), c.equal)
          << c.a << " " << c.b;
      EXPECT_EQ(EqualTckValues(x, y, ListOrder::kIgnored),
                c.equal_without_order)
          << c.a << " " << c.b;
    }
  }
}

}  // namespace
}  // namespace kg::tck
