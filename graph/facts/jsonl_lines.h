// The lines of JSON Lines as plain values, one shape for both scopes: the
// writers of local facts and of the resolved graph fill them. All ids are
// strings and all offsets code points. Everything borrowed must outlive the
// call of AppendLine. Thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "graph/facts/facts.h"

namespace kg {

// `article` gives all but id, body, text and source map.
struct ArticleLine {
  const Article* article = nullptr;
  std::string id;
  std::optional<std::string> near_copy_of;
  std::optional<std::string_view> text;
  uint32_t body = 0;
  std::vector<SourcePosition> lines;
};

struct EntityLine {
  std::string id;
  EntityType type = EntityType::kConcept;
  std::string_view name;
  bool described = false;
  const std::vector<Alias>* aliases = nullptr;
  const std::vector<std::string>* descriptions = nullptr;
  const std::map<std::string, std::string>* external = nullptr;
  uint32_t mentions = 0;
  uint32_t articles = 0;
  // Scope `graph` alone has dates.
  std::optional<std::pair<std::string_view, std::string_view>> dates;
};

struct MentionLine {
  std::string entity;
  std::string article;
  Mention mention;
};

struct EntityReference {
  std::string id;
  std::string name;
  EntityType type = EntityType::kConcept;
};

// Evidence of a relation or of a claim, which use different fields.
struct EvidenceLine {
  std::string article;
  std::string_view path;
  uint32_t line = 0;  // 0: not known
  Span whole;
  std::vector<Span> spans;  // of a claim: its content
  std::string_view quote;
  std::optional<Span> subject;  // of a claim: the speaker's mention
  std::optional<Span> object;
  std::optional<Span> cue;
  std::vector<Span> passage;  // of a claim: the parts of `whole`
  std::optional<std::string> claim;
  const std::vector<Qualifier>* qualifiers = nullptr;
  uint8_t confidence = 0;
  std::string_view rule;
};

struct RelationLine {
  std::string id;
  std::optional<EntityReference> subject;
  std::string_view predicate;
  std::variant<EntityReference, Literal> object;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string_view derived;
  std::string_view property;
  uint8_t confidence = 0;
  uint32_t sources = 0;
  std::optional<std::pair<std::string_view, std::string_view>> dates;
  std::vector<EvidenceLine> evidence;
};

struct ClaimLine {
  std::string id;
  std::optional<EntityReference> speaker;
  std::string_view act;
  std::optional<EntityReference> addressee;
  QuoteForm form = QuoteForm::kIndirect;
  Polarity polarity = Polarity::kAffirmed;
  std::string_view text;
  std::vector<EntityReference> topics;
  std::vector<std::string> propositions;
  std::optional<std::string> parent;
  std::string_view date;
  std::string_view derived;
  uint8_t confidence = 0;
  std::vector<EvidenceLine> evidence;
};

// Each appends one line with its newline.
void AppendLine(const ArticleLine& line, std::string* out);
void AppendLine(const EntityLine& line, std::string* out);
void AppendLine(const MentionLine& line, std::string* out);
void AppendLine(const RelationLine& line, std::string* out);
void AppendLine(const ClaimLine& line, std::string* out);

}  // namespace kg
