// Any text through segmentation, a made-up model's encoder and heads, and the
// rules. The model's random weights give trees, names, speakers and scopes that
// no trained model would.
#include <filesystem>

#include "base/unicode.h"
#include "extractor/language/encoder.h"
#include "extractor/language/segment.h"
#include "extractor/rules/extract.h"
#include "graph/store/raw_records.h"
#include "tests/fuzz/facts_text.h"
#include "tests/language/tiny_model.h"

namespace kg {
namespace {

using fuzz::Require;

Encoder& TinyEncoder() {
  static Encoder* encoder = [] {
    const std::string folder = MakeTestFolder("annotate_fuzz");
    WriteModel(MakeTinyModel(), folder);
    auto model = Model::Open(folder, Precision::kF32);
    Require(model.ok());
    std::filesystem::remove_all(folder);
    return new Encoder(*model);
  }();
  return *encoder;
}

// Sentences and words lie inside the text, in order.
void CheckSegments(std::string_view text, const Document& document) {
  uint32_t at = 0;
  for (const Sentence& sentence : document.sentences) {
    Require(at <= sentence.begin && sentence.begin < sentence.end);
    Require(!sentence.tokens.empty());
    at = sentence.begin;
    for (const Token& token : sentence.tokens) {
      Require(at <= token.begin && token.begin <= token.end);
      Require(!token.form.empty() && token.end <= sentence.end);
      at = token.end;
    }
    at = sentence.end;
  }
  Require(at <= text.size());
}

}  // namespace
}  // namespace kg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  kg::Article article;
  article.id = kg::MakeArticleId("root", "a.txt", "1");
  article.path = "a.txt";
  article.language = "en";
  article.text = kg::ToNfc(kg::RepairUtf8(kg::fuzz::TextOf(data, size)));
  kg::Document document = kg::Segment(article.text, kg::fuzz::English());
  kg::CheckSegments(article.text, document);
  kg::fuzz::Require(kg::TinyEncoder().Annotate(&document, nullptr).ok());
  const kg::Extraction extraction =
      kg::Extract(article, document, kg::fuzz::English());
  kg::fuzz::Require(
      kg::ValidateFacts(extraction.facts, extraction.facts.entities.size())
          .ok());
  kg::fuzz::RequireRoundTrip(extraction.facts);
  return 0;
}
