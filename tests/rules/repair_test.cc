// Trees that the parser hangs wrongly and rules put right, told by hand.
#include "extractor/rules/repair.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/rules/story.h"

namespace kg {
namespace {

std::string UposOf(const std::string& xpos) {
  if (xpos.starts_with("NNP")) return "PROPN";
  if (xpos.starts_with("NN")) return "NOUN";
  if (xpos.starts_with("VB")) return "VERB";
  return xpos.starts_with("W") ? "PRON" : "PUNCT";
}

// Words as form/lemma/xpos/head/deprel; heads count from 1, 0 is the root.
Document Parsed(const std::string& words) {
  Document document;
  Sentence& sentence = document.sentences.emplace_back();
  std::istringstream stream(words);
  for (std::string word; stream >> word;) {
    std::istringstream fields(word);
    Token& token = sentence.tokens.emplace_back();
    std::string head;
    for (std::string* field :
         {&token.form, &token.lemma, &token.xpos, &head, &token.deprel}) {
      std::getline(fields, *field, '/');
    }
    token.head = std::stoi(head) - 1;
    token.upos = UposOf(token.xpos);
    token.ner = "O";
    token.feats = "_";
  }
  return document;
}

// "1:nsubj 0:root …", as it is after the mending.
std::string Mended(const std::string& words) {
  const Words lexicon(EnglishLexicon());
  const Document document = Repair(Parsed(words), lexicon);
  std::string arcs;
  for (const Token& token : document.sentences[0].tokens) {
    arcs += std::to_string(token.head + 1) + ":" + token.deprel + " ";
  }
  return arcs;
}

TEST(Repair, AMarkIsNoVerb) {
  EXPECT_EQ(
      Mended("LEE/Lee/NNP/2/nsubj :/:/VBD/0/root Norway/Norway/NNP/4/nsubj "
             "left/leave/VBD/2/ccomp ./././2/punct"),
      "4:vocative 4:punct 4:nsubj 0:root 4:punct ");
}

TEST(Repair, WhatIsMadeToActIsNoSecondSubject) {
  EXPECT_EQ(Mended("Norway/Norway/NNP/2/nsubj made/make/VBD/0/root "
                   "Acme/Acme/NNP/2/nsubj pay/pay/VB/2/xcomp"),
            "2:nsubj 0:root 4:nsubj 2:ccomp ");
  EXPECT_EQ(Mended("Norway/Norway/NNP/2/nsubj pressed/press/VBD/0/root "
                   "Acme/Acme/NNP/2/nsubj to/to/TO/5/mark pay/pay/VB/2/xcomp"),
            "2:nsubj 0:root 2:obj 5:mark 2:xcomp ");
}

TEST(Repair, WhatIsSaidHasThePronounForItsSubject) {
  EXPECT_EQ(Mended("taxes/tax/NNS/0/root which/which/WDT/4/obj "
                   "Lee/Lee/NNP/4/nsubj said/say/VBD/1/acl:relcl "
                   "hurt/hurt/VBP/4/ccomp trade/trade/NN/5/obj"),
            "0:root 5:nsubj 4:nsubj 1:acl:relcl 4:ccomp 5:obj ");
}

TEST(Repair, ASaidBetweenCommasLeavesTheSubjectToItsClause) {
  EXPECT_EQ(Mended("Norway/Norway/NNP/4/ccomp ,/,/,/1/punct "
                   "Lee/Lee/NNP/4/nsubj said/say/VBD/0/root ,/,/,/4/punct "
                   "banned/ban/VBN/4/ccomp Acme/Acme/NNP/6/obj"),
            "6:nsubj 1:punct 4:nsubj 0:root 4:punct 4:ccomp 6:obj ");
}

TEST(Repair, AccordingToIsNoVerb) {
  EXPECT_EQ(Mended("Acme/Acme/NNP/2/nsubj left/leave/VBD/4/ccomp "
                   ",/,/,/4/punct according/accord/VBG/0/root "
                   "to/to/IN/4/fixed Lee/Lee/NNP/4/obl"),
            "2:nsubj 0:root 2:punct 6:case 4:fixed 2:obl ");
}

TEST(Repair, ANounRightBehindARelativeVerbIsItsObject) {
  EXPECT_EQ(Mended("lawyer/lawyer/NN/0/root who/who/WP/3/nsubj "
                   "represents/represent/VBZ/1/acl:relcl "
                   "Acme/Acme/NNP/1/nmod"),
            "0:root 3:nsubj 1:acl:relcl 3:obj ");
  EXPECT_EQ(Mended("lawyer/lawyer/NN/0/root who/who/WP/3/nsubj "
                   "left/leave/VBD/1/acl:relcl of/of/IN/5/case "
                   "Acme/Acme/NNP/1/nmod"),
            "0:root 3:nsubj 1:acl:relcl 5:case 1:nmod ");
}

TEST(Repair, HasGotIsHas) {
  const Words lexicon(EnglishLexicon());
  const auto lemma = [&](const std::string& words) {
    return Repair(Parsed(words), lexicon).sentences[0].tokens[2].lemma;
  };
  EXPECT_EQ(lemma("Lee/Lee/NNP/3/nsubj has/have/VBZ/3/aux got/get/VBN/0/root "
                  "votes/vote/NNS/3/obj"),
            "have");
  EXPECT_EQ(lemma("Lee/Lee/NNP/3/nsubj had/have/VBD/3/aux got/get/VBN/0/root "
                  "votes/vote/NNS/3/obj"),
            "get");
}

}  // namespace
}  // namespace kg
