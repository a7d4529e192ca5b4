// Temporal values as text, as toString() gives them: what ParseTemporal() reads
// back. Seconds are left out where they and their fraction are zero; a fraction
// has 3, 6 or 9 digits (java.time's form, which openCypher's tests expect).
#pragma once

#include <string>

#include "query/temporal/temporal.h"

namespace kg {

std::string FormatTemporal(const Temporal& value);

// "Z", "+01:00", "+00:53:28".
std::string FormatOffset(int32_t offset_seconds);

}  // namespace kg
