#include "extractor/language/kernels.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "extractor/language/linear.h"
#include "extractor/language/onednn.h"

namespace kg {
namespace {

std::vector<float> RandomValues(size_t count, float scale, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> values(count);
  for (float& v : values) {
    v = scale * (static_cast<float>(random() % 20001) / 10000 - 1);
  }
  return values;
}

// The levels that this processor has.
std::vector<VectorLevel> Levels() {
  std::vector<VectorLevel> levels = {VectorLevel::kPlain};
  const VectorLevel best = CurrentProcessor().vector;
  if (best != VectorLevel::kPlain) levels.push_back(VectorLevel::kAvx2);
  if (best == VectorLevel::kAvx512) levels.push_back(best);
  return levels;
}

TEST(KernelsTest, SoftmaxIsExact) {
  for (const VectorLevel level : Levels()) {
    for (const size_t n : {1, 2, 15, 16, 17, 47, 160}) {
      std::vector<float> x = RandomValues(2 * n, 30, static_cast<unsigned>(n));
      if (n > 2) x[1] = -1e4f;
      const std::vector<float> before = x;
      KernelsFor(level).softmax(n, 2, x.data());
      for (size_t r = 0; r < 2; ++r) {
        double sum = 0, top = -1e9;
        for (size_t i = 0; i < n; ++i) {
          top = std::max<double>(top, before[r * n + i]);
        }
        for (size_t i = 0; i < n; ++i) sum += std::exp(before[r * n + i] - top);
        for (size_t i = 0; i < n; ++i) {
          const double wanted = std::exp(before[r * n + i] - top) / sum;
          ASSERT_NEAR(x[r * n + i], wanted, 1e-5 * wanted + 1e-37) << n;
        }
      }
    }
  }
}

TEST(KernelsTest, AddNormIsExact) {
  for (const VectorLevel level : Levels()) {
    for (const size_t n : {1, 5, 16, 33, 384}) {
      const auto x = RandomValues(3 * n, 2, 1), y = RandomValues(3 * n, 2, 2);
      const auto w = RandomValues(n, 1, 3), b = RandomValues(n, 1, 4);
      std::vector<float> out = x;  // in place
      KernelsFor(level).add_norm({w.data(), b.data(), 1e-12f}, n, 3, out.data(),
                                 y.data(), out.data());
      for (size_t r = 0; r < 3; ++r) {
        double mean = 0, variance = 0;
        for (size_t i = r * n; i < (r + 1) * n; ++i) mean += x[i] + y[i];
        mean /= static_cast<double>(n);
        for (size_t i = r * n; i < (r + 1) * n; ++i) {
          variance += std::pow(x[i] + y[i] - mean, 2);
        }
        variance /= static_cast<double>(n);
        for (size_t i = 0; i < n && n > 1; ++i) {
          const double z = (x[r * n + i] + y[r * n + i] - mean) /
                           std::sqrt(variance + 1e-12);
          ASSERT_NEAR(out[r * n + i], z * w[i] + b[i], 1e-5) << n;
        }
      }
    }
  }
}

TEST(KernelsTest, DotIsExact) {
  for (const VectorLevel level : Levels()) {
    for (const size_t n : {0, 1, 15, 16, 31, 128}) {
      const auto x = RandomValues(n, 1, 1), y = RandomValues(n, 1, 2);
      double wanted = 0;
      for (size_t i = 0; i < n; ++i) wanted += static_cast<double>(x[i]) * y[i];
      EXPECT_NEAR(KernelsFor(level).dot(n, x.data(), y.data()), wanted, 1e-5);
    }
  }
}

TEST(KernelsTest, Bf16RoundsToNearestEven) {
  const struct {
    uint32_t bits;
    uint16_t bf16;
  } cases[] = {
      {0x3F800000, 0x3F80},  // 1
      {0x3F808000, 0x3F80},  // half-way, even below
      {0x3F818000, 0x3F82},  // half-way, even above
      {0x3F808001, 0x3F81},  // above half-way
      {0x3F807FFF, 0x3F80},  // below half-way
      {0xBF80FFFF, 0xBF81},  // negative
      {0x7F7FFFFF, 0x7F80},  // largest: infinity
      {0x7F800000, 0x7F80},  // infinity
      {0x7F800001, 0x7FC0},  // NaN stays NaN
      {0xFFFFFFFF, 0xFFFF},  // NaN
      {0x80000000, 0x8000},  // -0
  };
  for (const VectorLevel level : Levels()) {
    for (const auto& c : cases) {
      const float x = std::bit_cast<float>(c.bits);
      uint16_t out = 0;
      KernelsFor(level).to_bf16(1, &x, &out);
      EXPECT_EQ(out, c.bf16) << std::hex << c.bits;
    }
  }
}

double Activated(Activation activation, double x) {
  if (activation == Activation::kRelu) return std::max(x, 0.0);
  if (activation == Activation::kGelu) {
    return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0)));
  }
  return x;
}

