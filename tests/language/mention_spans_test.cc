#include "extractor/language/mention_spans.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace kg {
namespace {

// Words as form/upos/head/deprel, heads counted from 1, 0 the root.
Sentence Parse(const std::string& text) {
  Sentence sentence;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    std::istringstream fields(word);
    Token& token = sentence.tokens.emplace_back();
    std::string head;
    std::getline(fields, token.form, '/');
    std::getline(fields, token.upos, '/');
    std::getline(fields, head, '/');
    std::getline(fields, token.deprel, '/');
    token.head = std::stoi(head) - 1;
  }
  return sentence;
}

TEST(MentionSpansTest, TakesWhatBelongsToTheHead) {
  const struct {
    const char* name;
    const char* sentence;
    const char* head;
    const char* span;
  } cases[] = {
      {"the whole phrase",
       "the/DET/3/det old/ADJ/3/amod mill/NOUN/0/root of/ADP/6/case "
       "the/DET/6/det town/NOUN/3/nmod",
       "mill", "the old mill of the town"},
      {"a phrase inside without its preposition",
       "the/DET/3/det old/ADJ/3/amod mill/NOUN/0/root of/ADP/6/case "
       "the/DET/6/det town/NOUN/3/nmod",
       "town", "the town"},
      {"the possessive ending stays in",
       "Ann/PROPN/3/nmod:poss 's/PART/1/case hat/NOUN/0/root", "Ann", "Ann 's"},
      {"a pronoun without adverbs and clauses",
       "him/PRON/0/root too/ADV/1/advmod if/SCONJ/4/mark paid/VERB/1/advcl",
       "him", "him"},
      {"a pronoun with its relative clause",
       "in/ADP/2/case those/PRON/0/root who/PRON/4/nsubj "
       "left/VERB/2/acl:relcl",
       "those", "those who left"},
      {"conjuncts stay out, and all beyond",
       "the/DET/2/det mill/NOUN/0/root and/CCONJ/4/cc barn/NOUN/2/conj "
       "there/ADV/2/advmod",
       "mill", "the mill"},
      {"relative clauses stay in",
       "a/DET/2/det man/NOUN/0/root who/PRON/4/nsubj left/VERB/2/acl:relcl "
       "./PUNCT/2/punct",
       "man", "a man who left"},
      {"appositions stay out with their comma",
       "Ann/PROPN/0/root Lee/PROPN/1/flat ,/PUNCT/5/punct the/DET/5/det "
       "mayor/NOUN/1/appos",
       "Ann", "Ann Lee"},
      {"predicate nouns without their clause",
       "she/PRON/5/nsubj is/AUX/5/cop also/ADV/5/advmod a/DET/5/det "
       "judge/NOUN/0/root when/ADV/7/advmod asked/VERB/5/advcl",
       "judge", "a judge"},
      {"adverbs before the determiner stay out",
       "only/ADV/3/advmod the/DET/3/det firm/NOUN/0/root", "firm", "the firm"},
      {"marks inside stay, at the edges not",
       "(/PUNCT/4/punct big/ADJ/4/amod ,/PUNCT/4/punct dogs/NOUN/0/root "
       ")/PUNCT/4/punct",
       "dogs", "big , dogs"},
      {"what stands apart stays out",
       "a/DET/2/det day/NOUN/3/obl came/VERB/0/root of/ADP/5/case "
       "rest/NOUN/2/nmod",
       "day", "a day"},
  };
  for (const auto& c : cases) {
    const Sentence sentence = Parse(c.sentence);
    const MentionSpans spans(sentence);
    for (uint32_t t = 0; t < sentence.tokens.size(); ++t) {
      if (sentence.tokens[t].form != c.head) continue;
      const Range span = spans.At(t);
      std::string text;
      for (uint32_t i = span.begin; i < span.end; ++i) {
        if (!text.empty()) text += ' ';
        text += sentence.tokens[i].form;
      }
      EXPECT_EQ(text, c.span) << c.name;
    }
  }
}

TEST(MentionSpansTest, TakesBrokenTrees) {
  Sentence sentence = Parse("a/NOUN/2/det b/NOUN/3/det c/NOUN/1/det");
  sentence.tokens.emplace_back().head = 99;
  sentence.tokens.emplace_back().head = 4;  // itself
  const MentionSpans spans(sentence);
  for (uint32_t t = 0; t < sentence.tokens.size(); ++t) {
    const Range span = spans.At(t);
    EXPECT_TRUE(span.Has(t));
    EXPECT_LE(span.end, sentence.tokens.size());
  }
}

}  // namespace
}  // namespace kg
