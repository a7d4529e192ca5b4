#include "extractor/rules/confidence.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kg {
namespace {

constexpr double kCertain = 99;

// Of a number as it stands in the table.
double Number(std::string_view cell) {
  double value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

}  // namespace

double Appraiser::Weight(FactKind kind, std::string_view signal) const {
  return Number(
      table_.Get(signal, kind == FactKind::kRelation ? "relation" : "claim"));
}

const FoundFact& Appraiser::Appraise(FoundFact fact) {
  double odds = Weight(fact.kind, "bias");
  for (const auto& [name, value] : fact.signals) {
    odds += Weight(fact.kind, name) * value;
  }
  fact.confidence = static_cast<uint8_t>(
      std::min(kCertain, std::floor(100 / (1 + std::exp(-odds)))));
  fact.kept = keep_doubtful_ || fact.confidence >= Weight(fact.kind, "least");
  found_.push_back(std::move(fact));
  return found_.back();
}

}  // namespace kg
