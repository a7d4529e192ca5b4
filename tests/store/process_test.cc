// The store under several processes: locks, and writers that are killed. The
// other process is this test program again, told by an environment variable
// what to do: RocksDB's threads do not survive a fork alone.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "graph/facts/jsonl.h"
#include "tests/store/store_testing.h"

namespace kg::testing {
namespace {

constexpr char kTask[] = "KG_STORE_TEST_TASK";
constexpr char kPath[] = "KG_STORE_TEST_PATH";
constexpr uint32_t kSeed = 1000;

// A child that runs one task; what it writes to its standard output comes
// through a pipe. Killed when this goes.
class Child {
 public:
  Child(const std::string& task, const std::string& path) {
    int out[2];
    if (pipe(out) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
      dup2(out[1], STDOUT_FILENO);
      close(out[0]);
      close(out[1]);
      setenv(kTask, task.c_str(), 1);
      setenv(kPath, path.c_str(), 1);
      execl("/proc/self/exe", "store_test",
            "--gtest_filter=ChildTask.DISABLED_Run",
            "--gtest_also_run_disabled_tests", "--gtest_brief=1", nullptr);
      _exit(127);
    }
    close(out[1]);
    read_ = out[0];
  }
  ~Child() { Kill(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  // Waits until the child has written the mark so many times; false at its
  // end.
  bool AwaitMarks(char mark, size_t count) {
    char byte = 0;
    while (count > 0 && read(read_, &byte, 1) == 1) count -= byte == mark;
    return count == 0;
  }
  void Kill() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    close(read_);
    pid_ = -1;
  }

 private:
  pid_t pid_ = -1;
  int read_ = -1;
};

void Mark(char mark) { ASSERT_EQ(write(STDOUT_FILENO, &mark, 1), 1); }

void HoldTheLock(const std::string& path) {
  const auto store = Store::Open(path, {.command = "kg build data/"});
  ASSERT_TRUE(store.ok()) << store.status().message();
  Mark('#');
  pause();
}

// Commits article after article, with a mark after each, for ever.
void CommitForEver(const std::string& path, bool publish) {
  auto store = MustOpen(path);
  for (uint32_t i = 0;; ++i) {
    ASSERT_TRUE(store->Commit({Adding(RandomArticle(i % 40, kSeed + i))}).ok());
    Mark('#');
    if (publish) {
      ASSERT_TRUE(store->Publish().ok());
    }
  }
}

// Not a test of its own: what a Child does.
TEST(ChildTask, DISABLED_Run) {
  const char* task = getenv(kTask);
  const char* path = getenv(kPath);
  if (task == nullptr || path == nullptr) GTEST_SKIP();
  const std::string name = task;
  if (name == "hold") HoldTheLock(path);
  if (name == "commit") CommitForEver(path, false);
  if (name == "publish") CommitForEver(path, true);
}

TEST(Processes, ASecondWriterIsToldWhoHoldsTheStore) {
  const TemporaryFolder folder;
  const std::string path = folder / "kg.db";
  Child child("hold", path);
  ASSERT_TRUE(child.AwaitMarks('#', 1));
  const auto refused = Store::Open(path, {.command = "kg load"});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().kind(), ErrorKind::kInvalidInput);
  char host[256] = {};
  gethostname(host, sizeof(host) - 1);
  EXPECT_EQ(refused.status().message(),
            path + ": locked by process " + std::to_string(child.pid()) +
                " on host " + host + " (kg build data/)");
  child.Kill();
  EXPECT_TRUE(Store::Open(path, {}).ok());
}

TEST(Processes, ASecondWriterInTheSameProcessIsRefusedToo) {
  const TemporaryFolder folder;
  const auto store = MustOpen(folder / "kg.db");
  EXPECT_EQ(Store::Open(folder / "kg.db", {}).status().kind(),
            ErrorKind::kInvalidInput);
}

// The store holds the first `committed` commits or one more, each whole.
void ExpectWholeCommits(const std::string& path, uint32_t committed) {
  auto store = MustOpen(path);
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(CheckText(*store), "");
  bool found = false;
  std::map<ArticleId, MemoryView::Part> parts;
  KG_ASSERT_OK(store->Publish());
  const std::string dump = DumpView(*MustSnapshot(path));
  // What was committed may be ahead of the marks that were read.
  for (uint32_t i = 0; !found && i < committed + 200; ++i) {
    MemoryView::Part part = RandomArticle(i % 40, kSeed + i);
    const ArticleId id = part.facts.article.id;
    parts.insert_or_assign(id, std::move(part));
    if (i + 1 < committed) continue;
    std::vector<MemoryView::Part> values;
    for (const auto& [key, value] : parts) values.push_back(value);
    found = DumpView(MemoryView(std::move(values))) == dump;
  }
  EXPECT_TRUE(found) << "after " << committed << " commits";
}

TEST(Processes, AKilledWriterLeavesWholeCommits) {
  for (const char* task : {"commit", "publish"}) {
    for (uint32_t committed : {1u, 7u, 50u}) {
      SCOPED_TRACE(std::string(task) + " " + std::to_string(committed));
      const TemporaryFolder folder;
      Child child(task, folder / "kg.db");
      ASSERT_TRUE(child.AwaitMarks('#', committed));
      child.Kill();
      ExpectWholeCommits(folder / "kg.db", committed);
    }
  }
}

TEST(Processes, ReadersOfAKilledWritersStoreWork) {
  const TemporaryFolder folder;
  Child child("publish", folder / "kg.db");
  ASSERT_TRUE(child.AwaitMarks('#', 4));
  EXPECT_EQ(CheckText(*MustSnapshot(folder / "kg.db")), "");
  child.Kill();
  EXPECT_EQ(CheckText(*MustSnapshot(folder / "kg.db")), "");
}

}  // namespace
}  // namespace kg::testing
