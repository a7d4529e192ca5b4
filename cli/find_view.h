// What the commands that ask the graph need: a snapshot and the lexicon, never
// the language model.
#pragma once

#include <memory>
#include <string>

#include "base/status.h"
#include "cli/home.h"
#include "graph/store/store.h"
#include "lexicon/lexicon.h"
#include "query/find.h"

namespace kg {

struct FindView {
  std::unique_ptr<Snapshot> snapshot;
  std::unique_ptr<Lexicon> lexicon;
};

Result<FindView> OpenFindView(const StoreArguments& store,
                              const LexiconArguments& lexicon);

// "no subject 'Guo Pin', the nearest are 'Guo Ping', 'Guo Pu'"
std::string UnknownText(const UnknownPart& part);

}  // namespace kg
