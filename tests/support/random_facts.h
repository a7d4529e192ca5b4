// Random local facts for property tests: valid, canonical or in any order, with
// hostile text. The same seed gives the same facts on every machine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "graph/facts/facts.h"

namespace kg::testing {

class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}
  // 0..limit-1; the standard's distributions differ between libraries.
  uint32_t Below(uint32_t limit) {
    return static_cast<uint32_t>(engine_() % limit);
  }
  bool OneIn(uint32_t n) { return Below(n) == 0; }
  template <typename T>
  const T& Pick(const std::vector<T>& values) {
    return values[Below(static_cast<uint32_t>(values.size()))];
  }
  template <typename T>
  void Shuffle(std::vector<T>* values) {
    for (size_t i = values->size(); i > 1; --i) {
      std::swap((*values)[i - 1], (*values)[Below(static_cast<uint32_t>(i))]);
    }
  }

 private:
  std::mt19937 engine_;
};

// Words that break careless writers: quotes, controls, marks from the right,
// line separators, characters of two to four bytes.
inline std::string HostileText(Random* random, uint32_t max_words) {
  static const std::vector<std::string> kWords = {
      "Ada",
      "port",
      "\"no\"",
      "back\\slash",
      "\n",
      "\t",
      "\x01",
      "\x7f",
      "\xE2\x80\xA8",
      "\xE2\x80\xA9",
      "\xC3\xA9",
      "\xF0\x9F\x9A\xA2",
      "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
      "\xE2\x80\xAE"
      "abc",
      "</script>",
      "\\u0041",
      "\xEF\xBF\xBD",
      "e\xCC\x81",
      "\xE6\xB8\xAF",
      "{}",
      "null",
      std::string("\0", 1)};
  std::string out;
  for (uint32_t n = random->Below(max_words + 1); n > 0; --n) {
    out += random->Pick(kWords);
    if (random->OneIn(2)) out += ' ';
  }
  return out;
}

class FactsGenerator {
 public:
  explicit FactsGenerator(uint32_t seed) : random_(seed) {}

  // Facts of one article in no canonical order. Names come from a small list,
  // so that articles share entities.
  LocalFacts Make(uint32_t number) {
    facts_ = {};
    MakeArticle(number);
    const uint32_t entities = 1 + random_.Below(6);
    for (uint32_t i = 0; i < entities; ++i) MakeEntity();
    const uint32_t relations = random_.Below(7);
    const uint32_t claims = random_.Below(5);
    for (uint32_t i = 0; i < relations; ++i) MakeRelation(claims);
    for (uint32_t i = 0; i < claims; ++i) MakeClaim(i);
    return std::move(facts_);
  }

 private:
  void MakeArticle(uint32_t number) {
    Article& article = facts_.article;
    article.root_label = "root";
    article.path = "folder/" + std::to_string(number) + ".txt";
    article.id = MakeArticleId(article.root_label, article.path, "1");
    if (random_.OneIn(3)) article.record = HostileText(&random_, 2);
    if (random_.OneIn(3)) article.url = "https://example.org/?a=\"1\"";
    article.title = HostileText(&random_, 4);
    if (!random_.OneIn(4)) {
      article.date = "2019-0" + std::to_string(1 + random_.Below(9)) + "-1" +
                     std::to_string(random_.Below(10));
    }
    if (random_.OneIn(2)) article.authors = {HostileText(&random_, 2), "B"};
    if (random_.OneIn(2)) article.publisher = HostileText(&random_, 2);
    article.language = "en";
    article.content_hash = Blake2b(article.path);
    article.model = "model 1";
    article.extractor = "0.1";
    article.text = article.title + "\n\n";
    article.body_begin = static_cast<uint32_t>(article.text.size());
    article.text += HostileText(&random_, 30) + "end";
    boundaries_.clear();
    for (size_t at = 0; at < article.text.size();
         at += DecodeAt(article.text, at).bytes) {
      boundaries_.push_back(static_cast<uint32_t>(at));
    }
    boundaries_.push_back(static_cast<uint32_t>(article.text.size()));
    article.source_map = {{0, 1}, {boundaries_[boundaries_.size() / 2], 3}};
  }

