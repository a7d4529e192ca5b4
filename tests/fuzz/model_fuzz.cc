// Any bytes as the small files of a model folder, config.json and labels.json;
// what labels are accepted is used to decode and to make lemmas.
#include <vector>

#include "base/unicode.h"
#include "extractor/language/attribution.h"
#include "extractor/language/lemma.h"
#include "extractor/language/model_config.h"
#include "extractor/language/role_spans.h"
#include "tests/fuzz/target.h"

namespace kg {
namespace {

constexpr size_t kWords = 5;
constexpr const char* kForms[] = {"", "Was", "d\xC3\xA9j\xC3\xA0", "I\xCC\x87",
                                  "\xF0\x9F\x9A\xA2"};

void UseScripts(const Labels& labels) {
  std::vector<LemmaScript> scripts;
  for (const std::string& text : labels.lemma) {
    Result<LemmaScript> script = ParseLemmaScript(text);
    if (script.ok()) scripts.push_back(std::move(script).value());
  }
  const std::vector<float> scores(scripts.size());
  for (const char* form : kForms) {
    (void)BestLemma(scripts, scores, form);
  }
}

void UseTags(const Labels& labels) {
  const std::vector<float> row(labels.ner.size());
  const Result<NameDecoder> names = NameDecoder::Make(labels.ner);
  if (names.ok()) {
    const std::vector<std::span<const float>> rows(kWords, row);
    const std::vector<size_t> tags = names->Decode(rows);
    fuzz::Require(tags.size() == kWords);
    for (const size_t tag : tags) (void)names->Bio(tag);
  }
  const Result<RoleDecoder> scopes = RoleDecoder::Make(labels.scope, {"scope"});
  if (scopes.ok()) {
    (void)scopes->Decode(std::vector<float>(kWords * scopes->tags().size()));
  }
}

void UseAttributions(const ModelConfig& config, const Labels& labels) {
  const Result<AttributionDecoder> decoder =
      AttributionDecoder::Make(config, labels);
  if (!decoder.ok()) return;
  (void)decoder->Cues(std::vector<float>(kWords * labels.cue.size()));
  (void)decoder->Decode(
      {0, 1}, std::vector<float>(kWords * labels.attribution.size()), {});
}

}  // namespace
}  // namespace kg

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(kg::fuzz::TextOf(data, size));
  const auto config = kg::ParseModelConfig("config.json", text);
  kg::fuzz::Require(config.ok() || !config.status().message().empty());
  const auto labels = kg::ParseLabels("labels.json", text);
  if (!labels.ok()) return 0;
  kg::UseScripts(*labels);
  kg::UseTags(*labels);
  kg::UseAttributions(config.ok() ? *config : kg::ModelConfig(), *labels);
  return 0;
}
