#include "graph/store/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "graph/facts/jsonl.h"
#include "tests/store/store_testing.h"

namespace kg::testing {
namespace {

namespace fs = std::filesystem;

void Overwrite(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(Store, GivesBackTheFactsThatItWasGiven) {
  const TemporaryFolder folder;
  std::vector<MemoryView::Part> parts;
  {
    auto store = MustOpen(folder / "kg.db");
    for (uint32_t i = 0; i < 10; ++i) {
      parts.push_back(RandomArticle(i, 100 + i));
      KG_ASSERT_OK(store->Commit({Adding(parts.back())}));
    }
  }
  auto store = MustOpen(folder / "kg.db");  // from the log
  KG_ASSERT_OK(store->Publish());
  const auto snapshot = MustSnapshot(folder / "kg.db");
  for (const MemoryView::Part& part : parts) {
    const ArticleId& id = part.facts.article.id;
    const std::string expected = WriteFacts(part.facts);
    EXPECT_EQ(WriteFacts(store->Facts(id).value()), expected);
    EXPECT_EQ(WriteFacts(snapshot->Facts(id).value()), expected);
    EXPECT_EQ(store->ContentHash(id).value(), part.facts.article.content_hash);
  }
  std::vector<ArticleId> order;
  KG_ASSERT_OK(store->ForEachFacts([&](const LocalFacts& facts) {
    order.push_back(facts.article.id);
    return Result<bool>(order.size() < 7);
  }));
  EXPECT_EQ(order.size(), 7u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(Store, KnowsNothingOfWhatIsNotThere) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  const ArticleId id{Blake2b("none")};
  EXPECT_EQ(store->ContentHash(id).value(), std::nullopt);
  EXPECT_EQ(store->Facts(id).status().message(),
            "article " + id.Hex() + ": not stored");
  KG_ASSERT_OK(store->Commit({Removing(id)}));
  KG_ASSERT_OK(store->Publish());
  const auto snapshot = MustSnapshot(folder / "kg.db");
  EXPECT_EQ(snapshot->Entity({id.hash}).status().message(),
            "entity " + id.Hex() + ": not there");
  EXPECT_EQ(snapshot->Relation({id.hash}).status().kind(),
            ErrorKind::kNotFound);
  EXPECT_EQ(snapshot->EvidenceOf(ClaimId{id.hash}).status().kind(),
            ErrorKind::kNotFound);
  EXPECT_EQ(snapshot->Article(id).status().kind(), ErrorKind::kNotFound);
  EXPECT_EQ(snapshot->Text(id).status().kind(), ErrorKind::kNotFound);
  EXPECT_TRUE(snapshot->EntitiesNamed("").value().empty());
}

TEST(Store, KeepsFilesByRootAndPath) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  const ArticleId id{Blake2b("a")};
  const FileState files[] = {{"root", "b/c.txt", Blake2b("1"), {id}},
                             {"root", "a.txt", Blake2b("2"), {}},
                             {"root2", "a.txt", Blake2b("3"), {id}}};
  for (const FileState& file : files) KG_ASSERT_OK(store->PutFile(file));
  const auto of_root = store->Files("root").value();
  ASSERT_EQ(of_root.size(), 2u);
  EXPECT_EQ(of_root[0].path, "a.txt");
  EXPECT_EQ(of_root[1].path, "b/c.txt");
  EXPECT_EQ(of_root[1].root_label, "root");
  EXPECT_EQ(of_root[1].articles, files[0].articles);
  EXPECT_EQ(store->File("root2", "a.txt").value()->content_hash, Blake2b("3"));
  KG_ASSERT_OK(store->RemoveFile("root", "a.txt"));
  EXPECT_FALSE(store->File("root", "a.txt").value());
  EXPECT_TRUE(store->Files("roo").value().empty());
}

TEST(Store, KeepsRootsManifestAndDecisions) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  EXPECT_FALSE(store->GetManifest().value());
  const Manifest manifest = {"0.1", "m 1", "bf16", "avx512", "72.1", "abc"};
  KG_ASSERT_OK(store->PutManifest(manifest));
  KG_ASSERT_OK(store->PutRoot({"b", "/articles/b"}));
  KG_ASSERT_OK(store->PutRoot({"a", "/articles/a"}));
  KG_ASSERT_OK(store->PutRoot({"b", "/moved/b"}));
  Decision merge;
  merge.sequence = 256;
  merge.of = {{{Blake2b("a")}, 3}, {{Blake2b("b")}, 4}};
  Decision rename = merge;
  rename.sequence = 2;
  rename.action = Decision::Action::kRename;
  rename.name = "Vale Bank";
  KG_ASSERT_OK(store->AddDecision(merge));
  KG_ASSERT_OK(store->AddDecision(rename));
  KG_ASSERT_OK(store->AddDecision(rename));
  rename.name = "Other";
  EXPECT_EQ(store->AddDecision(rename).message(),
            folder / "kg.db: another decision has number 2 already");
  KG_ASSERT_OK(store->Publish());
  const auto snapshot = MustSnapshot(folder / "kg.db");
  EXPECT_EQ(snapshot->GetManifest().value(), manifest);
  const auto roots = snapshot->Roots().value();
  ASSERT_EQ(roots.size(), 2u);
  EXPECT_EQ(roots[0].label, "a");
  EXPECT_EQ(roots[1].path, "/moved/b");
  const auto decisions = snapshot->Decisions().value();
  ASSERT_EQ(decisions.size(), 2u);
  EXPECT_EQ(decisions[0].name, "Vale Bank");
  EXPECT_EQ(decisions[1].of, merge.of);
}

TEST(Store, RefusesWrongFactsAndStaysAsItWas) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  const MemoryView::Part good = RandomArticle(1, 1);
  KG_ASSERT_OK(store->Commit({Adding(good)}));
  ArticleChange bad = Adding(RandomArticle(2, 2));
  bad.entities.clear();
  const Status refused = store->Commit({Removing(good.facts.article.id), bad});
  EXPECT_EQ(refused.kind(), ErrorKind::kInvalidInput);
  EXPECT_TRUE(refused.message().starts_with("article " + bad.id.Hex() +
                                            ": article: expected"))
      << refused.message();
  EXPECT_TRUE(store->Facts(good.facts.article.id).ok());
  EXPECT_EQ(CheckText(*store), "");

