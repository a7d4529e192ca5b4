// A sentence's dependency tree as the rules walk it: children, subtrees, words
// in lower case. Borrows the sentence, which must outlive it. Heads may come
// from a parser or a file: cycles and wild heads are cut, so every walk ends.
// Immutable, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/language/document.h"
#include "graph/facts/facts.h"

namespace kg {

class Tree {
 public:
  explicit Tree(const Sentence& sentence);

  const Sentence& sentence() const { return *sentence_; }
  uint32_t size() const { return static_cast<uint32_t>(heads_.size()); }
  const Token& token(uint32_t t) const { return sentence_->tokens[t]; }
  // In lower case; the lemma is the form where there is none.
  const std::string& word(uint32_t t) const { return words_[t]; }
  const std::string& lemma(uint32_t t) const { return lemmas_[t]; }

  int32_t Head(uint32_t t) const { return heads_[t]; }  // -1: a root
  std::span<const uint32_t> Children(uint32_t t) const;
  // Every token after its head.
  const std::vector<uint32_t>& TopDown() const { return top_down_; }

  // The relation to the head; Universal() without its subtype.
  std::string_view Relation(uint32_t t) const { return token(t).deprel; }
  std::string_view Universal(uint32_t t) const;
  bool Is(uint32_t t, std::string_view universal) const {
    return Universal(t) == universal;
  }
  // The first child with that relation: exact where `relation` has a subtype,
  // else universal.
  std::optional<uint32_t> Child(uint32_t t, std::string_view relation) const;
  // The token and all below it, ascending.
  std::vector<uint32_t> Subtree(uint32_t t) const;
  bool Dominates(uint32_t ancestor, uint32_t t) const;  // or equals
  bool HasFeature(uint32_t t, std::string_view name_and_value) const;
  // The token and the conjuncts that hang on it, ascending.
  std::vector<uint32_t> Conjuncts(uint32_t t) const;

 private:
  void SetHeads();
  void SetChildren();

  const Sentence* sentence_;
  std::vector<std::string> words_;
  std::vector<std::string> lemmas_;
  std::vector<int32_t> heads_;
  std::vector<uint32_t> children_;     // grouped by head
  std::vector<uint32_t> child_begin_;  // by token, one past the last at the end
  std::vector<uint32_t> top_down_;
};

// How much of an argument's subtree its phrase takes in.
enum class PhraseKind {
  kFull,     // with its conjuncts; relative clauses stay out
  kSingle,   // this conjunct alone, without appositions
  kNominal,  // a predicate noun or adjective, without its clause
};
// The tokens of the phrase headed by `t`, ascending, trimmed of punctuation.
std::vector<uint32_t> Phrase(const Tree& tree, uint32_t t, PhraseKind kind);

// The half-open range of the tokens that hyphens join to `t` without a blank:
// "secretary-general".
std::pair<uint32_t, uint32_t> Hyphenated(const Tree& tree, uint32_t t);

// Byte spans of ascending tokens; neighbours form one span.
std::vector<Span> SpansOf(const Sentence& sentence,
                          const std::vector<uint32_t>& tokens);
// One span from the first to the last of the tokens; empty for none.
Span CoverOf(const Sentence& sentence, const std::vector<uint32_t>& tokens);
// Sorts, joins what touches or overlaps, drops empty ones.
void MakeDisjoint(std::vector<Span>* spans);
// Their words as they stand, gaps closed with a blank.
std::string TextOf(std::string_view text, const std::vector<Span>& spans);

}  // namespace kg
