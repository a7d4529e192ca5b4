#include "graph/facts/jsonl_schema.h"

#include <gtest/gtest.h>

#include <set>

#include "base/file.h"
#include "graph/facts/types.h"

namespace kg {
namespace {

std::string Document() {
  const Result<std::string> text =
      ReadFile(KG_SOURCE_DIR "/docs/interchange.md", 1 << 20);
  EXPECT_TRUE(text.ok()) << text.status().message();
  return text.ok() ? *text : "";
}

std::string Row(const SchemaKey& key) {
  const char* needed = !key.required  ? "no"
                       : key.nullable ? "yes, may be null"
                                      : "yes";
  return "| `" + std::string(key.key) + "` | " + NameOf(key) + " | " + needed +
         " | " + std::string(key.means) + " |\n";
}

// The tables as the document must print them.
std::string Tables() {
  std::string out;
  std::string_view object;
  for (const SchemaKey& key : JsonLinesSchema()) {
    if (key.object != object) {
      object = key.object;
      out += (out.empty() ? "### " : "\n### ") + std::string(object) +
             "\n\n| key | type | needed | meaning |\n|---|---|---|---|\n";
    }
    out += Row(key);
  }
  return out;
}

template <typename Enum>
std::string ListRow(const std::string& name) {
  std::string out = "| " + name + " | ";
  for (uint8_t n = 1; FromNumber<Enum>(n); ++n) {
    out += (n == 1 ? "" : ", ") + std::string(NameOf(*FromNumber<Enum>(n)));
  }
  return out + " |\n";
}

TEST(JsonLinesSchemaTest, IsTheTableOfTheDocument) {
  const std::string document = Document();
  const size_t begin = document.find("### header");
  ASSERT_NE(begin, std::string::npos);
  EXPECT_EQ(document.substr(begin), Tables());
}

TEST(JsonLinesSchemaTest, TheDocumentListsAllNames) {
  const std::string document = Document();
  for (const std::string& row :
       {ListRow<EntityType>("entity type"),
        ListRow<MentionForm>("mention form"), ListRow<Polarity>("polarity"),
        ListRow<Modality>("modality"), ListRow<Standing>("standing"),
        ListRow<QuoteForm>("quote form")}) {
    EXPECT_NE(document.find(row), std::string::npos) << row;
  }
}

TEST(JsonLinesSchemaTest, NamesEachKeyOnceAndEachObjectTogether) {
  std::set<std::pair<std::string_view, std::string_view>> keys;
  std::set<std::string_view> objects;
  std::string_view last;
  for (const SchemaKey& key : JsonLinesSchema()) {
    EXPECT_TRUE(keys.emplace(key.object, key.key).second) << key.key;
    EXPECT_FALSE(key.means.empty()) << key.object << "." << key.key;
    if (key.object == last) continue;
    last = key.object;
    EXPECT_TRUE(objects.insert(key.object).second) << key.object;
  }
  for (const SchemaKey& key : JsonLinesSchema()) {
    if (key.type != JsonType::kObject && key.type != JsonType::kObjects) {
      continue;
    }
    EXPECT_TRUE(objects.contains(key.of)) << key.of;
  }
}

}  // namespace
}  // namespace kg
