// Sink: the one interface of all export formats. Export() pushes the resolved
// graph into it, in the order of the functions, each kind in a fixed order. A
// sink overrides what its format holds and needs no look-up of its own: names
// stand beside ids, offsets are code points. Everything borrowed lives for the
// call alone.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/status.h"
#include "graph/view/records.h"

namespace kg {

// Takes the bytes of an export, in order.
using ByteSink = std::function<Status(std::string_view)>;

struct ExportedEntity {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kConcept;
};

struct ExportedArticle {
  const ArticleRecord& record;
  uint32_t body_begin = 0;          // code points
  std::optional<std::string> text;  // absent: not stored, or not asked for
};

struct ExportedEvidence {
  EvidenceRecord record;  // offsets are code points
  std::string path;       // of the article
  std::optional<std::string> url;
  std::string prefix;  // the text before and after the quote, if asked for
  std::string suffix;
};

struct Position {
  double x = 0;
  double y = 0;
};

// A plain fact whose subject is the node.
struct ExportedFact {
  std::string predicate;
  End object;
};

struct ExportedNode {
  const EntityRecord& record;
  // If asked for: distinct (of literals, by all but the text), ascending.
  std::vector<ExportedFact> facts;
  std::optional<Position> position;  // if asked for
};

struct ExportedRelation {
  const RelationRecord& record;
  std::optional<ExportedEntity> subject;
  std::variant<ExportedEntity, Literal> object;
  std::vector<ExportedEvidence> evidence;
};

struct ExportedClaim {
  const ClaimRecord& record;
  std::optional<ExportedEntity> speaker;
  std::optional<ExportedEntity> addressee;
  std::vector<ExportedEntity> topics;
  std::vector<ExportedEvidence> evidence;
  // How sure the speaker is: the weakest of the propositions.
  Modality certainty = Modality::kAsserted;
};

struct ExportedQuote {
  std::string quote;
  std::string source;  // the article's URL, else its path
};

// All facts of one subject, predicate, object, polarity and marks together: the
// edge that people see.
struct ExportedEdge {
  Hash128 id;
  EntityId source;
  EntityId target;
  std::string label;  // the predicate or act, with its marks
  std::string type;   // the label, made different among the edges of one pair
  bool is_claim = false;
  std::string predicate;  // of claims, their act
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string derived;                // a rule, where no article says so itself
  uint8_t confidence = 0;             // the best fact's
  uint32_t sources = 0;               // distinct independent articles
  uint32_t facts = 0;                 // relations or claims
  std::vector<std::string> dates;     // distinct, ascending
  std::vector<ExportedQuote> quotes;  // at most three, the earliest first
};

// What a sink did to what it was given.
struct SinkReport {
  uint64_t statements = 0;  // of RDF
  uint64_t replaced = 0;    // characters that the format forbids
  uint64_t guarded = 0;     // cells that a spreadsheet would calculate
};

// A failure of any function ends the export.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual Status Begin() { return Status(); }
  virtual Status Article(const ExportedArticle&) { return Status(); }
  virtual Status Entity(const ExportedNode&) { return Status(); }
  virtual Status Relation(const ExportedRelation&) { return Status(); }
  virtual Status Claim(const ExportedClaim&) { return Status(); }
  virtual Status Edge(const ExportedEdge&) { return Status(); }
  // After this nothing is pushed.
  virtual Result<SinkReport> End() = 0;
};

}  // namespace kg
