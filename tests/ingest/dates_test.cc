#include "extractor/ingest/dates.h"

#include <gtest/gtest.h>

#include "tests/ingest/helpers.h"

namespace kg {
namespace {

TEST(DateReader, ReadsEachForm) {
  const DateReader reader(IngestLexicon());
  const struct {
    const char* text;
    const char* day;
  } kCases[] = {
      {"2019-02-26", "2019-02-26"},
      {"2019-02-26T23:30:00-08:00", "2019-02-26"},
      {"2019-02-26T00:10:00.000Z", "2019-02-26"},
      {"2019-02-26 10:30:00", "2019-02-26"},
      {"2019/02/26", "2019-02-26"},
      {"20190226", "2019-02-26"},
      {"Tue, 26 Feb 2019 23:30:00 +0100", "2019-02-26"},
      {"26 February 2019", "2019-02-26"},
      {"26th of February, 2019", "2019-02-26"},
      {"February 26, 2019", "2019-02-26"},
      {"Feb. 26, 2019", "2019-02-26"},
      {"FEBRUARY 26 2019", "2019-02-26"},
      {"26-Feb-2019", "2019-02-26"},
      {"Published: 26 February 2019, 10:30 GMT", "2019-02-26"},
      {"26/02/2019", "2019-02-26"},
      {"02/26/2019", "2019-02-26"},
      {"26.02.2019", "2019-02-26"},
      {"04/04/2019", "2019-04-04"},
      {"29 February 2020", "2020-02-29"},
      {"1551222000", "2019-02-26"},
      {"1551222000000", "2019-02-26"},
      {"1551225599.75", "2019-02-26"},
  };
  for (const auto& c : kCases) EXPECT_EQ(reader.Day(c.text), c.day) << c.text;
}

TEST(DateReader, LeavesWhatIsNoSureDateEmpty) {
  const DateReader reader(IngestLexicon());
  for (const char* text :
       {"", "yesterday", "03/04/2019", "29 February 2019", "2019-13-01",
        "2019-02-30", "31 April 2020", "February 2019", "26 February",
        "version 2.10.2019.4x", "12345", "9999-01-01", "99999999999999999999",
        "..........", "Feb Feb Feb"}) {
    EXPECT_EQ(reader.Day(text), "") << text;
  }
}

TEST(DateReader, TellsALineThatIsADateFromOneThatHasOne) {
  const DateReader reader(IngestLexicon());
  for (const char* text :
       {"26 February 2019", "Tuesday, February 26, 2019 at 4:15 p.m. ET",
        "Published 2019-02-26T10:00:00Z", "Updated: 26/02/2019 10:30"}) {
    EXPECT_EQ(reader.WholeDate(text), "2019-02-26") << text;
  }
  for (const char* text :
       {"The dam broke on 26 February 2019", "26 February", "May we come?",
        "On 26 February 2019 the council met"}) {
    EXPECT_EQ(reader.WholeDate(text), std::nullopt) << text;
  }
}

TEST(DateReader, CountsEpochSecondsInUtc) {
  EXPECT_EQ(DateReader::DayOfEpoch(0), "1970-01-01");
  EXPECT_EQ(DateReader::DayOfEpoch(-1), "1969-12-31");
  EXPECT_EQ(DateReader::DayOfEpoch(951782400), "2000-02-29");
  EXPECT_EQ(DateReader::DayOfEpoch(951868800), "2000-03-01");
  EXPECT_EQ(DateReader::DayOfEpoch(1e300), "");
  EXPECT_EQ(DateReader::DayOfEpoch(std::stod("nan")), "");
}

}  // namespace
}  // namespace kg
