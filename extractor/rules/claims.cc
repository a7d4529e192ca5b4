#include "extractor/rules/claims.h"

#include <algorithm>

#include "extractor/rules/literals.h"
#include "extractor/rules/topics.h"

namespace kg {
namespace {

constexpr uint8_t kDenialLoss = 5;
constexpr std::string_view kDenialRule = "denial";

class ClaimMaker {
 public:
  ClaimMaker(const Analysis& analysis, const Speeches& speeches,
             const std::vector<SpeechEnds>& speech_ends,
             const RelationSink& sink, Ends* ends)
      : analysis_(analysis),
        words_(analysis.words()),
        speeches_(speeches),
        speech_ends_(speech_ends),
        sink_(sink),
        ends_(*ends),
        topics_(analysis, ends),
        claim_of_(NumberClaims(speeches)) {}

  std::vector<LocalClaim> Run() {
    for (uint32_t i = 0; i < speeches_.list.size(); ++i) {
      if (claim_of_[i]) claims_.push_back(Make(i));
    }
    AddPropositions();
    AddJointSpeakers();
    const size_t stated = claims_.size();
    for (size_t c = 0; c < stated; ++c) AddDenial(c);
    for (LocalClaim& claim : claims_) Sort(&claim.topics);
    return std::move(claims_);
  }

 private:
  static void Sort(std::vector<uint32_t>* values) {
    std::sort(values->begin(), values->end());
    values->erase(std::unique(values->begin(), values->end()), values->end());
  }

  // "argued against allowing it", where the act does not say so by itself.
  bool IsOpposed(const Speech& speech) const {
    if (speech.content.empty() || !speech.verb) return false;
    const TokenAt first = analysis_.At(speech.content.front().begin);
    if (first.token == 0) return false;
    const std::string& before =
        analysis_.tree(first.sentence).word(first.token - 1);
    const TokenAt verb = analysis_.At(*speech.verb);
    return words_.Negates("opposition", before) &&
           !words_.ActTakes(analysis_.tree(verb.sentence).lemma(verb.token),
                            before);
  }

  LocalClaim Make(uint32_t i) {
    const Speech& speech = speeches_.list[i];
    const SpeechEnds& ends = speech_ends_[i];
    LocalClaim claim;
    claim.speaker = ends.speaker;
    claim.speaker_span = ends.speaker_span;
    claim.addressee = ends.addressee;
    claim.act = speech.act;
    claim.form = speech.form;
    // A denial is against its topics, however its content is worded.
    claim.polarity = speech.act == words_.Structure("denial")
                         ? Polarity::kNegated
                         : speech.polarity;
    std::vector<Range> content = speech.content;
    if (IsOpposed(speech)) {
      --content.front().begin;
      claim.polarity = Polarity::kNegated;
    }
    claim.content = analysis_.SpansOf(content);
    MakeDisjoint(&claim.content);
    claim.text = TextOf(analysis_.text(), claim.content);
    if (!speech.cue.empty()) {
      const auto cue = analysis_.SpansOf(speech.cue);
      claim.cue = Span{cue.front().begin, cue.back().end};
    }
    claim.spans = claim.content;
    if (claim.cue) claim.spans.push_back(*claim.cue);
    if (claim.speaker_span) claim.spans.push_back(*claim.speaker_span);
    MakeDisjoint(&claim.spans);
    claim.quote = QuoteOf(analysis_.text(), claim.spans);
    claim.parent = Parent(speech);
    claim.date = Date(speech);
    claim.topics = topics_.Of(speech, ends.speaker);
    claim.rule = speech.rule;
    claim.confidence = speech.confidence;
    return claim;
  }

  std::optional<uint32_t> Parent(const Speech& speech) const {
    auto parent = speech.parent;
    while (parent && !claim_of_[*parent]) {
      parent = speeches_.list[*parent].parent;
    }
    return parent ? claim_of_[*parent] : std::nullopt;
  }

  // The day named beside the cue, else the article's.
  std::string Date(const Speech& speech) const {
    if (!speech.cue.empty()) {
      for (const Range& range : speech.cue) {
        const TokenAt at = analysis_.At(range.begin);
        const Clause* clause = analysis_.clauses(at.sentence).At(at.token);
        if (clause == nullptr) continue;
        for (const Qualifier& qualifier : QualifiersOf(
                 analysis_, at.sentence, *clause, std::nullopt, ends_.date())) {
          if (qualifier.role == "time" && qualifier.value.size() == 10) {
            return qualifier.value;
          }
        }
      }
    }
    return std::string(ends_.date());
  }

  void AddPropositions() {
    const auto& relations = sink_.relations();
    for (uint32_t r = 0; r < relations.size(); ++r) {
      const auto& claim = relations[r].evidence.front().claim;
      if (!claim) continue;
      LocalClaim& holder = claims_[*claim];
      holder.propositions.push_back(r);
      AddTopic(relations[r].subject, &holder);
      if (const auto* object = std::get_if<uint32_t>(&relations[r].object)) {
        AddTopic(*object, &holder);
      }
    }
  }

