#include "extractor/language/model.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "base/file.h"
#include "extractor/language/onednn.h"
#include "tests/language/tiny_model.h"

namespace kg {
namespace {

std::string Replaced(std::string text, const std::string& from,
                     const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

class ModelTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = MakeTestFolder(
        testing::UnitTest::GetInstance()->current_test_info()->name());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // What Open says of the folder, without the folder's name.
  std::string OpenError() {
    const auto model = Model::Open(folder_, Precision::kF32);
    EXPECT_FALSE(model.ok());
    return Short(model.status().message());
  }
  std::string Short(std::string message) const {
    return message.starts_with(folder_ + "/")
               ? message.substr(folder_.size() + 1)
               : message;
  }
  std::string Read(const std::string& name) {
    const auto bytes = ReadFile(folder_ + "/" + name, 1 << 24);
    EXPECT_TRUE(bytes.ok());
    return *bytes;
  }

  std::string folder_;
};

TEST_F(ModelTest, OpensAndNamesItself) {
  WriteModel(MakeTinyModel(), folder_);
  const auto model = Model::Open(folder_, Precision::kF32);
  ASSERT_TRUE(model.ok()) << model.status().message();
  EXPECT_EQ((*model)->Name(),
            "tiny " + Blake2b(Read("model.safetensors")).Hex());
  EXPECT_EQ((*model)->precision(), Precision::kF32);
  EXPECT_EQ((*model)->KernelClass(), CurrentProcessor().name);
  EXPECT_TRUE(Model::Verify(folder_).ok());
}

TEST_F(ModelTest, AutoIsNeverTheAnswer) {
  WriteModel(MakeTinyModel(), folder_);
  const auto model = Model::Open(folder_, Precision::kAuto);
  ASSERT_TRUE(model.ok()) << model.status().message();
  EXPECT_EQ((*model)->precision(), CurrentProcessor().fastest);
}

TEST_F(ModelTest, NamesTheMissingFile) {
  EXPECT_EQ(OpenError(),
            "config.json: cannot open: No such file or directory; a model "
            "folder holds config.json, labels.json, vocab.txt and "
            "model.safetensors");
  for (const char* name : {"labels.json", "vocab.txt", "model.safetensors"}) {
    WriteModel(MakeTinyModel(), folder_);
    std::filesystem::remove(folder_ + "/" + name);
    EXPECT_EQ(OpenError(),
              std::string(name) + ": cannot open: No such file or directory");
  }
}

TEST_F(ModelTest, RefusesFilesOfAnotherExport) {
  const std::string advice =
      "; the model folder's files must come from one export: restore them";
  WriteModel(MakeTinyModel(), folder_);
  const std::string labels = Replaced(Read("labels.json"), "NOUN", "noun");
  const std::string was = Blake2b(Read("labels.json")).Hex();
  WriteBytes(folder_ + "/labels.json", labels);
  EXPECT_EQ(OpenError(), "labels.json: expected BLAKE2b " + was +
                             " as in config.json, got " +
                             Blake2b(labels).Hex() + advice);
  WriteModel(MakeTinyModel(), folder_);
  WriteBytes(folder_ + "/vocab.txt", "[CLS]\n");
  EXPECT_NE(OpenError().find("vocab.txt: expected BLAKE2b "),
            std::string::npos);
  WriteModel(MakeTinyModel(), folder_);
  const size_t size = Read("model.safetensors").size();
  WriteBytes(folder_ + "/model.safetensors",
             SafetensorsBytes({{"a", {{1}, {1}}}}));
  EXPECT_EQ(OpenError(), "model.safetensors: expected " + std::to_string(size) +
                             " bytes as in config.json, got " +
                             std::to_string(Read("model.safetensors").size()) +
                             advice);
}

TEST_F(ModelTest, VerifyFindsAChangedWeight) {
  WriteModel(MakeTinyModel(), folder_);
  std::string weights = Read("model.safetensors");
  weights.back() = static_cast<char>(weights.back() ^ 1);
  WriteBytes(folder_ + "/model.safetensors", weights);
  EXPECT_TRUE(Model::Open(folder_, Precision::kF32).ok());
  const Status status = Model::Verify(folder_);
  EXPECT_EQ(status.kind(), ErrorKind::kInvalidInput);
  EXPECT_NE(status.message().find("model.safetensors: expected BLAKE2b"),
            std::string::npos);
}

TEST_F(ModelTest, NamesTheTensorThatIsWrong) {
  TinyModel model = MakeTinyModel();
  model.tensors["heads.upos.weight"] = {{2, 32}, std::vector<float>(64)};
  WriteModel(model, folder_);
  EXPECT_EQ(OpenError(),
            "model.safetensors: tensor 'heads.upos.weight': expected shape "
            "[3,32], got [2,32]");
  // Each one of them is needed.
  const TinyModel whole = MakeTinyModel();
  for (const auto& [name, tensor] : whole.tensors) {
    model = whole;
    model.tensors.erase(name);
    WriteModel(model, folder_);
    const std::string message = OpenError();
    EXPECT_EQ(message.substr(0, message.find(": expected")),
              "model.safetensors: tensor '" + name + "'");
  }
}

TEST_F(ModelTest, NamesTheSettingThatIsWrong) {
  const struct {
    const char* key;
    const char* value;
    const char* message;
  } cases[] = {
      {"format", "1",
       "config.json: model format 1, but this program reads format 2"},
      {"format", "\"2\"", "config.json: expected a number for 'format'"},
      {"layers", "0",
       "config.json: expected a number from 1 to 64 for 'layers'"},
      {"hidden", "-32",
       "config.json: expected a number from 1 to 8192 for 'hidden'"},
      {"heads", "5", "config.json: expected a divisor of 'hidden' for 'heads'"},
      {"max_pieces", "25",
       "config.json: expected at most 'positions' for 'max_pieces'"},
      {"max_word_pieces", "23",
       "config.json: expected at most 'positions' - 2 for 'max_word_pieces'"},
      {"layer_norm_epsilon", "0",
       "config.json: expected a number between 0 and 1 for "
       "'layer_norm_epsilon'"},
      {"shapes", "7", "config.json: expected at least 8 for 'shapes'"},
      {"layouts", "3", "config.json: expected at least 4 for 'layouts'"},
      {"cue_bias", "1e9",
       "config.json: expected a number from -1000 to 1000 for 'cue_bias'"},
      {"attribution_weight", "\"1\"",
       "config.json: expected a number from -1000 to 1000 for "
       "'attribution_weight'"},
      {"vocabulary", "12",
       "vocab.txt: expected 12 pieces as in config.json, got 11; the model "
       "folder's files must come from one export: restore them"},
  };
  for (const auto& c : cases) {
    TinyModel model = MakeTinyModel();
    model.numbers[c.key] = c.value;
    WriteModel(model, folder_);
    EXPECT_EQ(OpenError(), c.message);
  }
  WriteModel(MakeTinyModel(), folder_);
  WriteBytes(folder_ + "/config.json", "{\"format\":2");
  EXPECT_EQ(OpenError(),
            "config.json: no JSON at byte 11: Missing a comma or '}' after an "
            "object member.");
}

TEST_F(ModelTest, NamesTheLabelThatIsWrong) {
  const struct {
    const char* from;
    const char* to;
    const char* message;
  } cases[] = {
      {"\"VERB\"", "\"NOUN\"", "labels.json: 'NOUN' stands twice in 'upos'"},
      {"\"VERB\"", "1", "labels.json: expected strings for 'upos'"},
      {R"(["NN","VB"])", "[]",
       "labels.json: expected a list of labels for 'xpos'"},
      {"L-s+", "Q-s+", "labels.json: expected a lemma script, got 'Q-s+'"},
      {"S-Person", "X-Person",
       "labels.json: expected a BIOES tag, got 'X-Person'"},
      {"B-source", "B-origin",
       "labels.json: unknown role in the tag 'B-origin'"},
      {"S-scope", "S", "labels.json: unknown role in the tag 'S'"},
      {R"("source":["O","B")", R"("source":["O","X")",
       "labels.json: expected the tag 'B' in 'source' and 'content'"},
      {"\"root\"", "\"dep\"",
       "labels.json: expected 'root' and another relation in 'deprel'"},
  };
  for (const auto& c : cases) {
    TinyModel model = MakeTinyModel();
    model.labels = Replaced(model.labels, c.from, c.to);
    WriteModel(model, folder_);
    EXPECT_EQ(OpenError(), c.message);
  }
}

TEST(PrecisionTest, ReadsItsNames) {
  EXPECT_EQ(*ParsePrecision("auto"), Precision::kAuto);
  EXPECT_EQ(*ParsePrecision("f32"), Precision::kF32);
  EXPECT_EQ(*ParsePrecision("bf16"), Precision::kBf16);
  EXPECT_EQ(*ParsePrecision("int8"), Precision::kInt8);
  EXPECT_EQ(ParsePrecision("int4").status().message(),
            "expected precision auto, f32, bf16 or int8, got 'int4'");
}

// The folder that ships.
TEST(ShippedModelTest, IsWhole) {
  const Status status =
      Model::Verify(std::string(KG_SOURCE_DIR) + "/models/en");
  EXPECT_TRUE(status.ok()) << status.message();
}

}  // namespace
}  // namespace kg
