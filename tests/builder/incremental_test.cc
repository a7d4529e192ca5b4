// Any history of added, changed and deleted files, read by any number of
// workers, ends in the bytes of a fresh build.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "builder/build.h"
#include "gtest/gtest.h"
#include "tests/builder/small_world.h"

namespace kg {
namespace {

using testing::BuildAt;
using testing::ExportAll;
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
    }
    Build(folder_.At("fresh.db"));
    EXPECT_EQ(ExportAll(db_), ExportAll(folder_.At("fresh.db")));
  }

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

  void Edit() {
    const std::string name = std::string("news/") + kFolders[Below(4)] +
                             std::to_string(Below(3)) +
                             (Below(2) == 0 ? ".txt" : ".jsonl");
    if (Below(4) == 0) {
      folder_.Remove(name);
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

  TemporaryFolder folder_;
  const std::string db_ = folder_.At("kg.db");
  std::mt19937 random_;
};

TEST(IncrementalTest, AnyHistoryEndsInTheBytesOfAFreshBuild) {
  const uint32_t histories = std::getenv("KG_LONG_TESTS") ? 200 : 6;
  for (uint32_t seed = 0; seed < histories; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    History(seed).Run();
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace kg
