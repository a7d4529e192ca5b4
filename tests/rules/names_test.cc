#include "extractor/rules/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "extractor/language/conllu.h"

namespace kg {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Result<Lexicon> LoadEnglish() {
  return Lexicon::Load(std::string(KG_SOURCE_DIR) + "/lexicon/en");
}

const Lexicon& English() {
  static const Result<Lexicon> lexicon = LoadEnglish();
  EXPECT_TRUE(lexicon.ok()) << lexicon.status().message();
  return lexicon.value();
}

// An article with its names. Rows are "form upos head deprel ner", with "ner"
// left out for O; an empty line ends a sentence. The lemma is the form in lower
// case, without a plural's s.
class Fixture {
 public:
  explicit Fixture(const std::string& rows) {
    std::string conllu;
    std::istringstream lines(rows);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      std::istringstream cells(line);
      std::string form, upos, head, deprel, ner;
      cells >> form >> upos >> head >> deprel >> ner;
      if (form.empty()) {
        conllu += "\n";
        number = 0;
        continue;
      }
      std::string lemma = ToLowerAscii(form);
      if (upos == "NOUN" && lemma.back() == 's') lemma.pop_back();
      const std::string xpos = form == "'s" ? "POS" : "_";
      conllu += std::to_string(++number) + "\t" + form + "\t" + lemma + "\t" +
                upos + "\t" + xpos + "\t_\t" + head + "\t" + deprel +
                "\t_\tNER=" + (ner.empty() ? "O" : ner) + "\n";
    }
    auto articles = ReadConllu("fixture", conllu);
    EXPECT_TRUE(articles.ok()) << articles.status().message();
    article_ = std::make_unique<ConlluArticle>(std::move((*articles)[0]));
    table_ = NameTable::Find(article_->text, article_->document, English());
  }

  NameTable& table() { return table_; }
  const NameTable& table() const { return table_; }
  // Names of the entities, in order.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const LocalEntity& entity : table_.entities()) {
      names.push_back(entity.name);
    }
    return names;
  }
  // The name of the entity at a token; "-" for none.
  std::string At(uint32_t sentence, uint32_t token) const {
    const TokenMention* mention = table_.At(sentence, token);
    return mention == nullptr ? "-" : table_.entities()[mention->entity].name;
  }
  const LocalEntity& Entity(const std::string& name) const {
    for (const LocalEntity& entity : table_.entities()) {
      if (entity.name == name) return entity;
    }
    ADD_FAILURE() << "no entity '" << name << "'";
    static const LocalEntity kNone;
    return kNone;
  }

 private:
  static std::string ToLowerAscii(std::string text) {
    for (char& c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
  }

  std::unique_ptr<ConlluArticle> article_;
  NameTable table_;
};

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

TEST(NameTable, TakesTheNearestPrecedingOfTwoFullNames) {
  const Fixture fixture(std::string(kTwoLees) +
                        "Lee PROPN 2 nsubj B-Person\nate VERB 0 root\n");
  EXPECT_EQ(fixture.At(1, 0), "Bob Lee");
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
  EXPECT_THAT(fixture.Names(), ElementsAre("Zorvia", "Delta , Inc."));
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
