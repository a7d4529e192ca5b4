// Mentions and names inside one article: which spans name which local entity.
// Pure, linear in the document, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/language/document.h"
#include "extractor/rules/tree.h"
#include "graph/facts/facts.h"
#include "lexicon/lexicon.h"

namespace kg {

// A mention by tokens of one sentence, half-open.
struct TokenMention {
  uint32_t sentence = 0;
  uint32_t token_begin = 0;
  uint32_t token_end = 0;
  uint32_t head = 0;  // token of the mention that heads it in the tree
  uint32_t entity = 0;
  MentionForm form = MentionForm::kName;
};

// The article's named entities, with every mention of them (names, surnames,
// acronyms, demonyms). Entities that rules add later (concepts, described
// sources) are appended by AddNominal. Borrows text, document and lexicon,
// which must outlive it.
class NameTable {
 public:
  static NameTable Find(std::string_view text, const Document& document,
                        const Lexicon& lexicon);

  const std::vector<LocalEntity>& entities() const { return entities_; }
  std::vector<LocalEntity>& mutable_entities() { return entities_; }
  const std::vector<TokenMention>& mentions() const { return mentions_; }
  // The mention that covers a token; null where there is none.
  const TokenMention* At(uint32_t sentence, uint32_t token) const;
  // The entity of a common-noun phrase headed by `token`: a Concept named by
  // the head's lemma with its compound modifiers ("trade deal"), or, with
  // described, an unnamed source named by the phrase. Equal concepts of the
  // article are one entity. Adds the mention.
  uint32_t AddNominal(uint32_t sentence, uint32_t token, bool described);

 private:
  friend class NameFinder;
  // The entity of that key, made if new; its name is `name`.
  uint32_t EntityOf(const std::string& key, std::string name, EntityType type);
  void AddMention(uint32_t entity, const TokenMention& mention,
                  const std::string& alias);
  const Tree& TreeOf(uint32_t sentence);
  EntityType TypeOfSource(const Tree& tree, uint32_t token) const;

  std::string_view text_;
  const Document* document_ = nullptr;
  const Lexicon* lexicon_ = nullptr;
  std::vector<LocalEntity> entities_;
  std::vector<TokenMention> mentions_;
  std::unordered_map<uint64_t, uint32_t> by_token_;     // sentence, token
  std::unordered_map<std::string, uint32_t> concepts_;  // key -> entity
  // The tree of the sentence that was asked for last.
  std::optional<Tree> tree_;
  uint32_t tree_sentence_ = 0;
};

}  // namespace kg
