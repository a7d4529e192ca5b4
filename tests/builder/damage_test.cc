// Any byte of any file of a closed store changed, any file cut short or gone:
// the export is the same or an error, and the deep check says so wherever what
// the store holds is no longer what it was.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "builder/deep_check.h"
#include "gtest/gtest.h"
#include "tests/builder/small_store.h"

namespace kg {
namespace {

using testing::BytesOf;
using testing::EnglishLexicon;
using testing::FilesBelow;
using testing::FlipByte;
using testing::MeetingsOf;
using testing::OpenStore;
using testing::OpenWriter;
using testing::Overwrite;
using testing::RenameOf;
using testing::Story;
using testing::TemporaryFolder;
using testing::TryExport;

bool IsLong() { return std::getenv("KG_LONG_TESTS") != nullptr; }

class DamageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    {
      const auto store = OpenStore(db_);
      const auto writer = OpenWriter(store.get());
      const LocalFacts first =
          MeetingsOf("a.txt", Story("Ada Lund", "Bo Frank", "Tarn"));
      const LocalFacts others[] = {
          MeetingsOf("b.txt", Story("Ada Lund", "Bo Frank", "Orm")),
          MeetingsOf("c.txt", Story("Cai Olsen", "Ada Lund", "Kaldre"))};
      ASSERT_TRUE(writer->Commit({MakeUpdate(first)}).ok());
      for (const LocalFacts& facts : others) {
        ASSERT_TRUE(writer->Commit({MakeUpdate(facts)}).ok());
      }
      ASSERT_TRUE(writer->Decide(RenameOf(first, "Ada the Elder")).ok());
      ASSERT_TRUE(store->PutRoot({"news", "/news"}).ok());
      ASSERT_TRUE(
          store->PutFile({"news", "a.txt", Blake2b("a"), {first.article.id}})
              .ok());
      ASSERT_TRUE(store->PutManifest({"0.1", "m", "f32", "k", "72", "l"}).ok());
      ASSERT_TRUE(store->Publish().ok());
    }
    export_ = TryExport(db_).value();
    rows_ = LiveRows();
    ASSERT_EQ(DeepText(), "");
    ASSERT_TRUE(rows_.has_value());
  }

  // "key: rule" lines, or the failure; empty where nothing is wrong.
  std::string DeepText() {
    const auto report = DeepCheck(db_, EnglishLexicon(), "test");
    if (!report.ok()) return report.status().message();
    std::string text;
    for (const Violation& one : report->violations) {
      text += one.key + ": " + one.rule + "\n";
    }
    return text;
  }

  std::optional<Hash128> LiveRows() {
    const auto live = Snapshot::OpenLive(db_, false);
    if (!live.ok()) return std::nullopt;
    const auto hash = (*live)->RowsHash();
    return hash.ok() ? std::optional<Hash128>(*hash) : std::nullopt;
  }

  // True: somebody noticed.
  bool ExpectNoSilentLoss() {
    const auto exported = TryExport(db_);
    if (exported.ok()) {
      EXPECT_EQ(*exported, export_) << "a wrong answer";
    }
    const std::string deep = DeepText();
    if (!deep.empty()) return true;
    EXPECT_TRUE(exported.ok()) << exported.status().message();
    EXPECT_EQ(LiveRows(), rows_) << "the live state has changed";
    return false;
  }

  // Each once, though a table has two links.
  std::vector<std::string> Files() {
    std::vector<std::string> files;
    for (const std::string& file : FilesBelow(db_)) {
      const bool known =
          std::any_of(files.begin(), files.end(), [&](const auto& other) {
            return std::filesystem::equivalent(file, other);
          });
      if (!known) files.push_back(file);
    }
    return files;
  }

  std::vector<size_t> PlacesIn(const std::string& file) {
    const size_t size = std::filesystem::file_size(file);
    std::set<size_t> places;
    if (size == 0) return {};
    if (IsLong()) {
      // Large, and read by nobody when kg opens a database.
      const bool is_options = file.find("/OPTIONS-") != file.npos;
      for (size_t at = 0; at < size; at += is_options ? 97 : 1) {
        places.insert(at);
      }
      return {places.begin(), places.end()};
    }
    for (size_t at = 0; at < 64 && at < size; at += kStep) {
      places.insert((at + random_() % kStep) % size);
      places.insert(size - 1 - (at + random_() % kStep) % size);
    }
    for (int i = 0; i < kRandomPlaces; ++i) places.insert(random_() % size);
    return {places.begin(), places.end()};
  }

