// Names, near-copies and decisions in a store: any history of additions,
// changes, deletions and decisions ends in the bytes of a fresh one.
#include "builder/graph_writer.h"

#include <cstdlib>
#include <map>
#include <random>

#include "builder/commit.h"
#include "builder/decide.h"
#include "gtest/gtest.h"
#include "tests/builder/small_world.h"

namespace kg {
namespace {

using testing::EnglishLexicon;
using testing::ExportAll;
using testing::OpenStore;
using testing::TemporaryFolder;

struct Name {
  EntityType type;
  const char* text;
};

constexpr Name kNames[] = {
    {EntityType::kPerson, "Ada Varley"},
    {EntityType::kPerson, "Ada Q. Varley"},
    {EntityType::kPerson, "Varley"},
    {EntityType::kPlace, "Varley"},
    {EntityType::kPerson, "Bill Varley"},
    {EntityType::kPerson, "William Varley"},
    {EntityType::kOrganization, "Zorvia"},
    {EntityType::kOrganization, "Zorvia Technologies"},
    {EntityType::kConcept, "zorvia"},
};

// Each name meets the next; the filler makes near-copies of equal numbers.
LocalFacts MakeFacts(uint32_t number, const std::vector<Name>& names,
                     uint32_t filler) {
  LocalFacts facts;
  Article& article = facts.article;
  article.root_label = "news";
  article.path = std::to_string(number) + ".txt";
  article.id = MakeArticleId("news", article.path, "");
  article.date = "2024-01-1" + std::to_string(number % 10);
  article.language = "en";
  for (const Name& name : names) {
    LocalEntity entity;
    entity.type = name.type;
    entity.name = name.text;
    const auto begin = static_cast<uint32_t>(article.text.size());
    article.text += entity.name;
    const Span span{begin, static_cast<uint32_t>(article.text.size())};
    article.text += " met ";
    entity.mentions = {{span, MentionForm::kName}};
    entity.aliases = {{entity.name, 1}};
    const auto index = static_cast<uint32_t>(facts.entities.size());
    if (index > 0) {
      LocalRelation relation;
      relation.subject = index - 1;
      relation.predicate = "meets";
      relation.object = index;
      Evidence evidence;
      evidence.spans = {
          {facts.entities.back().mentions[0].span.begin, span.end}};
      evidence.quote = QuoteOf(article.text, evidence.spans);
      evidence.confidence = 90;
      relation.evidence = {evidence};
      facts.relations.push_back(relation);
    }
    facts.entities.push_back(entity);
  }
  for (uint32_t i = 0; i < 40; ++i) {
    article.text += " w" + std::to_string(filler) + "x" + std::to_string(i);
  }
  article.content_hash = Blake2b(article.text);
  Canonicalize(&facts);
  return facts;
}

std::unique_ptr<GraphWriter> OpenWriter(Store* store) {
  auto writer = GraphWriter::Open(store, EnglishLexicon());
  EXPECT_TRUE(writer.ok()) << writer.status().message();
  return std::move(writer).value();
}

std::string CheckText(const Store& store) {
  const auto violations = store.Check();
  if (!violations.ok()) return violations.status().message();
  std::string text;
  for (const Violation& v : *violations) text += v.key + ": " + v.rule + "\n";
  return text;
}

class History {
 public:
  History(const std::string& db, uint32_t seed)
      : store_(OpenStore(db)),
        writer_(OpenWriter(store_.get())),
        random_(seed) {}

  void Run() {
    for (int step = 0; step < 30; ++step) {
      if (Below(5) == 0) {
        Decide();
      } else {
        Change();
      }
    }
    EXPECT_EQ(CheckText(*store_), "");
    Must(store_->Publish());
  }

  // As if other tables had made the rows.
  void ResolveAgain() {
    writer_.reset();
    CommitBatch other;
    other.index["v"] = "rules 0";
    Must(store_->Commit(other));
    writer_ = OpenWriter(store_.get());
    EXPECT_EQ(CheckText(*store_), "");
    Must(store_->Publish());
  }

  // The same end, by another way.
  void RunFresh(const std::string& db) {
    const auto fresh = OpenStore(db);
    const auto writer = OpenWriter(fresh.get());
    const bool decisions_first = Below(2) == 0;
    const auto decide = [&] {
      for (const Decision& decision : decisions_)
        Must(writer->Decide(decision));
    };
    if (decisions_first) decide();
    for (auto at = articles_.rbegin(); at != articles_.rend(); ++at) {
      Must(writer->Commit({{at->second.article.id, at->second}}));
    }
    if (!decisions_first) decide();
    Must(fresh->Publish());
  }

