#include "builder/stream.h"

#include <atomic>
#include <vector>

#include "gtest/gtest.h"

namespace kg {
namespace {

TEST(StreamTest, GivesValuesInOrderThenNothing) {
  Stream<int> stream(2, [](const Stream<int>::Emit& emit) {
    for (int i = 0; i < 100; ++i) emit(i);
  });
  for (int i = 0; i < 100; ++i) EXPECT_EQ(stream.Next(), i);
  EXPECT_EQ(stream.Next(), std::nullopt);
  EXPECT_EQ(stream.Next(), std::nullopt);
}

TEST(StreamTest, StopsTheProducerWhenNobodyPulls) {
  std::atomic<int> emitted = 0;
  std::atomic<bool> refused = false;
  {
    Stream<int> stream(3, [&](const Stream<int>::Emit& emit) {
      while (emit(0)) ++emitted;
      refused = true;
    });
    EXPECT_EQ(stream.Next(), 0);
  }
  EXPECT_TRUE(refused);
  EXPECT_LE(emitted, 4);
}

TEST(StreamTest, EndsWithoutValues) {
  Stream<int> stream(1, [](const Stream<int>::Emit&) {});
  EXPECT_EQ(stream.Next(), std::nullopt);
}

}  // namespace
}  // namespace kg
