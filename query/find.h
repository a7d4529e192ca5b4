// `kg find SUBJECT PREDICATE OBJECT`: the ten-second question. Looks names up
// by any alias and predicates by any inflection or synonym, and offers the
// nearest ones where there is none. Thread-safe as far as the view is.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/cancel.h"
#include "base/status.h"
#include "graph/view/graph_view.h"
#include "lexicon/lexicon.h"

namespace kg {

struct FindQuery {
  // "?" or nothing matches anything. An object may also be a literal's text or
  // value.
  std::string subject = "?";
  std::string predicate = "?";
  std::string object = "?";
  // Also what is not plain, and claims without a speaker.
  bool all = false;
  bool derived = true;      // also what no article says in so many words
  size_t max_rows = 0;      // 0: all of them
  size_t max_evidence = 3;  // of a row; 0: all of it
  const CancelToken* cancel = nullptr;
};

struct FoundEntity {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kConcept;
};

struct FoundEvidence {
  ArticleId article;
  std::string path;
  std::optional<std::string> url;
  std::string date;   // of the article
  uint32_t line = 0;  // of the source file; 0: not known
  Span span;          // code points
  std::string quote;
};

// Facts with the same ends, predicate and marks, stated and derived together.
struct FoundRow {
  enum class Kind : uint8_t { kRelation, kClaim };
  Kind kind = Kind::kRelation;
  std::optional<FoundEntity> subject;  // of a claim: its speaker
  std::string predicate;               // of a claim: its act
  // Nothing: a claim without a topic.
  std::variant<std::monostate, FoundEntity, Literal> object;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string derived;     // a rule, where nothing of it stands in the text
  uint8_t confidence = 0;  // the best one
  uint32_t sources = 0;    // distinct articles
  std::string first_date;
  std::string last_date;
  std::string text;  // of a claim: the words of the one of the first id
  std::vector<std::string> ids;         // of the relations or claims, ascending
  std::vector<FoundEvidence> evidence;  // the earliest first
  bool plain = false;                   // a plain relation, or a claim
};

// A part of the question that names nothing in the graph.
struct UnknownPart {
  std::string part;  // "subject", "predicate" or "object"
  std::string given;
  std::vector<std::string> nearest;  // best first; may be empty
};

struct FindResult {
  std::vector<FoundRow> rows;  // most sources first, then by id
  size_t total_rows = 0;       // before max_rows
  size_t hidden_rows = 0;      // what `all` would add
  std::vector<UnknownPart> unknown;
};

// Cancelled where the token was set.
Result<FindResult> Find(const GraphView& view, const Lexicon& lexicon,
                        const FindQuery& query);

}  // namespace kg
