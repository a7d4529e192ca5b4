#include "graph/store/publish.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "tests/store/store_testing.h"

namespace kg::testing {
namespace {

namespace fs = std::filesystem;

std::set<std::string> Published(const std::string& store) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(store + "/published")) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

TEST(Publish, ReadersSeeTheNewestAndKeepWhatTheyHold) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  auto store = MustOpen(path);
  KG_ASSERT_OK(store->Commit({Adding(RandomArticle(1, 1))}));
  KG_ASSERT_OK(store->Publish());
  auto first = MustSnapshot(path);
  const std::string before = DumpView(*first);

  KG_ASSERT_OK(store->Commit({Adding(RandomArticle(2, 2))}));
  EXPECT_EQ(DumpView(*MustSnapshot(path)), before);  // not published yet
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(MustSnapshot(path)->Statistics().value().articles, 2u);
  EXPECT_EQ(DumpView(*first), before);
  EXPECT_EQ(Published(path), (std::set<std::string>{"1", "2", "current"}));

  first.reset();
  KG_ASSERT_OK(store->Commit({Adding(RandomArticle(3, 3))}));
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(Published(path), (std::set<std::string>{"3", "current"}));
}

TEST(Publish, DoesNothingForAStateThatIsPublished) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  {
    auto store = MustOpen(path);
    KG_ASSERT_OK(store->Commit({Adding(RandomArticle(1, 1))}));
    KG_ASSERT_OK(store->Publish());
    KG_ASSERT_OK(store->Publish());
    EXPECT_EQ(Published(path), (std::set<std::string>{"1", "current"}));
  }
  auto store = MustOpen(path);
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(Published(path), (std::set<std::string>{"1", "current"}));
}

TEST(Publish, ClearsUpAfterACrash) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  auto store = MustOpen(path);
  KG_ASSERT_OK(store->Publish());
  // A checkpoint half made, one half removed, and one whole that never became
  // the current one.
  fs::create_directories(path + "/published/7.new/rocksdb");
  fs::create_directories(path + "/published/5/rocksdb");
  fs::copy(path + "/published/1", path + "/published/6",
           fs::copy_options::recursive);
  KG_ASSERT_OK(store->Commit({Adding(RandomArticle(1, 1))}));
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(Published(path), (std::set<std::string>{"7", "current"}));
  EXPECT_EQ(CheckText(*MustSnapshot(path)), "");
}

TEST(Publish, SaysThatACheckpointIsNotWhole) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  KG_ASSERT_OK(MustOpen(path)->Publish());
  fs::remove(path + "/published/1/hold");
  EXPECT_EQ(Snapshot::Open(path).status().message(),
            path +
                ": damaged (published/1 is not whole); kg build publishes "
                "it again");
  KG_ASSERT_OK(WriteFileAtomically(path + "/published/current", "one\n"));
  EXPECT_EQ(Snapshot::Open(path).status().message(),
            path +
                "/published/current: expected a number, got 'one'; kg "
                "build publishes the store again");
  auto store = MustOpen(path);
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(CheckText(*MustSnapshot(path)), "");
}

TEST(Publish, PublishesAgainWhatIsNoLongerWhole) {
  const char* const kLost[] = {"hold", "seal", "version", "rocksdb/CURRENT"};
  for (const char* name : kLost) {
    SCOPED_TRACE(name);
    const TemporaryFolder folder;
    const std::string path = folder / "kg.db";
    auto store = MustOpen(path);
    KG_ASSERT_OK(store->Commit({Adding(RandomArticle(1, 1))}));
    KG_ASSERT_OK(store->Publish());
    fs::remove(path + "/published/1/" + name);
    KG_ASSERT_OK(store->Publish());
    EXPECT_EQ(Published(path), (std::set<std::string>{"2", "current"}));
    EXPECT_EQ(CheckText(*MustSnapshot(path)), "");
  }
}

// RocksDB takes a shorter list of tables for an older state.
TEST(Publish, ReadersRefuseAListOfTablesThatIsCutShort) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  {
    auto store = MustOpen(path);
    KG_ASSERT_OK(store->Commit({Adding(RandomArticle(1, 1))}));
    KG_ASSERT_OK(store->Publish());
  }
  for (const auto& entry :
       fs::directory_iterator(path + "/published/1/rocksdb")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("MANIFEST")) continue;
    fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
    EXPECT_EQ(Snapshot::Open(path).status().message(),
              path + ": damaged (published/1/rocksdb/" + name +
                  " is not what it was); kg repair makes it again");
  }
}

TEST(Publish, ReadersOpenAndReadWhileTheWriterCommits) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  auto store = MustOpen(path);
  KG_ASSERT_OK(store->Publish());
  std::atomic<bool> done = false;
  std::atomic<uint32_t> opened = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      uint64_t seen = 0;
      while (!done) {
        const auto snapshot = MustSnapshot(path);
        if (snapshot == nullptr) return;
        EXPECT_EQ(CheckText(*snapshot), "");
        const uint64_t articles = snapshot->Statistics().value().articles;
        EXPECT_GE(articles, seen);
        seen = articles;
        ++opened;
      }
    });
  }
  for (uint32_t i = 0; i < 20 || opened < 5; ++i) {
    KG_ASSERT_OK(store->Commit({Adding(RandomArticle(i % 50, i))}));
    KG_ASSERT_OK(store->Publish());
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(CheckText(*store), "");
}

}  // namespace
}  // namespace kg::testing