  Span AnySpan() {
    const uint32_t a = random_.Pick(boundaries_);
    const uint32_t b = random_.Pick(boundaries_);
    return {std::min(a, b), std::max(a, b)};
  }
  std::optional<Span> MaybeSpan() {
    return random_.OneIn(3) ? std::nullopt : std::optional(AnySpan());
  }
  std::vector<Span> AnySpans() {
    std::vector<uint32_t> cuts;
    for (uint32_t n = 2 * (1 + random_.Below(2)); n > 0; --n) {
      cuts.push_back(random_.Pick(boundaries_));
    }
    std::sort(cuts.begin(), cuts.end());
    std::vector<Span> spans;
    for (size_t i = 0; i + 1 < cuts.size(); i += 2) {
      spans.push_back({cuts[i], cuts[i + 1]});
    }
    return spans;
  }

  uint32_t AnyEntity() {
    return random_.Below(static_cast<uint32_t>(facts_.entities.size()));
  }
  std::optional<uint32_t> MaybeEntity() {
    return random_.OneIn(4) ? std::nullopt : std::optional(AnyEntity());
  }
  uint8_t Confidence() { return static_cast<uint8_t>(random_.Below(101)); }

  void MakeEntity() {
    static const std::vector<std::string> kNames = {"Ada Holm",
                                                    "Vale Bank",
                                                    "VALE BANK",
                                                    "Port Anselm",
                                                    "harbour",
                                                    "…",
                                                    "a \"senior\" official"};
    LocalEntity entity;
    entity.type =
        *FromNumber<EntityType>(static_cast<uint8_t>(1 + random_.Below(9)));
    entity.name = random_.Pick(kNames);
    entity.described = random_.OneIn(6);
    for (uint32_t n = random_.Below(3); n > 0; --n) {
      entity.aliases.push_back({random_.Pick(kNames), 1 + random_.Below(3)});
      entity.descriptions.push_back(HostileText(&random_, 2));
      entity.mentions.push_back(
          {AnySpan(), *FromNumber<MentionForm>(
                          static_cast<uint8_t>(1 + random_.Below(3)))});
    }
    if (random_.OneIn(3)) entity.external["iso\"3166"] = "AU";
    facts_.entities.push_back(std::move(entity));
  }

  LocalEnd AnyEnd() {
    if (!random_.OneIn(4)) return AnyEntity();
    return Literal{std::to_string(random_.Below(3)), "money",
                   random_.OneIn(2) ? "USD" : "", HostileText(&random_, 2)};
  }

  Evidence MakeEvidence(uint32_t claims) {
    Evidence evidence;
    evidence.spans = AnySpans();
    evidence.quote = QuoteOf(facts_.article.text, evidence.spans);
    evidence.subject = MaybeSpan();
    evidence.object = MaybeSpan();
    if (claims > 0 && random_.OneIn(2)) evidence.claim = random_.Below(claims);
    for (uint32_t n = random_.Below(3); n > 0; --n) {
      evidence.qualifiers.push_back(
          {"time", HostileText(&random_, 2), random_.OneIn(2) ? "2019" : ""});
    }
    evidence.confidence = Confidence();
    if (random_.OneIn(2)) evidence.rule = "clause";
    return evidence;
  }

  void MakeRelation(uint32_t claims) {
    static const std::vector<std::string> kPredicates = {"bans", "leads",
                                                         "speaks_at"};
    LocalRelation relation;
    relation.subject = MaybeEntity();
    relation.predicate = random_.Pick(kPredicates);
    relation.object = AnyEnd();
    if (random_.OneIn(3)) relation.polarity = Polarity::kNegated;
    if (random_.OneIn(4)) relation.modality = Modality::kPlanned;
    if (random_.OneIn(3)) relation.standing = Standing::kAttributed;
    if (random_.OneIn(5)) relation.derived = "owner";
    if (random_.OneIn(4)) relation.property = "-P169";
    for (uint32_t n = 1 + random_.Below(3); n > 0; --n) {
      relation.evidence.push_back(MakeEvidence(claims));
    }
    facts_.relations.push_back(std::move(relation));
  }

