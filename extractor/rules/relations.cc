#include "extractor/rules/relations.h"

#include <algorithm>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/derived.h"
#include "extractor/rules/narrowed.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/participles.h"
#include "extractor/rules/withheld.h"

namespace kg {
namespace {

// Hundredths by how the clause came by its subject, in the order of
// Construction; chosen by reading what each gives on news.
constexpr uint8_t kConfidence[] = {90, 80, 78, 70, 65};
constexpr std::string_view kRules[] = {
    "clause", "shared-subject", "relative-clause", "control", "participle"};
constexpr uint8_t kObliqueLoss = 8;    // "speaks at X"
constexpr uint8_t kNounVerbLoss = 15;  // "imposes sanctions on X"
constexpr uint8_t kCopulaLoss = 5;
constexpr std::string_view kOwnerRule = "owner";
constexpr std::string_view kGovernmentRule = "government";

class ClauseRelations {
 public:
  ClauseRelations(const Analysis& analysis, uint32_t sentence, Ends* ends,
                  RelationSink* sink)
      : analysis_(analysis),
        words_(analysis.words()),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        ends_(*ends),
        sink_(*sink) {}

  void Add(const Clause& clause) {
    clause_ = &clause;
    const std::string& upos = tree_.token(clause.head).upos;
    if (!clause.copula && upos != "VERB" && upos != "AUX") return;
    if (clause.copula) {
      AddCopula();
    } else if (clause.passive) {
      AddPassive();
    } else {
      AddActive();
    }
  }

  // What a speech act is besides: "testified before the committee".
  void AddListed(const Clause& clause) {
    clause_ = &clause;
    if (clause.copula || clause.passive) return;
    const std::vector<End> subjects = Subjects();
    for (const Argument& oblique : clause.obliques) {
      SurfacePredicate surface = Surface();
      surface.preposition = oblique.marker;
      const Predicate listed = FindListed(words_, surface);
      const bool addressee = words_.ActAddresses(surface.verb, oblique.marker);
      if (!oblique.preposition || !listed.listed || addressee) continue;
      AddPairs(subjects, true, ends_.AllAt(sentence_, oblique.head), listed,
               kObliqueLoss, oblique.head);
    }
  }

 private:
  RelationDraft Draft(const Predicate& predicate, uint8_t loss) const {
    const auto construction = static_cast<size_t>(clause_->construction);
    RelationDraft draft;
    draft.predicate = predicate;
    draft.polarity = clause_->polarity;
    draft.modality = clause_->modality;
    draft.reported = clause_->reported;
    draft.sentence = sentence_;
    draft.head = clause_->head;
    draft.tokens = clause_->group;
    draft.rule = kRules[construction];
    draft.confidence = static_cast<uint8_t>(kConfidence[construction] - loss);
    return draft;
  }

  SurfacePredicate Surface() const {
    SurfacePredicate surface;
    surface.verb = tree_.lemma(clause_->head);
    surface.particle = clause_->particle;
    return surface;
  }

  std::vector<End> Subjects() const {
    if (!clause_->subject) return {};
    if (const auto token = SubjectOfPredicate(analysis_, sentence_, *clause_)) {
      std::vector<End> ends = ends_.AllAt(sentence_, *token);
      if (!ends.empty() &&
          std::all_of(ends.begin(), ends.end(),
                      [](const End& end) { return end.named(); })) {
        return ends;
      }
    }
    return ends_.AllAt(sentence_, *clause_->subject);
  }

