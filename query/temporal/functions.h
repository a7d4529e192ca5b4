// The temporal functions of kgq by name: date(), time.truncate(),
// duration.between() and so on, over plain arguments. Null in, null out.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/status.h"
#include "query/temporal/temporal.h"

namespace kg {

using TemporalArgument = std::variant<std::monostate, int64_t, double,
                                      std::string, Temporal, ComponentMap>;

struct TemporalFunction;  // a row of the table of functions; lives for ever

// The function of a name, in any case; null if there is none.
const TemporalFunction* FindTemporalFunction(std::string_view name);

std::string_view NameOf(const TemporalFunction& function);
// How many arguments it takes.
size_t MinArguments(const TemporalFunction& function);
size_t MaxArguments(const TemporalFunction& function);
// The type of what it returns, where that is not null.
TemporalType ResultType(const TemporalFunction& function);
// All of them, by name.
std::vector<std::string_view> TemporalFunctionNames();

// Nothing, if an argument is null. InvalidInput errors for wrong arguments,
// which include too few or too many.
Result<std::optional<Temporal>> CallTemporalFunction(
    const TemporalFunction& function,
    std::span<const TemporalArgument> arguments,
    const TemporalContext& context);

// The host's clock now, in UTC. A query takes it once, at its start; only
// date.realtime() and its kin look at the clock again.
TemporalContext ReadClock();

}  // namespace kg
