// Temporal values from text: the ISO 8601 forms that openCypher accepts.
//
//   date      YYYY-MM-DD  YYYYMMDD  YYYY-MM  YYYYMM  YYYY       calendar
//             YYYY-Www-D  YYYYWwwD  YYYY-Www  YYYYWww           week
//             YYYY-Qq-DD  YYYYQqDD  YYYY-Qq   YYYYQq            quarter
//             YYYY-DDD    YYYYDDD                               ordinal
//             with a sign the year has 4 to 9 digits, and - (or W, Q) after it
//   time      [T]HH[:MM[:SS[(.|,)f{1,9}]]]  [T]HH[MM[SS[(.|,)f{1,9}]]]
//   zone      Z  ±HH[:MM[:SS]]  ±HH[MM[SS]], at most 18 hours; for a DateTime
//             also [Name], alone or after an offset that the zone then has
//   duration  [±]P[nY][nM][nW][nD][T[nH][nM][nS]], n signed, the last one with
//             a fraction if need be; or [±]Pdate[Ttime], numbers in range
//
// A local date-time or DateTime may be a date alone: midnight. A missing zone
// is the context's. Errors are InvalidInput and quote the text.
#pragma once

#include <string_view>

#include "base/status.h"
#include "query/temporal/temporal.h"

namespace kg {

Result<Temporal> ParseTemporal(TemporalType type, std::string_view text,
                               const TemporalContext& context);

// An offset or the name of a zone, as in {timezone: …}. The offset of a named
// zone is left 0: it depends on the time.
Result<Zone> ParseZone(std::string_view text);

}  // namespace kg
