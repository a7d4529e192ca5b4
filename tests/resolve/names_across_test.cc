// Which names of different articles are one entity.
#include <cctype>
#include <cstdlib>
#include <random>

#include "tests/resolve/small_resolve.h"

namespace kg::testing {
namespace {

constexpr EntityType kPerson = EntityType::kPerson;
constexpr EntityType kPlace = EntityType::kPlace;
constexpr EntityType kOrganization = EntityType::kOrganization;
constexpr EntityType kGroup = EntityType::kGroup;
constexpr EntityType kConcept = EntityType::kConcept;

struct Case {
  const char* what;
  std::vector<TestName> names;  // one article each; the first two compared
  bool one;                     // are they one entity?
  const char* reason = "";      // of the merge, where it is told
};

class Across : public ::testing::TestWithParam<Case> {};

TEST_P(Across, JoinsWhatIsOneAndNothingElse) {
  const Case& given = GetParam();
  SmallResolve world;
  int number = 0;
  for (const TestName& name : given.names) {
    world.Put(ArticleOf(number++, {name}));
  }
  EXPECT_EQ(world.At(0, 0) == world.At(1, 0), given.one) << given.what;
  if (given.reason[0] == '\0') return;
  ASSERT_TRUE(world.names().contains(world.At(0, 0))) << given.what;
  EXPECT_EQ(world.names().at(world.At(0, 0)).merged.at(0).reason, given.reason)
      << given.what;
}

const Case kCases[] = {
    {"case and accents",
     {{kPerson, "José Núñez"}, {kPerson, "JOSE NUNEZ"}},
     true,
     "the same but for its writing"},
    {"a middle initial",
     {{kPerson, "Ada Q. Holm"}, {kPerson, "Ada Holm"}},
     true,
     "the same name with or without a middle one"},
    {"an initial and its name",
     {{kPerson, "Ada Quill Holm"}, {kPerson, "Ada Q. Holm"}},
     true},
    {"other middle names",
     {{kPerson, "Ada Q. Holm"}, {kPerson, "Ada R. Holm"}},
     false},
    {"a middle name that two could have lost",
     {{kPerson, "Ada Holm"},
      {kPerson, "Ada Q. Holm"},
      {kPerson, "Ada R. Holm"}},
     false},
    {"the first initial",
     {{kPerson, "A. Holm"}, {kPerson, "Ada Holm"}},
     true,
     "the initial of the same name"},
    {"an initial that two could have",
     {{kPerson, "A. Holm"}, {kPerson, "Ada Holm"}, {kPerson, "Ann Holm"}},
     false},
    {"a nickname",
     {{kPerson, "Bill Varley"}, {kPerson, "William Varley"}},
     true,
     "a short form of the same given name"},
    {"two nicknames of one name",
     {{kPerson, "Liz Varley"}, {kPerson, "Beth Varley"}},
     false},
    {"father and son",
     {{kPerson, "Ned Varley"}, {kPerson, "Ned Varley Jr."}},
     false},
    {"what follows a name",
     {{kPerson, "Ada Varley MP"}, {kPerson, "Ada Varley"}},
     true,
     "without what follows the name"},
    {"a surname",
     {{kPerson, "Varley"}, {kPerson, "Ada Varley"}},
     true,
     "the surname of the only such person"},
    {"a surname of two people",
     {{kPerson, "Varley"}, {kPerson, "Ada Varley"}, {kPerson, "Bo Varley"}},
     false},
    {"a surname of one person with two names",
     {{kPerson, "Varley"},
      {kPerson, "William Varley"},
      {kPerson, "Bill Varley"}},
     true},
    {"a surname and a town", {{kPerson, "Varley"}, {kPlace, "Varley"}}, false},
    {"a surname of a person, and a town",
     {{kPlace, "Varley"}, {kPerson, "Varley"}, {kPerson, "Ada Varley"}},
     false},
    {"a first name that an article uses",
     {{kPerson, "Ada"}, {kPerson, "Ada Holm", {"Ada"}}},
     true},
    {"a first name that no article uses",
     {{kPerson, "Ada"}, {kPerson, "Ada Holm"}},
     false},
    {"the family name first",
     {{kPerson, "Guo"}, {kPerson, "Guo Tianli"}},
     true},
    {"the given name for the family's",
     {{kPerson, "Tianli"}, {kPerson, "Guo Tianli", {"Tianli"}}},
     true},
    {"the order of family and given name",
     {{kPerson, "Tianli Guo"}, {kPerson, "Guo Tianli"}},
     true,
     "the same name, family name first or last"},
    {"an order that means another",
     {{kPerson, "Henry James"}, {kPerson, "James Henry"}},
     false},
    {"given names in two words",
     {{kPerson, "Kim Dae Rim"}, {kPerson, "Kim Dae-rim"}},
     true},
    {"given names with a hyphen and without",
     {{kPerson, "Guo Tian-li"}, {kPerson, "Guo Tianli"}},
     true},
    {"a given name that is a family name elsewhere",
     {{kPerson, "Kim"}, {kPerson, "Kim Varley"}},
     false},
    {"a legal suffix",
     {{kOrganization, "Zorvia"}, {kOrganization, "Zorvia, Inc."}},
     true,
     "without its legal suffix"},
    {"a generic last word",
     {{kOrganization, "Zorvia"}, {kOrganization, "Zorvia Technologies"}},
     true,
     "without the last word of its name"},
    {"another last word",
     {{kOrganization, "Zorvia"}, {kOrganization, "Zorvia Bank"}},
     false},
    {"an acronym that an article explains",
     {{kOrganization, "ZPC"}, {kOrganization, "Zorvia Peace Council", {"ZPC"}}},
     true,
     "an acronym that an article explains"},
    {"an acronym of two",
     {{kOrganization, "ZPC"},
      {kOrganization, "Zorvia Peace Council", {"ZPC"}},
      {kOrganization, "Zonal Port Club", {"ZPC"}}},
     false},
    {"an acronym that nobody explains",
     {{kOrganization, "ZPC"}, {kOrganization, "Zorvia Peace Council"}},
     false},
    {"a country's names",
     {{kPlace, "U.S."}, {kPlace, "United States of America"}},
     true,
     "the same country"},
    {"a country as a place and as a power",
     {{kPlace, "Norway"}, {kOrganization, "Norway"}},
     true},
    {"a people and its country",
     {{kGroup, "Norwegians"}, {kPlace, "Norway"}},
     false},
    {"a people in plural and singular",
     {{kGroup, "Norwegians"}, {kGroup, "Norwegian"}},
     true,
     "the same people"},
    {"a group in plural and singular",
     {{kGroup, "Zorvites"}, {kGroup, "Zorvite"}},
     true,
     "one of the group"},
    {"a common noun and a name",
     {{kConcept, "apple"}, {kOrganization, "Apple"}},
     false},
    {"an article before the name",
     {{kOrganization, "The Tarn Herald"}, {kOrganization, "Tarn Herald"}},
     true},
};

INSTANTIATE_TEST_SUITE_P(Cases, Across, ::testing::ValuesIn(kCases),
                         [](const auto& test) {
                           std::string name = test.param.what;
                           for (char& c : name) {
                             if (!isalnum(static_cast<unsigned char>(c)))
                               c = '_';
                           }
                           return name;
                         });

TEST(NamesAcross, ShowsTheFullNameRatherThanTheMoreFrequentShortOne) {
  SmallResolve world;
  world.Put(ArticleOf(0, {{kPerson, "Ada Varley"}}));
  for (int i = 1; i < 4; ++i) world.Put(ArticleOf(i, {{kPerson, "Varley"}}));
  EXPECT_EQ(world.names().at(world.At(0, 0)).shown, "Ada Varley");
}

TEST(NamesAcross, AWordSeldomTakenForAPersonIsTheOrganisation) {
  SmallResolve world;
  world.Put(ArticleOf(0, {{kPerson, "Zorvia"}}));
  for (int i = 1; i < 4; ++i) {
    world.Put(ArticleOf(i, {{kOrganization, "Zorvia"}}));
    EXPECT_NE(world.At(0, 0), world.At(i, 0)) << i;
  }
  world.Put(ArticleOf(4, {{kOrganization, "Zorvia"}}));
  EXPECT_EQ(world.At(0, 0), world.At(4, 0));
}

TEST(NamesAcross, NamesThatComeApartAreMovedBack) {
  SmallResolve world;
  world.Put(ArticleOf(0, {{kPerson, "Varley"}}));
  const EntityId alone = world.At(0, 0);
  world.Put(ArticleOf(1, {{kPerson, "Ada Varley"}}));
  EXPECT_EQ(world.At(0, 0), world.At(1, 0));
  world.Put(ArticleOf(2, {{kPerson, "Bo Varley"}}));
  EXPECT_EQ(world.At(0, 0), alone);
  world.Remove(MakeArticleId("news", "2", "1"));
  EXPECT_EQ(world.At(0, 0), world.At(1, 0));
  world.Remove(MakeArticleId("news", "1", "1"));
  EXPECT_EQ(world.At(0, 0), alone);
  world.Remove(MakeArticleId("news", "0", "1"));
  EXPECT_TRUE(world.rows().empty());
  EXPECT_TRUE(world.names().empty());
}

// Names that meet each other in every rule.
TestName RandomName(std::mt19937* random) {
  static const std::vector<TestName> kNames = {
      {kPerson, "Ada Varley", {"Varley"}},
      {kPerson, "Ada Q. Varley"},
      {kPerson, "A. Varley"},
      {kPerson, "Varley"},
      {kPlace, "Varley"},
      {kConcept, "varley"},
      {kPerson, "Bill Varley", {"Bill"}},
      {kPerson, "William Varley"},
      {kPerson, "Bill"},
      {kPerson, "Guo Tianli", {"Tianli"}},
      {kPerson, "Tianli Guo"},
      {kPerson, "Guo"},
      {kPerson, "Tianli"},
      {kOrganization, "Zorvia"},
      {kPerson, "Zorvia"},
      {kOrganization, "Zorvia Technologies Ltd.", {"ZT"}},
      {kOrganization, "Zonal Times", {"ZT"}},
      {kOrganization, "ZT"},
      {kPlace, "U.S."},
      {kPlace, "United States"},
      {kGroup, "Zorvites"},
      {kGroup, "Zorvite"},
  };
  return kNames[(*random)() % kNames.size()];
}

LocalFacts RandomArticle(std::mt19937* random) {
  std::vector<TestName> names;
  for (size_t n = 1 + (*random)() % 4; n > 0; --n) {
    names.push_back(RandomName(random));
  }
  return ArticleOf(static_cast<int>((*random)() % 12), names);
}

TEST(NamesAcross, AnyHistoryEndsInTheRowsOfAFreshRun) {
  const uint32_t histories = std::getenv("KG_LONG_TESTS") ? 500 : 40;
  for (uint32_t seed = 0; seed < histories; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    SmallResolve world;
    std::map<ArticleId, LocalFacts> left;
    for (int step = 0; step < 40; ++step) {
      const LocalFacts article = RandomArticle(&random);
      const ArticleId id = article.article.id;
      if (random() % 3 == 0 && left.contains(id)) {
        world.Remove(id);
        left.erase(id);
      } else {
        world.Put(article);
        left[id] = article;
      }
    }
    SmallResolve fresh;
    for (auto at = left.rbegin(); at != left.rend(); ++at) {
      fresh.Put(at->second);
    }
    ASSERT_EQ(world.entities(), fresh.entities());
    ASSERT_EQ(world.names(), fresh.names());
    ASSERT_EQ(world.rows(), fresh.rows());
  }
}

}  // namespace
}  // namespace kg::testing
