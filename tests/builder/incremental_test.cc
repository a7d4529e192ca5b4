// Any history of added, changed, copied and deleted files and of decisions,
// read by any number of workers, ends in the bytes of a fresh build of the
// final files with the same decisions.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "builder/build.h"
#include "builder/decide.h"
#include "gtest/gtest.h"
#include "tests/builder/small_store.h"

namespace kg {
namespace {

using testing::BuildAt;
using testing::EnglishLexicon;
using testing::ExportAll;
using testing::OpenStore;
using testing::OpenWriter;
using testing::OptionsFor;
using testing::PeopleNames;
using testing::Story;
using testing::TemporaryFolder;

constexpr const char* kFolders[] = {"", "north/", "north/far/", "south/"};
constexpr int kSteps = 4;

class History {
 public:
  explicit History(uint32_t seed) : random_(seed) {}

  void Run() {
    for (int step = 0; step < kSteps; ++step) {
      const uint32_t edits = 1 + Below(5);
      for (uint32_t i = 0; i < edits; ++i) Edit();
      Build(db_);
      if (Below(2) == 0) Decide();
    }
    const std::string fresh = folder_.At("fresh.db");
    const bool decisions_first = Below(2) == 0;
    if (decisions_first) Apply(fresh);
    Build(fresh);
    if (!decisions_first) Apply(fresh);
    EXPECT_EQ(ExportAll(db_), ExportAll(fresh));
  }

  size_t decisions() const { return decisions_.size(); }

 private:
  uint32_t Below(uint32_t limit) {
    return static_cast<uint32_t>(random_() % limit);
  }

  const std::string& Name() { return PeopleNames()[Below(4)]; }

  // A few records, some alike, some with an id of their own.
  std::string Records() {
    std::string lines;
    const uint32_t count = 1 + Below(4);
    for (uint32_t i = 0; i < count; ++i) {
      lines += "{";
      if (Below(2) == 0) lines += "\"id\":\"" + std::to_string(i) + "\",";
      lines += "\"text\":\"The harbour office said that " + Name() +
               " had met the engineer " + Name() + " in the old town.\"}\n";
      if (Below(4) == 0) lines += "\n";
    }
    return lines;
  }

  // The body of some story under another headline: a near-copy.
  std::string Copied() {
    const std::string body = "The wire has it that " + Name() + " and " +
                             Name() +
                             " signed the paper about the old pier, which "
                             "nobody in the harbour office had read before.";
    return "Harbour news " + std::to_string(Below(9)) + "\n\n" + body +
           (Below(2) == 0 ? " More to come." : "") + "\n";
  }

  void Edit() {
    const std::string name = std::string("news/") + kFolders[Below(4)] +
                             std::to_string(Below(3)) +
                             (Below(2) == 0 ? ".txt" : ".jsonl");
    if (Below(4) == 0) {
      folder_.Remove(name);
    } else if (name.ends_with(".txt") && Below(3) == 0) {
      folder_.Write(name, Copied());
    } else if (name.ends_with(".txt")) {
      folder_.Write(name, Below(8) == 0 ? "" : Story(Name(), Name(), "Tarn"));
    } else {
      folder_.Write(name, Records());
    }
    folder_.Write("news/always.txt", Story("Ada Lund", "Bo Frank", "Orm"));
  }

  void Build(const std::string& db) {
    BuildOptions options = OptionsFor({folder_.At("news")});
    options.jobs = 1 + Below(4);
    BuildAt(db, options);
  }

  // A merge, split or rename of what is there, as a person would ask for it.
  void Decide() {
    const auto snapshot = Snapshot::Open(db_);
    ASSERT_TRUE(snapshot.ok()) << snapshot.status().message();
    std::vector<EntityId> entities;
    ASSERT_TRUE((*snapshot)
                    ->ForEachEntity([&](const EntityRecord& entity) {
                      entities.push_back(entity.id);
                      return true;
                    })
                    .ok());
    if (entities.size() < 2) return;
    DecisionRequest request;
    request.action = static_cast<Decision::Action>(1 + Below(3));
    const auto size = static_cast<uint32_t>(entities.size());
    const uint32_t first = Below(size);
    request.entities = {entities[first]};
    if (request.action == Decision::Action::kMerge) {
      request.entities.push_back(
          entities[(first + 1 + Below(size - 1)) % size]);
    }
    if (request.action == Decision::Action::kRename) {
      request.name = "Name " + std::to_string(Below(5));
    }
    request.date = "2024-05-01";
    const auto decision = MakeDecision(**snapshot, EnglishLexicon(), request);
    // There may be nothing to split, or to call otherwise.
    if (!decision.ok()) return;
    decisions_.push_back(*decision);
    Apply(db_, {*decision});
  }

  void Apply(const std::string& db) { Apply(db, decisions_); }
  static void Apply(const std::string& db,
                    const std::vector<Decision>& decisions) {
    const auto store = OpenStore(db);
    const auto writer = OpenWriter(store.get());
    for (const Decision& decision : decisions) {
      const Status done = writer->Decide(decision);
      EXPECT_TRUE(done.ok()) << done.message();
    }
    EXPECT_TRUE(store->Publish().ok());
  }

  TemporaryFolder folder_;
  const std::string db_ = folder_.At("kg.db");
  std::mt19937 random_;
  std::vector<Decision> decisions_;
};

TEST(IncrementalTest, AnyHistoryEndsInTheBytesOfAFreshBuild) {
  const uint32_t histories = std::getenv("KG_LONG_TESTS") ? 500 : 8;
  size_t decisions = 0;
  for (uint32_t seed = 0; seed < histories; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    History history(seed);
    history.Run();
    decisions += history.decisions();
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GE(decisions, histories / 2);
}

}  // namespace
}  // namespace kg
