#include "exporters/jsonl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "exporters/export.h"
#include "graph/facts/jsonl.h"
#include "graph/view/ids.h"
#include "tests/support/random_facts.h"
#include "tests/support/small_graph.h"

namespace kg {
namespace {

using testing::ArticleBuilder;
using testing::FactsGenerator;
using testing::MemoryView;
using testing::SmallGraph;

std::string ExportText(const GraphView& view,
                       const ExportOptions& options = {}) {
  std::string out;
  const auto sink = MakeJsonLinesSink({{[&](std::string_view bytes) {
                                         out += bytes;
                                         return Status();
                                       }},
                                       ""});
  const Status status = Export(view, options, sink.get()).status();
  EXPECT_TRUE(status.ok()) << status.message();
  return out;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<MemoryView::Part> RandomParts(uint32_t count) {
  FactsGenerator generator(21);
  std::vector<MemoryView::Part> parts;
  for (uint32_t i = 0; i < count; ++i) {
    LocalFacts facts = generator.Make(i);
    Canonicalize(&facts);
    std::vector<EntityId> entities = ResolveEntities(facts);
    parts.push_back({std::move(facts), std::move(entities)});
  }
  return parts;
}

TEST(JsonLinesExport, WritesEachRecordInFull) {
  ArticleBuilder builder("a.txt", "2021-03-01", "É: Ada leads Vale.");
  const uint32_t ada = builder.Entity(EntityType::kPerson, "Ada", {"Ada"});
  const uint32_t vale =
      builder.Entity(EntityType::kOrganization, "Vale", {"Vale"});
  builder.Relation(ada, "leads", vale, "Ada leads Vale");
  builder.Claim(ada, "says", "Vale", "leads Vale", {vale}).cue =
      builder.Find("leads");
  const std::string article = MakeArticleId("news", "a.txt", "1").Hex();
  const EntityId ada_id = MakeEntityId("name ada");
  const EntityId vale_id = MakeEntityId("name vale");
  const std::string relation =
      MakeRelationId(ada_id, "leads", vale_id, Polarity::kAffirmed,
                     Modality::kAsserted, Standing::kStated, "")
          .Hex();
  const std::string claim =
      MakeClaimId(MakeArticleId("news", "a.txt", "1"), Span{8, 13}, {},
                  std::nullopt, "says", std::nullopt, "")
          .Hex();
  const std::string ada_end =
      R"({"id":")" + ada_id.Hex() + R"(","name":"Ada","type":"Person"})";
  const std::string vale_end = R"({"id":")" + vale_id.Hex() +
                               R"(","name":"Vale","type":"Organization"})";
  auto entity = [](const EntityId& id, const std::string& name,
                   const std::string& type) {
    return R"({"kind":"entity","id":")" + id.Hex() + R"(","type":")" + type +
           R"(","name":")" + name + R"(","aliases":[{"text":")" + name +
           R"(","count":1}],"descriptions":[],"external":{},"mentions":1,"articles":1,"first_date":"2021-03-01","last_date":"2021-03-01"})";
  };
  std::vector<std::string> entities = {entity(ada_id, "Ada", "Person"),
                                       entity(vale_id, "Vale", "Organization")};
  if (vale_id < ada_id) std::swap(entities[0], entities[1]);
  EXPECT_THAT(
      Lines(ExportText(MemoryView({builder.Build()}))),
      ::testing::ElementsAre(
          R"({"kind":"header","format":"kg","version":1,"scope":"graph"})",
          R"({"kind":"article","id":")" + article +
              R"(","root":"news","path":"a.txt","record":null,"url":null,"title":"","date":"2021-03-01","authors":[],"publisher":null,"language":"en","near_copy_of":null,"model":null,"extractor":null,"text":"É: Ada leads Vale.","body":0})",
          entities[0], entities[1],
          R"({"kind":"relation","id":")" + relation + R"(","subject":)" +
              ada_end + R"(,"predicate":"leads","object":)" + vale_end +
              R"(,"polarity":"affirmed","modality":"asserted","standing":"stated","derived":null,"property":null,"confidence":0.9,"sources":1,"first_date":"2021-03-01","last_date":"2021-03-01","evidence":[{"article":")" +
              article +
              R"(","path":"a.txt","line":1,"start":3,"end":17,"spans":[[3,17]],"quote":"Ada leads Vale","subject":null,"object":null,"claim":null,"qualifiers":[],"confidence":0.9}]})",
          R"({"kind":"claim","id":")" + claim + R"(","speaker":)" + ada_end +
              R"(,"act":"says","addressee":null,"form":"indirect","polarity":"affirmed","text":"Vale","topics":[)" +
              vale_end +
              R"(],"propositions":[],"parent":null,"date":null,"derived":null,"confidence":0.8,"evidence":[{"article":")" +
              article +
              R"(","path":"a.txt","line":1,"start":7,"end":17,"spans":[[13,17]],"quote":"leads Vale","cue":[7,12],"speaker":null,"confidence":0.8}]})"));
}

