// Local facts: what one article says, before anything is known of other
// articles. The only thing that leaves the extractor. Plain values; offsets are
// bytes of Article::text, half-open; entities, relations and claims refer to
// each other by index into the vectors of one LocalFacts.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/hash.h"
#include "graph/facts/types.h"

namespace kg {

struct ArticleTag;
struct EntityTag;
struct RelationTag;
struct ClaimTag;
using ArticleId = TypedId<ArticleTag>;
using EntityId = TypedId<EntityTag>;
using RelationId = TypedId<RelationTag>;
using ClaimId = TypedId<ClaimTag>;

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  auto operator<=>(const Span&) const = default;
  bool empty() const { return begin >= end; }
  uint32_t size() const { return end - begin; }
  bool Contains(const Span& o) const {
    return begin <= o.begin && o.end <= end;
  }
  bool Overlaps(const Span& o) const { return begin < o.end && o.begin < end; }
};

// From `text_begin` on, text stands at `line` (from 1) of the source file. For
// formats where a record is a line, the record's line.
struct SourcePosition {
  uint32_t text_begin = 0;
  uint32_t line = 1;
  auto operator<=>(const SourcePosition&) const = default;
};

struct Article {
  ArticleId id;
  std::string root_label;             // of the root that holds it
  std::string path;                   // relative to the root, '/' separated
  std::optional<std::string> record;  // the input's own id
  std::optional<std::string> url;
  std::string title;
  std::string date;  // YYYY-MM-DD in the publisher's offset, or empty
  std::vector<std::string> authors;
  std::optional<std::string> publisher;
  std::string language;  // "en"
  // UTF-8, NFC: title, blank line, body. Empty with has_text false.
  std::string text;
  bool has_text = true;
  uint32_t body_begin = 0;                 // 0 where there is no title
  Hash128 content_hash;                    // of the source record's bytes
  std::vector<SourcePosition> source_map;  // ascending; may be empty
  std::string model;      // name and hash of the weights that read it, or empty
  std::string extractor;  // version of kg that read it
};

struct Alias {
  std::string text;
  uint32_t count = 0;
  auto operator<=>(const Alias&) const = default;
};

struct Mention {
  Span span;
  MentionForm form = MentionForm::kName;
  auto operator<=>(const Mention&) const = default;
};

struct LocalEntity {
  EntityType type = EntityType::kConcept;
  std::string name;  // the fullest form in the article
  // A described, unnamed source ("a senior US official"): never merged.
  bool described = false;
  std::vector<Alias> aliases;                   // sorted by text
  std::vector<std::string> descriptions;        // "rotating chairman of Huawei"
  std::map<std::string, std::string> external;  // "iso3166" -> "AU"
  std::vector<Mention> mentions;                // sorted by span
};

// A date, amount of money, percentage or quantity.
struct Literal {
  std::string value;     // normalised: "2019-02-26", "200000000000"
  std::string datatype;  // date, money, percent, quantity, text
  std::string unit;      // "USD", "km", or empty
  std::string text;      // as it stands
  auto operator<=>(const Literal&) const = default;
};

struct Qualifier {
  std::string role;   // time, place, manner, purpose, instrument, recipient…
  std::string text;   // as it stands, with its preposition
  std::string value;  // normalised, or empty
  auto operator<=>(const Qualifier&) const = default;
};

struct Evidence {
  std::vector<Span> spans;  // non-empty, sorted, disjoint
  std::string quote;        // text from the first to the last of the spans
  std::optional<Span> subject;
  std::optional<Span> object;
  std::optional<uint32_t> claim;  // index, if attributed
  std::vector<Qualifier> qualifiers;
  uint8_t confidence = 0;  // hundredths, 0..100
  std::string rule;        // which rule made it; may be empty
};

using LocalEnd = std::variant<uint32_t, Literal>;  // entity index or literal

struct LocalRelation {
  // Absent: the agent of a passive that names none.
  std::optional<uint32_t> subject;
  std::string predicate;
  LocalEnd object = uint32_t{0};
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  Standing standing = Standing::kStated;
  std::string derived;             // rule of a derived fact, or empty
  std::string property;            // "P69", "-P169" or empty
  std::vector<Evidence> evidence;  // at least one
};

struct LocalClaim {
  std::optional<uint32_t> speaker;
  std::string act;  // "says", "denies"…
  std::optional<uint32_t> addressee;
  QuoteForm form = QuoteForm::kIndirect;
  Polarity polarity = Polarity::kAffirmed;
  std::string text;                    // the content's words
  std::vector<uint32_t> topics;        // entities, sorted
  std::vector<uint32_t> propositions;  // relations, sorted
  std::optional<uint32_t> parent;      // claim, whose content holds this one
  std::string date;
  std::string derived;
  std::vector<Span> content;  // sorted, disjoint
  std::optional<Span> cue;
  std::optional<Span> speaker_span;
  std::vector<Span> spans;  // whole passage: content, cue and speaker
  std::string quote;        // text from first to last of spans
  uint8_t confidence = 0;
  std::string rule;
};

struct LocalFacts {
  Article article;
  std::vector<LocalEntity> entities;
  std::vector<LocalRelation> relations;
  std::vector<LocalClaim> claims;
};

// A person's merge, split or rename, in the order made.
struct Decision {
  enum class Action : uint8_t { kMerge = 1, kSplit = 2, kRename = 3 };
  struct LocalName {  // a local entity: its article and first mention
    ArticleId article;
    uint32_t mention_begin = 0;  // bytes
    auto operator<=>(const LocalName&) const = default;
  };
  uint32_t sequence = 0;
  Action action = Action::kMerge;
  std::vector<LocalName> of;
  std::string name;  // the new name of a rename
  std::string date;
  std::string note;
};

// A relation that every output may show as a plain fact.
inline bool IsPlain(Polarity polarity, Modality modality, Standing standing,
                    bool has_subject) {
  return polarity == Polarity::kAffirmed && modality == Modality::kAsserted &&
         standing == Standing::kStated && has_subject;
}

// The article's id: from its root's label, its path below that root, and its
// record (the input's own id, else its content hash and a counter).
ArticleId MakeArticleId(const std::string& root_label, const std::string& path,
                        const std::string& record_key);

// Sorts and merges what extraction left in any order: mentions, aliases,
// topics, equal relations (their evidence joined), so that equal facts have
// equal bytes. Entities are ordered by first mention, relations and claims by
// their first evidence; indices follow.
void Canonicalize(LocalFacts* facts);

// The claim's or evidence's quote: from the first to the last of the spans.
std::string QuoteOf(const std::string& text, const std::vector<Span>& spans);

// The source line of the text at `begin`, from an ascending source map; 0 where
// the map says nothing of it.
uint32_t LineAt(const std::vector<SourcePosition>& source_map, uint32_t begin);

}  // namespace kg
