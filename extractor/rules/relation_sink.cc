#include <algorithm>

#include "base/unicode.h"
#include "extractor/rules/literals.h"
#include "extractor/rules/relations.h"

namespace kg {
namespace {

// A relation without a name at either end, from here on.
constexpr uint8_t kSureEnough = 78;
constexpr std::string_view kPersonEntity = "person";  // Token::entity

Modality Lowered(Modality modality, const std::optional<Effect>& effect) {
  if (modality != Modality::kAsserted || !effect) return modality;
  switch (*effect) {
    case Effect::kPlanned:
      return Modality::kPlanned;
    case Effect::kPossible:
      return Modality::kPossible;
    case Effect::kRequired:
      return Modality::kRequired;
    case Effect::kConditional:
      return Modality::kConditional;
    case Effect::kQuestioned:
      return Modality::kQuestioned;
    default:
      return modality;
  }
}

// Whether a name tells the noun from others: "Acme's lawyers".
bool IsOfName(const Analysis& analysis, const Ends& ends, const End& end) {
  if (end.kind != End::Kind::kConcept) return false;
  const Tree& tree = analysis.tree(end.sentence);
  for (uint32_t child : tree.Children(end.token)) {
    const bool owner = tree.Relation(child) == "nmod:poss" ||
                       (child < end.token && tree.Is(child, "compound"));
    if (owner && ends.Named(end.sentence, child)) return true;
  }
  return false;
}

// Somebody who acts, though no name is given: "protesters", "the committee".
bool IsActor(const Words& words, const std::string& lemma) {
  return words.NounIs(lemma, "actor") || words.NounIs(lemma, "government") ||
         words.table("roles").Has(lemma);
}

// What somebody did or is doing, or what is said of one in particular; not
// "voters dislike taxes".
bool IsParticular(const Analysis& analysis, const RelationDraft& draft) {
  const Tree& tree = analysis.tree(draft.sentence);
  const bool helped = tree.Child(draft.head, "aux").has_value() ||
                      tree.Child(draft.head, "aux:pass").has_value();
  const bool past = tree.HasFeature(draft.head, "Tense=Past");
  const Tree& of_subject = analysis.tree(draft.subject->sentence);
  const auto determiner = of_subject.Child(draft.subject->token, "det");
  const bool definite =
      of_subject.Child(draft.subject->token, "nmod:poss").has_value() ||
      (determiner && of_subject.HasFeature(*determiner, "Definite=Def"));
  return tree.token(draft.head).upos == "VERB" && (helped || past || definite);
}

bool IsReported(const std::optional<Effect>& effect) {
  return effect && *effect == Effect::kReported;
}

}  // namespace

bool Suits(const Ends& ends, const End& object, const Predicate& predicate) {
  if (object.kind == End::Kind::kLiteral && object.literal.datatype == "date") {
    return predicate.date;
  }
  return !predicate.no_person || !object.named() ||
         ends.TypeOf(object.entity) != EntityType::kPerson;
}

std::vector<Qualifier> QualifiersOf(const Analysis& analysis, uint32_t sentence,
                                    const Clause& clause,
                                    std::optional<uint32_t> except,
                                    std::string_view article_date) {
  const Tree& tree = analysis.tree(sentence);
  std::vector<Qualifier> qualifiers;
  for (const Argument& oblique : clause.obliques) {
    if (except && oblique.head == *except) continue;
    // A relative pronoun's antecedent stands elsewhere in the sentence.
    if (tree.Head(oblique.head) != static_cast<int32_t>(clause.head)) continue;
    const auto phrase = Phrase(tree, oblique.head, PhraseKind::kFull);
    Qualifier qualifier;
    qualifier.role = oblique.role;
    qualifier.text =
        TextOf(analysis.text(), {CoverOf(tree.sentence(), phrase)});
    if (qualifier.role == "time") {
      const bool future = clause.modality == Modality::kPlanned;
      qualifier.value =
          ResolveDate(tree, analysis.words(), phrase, article_date, future);
    }
    if (!qualifier.text.empty()) qualifiers.push_back(std::move(qualifier));
  }
  return qualifiers;
}

Evidence RelationSink::MakeEvidence(const RelationDraft& draft, int32_t speech,
                                    uint8_t confidence) const {
  const Tree& tree = analysis_.tree(draft.sentence);
  Evidence evidence;
  evidence.spans = SpansOf(tree.sentence(), draft.tokens);
  evidence.object = draft.object.span;
  evidence.spans.push_back(draft.object.span);
  if (draft.subject) {
    evidence.subject = draft.subject->span;
    evidence.spans.push_back(draft.subject->span);
  }
  MakeDisjoint(&evidence.spans);
  evidence.quote = QuoteOf(analysis_.text(), evidence.spans);
  // The claim that holds it, or the next one outwards that is one.
  while (speech >= 0 && !claim_of_[speech]) {
    const auto& parent = speeches_.list[speech].parent;
    speech = parent ? static_cast<int32_t>(*parent) : -1;
  }
  if (speech >= 0) evidence.claim = claim_of_[speech];
  evidence.qualifiers = draft.qualifiers;
  evidence.confidence = confidence;
  evidence.rule = draft.rule;
  return evidence;
}

bool RelationSink::IsNamelessFact(const RelationDraft& draft) const {
  if (draft.confidence < kSureEnough || !draft.subject) return false;
  return IsOfName(analysis_, ends_, *draft.subject) ||
         IsOfName(analysis_, ends_, draft.object) ||
         (IsActor(analysis_.words(), analysis_.tree(draft.subject->sentence)
                                         .lemma(draft.subject->token)) &&
          IsParticular(analysis_, draft));
}

// "Lee said that Ray, the chairman, lied": in reported words a title or an
// apposition is the article's.
bool RelationSink::IsArticlesOwn(const RelationDraft& draft) const {
  if (draft.rule != kTitleRule && draft.rule != kAppositionRule) return false;
  const uint32_t position = analysis_.Position(draft.sentence, draft.head);
  const int32_t speech = speeches_.innermost[position];
  // A turn of a transcript has no marks, and is its speaker's own words.
  const bool direct =
      speech >= 0 &&
      speeches_.list[static_cast<size_t>(speech)].form == QuoteForm::kDirect;
  return !direct && !speeches_.is_quoted[position];
}

// "take place in": of an event.
bool RelationSink::IsNoEvent(const RelationDraft& draft) const {
  if (!draft.predicate.event || !draft.subject) return false;
  if (draft.subject->named()) {
    return ends_.TypeOf(draft.subject->entity) == EntityType::kPerson;
  }
  const Tree& tree = analysis_.tree(draft.subject->sentence);
  return tree.token(draft.subject->token).entity == "person" ||
         IsActor(analysis_.words(), tree.lemma(draft.subject->token));
}

// "her father", whose name nothing tells: anybody's.
bool RelationSink::IsBareKin(const End& end) const {
  return end.kind == End::Kind::kConcept &&
         analysis_.words().NounIs(analysis_.tree(end.sentence).lemma(end.token),
                                  "kin");
}

bool RelationSink::IsLoop(const RelationDraft& draft) const {
  return draft.subject && draft.subject->named() && draft.object.named() &&
         draft.subject->entity == draft.object.entity;
}

bool RelationSink::MayStand(const RelationDraft& draft) const {
  if (!draft.object.some()) return false;
  if (draft.subject &&
      (!draft.subject->some() || draft.subject->kind == End::Kind::kLiteral)) {
    return false;
  }
  if (IsNoEvent(draft) || IsLoop(draft)) return false;
  if ((draft.subject && IsBareKin(*draft.subject)) || IsBareKin(draft.object)) {
    return false;
  }
  if (draft.predicate.no_holder && draft.subject &&
      ends_.IsPerson(*draft.subject) && ends_.IsPerson(draft.object)) {
    return false;  // two members of one list
  }
  if (speeches_.is_label[analysis_.Position(draft.sentence, draft.head)]) {
    return false;  // "ANN LEE, HOST:" says only who is speaking
  }
  return (draft.subject && draft.subject->named()) || draft.object.named() ||
         IsNamelessFact(draft);
}

LocalRelation RelationSink::Marked(const RelationDraft& draft,
                                   int32_t speech) const {
  const uint32_t position = analysis_.Position(draft.sentence, draft.head);
  LocalRelation relation;
  relation.predicate = draft.predicate.name;
  relation.property = draft.predicate.property;
  relation.polarity = draft.polarity;
  if (draft.object.negated || (draft.subject && draft.subject->negated)) {
    relation.polarity = Polarity::kNegated;
  }
  // "cancelled the planned sale", "met a potential donor": did; "faces a
  // possible fine": may be fined.
  relation.modality = draft.modality;
  const Token& noun =
      analysis_.tree(draft.object.sentence).token(draft.object.token);
  if (draft.object.effect != Effect::kPlanned &&
      (draft.object.effect != Effect::kPossible ||
       noun.entity != kPersonEntity)) {
    relation.modality = Lowered(draft.modality, draft.object.effect);
  }
  if (draft.subject) {
    relation.modality = Lowered(relation.modality, draft.subject->effect);
  }
  const bool reported = speech >= 0 || speeches_.is_quoted[position] ||
                        draft.reported || IsReported(draft.object.effect) ||
                        (draft.subject && IsReported(draft.subject->effect));
  relation.standing = reported ? Standing::kAttributed : Standing::kStated;
  relation.derived = draft.derived;
  return relation;
}

const FoundFact& RelationSink::Appraise(const RelationDraft& draft,
                                        const RelationDraft& basis,
                                        const LocalRelation& relation) {
  FoundFact fact;
  fact.kind = FactKind::kRelation;
  fact.name = relation.predicate;
  if (draft.subject) fact.first = draft.subject->span;
  fact.second = draft.object.span;
  fact.signals = RelationSignals(analysis_, basis, relation);
  return appraiser_.Appraise(std::move(fact));
}

bool RelationSink::Add(RelationDraft draft, const RelationDraft* basis) {
  if (!MayStand(draft)) return false;
  const uint32_t position = analysis_.Position(draft.sentence, draft.head);
  const int32_t speech =
      IsArticlesOwn(draft) ? -1 : speeches_.innermost[position];
  LocalRelation relation = Marked(draft, speech);
  const FoundFact& found =
      Appraise(draft, basis == nullptr ? draft : *basis, relation);
  if (!found.kept) return false;
  if (draft.subject) relation.subject = ends_.Entity(*draft.subject);
  if (draft.object.kind == End::Kind::kLiteral) {
    relation.object = draft.object.literal;
  } else {
    relation.object = ends_.Entity(draft.object);
  }
  if (relation.subject && relation.object == LocalEnd(*relation.subject)) {
    return false;
  }
  relation.evidence.push_back(MakeEvidence(draft, speech, found.confidence));
  relations_.push_back(std::move(relation));
  origins_.push_back({speech, draft.predicate.accusation, position});
  return true;
}

}  // namespace kg
