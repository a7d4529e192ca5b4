#include "extractor/language/encoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/file.h"
#include "extractor/language/conllu.h"
#include "extractor/language/forward.h"
#include "extractor/language/onednn.h"
#include "extractor/language/segment.h"
#include "extractor/language/windows.h"
#include "tests/language/reference.h"

namespace kg {
namespace {

constexpr std::pair<TagHead, const char*> kScores[] = {
    {TagHead::kUpos, "upos_scores"},
    {TagHead::kSource, "source_scores"},
    {TagHead::kCue, "cue_scores"},
    {TagHead::kContent, "content_scores"}};

TEST_F(ReferenceTest, ScoresAgreeWithTraining) {
  const ModelParts& parts = Parts(*model_);
  Forward forward(parts.config, parts.weights);
  size_t sentences = 0;
  for (const ReferenceLine& line : lines_) {
    const auto& json = line.json;
    WindowReader reader(line.document, parts.word_piece,
                        {parts.config.max_pieces, parts.config.positions});
    Window window;
    ASSERT_TRUE(reader.Next(&window));
    ASSERT_EQ(window.pieces.size(), json["pieces"].Size());
    for (rapidjson::SizeType i = 0; i < window.pieces.size(); ++i) {
      ASSERT_EQ(window.pieces[i], json["pieces"][i].GetInt());
      ASSERT_EQ(window.shapes[i], json["shapes"][i].GetInt());
      ASSERT_EQ(window.layouts[i], json["layouts"][i].GetInt());
    }
    const Status status = forward.Run(window);
    ASSERT_TRUE(status.ok()) << status.message();
    rapidjson::SizeType word = 0;
    for (const Part& part : window.parts) {
      ++sentences;
      std::span<const float> arcs;
      ASSERT_TRUE(forward.ScoreArcs(part, &arcs).ok());
      const size_t n = part.token_end - part.token_begin;
      for (size_t i = 0; i < n; ++i, ++word) {
        const size_t node = part.node_begin + i;
        const std::string where = "window " +
                                  std::to_string(&line - lines_.data()) +
                                  ", word " + std::to_string(word);
        ExpectNear(forward.hidden(node), json["hidden"][word], where);
        for (const auto& [head, key] : kScores) {
          ExpectNear(forward.tags(head, node), json[key][word], where + key);
        }
        ExpectNear(arcs.subspan(i * (n + 1), n + 1), json["arc_scores"][word],
                   where);
      }
    }
    EXPECT_FALSE(reader.Next(&window));
  }
  EXPECT_GE(sentences, 50u);
}

// BIOES of the reference as the tokens have it.
std::string Bio(std::string tag) {
  if (tag[0] == 'S') tag[0] = 'B';
  if (tag[0] == 'E') tag[0] = 'I';
  return tag;
}

TEST_F(ReferenceTest, AnnotationsEqualThoseOfTraining) {
  Encoder encoder(model_);
  for (ReferenceLine& line : lines_) {
    const auto& json = line.json;
    const Status status = encoder.Annotate(&line.document, nullptr);
    ASSERT_TRUE(status.ok()) << status.message();
    rapidjson::SizeType word = 0;
    for (const Sentence& sentence : line.document.sentences) {
      for (const Token& token : sentence.tokens) {
        SCOPED_TRACE("window " + std::to_string(&line - lines_.data()) +
                     ", word " + std::to_string(word) + " " + token.form);
        EXPECT_EQ(token.upos, json["upos"][word].GetString());
        EXPECT_EQ(token.xpos, json["xpos"][word].GetString());
        EXPECT_EQ(token.feats, json["feats"][word].GetString());
        EXPECT_EQ(token.ner, Bio(json["ner"][word].GetString()));
        EXPECT_EQ(token.head + 1, json["head"][word].GetInt());
        EXPECT_EQ(token.deprel, json["deprel"][word].GetString());
        EXPECT_EQ(token.lemma, json["lemma"][word].GetString());
        const std::string entity = json["entity"][word].GetString();
        EXPECT_EQ(token.entity, entity == "-" ? "" : entity);
        if (!std::isnan(token.factuality)) {
          EXPECT_NEAR(token.factuality, json["factuality"][word].GetDouble(),
                      kTolerance);
        }
        ++word;
      }
    }
  }
}

std::string Show(const std::vector<Range>& ranges) {
  std::string text;
  for (const Range& range : ranges) {
    text += std::to_string(range.begin) + "-" + std::to_string(range.end) + ",";
  }
  return text;
}

// Everything that Annotate writes, a token a line.
std::string Dump(const Document& document) {
  std::string text;
  for (const Sentence& sentence : document.sentences) {
    for (const Token& t : sentence.tokens) {
      text += t.form + " " + t.lemma + " " + t.upos + " " + t.xpos + " " +
              t.feats + " " + std::to_string(t.head) + " " + t.deprel + " " +
              t.ner + " " + std::to_string(t.layout) + " " + t.entity + " " +
              std::to_string(t.factuality) + "\n";
    }
  }
  for (const AttributedWords& one : document.attributions) {
    text += "cue " + Show(one.cue) + " source " + Show(one.source) +
            " content " + Show(one.content) + "\n";
  }
  for (const NegatedWords& one : document.negations) {
    text += "not " + Show({one.cue}) + " scope " + Show(one.scope) + "\n";
  }
  for (const auto& cluster : document.clusters) {
    text += "same";
    for (const uint32_t position : cluster) {
      text += " " + std::to_string(position);
    }
    text += "\n";
  }
  return text;
}

std::string Annotated(Encoder* encoder, Document document) {
  const Status status = encoder->Annotate(&document, nullptr);
  EXPECT_TRUE(status.ok()) << status.message();
  return Dump(document);
}

TEST_F(ReferenceTest, ThreadsAndOrderDoNotMatter) {
  std::vector<std::string> forwards, backwards(lines_.size());
  std::thread other([&] {
    Encoder encoder(model_);
    for (size_t i = lines_.size(); i-- > 0;) {
      backwards[i] = Annotated(&encoder, lines_[i].document);
    }
  });
  Encoder encoder(model_);
  for (const ReferenceLine& line : lines_) {
    forwards.push_back(Annotated(&encoder, line.document));
  }
  other.join();
  EXPECT_EQ(forwards, backwards);
}

// The bits of a window's scores.
std::vector<float> Bits(Forward* forward, const ModelParts& parts,
                        const Document& document) {
  WindowReader reader(document, parts.word_piece,
                      {parts.config.max_pieces, parts.config.positions});
  Window window;
  EXPECT_TRUE(reader.Next(&window));
  EXPECT_TRUE(forward->Run(window).ok());
  std::vector<float> bits;
  for (size_t node = 0; node < window.nodes.size(); ++node) {
    const auto hidden = forward->hidden(node);
    bits.insert(bits.end(), hidden.begin(), hidden.end());
  }
  return bits;
}

TEST_F(ReferenceTest, ScoresHaveTheSameBitsAgain) {
  const ModelParts& parts = Parts(*model_);
  Forward first(parts.config, parts.weights);
  const auto fresh = Bits(&first, parts, lines_[1].document);
  Bits(&first, parts, lines_[12].document);
  EXPECT_EQ(Bits(&first, parts, lines_[1].document), fresh);
  std::vector<float> elsewhere;
  std::thread([&] {
    Forward second(parts.config, parts.weights);
    elsewhere = Bits(&second, parts, lines_[1].document);
  }).join();
  EXPECT_EQ(elsewhere, fresh);
}

// The prose of the sample corpus and of the rules' tests.
std::vector<Document> Prose() {
  const std::string root = KG_SOURCE_DIR;
  std::vector<Document> documents;
  const auto lexicon = Lexicon::Load(root + "/lexicon/en");
  EXPECT_TRUE(lexicon.ok());
  for (const auto& entry :
       std::filesystem::directory_iterator(root + "/data")) {
    const std::string path = entry.path();
    if (!path.ends_with(".txt") && !path.ends_with(".md")) continue;
    const auto text = ReadFile(path, 1 << 20);
    EXPECT_TRUE(text.ok()) << text.status().message();
    documents.push_back(Segment(*text, *lexicon));
  }
  const std::string path = root + "/tests/rules/constructions.conllu";
  const auto bytes = ReadFile(path, 1 << 20);
  EXPECT_TRUE(bytes.ok()) << bytes.status().message();
  const auto articles = ReadConllu(path, *bytes);
  EXPECT_TRUE(articles.ok()) << articles.status().message();
  for (const auto& article : *articles) documents.push_back(article.document);
  return documents;
}

// Words whose tags and place in the tree are those of f32, in the prose and in
// the sentences of the reference.
TEST_F(ReferenceTest, FasterPrecisionsGiveTheSameTagsAndTrees) {
  const struct {
    Precision precision;
    size_t percent;
  } cases[] = {{Precision::kBf16, 99}, {Precision::kInt8, 98}};
  std::vector<Document> documents = Prose();
  for (const ReferenceLine& line : lines_) documents.push_back(line.document);
  for (const auto& c : cases) {
    SCOPED_TRACE(PrecisionName(c.precision));
    const auto model = OpenModel(c.precision);
    ASSERT_NE(model, nullptr);
    EXPECT_EQ(model->precision(), c.precision);
    Encoder exact(model_), fast(model);
    size_t words = 0, equal = 0;
    for (const Document& document : documents) {
      Document a = document, b = document;
      ASSERT_TRUE(exact.Annotate(&a, nullptr).ok());
      ASSERT_TRUE(fast.Annotate(&b, nullptr).ok());
      for (size_t s = 0; s < a.sentences.size(); ++s) {
        for (size_t t = 0; t < a.sentences[s].tokens.size(); ++t, ++words) {
          const Token& x = a.sentences[s].tokens[t];
          const Token& y = b.sentences[s].tokens[t];
          equal += x.upos == y.upos && x.ner == y.ner && x.head == y.head &&
                   x.deprel == y.deprel;
        }
      }
    }
    EXPECT_GT(words, 1500u);
    EXPECT_GE(equal * 100, words * c.percent) << equal << " of " << words;
  }
}

// Each row of a window is computed alone, in any precision.
TEST_F(ReferenceTest, EveryPrecisionGivesTheSameBitsAgain) {
  for (const Precision precision : {Precision::kBf16, Precision::kInt8}) {
    const auto model = OpenModel(precision);
    ASSERT_NE(model, nullptr);
    const ModelParts& parts = Parts(*model);
    Forward first(parts.config, parts.weights);
    const auto fresh = Bits(&first, parts, lines_[1].document);
    Bits(&first, parts, lines_[12].document);
    EXPECT_EQ(Bits(&first, parts, lines_[1].document), fresh);
  }
}

// One root that all words reach, and `root` where the root is.
void ExpectTree(const Sentence& sentence) {
  const auto& tokens = sentence.tokens;
  size_t roots = 0;
  for (const Token& token : tokens) {
    roots += token.head < 0;
    EXPECT_EQ(token.head < 0, token.deprel == "root");
    const Token* at = &token;
    for (size_t steps = 0; at->head >= 0; ++steps) {
      ASSERT_LE(steps, tokens.size()) << "cycle";
      ASSERT_LT(static_cast<size_t>(at->head), tokens.size());
      at = &tokens[static_cast<size_t>(at->head)];
    }
  }
  EXPECT_EQ(roots, 1u);
}

TEST_F(TinyTest, OverlongSentencesAreOneTree) {
  Encoder encoder(model_);
  Document document =
      MakeDocument({std::vector<std::string>(60, "cats"), {"the", "cat"}});
  ASSERT_TRUE(encoder.Annotate(&document, nullptr).ok());
  ExpectTree(document.sentences[0]);
  ExpectTree(document.sentences[1]);
  // 22 pieces of room hold 11 words: the parts begin at 0, 11, …, 55.
  const auto& tokens = document.sentences[0].tokens;
  int32_t root = 0;
  while (tokens[static_cast<size_t>(root)].head >= 0) ++root;
  EXPECT_LT(root, 11);
  for (size_t begin = 11; begin < tokens.size(); begin += 11) {
    size_t joined = 0;
    for (size_t i = begin; i < std::min(begin + 11, tokens.size()); ++i) {
      if (tokens[i].deprel != "parataxis") continue;
      ++joined;
      EXPECT_EQ(tokens[i].head, root);
    }
    EXPECT_EQ(joined, 1u) << begin;
  }
}

TEST_F(TinyTest, TakesEmptyAndStrangeDocuments) {
  Encoder encoder(model_);
  Document nothing;
  EXPECT_TRUE(encoder.Annotate(&nothing, nullptr).ok());
  Document document =
      MakeDocument({{}, {"\x01"}, {"", "\xFF"}, {}, {"the"}, {}});
  ASSERT_TRUE(encoder.Annotate(&document, nullptr).ok());
  for (const Sentence& sentence : document.sentences) {
    if (!sentence.tokens.empty()) ExpectTree(sentence);
    for (const Token& token : sentence.tokens) {
      EXPECT_FALSE(token.upos.empty());
      EXPECT_FALSE(token.ner.empty());
    }
  }
}

TEST_F(TinyTest, AnotherRunReplacesAnnotations) {
  Encoder encoder(model_);
  Document document =
      MakeDocument({std::vector<std::string>(60, "cats"), {"the", "cat"}});
  ASSERT_TRUE(encoder.Annotate(&document, nullptr).ok());
  const std::string once = Dump(document);
  ASSERT_TRUE(encoder.Annotate(&document, nullptr).ok());
  EXPECT_EQ(Dump(document), once);
}

TEST_F(TinyTest, StopsWhenCancelled) {
  Encoder encoder(model_);
  Document document = MakeDocument({{"the", "cat"}});
  CancelToken cancel;
  EXPECT_TRUE(encoder.Annotate(&document, &cancel).ok());
  cancel.Cancel();
  EXPECT_EQ(encoder.Annotate(&document, &cancel).kind(), ErrorKind::kCancelled);
}

TEST_F(TinyTest, LongArticlesAreFine) {
  Encoder encoder(model_);
  Document document = MakeDocument(
      std::vector<std::vector<std::string>>(500, {"the", "cat", "sat", "."}));
  ASSERT_TRUE(encoder.Annotate(&document, nullptr).ok());
  for (const Sentence& sentence : document.sentences) ExpectTree(sentence);
}

}  // namespace
}  // namespace kg
