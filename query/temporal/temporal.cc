#include "query/temporal/temporal.h"

#include <cstddef>

namespace kg {
namespace {

struct TypeFacts {
  std::string_view name;
  bool date;
  bool time;
  bool zone;
};
constexpr TypeFacts kTypes[] = {
    // in the order of TemporalType
    {"DateTime", true, true, true},    {"LocalDateTime", true, true, false},
    {"Date", true, false, false},      {"Time", false, true, true},
    {"LocalTime", false, true, false}, {"Duration", false, false, false},
};

const TypeFacts& FactsOf(TemporalType type) {
  return kTypes[static_cast<size_t>(type)];
}

}  // namespace

std::string_view TypeName(TemporalType type) { return FactsOf(type).name; }
bool HasDate(TemporalType type) { return FactsOf(type).date; }
bool HasTime(TemporalType type) { return FactsOf(type).time; }
bool HasZone(TemporalType type) { return FactsOf(type).zone; }

}  // namespace kg
