#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ingest/helpers.h"

namespace kg {
namespace {

using testing::ElementsAre;

TEST(Json, ReadsTheFieldsOfEachTool) {
  const struct {
    const char* what;
    const char* json;
  } kCases[] = {
      {"trafilatura",
       R"({"title":"Arden","author":"Ann Lee; Bob Ray","hostname":"a.example",
           "date":"2019-02-26","url":"http://a.example/1","sitename":"Press",
           "text":"The bridge is closed.\nIt was old."})"},
      {"news-please",
       R"({"title":"Arden","authors":["Ann Lee","Bob Ray"],
           "date_publish":"2019-02-26 10:00:00","url":"http://a.example/1",
           "publisher":"Press","maintext":"The bridge is closed.\nIt was old.",
           "description":"short"})"},
      {"newspaper",
       R"({"headline":"Arden","byline":"By Ann Lee and Bob Ray",
           "published":"Tue, 26 Feb 2019 10:00:00 GMT",
           "link":"http://a.example/1","site":"Press",
           "text":"The bridge is closed.\nIt was old."})"},
      {"NewsAPI",
       R"({"status":"ok","articles":[{"source":{"id":null,"name":"Press"},
           "author":"Ann Lee, Bob Ray","title":"Arden","description":"short",
           "url":"http://a.example/1","publishedAt":"2019-02-26T22:00:00Z",
           "content":"The bridge is closed.\nIt was old."}]})"},
      {"objects and epoch",
       R"({"title":"Arden","authors":[{"name":"Ann Lee"},{"name":"Bob Ray"}],
           "date":1551222000,"url":"http://a.example/1",
           "publisher":{"name":"Press"},
           "body":["The bridge is closed.\nIt was old."]})"},
      {"HTML in the text",
       R"({"title":"Arden","authors":["Ann Lee","Bob Ray"],"url":
           "http://a.example/1","source":"Press","date":"26 February 2019",
           "body":"<div><script>x()</script>The <b>bridge</b> is closed.<br>It
           was old.</div>"})"},
  };
  for (const auto& c : kCases) {
    // A raw line end inside a string is no JSON.
    std::string json = c.json;
    if (json.find("<br>") != json.npos) {
      json.replace(json.find("It\n"), 3, "It ");
    }
    const Ingested result = IngestText(json, "a.json");
    ASSERT_EQ(result.articles.size(), 1u)
        << c.what << testing::PrintToString(result.skipped);
    const Article& a = result.articles[0];
    EXPECT_EQ(a.text, "Arden\n\nThe bridge is closed.\nIt was old.") << c.what;
    EXPECT_THAT(a.authors, ElementsAre("Ann Lee", "Bob Ray")) << c.what;
    EXPECT_EQ(a.date, "2019-02-26") << c.what;
    EXPECT_EQ(a.url, "http://a.example/1") << c.what;
    EXPECT_EQ(a.publisher, "Press") << c.what;
    EXPECT_EQ(a.record, std::nullopt) << c.what;
  }
}

TEST(Json, KeepsTheRecordsOwnId) {
  const Ingested result = IngestText(
      "{\"id\":\"x1\",\"text\":\"It is old.\"}\n"
      "{\"id\":17,\"text\":\"It is old.\"}\n"
      "{\"id\":\"x1\",\"text\":\"It is new.\"}\n",
      "a.jsonl");
  ASSERT_EQ(result.articles.size(), 2u);
  EXPECT_EQ(result.articles[0].record, "x1");
  EXPECT_EQ(result.articles[0].id, MakeArticleId("", "a.jsonl", "x1"));
  EXPECT_EQ(result.articles[1].record, "17");
  EXPECT_THAT(result.skipped,
              ElementsAre("a.jsonl:3: repeats the record id 'x1'"));
}

TEST(Json, TellsEqualRecordsApart) {
  const std::string line = "{\"text\":\"It is old.\"}";
  const Ingested result = IngestText(line + "\n" + line + "\n", "a.jsonl");
  ASSERT_EQ(result.articles.size(), 2u);
  const std::string hash = Blake2b(line).Hex();
  EXPECT_EQ(result.articles[0].id, MakeArticleId("", "a.jsonl", hash + ":0"));
  EXPECT_EQ(result.articles[1].id, MakeArticleId("", "a.jsonl", hash + ":1"));
  EXPECT_EQ(result.articles[0].content_hash, Blake2b(line));
}