  ArticleChange other = Adding(good);
  other.id = {Blake2b("other")};
  EXPECT_EQ(store->Commit({other}).message(),
            "article " + other.id.Hex() + ": its facts are of article " +
                good.facts.article.id.Hex());
}

TEST(Store, SaysThatThereIsNone) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  const std::string message =
      path + ": no graph here; make one with kg build FOLDER --db " + path;
  const auto store = Store::Open(path, {.create = false, .command = ""});
  EXPECT_EQ(store.status().kind(), ErrorKind::kNotFound);
  EXPECT_EQ(store.status().message(), message);
  const auto snapshot = Snapshot::Open(path);
  EXPECT_EQ(snapshot.status().kind(), ErrorKind::kNotFound);
  EXPECT_EQ(snapshot.status().message(), message);
  EXPECT_FALSE(fs::exists(path));
  // A store that has published nothing yet.
  MustOpen(path);
  EXPECT_EQ(Snapshot::Open(path).status().message(), message);
}

TEST(Store, LeavesOtherFoldersAlone) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "photos");
  Overwrite(folder / "photos/a.jpg", "x");
  EXPECT_EQ(Store::Open(folder / "photos", {}).status().message(),
            folder /
                "photos: not a store of kg, and not empty; give another "
                "--db");
  EXPECT_EQ(Store::Open(folder / "photos/a.jpg", {}).status().message(),
            folder / "photos/a.jpg: expected a folder, got a file");
}

