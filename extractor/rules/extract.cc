#include "extractor/rules/extract.h"

#include <algorithm>
#include <map>
#include <utility>

#include "extractor/rules/analysis.h"
#include "extractor/rules/claims.h"
#include "extractor/rules/clusters.h"
#include "extractor/rules/ends.h"
#include "extractor/rules/names.h"
#include "extractor/rules/quotes.h"
#include "extractor/rules/referents.h"
#include "extractor/rules/relations.h"
#include "extractor/rules/repair.h"
#include "extractor/rules/speakers_near.h"
#include "extractor/rules/speech.h"
#include "extractor/rules/speech_join.h"
#include "extractor/rules/tuples.h"
#include "extractor/rules/words.h"

namespace kg {
namespace {

std::vector<Span> PhraseSpans(const Analysis& analysis, uint32_t position) {
  const TokenAt at = analysis.At(position);
  const Tree& tree = analysis.tree(at.sentence);
  return SpansOf(tree.sentence(), Phrase(tree, at.token, PhraseKind::kFull));
}

std::vector<Attribution> Attributions(const Analysis& analysis,
                                      const Speeches& speeches) {
  std::vector<Attribution> out;
  for (const Speech& speech : speeches.list) {
    Attribution attribution;
    if (speech.speaker) {
      attribution.source = PhraseSpans(analysis, *speech.speaker);
    }
    attribution.cue = analysis.SpansOf(speech.cue);
    attribution.content = analysis.SpansOf(speech.content);
    attribution.act = speech.act;
    out.push_back(std::move(attribution));
  }
  return out;
}

// As the model sees them, whether or not claims come of them.
std::vector<Attribution> ModelAttributions(const Analysis& analysis) {
  std::vector<Attribution> out;
  for (const AttributedWords& one : analysis.document().attributions) {
    out.push_back({analysis.SpansOf(one.source), analysis.SpansOf(one.cue),
                   analysis.SpansOf(one.content),
                   ActOrLemma(analysis, one.cue)});
  }
  return out;
}

std::vector<DocumentMention> Mentions(
    const std::vector<LocalEntity>& entities) {
  std::vector<DocumentMention> out;
  for (size_t e = 0; e < entities.size(); ++e) {
    for (const Mention& mention : entities[e].mentions) {
      out.push_back({mention.span, entities[e].type, mention.form,
                     static_cast<int32_t>(e)});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const DocumentMention& a, const DocumentMention& b) {
                     return a.span < b.span;
                   });
  return out;
}

// Whether "we" of a professor is no university.
bool SpeaksForOneself(const Words& words, const LocalEntity& speaker) {
  return std::any_of(speaker.descriptions.begin(), speaker.descriptions.end(),
                     [&](const std::string& description) {
                       return words.NounIs(LastWord(description), "own");
                     });
}

// "We" is the speaker's organisation where the article says whose he is; a
// person alone is no "we".
std::vector<Ends::Voice> Voices(const std::vector<SpeechEnds>& speakers,
                                const std::vector<LocalRelation>& roles,
                                const Words& words, const Ends& ends) {
  const std::string employment = words.Structure("employment");
  std::map<uint32_t, uint32_t> employer;
  for (const LocalRelation& relation : roles) {
    const auto* object = std::get_if<uint32_t>(&relation.object);
    // "we" of a senator of Iowa is not Iowa.
    const bool state = object != nullptr &&
                       ends.TypeOf(*object) == EntityType::kPlace &&
                       !words.table("names_countries")
                            .Has(ends.names().entities()[*object].name);
    if (relation.predicate == employment && relation.subject &&
        object != nullptr && !state) {
      employer.emplace(*relation.subject, *object);
    }
  }
  std::vector<Ends::Voice> voices;
  for (const SpeechEnds& said : speakers) {
    Ends::Voice voice{said.speaker, std::nullopt};
    if (said.speaker) {
      const EntityType type = ends.TypeOf(*said.speaker);
      const auto found = employer.find(*said.speaker);
      const LocalEntity& speaker = ends.names().entities()[*said.speaker];
      if (found != employer.end() && !SpeaksForOneself(words, speaker)) {
        voice.many = found->second;
      } else if (type == EntityType::kOrganization ||
                 type == EntityType::kPlace || type == EntityType::kGroup) {
        voice.many = said.speaker;
      }
    }
    voices.push_back(voice);
  }
  return voices;
}

}  // namespace

Extraction Extract(Article article, const Document& document,
                   const Lexicon& lexicon, ExtractOptions options) {
  Extraction out;
  out.facts.article = std::move(article);
  const std::string& text = out.facts.article.text;
  const Words words(lexicon);
  const Document repaired = Repair(document, words);
  const Analysis analysis(text, repaired, words);
  NameTable names = NameTable::Find(text, repaired, lexicon);
  Ends ends(analysis, out.facts.article.date, &names);

  Speeches speeches = FindSpeeches(analysis, FindQuotations(analysis));
  const Clusters clusters(analysis, ends);
  const auto speakers = ResolveSpeakers(analysis, speeches, clusters, &ends);
  DropSpeakerless(speakers, &speeches);
  Appraiser appraiser(words.table("confidence"), options.keep_doubtful);
  DropDoubtful(analysis, speakers, ends, &appraiser, &speeches);
  const Referents referents(analysis, clusters, ends);
  ends.SetReferents(&referents);
  RelationSink sink(analysis, speeches, NumberClaims(speeches), &ends,
                    &appraiser);
  for (uint32_t s = 0; s < analysis.sentences(); ++s) {
    FindRoleRelations(analysis, s, &ends, &sink);
  }
  ends.SetVoices(Voices(speakers, sink.relations(), words, ends), &speeches);
  for (uint32_t s = 0; s < analysis.sentences(); ++s) {
    FindClauseRelations(analysis, s, speeches, &ends, &sink);
    FindNominalRelations(analysis, s, &ends, &sink);
    auto tuples = FindTuples(analysis, s);
    std::move(tuples.begin(), tuples.end(), std::back_inserter(out.tuples));
  }
  out.facts.claims = MakeClaims(analysis, speeches, speakers, sink, &ends);
  out.facts.relations = sink.Take();
  out.found = appraiser.Take();
  out.attributions = repaired.attributions.empty()
                         ? Attributions(analysis, speeches)
                         : ModelAttributions(analysis);
  if (!repaired.clusters.empty()) {
    out.mentions = ClusterMentions(analysis, names, clusters);
  }
  out.facts.entities = std::move(names.mutable_entities());
  Canonicalize(&out.facts);
  if (repaired.clusters.empty()) out.mentions = Mentions(out.facts.entities);
  return out;
}

}  // namespace kg
