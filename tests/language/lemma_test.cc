#include "extractor/language/lemma.h"

#include <gtest/gtest.h>

namespace kg {
namespace {

TEST(LemmaTest, AppliesScripts) {
  const struct {
    const char* script;
    const char* form;
    const char* lemma;  // null: does not apply
  } cases[] = {
      {"K-+", "Norvex", "Norvex"},
      {"L-+", "The", "the"},
      {"T-+", "NORVEX", "Norvex"},
      {"T-+", "'TIS", "'tis"},
      {"T-+", "éCOLE", "École"},
      {"L-ies+y", "Countries", "country"},
      {"L-ies+y", "COUNTRIES", "country"},
      {"K-ies+y", "COUNTRIES", nullptr},
      {"T-s+", "NORVEXS", "Norvex"},
      {"L-ies+y", "movies.", nullptr},
      {"L-ies+y", "es", nullptr},
      {"L-és+", "ÄRZTÉS", "ärzt"},
      {"K-és+é", "cafés", "café"},
      {"L-is+be", "is", "be"},
      {"L-is+be", "was", nullptr},
      {"K-is+", "is", nullptr},
      {"K-+", "", nullptr},
      {"=be", "were", "be"},
      {"=+", "x", "+"},
      {"L-++", "c", "c+"},
      {"K-s+-", "😀s", "😀-"},
      {"K--s+", "co-s", "co"},
  };
  for (const auto& c : cases) {
    const auto script = ParseLemmaScript(c.script);
    ASSERT_TRUE(script.ok()) << c.script;
    const auto lemma = ApplyLemmaScript(*script, c.form);
    ASSERT_EQ(lemma.has_value(), c.lemma != nullptr) << c.script << c.form;
    if (lemma) {
      EXPECT_EQ(*lemma, c.lemma) << c.script << c.form;
    }
  }
}

TEST(LemmaTest, RejectsOtherTexts) {
  for (const char* text :
       {"", "=", "K", "K+", "K-", "K-s", "X-s+", "-s+", "L3+y", "K +", "s-+"}) {
    const auto script = ParseLemmaScript(text);
    ASSERT_FALSE(script.ok()) << text;
    EXPECT_EQ(script.status().message(),
              std::string("expected a lemma script, got '") + text + "'");
  }
}

TEST(LemmaTest, TakesTheBestScriptThatApplies) {
  std::vector<LemmaScript> scripts;
  for (const char* text : {"K-ing+", "L-s+", "K-+", "K-As+"}) {
    scripts.push_back(*ParseLemmaScript(text));
  }
  const struct {
    std::vector<float> scores;
    const char* lemma;
  } cases[] = {
      {{1, 2, 3, 0}, "As"},  // the first choice
      {{9, 2, 1, 0}, "a"},   // ends otherwise, then the next
      {{9, 1, 2, 8}, "As"},  // otherwise, nothing left, then the third
  };
  for (const auto& c : cases) {
    EXPECT_EQ(BestLemma(scripts, c.scores, "As"), c.lemma);
  }
  // Nothing applies.
  const std::vector<LemmaScript> one = {scripts[0]};
  EXPECT_EQ(BestLemma(one, std::vector<float>{1}, "As"), "as");
  EXPECT_EQ(BestLemma({}, {}, "As"), "as");
}

}  // namespace
}  // namespace kg
