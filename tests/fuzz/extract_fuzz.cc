// Any CoNLL-U, whatever its trees and tags, as an annotated article: the rules'
// facts must be right, and be written as text that reads back the same.
#include "extractor/language/conllu.h"
#include "extractor/rules/extract.h"
#include "graph/resolve/resolve.h"
#include "graph/store/raw_records.h"
#include "tests/fuzz/facts_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto articles =
      kg::ReadConllu("a.conllu", kg::fuzz::TextOf(data, size));
  if (!articles.ok()) {
    kg::fuzz::Require(articles.status().message().starts_with("a.conllu:"));
    return 0;
  }
  for (const kg::ConlluArticle& read : *articles) {
    kg::Article article;
    article.id = kg::MakeArticleId("root", "a.txt", "1");
    article.path = "a.txt";
    article.language = "en";
    article.date = "2019-02-26";
    article.text = read.text;
    const kg::Extraction extraction =
        kg::Extract(article, read.document, kg::fuzz::English());
    const auto entities = kg::ResolveEntities(extraction.facts);
    kg::fuzz::Require(
        kg::ValidateFacts(extraction.facts, entities.size()).ok());
    kg::fuzz::RequireRoundTrip(extraction.facts);
  }
  return 0;
}
