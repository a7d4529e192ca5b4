#include "extractor/language/linear.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "extractor/language/levels.h"
#include "extractor/language/linear_onednn.h"
#include "extractor/language/linear_panels.h"
#include "extractor/language/onednn.h"

namespace kg {
namespace {

std::vector<float> RandomValues(size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> values(count);
  for (float& v : values) {
    v = static_cast<float>(random() % 20001) / 10000 - 1;
  }
  return values;
}

double Activated(Activation activation, double x) {
  if (activation == Activation::kRelu) return std::max(x, 0.0);
  if (activation == Activation::kGelu) {
    return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
  }
  return x;
}

// A layer of random weights and rows for it, with room for whole blocks.
struct Case {
  Case(const LinearShape& s, size_t r)
      : shape(s),
        rows(r),
        weight(RandomValues(s.in * s.out, 5)),
        bias(RandomValues(s.out, 6)),
        x(RandomValues(RoundUpRows(r) * s.in, 7)),
        y(RoundUpRows(r) * s.out) {}

  double Wanted(size_t row, size_t o) const {
    double sum = bias[o];
    for (size_t i = 0; i < shape.in; ++i) {
      sum +=
          static_cast<double>(weight[o * shape.in + i]) * x[row * shape.in + i];
    }
    return Activated(shape.activation, sum);
  }

  void ExpectNear(double tolerance) const {
    for (size_t r = 0; r < rows; ++r) {
      for (size_t o = 0; o < shape.out; ++o) {
        ASSERT_NEAR(y[r * shape.out + o], Wanted(r, o), tolerance)
            << "row " << r << " of " << rows << ", output " << o;
      }
    }
  }