  // Every pair of subject and object; without subjects, the objects alone.
  void AddPairs(const std::vector<End>& subjects, bool need_subject,
                const std::vector<End>& objects, const Predicate& predicate,
                uint8_t loss, std::optional<uint32_t> used) {
    if (subjects.empty() && need_subject) return;
    const auto qualifiers =
        QualifiersOf(analysis_, sentence_, *clause_, used, ends_.date());
    const size_t count = std::max<size_t>(subjects.size(), 1);
    for (size_t i = 0; i < count; ++i) {
      for (const End& object : objects) {
        if (!Suits(ends_, object, predicate)) continue;
        RelationDraft draft = Draft(predicate, loss);
        if (!subjects.empty()) draft.subject = subjects[i];
        draft.object = object;
        if (!predicate.unnamed.empty() && !object.named()) {
          draft.predicate = Predicate();
          draft.predicate.name = predicate.unnamed;
        }
        if (IsLeftOpen(analysis_, draft, *clause_)) continue;
        const bool either =
            object.alternative || (draft.subject && draft.subject->alternative);
        if (either && !object.negated && draft.Affirms()) {
          draft.modality = Modality::kPossible;
        }
        draft.qualifiers = qualifiers;
        if (predicate.swap && draft.subject) {
          std::swap(*draft.subject, draft.object);
        }
        AddWithDerived(std::move(draft));
      }
    }
  }

  void AddWithDerived(RelationDraft draft) {
    const auto owner = OwnerOf(analysis_, ends_, draft);
    // "the government is a company" does not make the country one.
    const auto state =
        clause_->copula ? std::nullopt : GovernmentOf(analysis_, ends_, draft);
    sink_.Add(draft);
    RelationDraft derived = draft;
    if (owner) {
      derived.object = *owner;
      derived.derived = kOwnerRule;
      sink_.Add(derived, &draft);
    }
    if (state) {
      derived.subject = *state;
      derived.derived = owner ? kOwnerRule : kGovernmentRule;
      sink_.Add(derived, &draft);
    }
  }

  void AddActive() {
    if (IsBareParticiple(tree_, *clause_)) return;
    const std::vector<End> subjects = Subjects();
    if (subjects.empty()) return;
    const bool reflexive =
        clause_->object && tree_.HasFeature(*clause_->object, "Reflex=Yes");
    if (clause_->object && !reflexive) {
      AddTransitive(subjects);
    } else if (clause_->complement &&
               !tree_.Child(*clause_->complement, "case")) {
      AddPairs(subjects, true, ends_.AllAt(sentence_, *clause_->complement),
               Canonical(words_, Surface()), kCopulaLoss, std::nullopt);
    } else {
      AddObliques(subjects, Surface(), "");
    }
  }

  void AddTransitive(const std::vector<End>& subjects) {
    if (TellsOfAnother(analysis_, sentence_, *clause_)) return;
    if (clause_->polarity == Polarity::kNegated &&
        IsSeenDoing(analysis_, sentence_, *clause_)) {
      return;
    }
    const std::vector<End> objects = ends_.AllAt(sentence_, *clause_->object);
    AddPairs(subjects, true, objects, Canonical(words_, Surface()), 0,
             std::nullopt);
    if (clause_->recipient) AddRecipient(subjects);
    // "has evidence of X", "imposes sanctions on X".
    // "the way [that] he deals with X": of the verb alone.
    const bool before = *clause_->object < clause_->head;
    AddObliques(subjects, Surface(),
                before ? "" : tree_.lemma(*clause_->object));
    AddNounComplement(subjects);
  }

  void AddRecipient(const std::vector<End>& subjects) {
    SurfacePredicate surface = Surface();
    // "fines X a million": X is fined.
    const Predicate verb = FindListed(words_, surface);
    const bool amount =
        ends_.At(sentence_, *clause_->object).kind == End::Kind::kLiteral;
    for (const End& end : ends_.AllAt(sentence_, *clause_->recipient)) {
      if (amount) {
        if (verb.whom) AddPairs(subjects, true, {end}, verb, 0, std::nullopt);
        continue;
      }
      if (!end.named()) continue;
      surface.noun = tree_.lemma(*clause_->object);
      AddPairs(subjects, true, {end}, Canonical(words_, surface), kNounVerbLoss,
               clause_->recipient);
    }
  }

