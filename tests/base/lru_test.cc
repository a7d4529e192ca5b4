#include "base/lru.h"

#include <gtest/gtest.h>

#include <string>

namespace kg {
namespace {

TEST(LruCacheTest, TheLeastRecentlyUsedGoes) {
  LruCache<int, std::string> cache(2);
  cache.Put(1, "a");
  cache.Put(2, "b");
  ASSERT_NE(cache.Find(1), nullptr);
  cache.Put(3, "c");
  EXPECT_EQ(cache.Find(2), nullptr);
  EXPECT_EQ(*cache.Find(1), "a");
  EXPECT_EQ(*cache.Find(3), "c");
}

TEST(LruCacheTest, WeightsAreAddedUp) {
  LruCache<int, std::string> cache(10);
  cache.Put(1, "a", 4);
  cache.Put(2, "b", 4);
  cache.Put(3, "c", 2);
  EXPECT_NE(cache.Find(1), nullptr);
  // Of 2 and 3, which were used longest ago, both must go.
  cache.Put(4, "d", 6);
  EXPECT_NE(cache.Find(1), nullptr);
  EXPECT_EQ(cache.Find(2), nullptr);
  EXPECT_EQ(cache.Find(3), nullptr);
  EXPECT_NE(cache.Find(4), nullptr);
}

TEST(LruCacheTest, OneValueIsHeldWhateverItWeighs) {
  LruCache<int, std::string> cache(3);
  cache.Put(1, "a", 1);
  cache.Put(2, "b", 50);
  EXPECT_EQ(cache.Find(1), nullptr);
  EXPECT_EQ(*cache.Find(2), "b");
  cache.Put(3, "c", 1);
  EXPECT_EQ(cache.Find(2), nullptr);
  EXPECT_EQ(*cache.Find(3), "c");
}

}  // namespace
}  // namespace kg
