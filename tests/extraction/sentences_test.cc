// Every sentence of sentences.tsv, through the model and the rules, gives the
// facts of its row and no other plain relation between entities. wanted.tsv has
// those that do not yet.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "builder/pipeline.h"

namespace kg {
namespace {

const std::string kRoot = KG_SOURCE_DIR;

struct Row {
  int line = 0;
  std::string construction;
  std::string sentence;
  std::vector<std::string> facts;
  std::vector<std::string> unwanted;  // claims
};

std::vector<std::string> Split(const std::string& text, const std::string& by) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t end; (end = text.find(by, begin)) != std::string::npos;) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + by.size();
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<Row> ReadRows(const std::string& name) {
  std::ifstream file(kRoot + "/tests/extraction/" + name);
  std::vector<Row> rows;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const auto columns = Split(line, "\t");
    if (columns.size() != 3) {
      ADD_FAILURE() << name << ":" << number << ": not three columns";
      continue;
    }
    Row row{number, columns[0], columns[1], {}, {}};
    if (!columns[2].empty()) row.facts = Split(columns[2], "; ");
    std::erase_if(row.facts, [&](const std::string& fact) {
      if (fact[0] == '!') row.unwanted.push_back(fact.substr(1));
      return fact[0] == '!';
    });
    rows.push_back(std::move(row));
  }
  return rows;
}

bool IsNamed(const LocalEntity& entity, const std::string& name) {
  return entity.name == name ||
         std::any_of(entity.aliases.begin(), entity.aliases.end(),
                     [&](const auto& alias) { return alias.text == name; });
}

bool EndIs(const LocalFacts& facts, const LocalEnd& end,
           const std::string& name) {
  const auto* entity = std::get_if<uint32_t>(&end);
  return entity != nullptr ? IsNamed(facts.entities[*entity], name)
                           : std::get<Literal>(end).text == name;
}

struct Marks {
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
};

Marks ParseMarks(const std::string& text) {
  Marks marks;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (word == "neg") {
      marks.polarity = Polarity::kNegated;
    } else if (word == "attr") {
      marks.standing = Standing::kAttributed;
    } else {
      const auto modality = Parse<Modality>(word);
      if (!modality) ADD_FAILURE() << "unknown mark '" << word << "'";
      marks.modality = modality.value_or(Modality::kAsserted);
    }
  }
  return marks;
}

bool HasClaim(const LocalFacts& facts, const std::string& text) {
  auto parts = Split(text, ":");
  parts.resize(5);
  const bool negated = parts[4] == "neg";
  return std::any_of(
      facts.claims.begin(), facts.claims.end(), [&](const LocalClaim& claim) {
        return claim.speaker &&
               IsNamed(facts.entities[*claim.speaker], parts[0]) &&
               claim.act == parts[1] &&
               (parts[3].empty() || claim.text == parts[3]) &&
               (parts[4].empty() ||
                (claim.polarity == Polarity::kNegated) == negated) &&
               (parts[2].empty() ||
                std::any_of(claim.topics.begin(), claim.topics.end(),
                            [&](uint32_t topic) {
                              return IsNamed(facts.entities[topic], parts[2]);
                            }));
      });
}

bool IsRelation(const LocalFacts& facts, const LocalRelation& relation,
                const std::string& text) {
  const auto parts = Split(text, "|");
  const Marks marks = ParseMarks(parts[3]);
  return relation.subject &&
         IsNamed(facts.entities[*relation.subject], parts[0]) &&
         relation.predicate == parts[1] &&
         EndIs(facts, relation.object, parts[2]) &&
         relation.polarity == marks.polarity &&
         relation.modality == marks.modality &&
         relation.standing == marks.standing;
}

bool IsPlain(const LocalRelation& relation) {
  return relation.derived.empty() && relation.subject &&
         std::holds_alternative<uint32_t>(relation.object) &&
         relation.polarity == Polarity::kAffirmed &&
         relation.modality == Modality::kAsserted &&
         relation.standing == Standing::kStated;
}

