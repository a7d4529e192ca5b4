#include "graph/store/check.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/store/records.h"
#include "graph/store/rocks.h"
#include "tests/store/store_testing.h"

namespace kg::testing {
namespace {

// Opens a closed store's database beneath it.
std::unique_ptr<Database> Beneath(const std::string& path) {
  auto database =
      Database::Open(path + "/rocksdb", Database::Mode::kWrite, path);
  EXPECT_TRUE(database.ok()) << database.status().message();
  return std::move(*database);
}

struct Row {
  Family family;
  std::string key;
  std::string value;
};

std::vector<Row> AllRows(const Database& database) {
  std::vector<Row> rows;
  for (Family family : kFamilies) {
    Cursor cursor = database.Scan(family, "");
    for (; cursor.Valid(); cursor.Next()) {
      rows.push_back(
          {family, std::string(cursor.key()), std::string(cursor.value())});
    }
  }
  return rows;
}

Status Set(Database* database, Family family, const std::string& key,
           std::optional<std::string> value) {
  Changes changes;
  changes[static_cast<size_t>(family)][key] = std::move(value);
  return database->Write(changes);
}

class CheckTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto store = MustOpen(folder_ / "kg.db");
    for (uint32_t i = 0; i < 3; ++i) {
      KG_ASSERT_OK(store->Commit({Adding(RandomArticle(i, 40 + i))}));
    }
    KG_ASSERT_OK(store->PutManifest({"0.1", "m", "f32", "k", "72", "l"}));
    KG_ASSERT_OK(store->PutFile({"root", "a.txt", Blake2b("a"), {}}));
    store.reset();
    database_ = Beneath(folder_ / "kg.db");
  }

  std::vector<Violation> Violations() {
    const auto violations = CheckDatabase(*database_);
    EXPECT_TRUE(violations.ok()) << violations.status().message();
    return violations.ok() ? *violations : std::vector<Violation>();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Database> database_;
};

TEST_F(CheckTest, FindsAnyRowThatIsMissing) {
  ASSERT_TRUE(Violations().empty());
  for (const Row& row : AllRows(*database_)) {
    // Nothing can tell that these were ever there.
    if (row.family == Family::kRaw &&
        (row.key[0] == tag::kManifest || row.key[0] == tag::kFile)) {
      continue;
    }
    SCOPED_TRACE(KeyText(row.family, row.key));
    KG_ASSERT_OK(Set(database_.get(), row.family, row.key, std::nullopt));
    EXPECT_FALSE(Violations().empty());
    KG_ASSERT_OK(Set(database_.get(), row.family, row.key, row.value));
  }
  EXPECT_TRUE(Violations().empty());
}

TEST_F(CheckTest, FindsAnyRowThatIsNotWhole) {
  for (const Row& row : AllRows(*database_)) {
    SCOPED_TRACE(KeyText(row.family, row.key));
    KG_ASSERT_OK(Set(database_.get(), row.family, row.key,
                     row.value.substr(0, row.value.size() - 1)));
    EXPECT_FALSE(Violations().empty());
    KG_ASSERT_OK(Set(database_.get(), row.family, row.key, row.value));
  }
}

TEST_F(CheckTest, NamesTheKeyAndTheRule) {
  const std::string counter = TextKey(tag::kCounter, "articles");
  const std::string stray = NameKey("nobody", static_cast<PrivateId>(99));
  const std::string day = NumberKey(tag::kDay, 19990101);
  KG_ASSERT_OK(Set(database_.get(), Family::kRecord, counter, EncodeCount(17)));
  KG_ASSERT_OK(Set(database_.get(), Family::kText, stray, EncodeCount(1)));
  KG_ASSERT_OK(Set(database_.get(), Family::kRecord, day, EncodeCount(1)));
  KG_ASSERT_OK(Set(database_.get(), Family::kRecord,
                   std::string(1, tag::kNextIds), Encode(NextIds{})));
  std::string text;
  for (const Violation& v : Violations()) text += v.key + ": " + v.rule + "\n";
  EXPECT_EQ(text,
            "record/next ids: it would give an id twice\n"
            "record/day 19990101: it is there, though no article makes it\n"
            "record/counter 'articles': it differs from what the articles "
            "make\n"
            "text/name 'nobody' 99: it is there, though no article makes it\n");
}

TEST_F(CheckTest, StopsAfterAHundred) {
  Changes changes;
  for (uint32_t i = 1; i <= 200; ++i) {
    changes[static_cast<size_t>(Family::kRecord)][NumberKey(tag::kDay, i)] =
        EncodeCount(1);
  }
  KG_ASSERT_OK(database_->Write(changes));
  EXPECT_EQ(Violations().size(), 100u);
}

}  // namespace
}  // namespace kg::testing
