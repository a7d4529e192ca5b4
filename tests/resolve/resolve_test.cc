#include "graph/resolve/resolve.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

const ArticleId kHere = MakeArticleId("news", "a.txt", "1");
const ArticleId kThere = MakeArticleId("news", "b.txt", "1");

LocalEntity Named(const std::string& name) {
  LocalEntity entity;
  entity.name = name;
  return entity;
}

EntityId IdOf(const LocalEntity& entity, const ArticleId& article) {
  return MakeEntityId(CanonicalKey(entity, article));
}

TEST(Resolve, NamesThatDifferInFormAloneAreOneEntity) {
  const std::pair<const char*, const char*> kCases[] = {
      {"Northwind", "Northwind"},   {"Northwind", "NORTHWIND"},
      {"José Núñez", "Jose Nunez"}, {"O’Hara Ltd", "O'Hara Ltd"},
      {"Vale  Bank", " Vale Bank"}, {"Ｖale Bank", "Vale Bank"},
  };
  for (const auto& [a, b] : kCases) {
    EXPECT_EQ(IdOf(Named(a), kHere), IdOf(Named(b), kThere)) << a << ", " << b;
  }
}

TEST(Resolve, OtherNamesAreOtherEntities) {
  const std::pair<const char*, const char*> kCases[] = {
      {"Northwind", "Northwinds"},
      {"Vale Bank", "Valebank"},
      {"…", "—"},
      {"", "…"}};
  for (const auto& [a, b] : kCases) {
    EXPECT_NE(IdOf(Named(a), kHere), IdOf(Named(b), kHere)) << a << ", " << b;
  }
}

TEST(Resolve, TheTypeIsNotPartOfTheIdentity) {
  LocalEntity company = Named("Vale");
  company.type = EntityType::kOrganization;
  LocalEntity town = Named("Vale");
  town.type = EntityType::kPlace;
  EXPECT_EQ(IdOf(company, kHere), IdOf(town, kThere));
}

TEST(Resolve, ADescribedSourceIsOfItsArticleAndPlaceAlone) {
  LocalEntity official = Named("a senior official");
  official.described = true;
  official.mentions = {{{40, 57}}, {{90, 92}, MentionForm::kPronoun}};
  LocalEntity other = official;
  other.mentions[0].span = {45, 62};
  LocalEntity same = official;
  same.name = "a senior port official";
  EXPECT_EQ(IdOf(official, kHere), IdOf(same, kHere));
  EXPECT_NE(IdOf(official, kHere), IdOf(official, kThere));
  EXPECT_NE(IdOf(official, kHere), IdOf(other, kHere));
  EXPECT_NE(IdOf(official, kHere), IdOf(Named("a senior official"), kHere));
}

TEST(Resolve, GivesOneIdForEachLocalEntityInOrder) {
  LocalFacts facts;
  facts.article.id = kHere;
  facts.entities = {Named("Ada Holm"), Named("Vale"), Named("ada holm")};
  const std::vector<EntityId> ids = ResolveEntities(facts);
  ASSERT_EQ(ids.size(), 3u);
  EXPECT_EQ(ids[0], ids[2]);
  EXPECT_NE(ids[0], ids[1]);
  EXPECT_EQ(ids[1], MakeEntityId("name vale"));
}

}  // namespace
}  // namespace kg
