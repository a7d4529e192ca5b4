// kg repair: what can be read is kept, what cannot is named, and the store is
// the one that a fresh run of the kept articles makes.
#include "builder/repair.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "builder/deep_check.h"
#include "graph/store/rocks.h"
#include "gtest/gtest.h"
#include "tests/builder/small_store.h"

namespace kg {
namespace {

namespace fs = std::filesystem;

using testing::BuildAt;
using testing::EnglishLexicon;
using testing::ExportAll;
using testing::FilesBelow;
using testing::Filler;
using testing::FlipByte;
using testing::FreshExport;
using testing::MeetingsOf;
using testing::OpenStore;
using testing::OpenWriter;
using testing::OptionsFor;
using testing::Overwrite;
using testing::PeopleNames;
using testing::RenameOf;
using testing::Story;
using testing::TemporaryFolder;

constexpr int kArticles = 6;

std::string DeepText(const std::string& db) {
  const auto report = DeepCheck(db, EnglishLexicon(), "test");
  if (!report.ok()) return report.status().message();
  std::string text;
  for (const Violation& one : report->violations) {
    text += one.key + ": " + one.rule + "\n";
  }
  return text;
}

Result<RepairResult> RepairAt(const std::string& db) {
  return Repair(
      db, {.lexicon = &EnglishLexicon(), .cancel = nullptr, .command = "test"});
}

class RepairTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (uint32_t i = 0; i < kArticles; ++i) {
      // Long, so that each stands in blocks of its own.
      articles_.push_back(MeetingsOf(
          std::to_string(i) + ".txt",
          Story(PeopleNames()[i % 4], PeopleNames()[(i + 1) % 4], "Tarn") +
              Filler(i, 800)));
    }
    decisions_ = {RenameOf(articles_[0], "Ada the Elder")};
    MakeStore();
    export_ = ExportAll(db_);
  }

  void MakeStore() {
    const auto store = OpenStore(db_);
    const auto writer = OpenWriter(store.get());
    for (const LocalFacts& facts : articles_) {
      ASSERT_TRUE(writer->Commit({MakeUpdate(facts)}).ok());
      ASSERT_TRUE(store
                      ->PutFile({"news",
                                 facts.article.path,
                                 facts.article.content_hash,
                                 {facts.article.id}})
                      .ok());
    }
    ASSERT_TRUE(writer->Decide(decisions_[0]).ok());
    ASSERT_TRUE(store->PutRoot({"news", "/news"}).ok());
    ASSERT_TRUE(store->PutManifest({"0.1", "m", "f32", "k", "72", "l"}).ok());
    ASSERT_TRUE(store->Publish().ok());
  }

  void Again() {
    fs::remove_all(db_);
    MakeStore();
  }

  std::vector<std::string> Tables() {
    std::vector<std::string> tables;
    for (const std::string& file : FilesBelow(db_ + "/rocksdb")) {
      if (file.ends_with(".sst")) tables.push_back(file);
    }
    return tables;
  }

  // The store is whole, and made of the articles that the result does not name.
  void ExpectKept(const RepairResult& result) {
    EXPECT_EQ(DeepText(db_), "");
    EXPECT_EQ(result.articles + result.lost_articles, articles_.size());
    std::vector<LocalFacts> kept;
    for (const LocalFacts& facts : articles_) {
      // By its path; by its id where nothing that can be read has that.
      const std::string name = "news/" + facts.article.path + ": ";
      const std::string id = "article " + facts.article.id.Hex() + ": ";
      const bool lost = std::any_of(
          result.lost.begin(), result.lost.end(), [&](const std::string& line) {
            return line.starts_with(name) || line.starts_with(id);
          });
      if (!lost) kept.push_back(facts);
    }
    EXPECT_EQ(kept.size(), result.articles);
    std::vector<Decision> decisions;
    if (result.decisions > 0) decisions = decisions_;
    EXPECT_EQ(ExportAll(db_), FreshExport(kept, decisions));
    EXPECT_EQ(result.kept_at.empty(), result.lost.empty());
    EXPECT_FALSE(fs::exists(db_ + "/repair"));
  }

