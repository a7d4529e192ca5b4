// The whole store's local facts as JSON Lines of scope `articles`: groups by
// ascending article id, then the decisions in their order. Loaded into an empty
// store and exported again, the bytes are the same.
#pragma once

#include <functional>
#include <string_view>

#include "base/cancel.h"
#include "base/status.h"
#include "graph/store/store.h"

namespace kg {

struct ExportFactsOptions {
  bool with_text = true;
  const CancelToken* cancel = nullptr;  // may be null
};

// `write` takes whole lines.
Status ExportFacts(const Snapshot& snapshot, const ExportFactsOptions& options,
                   const std::function<Status(std::string_view)>& write);

}  // namespace kg
