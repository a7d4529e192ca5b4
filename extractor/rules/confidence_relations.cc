#include <algorithm>

#include "extractor/rules/relations.h"
#include "extractor/rules/signal_list.h"

namespace kg {
namespace {

constexpr uint32_t kLongestPath = 6;  // arcs; chosen
constexpr uint32_t kMostPhrases = 2;
constexpr uint32_t kLongSentence = 60;  // tokens
constexpr double kHappened = 1;         // factuality from which on it is one

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

// What the arcs and names are worth that a relation is read off.
class PathSignals {
 public:
  PathSignals(const Analysis& analysis, const RelationDraft& draft)
      : analysis_(analysis), draft_(draft) {
    AddEnd(draft.object);
    if (draft.subject) AddEnd(*draft.subject);
    AddReferent(draft.object);
    if (draft.subject) AddReferent(*draft.subject);
  }

  void AddTo(SignalList* signals) const {
    signals->Add("path", product_);
    signals->Add("path_odds", LogOdds(product_));
    signals->Add("long_path",
                 std::min(arcs_, kLongestPath) - std::min<double>(arcs_, 2));
    signals->Add("name", name_);
    signals->Add("referent_doubt", 1 - referent_);
    signals->Add("refers_to_thing", thing_);
    signals->Add("refers_to_many", many_);
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

  void AddReferent(const End& end) {
    if (!end.referred) return;
    const Token& token = analysis_.tree(end.sentence).token(end.token);
    referent_ = std::min(referent_, double{token.antecedent_probability});
    const Words& words = analysis_.words();
    const std::string& word = analysis_.tree(end.sentence).word(end.token);
    thing_ = thing_ || words.PronounCell(word, "gender") == "thing";
    many_ = many_ || words.PronounCell(word, "number") == "many";
  }

  const Analysis& analysis_;
  const RelationDraft& draft_;
  double product_ = 1;
  double name_ = 1;
  bool thing_ = false;   // "it", "its"
  bool many_ = false;    // "they", "we"
  double referent_ = 1;  // that pronouns mean what they are taken for
  uint32_t arcs_ = 0;
};

void AddMarks(const Analysis& analysis, const RelationDraft& draft,
              const LocalRelation& relation, SignalList* signals) {
  const uint32_t position = analysis.Position(draft.sentence, draft.head);
  const Token& head = analysis.tree(draft.sentence).token(draft.head);
  signals->Add("quoted", head.layout & 1);
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
  signals->Add("concept_subject",
               draft.subject && draft.subject->kind == End::Kind::kConcept);
}

// What stands around the predicate and is no part of the relation: its other
// phrases and clauses, and what narrows its object.
void AddSurroundings(const Analysis& analysis, const RelationDraft& draft,
                     SignalList* signals) {
  const Tree& tree = analysis.tree(draft.sentence);
  uint32_t phrases = 0;
  bool clause = false, adverb = false, narrowed = false;
  for (uint32_t child : tree.Children(draft.head)) {
    const bool behind = child > draft.head;
    phrases += tree.Is(child, "obl") && child != draft.object.token;
    clause = clause || (behind && tree.Is(child, "xcomp"));
    adverb = adverb || (behind && tree.Is(child, "advmod"));
  }
  if (draft.object.sentence == draft.sentence) {
    for (uint32_t child : tree.Children(draft.object.token)) {
      narrowed =
          narrowed || (child > draft.object.token && tree.Is(child, "acl"));
    }
  }
  signals->Add("other_phrases", std::min(phrases, kMostPhrases));
  signals->Add("other_clause", clause);
  signals->Add("adverb_behind", adverb);
  signals->Add("object_clause", narrowed);
  signals->Add("sentence_length",
               std::min(tree.size(), kLongSentence) / double{kLongSentence});
}

}  // namespace

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
  AddSurroundings(analysis, draft, &signals);
  return signals.Take();
}

}  // namespace kg
