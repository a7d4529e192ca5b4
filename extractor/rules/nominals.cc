#include <algorithm>

#include "extractor/rules/negation.h"
#include "extractor/rules/relations.h"

namespace kg {
namespace {

constexpr uint8_t kConfidence = 65;
constexpr std::string_view kRule = "nominal";

// A noun of an event with both who and whom by name (nominals.tsv).
class NominalFinder {
 public:
  NominalFinder(const Analysis& analysis, uint32_t sentence, Ends* ends,
                RelationSink* sink)
      : analysis_(analysis),
        words_(analysis.words()),
        nominals_(words_.table("nominals")),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        ends_(*ends),
        sink_(*sink) {}

  void Run() {
    for (uint32_t t = 0; t < tree_.size(); ++t) {
      if (tree_.token(t).upos != "NOUN" ||
          nominals_.Get(tree_.lemma(t), "kind") != "event") {
        continue;
      }
      Add(t);
    }
  }

 private:
  void Add(uint32_t noun) {
    std::vector<uint32_t> tokens = {noun};
    const std::vector<End> whom =
        Behind(noun, nominals_.Get(tree_.lemma(noun), "whom"), &tokens);
    if (whom.empty()) return;
    std::vector<End> who = Before(noun);
    if (who.empty()) who = ByAgent(noun, &tokens);
    SurfacePredicate surface;
    surface.verb = nominals_.Get(tree_.lemma(noun), "verb");
    const Predicate predicate = Canonical(words_, surface);
    for (const End& subject : who) {
      for (const End& object : whom) {
        RelationDraft draft;
        draft.subject = subject;
        draft.object = object;
        draft.predicate = predicate;
        draft.sentence = sentence_;
        draft.head = noun;
        draft.tokens = tokens;
        draft.rule = kRule;
        draft.confidence = kConfidence;
        if (SetFactuality(noun, &draft)) sink_.Add(std::move(draft));
      }
    }
  }

  std::vector<End> NamedAt(uint32_t token) const {
    std::vector<End> ends = ends_.AllAt(sentence_, token);
    ends.erase(std::remove_if(ends.begin(), ends.end(),
                              [](const End& end) { return !end.named(); }),
               ends.end());
    return ends;
  }

  std::string Preposition(uint32_t token) const {
    const auto preposition = tree_.Child(token, "case");
    return preposition ? FixedExpression(tree_, *preposition) : std::string();
  }

  // "of Meng", "against Acme".
  std::vector<End> Behind(uint32_t noun, std::string_view prepositions,
                          std::vector<uint32_t>* tokens) const {
    for (uint32_t child : tree_.Children(noun)) {
      if (child < noun || !tree_.Is(child, "nmod")) continue;
      const std::string preposition = Preposition(child);
      if (preposition.empty() || !Contains(prepositions, preposition)) continue;
      tokens->push_back(*tree_.Child(child, "case"));
      return NamedAt(child);
    }
    return {};
  }

  std::vector<End> ByAgent(uint32_t noun, std::vector<uint32_t>* tokens) const {
    for (uint32_t child : tree_.Subtree(noun)) {
      const bool phrase = tree_.Is(child, "nmod") || tree_.Is(child, "obl");
      if (child < noun || !phrase ||
          words_.Role(Preposition(child), "") != "agent") {
        continue;
      }
      tokens->push_back(*tree_.Child(child, "case"));
      return NamedAt(child);
    }
    return {};
  }

  // "Canada's", "Canadian", "Acme".
  std::vector<End> Before(uint32_t noun) const {
    for (uint32_t child : tree_.Children(noun)) {
      if (child > noun) break;
      const bool owner = tree_.Relation(child) == "nmod:poss";
      const bool name =
          (tree_.Is(child, "amod") || tree_.Is(child, "compound")) &&
          ends_.names().At(sentence_, child) != nullptr;
      if (!owner && !name) continue;
      return NamedAt(child);
    }
    return {};
  }

  bool Happened(const std::string& word) const {
    return nominals_.Get(word, "kind") == "happened";
  }

  // Plain only where the sentence takes the event for granted: a definite noun
  // that leads to something, or that something followed. False if the sentence
  // does not tell ("regrets the invasion of Norway by Poland"), unless somebody
  // speaks of it.
  bool SetFactuality(uint32_t noun, RelationDraft* draft) const {
    if (IsNegatedPhrase(tree_, words_, noun)) {
      draft->polarity = Polarity::kNegated;
    }
    draft->object.effect = PhraseEffect(tree_, words_, noun);
    const int32_t head = tree_.Head(noun);
    const Clause* clause =
        head < 0 ? nullptr
                 : analysis_.clauses(sentence_).At(static_cast<uint32_t>(head));
    if (clause == nullptr) return false;
    draft->reported = clause->reported;
    draft->modality = clause->modality;
    const bool leads = clause->subject == noun && !clause->passive &&
                       Happened(tree_.lemma(clause->head));
    const bool before = tree_.Is(noun, "obl") && Happened(Preposition(noun));
    const bool taken = IsDefinite(noun) && (leads || before) &&
                       clause->polarity == Polarity::kAffirmed;
    if (!taken && draft->modality == Modality::kAsserted) {
      draft->modality = Modality::kPossible;
    }
    return leads || before || !words_.Act(tree_.lemma(clause->head)).empty();
  }

  bool IsDefinite(uint32_t noun) const {
    for (uint32_t child : tree_.Children(noun)) {
      if (tree_.Relation(child) == "nmod:poss" ||
          (tree_.Is(child, "det") && tree_.HasFeature(child, "Definite=Def"))) {
        return true;
      }
    }
    return false;
  }

  const Analysis& analysis_;
  const Words& words_;
  const Table& nominals_;
  const uint32_t sentence_;
  const Tree& tree_;
  Ends& ends_;
  RelationSink& sink_;
};

}  // namespace

void FindNominalRelations(const Analysis& analysis, uint32_t sentence,
                          Ends* ends, RelationSink* sink) {
  if (analysis.tree(sentence).size() > Analysis::kLongest) return;
  NominalFinder(analysis, sentence, ends, sink).Run();
}

}  // namespace kg
