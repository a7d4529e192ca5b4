// Documents for tests, told word by word as the model would annotate them.
#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "extractor/rules/extract.h"

namespace kg {

inline const Lexicon& EnglishLexicon() {
  static const auto* const kLexicon = new Result<Lexicon>(
      Lexicon::Load(std::string(KG_SOURCE_DIR) + "/lexicon/en"));
  EXPECT_TRUE(kLexicon->ok()) << kLexicon->status().message();
  return kLexicon->value();
}

// The text of constructions.conllu.
inline std::string ConstructionsText() {
  constexpr size_t kLimit = 1u << 20;
  const auto bytes = ReadFile(
      std::string(KG_SOURCE_DIR) + "/tests/rules/constructions.conllu", kLimit);
  EXPECT_TRUE(bytes.ok()) << bytes.status().message();
  return bytes.ok() ? *bytes : "";
}

// Words as form/lemma/upos/head/deprel/ner; heads are positions of the
// document counted from 1, 0 the root; "|" ends a sentence.
struct Story {
  std::string text;
  Document document;
};

inline Story Tell(const std::string& words) {
  Story story;
  auto& sentences = story.document.sentences;
  sentences.emplace_back().starts_paragraph = true;
  int32_t first = 0, count = 0;
  std::istringstream stream(words);
  for (std::string word; stream >> word;) {
    if (word == "|" || word == "||") {
      sentences.emplace_back().starts_paragraph = word == "||";
      first = count;
      continue;
    }
    std::istringstream fields(word);
    Token& token = sentences.back().tokens.emplace_back();
    std::string head;
    for (std::string* field : {&token.form, &token.lemma, &token.upos, &head,
                               &token.deprel, &token.ner}) {
      std::getline(fields, *field, '/');
    }
    token.head = std::stoi(head) == 0 ? -1 : std::stoi(head) - 1 - first;
    token.feats = "_";
    if (token.upos == "VERB") {
      token.xpos = "VBD";
      token.feats = "Mood=Ind|Tense=Past|VerbForm=Fin";
    }
    token.space_after = true;
    token.begin = static_cast<uint32_t>(story.text.size());
    story.text += token.form;
    token.end = static_cast<uint32_t>(story.text.size());
    story.text += ' ';
    ++count;
  }
  for (Sentence& sentence : sentences) {
    sentence.begin = sentence.tokens.front().begin;
    sentence.end = sentence.tokens.back().end;
  }
  return story;
}

// All that the rules find, however likely.
inline Extraction From(const Story& story) {
  Article article;
  article.text = story.text;
  article.date = "2019-02-28";
  return Extract(std::move(article), story.document, EnglishLexicon(),
                 {.keep_doubtful = true});
}

inline std::string TextOf(const Story& story, const std::vector<Span>& spans) {
  std::string text;
  for (const Span& span : spans) {
    if (!text.empty()) text += " … ";
    text += story.text.substr(span.begin, span.end - span.begin);
  }
  return text;
}

}  // namespace kg