  // The object's own preposition phrase: "has [evidence [of spying]]".
  void AddNounComplement(const std::vector<End>& subjects) {
    const uint32_t noun = *clause_->object;
    if (ends_.Named(sentence_, noun)) return;
    const bool none = IsNegatedPhrase(tree_, words_, noun);
    for (uint32_t child : tree_.Children(noun)) {
      const auto preposition = tree_.Child(child, "case");
      if (!tree_.Is(child, "nmod") || !preposition || child < noun) continue;
      SurfacePredicate surface = Surface();
      surface.noun = tree_.lemma(noun);
      surface.preposition = FixedExpression(tree_, *preposition);
      const Predicate predicate = FindListed(words_, surface);
      if (!predicate.listed) continue;
      std::vector<End> objects = ends_.AllAt(sentence_, child);
      for (End& end : objects) end.negated = end.negated || none;
      AddPairs(subjects, true, objects, predicate, kNounVerbLoss, std::nullopt);
    }
  }

  // Verb and preposition, or verb, noun and preposition, as the predicate.
  void AddObliques(const std::vector<End>& subjects, SurfacePredicate surface,
                   const std::string& noun) {
    surface.noun = noun;
    const bool none =
        !noun.empty() && IsNegatedPhrase(tree_, words_, *clause_->object);
    for (const Argument& oblique : clause_->obliques) {
      if (!oblique.preposition) continue;
      surface.preposition = oblique.marker;
      const Predicate listed = FindListed(words_, surface);
      if (!listed.listed && TellsHow(tree_, words_, *clause_, oblique, surface))
        continue;
      std::vector<End> objects;
      for (End& end : ends_.AllAt(sentence_, oblique.head)) {
        if (!listed.listed &&
            (end.negated ||  // "with little change": how, not that it did not
             !KeepsUnlisted(end, oblique, subjects, !noun.empty()))) {
          continue;
        }
        end.negated = end.negated || none;
        objects.push_back(std::move(end));
      }
      AddPairs(subjects, true, objects,
               listed.listed ? listed : Canonical(words_, surface),
               noun.empty() ? kObliqueLoss : kNounVerbLoss, oblique.head);
    }
  }

  // An unlisted "<verb> <preposition>" holds between names; with an object of
  // its own only where its noun is no setting of the event.
  bool KeepsUnlisted(const End& end, const Argument& oblique,
                     const std::vector<End>& subjects, bool with_noun) const {
    const bool between_names =
        end.named() && std::any_of(subjects.begin(), subjects.end(),
                                   [](const End& s) { return s.named(); });
    const bool before = oblique.head < clause_->head;  // "As a boy, X left"
    // "the turn they took under Lee": what they took says more.
    const bool gap = clause_->object && *clause_->object < clause_->head;
    if (!with_noun) {
      return !before && !gap && (end.named() || IsParticipant(oblique.role));
    }
    if (ends_.Named(sentence_, *clause_->object)) return false;
    return between_names && oblique.role != "place" && oblique.role != "at" &&
           tree_.token(*clause_->object).upos == "NOUN" &&
           !words_.NounIs(tree_.lemma(*clause_->object), "vague");
  }

  void AddPassive() {
    SurfacePredicate surface = Surface();
    if (AddStates(surface) || TellsOfAnother(analysis_, sentence_, *clause_))
      return;
    const std::vector<End> objects = Subjects();
    // "was given the file": it is the file that is given.
    const bool receives =
        clause_->object &&
        ends_.At(sentence_, *clause_->object).kind != End::Kind::kLiteral;
    if (objects.empty() || receives) return;
    std::vector<End> agents;
    if (clause_->agent) {
      agents = ends_.AllAt(sentence_, *clause_->agent);
      if (agents.empty()) return;  // somebody, but whom it names is unknown
    } else if (!HasPassiveAuxiliary(tree_, *clause_) ||
               words_.table("adjectives")
                       .Get(tree_.word(clause_->head), "kind") == "state") {
      return;  // "a ban upheld": too often misread; "is committed to"
    }
    const Predicate predicate = Canonical(words_, surface);
    if (predicate.mutual && agents.empty()) {
      if (objects.size() != 2) return;
      return AddPairs({objects[0]}, true, {objects[1]}, predicate, 2,
                      std::nullopt);
    }
    AddPairs(agents, false, objects, predicate, 2, std::nullopt);
  }

