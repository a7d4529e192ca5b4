// Any bytes as JSON Lines of facts. What is accepted must be right by the rules
// of the store, and be written as text that reads back the same.
#include "graph/resolve/resolve.h"
#include "graph/store/contribution.h"
#include "graph/store/raw_records.h"
#include "tests/fuzz/facts_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  for (const kg::LocalFacts& facts :
       kg::fuzz::ReadGroups(kg::fuzz::TextOf(data, size))) {
    const auto entities = kg::ResolveEntities(facts);
    kg::fuzz::Require(kg::ValidateFacts(facts, entities.size()).ok());
    (void)kg::MakeContribution(facts, entities);
    kg::fuzz::RequireRoundTrip(facts);
  }
  return 0;
}
