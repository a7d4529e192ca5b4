#include "extractor/ingest/ingest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/unicode.h"
#include "tests/ingest/helpers.h"

namespace kg {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

namespace fs = std::filesystem;

constexpr char kText[] = "Arden closes its bridge\n\nIt is old.\n";

class IngestFiles : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() /
            ("kg_ingest_test_" + std::to_string(getpid()) + "_" +
             testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void Write(const std::string& name, std::string_view bytes) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << bytes;
  }

  fs::path root_;
};

TEST(HasArticleName, KnowsEndings) {
  for (const char* name : {"a.txt", "b/a.MD", "a.html", "a.htm", "a.json",
                           "a.jsonl", "a.txt.gz", "a.b.jsonl.GZ"}) {
    EXPECT_TRUE(HasArticleName(name)) << name;
  }
  for (const char* name :
       {"a", "a.pdf", "a.gz", "a.txt.bz2", "txt", ".txt", "html.d/a"}) {
    EXPECT_FALSE(HasArticleName(name)) << name;
  }
}

TEST(Ingest, ReadsGzippedFiles) {
  EXPECT_EQ(IngestText(Gzip(kText), "a.txt.gz").articles.size(), 1u);
  // Members one after the other are one text.
  const Ingested two = IngestText(
      Gzip("Arden closes its bridge\n\n") + Gzip("It is old.\n"), "a.txt.gz");
  ASSERT_EQ(two.articles.size(), 1u);
  EXPECT_EQ(two.articles[0].text, "Arden closes its bridge\n\nIt is old.");
}

TEST(Ingest, NamesEachReason) {
  using namespace std::string_literals;
  const std::string gz = Gzip(kText);
  const struct {
    const char* name;
    std::string bytes;
    const char* reason;
  } kCases[] = {
      {"a.txt", "", "a.txt: empty"},
      {"a.txt", " \n\t\r\n", "a.txt: empty"},
      {"a.jsonl", "\n\n", "a.jsonl: empty"},
      {"a.json", "[]", "a.json: empty"},
      {"a.json.gz", "", "a.json.gz: empty"},
      {"a.txt", "ab\0cd and more of it"s, "a.txt: binary"},
      {"a.txt", "Read more: all about it\n\nShare this\n", "a.txt: no text"},
      {"a.txt.gz", gz.substr(0, gz.size() - 9), "a.txt.gz: truncated gzip"},
      {"a.txt.gz", gz.substr(0, 5), "a.txt.gz: truncated gzip"},
      {"a.txt.gz", "this is no gzip at all", "a.txt.gz: broken gzip"},
  };
  for (const auto& c : kCases) {
    const Ingested result = IngestText(c.bytes, c.name);
    EXPECT_THAT(result.skipped, ElementsAre(c.reason));
    EXPECT_TRUE(result.articles.empty());
  }
}

TEST(Ingest, SurvivesTruncationAtEachByte) {
  const std::string gz = Gzip(kText);
  for (size_t size = 1; size < gz.size(); ++size) {
    const Ingested result = IngestText(gz.substr(0, size), "a.txt.gz");
    EXPECT_EQ(result.articles.size() + result.skipped.size(), 1u) << size;
  }
}

TEST(Ingest, StopsAtDecompressionBombs) {
  const std::string bomb = Gzip(std::string(2u << 20, 'a'));
  EXPECT_THAT(IngestText(bomb, "a.txt.gz").skipped,
              ElementsAre("a.txt.gz: decompression bomb: unpacks to more than "
                          "200 times its size"));
  IngestOptions patient;
  patient.limits.unpack_ratio = 5000;
  EXPECT_THAT(IngestText(bomb, "a.txt.gz", patient).skipped,
              testing::IsEmpty());
}

TEST(Ingest, LimitsRecordsNotFiles) {
  IngestOptions options;
  options.limits.record_bytes = 100;
  EXPECT_THAT(IngestText(std::string(101, 'a'), "a.txt", options).skipped,
              ElementsAre("a.txt: oversized: more than 100 bytes"));
  std::string lines;
  for (int i = 0; i < 10; ++i) lines += "{\"text\":\"It is old.\"}\n";
  lines += "{\"text\":\"" + std::string(200, 'a') + "\"}\n";
  lines += "{\"text\":\"It is old.\"}\n";
  for (const char* name : {"a.jsonl", "a.json"}) {
    const Ingested result = IngestText(lines, name, options);
    EXPECT_EQ(result.articles.size(), 11u);
    EXPECT_THAT(result.skipped,
                ElementsAre(std::string(name) +
                            ":11: oversized: record of more than 100 bytes"));
  }
  options.limits.file_bytes = 150;
  EXPECT_THAT(IngestText(lines, "a.jsonl", options).skipped,
              ElementsAre("a.jsonl: oversized: file of more than 150 bytes"));
}

TEST(Ingest, KeepsRecordsBeforeATruncation) {
  std::string lines;
  for (int i = 0; i < 4000; ++i) {
    lines += "{\"text\":\"It is " + std::to_string(i * 7919 % 10007) +
             " years old.\"}\n";
  }
  const std::string gz = Gzip(lines);
  const Ingested result =
      IngestText(gz.substr(0, gz.size() - 20), "a.jsonl.gz");
  EXPECT_GT(result.articles.size(), 1000u);
  ASSERT_FALSE(result.skipped.empty());
  EXPECT_EQ(result.skipped.back(), "a.jsonl.gz: truncated gzip");
}

