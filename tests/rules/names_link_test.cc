#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/rules/names_fixture.h"

namespace kg {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Fixture = NamesFixture;

// "Ann Lee left. <rest>"
constexpr char kAnnLeeLeft[] =
    "Ann PROPN 3 nsubj B-Person\n"
    "Lee PROPN 1 flat I-Person\n"
    "left VERB 0 root\n\n";

TEST(NameTable, LinksNoInitialsThatSeveralNamesShare) {
  // Three of them: the third must not bring the first two back.
  const Fixture fixture(
      "Alpha PROPN 2 compound B-Organization\n"
      "Bank PROPN 3 nsubj I-Organization\nfell VERB 0 root\n\n"
      "Arden PROPN 2 compound B-Organization\n"
      "Brewery PROPN 3 nsubj I-Organization\nfell VERB 0 root\n\n"
      "Amber PROPN 2 compound B-Organization\n"
      "Boats PROPN 3 nsubj I-Organization\nfell VERB 0 root\n\n"
      "AB PROPN 2 nsubj B-Organization\nrose VERB 0 root\n");
  EXPECT_EQ(fixture.At(3, 0), "AB");
}

TEST(NameTable, LinksAnAcronymInBrackets) {
  const Fixture fixture(
      "Delta PROPN 0 root B-Misc\nData PROPN 1 flat I-Misc\n"
      "Congress PROPN 1 flat I-Misc\n( PUNCT 5 punct\n"
      "DDC PROPN 1 appos\n) PUNCT 5 punct\n\n"
      "DDC PROPN 2 nsubj\nended VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Delta Data Congress"));
  EXPECT_EQ(fixture.At(0, 4), "Delta Data Congress");
  EXPECT_EQ(fixture.At(1, 0), "Delta Data Congress");
}

TEST(NameTable, LinksAnAcronymToTheNameWithItsInitials) {
  const Fixture fixture(
      "Union PROPN 4 nsubj B-Organization\nof ADP 3 case I-Organization\n"
      "Rural PROPN 1 nmod I-Organization\nmet VERB 0 root\n"
      "Engineers PROPN 4 obj B-Group\n\n"
      "Bureau PROPN 5 nsubj B-Organization\nof ADP 3 case I-Organization\n"
      "River PROPN 1 nmod I-Organization\nWorks PROPN 3 flat I-Organization\n"
      "met VERB 0 root\n\n"
      "BRW PROPN 2 nsubj B-Organization\nended VERB 0 root\n");
  EXPECT_EQ(fixture.At(2, 0), "Bureau of River Works");
}

TEST(NameTable, KeepsFatherAndSonApart) {
  const Fixture fixture(
      "Ned PROPN 4 nsubj B-Person\nVarley PROPN 1 flat I-Person\n"
      "Jr. PROPN 1 flat I-Person\nmet VERB 0 root\n"
      "Ned PROPN 4 obj B-Person\nVarley PROPN 5 flat I-Person\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Ned Varley Jr.", "Ned Varley"));
}

TEST(NameTable, KnowsAnOrganizationWithoutItsSuffix) {
  const Fixture fixture(
      "Zorvia PROPN 3 nsubj B-Organization\nInc. PROPN 1 flat I-Organization\n"
      "won VERB 0 root\n\n"
      "Zorvia PROPN 2 nsubj B-Organization\nlost VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Zorvia Inc."));
  EXPECT_EQ(fixture.At(1, 0), "Zorvia Inc.");
}

TEST(NameTable, KeepsOrganizationsApartThatShareAFirstWord) {
  const Fixture fixture(
      "Zorvia PROPN 3 nsubj B-Organization\nBank PROPN 1 flat I-Organization\n"
      "won VERB 0 root\n\n"
      "Zorvia PROPN 2 nsubj B-Organization\nlost VERB 0 root\n");
  EXPECT_THAT(fixture.Names(), ElementsAre("Zorvia Bank", "Zorvia"));
}

TEST(NameTable, ShortensAnOrganizationToItsLastWords) {
  const Fixture fixture(
      "Delta PROPN 4 nsubj B-Organization\nForeign PROPN 3 amod "
      "I-Organization\n"
      "Ministry PROPN 1 flat I-Organization\nspoke VERB 0 root\n\n"
      "the DET 3 det\nForeign PROPN 3 amod B-Organization\n"
      "Ministry PROPN 4 nsubj I-Organization\nspoke VERB 0 root\n");
  EXPECT_EQ(fixture.At(1, 2), "Delta Foreign Ministry");
}

TEST(NameTable, FindsUntaggedRepeatsOfAName) {
  const Fixture fixture(
      "Zorvia PROPN 2 nsubj B-Organization\nwon VERB 0 root\n\n"
      "Zorvia PROPN 2 nsubj\nlost VERB 0 root\n");
  EXPECT_EQ(fixture.At(1, 0), "Zorvia");
}

TEST(NameTable, LeavesRepeatsInsideLongerNamesAlone) {
  const Fixture fixture(
      "Zorvia PROPN 2 nsubj B-Organization\nwon VERB 0 root\n\n"
      "Zorvia PROPN 2 compound\nStreet PROPN 3 nsubj\nflooded VERB 0 root\n");
  EXPECT_EQ(fixture.At(1, 0), "-");
}