TEST(JsonLinesExport, SortsByKindThenId) {
  const std::string text = ExportText(MemoryView(RandomParts(20)));
  const std::vector<std::string> kKinds = {"header", "article", "entity",
                                           "relation", "claim"};
  std::pair<size_t, std::string> last;
  for (const std::string& line : Lines(text)) {
    rapidjson::Document json;
    json.Parse(line.c_str(), line.size());
    ASSERT_FALSE(json.HasParseError()) << line;
    const auto kind =
        std::find(kKinds.begin(), kKinds.end(), json["kind"].GetString());
    std::pair<size_t, std::string> here(
        kind - kKinds.begin(),
        json.HasMember("id") ? json["id"].GetString() : "");
    EXPECT_TRUE(last <= here) << line;
    last = here;
  }
}

TEST(JsonLinesExport, DoesNotDependOnTheOrderOfArticles) {
  std::vector<MemoryView::Part> parts = RandomParts(20);
  const std::string text = ExportText(MemoryView(parts));
  std::reverse(parts.begin(), parts.end());
  EXPECT_EQ(ExportText(MemoryView(parts)), text);
}

TEST(JsonLinesExport, QuotesStandAtTheirOffsets) {
  const std::vector<MemoryView::Part> parts = RandomParts(20);
  std::map<std::string, std::u32string> texts;
  for (const MemoryView::Part& part : parts) {
    std::u32string& text = texts[part.facts.article.id.Hex()];
    const std::string& bytes = part.facts.article.text;
    for (size_t at = 0; at < bytes.size(); at += DecodeAt(bytes, at).bytes) {
      text.push_back(DecodeAt(bytes, at).value);
    }
  }
  size_t quotes = 0;
  for (const std::string& line : Lines(ExportText(MemoryView(parts)))) {
    rapidjson::Document json;
    json.Parse(line.c_str(), line.size());
    if (!json.HasMember("evidence")) continue;
    for (const auto& evidence : json["evidence"].GetArray()) {
      const std::u32string& text = texts.at(evidence["article"].GetString());
      const uint32_t start = evidence["start"].GetUint();
      std::string quote;
      for (char32_t c : text.substr(start, evidence["end"].GetUint() - start)) {
        AppendUtf8(c, &quote);
      }
      EXPECT_EQ(quote, std::string(evidence["quote"].GetString(),
                                   evidence["quote"].GetStringLength()));
      ++quotes;
    }
  }
  EXPECT_GT(quotes, 50u);
}

TEST(JsonLinesExport, LeavesTheTextOutOnDemand) {
  const std::string text = ExportText(SmallGraph(), {.with_text = false});
  EXPECT_EQ(text.find("\"text\":\"Port d"), std::string::npos);
  EXPECT_NE(text.find("\"quote\":\"Ada Holm closed Port Anselm\""),
            std::string::npos);
}

TEST(JsonLinesExport, CannotBeLoaded) {
  FactsReader reader("graph.jsonl", {});
  const std::vector<std::string> lines = Lines(ExportText(SmallGraph()));
  const Status status = reader.Line(lines[0]);
  EXPECT_EQ(status.kind(), ErrorKind::kUnsupported);
}

TEST(Export, StopsAtTheFirstFailureOfTheOutput) {
  size_t writes = 0;
  const auto sink = MakeJsonLinesSink({{[&](std::string_view) {
                                         return ++writes < 4
                                                    ? Status()
                                                    : Status::Io("disk full");
                                       }},
                                       ""});
  const Status status = Export(SmallGraph(), {}, sink.get()).status();
  EXPECT_EQ(status.message(), "disk full");
  EXPECT_EQ(writes, 4u);
}

TEST(Export, StopsWhenCancelled) {
  CancelToken cancel;
  cancel.Cancel();
  const auto sink =
      MakeJsonLinesSink({{[](std::string_view) { return Status(); }}, ""});
  EXPECT_EQ(
      Export(SmallGraph(), {.cancel = &cancel}, sink.get()).status().kind(),
      ErrorKind::kCancelled);
}

TEST(ExportFormats, AreFoundByName) {
  const Result<const ExportFormat*> found = FindExportFormat("jsonl");
  ASSERT_TRUE(found.ok());
  EXPECT_NE(
      (*found)->make_sink({{[](std::string_view) { return Status(); }}, ""}),
      nullptr);
  EXPECT_EQ(FindExportFormat("pdf").status().message(),
            "no export format 'pdf'; there are: jsonl, graphml, gexf, csv, nt, "
            "turtle, nquads, trig");
}

}  // namespace
}  // namespace kg