  LinearShape shape;
  size_t rows;
  std::vector<float> weight, bias, x, y;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const Activation activation :
       {Activation::kNone, Activation::kRelu, Activation::kGelu}) {
    for (const size_t rows : {1, 2, 3, 4, 5, 6, 8, 13}) {
      cases.push_back(Case({20, 37, activation}, rows));
    }
  }
  cases.push_back(Case({21, 64}, 7));  // no pairs, whole panels
  cases.push_back(Case({1, 1}, 1));
  return cases;
}

struct Tolerance {
  Precision precision;
  double error;
};
// int8: each of about 20 products is off by at most 1/255 + 1/254 of its
// factors, and not all to one side.
constexpr Tolerance kTolerances[] = {{Precision::kF32, 1e-5},
                                     {Precision::kBf16, 0.05},
                                     {Precision::kInt8, 0.08}};

TEST(LinearTest, EqualsPlainLoops) {
  LinearRunner runner;
  for (const Tolerance& t : kTolerances) {
    SCOPED_TRACE(PrecisionName(t.precision));
    for (Case& c : Cases()) {
      const auto linear =
          Linear::Pack(c.shape, t.precision, {c.weight, c.bias});
      ASSERT_TRUE(linear.ok()) << linear.status().message();
      ASSERT_TRUE(runner.Run(*linear, c.rows, c.x.data(), c.y.data()).ok());
      c.ExpectNear(t.error);
    }
  }
}

TEST(LinearTest, PairEqualsOneAfterTheOther) {
  const auto w1 = RandomValues(20 * 40, 1), b1 = RandomValues(40, 2);
  const auto w2 = RandomValues(40 * 20, 3), b2 = RandomValues(20, 4);
  const auto x = RandomValues(8 * 20, 5);
  LinearRunner runner;
  for (const Tolerance& t : kTolerances) {
    const auto alone =
        Linear::Pack({20, 40, Activation::kGelu}, t.precision, {w1, b1});
    const auto first =
        Linear::Pack({20, 40, Activation::kGelu, true}, t.precision, {w1, b1});
    const auto second = Linear::Pack({40, 20}, t.precision, {w2, b2});
    ASSERT_TRUE(alone.ok() && first.ok() && second.ok());
    std::vector<float> middle(8 * 40), wanted(8 * 20), got(8 * 20);
    ASSERT_TRUE(runner.Run(*alone, 8, x.data(), middle.data()).ok());
    ASSERT_TRUE(runner.Run(*second, 8, middle.data(), wanted.data()).ok());
    ASSERT_TRUE(runner.RunPair(*first, *second, 8, x.data(), got.data()).ok());
    for (size_t i = 0; i < got.size(); ++i) {
      ASSERT_NEAR(got[i], wanted[i], t.error);
    }
  }
}

// The levels that this processor has.
std::vector<VectorLevel> Levels() {
  std::vector<VectorLevel> levels = {VectorLevel::kPlain};
  const VectorLevel best = CurrentProcessor().vector;
  if (best != VectorLevel::kPlain) levels.push_back(VectorLevel::kAvx2);
  if (best == VectorLevel::kAvx512) levels.push_back(best);
  return levels;
}

TEST(PanelLinearTest, EqualsPlainLoopsOnEachInstructionSet) {
  PanelRunner runner;
  for (const VectorLevel level : Levels()) {
    for (const Tolerance& t : kTolerances) {
      for (Case& c : Cases()) {
        const PanelLinear linear(c.shape, t.precision, {c.weight, c.bias},
                                 KernelsFor(level));
        runner.Run(linear, c.rows, c.x.data(), c.y.data());
        c.ExpectNear(t.error);
      }
    }
  }
}

TEST(PanelLinearTest, ARowDoesNotDependOnItsNeighbours) {
  PanelRunner runner;
  for (const Tolerance& t : kTolerances) {
    Case c({20, 37, Activation::kGelu}, 13);
    const PanelLinear linear(c.shape, t.precision, {c.weight, c.bias},
                             KernelsFor(CurrentProcessor().vector));
    runner.Run(linear, c.rows, c.x.data(), c.y.data());
    for (size_t r = 0; r < c.rows; ++r) {
      std::vector<float> alone(c.shape.out);
      runner.Run(linear, 1, c.x.data() + r * c.shape.in, alone.data());
      for (size_t o = 0; o < c.shape.out; ++o) {
        ASSERT_EQ(alone[o], c.y[r * c.shape.out + o]);
      }
    }
  }
}

// If, of two neighbouring weights, one is zero, AVX2's sums of pairs in 16 bits
// cannot saturate in oneDNN either (255 * 127 < 2^15): both are near the truth.
TEST(OneDnnLinearTest, Int8EqualsPlainLoops) {
  OneDnnRunner onednn;
  for (Case& c : Cases()) {
    for (size_t i = 0; i < c.weight.size(); ++i) {
      if (i % c.shape.in % 2 == 1) c.weight[i] = 0;
    }
    const auto linear =
        OneDnnLinear::Pack(c.shape, Precision::kInt8, {c.weight, c.bias});
    ASSERT_TRUE(linear.ok()) << linear.status().message();
    ASSERT_TRUE(onednn.Run(*linear, c.rows, c.x.data(), c.y.data()).ok());
    c.ExpectNear(0.08);
  }
}

TEST(OneDnnLinearTest, EqualsPlainLoops) {
  OneDnnRunner runner;
  for (Case& c : Cases()) {
    const auto linear =
        OneDnnLinear::Pack(c.shape, Precision::kF32, {c.weight, c.bias});
    ASSERT_TRUE(linear.ok()) << linear.status().message();
    ASSERT_TRUE(runner.Run(*linear, c.rows, c.x.data(), c.y.data()).ok());
    c.ExpectNear(1e-5);
  }
}

TEST(WeightLevelsTest, EachOutputHasItsScale) {
  const std::vector<float> weight = {1,  -0.5f, 0.25f,  //
                                     0,  0,     0,      //
                                     -4, 2,     0.02f};
  const WeightLevels got = ToWeightLevels(3, kAllLevels, weight);
  EXPECT_EQ(got.levels,
            (std::vector<int8_t>{127, -64, 32, 0, 0, 0, -127, 64, 1}));
  EXPECT_EQ(got.sums, (std::vector<int32_t>{95, 0, -62}));
  EXPECT_FLOAT_EQ(got.scales[0], 1.0f / 127);
  EXPECT_FLOAT_EQ(got.scales[1], 0);
  EXPECT_FLOAT_EQ(got.scales[2], 4.0f / 127);
}

// The greatest sums that the kernels meet, exact on each instruction set.
TEST(PanelLinearTest, TheGreatestCodesDoNotSaturate) {
  PanelRunner runner;
  for (const VectorLevel level : Levels()) {
    for (const float sign : {1.0f, -1.0f}) {
      const LinearShape shape{1536, 5};
      const std::vector<float> weight(shape.in * shape.out, sign);
      const std::vector<float> bias(shape.out, 0.0f), x(shape.in, 1.0f);
      const PanelLinear linear(shape, Precision::kInt8, {weight, bias},
                               KernelsFor(level));
      std::vector<float> y(shape.out);
      runner.Run(linear, 1, x.data(), y.data());
      for (const float v : y) EXPECT_NEAR(v, sign * 1536, 0.01);
    }
  }
}

}  // namespace
}  // namespace kg
