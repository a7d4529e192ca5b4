#include "exporters/appearance.h"

#include <cmath>

namespace kg {
namespace {

struct TypeColour {
  EntityType type;
  Colour colour;
};
constexpr TypeColour kColours[] = {
    {EntityType::kPerson, {0xCC, 0x66, 0x77}},        // rose
    {EntityType::kOrganization, {0x33, 0x22, 0x88}},  // indigo
    {EntityType::kPlace, {0x11, 0x77, 0x33}},         // green
    {EntityType::kGroup, {0x44, 0xAA, 0x99}},         // teal
    {EntityType::kProduct, {0x88, 0xCC, 0xEE}},       // cyan
    {EntityType::kEvent, {0x88, 0x22, 0x55}},         // wine
    {EntityType::kWork, {0xAA, 0x44, 0x99}},          // purple
    {EntityType::kLaw, {0x99, 0x99, 0x33}},           // olive
    {EntityType::kConcept, {0xDD, 0xCC, 0x77}},       // sand
};
constexpr Colour kGrey = {0xDD, 0xDD, 0xDD};

}  // namespace

Colour ColourOf(EntityType type) {
  for (const TypeColour& row : kColours) {
    if (row.type == type) return row.colour;
  }
  return kGrey;
}

double SizeOf(const EntityRecord& entity) {
  const double mentions = entity.mentions > 0 ? entity.mentions : 1;
  // Rounded, so that no library's logarithm shows.
  return std::round((4 + 3 * std::log2(mentions)) * 100) / 100;
}

std::string Decimal(double value) {
  // No printf: it asks the locale.
  const auto hundredths = static_cast<int64_t>(std::llround(value * 100));
  const int64_t size = hundredths < 0 ? -hundredths : hundredths;
  std::string text = hundredths < 0 ? "-" : "";
  text += std::to_string(size / 100) + ".";
  const int64_t rest = size % 100;
  text += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  return text;
}

std::string Confidence(uint8_t hundredths) {
  return Decimal(hundredths / 100.0);
}

}  // namespace kg