  static constexpr size_t kStep = 8;
  static constexpr int kRandomPlaces = 6;
  TemporaryFolder folder_;
  const std::string db_ = folder_.At("kg.db");
  std::string export_;
  std::optional<Hash128> rows_;
  std::mt19937 random_{20};
};

TEST_F(DamageTest, AFlippedByteIsReportedOrChangesNothing) {
  size_t flipped = 0;
  size_t noticed = 0;
  for (const std::string& file : Files()) {
    for (size_t at : PlacesIn(file)) {
      const char by = static_cast<char>(1u << (random_() % 8));
      SCOPED_TRACE(file + " byte " + std::to_string(at) + " by " +
                   std::to_string(by));
      FlipByte(file, at, by);
      noticed += ExpectNoSilentLoss();
      FlipByte(file, at, by);
      ++flipped;
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(noticed, flipped / 3);
  EXPECT_EQ(DeepText(), "");
  RecordProperty("flipped", static_cast<int>(flipped));
  RecordProperty("noticed", static_cast<int>(noticed));
}

TEST_F(DamageTest, AFileCutShortOrGoneIsReportedOrChangesNothing) {
  for (const std::string& file : Files()) {
    const std::string whole = BytesOf(file);
    for (size_t size : {size_t{0}, whole.size() / 2, whole.size() - 1}) {
      if (whole.empty()) break;
      SCOPED_TRACE(file + " cut to " + std::to_string(size));
      Overwrite(file, whole.substr(0, size));
      ExpectNoSilentLoss();
      Overwrite(file, whole);
    }
    SCOPED_TRACE(file + " gone");
    std::filesystem::remove(file);
    ExpectNoSilentLoss();
    Overwrite(file, whole);
    if (HasFailure()) return;
  }
  EXPECT_EQ(DeepText(), "");
}

// The rows that no other rule of the store speaks of.
TEST_F(DamageTest, TheDeepCheckComparesTheRowsOfResolution) {
  const auto report_of = [&](const std::string& key,
                             const std::optional<std::string>& value) {
    {
      const auto store = OpenStore(db_);
      CommitBatch batch;
      batch.index[key] = value;
      EXPECT_TRUE(store->Commit(batch).ok());
      EXPECT_TRUE(store->Publish().ok());
    }
    return DeepText();
  };
  std::map<std::string, std::string> rows;
  ASSERT_TRUE(Snapshot::Open(db_)
                  .value()
                  ->ForEachIndexRow([&](auto key, auto value) {
                    if (key != "v") rows.emplace(key, value);
                    return true;
                  })
                  .ok());
  ASSERT_GT(rows.size(), 10u);
  EXPECT_EQ(report_of("nWnobody", ""),
            "resolution/nWnobody: it is there, though no article makes it\n");
  EXPECT_EQ(report_of("nWnobody", std::nullopt), "");
  size_t tried = 0;
  for (const auto& [key, value] : rows) {
    if (tried++ % 20 != 0) continue;
    SCOPED_TRACE(key);
    EXPECT_NE(report_of(key, std::nullopt).find("it is missing"),
              std::string::npos);
    EXPECT_NE(report_of(key, value + "x").find("it differs"),
              std::string::npos);
    EXPECT_EQ(report_of(key, value), "");
  }
}

TEST_F(DamageTest, ALogThatBreaksOffInTheMiddleIsReported) {
  {
    const auto store = OpenStore(db_);
    const auto writer = OpenWriter(store.get());
    for (const char* path : {"d.txt", "e.txt", "f.txt"}) {
      const LocalFacts facts =
          MeetingsOf(path, Story("Dora Venn", "Bo Frank", path));
      ASSERT_TRUE(writer->Commit({MakeUpdate(facts)}).ok());
    }
  }
  ASSERT_EQ(DeepText(), "");
  const auto all_rows = LiveRows();
  for (const std::string& file : FilesBelow(db_ + "/rocksdb")) {
    if (!file.ends_with(".log")) continue;
    const size_t size = std::filesystem::file_size(file);
    for (size_t i = 1; i < 20; ++i) {
      const size_t at = size * i / 20;
      if (size == 0) break;
      FlipByte(file, at, 1);
      SCOPED_TRACE(at);
      EXPECT_NE(DeepText(), "");
      EXPECT_EQ(TryExport(db_).value(), export_);
      FlipByte(file, at, 1);
    }
  }
  EXPECT_EQ(LiveRows(), all_rows);
}

}  // namespace
}  // namespace kg
