// Decisions as lines, and their offsets between bytes and code points.
#include "graph/facts/jsonl_decision.h"

#include <iterator>

#include "base/unicode.h"
#include "graph/facts/json_text.h"
#include "graph/facts/jsonl.h"

namespace kg {
namespace {

// In the order of the numbers, which start at 1.
constexpr std::string_view kActions[] = {"merge", "split", "rename"};

// Applies `convert` to each offset whose article is there and has its text.
template <typename Convert>
Status ConvertOffsets(const ArticleLookup& article_of, Convert convert,
                      Decision* decision) {
  for (Decision::LocalName& name : decision->of) {
    Result<Article> article = article_of(name.article);
    if (!article.ok()) {
      if (article.status().kind() == ErrorKind::kNotFound) continue;
      return article.status();
    }
    if (!article->has_text) continue;
    name.mention_begin = convert(OffsetMap(article->text), name.mention_begin);
  }
  return Status();
}

}  // namespace

std::string_view NameOf(Decision::Action action) {
  return kActions[static_cast<size_t>(action) - 1];
}

std::optional<Decision::Action> ParseAction(std::string_view name) {
  for (size_t i = 0; i < std::size(kActions); ++i) {
    if (kActions[i] == name) return static_cast<Decision::Action>(i + 1);
  }
  return std::nullopt;
}

Result<std::string> WriteDecision(const Decision& decision,
                                  const ArticleLookup& article_of) {
  Decision outside = decision;
  KG_RETURN_IF_ERROR(ConvertOffsets(
      article_of,
      [](const OffsetMap& map, uint32_t at) { return map.ToCodePoints(at); },
      &outside));
  std::string out;
  JsonText json(&out);
  json.BeginObject();
  json.Key("kind");
  json.String("decision");
  json.Key("seq");
  json.Integer(outside.sequence);
  json.Key("action");
  json.String(NameOf(outside.action));
  json.Key("of");
  json.BeginArray();
  for (const Decision::LocalName& name : outside.of) {
    json.BeginArray();
    json.String(name.article.Hex());
    json.Integer(name.mention_begin);
    json.EndArray();
  }
  json.EndArray();
  json.Key("name");
  json.StringOrNull(outside.name);
  json.Key("date");
  json.StringOrNull(outside.date);
  json.Key("note");
  json.StringOrNull(outside.note);
  json.EndObject();
  return out + "\n";
}

Result<Decision> DecisionToBytes(Decision decision,
                                 const ArticleLookup& article_of) {
  KG_RETURN_IF_ERROR(ConvertOffsets(
      article_of,
      [](const OffsetMap& map, uint32_t at) { return map.ToBytes(at); },
      &decision));
  return decision;
}

}  // namespace kg
