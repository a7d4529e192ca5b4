#include "query/kgq/node_counts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace kg {
namespace {

// Close together, in both directions from the first, and far apart.
TEST(NodeCountsTest, CountsAreThoseOfAMap) {
  std::mt19937_64 random(7);
  for (const uint64_t middle : {uint64_t{5}, uint64_t{2} << 48}) {
    NodeCounts counts;
    std::map<uint64_t, uint64_t> expected;
    for (int i = 0; i < 20000; ++i) {
      const uint64_t near = middle + random() % 30000;
      const uint64_t node = i % 50 == 0 ? random() >> 1 : near;
      counts.Add(node);
      ++expected[node];
    }
    for (const auto& [node, count] : expected) {
      ASSERT_EQ(counts.Of(node), count) << node;
      ASSERT_EQ(counts.Of(node + (uint64_t{1} << 40)), 0u);
    }
    EXPECT_EQ(counts.Of(middle + 40000), 0u);
    EXPECT_GT(counts.bytes(), 0u);
  }
}

TEST(NodeCountsTest, NothingWasCounted) {
  NodeCounts counts;
  EXPECT_EQ(counts.Of(0), 0u);
  EXPECT_EQ(counts.bytes(), 0u);
}

TEST(NodeTableTest, ValuesAreThoseOfAMap) {
  std::mt19937_64 random(3);
  NodeTable<int> table;
  std::map<uint64_t, int> expected;
  for (int i = 0; i < 5000; ++i) {
    const uint64_t node = random() % 3000;
    const bool fresh = expected.count(node) == 0;
    const size_t bytes = table.bytes_with_one_more();
    const auto [value, inserted] = table.Insert(node);
    ASSERT_EQ(inserted, fresh);
    ASSERT_LE(table.bytes(), bytes);
    *value += i;
    expected[node] += i;
  }
  ASSERT_EQ(table.size(), expected.size());
  for (uint64_t node = 0; node < 3100; ++node) {
    const auto found = expected.find(node);
    const int* value = table.Find(node);
    ASSERT_EQ(value != nullptr, found != expected.end()) << node;
    if (value == nullptr) continue;
    ASSERT_EQ(*value, found->second) << node;
  }
}

}  // namespace
}  // namespace kg