  void MakeClaim(uint32_t index) {
    static const std::vector<std::string> kActs = {"says", "denies"};
    LocalClaim claim;
    claim.speaker = MaybeEntity();
    claim.act = random_.Pick(kActs);
    if (random_.OneIn(3)) claim.addressee = AnyEntity();
    claim.form =
        *FromNumber<QuoteForm>(static_cast<uint8_t>(1 + random_.Below(3)));
    if (random_.OneIn(3)) claim.polarity = Polarity::kNegated;
    claim.text = HostileText(&random_, 4);
    for (uint32_t n = random_.Below(3); n > 0; --n) {
      claim.topics.push_back(AnyEntity());
      if (!facts_.relations.empty()) {
        claim.propositions.push_back(
            random_.Below(static_cast<uint32_t>(facts_.relations.size())));
      }
    }
    if (index > 0 && random_.OneIn(2)) claim.parent = random_.Below(index);
    if (random_.OneIn(2)) claim.date = "2019-02";
    if (random_.OneIn(4)) claim.derived = "denial";
    claim.content = AnySpans();
    claim.cue = MaybeSpan();
    claim.speaker_span = MaybeSpan();
    claim.spans = AnySpans();
    claim.spans.insert(claim.spans.end(), claim.content.begin(),
                       claim.content.end());
    std::sort(claim.spans.begin(), claim.spans.end());
    claim.quote = QuoteOf(facts_.article.text, claim.spans);
    claim.confidence = Confidence();
    if (random_.OneIn(3)) claim.rule = "cue";
    facts_.claims.push_back(std::move(claim));
  }

  Random random_;
  LocalFacts facts_;
  std::vector<uint32_t> boundaries_;
};

// The same facts in another order, some of them twice.
inline LocalFacts Permuted(const LocalFacts& facts, Random* random) {
  auto order = [&](size_t size) {
    std::vector<uint32_t> to(size);
    std::iota(to.begin(), to.end(), 0u);
    random->Shuffle(&to);
    return to;
  };
  const std::vector<uint32_t> entity = order(facts.entities.size());
  const std::vector<uint32_t> relation = order(facts.relations.size());
  const std::vector<uint32_t> claim = order(facts.claims.size());
  LocalFacts out = facts;
  auto move = [](const std::vector<uint32_t>& to,
                 std::optional<uint32_t>* index) {
    if (*index) *index = to[**index];
  };
  for (uint32_t i = 0; i < entity.size(); ++i) {
    LocalEntity& e = out.entities[entity[i]] = facts.entities[i];
    random->Shuffle(&e.mentions);
    random->Shuffle(&e.aliases);
  }
  for (uint32_t i = 0; i < relation.size(); ++i) {
    LocalRelation& r = out.relations[relation[i]] = facts.relations[i];
    move(entity, &r.subject);
    if (auto* object = std::get_if<uint32_t>(&r.object)) {
      *object = entity[*object];
    }
    if (random->OneIn(2)) r.evidence.push_back(random->Pick(r.evidence));
    random->Shuffle(&r.evidence);
    for (Evidence& e : r.evidence) {
      move(claim, &e.claim);
      random->Shuffle(&e.spans);
      random->Shuffle(&e.qualifiers);
    }
  }
  for (uint32_t i = 0; i < claim.size(); ++i) {
    LocalClaim& c = out.claims[claim[i]] = facts.claims[i];
    move(entity, &c.speaker);
    move(entity, &c.addressee);
    move(claim, &c.parent);
    for (uint32_t& topic : c.topics) topic = entity[topic];
    for (uint32_t& proposition : c.propositions) {
      proposition = relation[proposition];
    }
    random->Shuffle(&c.topics);
    random->Shuffle(&c.propositions);
  }
  if (!out.relations.empty() && random->OneIn(2)) {
    out.relations.push_back(random->Pick(out.relations));
  }
  return out;
}

}  // namespace kg::testing
