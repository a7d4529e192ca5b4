// From clauses to local relations: ends, canonical predicate, polarity,
// modality, standing, qualifiers, evidence, and what follows from them by rule
// (an owner, a government). Not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/rules/analysis.h"
#include "extractor/rules/confidence.h"
#include "extractor/rules/ends.h"
#include "extractor/rules/predicates.h"
#include "extractor/rules/speech.h"
#include "graph/facts/facts.h"

namespace kg {

// The rules of positions from a title before a name, and from an apposition.
inline constexpr char kTitleRule[] = "title";
inline constexpr char kAppositionRule[] = "apposition";

// A relation on its way, before its ends are entities.
struct RelationDraft {
  std::optional<End> subject;  // absent: a passive without agent
  End object;
  Predicate predicate;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  bool reported = false;
  uint32_t sentence = 0;
  uint32_t head = 0;             // the predicate's token
  std::vector<uint32_t> tokens;  // of the whole passage, beside the ends
  std::vector<Qualifier> qualifiers;
  std::string rule;
  std::string derived;
  uint8_t confidence = 0;  // hundredths: the rule's alone, a signal among many

  bool Affirms() const {
    return polarity == Polarity::kAffirmed && modality == Modality::kAsserted;
  }
};

// Collects relations and remembers what made each.
class RelationSink {
 public:
  // claim_of: the claim of each speech, nothing where it makes none.
  RelationSink(const Analysis& analysis, const Speeches& speeches,
               std::vector<std::optional<uint32_t>> claim_of, Ends* ends,
               Appraiser* appraiser)
      : analysis_(analysis),
        speeches_(speeches),
        claim_of_(std::move(claim_of)),
        ends_(*ends),
        appraiser_(*appraiser) {}

  // Keeps the draft if an end is a named entity or belongs to one, and it is
  // likely enough. True if it was kept. `basis`: the draft that this follows
  // from, which it is as likely as; null: it stands in the text.
  bool Add(RelationDraft draft, const RelationDraft* basis = nullptr);

  struct Origin {
    int32_t speech = -1;  // in whose content it stands, or -1
    bool accusation = false;
    uint32_t position = 0;  // of its predicate
  };
  const std::vector<LocalRelation>& relations() const { return relations_; }
  const std::vector<Origin>& origins() const { return origins_; }
  std::vector<LocalRelation> Take() { return std::move(relations_); }

 private:
  // Whether it may stand though neither end has a name.
  bool IsNamelessFact(const RelationDraft& draft) const;
  bool MayStand(const RelationDraft& draft) const;
  bool IsLoop(const RelationDraft& draft) const;
  bool IsBareKin(const End& end) const;
  // Polarity, modality, standing and what needs no entity.
  LocalRelation Marked(const RelationDraft& draft, int32_t speech) const;
  const FoundFact& Appraise(const RelationDraft& draft,
                            const RelationDraft& basis,
                            const LocalRelation& relation);
  bool IsArticlesOwn(const RelationDraft& draft) const;
  bool IsNoEvent(const RelationDraft& draft) const;
  Evidence MakeEvidence(const RelationDraft& draft, int32_t speech,
                        uint8_t confidence) const;

  const Analysis& analysis_;
  const Speeches& speeches_;
  std::vector<std::optional<uint32_t>> claim_of_;
  Ends& ends_;
  Appraiser& appraiser_;
  std::vector<LocalRelation> relations_;
  std::vector<Origin> origins_;
};

// The relations of every clause of a sentence.
void FindClauseRelations(const Analysis& analysis, uint32_t sentence,
                         const Speeches& speeches, Ends* ends,
                         RelationSink* sink);

// Positions, employers and kin from titles, appositions and copulas (roles.tsv)
// of a sentence. Adds the descriptions to the entities.
void FindRoleRelations(const Analysis& analysis, uint32_t sentence, Ends* ends,
                       RelationSink* sink);

// Events that a noun names with both who and whom ("the arrest of X by Y").
void FindNominalRelations(const Analysis& analysis, uint32_t sentence,
                          Ends* ends, RelationSink* sink);

// Whether the predicate takes such an object: a date, a person.
bool Suits(const Ends& ends, const End& object, const Predicate& predicate);

// Time, place and so on of a clause; `except`: the obliques' head not to take.
std::vector<Qualifier> QualifiersOf(const Analysis& analysis, uint32_t sentence,
                                    const Clause& clause,
                                    std::optional<uint32_t> except,
                                    std::string_view article_date);

}  // namespace kg