TEST(Json, MapsARecordToItsLine) {
  const Ingested lines = IngestText(
      "\n{\"title\":\"A\",\"text\":\"It is old.\\n\\nIt is big.\"}\n",
      "a.jsonl");
  ASSERT_EQ(lines.articles.size(), 1u);
  const std::vector<SourcePosition> expected = {{0, 2}};
  EXPECT_EQ(lines.articles[0].source_map, expected);
  const Ingested list = IngestText(
      "[\n{\"text\":\"It is old.\"},\n\n {\"text\":\"It is big.\"}\n]",
      "a.json");
  ASSERT_EQ(list.articles.size(), 2u);
  EXPECT_EQ(list.articles[0].source_map[0].line, 2u);
  EXPECT_EQ(list.articles[1].source_map[0].line, 4u);
}

TEST(Json, RepairsLoneSurrogates) {
  const Ingested result = IngestText(
      R"({"text":"One \ud83d two \ude00 three \ud83d\ude00 four \\ud83d."})",
      "a.json");
  ASSERT_EQ(result.articles.size(), 1u);
  EXPECT_EQ(result.articles[0].text,
            "One \xEF\xBF\xBD two \xEF\xBF\xBD three \xF0\x9F\x98\x80 four "
            "\\ud83d.");
}

TEST(Json, SkipsBadRecordsAndGoesOn) {
  const Ingested result = IngestText(
      "{\"text\":\"It is old.\"}\n"
      "{\"text\":\"It is\n"
      "{\"title\":\"no text here\"}\n"
      "17\n"
      "{\"text\":\"It is big.\"}\n",
      "a.jsonl");
  EXPECT_EQ(result.articles.size(), 2u);
  EXPECT_THAT(
      result.skipped,
      ElementsAre("a.jsonl:2: broken JSON at 2:15: missing a closing quotation "
                  "mark in string",
                  "a.jsonl:3: no text",
                  "a.jsonl:4: no article: expected an object"));
}

TEST(Json, NamesLineAndColumnOfAnError) {
  EXPECT_THAT(IngestText("[\n  {\"a\": 1,\n   \"b\" 2}\n]", "a.json").skipped,
              ElementsAre("a.json:2: broken JSON at 3:8: missing a colon after "
                          "a name of object member"));
  EXPECT_EQ(IngestText("[{\"text\":\"It is old.\"},", "a.json").skipped.size(),
            1u);
}

TEST(Json, RefusesDeepNesting) {
  const std::string deep(100000, '[');
  EXPECT_THAT(IngestText("{\"text\":" + deep, "a.json").skipped,
              ElementsAre("a.json:1: nested too deeply"));
  EXPECT_THAT(IngestText("{\"text\":" + deep + "}\n", "a.jsonl").skipped,
              ElementsAre("a.jsonl:1: nested too deeply"));
  // Brackets inside a string do not nest.
  EXPECT_EQ(IngestText("{\"text\":\"" + deep + " is it.\"}", "a.json")
                .articles.size(),
            1u);
}

TEST(Json, ReadsValuesOneAfterTheOther) {
  EXPECT_EQ(IngestText("{\"text\":\"It is old.\"}\n{\"text\":\"A } \\\" [.\"}",
                       "a.json")
                .articles.size(),
            2u);
}

TEST(Json, ReadsUtf16) {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("{\"text\":\"It is old.\"}\n")) {
    wide += c;
    wide += '\0';
  }
  EXPECT_EQ(IngestText(wide, "a.jsonl").articles.size(), 1u);
}

TEST(Json, StopsWhenTheSinkSaysSo) {
  std::string lines;
  for (int i = 0; i < 5; ++i) lines += "{\"text\":\"It is old.\"}\n";
  size_t seen = 0;
  IngestSink sink;
  sink.on_article = [&](Article) { return ++seen < 2; };
  const Status status =
      IngestBytes(lines, "-", IngestOptions(), IngestLexicon(), sink);
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(seen, 2u);
}

}  // namespace
}  // namespace kg
