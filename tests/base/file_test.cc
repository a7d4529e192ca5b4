#include "base/file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace kg {
namespace {

class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  std::string Path(const char* name) { return (folder_ / name).string(); }

  std::filesystem::path folder_;
};

TEST_F(FileTest, ReadsBackWhatItWrote) {
  const std::string bytes("a\0b\n", 4);
  ASSERT_TRUE(WriteFileAtomically(Path("f"), bytes).ok());
  auto read = ReadFile(Path("f"), 100);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, bytes);
  auto mapped = MappedFile::Open(Path("f"));
  ASSERT_TRUE(mapped.ok());
  EXPECT_EQ(mapped->bytes(), bytes);
}

TEST_F(FileTest, LeavesNoTemporaryBehind) {
  ASSERT_TRUE(WriteFileAtomically(Path("f"), "x").ok());
  EXPECT_FALSE(std::filesystem::exists(Path("f.tmp")));
}

TEST_F(FileTest, NamesThePathInErrors) {
  EXPECT_EQ(ReadFile(Path("none"), 9).status().message(),
            Path("none") + ": cannot open: No such file or directory");
  EXPECT_EQ(ReadFile(Path("none"), 9).status().kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ReadFile(folder_.string(), 9).status().message(),
            folder_.string() + ": expected a file, got a folder");
}

TEST_F(FileTest, StopsAtTheLimit) {
  std::ofstream(Path("f")) << "0123456789";
  EXPECT_TRUE(ReadFile(Path("f"), 10).ok());
  EXPECT_EQ(ReadFile(Path("f"), 9).status().message(),
            Path("f") + ": larger than 9 bytes");
}

TEST_F(FileTest, MapsAnEmptyFile) {
  std::ofstream(Path("f"));
  auto mapped = MappedFile::Open(Path("f"));
  ASSERT_TRUE(mapped.ok());
  EXPECT_TRUE(mapped->bytes().empty());
}

}  // namespace
}  // namespace kg
