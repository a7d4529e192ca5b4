// The resolved graph's records, as views give them and exports write them.
// Plain values; ids are the public 128-bit hashes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "graph/facts/facts.h"

namespace kg {

struct EntityRecord {
  EntityId id;
  EntityType type = EntityType::kConcept;
  std::string name;
  bool described = false;
  std::vector<Alias> aliases;             // by count down, then text
  std::vector<std::string> descriptions;  // sorted
  std::map<std::string, std::string> external;
  uint32_t mentions = 0;
  uint32_t articles = 0;
  std::string first_date;
  std::string last_date;
};

using End = std::variant<EntityId, Literal>;

struct RelationRecord {
  RelationId id;
  std::optional<EntityId> subject;
  std::string predicate;
  End object;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string derived;
  std::string property;
  uint8_t confidence = 0;  // the best evidence's
  uint32_t sources = 0;    // distinct independent articles
  std::string first_date;
  std::string last_date;
};

struct ClaimRecord {
  ClaimId id;
  ArticleId article;
  std::optional<EntityId> speaker;
  std::string act;
  std::optional<EntityId> addressee;
  QuoteForm form = QuoteForm::kIndirect;
  Polarity polarity = Polarity::kAffirmed;
  std::string text;
  std::vector<EntityId> topics;          // sorted
  std::vector<RelationId> propositions;  // sorted
  std::optional<ClaimId> parent;
  std::string date;
  std::string derived;
  uint8_t confidence = 0;
};

struct ArticleRecord {
  ArticleId id;
  std::string root_label;
  std::string path;
  std::optional<std::string> record;
  std::optional<std::string> url;
  std::string title;
  std::string date;
  std::vector<std::string> authors;
  std::optional<std::string> publisher;
  std::string language;
  std::optional<ArticleId> near_copy_of;
  std::string model;
  std::string extractor;
  uint32_t body_begin = 0;  // bytes
  bool has_text = true;
};

// Evidence of a relation or claim. Offsets are bytes of the article's text;
// views also give the code points and the source line.
struct EvidenceRecord {
  ArticleId article;
  std::vector<Span> spans;  // of a claim: its content
  Span whole;               // first to last, with cue and speaker
  std::string quote;
  std::optional<Span> subject;  // of a claim: the speaker's mention
  std::optional<Span> object;
  std::optional<Span> cue;
  std::optional<ClaimId> claim;
  std::vector<Qualifier> qualifiers;
  uint8_t confidence = 0;
  std::string rule;
  uint32_t line = 0;  // of the source file, from 1; 0: not known
};

}  // namespace kg
