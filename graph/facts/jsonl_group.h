// FactsGroup: the lines of one article as they are read, then the local facts
// that they make. Lines refer to each other by ids in any order, so references
// are resolved at the end. Private to graph/facts. Not thread-safe.
#pragma once

#include <rapidjson/document.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/status.h"
#include "base/unicode.h"
#include "graph/facts/facts.h"

namespace kg {

class FactsGroup {
 public:
  // From an article line that was checked against the schema. Messages of all
  // functions begin with the reason, those of Finish with the line's number.
  static Result<FactsGroup> Begin(const rapidjson::Value& article);

  // An entity, mention, relation or claim line that was checked against the
  // schema, and its number in the file.
  Status Add(std::string_view kind, const rapidjson::Value& value, size_t line);
  // The canonical facts. `*line` is set to the line that a failure speaks of.
  Result<LocalFacts> Finish(size_t* line);

 private:
  struct Reference {
    std::optional<std::string> id;
    std::string name;
    std::optional<EntityType> type;
  };
  struct MentionDraft {
    std::string entity;
    Mention mention;
    size_t line = 0;
  };
  struct RelationDraft {
    LocalRelation relation;
    std::optional<Reference> subject;
    std::optional<Reference> object;  // absent: the relation has a literal
    std::vector<std::optional<std::string>> claims;  // one an evidence
    size_t line = 0;
  };
  struct ClaimDraft {
    LocalClaim claim;
    std::optional<Reference> speaker;
    std::optional<Reference> addressee;
    std::vector<Reference> topics;
    std::vector<std::string> propositions;
    std::optional<std::string> parent;
    size_t line = 0;
  };
  using Ids = std::unordered_map<std::string, uint32_t>;

  static Reference ReadReference(const rapidjson::Value& value);
  static std::optional<Reference> ReadReference(const rapidjson::Value& value,
                                                const char* key);

  Status AddEntity(const rapidjson::Value& value);
  Status AddMention(const rapidjson::Value& value, size_t line);
  Status AddRelation(const rapidjson::Value& value, size_t line);
  Status AddClaim(const rapidjson::Value& value, size_t line);
  Result<Evidence> ReadEvidence(const rapidjson::Value& value,
                                const std::string& place,
                                uint8_t confidence) const;
  Status ReadPlace(const rapidjson::Value& value, const std::string& place,
                   const char* parts_key, std::vector<Span>* spans,
                   std::string* quote) const;
  Status CheckArticle(const rapidjson::Value& value,
                      const std::string& place) const;
  // Code points to bytes; a span past the end of the text is refused.
  Status ToBytes(const std::string& place, Span* span) const;
  Status ToBytes(const std::string& place, std::optional<Span>* span) const;
  Status ToBytes(const std::string& place, std::vector<Span>* spans) const;

  Result<uint32_t> Resolve(const Reference& reference);
  Status Resolve(const std::optional<Reference>& reference,
                 std::optional<uint32_t>* index);
  Status ResolveMention(const MentionDraft& draft);
  Status ResolveRelation(const RelationDraft& draft);
  Status ResolveClaim(const ClaimDraft& draft);
  uint32_t NewEntity(const Reference& reference);

  std::string id_;  // as it was written
  LocalFacts facts_;
  std::optional<OffsetMap> offsets_;  // absent: the group has no text
  Ids entity_ids_, relation_ids_, claim_ids_;
  // The first entity of a name, and of a name and type.
  Ids first_by_name_;
  std::map<std::pair<std::string, EntityType>, uint32_t> first_by_type_;
  std::vector<bool> type_is_guess_;  // of each entity
  std::vector<MentionDraft> mentions_;
  std::vector<RelationDraft> relations_;
  std::vector<ClaimDraft> claims_;
};

}  // namespace kg
