// A small graph by hand, for tests of what reads a GraphView: write the text of
// an article and name passages of it, offsets are found.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "graph/facts/facts.h"
#include "graph/resolve/resolve.h"
#include "tests/support/memory_view.h"

namespace kg::testing {

// One article's facts. Passages must stand in the text.
class ArticleBuilder {
 public:
  ArticleBuilder(const std::string& path, const std::string& date,
                 const std::string& text) {
    Article& article = facts_.article;
    article.id = MakeArticleId("news", path, "1");
    article.root_label = "news";
    article.path = path;
    article.date = date;
    article.text = text;
    article.language = "en";
    uint32_t line = 1;
    article.source_map = {{0, line}};
    for (uint32_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') article.source_map.push_back({i + 1, ++line});
    }
  }

  Span Find(const std::string& passage) const {
    const size_t at = facts_.article.text.find(passage);
    EXPECT_NE(at, std::string::npos) << passage;
    return {static_cast<uint32_t>(at),
            static_cast<uint32_t>(at + passage.size())};
  }

  // An entity with a mention at each alias.
  uint32_t Entity(EntityType type, const std::string& name,
                  const std::vector<std::string>& aliases) {
    LocalEntity entity;
    entity.type = type;
    entity.name = name;
    for (const std::string& alias : aliases) {
      entity.aliases.push_back({alias, 1});
      entity.mentions.push_back({Find(alias)});
    }
    facts_.entities.push_back(std::move(entity));
    return static_cast<uint32_t>(facts_.entities.size() - 1);
  }

  LocalRelation& Relation(std::optional<uint32_t> subject,
                          const std::string& predicate, LocalEnd object,
                          const std::string& passage) {
    LocalRelation relation;
    relation.subject = subject;
    relation.predicate = predicate;
    relation.object = std::move(object);
    Evidence evidence;
    evidence.spans = {Find(passage)};
    evidence.quote = passage;
    evidence.confidence = 90;
    relation.evidence = {std::move(evidence)};
    facts_.relations.push_back(std::move(relation));
    return facts_.relations.back();
  }

  LocalClaim& Claim(std::optional<uint32_t> speaker, const std::string& act,
                    const std::string& content, const std::string& passage,
                    std::vector<uint32_t> topics) {
    LocalClaim claim;
    claim.speaker = speaker;
    claim.act = act;
    claim.text = content;
    claim.content = {Find(content)};
    claim.spans = {Find(passage)};
    claim.quote = passage;
    claim.topics = std::move(topics);
    claim.confidence = 80;
    facts_.claims.push_back(std::move(claim));
    return facts_.claims.back();
  }

  MemoryView::Part Build() {
    Canonicalize(&facts_);
    return {facts_, ResolveEntities(facts_)};
  }

 private:
  LocalFacts facts_;
};

// Three outlets about a port: who closes it, who says so, who denies it.
inline MemoryView SmallGraph() {
  ArticleBuilder a("a.txt", "2021-03-01",
                   "Port déclaration\n\nMayor Ada Holm closed Port Anselm. "
                   "Holm denied any leak.\nVale Bank paid $5 million.");
  const uint32_t ada =
      a.Entity(EntityType::kPerson, "Ada Holm", {"Ada Holm", "Holm denied"});
  const uint32_t port =
      a.Entity(EntityType::kPlace, "Port Anselm", {"Port Anselm"});
  const uint32_t leak = a.Entity(EntityType::kConcept, "leak", {"leak"});
  const uint32_t bank =
      a.Entity(EntityType::kOrganization, "Vale Bank", {"Vale Bank"});
  a.Relation(ada, "closes", port, "Ada Holm closed Port Anselm");
  a.Relation(bank, "pays", Literal{"5000000", "money", "USD", "$5 million"},
             "Vale Bank paid $5 million");
  a.Claim(ada, "denies", "any leak", "Holm denied any leak", {leak});
  a.Claim(ada, "says", "any leak", "Holm denied any leak", {});

  ArticleBuilder b("b.txt", "2021-03-04",
                   "Harbour shut\n\nADA HOLM shuts Port Anselm, a clerk said. "
                   "Vale Bank will not fund it.");
  const uint32_t ada_b =
      b.Entity(EntityType::kPerson, "ADA HOLM", {"ADA HOLM"});
  const uint32_t port_b =
      b.Entity(EntityType::kPlace, "Port Anselm", {"Port Anselm"});
  const uint32_t bank_b =
      b.Entity(EntityType::kOrganization, "Vale Bank", {"Vale Bank"});
  b.Relation(ada_b, "closes", port_b, "ADA HOLM shuts Port Anselm");
  LocalRelation& negated =
      b.Relation(bank_b, "funds", port_b, "Vale Bank will not fund it");
  negated.polarity = Polarity::kNegated;
  negated.modality = Modality::kPlanned;
  b.Claim(std::nullopt, "says", "shuts Port Anselm",
          "ADA HOLM shuts Port Anselm, a clerk said", {port_b});

  ArticleBuilder c("c.txt", "",
                   "Ada Holm spoke at Port Anselm. The bank of Holm owns it. "
                   "She denies the leak, too.");
  const uint32_t ada_c =
      c.Entity(EntityType::kPerson, "Ada Holm", {"Ada Holm", "She"});
  const uint32_t port_c =
      c.Entity(EntityType::kPlace, "Port Anselm", {"Port Anselm"});
  const uint32_t leak_c = c.Entity(EntityType::kConcept, "leak", {"leak"});
  c.Relation(ada_c, "speaks_at", port_c, "Ada Holm spoke at Port Anselm");
  c.Relation(ada_c, "owns", port_c, "The bank of Holm owns it").derived =
      "owner";
  LocalClaim& denial =
      c.Claim(ada_c, "denies", "the leak", "She denies the leak", {leak_c});
  denial.derived = "denial";
  denial.date = "2021-02";
  return MemoryView({a.Build(), b.Build(), c.Build()});
}

}  // namespace kg::testing
