#include "extractor/rules/names_describe.h"

#include <algorithm>
#include <utility>

namespace kg {
namespace {

// Chosen: longer phrases are clauses that the parser misread.
constexpr size_t kMostWords = 12;
// Words before a name that may describe it ("chief financial officer").
constexpr uint32_t kMostBefore = 8;

bool IsNoun(const Token& token) {
  return token.upos == "NOUN" || token.upos == "PROPN";
}

bool IsModifier(const Token& token) {
  const bool participle = token.upos == "VERB" && (token.deprel == "amod" ||
                                                   token.deprel == "compound");
  return IsNoun(token) || token.upos == "ADJ" || token.form == "-" ||
         participle;
}

bool IsSkippedAtEdge(const Token& token) {
  return token.upos == "DET" || token.upos == "ADP" || token.upos == "PUNCT" ||
         token.upos == "PRON" || token.xpos == "POS";
}

// The phrase without tokens of other parts of the sentence between.
std::vector<uint32_t> Contiguous(const std::vector<uint32_t>& tokens,
                                 uint32_t around) {
  const auto at = std::find(tokens.begin(), tokens.end(), around);
  if (at == tokens.end()) return {around};
  auto first = at;
  while (first != tokens.begin() && *(first - 1) + 1 == *first) --first;
  auto last = at;
  while (last + 1 != tokens.end() && *last + 1 == *(last + 1)) ++last;
  return {first, last + 1};
}

// `keep` stays in any case.
void TrimEdges(const Tree& tree, uint32_t keep, std::vector<uint32_t>* tokens) {
  size_t begin = 0;
  size_t end = tokens->size();
  const auto skipped = [&](uint32_t t) {
    return t != keep && IsSkippedAtEdge(tree.token(t));
  };
  while (begin < end && skipped((*tokens)[begin])) ++begin;
  const auto open = [&](uint32_t t) {  // "poll released [on …]"
    return t != keep && tree.token(t).upos == "VERB";
  };
  while (begin < end &&
         (skipped((*tokens)[end - 1]) || open((*tokens)[end - 1]))) {
    --end;
  }
  tokens->erase(tokens->begin() + static_cast<std::ptrdiff_t>(end),
                tokens->end());
  tokens->erase(tokens->begin(),
                tokens->begin() + static_cast<std::ptrdiff_t>(begin));
}

class Describer {
 public:
  Describer(std::string_view text, const Tree& tree, const NameSpan& span,
            const NamedTokens& named)
      : text_(text), tree_(tree), span_(span), named_(named) {}

  std::vector<std::string> Run() {
    AddBefore();
    const uint32_t head = HeadOf(tree_, span_.range);
    for (uint32_t child : tree_.Children(head)) {
      if (tree_.Is(child, "appos")) AddPhrase(child);
    }
    if (tree_.Is(head, "appos") && tree_.Head(head) >= 0) {
      AddPhrase(static_cast<uint32_t>(tree_.Head(head)));
    }
    return std::move(found_);
  }

 private:
  void Add(std::string description) {
    const bool known =
        std::find(found_.begin(), found_.end(), description) != found_.end();
    if (!description.empty() && !known) {
      found_.push_back(std::move(description));
    }
  }

  // "rotating chairman" of "Acme's rotating chairman Ann Lee".
  void AddBefore() {
    const uint32_t end = span_.range.begin;
    uint32_t begin = end;
    const bool titled = !span_.title.range.empty();
    if (titled) begin = span_.title.range.begin;
    if (titled && !span_.title.role) return;
    if (!titled && (end == 0 || !DescribesName(end - 1))) return;
    while (begin > 0 && end - begin < kMostBefore && Continues(begin - 1)) {
      --begin;
    }
    std::vector<uint32_t> tokens;
    for (uint32_t t = begin; t < end; ++t) tokens.push_back(t);
    Add(PhraseText(text_, tree_, std::move(tokens)));
  }

  // A noun right before the name that the tree ties to it.
  bool DescribesName(uint32_t t) const {
    const Token& token = tree_.token(t);
    if (named_[t] || token.upos != "NOUN") return false;
    const int32_t head = tree_.Head(t);
    if (head >= 0 && span_.range.Contains(static_cast<uint32_t>(head))) {
      return true;
    }
    const uint32_t name = HeadOf(tree_, span_.range);
    return tree_.Head(name) == static_cast<int32_t>(t) &&
           (tree_.Is(name, "appos") || tree_.Is(name, "flat") ||
            tree_.Is(name, "compound") || tree_.Is(name, "nmod"));
  }

  // A word further left whose head is between it and the name.
  bool Continues(uint32_t t) const {
    const Token& token = tree_.token(t);
    if (!IsModifier(token) || token.deprel == "nmod:poss") return false;
    if (token.form == "-") return t > 0 && Continues(t - 1);
    const int32_t head = tree_.Head(t);
    return head > static_cast<int32_t>(t) &&
           head < static_cast<int32_t>(span_.range.end);
  }

  // An apposition, unless it is a name itself or holds this one.
  void AddPhrase(uint32_t noun) {
    if (named_[noun] || tree_.token(noun).upos != "NOUN") return;
    std::vector<uint32_t> tokens = Phrase(tree_, noun, PhraseKind::kSingle);
    std::erase_if(tokens, [&](uint32_t t) { return span_.range.Contains(t); });
    tokens = Contiguous(tokens, noun);
    const bool prepositional = tree_.token(tokens.front()).upos == "ADP";
    if (tokens.size() > kMostWords || prepositional) return;
    Add(PhraseText(text_, tree_, std::move(tokens)));
  }

  std::string_view text_;
  const Tree& tree_;
  const NameSpan& span_;
  const NamedTokens& named_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> DescribeName(std::string_view text, const Tree& tree,
                                      const NameSpan& span,
                                      const NamedTokens& named) {
  return Describer(text, tree, span, named).Run();
}

uint32_t HeadOf(const Tree& tree, TokenRange range) {
  for (uint32_t t = range.end; t > range.begin; --t) {
    const int32_t head = tree.Head(t - 1);
    const bool inside =
        head >= 0 && range.Contains(static_cast<uint32_t>(head));
    if (!inside && !tree.Is(t - 1, "punct")) return t - 1;
  }
  return range.end - 1;
}

std::vector<uint32_t> SourceTokens(const Tree& tree, uint32_t head) {
  std::vector<uint32_t> tokens =
      Contiguous(Phrase(tree, head, PhraseKind::kSingle), head);
  TrimEdges(tree, head, &tokens);
  return tokens;
}

std::string PhraseText(std::string_view text, const Tree& tree,
                       std::vector<uint32_t> tokens) {
  TrimEdges(tree, tree.size(), &tokens);
  if (tokens.empty()) return {};
  return SurfaceOf(text, tree.sentence(), {tokens.front(), tokens.back() + 1});
}

}  // namespace kg
