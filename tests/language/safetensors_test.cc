#include "extractor/language/safetensors.h"

#include <gtest/gtest.h>

#include <cstring>

#include "tests/language/tiny_model.h"

namespace kg {
namespace {

std::string File(const std::string& header, size_t data_bytes) {
  const uint64_t length = header.size();
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + std::string(data_bytes, '\1');
}

TEST(SafetensorsTest, ReadsF32AndBf16) {
  // 1.0, -2.0 as F32; 0x3F80 and 0xC040 (1.0 and -3.0) as BF16.
  std::string bytes =
      File(R"({"__metadata__":{"format":"pt"},)"
           R"("a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
           R"("b":{"dtype":"BF16","shape":[1,2],"data_offsets":[8,12]}})",
           0);
  const float values[] = {1.0f, -2.0f};
  bytes.append(reinterpret_cast<const char*>(values), 8);
  bytes += std::string("\x80\x3F\x40\xC0", 4);
  const auto tensors = ParseSafetensors("m", bytes);
  ASSERT_TRUE(tensors.ok()) << tensors.status().message();
  float a[2], b[1];
  ReadValues(tensors->at("a"), 0, 2, a);
  EXPECT_EQ(a[0], 1.0f);
  EXPECT_EQ(a[1], -2.0f);
  ReadValues(tensors->at("b"), 1, 1, b);
  EXPECT_EQ(b[0], -3.0f);
  EXPECT_EQ(tensors->at("b").shape, (std::vector<size_t>{1, 2}));
}

TEST(SafetensorsTest, NamesWhatIsWrong) {
  const struct {
    const char* header;
    size_t data_bytes;
    const char* message;
  } cases[] = {
      {"[]", 0, "m: header is no JSON object: not an object"},
      {"{", 0,
       "m: header is no JSON object: Missing a name for object member."},
      {R"({"a":1})", 0, "m: tensor 'a': expected an object"},
      {R"({"a":{"dtype":"F32","shape":[1]}})", 4,
       "m: tensor 'a': expected dtype, shape and data_offsets"},
      {R"({"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}})", 2,
       "m: tensor 'a': expected dtype BF16 or F32, got 'F16'"},
      {R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4,
       "m: tensor 'a': expected whole numbers in shape and offsets"},
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", 4,
       "m: tensor 'a': expected whole numbers in shape and offsets"},
      {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4,
       "m: tensor 'a': bytes 0 to 8 are outside the data of 4 bytes; the file "
       "may be cut short"},
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4,
       "m: tensor 'a': bytes 4 to 0 are outside the data of 4 bytes; the file "
       "may be cut short"},
      {R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4,
       "m: tensor 'a': shape [2] of F32 needs 8 bytes, got 4"},
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
       R"("b":{"dtype":"BF16","shape":[1],"data_offsets":[2,4]}})",
       4, "m: tensors overlap at byte 2 of the data"},
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
       R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
       8, "m: tensor 'a': named twice"},
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8,
       "m: hole at byte 0 of the data"},
      {R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 8,
       "m: expected 4 bytes of data, got 8"},
  };
  for (const auto& c : cases) {
    const auto tensors = ParseSafetensors("m", File(c.header, c.data_bytes));
    ASSERT_FALSE(tensors.ok()) << c.header;
    EXPECT_EQ(tensors.status().kind(), ErrorKind::kInvalidInput);
    EXPECT_EQ(tensors.status().message(), c.message);
  }
}

TEST(SafetensorsTest, RejectsSizesThatOverflow) {
  const auto tensors = ParseSafetensors(
      "m", File(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],)"
                R"("data_offsets":[0,0]}})",
                0));
  EXPECT_FALSE(tensors.ok());
}

TEST(SafetensorsTest, RejectsHugeHeaderLength) {
  std::string bytes(64, '\xFF');
  const auto tensors = ParseSafetensors("m", bytes);
  ASSERT_FALSE(tensors.ok());
  EXPECT_EQ(tensors.status().message(),
            "m: header of 18446744073709551615 bytes does not fit; no "
            "safetensors file, or cut short");
}

TEST(SafetensorsTest, RejectsDeepNesting) {
  const std::string deep(1 << 20, '[');
  EXPECT_FALSE(ParseSafetensors("m", File(deep, 0)).ok());
}

TEST(SafetensorsTest, RejectsTruncationAtEachByte) {
  const std::string bytes = SafetensorsBytes(
      {{"a", {{2, 3}, {1, 2, 3, 4, 5, 6}}}, {"b", {{1}, {7}}}});
  ASSERT_TRUE(ParseSafetensors("m", bytes).ok());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(ParseSafetensors("m", bytes.substr(0, size)).ok()) << size;
  }
}

TEST(SafetensorsTest, SurvivesEveryChangedHeaderByte) {
  const std::string bytes = SafetensorsBytes(
      {{"a", {{2, 3}, {1, 2, 3, 4, 5, 6}}}, {"b", {{1}, {7}}}});
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const char c : {'\0', '"', '9', '{', '\xFF'}) {
      std::string changed = bytes;
      changed[at] = c;
      const auto tensors = ParseSafetensors("m", changed);
      if (!tensors.ok()) continue;
      for (const auto& [name, view] : *tensors) {
        EXPECT_LE(view.bytes.data() + view.bytes.size(),
                  changed.data() + changed.size());
      }
    }
  }
}

TEST(SafetensorsTest, FindsByNameAndShape) {
  const std::string folder = MakeTestFolder("safetensors");
  const std::string path = folder + "/m.safetensors";
  WriteBytes(path, SafetensorsBytes({{"a", {{1, 2}, {1, 2}}}}));
  const auto file = Safetensors::Open(path);
  ASSERT_TRUE(file.ok()) << file.status().message();
  const size_t right[] = {1, 2}, wrong[] = {2, 1};
  const auto values = file->Read("a", right);
  ASSERT_TRUE(values.ok());
  EXPECT_EQ(*values, (std::vector<float>{1, 2}));
  EXPECT_EQ(file->Find("a", wrong).status().message(),
            path + ": tensor 'a': expected shape [2,1], got [1,2]");
  EXPECT_EQ(file->Find("b", right).status().message(),
            path + ": tensor 'b': expected shape [1,2], got no such tensor");
}

}  // namespace
}  // namespace kg
