#include "builder/roots.h"

#include <filesystem>

#include "gtest/gtest.h"
#include "tests/builder/small_world.h"

namespace kg {
namespace {

using testing::TemporaryFolder;

class RootsTest : public ::testing::Test {
 protected:
  RootsTest() {
    folder_.Write("news/a.txt", "x");
    folder_.Write("news/north/b.txt", "x");
    folder_.Write("other/news/c.txt", "x");
  }

  // "label:below label:below | new labels | inner labels", or the error.
  std::string Plan(const std::vector<std::string>& names,
                   const std::vector<Root>& known = {},
                   const std::string& label = "") {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(folder_.At(name));
    const auto plan = PlanRoots(paths, label, known);
    if (!plan.ok()) return plan.status().message();
    std::string text;
    for (const Scope& scope : plan->scopes) {
      text += scope.root.label + ":" + scope.below + " ";
    }
    text += "|";
    for (const Root& root : plan->new_roots) text += " " + root.label;
    text += " |";
    for (const Root& root : plan->inner) text += " " + root.label;
    return text;
  }
  Root Known(const std::string& label, const std::string& name) {
    return {label, folder_.At(name)};
  }

  TemporaryFolder folder_;
};

TEST_F(RootsTest, AFolderIsARootByItsName) {
  EXPECT_EQ(Plan({"news"}), "news: | news |");
}

TEST_F(RootsTest, AFileIsAScopeOfItsFolder) {
  EXPECT_EQ(Plan({"news/a.txt"}), "news:a.txt | news |");
}

TEST_F(RootsTest, ALabelNamesANewRoot) {
  EXPECT_EQ(Plan({"other/news"}, {Known("news", "news")}, "other"),
            "other: | other |");
}

TEST_F(RootsTest, APathInsideAKnownRootBelongsToIt) {
  EXPECT_EQ(Plan({"news/north"}, {Known("press", "news")}), "press:north | |");
  EXPECT_EQ(Plan({"news"}, {Known("press", "news")}), "press: | |");
}

TEST_F(RootsTest, AMissingPathInsideAKnownRootIsAScope) {
  EXPECT_EQ(Plan({"news/gone.txt"}, {Known("press", "news")}),
            "press:gone.txt | |");
}

TEST_F(RootsTest, AWiderRootTakesOverNarrowerOnes) {
  EXPECT_EQ(Plan({"news"}, {Known("north", "news/north")}),
            "news: | news | north");
}

TEST_F(RootsTest, ScopesInsideOthersAreDropped) {
  EXPECT_EQ(Plan({"news/north/b.txt", "news", "news/north"}), "news: | news |");
}

TEST_F(RootsTest, NamesThatOnlyBeginAlikeAreDifferent) {
  folder_.Write("newspaper/d.txt", "x");
  EXPECT_EQ(Plan({"newspaper"}, {Known("news", "news")}),
            "newspaper: | newspaper |");
}

TEST_F(RootsTest, RejectsATakenLabel) {
  EXPECT_EQ(Plan({"other/news"}, {Known("news", "news")}),
            folder_.At("other/news") + ": another root, " + folder_.At("news") +
                ", has the label 'news', give this one its own with "
                "--root-label");
}

TEST_F(RootsTest, RejectsToRenameARoot) {
  EXPECT_EQ(Plan({"news"}, {Known("press", "news")}, "paper"),
            folder_.At("news") + ": belongs to the root 'press' (" +
                folder_.At("news") + "), whose label cannot be changed");
}

TEST_F(RootsTest, RejectsOneLabelForTwoRoots) {
  EXPECT_EQ(Plan({"news", "other"}, {}, "press"),
            folder_.At("other") + ": another root, " + folder_.At("news") +
                ", has the label 'press', give this one its own with "
                "--root-label");
}

TEST_F(RootsTest, RejectsAPathThatIsNotThere) {
  EXPECT_EQ(Plan({"nothing"}),
            folder_.At("nothing") + ": no such file or folder");
}

TEST_F(RootsTest, RejectsARootWhoseFolderIsGone) {
  EXPECT_EQ(Plan({"gone/sub"}, {Known("gone", "gone")}),
            folder_.At("gone") +
                ": the folder of root 'gone' is not there, nothing was "
                "removed");
}

TEST(PathsTest, IsWithinLooksAtWholeNames) {
  struct Case {
    const char* path;
    const char* folder;
    bool within;
  };
  const Case cases[] = {{"/a/b", "/a", true}, {"/a", "/a", true},
                        {"/ab", "/a", false}, {"/a", "/a/b", false},
                        {"/a", "/", true},    {"x/y", "", true}};
  for (const Case& one : cases) {
    EXPECT_EQ(IsWithin(one.path, one.folder), one.within)
        << one.path << " in " << one.folder;
  }
}

}  // namespace
}  // namespace kg
