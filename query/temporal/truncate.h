// date.truncate() and its kin: the beginning of the millennium, …, microsecond
// that a value lies in, with smaller components filled in anew.
#pragma once

#include <string_view>

#include "base/status.h"
#include "query/temporal/temporal.h"

namespace kg {

// `unit` in any case: millennium, century, decade, year, weekYear, quarter,
// month, week, day, hour, minute, second, millisecond, microsecond. `fields`
// may set components smaller than the unit; its timezone takes the place of the
// value's zone without moving the clock. Fails (InvalidInput) on units and
// components that the type or the value lacks.
Result<Temporal> TruncateTemporal(TemporalType type, std::string_view unit,
                                  const Temporal& value,
                                  const ComponentMap& fields,
                                  const TemporalContext& context);

}  // namespace kg