TEST(Store, RefusesAnotherFormatWithAdvice) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  KG_ASSERT_OK(MustOpen(path)->Publish());
  const std::string message =
      path +
      ": store format 3, this kg reads 2; export its facts with the kg that "
      "wrote it (kg export --format facts) and load them here";
  for (const char* file : {"/version", "/published/1/version"}) {
    Overwrite(path + file, "kg store\nformat 3\nsomething new\n");
  }
  const auto store = Store::Open(path, {});
  EXPECT_EQ(store.status().kind(), ErrorKind::kUnsupported);
  EXPECT_EQ(store.status().message(), message);
  const auto snapshot = Snapshot::Open(path);
  EXPECT_EQ(snapshot.status().kind(), ErrorKind::kUnsupported);
  EXPECT_EQ(snapshot.status().message(), message);
}

TEST(Store, RefusesADamagedVersionFile) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  MustOpen(path);
  const std::string whole = ReadFile(path + "/version", 1000).value();
  for (size_t size = 0; size < whole.size(); ++size) {
    Overwrite(path + "/version", whole.substr(0, size));
    const auto store = Store::Open(path, {});
    EXPECT_EQ(store.status().kind(), ErrorKind::kCorrupt) << size;
  }
  Overwrite(path + "/version", whole);
  EXPECT_TRUE(Store::Open(path, {}).ok());
}

TEST(Store, StartsAfreshWhenToldTo) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  const MemoryView::Part part = RandomArticle(1, 1);
  {
    auto store = MustOpen(path);
    KG_ASSERT_OK(store->Commit({Adding(part)}));
    KG_ASSERT_OK(store->Publish());
  }
  Overwrite(path + "/version", "kg store\nformat 2\n");
  auto store = Store::Open(path, {.discard = true, .command = ""});
  ASSERT_TRUE(store.ok()) << store.status().message();
  EXPECT_FALSE((*store)->ContentHash(part.facts.article.id).value());
  // Readers keep the old graph until the new one is published.
  EXPECT_TRUE(MustSnapshot(path)->Article(part.facts.article.id).ok());
  KG_ASSERT_OK((*store)->Publish());
  EXPECT_FALSE(MustSnapshot(path)->Article(part.facts.article.id).ok());
}

// Every file of the database, one after the other, is emptied, cut or changed.
// The store may open (what is lost may not matter, or only a check tells); it
// must not crash, and what it says names the store and what to do.
TEST(Store, SaysWhatToDoWithDamagedFiles) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  {
    auto store = MustOpen(path);
    for (uint32_t i = 0; i < 5; ++i) {
      KG_ASSERT_OK(store->Commit({Adding(RandomArticle(i, i))}));
    }
    KG_ASSERT_OK(store->Publish());
  }
  const std::string database = path + "/published/1/rocksdb";
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(database)) {
    files.push_back(entry.path().string());
  }
  size_t noticed = 0;
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    const std::string whole = ReadFile(file, 1 << 24).value();
    std::string changed = whole;
    for (size_t at = 0; at < whole.size(); at += 7) changed[at] ^= 0x55;
    for (const std::string& bytes :
         {std::string(), whole.substr(0, whole.size() / 2), changed}) {
      // Files are shared with the writer's database by hard links.
      fs::remove(file);
      Overwrite(file, bytes);
      const auto snapshot = Snapshot::Open(path);
      const std::string text =
          snapshot.ok() ? CheckText(**snapshot) : snapshot.status().message();
      if (text.empty()) continue;
      ++noticed;
      // A database may open without files that its list no longer names.
      if (snapshot.ok() && !text.starts_with("checksums: ")) continue;
      EXPECT_NE(text.find("kg repair makes it again"), std::string::npos)
          << text;
      EXPECT_NE(text.find(path), std::string::npos) << text;
    }
    Overwrite(file, whole);
  }
  EXPECT_GE(noticed, 5u);
  EXPECT_EQ(CheckText(*MustSnapshot(path)), "");
}

}  // namespace
}  // namespace kg::testing
