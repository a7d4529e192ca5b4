// Sink: the one interface of all export formats. Export() pushes the resolved
// graph into it, in the order of the functions, each kind by ascending id. The
// names of ends stand beside their ids, offsets are code points: a sink needs
// no look-up of its own. Everything borrowed lives for the call alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
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
};

// A failure of any function ends the export.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual Status Begin() = 0;
  virtual Status Article(const ExportedArticle& article) = 0;
  virtual Status Entity(const EntityRecord& entity) = 0;
  virtual Status Relation(const ExportedRelation& relation) = 0;
  virtual Status Claim(const ExportedClaim& claim) = 0;
  virtual Status End() = 0;
};

}  // namespace kg
