// Every call that changes a file fails in turn: a clear error, and afterwards
// exactly the articles that were committed before it.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include "gtest/gtest.h"
#include "tests/builder/small_store.h"

namespace kg {
namespace {

using testing::ExportAll;
using testing::FreshExport;
using testing::MeetingsOf;
using testing::OpenStore;
using testing::OptionsFor;
using testing::Story;
using testing::TemporaryFolder;

constexpr FileFault kFaults[] = {FileFault::kIoError, FileFault::kNoSpace,
                                 FileFault::kHalfWritten};

// Counts the calls, and fails the one with this number. With `for_good`, all
// that follow too, as on a disk that stays full.
class FailAt {
 public:
  FailAt(int number, FileFault fault, bool for_good)
      : number_(number), fault_(fault), for_good_(for_good) {}

  FileHook Hook() {
    return [this](FileCall, const std::string& path) {
      const int call = ++calls_;
      if (call < number_ || (call > number_ && !for_good_)) {
        return FileFault::kNone;
      }
      if (call == number_) path_ = path;
      return fault_;
    };
  }
  int calls() const { return calls_; }
  const std::string& path() const { return path_; }

 private:
  const int number_;
  const FileFault fault_;
  const bool for_good_;
  std::atomic<int> calls_ = 0;
  std::string path_;
};

using Articles = std::map<std::string, LocalFacts>;

// A commit: the article's text, or nothing where it goes. After some, what is
// there is published.
struct Step {
  const char* path;
  std::optional<std::string> text;
  bool publish;
};

const std::vector<Step>& Steps() {
  static const std::vector<Step> steps = {
      {"a.txt", Story("Ada Lund", "Bo Frank", "Tarn"), false},
      {"b.txt", Story("Bo Frank", "Cai Olsen", "Tarn"), true},
      {"a.txt", Story("Ada Lund", "Dora Venn", "Orm"), false},
      {"b.txt", std::nullopt, false},
      {"c.txt", Story("Ada Lund", "Dora Venn", "Kaldre"), true}};
  return steps;
}

// Runs the steps until one fails; counts the commits that returned.
Status RunSteps(const std::string& db, const FileHook& hook, size_t* commits) {
  KG_ASSIGN(const auto store,
            Store::Open(db, {.command = "test", .file_hook = hook}));
  KG_ASSIGN(const auto writer,
            GraphWriter::Open(store.get(), testing::EnglishLexicon()));
  for (const Step& step : Steps()) {
    ArticleUpdate update{MakeArticleId("news", step.path, ""), std::nullopt};
    if (step.text) update.facts = MeetingsOf(step.path, *step.text);
    KG_RETURN_IF_ERROR(writer->Commit({update}));
    ++*commits;
    if (step.publish) KG_RETURN_IF_ERROR(store->Publish());
  }
  return Status();
}

std::vector<LocalFacts> ArticlesAfter(size_t commits) {
  Articles articles;
  for (size_t i = 0; i < commits; ++i) {
    const Step& step = Steps()[i];
    articles.erase(step.path);
    if (step.text) articles[step.path] = MeetingsOf(step.path, *step.text);
  }
  std::vector<LocalFacts> values;
  for (const auto& [path, facts] : articles) values.push_back(facts);
  return values;
}

class FaultsTest : public ::testing::Test {
 protected:
  const std::string& ExportAfter(size_t commits) {
    auto at = exports_.find(commits);
    if (at == exports_.end()) {
      at = exports_.emplace(commits, FreshExport(ArticlesAfter(commits), {}))
               .first;
    }
    return at->second;
  }

