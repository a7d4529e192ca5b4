#include "extractor/rules/tree.h"

#include <algorithm>
#include <iterator>

#include "base/unicode.h"

namespace kg {
namespace {

struct Exclusion {
  std::string_view relation;  // universal, or exact where it has a subtype
  bool full, single, nominal;
};

// Children that a phrase leaves out, by kind of phrase.
constexpr Exclusion kExclusions[] = {
    {"acl:relcl", true, true, true},   {"parataxis", true, true, true},
    {"discourse", true, true, true},   {"vocative", true, true, true},
    {"dislocated", true, true, true},  {"conj", false, true, true},
    {"cc", false, true, true},         {"appos", false, true, false},
    {"nsubj", true, true, true},       {"csubj", true, true, true},
    {"expl", true, true, true},        {"cop", true, true, true},
    {"aux", true, true, true},         {"mark", true, true, true},
    {"advcl", true, true, true},       {"ccomp", false, true, true},
    {"case", false, true, false},      {"obl:unmarked", true, true, true},
    {"cc:preconj", false, true, true},
};

bool Excluded(const Tree& tree, uint32_t t, PhraseKind kind) {
  for (const Exclusion& rule : kExclusions) {
    const bool exact = rule.relation.find(':') != std::string_view::npos;
    if ((exact ? tree.Relation(t) : tree.Universal(t)) != rule.relation) {
      continue;
    }
    if (kind == PhraseKind::kFull) return rule.full;
    return kind == PhraseKind::kSingle ? rule.single : rule.nominal;
  }
  return false;
}

void Trim(const Tree& tree, std::vector<uint32_t>* tokens) {
  const auto is_mark = [&](uint32_t t) {
    return tree.token(t).upos == "PUNCT";
  };
  while (!tokens->empty() && is_mark(tokens->back())) tokens->pop_back();
  size_t skip = 0;
  while (skip < tokens->size() && is_mark((*tokens)[skip])) ++skip;
  tokens->erase(tokens->begin(),
                tokens->begin() + static_cast<std::ptrdiff_t>(skip));
}

}  // namespace

Tree::Tree(const Sentence& sentence) : sentence_(&sentence) {
  for (const Token& token : sentence.tokens) {
    words_.push_back(ToLower(token.form));
    lemmas_.push_back(token.lemma.empty() || token.lemma == "_"
                          ? words_.back()
                          : ToLower(token.lemma));
  }
  SetHeads();
  SetChildren();
}

void Tree::SetHeads() {
  const auto count = static_cast<int32_t>(sentence_->tokens.size());
  heads_.assign(sentence_->tokens.size(), -1);
  for (int32_t t = 0; t < count; ++t) {
    const int32_t head = sentence_->tokens[static_cast<size_t>(t)].head;
    if (head >= 0 && head < count && head != t) heads_[t] = head;
  }
  // 0: not seen, 1: on the present path, 2: known to reach a root.
  std::vector<uint8_t> state(heads_.size(), 0);
  for (int32_t start = 0; start < count; ++start) {
    int32_t t = start;
    while (t >= 0 && state[t] == 0) {
      state[t] = 1;
      const int32_t head = heads_[t];
      if (head >= 0 && state[head] == 1) heads_[t] = -1;
      t = heads_[t];
    }
    for (t = start; t >= 0 && state[t] == 1; t = heads_[t]) state[t] = 2;
  }
}

void Tree::SetChildren() {
  child_begin_.assign(heads_.size() + 2, 0);
  for (int32_t head : heads_) {
    if (head >= 0) ++child_begin_[head + 2];
  }
  for (size_t i = 2; i < child_begin_.size(); ++i) {
    child_begin_[i] += child_begin_[i - 1];
  }
  children_.resize(heads_.size());
  for (uint32_t t = 0; t < heads_.size(); ++t) {
    if (heads_[t] >= 0) children_[child_begin_[heads_[t] + 1]++] = t;
    if (heads_[t] < 0) top_down_.push_back(t);
  }
  for (size_t i = 0; i < top_down_.size(); ++i) {
    const auto below = Children(top_down_[i]);
    top_down_.insert(top_down_.end(), below.begin(), below.end());
  }
}

std::span<const uint32_t> Tree::Children(uint32_t t) const {
  return std::span<const uint32_t>(children_).subspan(
      child_begin_[t], child_begin_[t + 1] - child_begin_[t]);
}

std::string_view Tree::Universal(uint32_t t) const {
  const std::string_view relation = Relation(t);
  return relation.substr(0, relation.find(':'));
}

std::optional<uint32_t> Tree::Child(uint32_t t,
                                    std::string_view relation) const {
  const bool exact = relation.find(':') != std::string_view::npos;
  for (uint32_t child : Children(t)) {
    if ((exact ? Relation(child) : Universal(child)) == relation) return child;
  }
  return std::nullopt;
}

std::vector<uint32_t> Tree::Subtree(uint32_t t) const {
  std::vector<uint32_t> tokens = {t};
  for (size_t i = 0; i < tokens.size(); ++i) {
    const auto below = Children(tokens[i]);
    tokens.insert(tokens.end(), below.begin(), below.end());
  }
  std::sort(tokens.begin(), tokens.end());
  return tokens;
}

bool Tree::Dominates(uint32_t ancestor, uint32_t t) const {
  for (int32_t at = static_cast<int32_t>(t); at >= 0; at = heads_[at]) {
    if (at == static_cast<int32_t>(ancestor)) return true;
  }
  return false;
}

bool Tree::HasFeature(uint32_t t, std::string_view name_and_value) const {
  std::string_view feats = token(t).feats;
  while (!feats.empty()) {
    const size_t bar = feats.find('|');
    if (feats.substr(0, bar) == name_and_value) return true;
    if (bar == std::string_view::npos) return false;
    feats.remove_prefix(bar + 1);
  }
  return false;
}

std::vector<uint32_t> Tree::Conjuncts(uint32_t t) const {
  std::vector<uint32_t> tokens = {t};
  for (size_t i = 0; i < tokens.size(); ++i) {
    for (uint32_t child : Children(tokens[i])) {
      // "is a field, and they are no rebels": a clause of its own.
      if (Is(child, "conj") &&
          (token(t).upos == "VERB" || !Child(child, "nsubj"))) {
        tokens.push_back(child);
      }
    }
  }
  std::sort(tokens.begin(), tokens.end());
  return tokens;
}

std::vector<uint32_t> Phrase(const Tree& tree, uint32_t t, PhraseKind kind) {
  std::vector<uint32_t> tokens = {t};
  for (size_t i = 0; i < tokens.size(); ++i) {
    for (uint32_t child : tree.Children(tokens[i])) {
      // Only what hangs on the head itself makes another phrase.
      const bool top = tokens[i] == t;
      if (top ? Excluded(tree, child, kind)
              : tree.Relation(child) == "acl:relcl") {
        continue;
      }
      if (top && kind == PhraseKind::kNominal &&
          (tree.Is(child, "obl") || tree.Is(child, "advmod")) && child < t) {
        continue;
      }
      tokens.push_back(child);
    }
  }
  std::sort(tokens.begin(), tokens.end());
  Trim(tree, &tokens);
  return tokens;
}

std::pair<uint32_t, uint32_t> Hyphenated(const Tree& tree, uint32_t t) {
  const auto joins = [&](uint32_t left) {  // it, a hyphen, and the word after
    return left + 2 < tree.size() && !tree.token(left).space_after &&
           tree.token(left + 1).form == "-" &&
           !tree.token(left + 1).space_after;
  };
  uint32_t begin = t;
  uint32_t end = t;
  while (begin >= 2 && joins(begin - 2)) begin -= 2;
  while (joins(end)) end += 2;
  return {begin, end + 1};
}

std::vector<Span> SpansOf(const Sentence& sentence,
                          const std::vector<uint32_t>& tokens) {
  std::vector<Span> spans;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = sentence.tokens[tokens[i]];
    if (i > 0 && tokens[i] == tokens[i - 1] + 1) {
      spans.back().end = std::max(spans.back().end, token.end);
    } else {
      spans.push_back({token.begin, token.end});
    }
  }
  return spans;
}

Span CoverOf(const Sentence& sentence, const std::vector<uint32_t>& tokens) {
  if (tokens.empty()) return {};
  return {sentence.tokens[tokens.front()].begin,
          sentence.tokens[tokens.back()].end};
}

void MakeDisjoint(std::vector<Span>* spans) {
  std::sort(spans->begin(), spans->end());
  std::vector<Span> out;
  for (const Span& span : *spans) {
    if (span.empty()) continue;
    if (!out.empty() && span.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  *spans = std::move(out);
}

std::string TextOf(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  for (const Span& span : spans) {
    if (span.end > text.size() || span.empty()) continue;
    if (!out.empty()) out += ' ';
    out += text.substr(span.begin, span.size());
  }
  return out;
}

}  // namespace kg
