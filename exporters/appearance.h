// How nodes look in drawings. Pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "graph/view/records.h"

namespace kg {

struct Colour {
  uint8_t red = 0;
  uint8_t green = 0;
  uint8_t blue = 0;
};

// Paul Tol's "muted" scheme, made for people with any colour blindness
// (SRON/EPS/TN/09-002, issue 3.2); one colour a type.
Colour ColourOf(EntityType type);

// A radius by the logarithm of the mentions: 4 for one, 3 more each time they
// double.
double SizeOf(const EntityRecord& entity);

// With at most two decimals, always with a point as the decimal sign: the same
// bytes everywhere.
std::string Decimal(double value);
// Hundredths: "0.9", "0.85", "1.0".
std::string Confidence(uint8_t hundredths);

}  // namespace kg