  void AddTopic(std::optional<uint32_t> entity, LocalClaim* claim) const {
    if (entity && entity != claim->speaker && topics_.IsOne(*entity)) {
      claim->topics.push_back(*entity);
    }
  }

  // What several say together, each has said.
  void AddJointSpeakers() {
    for (uint32_t i = 0; i < speeches_.list.size(); ++i) {
      if (!claim_of_[i]) continue;
      for (const auto& [speaker, span] : speech_ends_[i].also) {
        LocalClaim claim = claims_[*claim_of_[i]];
        claim.speaker = speaker;
        claim.speaker_span = span;
        claim.spans.push_back(span);
        MakeDisjoint(&claim.spans);
        claim.quote = QuoteOf(analysis_.text(), claim.spans);
        auto& topics = claim.topics;
        topics.erase(std::remove(topics.begin(), topics.end(), speaker),
                     topics.end());
        claims_.push_back(std::move(claim));
      }
    }
  }

  bool Asserts(std::string_view act) const {
    const Table& acts = words_.table("acts");
    for (const Table::Row& row : acts.rows()) {
      if (row[acts.Column("act")] == act &&
          row[acts.Column("asserts")] == "yes") {
        return true;
      }
    }
    return false;
  }

  // Who asserts that an accusation is not so denies what it is about.
  void AddDenial(size_t c) {
    if (!claims_[c].speaker || !Asserts(claims_[c].act)) return;
    LocalClaim denial = claims_[c];
    denial.topics.clear();
    denial.propositions.clear();
    for (uint32_t r : claims_[c].propositions) {
      const LocalRelation& relation = sink_.relations()[r];
      const auto* object = std::get_if<uint32_t>(&relation.object);
      if (!sink_.origins()[r].accusation || object == nullptr ||
          relation.polarity != Polarity::kNegated ||
          (relation.modality != Modality::kAsserted &&
           relation.modality != Modality::kPlanned)) {
        continue;
      }
      denial.topics.push_back(*object);
      denial.propositions.push_back(r);
    }
    if (denial.propositions.empty()) return;
    denial.act = words_.Structure("denial");
    denial.derived = kDenialRule;
    denial.rule = kDenialRule;
    denial.polarity = Polarity::kNegated;
    denial.confidence = static_cast<uint8_t>(denial.confidence - kDenialLoss);
    claims_.push_back(std::move(denial));
  }

  const Analysis& analysis_;
  const Words& words_;
  const Speeches& speeches_;
  const std::vector<SpeechEnds>& speech_ends_;
  const RelationSink& sink_;
  Ends& ends_;
  Topics topics_;
  std::vector<std::optional<uint32_t>> claim_of_;
  std::vector<LocalClaim> claims_;
};

}  // namespace

void DropSpeakerless(const std::vector<SpeechEnds>& speakers,
                     Speeches* speeches) {
  for (size_t i = 0; i < speakers.size(); ++i) {
    Speech& speech = speeches->list[i];
    const bool in_nobodys_words = !speech.fixed_speaker && !speech.parent &&
                                  !speech.cue.empty() &&
                                  speeches->is_quoted[speech.cue.front().begin];
    if (!speakers[i].speaker || in_nobodys_words) speech.made = false;
  }
}

void DropDoubtful(const Analysis& analysis,
                  const std::vector<SpeechEnds>& speakers, const Ends& ends,
                  Appraiser* appraiser, Speeches* speeches) {
  for (size_t i = 0; i < speakers.size(); ++i) {
    Speech& speech = speeches->list[i];
    // Where the text's form tells who speaks, there is nothing to doubt.
    if (!speech.made || speech.act.empty() || speech.fixed_speaker) continue;
    FoundFact fact;
    fact.kind = FactKind::kClaim;
    fact.name = speech.act;
    fact.first = speakers[i].speaker_span;
    const std::vector<Span> content = analysis.SpansOf(speech.content);
    if (!content.empty()) fact.second = content.front();
    const auto& speaker = speakers[i].speaker;
    fact.signals = ClaimSignals(
        analysis, speech,
        {.by_pronoun = speakers[i].by_pronoun,
         .named = speaker && ends.TypeOf(*speaker) != EntityType::kConcept,
         .above =
             speech.parent && speakers[*speech.parent].speaker == speaker});
    const FoundFact& found = appraiser->Appraise(std::move(fact));
    speech.confidence = found.confidence;
    speech.made = found.kept;
  }
}

std::vector<std::optional<uint32_t>> NumberClaims(const Speeches& speeches) {
  std::vector<std::optional<uint32_t>> numbers;
  uint32_t next = 0;
  for (const Speech& speech : speeches.list) {
    const bool claim = speech.made && !speech.act.empty();
    numbers.push_back(claim ? std::optional<uint32_t>(next++) : std::nullopt);
  }
  return numbers;
}

std::vector<LocalClaim> MakeClaims(const Analysis& analysis,
                                   const Speeches& speeches,
                                   const std::vector<SpeechEnds>& speech_ends,
                                   const RelationSink& sink, Ends* ends) {
  return ClaimMaker(analysis, speeches, speech_ends, sink, ends).Run();
}

}  // namespace kg
