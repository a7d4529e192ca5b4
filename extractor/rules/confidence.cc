#include "extractor/rules/confidence.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "extractor/rules/relations.h"
#include "extractor/rules/speakers_described.h"

namespace kg {
namespace {

// Log odds beyond these tell nothing more; chosen.
constexpr double kLowest = -7;
constexpr double kHighest = 4;
constexpr double kCertain = 99;
constexpr uint32_t kLongestPath = 6;  // arcs; chosen
constexpr double kHappened = 1;       // factuality from which on it is one

double LogOdds(double probability) {
  return std::clamp(std::log(probability / (1 - probability)), kLowest,
                    kHighest);
}

double Attachment(const Token& token) {
  return double{token.head_probability} * token.relation_probability;
}

// The tokens below the lowest common ancestor of `a` and `b`, on the way from
// each up to it; their arcs join the two.
std::vector<uint32_t> PathBetween(const Tree& tree, uint32_t a, uint32_t b) {
  const auto ancestors = [&](uint32_t t) {
    std::vector<uint32_t> up = {t};
    while (tree.Head(up.back()) >= 0) {
      up.push_back(static_cast<uint32_t>(tree.Head(up.back())));
    }
    return up;
  };
  std::vector<uint32_t> from_a = ancestors(a), from_b = ancestors(b);
  while (!from_a.empty() && !from_b.empty() && from_a.back() == from_b.back()) {
    from_a.pop_back();
    from_b.pop_back();
  }
  from_a.insert(from_a.end(), from_b.begin(), from_b.end());
  return from_a;
}

// Of a number as it stands in the table.
double Number(std::string_view cell) {
  double value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

class SignalList {
 public:
  // Zeros are left out, so are those of unknown values.
  void Add(std::string name, double value) {
    if (value != 0 && !std::isnan(value)) {
      list_.emplace_back(std::move(name), value);
    }
  }
  Signals Take() { return std::move(list_); }

 private:
  Signals list_;
};

// What the arcs and names are worth that a relation is read off.
class PathSignals {
 public:
  PathSignals(const Analysis& analysis, const RelationDraft& draft)
      : analysis_(analysis), draft_(draft) {
    AddEnd(draft.object);
    if (draft.subject) AddEnd(*draft.subject);
  }

  void AddTo(SignalList* signals) const {
    signals->Add("path", product_);
    signals->Add("path_odds", LogOdds(product_));
    signals->Add("long_path",
                 std::min(arcs_, kLongestPath) - std::min<double>(arcs_, 2));
    signals->Add("name", name_);
  }

 private:
  void AddEnd(const End& end) {
    if (end.kind == End::Kind::kNamed) {
      for (const Token& token :
           analysis_.tree(end.sentence).sentence().tokens) {
        if (token.begin >= end.span.begin && token.end <= end.span.end) {
          name_ = std::min(name_, double{token.name_probability});
        }
      }
    }
    if (end.sentence != draft_.sentence) return;
    const Tree& tree = analysis_.tree(end.sentence);
    for (uint32_t t : PathBetween(tree, draft_.head, end.token)) {
      product_ *= Attachment(tree.token(t));
      ++arcs_;
    }
  }

  const Analysis& analysis_;
  const RelationDraft& draft_;
  double product_ = 1;
  double name_ = 1;
  uint32_t arcs_ = 0;
};

void AddMarks(const Analysis& analysis, const RelationDraft& draft,
              const LocalRelation& relation, SignalList* signals) {
  const uint32_t position = analysis.Position(draft.sentence, draft.head);
  const Token& head = analysis.tree(draft.sentence).token(draft.head);
  if (relation.modality != Modality::kAsserted) {
    signals->Add("unasserted", 1);
    signals->Add("unasserted_factual",
                 std::max(0.0, head.factuality - kHappened));
    signals->Add("possible", relation.modality == Modality::kPossible);
  }
  const bool negated = relation.polarity == Polarity::kNegated;
  signals->Add("negated", negated);
  signals->Add("negated_differs", negated != analysis.InNegation(position));
  const bool attributed = relation.standing == Standing::kAttributed;
  signals->Add("attributed", attributed);
  signals->Add("stated_in_content",
               !attributed && analysis.InAttribution(position));
}

void AddEnds(const RelationDraft& draft, SignalList* signals) {
  const bool named = draft.subject && draft.subject->named();
  signals->Add("no_subject", !draft.subject);
  signals->Add("referred_subject", draft.subject && draft.subject->referred);
  signals->Add("referred_object", draft.object.referred);
  signals->Add("named_object", draft.object.named());
  signals->Add("named_ends", named && draft.object.named());
  signals->Add("literal_object", draft.object.kind == End::Kind::kLiteral);
}

// Of the model's attributions with a cue in the content's sentences or beside
// them, the one whose content is most like it, as intersection over union.
std::pair<const AttributedWords*, double> MostAlike(const Analysis& analysis,
                                                    const Speech& speech) {
  std::pair<const AttributedWords*, double> best{nullptr, 0};
  if (speech.content.empty()) return best;
  const uint32_t first = analysis.At(speech.content.front().begin).sentence;
  const uint32_t last = analysis.At(speech.content.back().end - 1).sentence;
  const uint32_t begin = analysis.SentenceBegin(first > 0 ? first - 1 : 0);
  const uint32_t end =
      analysis.SentenceEnd(std::min(last + 1, analysis.sentences() - 1));
  const auto& all = analysis.document().attributions;
  auto one = std::partition_point(all.begin(), all.end(), [&](const auto& a) {
    return a.cue.front().begin < begin;
  });
  for (; one != all.end() && one->cue.front().begin < end; ++one) {
    const uint32_t apart = Count(Subtract(one->content, speech.content));
    const uint32_t shared = Count(one->content) - apart;
    const double alike =
        shared / static_cast<double>(Count(speech.content) + apart);
    if (alike > best.second) best = {&*one, alike};
  }
  return best;
}

// Nouns for people and bodies, and for what they write.
bool IsSomebody(const Words& words, const Token& token) {
  return token.upos != "NOUN" || token.entity == "person" ||
         token.entity == "organization" ||
         words.NounIs(token.lemma, "person") ||
         words.NounIs(token.lemma, "actor") ||
         words.NounIs(token.lemma, "outfit") ||
         words.NounIs(token.lemma, "government") ||
         words.NounIs(token.lemma, "document");
}

double LeastAttachment(const Analysis& analysis,
                       const std::vector<uint32_t>& positions, bool relation) {
  double least = 1;
  for (uint32_t position : positions) {
    const Token& token = analysis.token(position);
    least = std::min<double>(
        least, relation ? token.relation_probability : token.head_probability);
  }
  return least;
}

}  // namespace

double Appraiser::Weight(FactKind kind, std::string_view signal) const {
  return Number(
      table_.Get(signal, kind == FactKind::kRelation ? "relation" : "claim"));
}

const FoundFact& Appraiser::Appraise(FoundFact fact) {
  double odds = Weight(fact.kind, "bias");
  for (const auto& [name, value] : fact.signals) {
    odds += Weight(fact.kind, name) * value;
  }
  fact.confidence = static_cast<uint8_t>(
      std::min(kCertain, std::floor(100 / (1 + std::exp(-odds)))));
  fact.kept = keep_doubtful_ || fact.confidence >= Weight(fact.kind, "least");
  found_.push_back(std::move(fact));
  return found_.back();
}

Signals RelationSignals(const Analysis& analysis, const RelationDraft& draft,
                        const LocalRelation& relation) {
  SignalList signals;
  PathSignals(analysis, draft).AddTo(&signals);
  const Token& head = analysis.tree(draft.sentence).token(draft.head);
  signals.Add("predicate_odds", LogOdds(Attachment(head)));
  signals.Add("predicate_is:" + head.deprel, 1);
  signals.Add("rule:" + draft.rule, 1);
  signals.Add("rule_rank", draft.confidence / 100.0);
  AddMarks(analysis, draft, relation, &signals);
  AddEnds(draft, &signals);
  return signals.Take();
}

Signals ClaimSignals(const Analysis& analysis, const Speech& speech,
                     const SpeakerSignals& speaker) {
  SignalList signals;
  const auto odds = [&](const std::vector<uint32_t>& positions, bool relation) {
    return LogOdds(LeastAttachment(analysis, positions, relation));
  };
  signals.Add("content_head_odds", odds(speech.heads, false));
  signals.Add("content_relation_odds", odds(speech.heads, true));
  if (speech.speaker) {
    signals.Add("speaker_head_odds", odds({*speech.speaker}, false));
    signals.Add("speaker_relation_odds", odds({*speech.speaker}, true));
    if (!speaker.named) {
      const Token& token = analysis.token(*speech.speaker);
      const TokenAt at = analysis.At(*speech.speaker);
      signals.Add("described", 1);
      signals.Add("described_definite",
                  IsDefinite(analysis.tree(at.sentence), at.token));
      signals.Add("described_thing", !IsSomebody(analysis.words(), token));
      signals.Add("described_person", token.entity == "person");
      signals.Add("described_plural",
                  token.feats.find("Number=Plur") != std::string::npos);
    }
  }
  if (speech.verb) {
    signals.Add("verb", 1);
    signals.Add("verb_odds", LogOdds(Attachment(analysis.token(*speech.verb))));
  }
  const auto [likest, alike] = MostAlike(analysis, speech);
  signals.Add("content_alike", alike);
  if (likest != nullptr && likest->source.empty()) {
    signals.Add("model_without_source", 1);
  } else if (likest != nullptr) {
    const bool same = speech.speaker && Has(likest->source, *speech.speaker);
    signals.Add(same ? "source_alike" : "source_differs", 1);
  }
  const uint32_t words = Count(speech.content);
  signals.Add("clause_below_4", !speech.nominal && words < 4);
  signals.Add("clause_below_7", !speech.nominal && words < 7);
  signals.Add("content_above_40", words > 40);
  signals.Add("negated", speech.polarity == Polarity::kNegated);
  signals.Add("pronoun", speaker.by_pronoun);
  signals.Add("speaker_above", speaker.above);
  signals.Add("nominal", speech.nominal);
  signals.Add("nested", speech.parent.has_value());
  signals.Add("rule:" + speech.rule, 1);
  signals.Add("rule_rank", speech.confidence / 100.0);
  return signals.Take();
}

}  // namespace kg
