#include "builder/build.h"

#include <atomic>

#include "gtest/gtest.h"
#include "tests/builder/small_world.h"

namespace kg {
namespace {

using testing::BuildAt;
using testing::CountsOf;
using testing::ExportAll;
using testing::ExtractMeetings;
using testing::OpenStore;
using testing::OptionsFor;
using testing::Story;
using testing::TemporaryFolder;

class BuildTest : public ::testing::Test {
 protected:
  BuildTest() {
    folder_.Write("news/a.txt", Story("Ada Lund", "Bo Frank", "Kaldre"));
    folder_.Write("news/north/b.txt", Story("Bo Frank", "Cai Olsen", "Tarn"));
    folder_.Write("news/c.jsonl", Record("1", "Cai Olsen", "Dora Venn") +
                                      Record("2", "Dora Venn", "Ada Lund"));
  }

  static std::string Record(const std::string& id, const std::string& first,
                            const std::string& second) {
    return "{\"id\":\"" + id + "\",\"title\":\"A meeting in the harbour\"," +
           "\"date\":\"2024-03-04\",\"text\":\"The office said that " + first +
           " had met the engineer " + second + " in the old town.\"}\n";
  }

  BuildResult Run(const BuildOptions& options) { return BuildAt(db_, options); }
  BuildResult Run() { return Run(OptionsFor({folder_.At("news")})); }
  // Equal to a fresh build of what is in news/ now?
  void ExpectLikeFresh() {
    const std::string fresh = folder_.At("fresh.db");
    BuildAt(fresh, OptionsFor({folder_.At("news")}));
    EXPECT_EQ(ExportAll(db_), ExportAll(fresh));
    folder_.Remove("fresh.db");
  }

