#include "exporters/text.h"

#include <gtest/gtest.h>

#include "exporters/appearance.h"
#include "exporters/rdf_terms.h"

namespace kg {
namespace {

struct TextCase {
  const char* name;
  std::string text;
  size_t (*append)(std::string_view, std::string*);
  std::string expected;
  size_t replaced;
};

TEST(ExportText, IsEscapedAsItsPlaceNeeds) {
  const TextCase kCases[] = {
      {"markup", "a<b>&\"c\"", AppendXmlText, "a&lt;b&gt;&amp;\"c\"", 0},
      {"end of a section", "]]>", AppendXmlText, "]]&gt;", 0},
      {"line ends", "a\r\n\tb", AppendXmlText, "a&#13;\n\tb", 0},
      {"lines in attributes", "a\r\n\t\"b", AppendXmlAttribute,
       "a&#13;&#10;&#9;&quot;b", 0},
      {"lines of XML 1.1", "a\xC2\x85\xE2\x80\xA8", AppendXmlText,
       "a&#133;&#8232;", 0},
      {"controls", std::string("\0a\x01\x1F", 4), AppendXmlText,
       "\xEF\xBF\xBD"
       "a\xEF\xBF\xBD\xEF\xBF\xBD",
       3},
      {"not characters", "\xEF\xBF\xBE\xEF\xBF\xBF", AppendXmlText,
       "\xEF\xBF\xBD\xEF\xBF\xBD", 2},
      {"bytes that are no text", "a\xFFz", AppendXmlText, "a\xEF\xBF\xBDz", 1},
      {"a replacement that was there", "\xEF\xBF\xBD", AppendXmlText,
       "\xEF\xBF\xBD", 0},
      {"astral", "\xF0\x9F\x98\x80", AppendXmlText, "\xF0\x9F\x98\x80", 0},
      {"a plain cell", "a b", AppendCsvCell, "a b", 0},
      {"a quoted cell", "a \"b\", c", AppendCsvCell, "\"a \"\"b\"\", c\"", 0},
      {"a cell of lines", "a\nb", AppendCsvCell, "\"a\nb\"", 0},
      {"a cell with NUL", std::string("a\0", 2), AppendCsvCell, "a\xEF\xBF\xBD",
       1},
  };
  for (const TextCase& row : kCases) {
    std::string out;
    EXPECT_EQ(row.append(row.text, &out), row.replaced) << row.name;
    EXPECT_EQ(out, row.expected) << row.name;
  }
}

TEST(ExportText, FormulasAreKnown) {
  for (const char* cell : {"=1", "+1", "-1", "@a", "\t=1", "\r"}) {
    EXPECT_TRUE(LooksLikeFormula(cell)) << cell;
  }
  for (const char* cell : {"", "a=1", "1+1", "'=1"}) {
    EXPECT_FALSE(LooksLikeFormula(cell)) << cell;
  }
}

TEST(ExportText, NumbersHaveOneForm) {
  const std::pair<double, const char*> kCases[] = {
      {0, "0.0"},       {-0.001, "0.0"},    {1, "1.0"},
      {0.85, "0.85"},   {0.9, "0.9"},       {-1.25, "-1.25"},
      {-0.05, "-0.05"}, {1234.5, "1234.5"}, {12.999, "13.0"}};
  for (const auto& [value, text] : kCases) EXPECT_EQ(Decimal(value), text);
}

TEST(RdfTerms, DatesHaveTheirTypes) {
  const std::pair<const char*, std::string_view> kCases[] = {
      {"2019-02-26", kXsdDate},
      {"2020-02-29", kXsdDate},
      {"2019-02-29", ""},
      {"2019-02", kXsdYearMonth},
      {"2019", kXsdYear},
      {"2019-13", ""},
      {"0000", ""},
      {"19", ""},
      {"2019-2-26", ""},
      {"2019-02-26T00:00", ""}};
  for (const auto& [date, type] : kCases) {
    EXPECT_EQ(DateTerm(date).datatype, type) << date;
  }
}

TEST(RdfTerms, AmountsKeepTheirUnits) {
  const RdfTerm money = LiteralTerm({"5", "money", "USD", "five dollars"});
  EXPECT_EQ(money.text, "5 USD");
  EXPECT_EQ(money.datatype, Iri("kg:amount"));
  EXPECT_EQ(LiteralTerm({"5.5", "percent", "", "5.5%"}).datatype, kXsdDecimal);
  EXPECT_EQ(LiteralTerm({"", "text", "", "many"}).text, "many");
  EXPECT_EQ(LiteralTerm({"12.", "quantity", "", "12."}).datatype, "");
}

TEST(RdfTerms, PredicatesBecomePartsOfIris) {
  EXPECT_EQ(PercentEncoded("speaks_at"), "speaks_at");
  EXPECT_EQ(PercentEncoded("a b/\xC3\xA9<"), "a%20b%2F%C3%A9%3C");
}

}  // namespace
}  // namespace kg
