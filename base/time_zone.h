// Named time zones of the IANA database, as ICU carries them: the host's zone,
// locale and zone files never matter. Seconds count from 1970-01-01T00:00Z in
// the proleptic Gregorian calendar; offsets are seconds east of Greenwich.
// Zones live as long as the process and are thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kg {

class TimeZone {
 public:
  // The zone of an IANA name ("Europe/Stockholm"; blanks may stand for its
  // underscores); null if there is none. Names are case-sensitive.
  static const TimeZone* Find(std::string_view name);

  ~TimeZone();
  TimeZone(const TimeZone&) = delete;
  TimeZone& operator=(const TimeZone&) = delete;

  const std::string& name() const { return name_; }
  // The offset in force at an instant.
  int32_t OffsetAt(int64_t epoch_seconds) const;
  // The offset of a local time, given as if its clock stood in Greenwich. Where
  // clocks were set back and the time happened twice, the earlier; where they
  // were set forward and it never happened, the one before the change (as in
  // java.time, whose meaning Cypher's temporal values have).
  int32_t OffsetOfLocal(int64_t local_seconds) const;

 private:
  struct Rules;
  TimeZone(std::string name, std::unique_ptr<Rules> rules);

  std::string name_;
  std::unique_ptr<Rules> rules_;
};

}  // namespace kg
