// Repair: a damaged store -> a whole one of all articles and decisions that can
// still be read, made beside the old and exchanged for it at the end. The old
// one is touched by that exchange alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "lexicon/lexicon.h"

namespace kg {

struct RepairOptions {
  const Lexicon* lexicon = nullptr;
  const CancelToken* cancel = nullptr;  // may be null
  std::string command;                  // for whoever finds the store locked
};

struct RepairResult {
  std::vector<std::string> damage;  // what was wrong, for people
  uint64_t articles = 0;            // kept
  uint64_t decisions = 0;           // kept
  // "news/a.txt: raw/text …: it is missing"; articles, then other rows.
  std::vector<std::string> lost;
  uint64_t lost_articles = 0;
  std::string kept_at;  // the old database, where anything was lost
};

// NotFound where there is no store; InvalidInput where another writer has it;
// Unsupported for another format version; Corrupt where nothing can be read.
Result<RepairResult> Repair(const std::string& path,
                            const RepairOptions& options);

}  // namespace kg
