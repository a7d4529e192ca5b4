#include "exporters/layout.h"

#include <gtest/gtest.h>

#include <cmath>

namespace kg {
namespace {

// A ring of `n` nodes from `first` on.
std::vector<LayoutEdge> Ring(uint32_t first, uint32_t n) {
  std::vector<LayoutEdge> edges;
  for (uint32_t i = 0; i < n; ++i) {
    edges.push_back({first + i, first + (i + 1) % n});
  }
  return edges;
}

std::vector<Position> LayOut(const std::vector<double>& radii,
                             const std::vector<LayoutEdge>& edges) {
  Result<std::vector<Position>> out = ComputeLayout(radii, edges, nullptr);
  EXPECT_TRUE(out.ok());
  return *out;
}

double Distance(const Position& a, const Position& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

TEST(Layout, TakesGraphsOfAnySize) {
  EXPECT_TRUE(LayOut({}, {}).empty());
  EXPECT_EQ(LayOut({4}, {}).size(), 1u);
  EXPECT_EQ(LayOut({4, 4}, {{0, 1}, {1, 0}, {0, 0}}).size(), 2u);
  EXPECT_EQ(LayOut({4, 5, 6}, {}).size(), 3u);
}

TEST(Layout, IsTheSameEveryTime) {
  const std::vector<double> radii(40, 4);
  const auto a = LayOut(radii, Ring(0, 30)), b = LayOut(radii, Ring(0, 30));
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].x, b[i].x);
    EXPECT_EQ(a[i].y, b[i].y);
  }
}

TEST(Layout, NodesDoNotLieOnEachOther) {
  std::vector<double> radii;
  std::vector<LayoutEdge> edges;
  for (uint32_t i = 0; i < 60; ++i) {
    radii.push_back(4 + i % 20);
    if (i > 0) edges.push_back({i % 7, i});
  }
  for (int i = 0; i < 20; ++i) radii.push_back(5);  // single nodes
  const std::vector<Position> at = LayOut(radii, edges);
  for (size_t i = 0; i < at.size(); ++i) {
    ASSERT_TRUE(std::isfinite(at[i].x) && std::isfinite(at[i].y));
    for (size_t j = 0; j < i; ++j) {
      EXPECT_GT(Distance(at[i], at[j]), radii[i] + radii[j] - 0.5)
          << i << " " << j;
    }
  }
}

TEST(Layout, NeighboursAreNearerThanStrangers) {
  // Two rings with one edge between them.
  std::vector<LayoutEdge> edges = Ring(0, 12);
  for (const LayoutEdge& edge : Ring(12, 12)) edges.push_back(edge);
  edges.push_back({0, 12});
  const std::vector<Position> at = LayOut(std::vector<double>(24, 4), edges);
  double inside = 0, across = 0;
  for (int i = 0; i < 12; ++i) {
    for (int j = 0; j < 12; ++j) {
      inside += Distance(at[i], at[j]) / 144;
      across += Distance(at[i], at[12 + j]) / 144;
    }
  }
  EXPECT_LT(inside * 1.5, across);
}

TEST(Layout, FarNodesDoNotMakeTheRestSmall) {
  // Four hubs of the same 196 nodes, and six small stars in a row.
  std::vector<LayoutEdge> edges;
  for (uint32_t i = 4; i < 200; ++i) {
    for (uint32_t hub = 0; hub < 4; ++hub) edges.push_back({hub, i});
  }
  for (uint32_t star = 200; star < 224; star += 4) {
    edges.push_back({star == 200 ? 199 : star - 4, star});
    for (uint32_t i = 1; i < 4; ++i) edges.push_back({star, star + i});
  }
  const std::vector<Position> at = LayOut(std::vector<double>(224, 4), edges);
  double square = 0, farthest = 0;
  for (const Position& node : at) {
    square += (node.x * node.x + node.y * node.y) / 224;
    farthest = std::max(farthest, Distance(node, {}));
  }
  EXPECT_LT(farthest, 3 * std::sqrt(square));  // 3.2 as the forces leave it
}

TEST(Layout, TheLargestPartStandsInTheMiddle) {
  std::vector<LayoutEdge> edges = Ring(5, 20);
  edges.push_back({0, 1});
  const std::vector<Position> at = LayOut(std::vector<double>(30, 4), edges);
  double farthest = 0;
  for (int i = 5; i < 25; ++i) {
    farthest = std::max(farthest, Distance(at[i], {}));
  }
  for (const int other : {0, 1, 2, 3, 4, 25, 29}) {
    EXPECT_GT(Distance(at[other], {}), farthest);
  }
}

TEST(Layout, StopsWhenCancelled) {
  CancelToken cancel;
  cancel.Cancel();
  EXPECT_EQ(ComputeLayout({4, 4}, Ring(0, 2), &cancel).status().kind(),
            ErrorKind::kCancelled);
}

TEST(ConnectedParts, AreNumberedByTheirFirstNode) {
  const std::vector<LayoutEdge> edges = {{4, 1}, {2, 3}, {5, 4}};
  EXPECT_EQ(ConnectedParts(7, edges),
            (std::vector<uint32_t>{0, 1, 2, 2, 1, 1, 3}));
}

}  // namespace
}  // namespace kg
