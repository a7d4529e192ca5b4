#include "extractor/ingest/encoding.h"

#include <gtest/gtest.h>

#include "tests/ingest/helpers.h"

namespace kg {
namespace {

std::string Decoded(std::string_view bytes,
                    DeclaredBy declared_by = DeclaredBy::kNothing) {
  const Result<std::string> text = DecodeText(bytes, declared_by);
  return text.ok() ? text.value() : "failed: " + text.status().message();
}

std::string Wide(std::string_view ascii, bool big, size_t unit) {
  std::string out;
  for (const char c : ascii) {
    std::string one(unit, '\0');
    one[big ? unit - 1 : 0] = c;
    out += one;
  }
  return out;
}

TEST(DecodeText, ReadsByteOrderMarks) {
  using namespace std::string_literals;
  EXPECT_EQ(Decoded("\xEF\xBB\xBF"
                    "caf\xC3\xA9"),
            "caf\xC3\xA9");
  EXPECT_EQ(Decoded("\xFF\xFE" + Wide("Hello", false, 2)), "Hello");
  EXPECT_EQ(Decoded("\xFE\xFF" + Wide("Hello", true, 2)), "Hello");
  EXPECT_EQ(Decoded("\xFF\xFE\0\0"s + Wide("Hello", false, 4)), "Hello");
  EXPECT_EQ(Decoded("\0\0\xFE\xFF"s + Wide("Hello", true, 4)), "Hello");
}

TEST(DecodeText, RepairsUtf8ThatWasReadAsWindows1252) {
  const struct {
    const char* bytes;
    const char* text;
  } kCases[] = {
      {"\u00E2\u20AC\u0153Open,\u00E2\u20AC\u009D she said.",
       "\u201COpen,\u201D she said."},
      {"the mayor\u00E2\u20AC\u2122s caf\u00C3\u00A9 \u00E2\u20AC\u201C open",
       "the mayor\u2019s caf\u00E9 \u2013 open"},
      {"5 \u00E2\u201A\u00AC", "5 \u20AC"},
      // What may be meant so.
      {"\u201CCAF\u00C9\u201D", "\u201CCAF\u00C9\u201D"},
      {"S\u00C3O PAULO, \u00E2ge, 20 \u00C2",
       "S\u00C3O PAULO, \u00E2ge, 20 \u00C2"},
      {"\u00E2\u20AC", "\u00E2\u20AC"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Decoded(c.bytes), c.text) << c.bytes;
}

TEST(DecodeText, KnowsUtf16WithoutAMark) {
  EXPECT_EQ(Decoded(Wide("The bridge is open.", false, 2)),
            "The bridge is open.");
  EXPECT_EQ(Decoded(Wide("The bridge is open.", true, 2)),
            "The bridge is open.");
}

TEST(DecodeText, FallsBackToWindows1252) {
  EXPECT_EQ(Decoded("The mayor\x92s caf\xE9 \x96 \x93open\x94 at last."),
            "The mayor\xE2\x80\x99s caf\xC3\xA9 \xE2\x80\x93 "
            "\xE2\x80\x9Copen\xE2\x80\x9D at last.");
}

TEST(DecodeText, ObeysDeclarations) {
  for (const char* head :
       {"<meta charset=\"windows-1251\">",
        "<META http-equiv='Content-Type' "
        "content='text/html; charset=windows-1251'>",
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?>"}) {
    EXPECT_EQ(
        Decoded(head + std::string("<p>\xCC\xE8\xF0</p>"), DeclaredBy::kHtml),
        head + std::string("<p>\xD0\x9C\xD0\xB8\xD1\x80</p>"))
        << head;
  }
  EXPECT_EQ(DeclaredEncoding("<p>no word of it</p>"), "");
  EXPECT_EQ(DeclaredEncoding("<meta name=description content=x>"), "");
}

TEST(DecodeText, BelievesValidUtf8BeforeADeclaration) {
  const std::string page = "<meta charset=iso-8859-1><p>caf\xC3\xA9</p>";
  EXPECT_EQ(Decoded(page, DeclaredBy::kHtml), page);
}

TEST(DecodeText, RepairsAFewBadBytes) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "na\xC3\xAFve ";
  EXPECT_EQ(Decoded(text + "\xC3 end"), text + "\xEF\xBF\xBD end");
}

TEST(DecodeText, RefusesWhatIsNoText) {
  using namespace std::string_literals;
  EXPECT_EQ(Decoded("GIF89a\0\0\0\x01some bytes"s), "failed: binary");
  EXPECT_EQ(Decoded("\x01\x02\x03\x04\x05 abc"), "failed: binary");
  std::string half_utf8;
  for (int i = 0; i < 100; ++i)
    half_utf8 += "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\x81";
  EXPECT_EQ(Decoded(half_utf8).substr(0, 24), "failed: wrongly encoded ");
}

}  // namespace
}  // namespace kg
