// Products with packed matrices, for one instruction set; see kernels_vector.h.
// Also included after: MultiplyFours(Codes, Levels) -> Ints, which adds the
// products of four neighbours.
//
// A tile of the result, some rows of one panel, stays in registers while the
// depth is run through: 6 rows of 2 vectors are 12 sums, which leaves 4 of 16
// registers, and hides the latency of 4 with 2 units. Codes need a register
// more on the way, so they have 5 rows. A panel of b, 24 KiB at depth 384 of
// floats, stays in the first-level cache while the rows of a pass by.
#pragma once

#include <algorithm>
#include <cstring>

#include "extractor/language/kernels.h"
#include "extractor/language/kernels_vector.h"

namespace kg {
namespace {

constexpr size_t kPanel = 2 * kWidth;

struct TilePlace {
  size_t row;
  size_t column;
};

KG_TARGET inline Floats Finished(const Finish& f, TilePlace at, Floats v) {
  if (f.row_scale != nullptr) v *= f.row_scale[at.row].scale;
  if (f.column_scale != nullptr) v *= Load(f.column_scale + at.column);
  if (f.bias != nullptr) v += Load(f.bias + at.column);
  if (f.activation == Activation::kGelu) return Gelu(v);
  return f.activation == Activation::kRelu ? Relu(v) : v;
}

KG_TARGET inline Floats Finished(const Finish& f, TilePlace at, Ints sums) {
  const Ints weights =
      *reinterpret_cast<const StoredInts*>(f.weight_sums + at.column);
  const Ints exact = sums - weights * f.row_scale[at.row].zero;
  return Finished(f, at, __builtin_convertvector(exact, Floats));
}

// One row of a tile, two vectors, to its place; the last panel may stand out.
template <typename Product, typename Sums>
KG_TARGET inline void StoreRow(const Product& p, TilePlace at, Sums first_sums,
                               Sums second_sums) {
  const Floats first = Finished(p.finish, at, first_sums);
  const Floats second =
      Finished(p.finish, {at.row, at.column + kWidth}, second_sums);
  float* out = p.out + at.row * p.ldo + at.column;
  if (at.column + kPanel <= p.columns) {
    Store(first, out);
    Store(second, out + kWidth);
    return;
  }
  float row[kPanel];
  Store(first, row);
  Store(second, row + kWidth);
  std::memcpy(out, row, (p.columns - at.column) * sizeof(float));
}

template <size_t kRows>
KG_TARGET void Tile(const FloatProduct& p, TilePlace at) {
  const float* a = p.a + at.row * p.lda;
  const float* b = p.panels + at.column * p.depth;
  Floats sums[kRows][2];
  KG_UNROLL for (size_t r = 0; r < kRows; ++r) {
    sums[r][0] = sums[r][1] = Floats{};
  }
  for (size_t k = 0; k < p.depth; ++k, b += kPanel) {
    const Floats b0 = Load(b), b1 = Load(b + kWidth);
    KG_UNROLL for (size_t r = 0; r < kRows; ++r) {
      sums[r][0] += b0 * a[r * p.lda + k];
      sums[r][1] += b1 * a[r * p.lda + k];
    }
  }
  KG_UNROLL for (size_t r = 0; r < kRows; ++r) {
    StoreRow(p, {at.row + r, at.column}, sums[r][0], sums[r][1]);
  }
}

template <size_t kRows>
KG_TARGET void Tile(const CodeProduct& p, TilePlace at) {
  const uint8_t* a = p.a + at.row * p.lda;
  const int8_t* b = p.panels + at.column * p.depth;
  Ints sums[kRows][2];
  KG_UNROLL for (size_t r = 0; r < kRows; ++r) {
    sums[r][0] = sums[r][1] = Ints{};
  }
  for (size_t k = 0; k < p.depth; k += 4, b += 4 * kPanel) {
    const Levels b0 = *reinterpret_cast<const StoredLevels*>(b);
    const Levels b1 = *reinterpret_cast<const StoredLevels*>(b + 2 * kPanel);
    KG_UNROLL for (size_t r = 0; r < kRows; ++r) {
      int32_t four;
      std::memcpy(&four, a + r * p.lda + k, sizeof(four));
      const auto x = (Codes)(Ints{} + four);
      sums[r][0] += MultiplyFours(x, b0);
      sums[r][1] += MultiplyFours(x, b1);
    }
  }
  KG_UNROLL for (size_t r = 0; r < kRows; ++r) {
    StoreRow(p, {at.row + r, at.column}, sums[r][0], sums[r][1]);
  }
}

template <size_t kRows, typename Product>
KG_TARGET void MultiplyPanels(const Product& p) {
  using TileFunction = void (*)(const Product&, TilePlace);
  constexpr TileFunction kRest[] = {nullptr, Tile<1>, Tile<2>,
                                    Tile<3>, Tile<4>, Tile<5>};
  const size_t rest = p.rows % kRows;
  for (size_t column = 0; column < p.columns; column += kPanel) {
    for (size_t row = 0; row + kRows <= p.rows; row += kRows) {
      Tile<kRows>(p, {row, column});
    }
    if (rest > 0) kRest[rest](p, {p.rows - rest, column});
  }
}

KG_TARGET void MultiplyFloats(const FloatProduct& p) { MultiplyPanels<6>(p); }

KG_TARGET void MultiplyCodes(const CodeProduct& p) { MultiplyPanels<5>(p); }

KG_TARGET void FinishCodes(const Finish& f, size_t columns, size_t row,
                           const int32_t* sums, float* out) {
  for (size_t c = 0; c < columns; c += kWidth) {
    int32_t part[kWidth] = {};
    const size_t bytes = std::min(kWidth, columns - c) * sizeof(int32_t);
    std::memcpy(part, sums + c, bytes);
    float finished[kWidth];
    Store(Finished(f, {row, c}, *reinterpret_cast<const StoredInts*>(part)),
          finished);
    std::memcpy(out + c, finished, bytes);
  }
}

KG_TARGET void Pack(size_t depth, size_t columns, const float* b, size_t ldb,
                    float* panels) {
  for (size_t column = 0; column < columns; column += kPanel) {
    const size_t count = std::min(kPanel, columns - column);
    for (size_t k = 0; k < depth; ++k, panels += kPanel) {
      const float* row = b + k * ldb + column;
      if (count == kPanel) {
        Store(Load(row), panels);
        Store(Load(row + kWidth), panels + kWidth);
      } else {
        std::fill_n(std::copy_n(row, count, panels), kPanel - count, 0.0f);
      }
    }
  }
}

KG_TARGET void PackTransposed(size_t depth, size_t columns, const float* b,
                              size_t ldb, float* panels) {
  for (size_t column = 0; column < columns; column += kPanel) {
    const size_t count = std::min(kPanel, columns - column);
    for (size_t c = 0; c < count; ++c) {
      const float* row = b + (column + c) * ldb;
      for (size_t k = 0; k < depth; ++k) panels[k * kPanel + c] = row[k];
    }
    for (size_t k = 0; count < kPanel && k < depth; ++k) {
      std::fill_n(panels + k * kPanel + count, kPanel - count, 0.0f);
    }
    panels += depth * kPanel;
  }
}

}  // namespace
}  // namespace kg
