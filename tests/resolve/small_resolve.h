// Resolution over a few articles in memory, for tests: articles come and go,
// and every article's local entities have their entities at once.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/resolve/resolver.h"
#include "lexicon/lexicon.h"

namespace kg::testing {

inline const ResolveTables& EnglishNames() {
  static const Result<Lexicon> lexicon =
      Lexicon::Load(KG_SOURCE_DIR "/lexicon/en");
  EXPECT_TRUE(lexicon.ok()) << lexicon.status().message();
  static const ResolveTables tables(lexicon.value());
  return tables;
}

// Sorted rows in memory under a ResolveIndex.
class MemoryRows {
 public:
  ResolveIndex::Base Base() {
    return {
        [this](const std::string& key) -> Result<std::optional<std::string>> {
          const auto at = rows_.find(key);
          if (at == rows_.end()) return std::optional<std::string>();
          return std::optional<std::string>(at->second);
        },
        [this](const std::string& prefix, const ResolveIndex::Visit& visit) {
          for (auto at = rows_.lower_bound(prefix);
               at != rows_.end() && at->first.starts_with(prefix); ++at) {
            if (!visit(at->first)) break;
          }
          return Status();
        }};
  }
  void Write(ResolveIndex* index) {
    for (const auto& [key, value] : index->changes()) {
      if (value) {
        rows_[key] = *value;
      } else {
        rows_.erase(key);
      }
    }
    index->Forget();
  }
  const std::map<std::string, std::string>& rows() const { return rows_; }

 private:
  std::map<std::string, std::string> rows_;
};

struct TestName {
  EntityType type = EntityType::kPerson;
  std::string name;
  std::vector<std::string> aliases = {};
};

inline LocalFacts ArticleOf(int number, const std::vector<TestName>& names) {
  LocalFacts facts;
  facts.article.id = MakeArticleId("news", std::to_string(number), "1");
  uint32_t at = 0;
  for (const TestName& name : names) {
    LocalEntity entity;
    entity.type = name.type;
    entity.name = name.name;
    for (const std::string& alias : name.aliases) {
      entity.aliases.push_back({alias, 1});
    }
    entity.mentions = {{{at, at + 1}, MentionForm::kName}};
    at += 10;
    facts.entities.push_back(entity);
  }
  return facts;
}

class SmallResolve {
 public:
  SmallResolve() : decisions_({}, EnglishNames()), index_(rows_.Base()) {}

  void Put(const LocalFacts& facts) { Change(facts.article.id, &facts); }
  void Remove(const ArticleId& id) { Change(id, nullptr); }

  // By article and position.
  const std::map<ArticleId, std::vector<EntityId>>& entities() const {
    return entities_;
  }
  const std::map<EntityId, EntityNames>& names() const { return names_; }
  const std::map<std::string, std::string>& rows() const {
    return rows_.rows();
  }
  EntityId At(int article, size_t entity) const {
    return entities_.at(MakeArticleId("news", std::to_string(article), "1"))
        .at(entity);
  }

 private:
  std::vector<ResolveKey> KeysOf(const LocalFacts& facts) const {
    std::vector<ResolveKey> keys;
    for (const LocalEntity& entity : facts.entities) {
      keys.push_back(KeyOf(entity, facts.article.id, EnglishNames()));
    }
    return keys;
  }

  void Change(const ArticleId& id, const LocalFacts* now) {
    Resolver resolver(EnglishNames(), decisions_, &index_);
    const auto old = articles_.find(id);
    if (old != articles_.end()) {
      const Status done = resolver.Remove(old->second, KeysOf(old->second));
      EXPECT_TRUE(done.ok()) << done.message();
      articles_.erase(old);
      entities_.erase(id);
    }
    if (now != nullptr) {
      const Status done = resolver.Add(*now, KeysOf(*now));
      EXPECT_TRUE(done.ok()) << done.message();
      articles_[id] = *now;
      entities_[id] = {};
    }
    auto resolution = resolver.Finish();
    ASSERT_TRUE(resolution.ok()) << resolution.status().message();
    for (const auto& [entity, names] : resolution->names) {
      names_.erase(entity);
      if (names) names_[entity] = *names;
    }
    resolution->articles.insert(id);
    for (const ArticleId& article : resolution->articles) {
      if (!articles_.contains(article)) continue;
      auto entities = resolver.EntitiesOf(KeysOf(articles_[article]));
      ASSERT_TRUE(entities.ok()) << entities.status().message();
      entities_[article] = *entities;
    }
    rows_.Write(&index_);
  }

  DecisionTable decisions_;
  MemoryRows rows_;
  ResolveIndex index_;
  std::map<ArticleId, LocalFacts> articles_;
  std::map<ArticleId, std::vector<EntityId>> entities_;
  std::map<EntityId, EntityNames> names_;
};

}  // namespace kg::testing
