#include <algorithm>
#include <map>
#include <string_view>

#include "extractor/rules/claims.h"

namespace kg {
namespace {

// Token::entity of words for people.
constexpr std::string_view kPersonEntity = "person";

class Resolver {
 public:
  Resolver(const Analysis& analysis, const Speeches& speeches,
           const Clusters& clusters, Ends* ends)
      : analysis_(analysis),
        words_(analysis.words()),
        speeches_(speeches),
        clusters_(clusters),
        ends_(*ends) {
    uint32_t paragraph = 0;
    for (const Sentence& sentence : analysis.document().sentences) {
      if (sentence.starts_paragraph) ++paragraph;
      paragraphs_.push_back(paragraph);
    }
  }

  std::vector<SpeechEnds> Run() {
    out_.resize(speeches_.list.size());
    std::vector<uint32_t> order(out_.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return Place(a) < Place(b);
    });
    for (uint32_t i : order) Resolve(i);
    return std::move(out_);
  }

 private:
  uint32_t Place(uint32_t i) const {
    const Speech& speech = speeches_.list[i];
    return speech.cue.empty() ? speech.content.front().begin
                              : speech.cue.front().begin;
  }

  void Resolve(uint32_t i) {
    const Speech& speech = speeches_.list[i];
    SpeechEnds& found = out_[i];
    const uint32_t place = std::min(Place(i), speech.content.front().begin);
    const uint32_t paragraph = paragraphs_[analysis_.At(place).sentence];
    const uint32_t last = speech.content.back().end - 1;
    if (speech.speaker) {
      SetSpeaker(i, *speech.speaker, paragraph, &found);
    }
    if (speech.addressee) {
      const TokenAt at = analysis_.At(*speech.addressee);
      const End end = ends_.At(at.sentence, at.token);
      if (end.named()) {
        found.addressee = end.entity;
      } else if (end.kind == End::Kind::kConcept) {
        found.addressee = ends_.Entity(end);
      }
    }
    if (found.addressee == found.speaker) found.addressee.reset();
    if (found.speaker) {
      previous_ = found.speaker;
      previous_paragraph_ =
          std::max(paragraphs_[analysis_.At(Place(i)).sentence],
                   paragraphs_[analysis_.At(last).sentence]);
    }
  }

  void SetSpeaker(uint32_t i, uint32_t position, uint32_t paragraph,
                  SpeechEnds* found) {
    const TokenAt at = analysis_.At(position);
    const Tree& tree = analysis_.tree(at.sentence);
    const End end = ends_.At(at.sentence, at.token);
    const std::string& upos = tree.token(at.token).upos;
    const auto phrase = Phrase(tree, at.token, PhraseKind::kSingle);
    found->speaker_span = end.some() && !end.span.empty()
                              ? end.span
                              : CoverOf(tree.sentence(), phrase);
    if (end.negated) return;  // "nobody said"
    if (end.named()) {
      found->speaker = end.entity;
      return;
    }
    found->speaker = ByCluster(position);
    found->by_pronoun = found->speaker.has_value();
    if (found->speaker) return;
    if (words_.Pronoun(tree.word(at.token)) != nullptr &&
        (upos == "PRON" || upos == "DET")) {
      found->speaker = Antecedent(i, tree.word(at.token), paragraph);
      found->by_pronoun = found->speaker.has_value();
    } else if (upos == "NOUN" || upos == "PROPN") {
      found->speaker = ends_.names().AddNominal(
          at.sentence, end.some() ? end.token : at.token, true);
      const int32_t cluster = clusters_.At(position);
      if (cluster >= 0) described_.emplace(cluster, *found->speaker);
    }
  }

  // The entity that the model takes the mention for: named, or a described
  // source that has spoken already.
  std::optional<uint32_t> ByCluster(uint32_t position) const {
    const int32_t cluster = clusters_.At(position);
    if (cluster < 0) return std::nullopt;
    auto entity = clusters_.Name(cluster);
    if (!entity) {
      const auto it = described_.find(cluster);
      if (it == described_.end()) return std::nullopt;
      entity = it->second;
    }
    const TokenAt at = analysis_.At(position);
    const Tree& tree = analysis_.tree(at.sentence);
    const std::string& word = tree.word(at.token);
    const Token& token = tree.token(at.token);
    if (token.upos == "PRON") {
      const bool third = words_.PronounCell(word, "person") == "3";
      return !third || Fits(word, *entity) ? entity : std::nullopt;
    }
    // A person is never meant by a noun for a thing, nor the other way.
    const LocalEntity& found = ends_.names().entities()[*entity];
    const bool person = token.entity == kPersonEntity;
    const bool agrees = token.entity.empty() || found.described ||
                        person == (found.type == EntityType::kPerson);
    return agrees ? entity : std::nullopt;
  }

  std::optional<uint32_t> Antecedent(uint32_t i, const std::string& pronoun,
                                     uint32_t paragraph) const {
    if (words_.PronounCell(pronoun, "kind") != "personal") return std::nullopt;
    const std::string_view person = words_.PronounCell(pronoun, "person");
    if (person == "1") {  // the speaker of the quotation around it
      const auto& parent = speeches_.list[i].parent;
      return parent ? out_[*parent].speaker : std::nullopt;
    }
    if (person != "3" || !previous_ || paragraph > previous_paragraph_ + 1) {
      return std::nullopt;
    }
    return Fits(pronoun, *previous_) ? previous_ : std::nullopt;
  }

  bool Fits(const std::string& pronoun, uint32_t entity) const {
    const LocalEntity& found = ends_.names().entities()[entity];
    const bool person = found.type == EntityType::kPerson;
    if (words_.PronounCell(pronoun, "number") == "many") return !person;
    const bool named_thing = found.type == EntityType::kOrganization ||
                             found.type == EntityType::kPlace;
    if (words_.PronounCell(pronoun, "gender") == "thing") {
      return named_thing || found.type == EntityType::kConcept;
    }
    return person || found.described;
  }

  const Analysis& analysis_;
  const Words& words_;
  const Speeches& speeches_;
  const Clusters& clusters_;
  Ends& ends_;
  std::map<int32_t, uint32_t> described_;  // cluster -> source without a name
  std::vector<uint32_t> paragraphs_;       // by sentence
  std::vector<SpeechEnds> out_;
  std::optional<uint32_t> previous_;
  uint32_t previous_paragraph_ = 0;
};

}  // namespace

std::vector<SpeechEnds> ResolveSpeakers(const Analysis& analysis,
                                        const Speeches& speeches,
                                        const Clusters& clusters, Ends* ends) {
  return Resolver(analysis, speeches, clusters, ends).Run();
}

}  // namespace kg
