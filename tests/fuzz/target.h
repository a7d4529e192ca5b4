// What fuzz targets share. A target is a file NAME_fuzz.cc: one function that
// takes any bytes and never fails, crashes or takes long. libFuzzer calls it
// (scripts/fuzz), or driver.cc on seeds and random changes of them
// (scripts/test). Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace kg::fuzz {

// A broken promise ends the run as a crash.
inline void Require(bool kept) {
  if (!kept) std::abort();
}

inline std::string_view TextOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The tables of lexicon/en, read once.
inline const Lexicon& English() {
  static const auto* loaded =
      new Result<Lexicon>(Lexicon::Load(KG_SOURCE_DIR "/lexicon/en"));
  Require(loaded->ok());
  return loaded->value();
}

}  // namespace kg::fuzz