// "!Subject|predicate|Object": a relation that must not be, however marked.
bool IsBarred(const LocalFacts& facts, const std::string& text) {
  const auto parts = Split(text.substr(1), "|");
  return std::any_of(facts.relations.begin(), facts.relations.end(),
                     [&](const LocalRelation& relation) {
                       const bool subject =
                           relation.subject
                               ? IsNamed(facts.entities[*relation.subject],
                                         parts[0])
                               : parts[0].empty();
                       return subject && relation.predicate == parts[1] &&
                              EndIs(facts, relation.object, parts[2]);
                     });
}

// What is wrong with the facts of a row; empty if nothing.
std::string Differences(const Row& row, const LocalFacts& facts) {
  std::string out;
  for (const std::string& fact : row.facts) {
    if (fact.starts_with('!')) {
      if (IsBarred(facts, fact)) out += "\n  unwanted " + fact.substr(1);
      continue;
    }
    const bool found =
        fact.find('|') == std::string::npos
            ? HasClaim(facts, fact)
            : std::any_of(facts.relations.begin(), facts.relations.end(),
                          [&](const LocalRelation& relation) {
                            return IsRelation(facts, relation, fact);
                          });
    if (!found) out += "\n  missing " + fact;
  }
  for (const std::string& claim : row.unwanted) {
    if (HasClaim(facts, claim)) out += "\n  unwanted " + claim;
  }
  for (const LocalRelation& relation : facts.relations) {
    if (!IsPlain(relation)) continue;
    const bool wanted = std::any_of(
        row.facts.begin(), row.facts.end(), [&](const std::string& fact) {
          return fact.find('|') != std::string::npos &&
                 !fact.starts_with('!') && IsRelation(facts, relation, fact);
        });
    if (!wanted) {
      out += "\n  unwanted " + facts.entities[*relation.subject].name + "|" +
             relation.predicate + "|" +
             facts.entities[std::get<uint32_t>(relation.object)].name;
    }
  }
  return out;
}

Article ArticleOf(const Row& row) {
  Article article;
  article.path = "sentence.txt";
  article.date = "2019-06-12";
  article.language = "en";
  article.text = row.sentence;
  return article;
}

class SentencesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto lexicon = Lexicon::Load(kRoot + "/lexicon/en");
    ASSERT_TRUE(lexicon.ok()) << lexicon.status().message();
    lexicon_ = std::make_unique<Lexicon>(std::move(lexicon).value());
    auto pipeline = Pipeline::Open({.model_folder = kRoot + "/models/en",
                                    .precision = Precision::kF32,
                                    .jobs = 1,
                                    .program = "test",
                                    .lexicon = lexicon_.get(),
                                    .extract = {}});
    ASSERT_TRUE(pipeline.ok()) << pipeline.status().message();
    pipeline_ = std::move(pipeline).value();
  }

  // What is wrong with the facts of a row's sentence; empty if nothing.
  std::string WrongWith(const Row& row) {
    const auto annotated = pipeline_->Run(0, ArticleOf(row));
    if (!annotated.ok()) return std::string(annotated.status().message());
    return Differences(row, annotated->extraction.facts);
  }

 private:
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<Pipeline> pipeline_;
};

TEST_F(SentencesTest, GiveTheirFactsAndNoOtherPlainOnes) {
  for (const Row& row : ReadRows("sentences.tsv")) {
    const std::string wrong = WrongWith(row);
    EXPECT_TRUE(wrong.empty())
        << "sentences.tsv:" << row.line << ": " << row.sentence << wrong;
  }
}

TEST_F(SentencesTest, WantedOnesStillLackSomething) {
  for (const Row& row : ReadRows("wanted.tsv")) {
    EXPECT_FALSE(WrongWith(row).empty())
        << "wanted.tsv:" << row.line << ": " << row.sentence
        << "\n  comes out right and belongs into sentences.tsv";
  }
}

}  // namespace
}  // namespace kg
