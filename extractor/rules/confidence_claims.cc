#include <algorithm>

#include "extractor/rules/signal_list.h"
#include "extractor/rules/speakers_described.h"

namespace kg {
namespace {

constexpr uint32_t kMarks = 4;  // tokens: quotation marks are no words

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

// How the content stands: in quotation marks, in pieces, cut.
void AddContent(const Analysis& analysis, const Speech& speech,
                SignalList* signals) {
  if (speech.content.empty()) return;
  uint32_t quoted = 0;
  for (const Range& range : speech.content) {
    for (uint32_t p = range.begin; p < range.end; ++p) {
      quoted += analysis.token(p).layout & 1;
    }
  }
  const uint32_t words = Count(speech.content);
  signals->Add("quoted", quoted / static_cast<double>(words));
  signals->Add("partly_quoted", quoted > 0 && quoted + kMarks < words);
  signals->Add("pieces", speech.content.size() > 1);
  const TokenAt first = analysis.At(speech.content.front().begin);
  const TokenAt last = analysis.At(speech.content.back().end - 1);
  signals->Add("several_sentences", first.sentence != last.sentence);
  const Token& begin = analysis.tree(first.sentence).token(first.token);
  signals->Add("begins_with_verb",
               begin.feats.find("VerbForm=Fin") != std::string::npos);
  signals->Add("begins_with_conjunction", begin.upos == "CCONJ");
  const Tree& tree = analysis.tree(last.sentence);
  const bool whole = last.token + 1 >= tree.size() ||
                     tree.token(last.token + 1).upos == "PUNCT" ||
                     tree.token(last.token).upos == "PUNCT";
  signals->Add("cut_behind", !whole);
}

}  // namespace

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
  if (speaker.by_pronoun && speech.speaker) {
    signals.Add(
        "referent_doubt",
        1 - double{analysis.token(*speech.speaker).antecedent_probability});
  }
  signals.Add("speaker_above", speaker.above);
  signals.Add("nominal", speech.nominal);
  signals.Add("nested", speech.parent.has_value());
  AddContent(analysis, speech, &signals);
  signals.Add("rule:" + speech.rule, 1);
  signals.Add("rule_rank", speech.confidence / 100.0);
  return signals.Take();
}

}  // namespace kg
