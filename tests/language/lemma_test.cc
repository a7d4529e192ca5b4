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
      {"K0+", "Norvex", "Norvex"},
      {"L0+", "The", "the"},
      {"T0+", "NORVEX", "Norvex"},
      {"T0+", "'TIS", "'tis"},
      {"T0+", "éCOLE", "École"},
      {"L3+y", "Countries", "country"},
      {"L1+", "ÄRZTÉS", "ärzté"},
      {"K2+é", "cafés", "café"},
      {"L2+be", "is", "be"},
      {"K3+x", "is", nullptr},
      {"K2+", "is", nullptr},
      {"K0+", "", nullptr},
      {"=be", "were", "be"},
      {"=+", "x", "+"},
      {"L0++", "c", "c+"},
      {"K1+", "😀s", "😀"},
      {"L99999999999999999+", "is", nullptr},
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
  for (const char* text : {"", "=", "K", "K+", "K1", "X1+", "K-1+", "K1x+",
                           "K99999999999999999999999+"}) {
    const auto script = ParseLemmaScript(text);
    ASSERT_FALSE(script.ok()) << text;
    EXPECT_EQ(script.status().message(),
              std::string("expected a lemma script, got '") + text + "'");
  }
}

TEST(LemmaTest, TakesTheBestScriptThatApplies) {
  std::vector<LemmaScript> scripts;
  for (const char* text : {"K9+", "L1+", "K0+", "K2+"}) {
    scripts.push_back(*ParseLemmaScript(text));
  }
  const struct {
    std::vector<float> scores;
    const char* lemma;
  } cases[] = {
      {{1, 2, 3, 0}, "As"},  // the first choice
      {{9, 2, 1, 0}, "a"},   // cuts too much, then the next
      {{9, 1, 2, 8}, "As"},  // too much, nothing left, then the third
  };
  for (const auto& c : cases) {
    EXPECT_EQ(BestLemma(scripts, c.scores, "As"), c.lemma);
  }
  // Nothing applies.
  const std::vector<LemmaScript> one = {scripts[0]};
  EXPECT_EQ(BestLemma(one, std::vector<float>{1}, "As"), "As");
  EXPECT_EQ(BestLemma({}, {}, "As"), "As");
}

}  // namespace
}  // namespace kg