  // "is based in", "was born in": states of the subject, by table.
  bool AddStates(SurfacePredicate surface) {
    surface.stative = true;
    surface.verb = tree_.word(clause_->head);
    bool added = false;
    const auto add = [&](const std::string& marker, uint32_t head) {
      surface.preposition = marker;
      const Predicate listed = FindListed(words_, surface);
      if (!listed.listed) return;
      AddPairs(Subjects(), true, ends_.AllAt(sentence_, head), listed,
               kObliqueLoss, head);
      added = true;
    };
    for (const Argument& oblique : clause_->obliques) {
      if (oblique.preposition) add(oblique.marker, oblique.head);
    }
    return added && !clause_->agent;
  }

  void AddCopula() {
    const uint32_t head = clause_->head;
    if (IsOfShare(tree_, words_, *clause_)) return;
    std::vector<End> subjects = Subjects();
    const bool concept_only = !subjects.empty() &&
                              subjects.front().kind == End::Kind::kConcept &&
                              !ends_.Named(sentence_, head);
    // "is no dispassionate professional": perhaps another one.
    const bool other = clause_->polarity == Polarity::kNegated &&
                       tree_.Child(head, "amod").has_value();
    if (subjects.empty() || other || (concept_only && IsJudgement(tree_, head)))
      return;
    // "is intent on banning it", "was able to": of the clause below.
    const bool below = tree_.Child(head, "advcl") || tree_.Child(head, "xcomp");
    if (below && words_.Complement(tree_.lemma(head), false)) return;
    // "Lee is chairman": roles.cc says that he holds the position.
    if (words_.table("roles").Has(tree_.lemma(head))) {
      std::erase_if(subjects, [&](const End& e) { return ends_.IsPerson(e); });
    }
    const auto preposition = tree_.Child(head, "case");
    SurfacePredicate surface;
    std::vector<End> objects = ends_.AllAt(sentence_, head);
    Predicate predicate;
    predicate.name = words_.Structure("copula");
    std::erase_if(objects, [&](const End& e) {  // "is big and in need of it"
      return !preposition && e.sentence == sentence_ &&
             tree_.Child(e.token, "case");
    });
    if (preposition) {
      surface.preposition = FixedExpression(tree_, *preposition);
      predicate.name += '_' + surface.preposition;
      std::replace(predicate.name.begin(), predicate.name.end(), ' ', '_');
      std::erase_if(objects, [](const End& e) { return !e.named(); });
    }
    if (tree_.HasFeature(
            *clause_->subject,
            "Number=Plur")) {  // none of them alone: a list cut short
      std::erase_if(objects, [&](const End& e) { return ends_.IsPerson(e); });
    }
    // "the others are Lee, Holm and Lund": together.
    if (objects.size() > 1 && subjects.size() == 1 && !subjects[0].named() &&
        objects[0].named()) {
      return;
    }
    AddPairs(subjects, true, objects, predicate, kCopulaLoss, std::nullopt);
  }

  const Analysis& analysis_;
  const Words& words_;
  const uint32_t sentence_;
  const Tree& tree_;
  Ends& ends_;
  RelationSink& sink_;
  const Clause* clause_ = nullptr;
};

}  // namespace

void FindClauseRelations(const Analysis& analysis, uint32_t sentence,
                         const Speeches& speeches, Ends* ends,
                         RelationSink* sink) {
  ClauseRelations relations(analysis, sentence, ends, sink);
  const Tree& tree = analysis.tree(sentence);
  const Words& words = analysis.words();
  for (const Clause& clause : analysis.clauses(sentence).clauses) {
    // A speech act makes a claim, never a relation; a verb with a row of its
    // own ("claims authority") makes an act only with a content.
    const std::string& lemma = tree.lemma(clause.head);
    const bool ordinary = SaysNothing(tree, words, clause);
    const bool says = !clause.copula && !ordinary &&
                      words.ActTakes(lemma, "clause") &&
                      !words.ActTakes(lemma, "relation");
    if (says || speeches.is_cue[analysis.Position(sentence, clause.head)]) {
      relations.AddListed(clause);
    } else if (!IsWithheld(analysis, sentence, speeches, clause)) {
      relations.Add(clause);
    }
  }
}

}  // namespace kg