// Random damage to a valid input: no crash, and each article that comes out
// holds what the rest of the program relies on.
TEST(Ingest, SurvivesDamage) {
  const struct {
    const char* name;
    std::string bytes;
  } kSeeds[] = {
      {"a.txt",
       "Arden \xE2\x80\x94 a town\n\nBy Ann Lee | 26 February 2019\n\n"
       "ARDEN (AP) - It is old [x](y).\nRead more: it\n\n1 Comment\n"},
      {"a.md",
       "---\ntitle: A\n---\n# B\n\n*It* is [old](http://x) <b>and</b> "
       "\\*big.\n\n```\nx\n```\n"},
      {"a.html",
       "<title>A &amp; B</title><script type='application/ld+json'>"
       "{\"@type\":\"Article\"}</script><div class='article-body'>"
       "<p>It is <b>old</b>.<br>And big.</div>"},
      {"a.json",
       "[{\"id\":1,\"text\":\"It \\ud83d\\ude00 is\"},{\"text\":"
       "[\"a\",\"<p>b</p>\"]}]"},
      {"a.jsonl", "{\"title\":\"A\",\"text\":\"It is old.\"}\n{}\n[1]\n"},
  };
  uint32_t state = 1;
  const auto next = [&](size_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  for (const auto& seed : kSeeds) {
    for (int round = 0; round < 150; ++round) {
      std::string bytes = seed.bytes;
      for (size_t i = next(4) + 1; i > 0; --i) {
        bytes[next(bytes.size())] = static_cast<char>(next(256));
      }
      bytes.resize(bytes.size() - next(3));
      for (const Article& a : IngestText(bytes, seed.name).articles) {
        EXPECT_TRUE(IsValidUtf8(a.text) && IsNfc(a.text)) << bytes;
        EXPECT_LT(a.body_begin, a.text.size()) << bytes;
        EXPECT_EQ(a.text.substr(0, a.title.size()), a.title) << bytes;
        for (size_t i = 1; i < a.source_map.size(); ++i) {
          EXPECT_LT(a.source_map[i - 1].text_begin, a.source_map[i].text_begin);
        }
      }
    }
  }
}

TEST(Ingest, SetsWhatIdentifiesAnArticle) {
  IngestOptions options;
  options.root_label = "press";
  const Article a = IngestText(kText, "b/a.txt", options).articles.at(0);
  EXPECT_EQ(a.root_label, "press");
  EXPECT_EQ(a.path, "b/a.txt");
  EXPECT_EQ(a.record, std::nullopt);
  EXPECT_EQ(a.id, MakeArticleId("press", "b/a.txt", ""));
  EXPECT_EQ(a.content_hash, Blake2b(kText));
  EXPECT_EQ(a.language, "en");
}

TEST_F(IngestFiles, ReadsFilesAndFailsOnWhatCannotBeOpened) {
  Write("a.txt", kText);
  std::vector<Article> articles;
  IngestSink sink;
  sink.on_article = [&](Article article) {
    articles.push_back(std::move(article));
    return true;
  };
  const std::string path = (root_ / "a.txt").string();
  EXPECT_TRUE(
      IngestFile(path, "a.txt", IngestOptions(), IngestLexicon(), sink).ok());
  ASSERT_EQ(articles.size(), 1u);
  EXPECT_EQ(articles[0].id, IngestText(kText, "a.txt").articles[0].id);
  const std::string missing = (root_ / "b.txt").string();
  EXPECT_EQ(IngestFile(missing, "b.txt", IngestOptions(), IngestLexicon(), sink)
                .message(),
            missing + ": cannot be opened: No such file or directory");
  EXPECT_EQ(IngestFile(root_.string(), "b.txt", IngestOptions(),
                       IngestLexicon(), sink)
                .message(),
            root_.string() + ": cannot be read: Is a directory");
}

TEST_F(IngestFiles, ListsArticlesSorted) {
  Write("b.txt", "x");
  Write("a/c.jsonl.gz", "x");
  Write("a/b/d.HTML", "x");
  Write("a.md", "x");
  Write("notes.pdf", "x");
  Write(".hidden.txt", "x");
  Write(".git/e.txt", "x");
  fs::create_directory_symlink(root_ / "a", root_ / "link");
  fs::create_symlink(root_ / "b.txt", root_ / "linked.txt");
  const auto names = ListArticleFiles(root_.string());
  ASSERT_TRUE(names.ok());
  EXPECT_THAT(names.value(), ElementsAre("a.md", "a/b/d.HTML", "a/c.jsonl.gz",
                                         "b.txt", "linked.txt"));
  const auto one = ListArticleFiles((root_ / "b.txt").string());
  ASSERT_TRUE(one.ok());
  EXPECT_THAT(one.value(), ElementsAre("b.txt"));
  const auto none = ListArticleFiles((root_ / "gone").string());
  EXPECT_EQ(none.status().message(),
            (root_ / "gone").string() + ": no such file or folder");
}

}  // namespace
}  // namespace kg
