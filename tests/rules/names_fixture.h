// A small article for tests of names, written as rows of words.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "extractor/language/conllu.h"
#include "extractor/rules/names.h"

namespace kg {

inline Result<Lexicon> LoadEnglish() {
  return Lexicon::Load(std::string(KG_SOURCE_DIR) + "/lexicon/en");
}

inline const Lexicon& English() {
  static const Result<Lexicon> lexicon = LoadEnglish();
  EXPECT_TRUE(lexicon.ok()) << lexicon.status().message();
  return lexicon.value();
}

// An article with its names. Rows are "form upos head deprel ner", with "ner"
// left out for O; an empty line ends a sentence. The lemma is the form in lower
// case, without a plural's s.
class NamesFixture {
 public:
  explicit NamesFixture(const std::string& rows) {
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

}  // namespace kg