TEST(NameTable, DescribesANameByTheNounsBeforeIt) {
  const Fixture fixture(
      "Zorvia PROPN 4 nmod:poss B-Organization\n's PART 1 case\n"
      "rotating ADJ 4 amod\nchairman NOUN 5 nmod:desc\n"
      "Ann PROPN 7 nsubj B-Person\nLee PROPN 5 flat I-Person\n"
      "left VERB 0 root\n");
  EXPECT_THAT(fixture.Entity("Ann Lee").descriptions,
              ElementsAre("rotating chairman"));
}

TEST(NameTable, DescribesANameByItsApposition) {
  const Fixture fixture(
      "Ann PROPN 8 nsubj B-Person\nLee PROPN 1 flat I-Person\n"
      ", PUNCT 4 punct\nchairman NOUN 1 appos\nof ADP 6 case\n"
      "Zorvia PROPN 4 nmod B-Organization\n, PUNCT 4 punct\n"
      "left VERB 0 root\n");
  EXPECT_THAT(fixture.Entity("Ann Lee").descriptions,
              ElementsAre("chairman of Zorvia"));
}

TEST(NameTable, DescribesANameThatIsItselfTheApposition) {
  const Fixture fixture(
      "the DET 2 det\nfounder NOUN 7 nsubj\n, PUNCT 4 punct\n"
      "Ann PROPN 2 appos B-Person\nLee PROPN 4 flat I-Person\n"
      ", PUNCT 4 punct\nleft VERB 0 root\n");
  EXPECT_THAT(fixture.Entity("Ann Lee").descriptions, ElementsAre("founder"));
}

TEST(NameTable, TakesNoHonorificForADescription) {
  const Fixture fixture(
      "Mr. NOUN 2 nmod:desc\nLee PROPN 3 nsubj B-Person\nleft VERB 0 root\n");
  EXPECT_THAT(fixture.Entity("Lee").descriptions, IsEmpty());
}

TEST(NameTable, HeadsAMentionByTheTree) {
  const Fixture fixture(kAnnLeeLeft);
  EXPECT_EQ(fixture.table().At(0, 1)->head, 0u);
}

// "old trade deals closed the deal"
constexpr char kDeals[] =
    "old ADJ 3 amod\ntrade NOUN 3 compound\ndeals NOUN 4 nsubj\n"
    "closed VERB 0 root\ntrade NOUN 6 compound\ndeal NOUN 4 obj\n";

TEST(AddNominal, NamesAConceptByItsHeadAndCompounds) {
  Fixture fixture(kDeals);
  const uint32_t entity = fixture.table().AddNominal(0, 2, false);
  const LocalEntity& made = fixture.table().entities()[entity];
  EXPECT_EQ(made.name, "trade deal");
  EXPECT_EQ(made.type, EntityType::kConcept);
  EXPECT_THAT(made.aliases, ElementsAre(Alias{"trade deals", 1}));
}

TEST(AddNominal, MakesOneEntityOfEqualConcepts) {
  Fixture fixture(kDeals);
  const uint32_t first = fixture.table().AddNominal(0, 2, false);
  EXPECT_EQ(fixture.table().AddNominal(0, 5, false), first);
  EXPECT_EQ(fixture.table().entities()[first].mentions.size(), 2u);
}

TEST(AddNominal, MentionsATokenOnce) {
  Fixture fixture(kDeals);
  const uint32_t first = fixture.table().AddNominal(0, 2, false);
  EXPECT_EQ(fixture.table().AddNominal(0, 2, false), first);
  EXPECT_EQ(fixture.table().entities()[first].mentions.size(), 1u);
}

TEST(AddNominal, LeavesNamesOutOfConcepts) {
  Fixture fixture(
      "Zorvia PROPN 2 compound B-Organization\nphones NOUN 0 root\n");
  const uint32_t entity = fixture.table().AddNominal(0, 1, false);
  EXPECT_EQ(fixture.table().entities()[entity].name, "phone");
}

TEST(AddNominal, NamesADescribedSourceByItsPhrase) {
  Fixture fixture(
      "A DET 4 det\nsenior ADJ 4 amod\nUS PROPN 4 compound B-Place\n"
      "official NOUN 5 nsubj\nspoke VERB 0 root\n");
  const uint32_t entity = fixture.table().AddNominal(0, 3, true);
  const LocalEntity& made = fixture.table().entities()[entity];
  EXPECT_EQ(made.name, "senior US official");
  EXPECT_TRUE(made.described);
  EXPECT_EQ(made.type, EntityType::kPerson);
  EXPECT_EQ(fixture.At(0, 2), "United States");
}

TEST(AddNominal, GivesTheNameThatCoversTheToken) {
  Fixture fixture(kAnnLeeLeft);
  EXPECT_EQ(fixture.table().AddNominal(0, 1, false), 0u);
}

TEST(NameTable, FindsNothingInAnEmptyDocument) {
  const Document document;
  EXPECT_TRUE(NameTable::Find("", document, English()).entities().empty());
}

}  // namespace
}  // namespace kg