TEST(LinearTest, EqualsPlainLoops) {
  LinearRunner runner;
  for (const Activation activation :
       {Activation::kNone, Activation::kRelu, Activation::kGelu}) {
    for (const size_t rows : {1, 8, 13}) {
      const LinearShape shape{20, 37, activation};
      const auto w = RandomValues(shape.in * shape.out, 1, 5);
      const auto b = RandomValues(shape.out, 1, 6);
      const auto x = RandomValues(RoundUpRows(rows) * shape.in, 1, 7);
      std::vector<float> y(RoundUpRows(rows) * shape.out);
      const auto linear = Linear::Pack(shape, Precision::kF32, w, b);
      ASSERT_TRUE(linear.ok()) << linear.status().message();
      ASSERT_TRUE(runner.Run(*linear, rows, x.data(), y.data()).ok());
      for (size_t r = 0; r < rows; ++r) {
        for (size_t o = 0; o < shape.out; ++o) {
          double sum = b[o];
          for (size_t i = 0; i < shape.in; ++i) {
            sum +=
                static_cast<double>(w[o * shape.in + i]) * x[r * shape.in + i];
          }
          ASSERT_NEAR(y[r * shape.out + o], Activated(activation, sum), 1e-5);
        }
      }
    }
  }
}

TEST(LinearTest, PairEqualsOneAfterTheOther) {
  const auto w1 = RandomValues(20 * 40, 1, 1), b1 = RandomValues(40, 1, 2);
  const auto w2 = RandomValues(40 * 20, 1, 3), b2 = RandomValues(20, 1, 4);
  const auto x = RandomValues(8 * 20, 1, 5);
  LinearRunner runner;
  for (const Precision precision : {Precision::kF32, Precision::kBf16}) {
    if (precision == Precision::kBf16 && !CurrentProcessor().has_bf16) continue;
    auto alone = Linear::Pack({20, 40, Activation::kGelu}, precision, w1, b1);
    auto first =
        Linear::Pack({20, 40, Activation::kGelu, true}, precision, w1, b1);
    auto second = Linear::Pack({40, 20}, precision, w2, b2);
    ASSERT_TRUE(alone.ok() && first.ok() && second.ok());
    std::vector<float> middle(8 * 40), wanted(8 * 20), got(8 * 20);
    ASSERT_TRUE(runner.Run(*alone, 8, x.data(), middle.data()).ok());
    ASSERT_TRUE(runner.Run(*second, 8, middle.data(), wanted.data()).ok());
    ASSERT_TRUE(runner.RunPair(*first, *second, 8, x.data(), got.data()).ok());
    for (size_t i = 0; i < got.size(); ++i) {
      ASSERT_NEAR(got[i], wanted[i], precision == Precision::kF32 ? 1e-5 : 0.1);
    }
  }
}

TEST(GemmTest, MultipliesPartsOfMatrices) {
  // a [2,2] in rows of 3; b [2,2] in rows of 4, both ways round.
  const float a[] = {1, 2, 9, 3, 4, 9}, b[] = {5, 6, 9, 9, 7, 8, 9, 9};
  float c[6] = {};
  GemmArgs args{.m = 2, .n = 2, .k = 2};
  args.alpha = 2;
  args.a = a;
  args.lda = 3;
  args.b = b;
  args.ldb = 4;
  args.c = c;
  args.ldc = 3;
  ASSERT_TRUE(Gemm(args).ok());
  EXPECT_EQ(std::vector<float>(c, c + 6),
            (std::vector<float>{38, 44, 0, 86, 100, 0}));
  args.b_transposed = true;
  ASSERT_TRUE(Gemm(args).ok());
  EXPECT_EQ(std::vector<float>(c, c + 6),
            (std::vector<float>{34, 46, 0, 78, 106, 0}));
}

}  // namespace
}  // namespace kg
