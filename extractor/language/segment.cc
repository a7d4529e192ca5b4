#include "extractor/language/segment.h"

#include <string>
#include <utility>
#include <vector>

#include "extractor/language/segment_lines.h"
#include "extractor/language/segment_sentences.h"
#include "extractor/language/segment_tables.h"
#include "extractor/language/segment_words.h"

namespace kg {
namespace {

Token MakeToken(std::string_view text, const std::vector<WordSpan>& words,
                size_t i) {
  Token token;
  token.begin = words[i].begin;
  token.end = words[i].end;
  token.form = std::string(words[i].In(text));
  token.feats = std::string(1, '_');
  token.space_after =
      i + 1 == words.size() || words[i + 1].begin > words[i].end;
  return token;
}

}  // namespace

Document Segment(std::string_view text, const Lexicon& lexicon) {
  const SegmentTables tables(lexicon);
  Document document;
  std::vector<WordSpan> words;
  for (const Paragraph& paragraph : FindParagraphs(text)) {
    words.clear();
    SplitWords(text, paragraph, tables, &words);
    size_t i = 0;
    for (size_t end : FindSentenceEnds(text, words, tables)) {
      Sentence sentence;
      sentence.begin = words[i].begin;
      sentence.end = words[end - 1].end;
      sentence.starts_paragraph = i == 0;
      sentence.tokens.reserve(end - i);
      for (; i < end; ++i) {
        sentence.tokens.push_back(MakeToken(text, words, i));
      }
      document.sentences.push_back(std::move(sentence));
    }
  }
  return document;
}

}  // namespace kg
