#include "extractor/language/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

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
  constexpr float kFactor = 0.5f;
  for (const VectorLevel level : Levels()) {
    for (const size_t n : {1, 2, 15, 16, 17, 47, 160}) {
      const size_t ld = n + 3;
      std::vector<float> x = RandomValues(2 * ld, 60, static_cast<unsigned>(n));
      if (n > 2) x[1] = -1e4f;
      const std::vector<float> before = x;
      RowScale inverse[2];
      KernelsFor(level).softmax(kFactor, n, 2, ld, x.data(), inverse);
      for (size_t r = 0; r < 2; ++r) {
        double sum = 0, top = -1e9;
        for (size_t i = 0; i < n; ++i) {
          top = std::max<double>(top, kFactor * before[r * ld + i]);
        }
        for (size_t i = 0; i < n; ++i) {
          sum += std::exp(kFactor * before[r * ld + i] - top);
        }
        for (size_t i = 0; i < n; ++i) {
          const double wanted =
              std::exp(kFactor * before[r * ld + i] - top) / sum;
          ASSERT_NEAR(x[r * ld + i] * inverse[r].scale, wanted,
                      1e-5 * wanted + 1e-37)
              << n;
        }
        for (size_t i = n; i < ld; ++i) {
          ASSERT_EQ(x[r * ld + i], before[r * ld + i]) << "beyond the row";
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

TEST(KernelsTest, CodesCoverTheRangeOfTheRow) {
  for (const VectorLevel level : Levels()) {
    for (const size_t n : {1, 7, 16, 33, 384}) {
      std::vector<float> x = RandomValues(n, 3, static_cast<unsigned>(n));
      if (n > 2) x[2] = 9;
      if (n > 3) x[3] = 0;
      std::vector<uint8_t> codes(n);
      const RowScale row =
          KernelsFor(level).to_codes(n, x.data(), codes.data());
      for (size_t i = 0; i < n; ++i) {
        const int32_t steps = codes[i] - row.zero;
        // Half a step, and half for the rounding of the zero.
        ASSERT_NEAR(static_cast<float>(steps) * row.scale, x[i],
                    1.01f * row.scale);
        if (x[i] == 0) {
          ASSERT_EQ(steps, 0);
        }
      }
    }
  }
}

TEST(KernelsTest, CodesOfZerosAndOfNoNumbersAreFinite) {
  const float huge = std::numeric_limits<float>::infinity();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (const VectorLevel level : Levels()) {
    for (const std::vector<float>& x :
         {std::vector<float>(20, 0.0f), std::vector<float>(20, nan),
          std::vector<float>{huge, -huge, 1}}) {
      std::vector<uint8_t> codes(x.size(), 7);
      const RowScale row =
          KernelsFor(level).to_codes(x.size(), x.data(), codes.data());
      EXPECT_TRUE(std::isfinite(row.scale));
      EXPECT_EQ(row.zero, 0);
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