  TemporaryFolder folder_;
  const std::string db_ = folder_.At("kg.db");
  std::vector<LocalFacts> articles_;
  std::vector<Decision> decisions_;
  std::string export_;
};

TEST_F(RepairTest, AWholeStoreStaysWhatItIs) {
  const auto result = RepairAt(db_);
  ASSERT_TRUE(result.ok()) << result.status().message();
  EXPECT_TRUE(result->damage.empty());
  EXPECT_EQ(result->articles, articles_.size());
  EXPECT_EQ(result->decisions, 1u);
  ExpectKept(*result);
  EXPECT_EQ(ExportAll(db_), export_);
  const auto store = OpenStore(db_);
  EXPECT_EQ(store->Roots()->size(), 1u);
  EXPECT_EQ(store->Files("news")->size(), articles_.size());
  EXPECT_EQ(store->GetManifest().value()->model, "m");
}

// Each leaves raw as it is: nothing is lost.
TEST_F(RepairTest, MendsWhateverIsDerived) {
  const auto set_row = [&](Family family, const std::string& key) {
    auto database =
        Database::Open(db_ + "/rocksdb", Database::Mode::kWrite, db_);
    ASSERT_TRUE(database.ok());
    Changes changes;
    changes[static_cast<size_t>(family)][key] = "wrong";
    ASSERT_TRUE((*database)->Write(changes).ok());
  };
  const auto flip_in = [&](const std::string& folder, const std::string& name) {
    for (const std::string& file : FilesBelow(db_ + folder)) {
      if (file.find("/" + name) == file.npos) continue;
      FlipByte(file, fs::file_size(file) / 2, 4);
    }
  };
  const std::map<std::string, std::function<void()>> kDamages = {
      {"a wrong counter",
       [&] { set_row(Family::kRecord, TextKey(tag::kCounter, "articles")); }},
      {"a stray name",
       [&] { set_row(Family::kText, NameKey("nobody", PrivateId(99))); }},
      {"a wrong row of resolution", [&] { set_row(Family::kRecord, "Xnx"); }},
      {"the live list of tables", [&] { flip_in("/rocksdb", "MANIFEST"); }},
      {"its name", [&] { flip_in("/rocksdb", "CURRENT"); }},
      {"the live database", [&] { fs::remove_all(db_ + "/rocksdb"); }},
      {"what is published", [&] { fs::remove_all(db_ + "/published"); }},
      {"the number of it", [&] { Overwrite(db_ + "/published/current", "x"); }},
      {"its seal", [&] { flip_in("/published", "seal"); }},
      {"its list of tables", [&] { flip_in("/published", "MANIFEST"); }},
      {"both lists of tables", [&] { flip_in("", "MANIFEST"); }},
      {"the version", [&] { Overwrite(db_ + "/version", "kg stone\n"); }},
      {"the version's number",
       [&] { Overwrite(db_ + "/version", "kg store\nformat 3\nstate x\n"); }},
      {"all versions", [&] {
         fs::remove(db_ + "/version");
         flip_in("/published", "version");
       }}};
  for (const auto& [name, damage] : kDamages) {
    SCOPED_TRACE(name);
    Again();
    damage();
    EXPECT_NE(DeepText(db_), "");
    const auto result = RepairAt(db_);
    ASSERT_TRUE(result.ok()) << result.status().message();
    EXPECT_FALSE(result->damage.empty());
    EXPECT_EQ(result->lost, std::vector<std::string>());
    ExpectKept(*result);
    EXPECT_EQ(ExportAll(db_), export_);
  }
}

