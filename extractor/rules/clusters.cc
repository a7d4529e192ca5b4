#include "extractor/rules/clusters.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "extractor/language/mention_spans.h"

namespace kg {
namespace {

struct TypeRow {
  std::string_view entity;  // Token::entity
  EntityType type;
};
constexpr TypeRow kTypes[] = {{"person", EntityType::kPerson},
                              {"organization", EntityType::kOrganization},
                              {"place", EntityType::kPlace},
                              {"event", EntityType::kEvent}};

EntityType TypeOf(std::string_view entity) {
  for (const TypeRow& row : kTypes) {
    if (row.entity == entity) return row.type;
  }
  return EntityType::kConcept;
}

MentionForm FormOf(const Token& token) {
  if (token.upos == "PRON") return MentionForm::kPronoun;
  return token.upos == "PROPN" ? MentionForm::kName : MentionForm::kNominal;
}

Span BytesOf(const Sentence& sentence, const Range& tokens) {
  return {sentence.tokens[tokens.begin].begin,
          sentence.tokens[tokens.end - 1].end};
}

class MentionLister {
 public:
  MentionLister(const Analysis& analysis, const NameTable& names,
                const Clusters& clusters)
      : analysis_(analysis),
        names_(names),
        clusters_(clusters),
        next_(static_cast<int32_t>(analysis.document().clusters.size())) {}

  std::vector<DocumentMention> Run() && {
    AddClusters();
    for (const TokenMention& mention : names_.mentions()) {
      const int32_t cluster = At(mention);
      if (cluster >= 0) of_entity_.emplace(mention.entity, cluster);
    }
    for (const TokenMention& mention : names_.mentions()) {
      if (At(mention) < 0) AddName(mention);
    }
    std::stable_sort(out_.begin(), out_.end(),
                     [](const DocumentMention& a, const DocumentMention& b) {
                       return a.span < b.span;
                     });
    return std::move(out_);
  }

 private:
  int32_t At(const TokenMention& mention) const {
    return clusters_.At(analysis_.Position(mention.sentence, mention.head));
  }

  void AddClusters() {
    for (uint32_t s = 0; s < analysis_.sentences(); ++s) {
      const Sentence& sentence = analysis_.document().sentences[s];
      const MentionSpans spans(sentence);
      for (uint32_t t = 0; t < sentence.tokens.size(); ++t) {
        const int32_t cluster = clusters_.At(analysis_.Position(s, t));
        if (cluster < 0) continue;
        const TokenMention* name = names_.At(s, t);
        const bool named = name != nullptr && name->form == MentionForm::kName;
        const Token& token = sentence.tokens[t];
        out_.push_back({BytesOf(sentence, spans.At(t)),
                        named ? names_.entities()[name->entity].type
                              : TypeOf(token.entity),
                        named ? MentionForm::kName : FormOf(token), cluster});
      }
    }
  }

  // In the cluster of the entity's other mentions, or in one of their own.
  void AddName(const TokenMention& mention) {
    const Sentence& sentence = analysis_.document().sentences[mention.sentence];
    const auto [it, is_new] = of_entity_.emplace(mention.entity, next_);
    if (is_new) ++next_;
    out_.push_back({BytesOf(sentence, {mention.token_begin, mention.token_end}),
                    names_.entities()[mention.entity].type, mention.form,
                    it->second});
  }

  const Analysis& analysis_;
  const NameTable& names_;
  const Clusters& clusters_;
  int32_t next_;  // number of the next cluster that the model does not have
  std::map<uint32_t, int32_t> of_entity_;
  std::vector<DocumentMention> out_;
};

}  // namespace

Clusters::Clusters(const Analysis& analysis, const Ends& ends) {
  const auto& clusters = analysis.document().clusters;
  if (clusters.empty()) return;
  by_position_.assign(analysis.positions(), -1);
  for (size_t c = 0; c < clusters.size(); ++c) {
    std::map<uint32_t, size_t> counts;
    for (const uint32_t position : clusters[c]) {
      by_position_[position] = static_cast<int32_t>(c);
      const TokenAt at = analysis.At(position);
      const auto entity = ends.Named(at.sentence, at.token);
      if (entity) ++counts[*entity];
    }
    const auto most = std::max_element(
        counts.begin(), counts.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    size_t all = 0;
    for (const auto& [entity, count] : counts) all += count;
    mixed_.push_back(most != counts.end() && most->second * 3 < all * 2);
    names_.push_back(most == counts.end()
                         ? std::nullopt
                         : std::optional<uint32_t>(most->first));
  }
}

std::vector<DocumentMention> ClusterMentions(const Analysis& analysis,
                                             const NameTable& names,
                                             const Clusters& clusters) {
  return MentionLister(analysis, names, clusters).Run();
}

}  // namespace kg
