// The parts of which texts of temporal values are made; parse.h has the
// grammar. Each reads what it can from a scanner and stops at what is not its
// own; the errors do not quote the text.
#pragma once

#include <optional>
#include <string_view>

#include "base/status.h"
#include "query/temporal/scanner.h"
#include "query/temporal/temporal.h"

namespace kg {

// A whole text as a date.
Result<Date> ParseDateText(std::string_view text);
Result<LocalTime> ScanTime(Scanner* scanner);
// An offset; nothing if the next character cannot begin one.
Result<std::optional<Zone>> ScanOffset(Scanner* scanner);
// A whole text as a duration.
Result<Duration> ParseDurationText(std::string_view text);

}  // namespace kg
