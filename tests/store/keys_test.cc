#include "graph/store/keys.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/random_facts.h"

namespace kg {
namespace {

using testing::Random;

constexpr PrivateId kBigId = static_cast<PrivateId>((uint64_t{1} << 40) - 1);

PrivateId AnyId(Random* random) {
  constexpr uint64_t kIds[] = {
      0, 1, 255, 256, 65535, 65536, 1ull << 32, static_cast<uint64_t>(kBigId)};
  return static_cast<PrivateId>(kIds[random->Below(std::size(kIds))]);
}

TEST(Keys, DayIsANumberThatReadsAsItsDate) {
  struct Case {
    const char* date;
    std::optional<Day> day;
  };
  const Case cases[] = {
      {"", 0},
      {"2019-02-26", 20190226},
      {"0001-01-01", 10101},
      {"9999-12-31", 99991231},
      {"0000-00-00", std::nullopt},
      {"2019-02", std::nullopt},
      {"2019-02-26T10:00", std::nullopt},
      {"2019/02/26", std::nullopt},
      {"2019-0a-26", std::nullopt},
      {"-019-02-26", std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.date);
    EXPECT_EQ(DayOf(c.date), c.day);
    if (c.day) {
      EXPECT_EQ(DateOf(*c.day), c.date);
    }
  }
}

TEST(Keys, EvidenceKeysComeBackAndSortAsTheirFields) {
  Random random(1);
  std::vector<EvidencePlace> places;
  for (int i = 0; i < 200; ++i) {
    places.push_back({AnyId(&random), 20190000 + random.Below(3),
                      AnyId(&random), random.Below(2) << 31, random.Below(3)});
  }
  auto fields = [](const EvidencePlace& p) {
    return std::tie(p.fact, p.day, p.document, p.begin, p.ordinal);
  };
  for (const EvidencePlace& a : places) {
    EXPECT_EQ(PlaceOfKey(EvidenceKey(a)), a);
    for (const EvidencePlace& b : places) {
      EXPECT_EQ(EvidenceKey(a) < EvidenceKey(b), fields(a) < fields(b));
    }
  }
}

TEST(Keys, EdgeKeysComeBackAndSortAsTheirOrder) {
  Random random(2);
  std::vector<Edge> edges;
  for (int i = 0; i < 100; ++i) {
    edges.push_back({AnyId(&random),
                     static_cast<PredicateId>(random.Below(2) << 31),
                     AnyId(&random), AnyId(&random)});
  }
  for (const Edge& a : edges) {
    for (const Edge& b : edges) {
      EXPECT_EQ(EdgeKey(EdgeOrder::kOut, a) < EdgeKey(EdgeOrder::kOut, b),
                std::tie(a.subject, a.predicate, a.object, a.fact) <
                    std::tie(b.subject, b.predicate, b.object, b.fact));
      EXPECT_EQ(EdgeKey(EdgeOrder::kIn, a) < EdgeKey(EdgeOrder::kIn, b),
                std::tie(a.object, a.predicate, a.subject, a.fact) <
                    std::tie(b.object, b.predicate, b.subject, b.fact));
      EXPECT_EQ(EdgeKey(EdgeOrder::kByPredicate, a) <
                    EdgeKey(EdgeOrder::kByPredicate, b),
                std::tie(a.predicate, a.subject, a.object, a.fact) <
                    std::tie(b.predicate, b.subject, b.object, b.fact));
    }
    for (EdgeOrder order :
         {EdgeOrder::kOut, EdgeOrder::kIn, EdgeOrder::kByPredicate}) {
      EXPECT_EQ(EdgeOfKey(EdgeKey(order, a)), a);
    }
  }
}

TEST(Keys, TermsComeBackSortAsTheirBytesAndAreNoPrefixOfAnother) {
  const std::vector<std::string> terms = {"",
                                          std::string("\0", 1),
                                          std::string("\0\0", 2),
                                          "\x01",
                                          std::string("\0\1", 2),
                                          "a",
                                          "a\x01",
                                          std::string("a\0", 2),
                                          std::string("a\0\xFF", 3),
                                          "a b",
                                          "ab",
                                          "\xC3\xA9",
                                          "\xFF",
                                          std::string("\xFF\0", 2),
                                          std::string("a\0b", 3)};
  for (const std::string& a : terms) {
    const std::string key = NameKey(a, kBigId);
    const std::optional<SplitTerm> split = TermOfKey(key);
    ASSERT_TRUE(split);
    EXPECT_EQ(split->term, a);
    EXPECT_EQ(split->rest.size(), 5u);
    for (const std::string& b : terms) {
      EXPECT_EQ(TermKey('n', a) < TermKey('n', b), a < b);
      if (a != b) {
        EXPECT_FALSE(TermKey('n', a).starts_with(TermKey('n', b)));
      }
    }
  }
}

TEST(Keys, ShortKeysAreNoKeysAndStillShow) {
  const EntityId entity{Blake2b("e")};
  const std::string keys[] = {
      EvidenceKey({kBigId, 1, kBigId, 2, 3}),
      EdgeKey(EdgeOrder::kByPredicate, {}),
      NameKey("a", kBigId),
      ExternalKey(entity, "iso3166", "AU"),
      PartKey(entity, EntityPart::kAlias, "A"),
      FileKey("root", "a/b.txt"),
  };
  for (const std::string& key : keys) {
    for (size_t size = 0; size < key.size(); ++size) {
      const std::string_view cut = std::string_view(key).substr(0, size);
      EXPECT_FALSE(PlaceOfKey(cut));
      EXPECT_FALSE(EdgeOfKey(cut));
      for (Family family : kFamilies) EXPECT_NE(KeyText(family, cut), "");
      // These may read a shorter key; they must not read past it.
      (void)HashOfKey(cut);
      (void)IdOfKey(cut);
      (void)TermOfKey(cut);
      (void)PartOfKey(cut);
    }
  }
}

TEST(Keys, PrefixEndIsTheFirstKeyAfterThePrefix) {
  EXPECT_EQ(PrefixEnd("a"), "b");
  EXPECT_EQ(PrefixEnd("a\xFF"), "b");
  EXPECT_EQ(PrefixEnd("\xFF\xFF"), "");
  EXPECT_EQ(PrefixEnd(""), "");
}

TEST(Keys, ShowReadably) {
  const EntityId entity{*Hash128::FromHex("00112233445566778899aabbccddeeff")};
  struct Case {
    Family family;
    std::string key;
    std::string text;
  };
  const Case cases[] = {
      {Family::kRecord, HashKey(tag::kEntity, entity.hash),
       "record/entity 00112233445566778899aabbccddeeff"},
      {Family::kRecord, PartKey(entity, EntityPart::kName, "Vale\nBank"),
       "record/entity 00112233445566778899aabbccddeeff name 'Vale\\x0aBank'"},
      {Family::kRaw, FileKey("root", "a.txt"), "raw/file 'root' 'a.txt'"},
      {Family::kRaw, std::string(1, tag::kManifest), "raw/manifest"},
      {Family::kText, NameKey("bank", static_cast<PrivateId>(7)),
       "text/name 'bank' 7"},
      {Family::kEdge,
       EdgeKey(EdgeOrder::kIn,
               {static_cast<PrivateId>(1), static_cast<PredicateId>(2),
                static_cast<PrivateId>(3), static_cast<PrivateId>(4)}),
       "edge/in 3 2 1 4"},
      {Family::kEvidence, MentionsKey(kBigId, 20190226, PrivateId::kNone),
       "evidence/entity 1099511627775 20190226 0"},
      {Family::kRaw, "?x", "raw/'?x'"},
      {Family::kRaw, "", "raw/''"},
      {Family::kEdge, "Sab", "edge/out + 'ab'"},
  };
  for (const Case& c : cases) EXPECT_EQ(KeyText(c.family, c.key), c.text);
}

}  // namespace
}  // namespace kg
