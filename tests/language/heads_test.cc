#include "extractor/language/heads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "extractor/language/forward.h"
#include "extractor/language/windows.h"
#include "tests/language/reference.h"

namespace kg {
namespace {

// The runs of words whose tags name the role.
std::vector<Range> RunsOf(const rapidjson::Value& tags, const char* role) {
  std::vector<Range> runs;
  for (rapidjson::SizeType w = 0; w < tags.Size(); ++w) {
    const std::string tag = tags[w].GetString();
    if (tag.size() < 2 || tag.substr(2) != role) continue;
    if (tag[0] == 'B' || tag[0] == 'S') runs.push_back({w, w});
    runs.back().end = w + 1;
  }
  return runs;
}

Range RangeOf(const rapidjson::Value& pair) {
  return {pair[0].GetUint(), pair[1].GetUint()};
}

std::vector<Range> RangesOf(const rapidjson::Value& pairs) {
  std::vector<Range> ranges;
  for (const auto& pair : pairs.GetArray()) ranges.push_back(RangeOf(pair));
  return ranges;
}

TEST_F(ReferenceTest, AttributionsAndNegationsEqualThoseOfTraining) {
  Encoder encoder(model_);
  size_t attributions = 0, negations = 0;
  for (ReferenceLine& line : lines_) {
    SCOPED_TRACE("window " + std::to_string(&line - lines_.data()));
    ASSERT_TRUE(encoder.Annotate(&line.document, nullptr).ok());
    size_t found = 0;
    for (const auto& said : line.json["attributions"].GetArray()) {
      if (said["content"].Empty()) continue;
      ASSERT_LT(found, line.document.attributions.size());
      const AttributedWords& got = line.document.attributions[found++];
      EXPECT_EQ(got.cue, std::vector<Range>{RangeOf(said["cue"])});
      EXPECT_EQ(got.source, RangesOf(said["source"]));
      EXPECT_EQ(got.content, RangesOf(said["content"]));
    }
    EXPECT_EQ(line.document.attributions.size(), found);
    attributions += found;
    const auto& negated = line.json["negations"];
    ASSERT_EQ(line.document.negations.size(), negated.Size());
    for (rapidjson::SizeType i = 0; i < negated.Size(); ++i, ++negations) {
      EXPECT_EQ(line.document.negations[i].cue, RangeOf(negated[i]["cue"]));
      EXPECT_EQ(line.document.negations[i].scope,
                RunsOf(negated[i]["tags"], "scope"));
    }
  }
  EXPECT_GE(attributions, 5u);
  EXPECT_GE(negations, 1u);
}

TEST_F(ReferenceTest, SpanAndCoreferenceScoresAgreeWithTraining) {
  const ModelParts& parts = Parts(*model_);
  Encoder encoder(model_);
  Forward forward(parts.config, parts.weights);
  Heads heads(parts);
  size_t scores = 0;
  for (ReferenceLine& line : lines_) {
    const auto& json = line.json;
    const std::string where = "window " + std::to_string(&line - lines_.data());
    // Tags and trees, then the other heads once more.
    ASSERT_TRUE(encoder.Annotate(&line.document, nullptr).ok());
    WindowReader reader(line.document, parts.word_piece,
                        {parts.config.max_pieces, parts.config.positions});
    Window window;
    ASSERT_TRUE(reader.Next(&window));
    ASSERT_TRUE(forward.Run(window).ok());
    heads.Start(&line.document);
    ASSERT_TRUE(heads.Read(window, forward, &line.document).ok());
    const auto& said = json["attributions"];
    for (rapidjson::SizeType i = 0; i < said.Size(); ++i) {
      const auto got = heads.attribution_scores().scores(i);
      const auto& rows = said[i]["scores"];
      const size_t tags = parts.labels.attribution.size();
      ASSERT_EQ(got.size(), rows.Size() * tags);
      for (rapidjson::SizeType w = 0; w < rows.Size(); ++w) {
        ExpectNear(got.subspan(w * tags, tags), rows[w], where);
      }
    }
    const auto& candidates = json["candidates"];
    ASSERT_EQ(heads.coreference().added(), candidates.Size()) << where;
    for (rapidjson::SizeType i = 0; i < candidates.Size(); ++i) {
      EXPECT_EQ(heads.coreference().position(i), candidates[i].GetUint());
      const auto got = heads.coreference().scores(i);
      ASSERT_EQ(got.size(), json["coreference_scores"][i].Size());
      ExpectNear(got, json["coreference_scores"][i], where);
      scores += got.size();
    }
  }
  EXPECT_GT(scores, 0u);
}

// Half-open, ascending, inside the document; those of a cue inside a window.
void ExpectRanges(const std::vector<Range>& ranges, uint32_t positions) {
  uint32_t last = 0;
  for (const Range& range : ranges) {
    EXPECT_LE(last, range.begin);
    EXPECT_LT(range.begin, range.end);
    EXPECT_LE(range.end, positions);
    last = range.end;
  }
}

TEST_F(TinyTest, RangesAndClustersAreOrderedPositions) {
  // Three windows and more of a document whose words are all alike to a model
  // of random weights, so that all heads find something.
  std::vector<std::vector<std::string>> sentences;
  for (size_t i = 0; i < 40; ++i) {
    sentences.push_back({"the", "cat", "sats", ".", "a", "cats"});
  }
  Document document = MakeDocument(sentences);
  Encoder encoder(model_);
  ASSERT_TRUE(encoder.Annotate(&document, nullptr).ok());
  uint32_t cue = 0;
  for (const AttributedWords& one : document.attributions) {
    ASSERT_EQ(one.cue.size(), 1u);
    EXPECT_LE(cue, one.cue[0].begin);
    cue = one.cue[0].end;
    for (const auto* part : {&one.cue, &one.source, &one.content}) {
      ExpectRanges(*part, 240);
    }
  }
  for (const NegatedWords& one : document.negations) {
    ExpectRanges({one.cue}, 240);
    ExpectRanges(one.scope, 240);
  }
  uint32_t first = 0;
  for (const auto& cluster : document.clusters) {
    ASSERT_GE(cluster.size(), 2u);
    EXPECT_TRUE(std::is_sorted(cluster.begin(), cluster.end()));
    EXPECT_LE(first, cluster.front());
    EXPECT_LT(cluster.back(), 240u);
    first = cluster.front();
  }
  EXPECT_FALSE(document.attributions.empty() && document.negations.empty());
}

TEST_F(TinyTest, PredicatesHaveAFactuality) {
  Document document = MakeDocument({{"the", "cat", "sats", ".", "a", "cats"}});
  Encoder encoder(model_);
  ASSERT_TRUE(encoder.Annotate(&document, nullptr).ok());
  const auto& tokens = document.sentences[0].tokens;
  for (size_t t = 0; t < tokens.size(); ++t) {
    const bool governs =
        std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
          return token.head == static_cast<int32_t>(t);
        });
    const bool predicate =
        governs && (tokens[t].upos == "NOUN" || tokens[t].upos == "VERB");
    EXPECT_EQ(!std::isnan(tokens[t].factuality), predicate) << t;
  }
}

}  // namespace
}  // namespace kg
