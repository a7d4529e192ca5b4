// The shipped model beside what training says of it, and a made-up model: what
// tests of the encoder and its heads share.
#pragma once

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extractor/language/encoder.h"
#include "extractor/language/layout.h"
#include "extractor/language/model.h"
#include "tests/language/tiny_model.h"

namespace kg {

inline const std::string kModel = std::string(KG_SOURCE_DIR) + "/models/en";
constexpr float kTolerance = 1e-3f;

inline std::shared_ptr<const Model> OpenModel(Precision precision) {
  static const auto f32 = Model::Open(kModel, Precision::kF32);
  const auto model =
      precision == Precision::kF32 ? f32 : Model::Open(kModel, precision);
  EXPECT_TRUE(model.ok()) << model.status().message();
  return model.ok() ? *model : nullptr;
}

inline const ModelParts& Parts(const Model& model) {
  return static_cast<const LoadedModel&>(model).parts();
}

inline Document MakeDocument(
    const std::vector<std::vector<std::string>>& sentences) {
  Document document;
  for (const auto& words : sentences) {
    Sentence& sentence = document.sentences.emplace_back();
    for (const std::string& word : words) {
      sentence.tokens.emplace_back().form = word;
    }
  }
  return document;
}

struct ReferenceLine {
  rapidjson::Document json;
  Document document;
};

inline std::vector<ReferenceLine> ReadReference() {
  std::vector<ReferenceLine> lines;
  std::ifstream file(kModel + "/reference.jsonl");
  for (std::string text; std::getline(file, text);) {
    ReferenceLine& line = lines.emplace_back();
    line.json.Parse(text.data(), text.size());
    std::vector<std::vector<std::string>> sentences;
    for (const auto& words : line.json["sentences"].GetArray()) {
      auto& sentence = sentences.emplace_back();
      for (const auto& w : words.GetArray()) sentence.push_back(w.GetString());
    }
    line.document = MakeDocument(sentences);
    for (size_t s = 0; s < sentences.size(); ++s) {
      const auto i = static_cast<rapidjson::SizeType>(s);
      line.document.sentences[s].starts_paragraph =
          line.json["starts"][i].GetBool();
    }
    SetLayouts(&line.document);
  }
  return lines;
}

inline void ExpectNear(std::span<const float> got,
                       const rapidjson::Value& wanted,
                       const std::string& where) {
  ASSERT_GE(got.size(), wanted.Size()) << where;
  for (rapidjson::SizeType i = 0; i < wanted.Size(); ++i) {
    ASSERT_NEAR(got[i], wanted[i].GetDouble(), kTolerance)
        << where << ", value " << i;
  }
}

class ReferenceTest : public testing::Test {
 protected:
  void SetUp() override {
    model_ = OpenModel(Precision::kF32);
    ASSERT_NE(model_, nullptr);
    lines_ = ReadReference();
    ASSERT_GE(lines_.size(), 10u);
  }

  std::shared_ptr<const Model> model_;
  std::vector<ReferenceLine> lines_;
};

class TinyTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = MakeTestFolder(
        testing::UnitTest::GetInstance()->current_test_info()->name());
    WriteModel(MakeTinyModel(), folder_);
    const auto model = Model::Open(folder_, Precision::kF32);
    ASSERT_TRUE(model.ok()) << model.status().message();
    model_ = *model;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string folder_;
  std::shared_ptr<const Model> model_;
};

}  // namespace kg
