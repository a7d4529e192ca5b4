// Any bytes as a table of words.
#include "lexicon/lexicon.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = kg::fuzz::TextOf(data, size);
  const kg::Result<kg::Table> table = kg::Table::Parse("t.tsv", text);
  if (!table.ok()) {
    kg::fuzz::Require(table.status().message().starts_with("t.tsv"));
    return 0;
  }
  for (const kg::Table::Row& row : table->rows()) {
    kg::fuzz::Require(row.size() == table->columns().size());
    for (const std::string_view key : kg::Alternatives(row[0])) {
      kg::fuzz::Require(table->Has(key));
    }
  }
  return 0;
}
