// Temporal values from their components, from other values, and from the
// clock. Errors are InvalidInput.
#pragma once

#include "base/status.h"
#include "query/temporal/temporal.h"

namespace kg {

// As date({…}), duration({…}) and so on do. An instant needs its components
// from the most significant on, without a gap, a date in one of the forms
// year-month-day, year-week-dayOfWeek, year-quarter-dayOfQuarter,
// year-ordinalDay; or values to select from (date, time, datetime), whose
// components others then override. A timezone beside a selected zone moves the
// instant to that zone; alone it asks for the current time there. A DateTime
// may also come from epochSeconds or epochMillis.
Result<Temporal> BuildTemporal(TemporalType type, const ComponentMap& map,
                               const TemporalContext& context);

// As date(x) and so on do: the parts of a value that the type has; midnight and
// the context's zone where the value has none. Fails without a date or time
// that the type needs.
Result<Temporal> ConvertTemporal(TemporalType type, const Temporal& value,
                                 const TemporalContext& context);

// The context's instant as the clocks of a zone show it. Not for durations.
Result<Temporal> CurrentTemporal(TemporalType type, Zone zone,
                                 const TemporalContext& context);

// datetime.fromEpoch and datetime.fromEpochMillis, in UTC.
Result<Temporal> FromEpoch(int64_t seconds, int64_t nanos);
Result<Temporal> FromEpochMillis(int64_t milliseconds);

}  // namespace kg
