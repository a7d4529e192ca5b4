// Any bytes as an article file of the format that KG_FUZZ_ENDING names; of
// "gz", the first byte chooses the format inside. What comes out must be a
// right article, whatever went in.
#include "base/unicode.h"
#include "extractor/ingest/finish.h"
#include "extractor/ingest/ingest.h"
#include "tests/fuzz/facts_text.h"

namespace kg {
namespace {

using fuzz::Require;

// So small that the limits are met, but by no pumped seed (smoke_test.py).
constexpr IngestLimits kLimits = {.record_bytes = 1 << 18,
                                  .file_bytes = 1 << 22,
                                  .json_depth = 64,
                                  .unpack_ratio = 200};

void CheckArticle(const Article& article) {
  Require(IsValidUtf8(article.text) && IsNfc(article.text));
  Require(article.body_begin <= article.text.size());
  Require(std::is_sorted(article.source_map.begin(), article.source_map.end()));
  for (const std::string& author : article.authors) {
    Require(!author.empty() && IsValidUtf8(author));
  }
  LocalFacts facts;
  facts.article = article;
  fuzz::RequireRoundTrip(facts);
}

// The name of the file, and its bytes.
std::pair<std::string, std::string_view> FileOf(std::string_view bytes) {
  const std::string_view ending = KG_FUZZ_ENDING;
  if (ending != "gz") return {"a." + std::string(ending), bytes};
  constexpr const char* kInside[] = {"txt", "md", "html", "json", "jsonl"};
  if (bytes.empty()) return {"a.txt.gz", bytes};
  const auto kind = static_cast<uint8_t>(bytes[0]) % std::size(kInside);
  return {"a." + std::string(kInside[kind]) + ".gz", bytes.substr(1)};
}

}  // namespace
}  // namespace kg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  kg::IngestOptions options;
  options.limits = kg::kLimits;
  options.keep_any_language = size % 2 == 0;
  const kg::IngestSink sink = {[](kg::Article article) {
                                 kg::CheckArticle(article);
                                 return true;
                               },
                               [](const kg::Skipped& skipped) {
                                 kg::fuzz::Require(!skipped.reason.empty());
                                 return true;
                               }};
  static const auto& tables = *new kg::IngestTables(kg::fuzz::English());
  const auto [name, bytes] = kg::FileOf(kg::fuzz::TextOf(data, size));
  const kg::Status status = kg::IngestBytes(bytes, name, options, tables, sink);
  // Only the system may break off the reading, and there is none here.
  kg::fuzz::Require(status.ok());
  return 0;
}