  TemporaryFolder folder_;
  const std::string db_ = folder_.At("kg.db");
};

TEST_F(BuildTest, ReadsEveryArticle) {
  EXPECT_EQ(CountsOf(Run()),
            "read 4, unchanged 0, replaced 0, removed 0, skipped 0");
}

TEST_F(BuildTest, LeavesUnchangedFilesAlone) {
  Run();
  BuildOptions options = OptionsFor({folder_.At("news")});
  std::atomic<int> extracted = 0;
  options.extract = [&](size_t worker, Article article) {
    ++extracted;
    return ExtractMeetings(worker, std::move(article));
  };
  EXPECT_EQ(CountsOf(Run(options)),
            "read 0, unchanged 4, replaced 0, removed 0, skipped 0");
  EXPECT_EQ(extracted, 0);
}

TEST_F(BuildTest, ReplacesChangedArticles) {
  Run();
  folder_.Write("news/a.txt", Story("Ada Lund", "Dora Venn", "Kaldre"));
  EXPECT_EQ(CountsOf(Run()),
            "read 1, unchanged 3, replaced 1, removed 0, skipped 0");
  ExpectLikeFresh();
}

TEST_F(BuildTest, ReadsOnlyTheChangedRecordOfAFile) {
  Run();
  folder_.Write("news/c.jsonl", Record("1", "Cai Olsen", "Dora Venn") +
                                    Record("2", "Dora Venn", "Bo Frank") +
                                    Record("3", "Ada Lund", "Bo Frank"));
  EXPECT_EQ(CountsOf(Run()),
            "read 2, unchanged 3, replaced 1, removed 0, skipped 0");
  ExpectLikeFresh();
}

TEST_F(BuildTest, ARecordOnAnotherLineKeepsItsFacts) {
  Run();
  folder_.Write("news/c.jsonl", Record("2", "Dora Venn", "Ada Lund") +
                                    Record("1", "Cai Olsen", "Dora Venn"));
  EXPECT_EQ(CountsOf(Run()),
            "read 0, unchanged 2, replaced 2, removed 0, skipped 0");
  ExpectLikeFresh();
}

TEST_F(BuildTest, RemovesWhatIsGone) {
  Run();
  folder_.Remove("news/north");
  folder_.Write("news/c.jsonl", Record("2", "Dora Venn", "Ada Lund"));
  EXPECT_EQ(Run().counts.removed, 2u);
  ExpectLikeFresh();
}

TEST_F(BuildTest, RemovesOnlyBelowTheRootsGiven) {
  folder_.Write("other/d.txt", Story("Ada Lund", "Bo Frank", "Orm"));
  Run(OptionsFor({folder_.At("news"), folder_.At("other")}));
  folder_.Remove("news/a.txt");
  folder_.Remove("news/north/b.txt");
  EXPECT_EQ(CountsOf(Run(OptionsFor({folder_.At("other")}))),
            "read 0, unchanged 1, replaced 0, removed 0, skipped 0");
  EXPECT_EQ(CountsOf(Run(OptionsFor({folder_.At("news/north/b.txt")}))),
            "read 0, unchanged 0, replaced 0, removed 1, skipped 0");
  EXPECT_EQ(CountsOf(Run()),
            "read 0, unchanged 2, replaced 0, removed 1, skipped 0");
}

TEST_F(BuildTest, AWiderRootTakesOverWithoutReadingAgain) {
  Run(OptionsFor({folder_.At("news/north")}));
  EXPECT_EQ(CountsOf(Run()),
            "read 3, unchanged 0, replaced 1, removed 0, skipped 0");
  const auto store = OpenStore(db_);
  const auto roots = store->Roots();
  ASSERT_TRUE(roots.ok());
  ASSERT_EQ(roots->size(), 1u);
  EXPECT_EQ((*roots)[0].label, "news");
}

TEST_F(BuildTest, AWiderRootGivesTheGraphOfAFreshBuild) {
  Run(OptionsFor({folder_.At("news/north")}));
  Run();
  ExpectLikeFresh();
}

TEST_F(BuildTest, RebuildReadsEverythingAgain) {
  Run();
  BuildOptions options = OptionsFor({folder_.At("news")});
  options.rebuild = true;
  EXPECT_EQ(CountsOf(Run(options)),
            "read 4, unchanged 0, replaced 4, removed 0, skipped 0");
  ExpectLikeFresh();
}

TEST_F(BuildTest, NamesWhatCannotBeUsedAndStoresTheRest) {
  folder_.Write("news/empty.txt", "");
  folder_.Write("news/bad.jsonl",
                "{\"text\":\n" + Record("9", "Ada Lund", "Bo Frank"));
  for (int run = 0; run < 2; ++run) {  // a second build names them again
    const BuildResult result = Run();
    ASSERT_EQ(result.skipped.size(), 2u);
    EXPECT_EQ(result.skipped[0].place, folder_.At("news/bad.jsonl") + ":1");
    EXPECT_EQ(result.skipped[1].place, folder_.At("news/empty.txt"));
    EXPECT_EQ(result.skipped[1].reason, "empty");
    EXPECT_EQ(result.counts.read + result.counts.unchanged, 5u);
  }
}

TEST_F(BuildTest, ExtractionThatFailsIsNamed) {
  BuildOptions options = OptionsFor({folder_.At("news")});
  options.extract = [](size_t worker, Article article) -> Result<LocalFacts> {
    if (article.path == "a.txt") return Status::InvalidInput("too strange");
    return ExtractMeetings(worker, std::move(article));
  };
  const BuildResult result = Run(options);
  EXPECT_EQ(CountsOf(result),
            "read 3, unchanged 0, replaced 0, removed 0, skipped 1");
  EXPECT_EQ(result.skipped[0].place, folder_.At("news/a.txt"));
  EXPECT_EQ(result.skipped[0].reason, "too strange");
  Run();  // is tried again
  ExpectLikeFresh();
}

TEST_F(BuildTest, StopsWhenCancelledAndGoesOnLater) {
  CancelToken cancel;
  BuildOptions options = OptionsFor({folder_.At("news")});
  options.cancel = &cancel;
  options.on_progress = [&](const BuildProgress& at) {
    if (at.counts.read >= 2) cancel.Cancel();
  };
  const BuildResult stopped = Run(options);
  EXPECT_TRUE(stopped.interrupted);
  EXPECT_LT(stopped.counts.read, 4u);
  EXPECT_FALSE(Run().interrupted);
  ExpectLikeFresh();
}

TEST_F(BuildTest, FindsTheArticlesOfAFileThatAnEndedBuildLeftOpen) {
  // A build that died after its first commit of c.jsonl leaves this behind.
  Run();
  {
    const auto store = OpenStore(db_);
    ASSERT_TRUE(store->PutFile({"news", "c.jsonl", Hash128(), {}}).ok());
  }
  folder_.Write("news/c.jsonl", Record("3", "Ada Lund", "Bo Frank"));
  EXPECT_EQ(CountsOf(Run()),
            "read 1, unchanged 2, replaced 1, removed 1, skipped 0");
  ExpectLikeFresh();
}

TEST_F(BuildTest, SaysWhatTheStoreWasBuiltWith) {
  Run();
  std::string warning;
  BuildOptions options = OptionsFor({folder_.At("news")});
  options.manifest.model = "another";
  options.on_warning = [&](const std::string& text) { warning += text; };
  Run(options);
  EXPECT_EQ(warning,
            "the store was built with another model 'none', now 'another'; kg "
            "build --rebuild reads every article again");
  warning.clear();
  options.rebuild = true;
  Run(options);
  options.rebuild = false;
  Run(options);
  EXPECT_EQ(warning, "");
}

TEST_F(BuildTest, FailsForAPathThatIsNotThere) {
  const auto store = OpenStore(db_);
  const auto result = Build(store.get(), OptionsFor({folder_.At("nothing")}));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.status().message(),
            folder_.At("nothing") + ": no such file or folder");
}

}  // namespace
}  // namespace kg
