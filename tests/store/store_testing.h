// Helpers of the store's tests: folders that go when the test ends, local facts
// with their entities, and a whole graph as text.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/unicode.h"
#include "graph/store/store.h"
#include "tests/support/memory_view.h"
#include "tests/support/random_facts.h"

#define KG_ASSERT_OK(expression)                                        \
  do {                                                                  \
    const ::kg::Status kg_assert_status_ = (expression);                \
    ASSERT_TRUE(kg_assert_status_.ok()) << kg_assert_status_.message(); \
  } while (false)

namespace kg::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    // In memory where there is such a place: the tests sync a lot.
    std::error_code error;
    const std::filesystem::path memory = "/dev/shm";
    const std::filesystem::path parent =
        access(memory.c_str(), W_OK) == 0
            ? memory
            : std::filesystem::temp_directory_path(error);
    std::string name = (parent / "kg-store-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const {
    return path_ + "/" + name;
  }

 private:
  std::string path_;
};

// By equal folded names; a described source is its article's alone.
inline std::vector<EntityId> ResolveByName(const LocalFacts& facts) {
  std::vector<EntityId> ids;
  for (size_t i = 0; i < facts.entities.size(); ++i) {
    const LocalEntity& entity = facts.entities[i];
    const std::string own =
        entity.described ? facts.article.id.Hex() + std::to_string(i) : "";
    ids.push_back({HashFields("entity", {FoldTerm(entity.name), own})});
  }
  return ids;
}

inline MemoryView::Part RandomArticle(uint32_t number, uint32_t seed) {
  MemoryView::Part part;
  part.facts = FactsGenerator(seed).Make(number);
  Canonicalize(&part.facts);
  part.entities = ResolveByName(part.facts);
  return part;
}

inline ArticleChange Adding(const MemoryView::Part& part) {
  return {part.facts.article.id, part.facts, part.entities, std::nullopt};
}

inline ArticleChange Removing(const ArticleId& id) {
  return {id, std::nullopt, {}, std::nullopt};
}

inline std::unique_ptr<Store> MustOpen(const std::string& path) {
  Result<std::unique_ptr<Store>> store = Store::Open(path, {});
  EXPECT_TRUE(store.ok()) << store.status().message();
  return store.ok() ? std::move(*store) : nullptr;
}

inline std::unique_ptr<Snapshot> MustSnapshot(const std::string& path) {
  Result<std::unique_ptr<Snapshot>> snapshot = Snapshot::Open(path);
  EXPECT_TRUE(snapshot.ok()) << snapshot.status().message();
  return snapshot.ok() ? std::move(*snapshot) : nullptr;
}

// "key: rule" lines; empty when every rule holds.
template <typename View>
std::string CheckText(const View& view) {
  const Result<std::vector<Violation>> violations = view.Check();
  if (!violations.ok()) return violations.status().message();
  std::string text;
  for (const Violation& v : *violations) text += v.key + ": " + v.rule + "\n";
  return text;
}

// Every record, name, piece of evidence and statistic of the view.
std::string DumpView(const GraphView& view);
std::string DumpRelations(const std::vector<RelationRecord>& relations);
std::string DumpClaims(const std::vector<ClaimRecord>& claims);

}  // namespace kg::testing
