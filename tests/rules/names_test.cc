#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/rules/names_fixture.h"

namespace kg {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using Fixture = NamesFixture;

// "Ann Lee left. <rest>"
constexpr char kAnnLeeLeft[] =
    "Ann PROPN 3 nsubj B-Person\n"
    "Lee PROPN 1 flat I-Person\n"
    "left VERB 0 root\n\n";

TEST(NameTable, ResolvesASurnameToTheFullName) {
  const Fixture fixture(std::string(kAnnLeeLeft) +
                        "Lee PROPN 2 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Ann Lee"));
  EXPECT_EQ(fixture.At(1, 0), "Ann Lee");
}

TEST(NameTable, ResolvesAFirstNameToTheFullName) {
  const Fixture fixture(std::string(kAnnLeeLeft) +
                        "Ann PROPN 2 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_EQ(fixture.At(1, 0), "Ann Lee");
}

TEST(NameTable, ResolvesAShortNameBeforeTheFullOne) {
  const Fixture fixture("Lee PROPN 2 nsubj B-Person\nate VERB 0 root\n\n" +
                        std::string(kAnnLeeLeft));
  EXPECT_EQ(fixture.At(0, 0), "Ann Lee");
}

TEST(NameTable, PrefersTheNameWhoseLastPartMatches) {
  const Fixture fixture(
      std::string(kAnnLeeLeft) +
      "Lee PROPN 3 nsubj B-Person\nMoss PROPN 1 flat I-Person\n"
      "came VERB 0 root\n\n"
      "Lee PROPN 2 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_EQ(fixture.At(2, 0), "Ann Lee");
}

constexpr char kTwoLees[] =
    "Ann PROPN 3 nsubj B-Person\nLee PROPN 1 flat I-Person\n"
    "met VERB 0 root\n"
    "Bob PROPN 3 obj B-Person\nLee PROPN 4 flat I-Person\n\n";

constexpr char kLeeAte[] = "Lee PROPN 2 nsubj B-Person\nate VERB 0 root\n\n";
constexpr char kBobLeeCame[] =
    "Bob PROPN 3 nsubj B-Person\nLee PROPN 1 flat I-Person\n"
    "came VERB 0 root\n\n";
constexpr char kItRained[] = "It PRON 2 nsubj\nrained VERB 0 root\n\n";

TEST(NameTable, LeavesASurnameOfTwoForItself) {
  const Fixture fixture(std::string(kTwoLees) + kLeeAte);
  EXPECT_EQ(fixture.At(1, 0), "Lee");
  EXPECT_THAT(fixture.Names(), ElementsAre("Ann Lee", "Bob Lee", "Lee"));
}

TEST(NameTable, KeepsASurnameWithWhomItMeantBeforeAnotherCameIn) {
  const Fixture fixture(std::string(kAnnLeeLeft) + kLeeAte + kBobLeeCame +
                        kLeeAte + kItRained + kLeeAte);
  EXPECT_EQ(fixture.At(1, 0), "Ann Lee");
  EXPECT_EQ(fixture.At(3, 0), "Lee");  // right after Bob Lee
  EXPECT_EQ(fixture.At(5, 0), "Ann Lee");
}

TEST(NameTable, GivesTheSurnameOfAHeadlineToTheFirstOfTwo) {
  const Fixture fixture(std::string(kLeeAte) + kAnnLeeLeft + kItRained +
                        kBobLeeCame + kItRained + kLeeAte);
  EXPECT_EQ(fixture.At(0, 0), "Ann Lee");
  EXPECT_EQ(fixture.At(5, 0), "Ann Lee");
}

TEST(NameTable, LeavesATitledSurnameThatStandsBeforeAnothersFullName) {
  constexpr char kPresident[] =
      "President NOUN 2 nmod:desc\nLee PROPN 3 nsubj B-Person\n"
      "ate VERB 0 root\n\n";
  EXPECT_EQ(Fixture(std::string(kPresident) + kAnnLeeLeft).At(0, 1), "Lee");
  EXPECT_EQ(Fixture(std::string(kPresident) +
                    "President NOUN 2 nmod:desc\nAnn PROPN 4 nsubj B-Person\n"
                    "Lee PROPN 2 flat I-Person\nleft VERB 0 root\n")
                .At(0, 1),
            "Ann Lee");
}

TEST(NameTable, JoinsFullNamesOfOnePersonOnly) {
  const auto full = [](const char* middle) {
    return "Ann PROPN 4 nsubj B-Person\n" + std::string(middle) +
           " PROPN 1 flat I-Person\nLee PROPN 1 flat I-Person\n"
           "came VERB 0 root\n\n";
  };
  EXPECT_THAT(Fixture(kAnnLeeLeft + full("J.") + full("K.")).Names(),
              ElementsAre("Ann Lee", "Ann J. Lee", "Ann K. Lee"));
  EXPECT_THAT(Fixture(std::string(kAnnLeeLeft) +
                      "Lee PROPN 3 nsubj B-Person\nAnn PROPN 1 flat I-Person\n"
                      "came VERB 0 root\n")
                  .Names(),
              ElementsAre(testing::AnyOf("Ann Lee", "Lee Ann")));
}

TEST(NameTable, KnowsAQueenByHerNumber) {
  const Fixture fixture(
      "Ann PROPN 3 nsubj B-Person\nII PROPN 1 flat I-Person\n"
      "left VERB 0 root\n\n"
      "Ann PROPN 3 nsubj B-Person\nLee PROPN 1 flat I-Person\n"
      "came VERB 0 root\n\n"
      "Ann PROPN 2 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_EQ(fixture.At(2, 0), "Ann II");
}

TEST(NameTable, EndsACompanyWithItsLegalForm) {
  const Fixture fixture(
      "Acme PROPN 4 nsubj B-Organization\nCorp. PROPN 1 flat "
      "I-Organization\nMoss PROPN 1 flat I-Organization\nleft VERB 0 root\n");
  EXPECT_EQ(fixture.At(0, 0), "Acme Corp.");
  EXPECT_EQ(fixture.At(0, 2), "-");
}

TEST(NameTable, LetsATitleTellOfItsOwnMentionAlone) {
  const Fixture fixture(std::string(kTwoLees) +
                        "Mrs. NOUN 2 nmod:desc\nLee PROPN 3 nsubj B-Person\n"
                        "ate VERB 0 root\n\n" +
                        kItRained + kLeeAte);
  EXPECT_EQ(fixture.At(3, 0), "Lee");
}

TEST(NameTable, LetsATitleTellWhomASurnameMeans) {
  const Fixture fixture(
      "Mrs. NOUN 2 nmod:desc\n"
      "Ann PROPN 4 nsubj B-Person\nLee PROPN 2 flat I-Person\n"
      "met VERB 0 root\n"
      "Mr. NOUN 6 nmod:desc\n"
      "Bob PROPN 4 obj B-Person\nLee PROPN 6 flat I-Person\n\n"
      "Mrs. NOUN 2 nmod:desc\n"
      "Lee PROPN 3 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_EQ(fixture.At(1, 1), "Ann Lee");
}

TEST(NameTable, LeavesOutAMiddleInitial) {
  const Fixture fixture(std::string(kAnnLeeLeft) +
                        "Ann PROPN 4 nsubj B-Person\nJ. PROPN 1 flat I-Person\n"
                        "Lee PROPN 1 flat I-Person\ncame VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Ann J. Lee"));
}

TEST(NameTable, StripsOwnersAndTitlesFromPersons) {
  const Fixture fixture(
      "President PROPN 2 nmod:desc B-Person\n"
      "Ann PROPN 5 nmod:poss I-Person\nLee PROPN 2 flat I-Person\n"
      "'s PART 2 case I-Person\nplan NOUN 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Ann Lee"));
  EXPECT_EQ(fixture.At(0, 0), "-");
  EXPECT_EQ(fixture.At(0, 3), "-");
}

TEST(NameTable, SplitsACountryFromATitledPerson) {
  const Fixture fixture(
      "US PROPN 2 compound B-Person\nPresident PROPN 3 nmod:desc I-Person\n"
      "Ann PROPN 5 nsubj I-Person\nLee PROPN 3 flat I-Person\n"
      "left VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("United States", "Ann Lee"));
}

TEST(NameTable, DropsATitleThatNamesNobody) {
  const Fixture fixture("President PROPN 2 nsubj B-Person\nleft VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), IsEmpty());
}

TEST(NameTable, GivesAFormTheTypeOfMostOfItsMentions) {
  const Fixture fixture(
      "Zorvia PROPN 2 nsubj B-Organization\nwon VERB 0 root\n\n"
      "Zorvia PROPN 2 nsubj B-Place\nwon VERB 0 root\n\n"
      "Zorvia PROPN 2 nsubj B-Organization\nwon VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Zorvia"));
  EXPECT_EQ(fixture.Entity("Zorvia").type, EntityType::kOrganization);
  EXPECT_EQ(fixture.Entity("Zorvia").mentions.size(), 3u);
}

TEST(NameTable, TypesNamesOfNoClassByTheirHead) {
  struct Case {
    const char* head;
    EntityType type;
  };
  for (const Case& c :
       {Case{"Act", EntityType::kLaw}, Case{"Cup", EntityType::kEvent},
        Case{"Zorv", EntityType::kConcept}}) {
    const Fixture fixture(std::string("Delta PROPN 2 compound B-Misc\n") +
                          c.head + " PROPN 0 root I-Misc\n");
    EXPECT_EQ(fixture.Entity(std::string("Delta ") + c.head).type, c.type)
        << c.head;
  }
}

TEST(NameTable, TakesTheHeadBeforeAPreposition) {
  const Fixture fixture(
      "Treaty PROPN 0 root B-Misc\nof ADP 3 case I-Misc\n"
      "Lund PROPN 1 nmod I-Misc\n");
  EXPECT_EQ(fixture.Entity("Treaty of Lund").type, EntityType::kLaw);
}

TEST(NameTable, CorrectsATypeByTheHead) {
  const Fixture fixture(
      "Delta PROPN 2 compound B-Place\nCongress PROPN 0 root I-Place\n");
  EXPECT_EQ(fixture.Entity("Delta Congress").type, EntityType::kEvent);
}

TEST(NameTable, TakesWhatIsCalledACompanyForAnOrganization) {
  const Fixture fixture(
      "Zorvia PROPN 4 nsubj B-Person\n, PUNCT 3 punct\n"
      "maker NOUN 1 appos\nwon VERB 0 root\n\n"
      "Zorvia PROPN 2 nsubj B-Person\nlost VERB 0 root\n");
  EXPECT_EQ(fixture.Entity("Zorvia").type, EntityType::kOrganization);
  EXPECT_EQ(fixture.Entity("Zorvia").mentions.size(), 2u);
}

TEST(NameTable, TakesWhatHasAChairmanForAnOrganization) {
  const Fixture fixture(
      "Zorvia PROPN 3 nmod:poss B-Person\n's PART 1 case\n"
      "chairman NOUN 4 nsubj\nleft VERB 0 root\n");
  EXPECT_EQ(fixture.Entity("Zorvia").type, EntityType::kOrganization);
}

TEST(NameTable, LeavesFullNamesPersons) {
  const Fixture fixture(
      "Ann PROPN 5 nsubj B-Person\nLee PROPN 1 flat I-Person\n"
      ", PUNCT 4 punct\nboss NOUN 1 appos\nate VERB 0 root\n\n"
      "Lee PROPN 3 nmod:poss B-Person\n's PART 1 case\n"
      "customers NOUN 4 nsubj\nate VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Ann Lee"));
  EXPECT_EQ(fixture.Entity("Ann Lee").type, EntityType::kPerson);
}

TEST(NameTable, SplitsNamesAtCommasButNotBeforeASuffix) {
  const Fixture fixture(
      "Zorvia PROPN 0 root B-Organization\n, PUNCT 3 punct I-Organization\n"
      "Delta PROPN 1 flat I-Organization\n, PUNCT 5 punct I-Organization\n"
      "Inc. PROPN 3 flat I-Organization\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Zorvia", "Delta , Inc"));
}

TEST(NameTable, LeavesCommonWordsOutOfNames) {
  const Fixture fixture(
      "US PROPN 2 compound B-Organization\n"
      "government NOUN 3 nsubj I-Organization\nspoke VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("United States"));
}

TEST(NameTable, MakesNoEntityOfLiterals) {
  const Fixture fixture("Tuesday PROPN 0 root B-Date\n");
  EXPECT_THAT(fixture.Names(), IsEmpty());
}

TEST(NameTable, KnowsCountriesByAnyName) {
  const Fixture fixture(
      "America PROPN 2 nsubj B-Place\nmet VERB 0 root\n"
      "the DET 4 det B-Place\nU.S. PROPN 2 obj I-Place\n");
  ASSERT_THAT(fixture.Names(), ElementsAre("United States"));
  const LocalEntity& entity = fixture.Entity("United States");
  EXPECT_EQ(entity.type, EntityType::kPlace);
  EXPECT_THAT(entity.external, ElementsAre(Pair("iso3166", "US")));
  EXPECT_THAT(entity.aliases,
              ElementsAre(Alias{"America", 1}, Alias{"U.S.", 1}));
}

TEST(NameTable, FindsCountriesThatTheTaggerMissed) {
  const Fixture fixture(
      "New PROPN 3 nsubj\nZealand PROPN 1 flat\nwon VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("New Zealand"));
}

TEST(NameTable, TakesAWordForACountryOnlyIfItIsAName) {
  const Fixture fixture("Turkey NOUN 2 nsubj\ncooks VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), IsEmpty());
}

TEST(NameTable, KeepsAPersonWhoIsNamedLikeACountry) {
  const Fixture fixture(
      "Ann PROPN 3 nsubj B-Person\nJordan PROPN 1 flat I-Person\n"
      "left VERB 0 root\n\n"
      "Jordan PROPN 2 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Ann Jordan"));
}

TEST(NameTable, MakesGroupsOfDemonyms) {
  const Fixture fixture(
      "Chinese ADJ 2 amod\nfirms NOUN 3 nsubj\nwon VERB 0 root\n\n"
      "Americans PROPN 2 nsubj B-Group\nate VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Chinese", "American"));
  EXPECT_EQ(fixture.Entity("Chinese").type, EntityType::kGroup);
}

TEST(NameTable, TakesADemonymOfOfficialsForTheCountry) {
  const Fixture fixture(
      "Canadian ADJ 2 amod B-Group\nofficials NOUN 3 nsubj\n"
      "left VERB 0 root\n");
  ASSERT_THAT(fixture.Names(), ElementsAre("Canada"));
  EXPECT_THAT(fixture.Entity("Canada").aliases, IsEmpty());
  EXPECT_EQ(fixture.Entity("Canada").mentions.size(), 1u);
}

TEST(NameTable, TakesADemonymBesideOfficialsForTheCountryInABadTree) {
  const Fixture fixture(
      "Canadian ADJ 3 amod B-Group\nofficials NOUN 3 nsubj\n"
      "left VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Canada"));
}

TEST(NameTable, KnowsWhatEveryReaderKnows) {
  const Fixture fixture(
      "EU PROPN 2 nsubj B-Place\nmet VERB 0 root\n"
      "European PROPN 4 amod B-Place\nUnion PROPN 2 obj I-Place\n");
  ASSERT_THAT(fixture.Names(), ElementsAre("European Union"));
  EXPECT_EQ(fixture.Entity("European Union").type, EntityType::kOrganization);
}

TEST(NameTable, SplitsNamesAtBrackets) {
  const Fixture fixture(
      "Delta PROPN 0 root B-Organization\nBoard PROPN 1 flat I-Organization\n"
      "( PUNCT 4 punct I-Organization\nDB PROPN 1 appos I-Organization\n"
      ") PUNCT 4 punct\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Delta Board"));
  EXPECT_EQ(fixture.At(0, 3), "Delta Board");
}

