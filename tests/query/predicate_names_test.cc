#include "query/predicate_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kg {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

const Lexicon& RealLexicon() {
  static const Result<Lexicon> loaded =
      Lexicon::Load(KG_SOURCE_DIR "/lexicon/en");
  EXPECT_TRUE(loaded.ok()) << loaded.status().message();
  return loaded.value();
}

TEST(PredicateNames, LeadsEachInflectionBackToItsLemma) {
  const PredicateNames names(RealLexicon());
  struct Case {
    const char* lemma;
    std::string_view forms;  // with a blank after each
  };
  const Case kCases[] = {
      {"deny", "denies denied denying deny "},
      {"ban", "bans banned banning "},
      {"close", "closes closed closing "},
      {"accuse", "accuses accused accusing "},
      {"pass", "passes passed passing "},
      {"die", "dies died dying "},
      {"speak", "speaks spoke spoken speaking "},
      {"be", "is was were been are "},
      {"go", "goes went gone going "},
      {"sell", "sells sold selling "},
      {"travel", "travels traveled travelled travelling "},
      {"forbid", "forbids forbade forbidden forbidding "},
  };
  for (const Case& c : kCases) {
    std::string_view forms = c.forms;
    while (!forms.empty()) {
      const std::string_view form = forms.substr(0, forms.find(' '));
      EXPECT_THAT(names.Lemmas(form), Contains(c.lemma)) << form;
      forms.remove_prefix(form.size() + 1);
    }
  }
}

TEST(PredicateNames, InflectsTheFirstWordAlone) {
  const PredicateNames names(RealLexicon());
  EXPECT_THAT(names.LemmaPhrases("Spoke_at meetings"),
              ElementsAre("speak at meetings", "spoke at meetings"));
}

// The names of a graph, one after another.
std::vector<std::string> Known(std::string_view words) {
  std::vector<std::string> known;
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    known.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return known;
}

TEST(PredicateNames, MatchesOnlyWhatTheGraphHas) {
  struct Case {
    const char* phrase;
    const char* known;
    const char* matches;
  };
  const Case kCases[] = {
      {"denied", "bans denies is", "denies"},
      {"was", "bans denies is", "is"},
      {"denied", "bans", ""},
      {"", "bans", ""},
      {"frobnicated", "bans frobnicates", "frobnicates"},
      {"outlawed", "bans denies", "bans"},  // a synonym of the tables
  };
  const PredicateNames names(RealLexicon());
  for (const Case& c : kCases) {
    std::vector<std::string> matches;
    for (const auto& match : names.Match(c.phrase, Known(c.known))) {
      EXPECT_FALSE(match.swapped);
      matches.push_back(match.name);
    }
    EXPECT_EQ(matches, Known(c.matches)) << c.phrase;
  }
}

TEST(PredicateNames, KnowsWordsThatRunAgainstThePredicate) {
  const PredicateNames names(RealLexicon());
  const auto matches = names.Match("is owned by", Known("owns"));
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_TRUE(matches[0] == (PredicateMatch{"owns", true}));
}

TEST(PredicateNames, OffersWhatIsSpeltAlmostSo) {
  const PredicateNames names(RealLexicon());
  const std::vector<std::string> known = Known("bans denies speaks_at");
  EXPECT_THAT(names.NearestTo("dennied", known, 5), ElementsAre("denies"));
  EXPECT_THAT(names.NearestTo("spoke", known, 5), ElementsAre("speaks_at"));
  EXPECT_THAT(names.NearestTo("zzz", known, 5), Not(Contains("bans")));
}

}  // namespace
}  // namespace kg
