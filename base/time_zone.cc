#include "base/time_zone.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace kg {
namespace {

constexpr char kNoZone[] = "Etc/Unknown";
constexpr int64_t kSecondsPerDay = 86400;
// The Gregorian calendar repeats itself, weekdays included, after 400 years.
constexpr int64_t kCycleSeconds = 146097 * kSecondsPerDay;
// ICU reckons in 32-bit days. Outside these bounds nothing but the last rule or
// the first offset is in force: 2400-01-01 and 0001-01-01.
constexpr int64_t kFirstRuled = -719162 * kSecondsPerDay;
constexpr int64_t kLastRuled = 157054 * kSecondsPerDay;
// Wider than any offset of the database (-15:13 to +15:13, Manila's and
// Alaska's first days).
constexpr int64_t kWidestOffset = 16 * 3600;

int64_t IntoRuledTime(int64_t seconds) {
  if (seconds < kFirstRuled) return kFirstRuled;
  if (seconds < kLastRuled) return seconds;
  return kLastRuled + (seconds - kLastRuled) % kCycleSeconds;
}

// True for a zone of the database; false for offsets that ICU also takes for
// zones ("GMT+5") and for its own name of no zone.
bool IsDatabaseZone(const icu::UnicodeString& name) {
  if (name == icu::UnicodeString::fromUTF8(kNoZone)) return false;
  icu::UnicodeString canonical;
  UBool is_system = false;
  UErrorCode error = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(name, canonical, is_system, error);
  return U_SUCCESS(error) && is_system;
}

}  // namespace

struct TimeZone::Rules {
  std::unique_ptr<icu::TimeZone> zone;
};

TimeZone::TimeZone(std::string name, std::unique_ptr<Rules> rules)
    : name_(std::move(name)), rules_(std::move(rules)) {}

TimeZone::~TimeZone() = default;

const TimeZone* TimeZone::Find(std::string_view given) {
  static std::mutex mutex;
  static auto* zones =
      new std::map<std::string, std::unique_ptr<TimeZone>, std::less<>>;
  std::string name(given);
  std::replace(name.begin(), name.end(), ' ', '_');
  const std::lock_guard<std::mutex> lock(mutex);
  const auto known = zones->find(name);
  if (known != zones->end()) return known->second.get();
  const icu::UnicodeString id = icu::UnicodeString::fromUTF8(name);
  if (!IsDatabaseZone(id)) return nullptr;
  auto rules = std::make_unique<Rules>();
  rules->zone.reset(icu::TimeZone::createTimeZone(id));
  std::unique_ptr<TimeZone> zone(new TimeZone(name, std::move(rules)));
  return zones->emplace(name, std::move(zone)).first->second.get();
}

int32_t TimeZone::OffsetAt(int64_t epoch_seconds) const {
  const double milliseconds =
      static_cast<double>(IntoRuledTime(epoch_seconds)) * 1000;
  int32_t raw = 0;
  int32_t saving = 0;
  UErrorCode error = U_ZERO_ERROR;
  rules_->zone->getOffset(milliseconds, false, raw, saving, error);
  return (raw + saving) / 1000;
}

int32_t TimeZone::OffsetOfLocal(int64_t local_seconds) const {
  const int32_t before = OffsetAt(local_seconds - kWidestOffset);
  const int32_t after = OffsetAt(local_seconds + kWidestOffset);
  if (before == after || OffsetAt(local_seconds - before) == before) {
    return before;
  }
  return OffsetAt(local_seconds - after) == after ? after : before;
}

}  // namespace kg
