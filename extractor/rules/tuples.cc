#include "extractor/rules/tuples.h"

#include <algorithm>

#include "extractor/rules/negation.h"

namespace kg {
namespace {

constexpr uint8_t kConfidence[] = {90, 80, 75, 70, 60};  // by Construction
constexpr uint8_t kAppositionConfidence = 65;
constexpr uint8_t kBareLoss = 30;  // a subject and a verb alone

class TupleFinder {
 public:
  TupleFinder(const Analysis& analysis, uint32_t sentence)
      : analysis_(analysis),
        words_(analysis.words()),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        clauses_(analysis.clauses(sentence)) {}

  std::vector<OpenTuple> Run() {
    for (const Clause& clause : clauses_.clauses) AddClause(clause);
    for (uint32_t t = 0; t < tree_.size(); ++t) AddApposition(t);
    return std::move(tuples_);
  }

 private:
  OpenTuple::Part Part(std::string role, std::vector<uint32_t> tokens) const {
    OpenTuple::Part part;
    part.role = std::move(role);
    part.spans = SpansOf(tree_.sentence(), tokens);
    part.text = TextOf(analysis_.text(), part.spans);
    return part;
  }

  void AddPhrase(std::string role, uint32_t head, OpenTuple* tuple) const {
    auto phrase = Phrase(tree_, head, PhraseKind::kFull);
    if (!phrase.empty()) {
      tuple->args.push_back(Part(std::move(role), std::move(phrase)));
    }
  }

  // Another verb only opens this one ("plans to ban"): one tuple for both.
  bool OnlyOpensAnother(const Clause& clause) const {
    if (clause.object || clause.complement || clause.contents.size() != 1) {
      return false;
    }
    const Clause* inner = clauses_.At(clause.contents.front());
    return inner != nullptr && tree_.Is(inner->head, "xcomp") &&
           inner->subject == clause.subject;
  }

  std::vector<uint32_t> PredicateTokens(const Clause& clause) const {
    std::vector<uint32_t> tokens = clause.group;
    const Clause* at = &clause;
    while (at->governor && tree_.Is(at->head, "xcomp")) {
      const Clause& above = clauses_.clauses[*at->governor];
      if (!OnlyOpensAnother(above)) break;
      tokens.insert(tokens.end(), above.group.begin(), above.group.end());
      if (const auto mark = tree_.Child(at->head, "mark")) {
        tokens.push_back(*mark);
      }
      at = &above;
    }
    if (clause.copula) {
      tokens.erase(std::remove(tokens.begin(), tokens.end(), clause.head),
                   tokens.end());
      for (uint32_t child : tree_.Children(clause.head)) {
        if (tree_.Is(child, "cop")) tokens.push_back(child);
      }
    }
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    return tokens;
  }

  void AddClause(const Clause& clause) {
    if (!clause.subject || OnlyOpensAnother(clause)) return;
    OpenTuple tuple;
    tuple.sentence = sentence_;
    tuple.predicate = Part("predicate", PredicateTokens(clause));
    if (tuple.predicate.text.empty()) {
      tuple.predicate.text = words_.Structure("copula");
    }
    AddPhrase("subject", *clause.subject, &tuple);
    if (tuple.args.empty()) return;
    if (clause.recipient) AddPhrase("recipient", *clause.recipient, &tuple);
    if (clause.object) AddPhrase("object", *clause.object, &tuple);
    if (clause.complement) AddPhrase("complement", *clause.complement, &tuple);
    if (clause.copula ||
        (clause.group.size() == 1 && tree_.token(clause.head).upos != "VERB" &&
         tree_.token(clause.head).upos != "AUX")) {
      tuple.args.push_back(
          Part("complement", Phrase(tree_, clause.head, PhraseKind::kNominal)));
    }
    for (uint32_t content : clause.contents) {
      tuple.args.push_back(Part("complement", tree_.Subtree(content)));
    }
    if (clause.agent) AddPhrase("agent", *clause.agent, &tuple);
    for (const Argument& oblique : clause.obliques) {
      AddPhrase(oblique.role, oblique.head, &tuple);
    }
    tuple.polarity = Polarity(clause);
    tuple.modality = clause.modality;
    const auto construction = static_cast<size_t>(clause.construction);
    tuple.confidence = kConfidence[construction];
    if (tuple.args.size() < 2) {
      tuple.confidence = static_cast<uint8_t>(tuple.confidence - kBareLoss);
    }
    tuples_.push_back(std::move(tuple));
  }

  kg::Polarity Polarity(const Clause& clause) const {
    for (const auto& end : {clause.subject, clause.object}) {
      if (end && IsNegatedPhrase(tree_, words_, *end)) {
        return kg::Polarity::kNegated;
      }
    }
    return clause.polarity;
  }

  void AddApposition(uint32_t t) {
    const int32_t head = tree_.Head(t);
    if (head < 0 || !tree_.Is(t, "appos") || clauses_.At(t) != nullptr) return;
    OpenTuple tuple;
    tuple.sentence = sentence_;
    tuple.predicate.role = "predicate";
    tuple.predicate.text = words_.Structure("copula");
    auto subject =
        Phrase(tree_, static_cast<uint32_t>(head), PhraseKind::kSingle);
    auto complement = Phrase(tree_, t, PhraseKind::kFull);
    if (subject.empty() || complement.empty()) return;
    tuple.args.push_back(Part("subject", std::move(subject)));
    tuple.args.push_back(Part("complement", std::move(complement)));
    tuple.confidence = kAppositionConfidence;
    tuples_.push_back(std::move(tuple));
  }

  const Analysis& analysis_;
  const Words& words_;
  const uint32_t sentence_;
  const Tree& tree_;
  const SentenceClauses& clauses_;
  std::vector<OpenTuple> tuples_;
};

}  // namespace

std::vector<OpenTuple> FindTuples(const Analysis& analysis, uint32_t sentence) {
  if (analysis.tree(sentence).size() > Analysis::kLongest) return {};
  return TupleFinder(analysis, sentence).Run();
}

}  // namespace kg
