// How signals of facts are written down (confidence.h).
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "extractor/language/document.h"
#include "extractor/rules/confidence.h"

namespace kg {

// Log odds beyond these tell nothing more; chosen.
constexpr double kLowest = -7;
constexpr double kHighest = 4;

inline double LogOdds(double probability) {
  return std::clamp(std::log(probability / (1 - probability)), kLowest,
                    kHighest);
}

inline double Attachment(const Token& token) {
  return double{token.head_probability} * token.relation_probability;
}

class SignalList {
 public:
  // Zeros are left out, so are those of unknown values.
  void Add(std::string name, double value) {
    if (value != 0 && !std::isnan(value)) {
      list_.emplace_back(std::move(name), value);
    }
  }
  Signals Take() { return std::move(list_); }

 private:
  Signals list_;
};

}  // namespace kg
