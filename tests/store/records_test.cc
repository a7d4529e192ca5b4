#include "graph/store/records.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "graph/store/contribution.h"
#include "graph/store/raw_records.h"
#include "tests/store/store_testing.h"

namespace kg {
namespace {

using testing::MemoryView;
using testing::RandomArticle;

// Decodes, and encodes again what came out.
using Again = std::function<Result<std::string>(std::string_view)>;

const std::string kKey = HashKey(tag::kRelation, Blake2b("key"));
const std::string kRawKey = HashKey(tag::kFacts, Blake2b("key"));

template <typename T>
Again DecodeAgain() {
  return [](std::string_view bytes) -> Result<std::string> {
    KG_ASSIGN(const T record, Decode<T>(Family::kRecord, kKey, bytes));
    if constexpr (std::is_same_v<T, uint64_t>) {
      return EncodeCount(record);
    } else if constexpr (std::is_same_v<T, std::string>) {
      return EncodeText(record);
    } else {
      return Encode(record);
    }
  };
}

template <typename T>
Again DecodeRawAgain() {
  return [](std::string_view bytes) -> Result<std::string> {
    KG_ASSIGN(const T record, DecodeRaw<T>(kRawKey, bytes));
    if constexpr (std::is_same_v<T, ArticleMeta>) {
      return EncodeMeta(record.article);
    } else if constexpr (std::is_same_v<T, ArticleText>) {
      Article article;
      article.text = record.text;
      article.source_map = record.source_map;
      return EncodeArticleText(article);
    } else if constexpr (std::is_same_v<T, ArticleFacts>) {
      return EncodeFacts(record.facts, record.entities);
    } else {
      return Encode(record);
    }
  };
}

struct Sample {
  std::string name;
  std::string bytes;
  Again again;
};

void AddDerived(const MemoryView::Part& part, std::vector<Sample>* samples) {
  const Contribution all = MakeContribution(part.facts, part.entities);
  for (const auto& [id, share] : all.relations) {
    RelationRow row;
    row.id = static_cast<PrivateId>(77);
    row.subject = share.subject;
    row.predicate = share.predicate;
    row.object = share.object;
    row.derived = share.derived;
    row.properties = {{"P69", 2}, {"-P169", 300}};
    row.confidences = {{0, 1}, {100, 70000}};
    samples->push_back({"relation", Encode(row), DecodeAgain<RelationRow>()});
    samples->push_back(
        {"evidence", Encode(share.evidence[0]), DecodeAgain<EvidenceRecord>()});
  }
  for (const auto& [id, share] : all.claims) {
    samples->push_back(
        {"claim", Encode(ClaimRow{static_cast<PrivateId>(5), share.claim}),
         DecodeAgain<ClaimRow>()});
  }
}

std::vector<Sample> Samples() {
  std::vector<Sample> samples;
  for (uint32_t seed : {3u, 4u}) {
    const MemoryView::Part part = RandomArticle(1, seed);
    samples.push_back({"meta", EncodeMeta(part.facts.article),
                       DecodeRawAgain<ArticleMeta>()});
    samples.push_back({"text", EncodeArticleText(part.facts.article),
                       DecodeRawAgain<ArticleText>()});
    samples.push_back({"facts", EncodeFacts(part.facts, part.entities),
                       DecodeRawAgain<ArticleFacts>()});
    AddDerived(part, &samples);
  }
  const ArticleId article{Blake2b("a")};
  samples.push_back({"decision",
                     Encode(Decision{7,
                                     Decision::Action::kRename,
                                     {{article, 12}},
                                     "Vale Bank",
                                     "2019-02-26",
                                     "by hand"}),
                     DecodeRawAgain<Decision>()});
  samples.push_back({"file", Encode(FileState{"", "", Blake2b("f"), {article}}),
                     DecodeRawAgain<FileState>()});
  samples.push_back({"manifest",
                     Encode(Manifest{"0.1", "m", "f32", "avx2", "72.1", "x"}),
                     DecodeRawAgain<Manifest>()});
  samples.push_back({"id", Encode(IdRow{IdKind::kClaim, Blake2b("c")}),
                     DecodeAgain<IdRow>()});
  samples.push_back({"next ids", Encode(NextIds{}), DecodeAgain<NextIds>()});
  samples.push_back({"predicate",
                     Encode(PredicateRow{static_cast<PredicateId>(1), 2, 300}),
                     DecodeAgain<PredicateRow>()});
  EntityRow entity;
  entity.types = {{EntityType::kPerson, 2}, {EntityType::kConcept, 1000}};
  samples.push_back({"entity", Encode(entity), DecodeAgain<EntityRow>()});
  samples.push_back({"marks", Encode(EdgeMarks{}), DecodeAgain<EdgeMarks>()});
  samples.push_back({"private id",
                     Encode(static_cast<PrivateId>(uint64_t{1} << 39)),
                     DecodeAgain<PrivateId>()});
  samples.push_back(
      {"count", EncodeCount(~uint64_t{0}), DecodeAgain<uint64_t>()});
  samples.push_back({"string", EncodeText("a\nb"), DecodeAgain<std::string>()});
  return samples;
}

TEST(Records, ComeBackWhole) {
  for (const Sample& sample : Samples()) {
    SCOPED_TRACE(sample.name);
    const Result<std::string> again = sample.again(sample.bytes);
    ASSERT_TRUE(again.ok()) << again.status().message();
    EXPECT_EQ(*again, sample.bytes);
  }
}

TEST(Records, AreCorruptCutAtAnyByte) {
  for (const Sample& sample : Samples()) {
    SCOPED_TRACE(sample.name);
    for (size_t size = 0; size < sample.bytes.size(); ++size) {
      const Result<std::string> again =
          sample.again(sample.bytes.substr(0, size));
      ASSERT_FALSE(again.ok()) << "cut to " << size;
      EXPECT_EQ(again.status().kind(), ErrorKind::kCorrupt);
      EXPECT_NE(again.status().message().find(Blake2b("key").Hex()),
                std::string::npos)
          << again.status().message();
    }
    EXPECT_FALSE(sample.again(sample.bytes + '\0').ok());
  }
}

TEST(Records, NeverCrashWithAnyByteChanged) {
  for (const Sample& sample : Samples()) {
    SCOPED_TRACE(sample.name);
    for (size_t at = 0; at < sample.bytes.size(); ++at) {
      for (int value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
        std::string bytes = sample.bytes;
        bytes[at] = static_cast<char>(value);
        const Result<std::string> again = sample.again(bytes);
        if (!again.ok()) {
          EXPECT_EQ(again.status().kind(), ErrorKind::kCorrupt);
        }
      }
    }
  }
}

TEST(Records, SayWhatIsWrong) {
  const Result<uint64_t> count =
      Decode<uint64_t>(Family::kRecord, TextKey(tag::kCounter, "claims"), "\2");
  ASSERT_FALSE(count.ok());
  EXPECT_EQ(count.status().message(),
            "record/counter 'claims': expected a whole record of version 1, "
            "got 1 bytes that are none");
}

TEST(Records, RefuseFactsThatLeadNowhere) {
  struct Case {
    std::string message;
    std::function<void(LocalFacts*)> damage;
  };
  const Case cases[] = {
      {"article: expected its date as YYYY-MM-DD, got 'May'",
       [](LocalFacts* f) { f->article.date = "May"; }},
      {"article: expected 2 resolved entities, got 1",
       [](LocalFacts* f) { f->entities.emplace_back(); }},
      {"relation 0: subject 9 is not there",
       [](LocalFacts* f) { f->relations[0].subject = 9; }},
      {"relation 0: object 9 is not there",
       [](LocalFacts* f) { f->relations[0].object = uint32_t{9}; }},
      {"relation 0: it has no evidence",
       [](LocalFacts* f) { f->relations[0].evidence.clear(); }},
      {"relation 0: claim 9 is not there",
       [](LocalFacts* f) { f->relations[0].evidence[0].claim = 9; }},
      {"claim 1: speaker 9 is not there",
       [](LocalFacts* f) { f->claims[1].speaker = 9; }},
      {"claim 0: addressee 9 is not there",
       [](LocalFacts* f) { f->claims[0].addressee = 9; }},
      {"claim 0: topic 9 is not there",
       [](LocalFacts* f) {
         f->claims[0].topics = {0, 9};
       }},
      {"claim 0: proposition 9 is not there",
       [](LocalFacts* f) { f->claims[0].propositions = {9}; }},
      {"claim 0: parent 9 is not there",
       [](LocalFacts* f) { f->claims[0].parent = 9; }},
      {"claim 0: it is its own parent",
       [](LocalFacts* f) {
         f->claims[0].parent = 1;
         f->claims[1].parent = 0;
       }},
  };
  for (const Case& c : cases) {
    LocalFacts facts;
    facts.entities.resize(1);
    facts.relations.resize(1);
    facts.relations[0].evidence.resize(1);
    facts.claims.resize(2);
    EXPECT_TRUE(ValidateFacts(facts, 1).ok());
    c.damage(&facts);
    EXPECT_EQ(ValidateFacts(facts, 1).message(), c.message);
  }
}

}  // namespace
}  // namespace kg