TEST(NameTable, LeavesCapitalsPlaces) {
  const Fixture fixture(
      "Beijing PROPN 2 nsubj B-Place\nmet VERB 0 root\n"
      "China PROPN 2 obj B-Place\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Beijing", "China"));
}

TEST(NameTable, TakesACapitalThatActsForItsGovernment) {
  const Fixture fixture(
      "Beijing PROPN 2 nsubj B-Place\nban VERB 0 root\n"
      "Zorvia PROPN 2 obj B-Organization\n\n"
      "Beijing PROPN 2 nsubj B-Place\nlie VERB 0 root\n"
      "north ADV 2 advmod\n");
  EXPECT_EQ(fixture.At(0, 0), "China");
  EXPECT_EQ(fixture.At(1, 0), "Beijing");
}

TEST(NameTable, LeavesTheFullStopOfASentenceOut) {
  const Fixture fixture(
      "Norway PROPN 2 nsubj B-Place\nban VERB 0 root\n"
      "Zorvia PROPN 4 compound B-Organization\nCorp. PROPN 2 obj "
      "I-Organization\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Norway", "Zorvia Corp"));
}

TEST(NameTable, KnowsACompanyByItsSuffixAlone) {
  const Fixture fixture(
      "Zorvia PROPN 2 compound\nLtd PROPN 3 nsubj\nsue VERB 0 root\n"
      "Nordix PROPN 5 compound B-Person\nInc PROPN 3 obj\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Zorvia Ltd", "Nordix Inc"));
  EXPECT_EQ(fixture.Entity("Nordix Inc").type, EntityType::kOrganization);
}

TEST(NameTable, TakesNoMrForAWoman) {
  const Fixture fixture(
      "Susan PROPN 3 nsubj B-Person\nLee PROPN 1 flat I-Person\n"
      "met VERB 0 root\n\n"
      "Mr. NOUN 2 nmod:desc\nLee PROPN 3 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_EQ(fixture.At(0, 1), "Susan Lee");
  EXPECT_EQ(fixture.At(1, 1), "Lee");
}

TEST(NameTable, EndsNamesAtSquareBrackets) {
  const Fixture fixture(
      "of ADP 3 case\nChuck PROPN 4 nsubj B-Person\n] PUNCT 2 punct I-Person\n"
      "Varley PROPN 5 nsubj I-Person\nate VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Varley"));
}

}  // namespace
}  // namespace kg
