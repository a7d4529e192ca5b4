#include "builder/load.h"

#include <sstream>

#include "builder/verify.h"
#include "gtest/gtest.h"
#include "tests/builder/small_world.h"

namespace kg {
namespace {

using testing::ExportAll;
using testing::OpenStore;
using testing::TemporaryFolder;

constexpr char kPress[] = KG_SOURCE_DIR "/tests/cli/press.jsonl";

class LoadTest : public ::testing::Test {
 protected:
  LoadResult Load(const std::string& db, const std::string& text) {
    const auto store = OpenStore(db);
    std::istringstream stream(text);
    refused_.clear();
    auto result = LoadFacts(
        store.get(), {{"facts.jsonl", &stream}},
        {.lexicon = &testing::EnglishLexicon(),
         .cancel = nullptr,
         .on_refused = [&](auto& why) { refused_.push_back(why.message()); }});
    EXPECT_TRUE(result.ok()) << result.status().message();
    return result.ok() ? *result : LoadResult();
  }

  static std::string Facts(const std::string& db) {
    auto snapshot = Snapshot::Open(db);
    EXPECT_TRUE(snapshot.ok()) << snapshot.status().message();
    std::string text;
    const Status status =
        ExportFacts(**snapshot, {}, [&](std::string_view bytes) {
          text += bytes;
          return Status();
        });
    EXPECT_TRUE(status.ok()) << status.message();
    return text;
  }

  static std::string Press() {
    std::ifstream file(kPress, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TemporaryFolder folder_;
  std::vector<std::string> refused_;
};

TEST_F(LoadTest, LoadedAndExportedTwiceTheBytesAreTheSame) {
  const LoadResult first = Load(folder_.At("a.db"), Press());
  EXPECT_EQ(first.articles, 2u);
  EXPECT_EQ(first.decisions, 1u);
  EXPECT_EQ(first.refused, 0u);
  const std::string once = Facts(folder_.At("a.db"));
  Load(folder_.At("b.db"), once);
  EXPECT_EQ(Facts(folder_.At("b.db")), once);
  EXPECT_EQ(ExportAll(folder_.At("b.db")), ExportAll(folder_.At("a.db")));
}

TEST_F(LoadTest, LoadingAgainReplaces) {
  Load(folder_.At("a.db"), Press());
  const std::string once = ExportAll(folder_.At("a.db"));
  EXPECT_EQ(Load(folder_.At("a.db"), Press()).replaced, 2u);
  EXPECT_EQ(ExportAll(folder_.At("a.db")), once);
}

TEST_F(LoadTest, RefusesAnArticleWithABadLineWhole) {
  std::string text = Press();
  const std::string good = "\"act\":\"denies\"";
  const size_t at = text.find("\"act\": \"denies\"", text.find("\"a2\""));
  ASSERT_NE(at, std::string::npos);
  text.replace(at, good.size() + 1, "\"act\": 7");
  const LoadResult result = Load(folder_.At("a.db"), text);
  EXPECT_EQ(result.articles, 1u);
  EXPECT_EQ(result.refused, 1u);
  ASSERT_EQ(refused_.size(), 1u);
  EXPECT_TRUE(refused_[0].starts_with("facts.jsonl:")) << refused_[0];
}

TEST_F(LoadTest, EveryQuoteStandsWhereItsEvidenceSays) {
  Load(folder_.At("a.db"), Press());
  auto snapshot = Snapshot::Open(folder_.At("a.db"));
  ASSERT_TRUE(snapshot.ok());
  const auto verified = Verify(**snapshot, nullptr);
  ASSERT_TRUE(verified.ok());
  EXPECT_EQ(verified->quotes, 11u);
  EXPECT_EQ(verified->wrong_count, 0u);
  EXPECT_EQ(verified->without_text, 0u);
}

TEST_F(LoadTest, QuotesOfArticlesWithoutTextCannotBeVerified) {
  Load(folder_.At("a.db"), Press());
  auto snapshot = Snapshot::Open(folder_.At("a.db"));
  std::string text;
  ASSERT_TRUE(ExportFacts(**snapshot, {.with_text = false},
                          [&](std::string_view bytes) {
                            text += bytes;
                            return Status();
                          })
                  .ok());
  Load(folder_.At("b.db"), text);
  auto without = Snapshot::Open(folder_.At("b.db"));
  const auto verified = Verify(**without, nullptr);
  ASSERT_TRUE(verified.ok());
  EXPECT_EQ(verified->quotes, 0u);
  EXPECT_EQ(verified->without_text, 11u);
}

}  // namespace
}  // namespace kg