TEST_F(RepairTest, KeepsWhatATableThatIsGoneDidNotHold) {
  std::set<uint64_t> kept;
  const size_t tables = Tables().size();
  ASSERT_GE(tables, 5u);
  for (size_t i = 0; i < tables; ++i) {
    Again();
    const std::string table = Tables().at(i);
    SCOPED_TRACE(table);
    const std::string name = fs::path(table).filename().string();
    for (const std::string& file : FilesBelow(db_)) {
      if (file.ends_with("/" + name)) fs::remove(file);
    }
    const auto result = RepairAt(db_);
    ASSERT_TRUE(result.ok()) << result.status().message();
    EXPECT_EQ(DeepText(db_), "");
    kept.insert(result->articles);
    if (result->lost.empty() && result->decisions == 1) {
      EXPECT_EQ(ExportAll(db_), export_);
    }
  }
  // The one of raw holds the articles; the others hold none.
  EXPECT_EQ(kept, (std::set<uint64_t>{0, kArticles}));
}

TEST_F(RepairTest, NamesTheArticlesThatCannotBeRead) {
  uint64_t most_lost = 0;
  const auto is_smaller = [](const std::string& a, const std::string& b) {
    return fs::file_size(a) < fs::file_size(b);
  };
  const size_t tables = Tables().size();
  for (size_t i = 0; i < tables; ++i) {
    // The largest is that of raw.
    for (size_t part = 1; part < 8; part += i + 1 == tables ? 1 : 4) {
      Again();
      std::vector<std::string> by_size = Tables();
      std::sort(by_size.begin(), by_size.end(), is_smaller);
      const std::string& table = by_size.at(i);
      const size_t at = fs::file_size(table) * part / 8;
      SCOPED_TRACE(table + " byte " + std::to_string(at));
      FlipByte(table, at, 16);
      const auto result = RepairAt(db_);
      ASSERT_TRUE(result.ok()) << result.status().message();
      most_lost = std::max(most_lost, result->lost_articles);
      ExpectKept(*result);
      if (!result->kept_at.empty()) {
        EXPECT_EQ(result->kept_at, db_ + "/damaged-1");
        EXPECT_TRUE(fs::exists(result->kept_at + "/CURRENT"));
      }
      if (HasFailure()) return;
    }
  }
  EXPECT_GE(most_lost, 1u);
}

TEST_F(RepairTest, TheNextBuildReadsAgainWhatWasLost) {
  const std::string news = folder_.At("news");
  for (int i = 0; i < 4; ++i) {
    folder_.Write("news/" + std::to_string(i) + ".txt",
                  Story("Ada Lund", "Bo Frank", "Tarn") +
                      Filler(static_cast<uint32_t>(i), 800));
  }
  fs::remove_all(db_);
  BuildAt(db_, OptionsFor({news}));
  const std::string whole = ExportAll(db_);
  uint64_t lost = 0;
  for (const std::string& table : Tables()) {
    FlipByte(table, fs::file_size(table) / 2, 1);
  }
  const auto result = RepairAt(db_);
  ASSERT_TRUE(result.ok()) << result.status().message();
  lost = result->lost_articles;
  EXPECT_GE(lost, 1u);
  EXPECT_EQ(BuildAt(db_, OptionsFor({news})).counts.read, lost);
  EXPECT_EQ(ExportAll(db_), whole);
  EXPECT_EQ(DeepText(db_), "");
}

TEST_F(RepairTest, RefusesWhatIsNotItsToRepair) {
  EXPECT_EQ(RepairAt(folder_.At("none.db")).status().kind(),
            ErrorKind::kNotFound);
  {
    const auto store = OpenStore(db_);
    EXPECT_EQ(RepairAt(db_).status().kind(), ErrorKind::kInvalidInput);
  }
  for (const std::string& file : FilesBelow(db_)) {
    if (!file.ends_with("/version")) continue;
    Overwrite(file, "kg store\nformat 1\nstate live\n");
  }
  const auto refused = RepairAt(db_);
  EXPECT_EQ(refused.status().kind(), ErrorKind::kUnsupported);
  EXPECT_NE(refused.status().message().find("kg export --format facts"),
            std::string::npos);
}

}  // namespace
}  // namespace kg