 private:
  static void Must(const Status& status) {
    ASSERT_TRUE(status.ok()) << status.message();
  }
  uint32_t Below(uint32_t limit) {
    return static_cast<uint32_t>(random_() % limit);
  }

  void Change() {
    const uint32_t number = Below(8);
    const ArticleId id =
        MakeArticleId("news", std::to_string(number) + ".txt", "");
    if (Below(4) == 0 && articles_.contains(number)) {
      articles_.erase(number);
      Must(writer_->Commit({{id, std::nullopt}}));
      return;
    }
    std::vector<Name> names;
    for (uint32_t n = 1 + Below(3); n > 0; --n) {
      names.push_back(kNames[Below(std::size(kNames))]);
    }
    articles_[number] = MakeFacts(number, names, Below(6));
    Must(writer_->Commit({{id, articles_[number]}}));
  }

  // About local entities that are there, or were, or will be.
  void Decide() {
    Decision decision;
    decision.sequence = static_cast<uint32_t>(decisions_.size()) + 1;
    decision.action = static_cast<Decision::Action>(1 + Below(3));
    for (uint32_t n = 2 + Below(2); n > 0; --n) {
      decision.of.push_back(
          {MakeArticleId("news", std::to_string(Below(8)) + ".txt", ""), 0});
    }
    if (decision.action == Decision::Action::kRename) {
      decision.name = "Name " + std::to_string(decision.sequence);
    }
    decisions_.push_back(decision);
    Must(writer_->Decide(decision));
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<GraphWriter> writer_;
  std::mt19937 random_;
  std::map<uint32_t, LocalFacts> articles_;
  std::vector<Decision> decisions_;
};

TEST(GraphWriter, AnyHistoryAndAnyTablesBeforeEndInTheBytesOfAFreshStore) {
  const uint32_t histories = std::getenv("KG_LONG_TESTS") ? 300 : 12;
  for (uint32_t seed = 0; seed < histories; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const TemporaryFolder folder;
    History history(folder.At("kg.db"), seed);
    history.Run();
    history.RunFresh(folder.At("fresh.db"));
    const std::string fresh = ExportAll(folder.At("fresh.db"));
    ASSERT_EQ(ExportAll(folder.At("kg.db")), fresh);
    history.ResolveAgain();
    ASSERT_EQ(ExportAll(folder.At("kg.db")), fresh);
  }
}

// What a build does with a file whose reading breaks off in the middle.
TEST(Committer, KeepsTheRestOfAFileThatBreaksOff) {
  const TemporaryFolder folder;
  folder.Write("news/a.jsonl", "");
  const auto shared = OpenStore(folder.At("kg.db"));
  const auto writer = OpenWriter(shared.get());
  FileState known{"news", "a.jsonl", Blake2b("old bytes"), {}};
  for (uint32_t number = 0; number < 3; ++number) {
    const LocalFacts facts = MakeFacts(number, {kNames[0]}, number);
    known.articles.push_back(facts.article.id);
    ASSERT_TRUE(writer->Commit({{facts.article.id, facts}}).ok());
  }
  std::sort(known.articles.begin(), known.articles.end());
  ASSERT_TRUE(shared->PutFile(known).ok());

  SharedStore store;
  store.store = shared.get();
  FilePlan plan;
  plan.present = {{folder.At("news/a.jsonl"), "news", "a.jsonl", {known}}};
  const BuildOptions options = testing::OptionsFor({folder.At("news")});
  BuildResult result;
  Committer committer(&store, writer.get(), &plan, &options, &result);
  PreparedArticle first;
  const LocalFacts changed = MakeFacts(0, {kNames[4]}, 7);
  first.id = changed.article.id;
  first.in_store = true;
  first.extracted = true;
  first.update = MakeUpdate(changed);
  ASSERT_TRUE(committer.Take({0, Status(), std::move(first)}).ok());
  ASSERT_TRUE(committer
                  .Take({0, Status(),
                         FileEnd{Status::Io("unreadable: Input/output error"),
                                 false, Hash128()}})
                  .ok());
  EXPECT_EQ(result.kept.size(), 1u);
  EXPECT_EQ(result.counts.removed, 0u);
  EXPECT_EQ(result.counts.replaced, 1u);
  EXPECT_EQ(result.counts.unchanged, 2u);
  EXPECT_EQ(shared->ArticleIds().value().size(), 3u);
  EXPECT_EQ(shared->Facts(changed.article.id)->entities[0].name, "Bill Varley");
  // The next build reads it again.
  const auto state = shared->File("news", "a.jsonl");
  ASSERT_TRUE(state.ok() && state->has_value());
  EXPECT_TRUE(IsUnfinished(**state));
}

}  // namespace
}  // namespace kg
