// The whole extractor over texts given in tests: file to facts, with the model.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "builder/pipeline.h"
#include "extractor/ingest/ingest.h"

namespace kg {

class WholeExtractor : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string root = KG_SOURCE_DIR;
    auto lexicon = Lexicon::Load(root + "/lexicon/en");
    ASSERT_TRUE(lexicon.ok()) << lexicon.status().message();
    lexicon_ = std::make_unique<Lexicon>(std::move(lexicon).value());
    auto pipeline = Pipeline::Open({.model_folder = root + "/models/en",
                                    .precision = Precision::kF32,
                                    .jobs = 1,
                                    .program = "test",
                                    .lexicon = lexicon_.get(),
                                    .extract = {}});
    ASSERT_TRUE(pipeline.ok()) << pipeline.status().message();
    pipeline_ = std::move(pipeline).value();
  }

  static IngestSink Into(std::vector<Article>* articles) {
    IngestSink sink;
    sink.on_article = [articles](Article article) {
      articles->push_back(std::move(article));
      return true;
    };
    sink.on_skipped = [](const Skipped&) { return true; };
    return sink;
  }

  // What the relations and claims of a file say, apart from where it stands:
  // "subject|predicate|object|polarity modality standing", "speaker:act:text".
  std::set<std::string> Told(const std::string& bytes,
                             const std::string& name) {
    std::vector<Article> read;
    const Status status = IngestBytes(bytes, name, {}, *lexicon_, Into(&read));
    EXPECT_TRUE(status.ok()) << status.message();
    std::set<std::string> told;
    for (Article& article : read) {
      const auto annotated = pipeline_->Run(0, std::move(article));
      EXPECT_TRUE(annotated.ok()) << annotated.status().message();
      if (annotated.ok()) AddTold(annotated->extraction.facts, &told);
    }
    return told;
  }

  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<Pipeline> pipeline_;

 private:
  static void AddTold(const LocalFacts& facts, std::set<std::string>* told) {
    const auto name = [&](std::optional<uint32_t> entity) {
      return entity ? facts.entities[*entity].name : "-";
    };
    for (const LocalRelation& relation : facts.relations) {
      const auto* object = std::get_if<uint32_t>(&relation.object);
      told->insert(
          name(relation.subject) + "|" + relation.predicate + "|" +
          (object ? name(*object) : std::get<Literal>(relation.object).text) +
          "|" + std::string(NameOf(relation.polarity)) + " " +
          std::string(NameOf(relation.modality)) + " " +
          std::string(NameOf(relation.standing)));
    }
    for (const LocalClaim& claim : facts.claims) {
      told->insert(name(claim.speaker) + ":" + claim.act + ":" + claim.text);
    }
  }
};

}  // namespace kg