  // Gives the number of calls that the run made.
  int Try(int number, FileFault fault, bool for_good) {
    const TemporaryFolder folder;
    const std::string db = folder.At("kg.db");
    FailAt fail(number, fault, for_good);
    size_t commits = 0;
    const Status run = RunSteps(db, fail.Hook(), &commits);
    SCOPED_TRACE("call " + std::to_string(number) + ", fault " +
                 std::to_string(static_cast<int>(fault)) + ", " + fail.path());
    if (!run.ok()) {
      EXPECT_EQ(run.kind(), ErrorKind::kIo) << run.message();
      EXPECT_TRUE(run.message().starts_with(db)) << run.message();
    } else {
      EXPECT_EQ(commits, Steps().size());
    }
    const auto store = OpenStore(db);
    if (store == nullptr) return fail.calls();
    EXPECT_EQ(store->Check()->size(), 0u);
    const std::vector<LocalFacts> expected = ArticlesAfter(commits);
    EXPECT_EQ(store->ArticleIds()->size(), expected.size());
    for (const LocalFacts& facts : expected) {
      EXPECT_EQ(store->ContentHash(facts.article.id).value(),
                facts.article.content_hash);
    }
    if (number % kExportEvery != 0) return fail.calls();
    const Status published = store->Publish();
    EXPECT_TRUE(published.ok()) << published.message();
    EXPECT_EQ(ExportAll(db), ExportAfter(commits));
    return fail.calls();
  }

  // The check above has compared everything but what resolution keeps.
  static constexpr int kExportEvery = 8;
  std::map<size_t, std::string> exports_;
};

TEST_F(FaultsTest, EveryCallInTurnFailsAndLeavesWhatWasCommitted) {
  const bool all = std::getenv("KG_LONG_TESTS") != nullptr;
  const int calls = Try(0, FileFault::kNone, false);
  ASSERT_GT(calls, 50);
  for (int number = 1; number <= calls; number += all ? 1 : 5) {
    for (int way = 0; way < 6; ++way) {
      if (!all && way != number % 6) continue;
      Try(number, kFaults[way % 3], way >= 3);
      if (HasFailure()) return;
    }
  }
  RecordProperty("calls", calls);
}

// What a build has reported is there; at most one article more, whose commit
// returned before its publishing failed.
TEST_F(FaultsTest, ABuildKeepsWhatItReported) {
  const TemporaryFolder news;
  for (int i = 0; i < 4; ++i) {
    news.Write("news/" + std::to_string(i) + ".txt",
               Story(testing::PeopleNames()[i],
                     testing::PeopleNames()[(i + 1) % 4], "Tarn"));
  }
  const BuildOptions plain = OptionsFor({news.At("news")});
  testing::BuildAt(news.At("fresh.db"), plain);
  const std::string whole = ExportAll(news.At("fresh.db"));
  const std::string db = news.At("kg.db");
  std::set<std::string> reported;
  BuildOptions options = plain;
  options.publish_every = std::chrono::milliseconds(0);
  options.on_progress = [&](const BuildProgress& progress) {
    if (progress.committed) reported.insert(progress.place);
  };
  const auto build = [&](FailAt* fail) -> Status {
    reported.clear();
    news.Remove("kg.db");
    KG_ASSIGN(const auto store,
              Store::Open(db, {.command = "test", .file_hook = fail->Hook()}));
    return Build(store.get(), options).status();
  };
  FailAt none(0, FileFault::kNone, false);
  ASSERT_TRUE(build(&none).ok());
  for (int number = 1; number <= none.calls();
       number += std::getenv("KG_LONG_TESTS") ? 1 : 31) {
    SCOPED_TRACE(number);
    FailAt fail(number, kFaults[number % 3], number % 2 == 0);
    const Status status = build(&fail);
    std::set<std::string> stored;
    {
      const auto store = OpenStore(db);
      ASSERT_NE(store, nullptr);
      ASSERT_TRUE(store
                      ->ForEachFacts([&](const LocalFacts& facts) {
                        stored.insert(news.At("news/" + facts.article.path));
                        return Result<bool>(true);
                      })
                      .ok());
      EXPECT_EQ(store->Check()->size(), 0u);
    }
    EXPECT_TRUE(std::includes(stored.begin(), stored.end(), reported.begin(),
                              reported.end()));
    EXPECT_LE(stored.size(), reported.size() + 1);
    if (status.ok()) {
      EXPECT_EQ(stored.size(), 4u);
    }
    // The same command without failures goes on to the same end.
    testing::BuildAt(db, plain);
    EXPECT_EQ(ExportAll(db), whole);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace kg
