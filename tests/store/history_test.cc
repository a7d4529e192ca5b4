// Any history of additions, changes and removals ends in the same graph as a
// fresh store of the final articles, and as a plain computation in memory.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/store/store_testing.h"

namespace kg::testing {
namespace {

using Articles = std::map<uint32_t, MemoryView::Part>;

std::vector<MemoryView::Part> PartsOf(const Articles& articles) {
  std::vector<MemoryView::Part> parts;
  for (const auto& [number, part] : articles) parts.push_back(part);
  return parts;
}

// Random changes, one to three a commit; *articles becomes the final set.
void RunHistory(uint32_t seed, Store* store, Articles* articles) {
  Random random(seed);
  for (uint32_t step = 0; step < 25; ++step) {
    std::vector<ArticleChange> changes;
    for (uint32_t n = 1 + random.Below(3); n > 0; --n) {
      const uint32_t number = random.Below(8);
      if (random.OneIn(3) && articles->contains(number)) {
        changes.push_back(Removing(articles->at(number).facts.article.id));
        articles->erase(number);
      } else {
        (*articles)[number] = RandomArticle(number, seed * 100 + step);
        changes.push_back(Adding(articles->at(number)));
      }
    }
    KG_ASSERT_OK(store->Commit(changes));
  }
}

std::string FreshDump(const Articles& articles, const std::string& path) {
  std::vector<MemoryView::Part> parts = PartsOf(articles);
  Random(99).Shuffle(&parts);
  auto store = MustOpen(path);
  for (const MemoryView::Part& part : parts) {
    EXPECT_TRUE(store->Commit({Adding(part)}).ok());
  }
  EXPECT_TRUE(store->Publish().ok());
  return DumpView(*MustSnapshot(path));
}

TEST(History, EndsInTheGraphOfTheFinalArticles) {
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const TemporaryFolder folder;
    auto store = MustOpen(folder / "kg.db");
    Articles articles;
    RunHistory(seed, store.get(), &articles);
    EXPECT_EQ(CheckText(*store), "");
    KG_ASSERT_OK(store->Publish());
    const auto snapshot = MustSnapshot(folder / "kg.db");
    EXPECT_EQ(CheckText(*snapshot), "");
    const std::string dump = DumpView(*snapshot);
    EXPECT_EQ(dump, DumpView(MemoryView(PartsOf(articles))));
    EXPECT_EQ(dump, FreshDump(articles, folder / "fresh.db"));
  }
}

TEST(History, LeavesNothingWhenAllArticlesGo) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  Articles articles;
  RunHistory(5, store.get(), &articles);
  for (const auto& [number, part] : articles) {
    KG_ASSERT_OK(store->Commit({Removing(part.facts.article.id)}));
  }
  EXPECT_EQ(CheckText(*store), "");
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(DumpView(*MustSnapshot(folder / "kg.db")),
            DumpView(MemoryView({})));
}

// The patterns that bind each combination of fields, some to several entities
// and some to what is not there.
std::vector<FactPattern> Patterns(const GraphView& view, uint32_t seed) {
  std::vector<EntityId> entities = {{Blake2b("nobody")}};
  EXPECT_TRUE(view.ForEachEntity([&](const EntityRecord& entity) {
                    entities.push_back(entity.id);
                    return true;
                  })
                  .ok());
  Random random(seed);
  auto some = [&](bool bound) {
    std::vector<EntityId> ids;
    for (uint32_t n = bound ? 1 + random.Below(3) : 0; n > 0; --n) {
      ids.push_back(random.Pick(entities));
    }
    return ids;
  };
  const std::vector<std::string> predicates = {"bans", "leads", "says",
                                               "denies", "unheard_of"};
  std::vector<FactPattern> patterns;
  for (uint32_t bound = 0; bound < 8; ++bound) {
    for (int i = 0; i < 30; ++i) {
      patterns.push_back({some(bound & 1),
                          bound & 2 ? random.Pick(predicates) : "",
                          some(bound & 4)});
    }
  }
  return patterns;
}

TEST(History, PatternsFindWhatAScanFinds) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  Articles articles;
  RunHistory(11, store.get(), &articles);
  KG_ASSERT_OK(store->Publish());
  const auto snapshot = MustSnapshot(folder / "kg.db");
  const MemoryView plain(PartsOf(articles));
  for (const FactPattern& pattern : Patterns(plain, 12)) {
    EXPECT_EQ(DumpRelations(snapshot->Relations(pattern).value()),
              DumpRelations(plain.Relations(pattern).value()));
    EXPECT_EQ(DumpClaims(snapshot->Claims(pattern).value()),
              DumpClaims(plain.Claims(pattern).value()));
  }
}

TEST(History, CommitsTheSameArticleTwiceInOneBatch) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  const MemoryView::Part old_part = RandomArticle(1, 21);
  const MemoryView::Part new_part = RandomArticle(1, 22);
  KG_ASSERT_OK(store->Commit({Adding(old_part), Adding(new_part)}));
  EXPECT_EQ(CheckText(*store), "");
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(DumpView(*MustSnapshot(folder / "kg.db")),
            DumpView(MemoryView({new_part})));
}

TEST(History, AnArticleMayMoveToOtherEntities) {
  const TemporaryFolder folder;
  auto store = MustOpen(folder / "kg.db");
  MemoryView::Part part = RandomArticle(1, 31);
  const MemoryView::Part other = RandomArticle(2, 32);
  KG_ASSERT_OK(store->Commit({Adding(part), Adding(other)}));
  for (EntityId& id : part.entities) id = {Blake2b("one for all")};
  KG_ASSERT_OK(store->Commit({Adding(part)}));
  EXPECT_EQ(CheckText(*store), "");
  KG_ASSERT_OK(store->Publish());
  EXPECT_EQ(DumpView(*MustSnapshot(folder / "kg.db")),
            DumpView(MemoryView({part, other})));
}

}  // namespace
}  // namespace kg::testing
