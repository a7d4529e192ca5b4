#include <algorithm>

#include "extractor/rules/relations.h"

namespace kg {
namespace {

constexpr uint32_t kLongestRole = 4;  // words of a role in roles.tsv
constexpr uint8_t kTitleConfidence = 88;
constexpr uint8_t kAppositionConfidence = 85;
constexpr uint8_t kCopulaConfidence = 82;

// A role noun with who holds it and how the sentence says so.
struct Holder {
  End end;
  uint8_t confidence = 0;
  std::string rule;
  const Clause* clause = nullptr;  // where a verb says it
};

class RoleFinder {
 public:
  RoleFinder(const Analysis& analysis, uint32_t sentence, Ends* ends,
             RelationSink* sink)
      : analysis_(analysis),
        words_(analysis.words()),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        clauses_(analysis.clauses(sentence)),
        ends_(*ends),
        sink_(*sink) {}

  void Run() {
    for (uint32_t t = 0; t < tree_.size(); ++t) {
      if (tree_.token(t).upos != "NOUN" && tree_.token(t).upos != "PROPN") {
        continue;
      }
      if (OpensTitle(t)) continue;
      if (const Table::Row* row = Role(t)) AddRole(t, *row);
    }
  }

 private:
  // "Attorney" in "Attorney General Lee": one title, named by its last word.
  bool OpensTitle(uint32_t t) const {
    if (t + 1 >= tree_.size() || Role(t + 1) == nullptr) return false;
    return tree_.Head(t) == static_cast<int32_t>(t) + 1 ||
           IsSameTitle(t, t + 1);
  }

  bool IsSameTitle(uint32_t a, uint32_t b) const {
    return tree_.Head(a) >= 0 && tree_.Head(a) == tree_.Head(b) &&
           tree_.Relation(a) == tree_.Relation(b) &&
           (tree_.Relation(a) == "nmod:desc" || tree_.Is(a, "compound"));
  }

  // "prime minister" before "minister".
  const Table::Row* Role(uint32_t t) const {
    const Table& roles = words_.table("roles");
    std::string words = tree_.lemma(t);
    for (uint32_t i = t; i-- > 0 && t - i < kLongestRole;) {
      if (tree_.Head(i) != static_cast<int32_t>(t)) break;
      words = tree_.lemma(i) + ' ' + words;
      if (const Table::Row* row = roles.Find(words)) return row;
    }
    return roles.Find(tree_.lemma(t));
  }

  std::string_view Cell(const Table::Row& row, std::string_view name) const {
    return row[words_.table("roles").Column(name)];
  }

  void AddRole(uint32_t t, const Table::Row& row) {
    const std::vector<Holder> holders = Holders(t);
    if (holders.empty()) return;
    const bool relation = Cell(row, "kind") == "relation";
    const std::vector<End> others = Others(t, holders.front().end, relation);
    for (const Holder& holder : holders) {
      const bool person =
          ends_.TypeOf(holder.end.entity) == EntityType::kPerson;
      if (!relation && !person) continue;
      if (!relation) AddPosition(t, holder);
      for (const End& other : others) {
        if (other.entity == holder.end.entity) continue;
        if (!relation && !IsPast(t)) {
          AddOther(t, holder, other, Employment(row), false);
        }
        if (!Cell(row, "predicate").empty() && (relation || !IsPast(t)) &&
            Cell(row, "kind") != "member") {
          AddOther(t, holder, other, FromRow(row), Cell(row, "swap") == "yes");
        }
      }
      Describe(t, holder.end.entity);
    }
  }

  Predicate FromRow(const Table::Row& row) const {
    Predicate predicate;
    predicate.name = Cell(row, "predicate");
    predicate.property = Cell(row, "property");
    return predicate;
  }

  Predicate Employment(const Table::Row& row) const {
    if (Cell(row, "kind") == "member") return FromRow(row);
    Predicate predicate;
    predicate.name = words_.Structure("employment");
    predicate.property = words_.Structure("employment property");
    return predicate;
  }

  std::optional<uint32_t> PastWord(uint32_t t) const {
    for (uint32_t child : tree_.Children(t)) {
      if (words_.Modal("past", tree_.word(child))) return child;
    }
    return std::nullopt;
  }
  bool IsPast(uint32_t t) const { return PastWord(t).has_value(); }

  RelationDraft Draft(uint32_t t, const Holder& holder) const {
    RelationDraft draft;
    draft.subject = holder.end;
    draft.sentence = sentence_;
    draft.head = t;
    draft.tokens = Title(t);
    draft.rule = holder.rule;
    draft.confidence = holder.confidence;
    if (holder.clause != nullptr) {
      draft.polarity = holder.clause->polarity;
      draft.modality = holder.clause->modality;
      draft.reported = holder.clause->reported;
      draft.qualifiers = QualifiersOf(analysis_, sentence_, *holder.clause,
                                      std::nullopt, ends_.date());
    }
    return draft;
  }

  void AddPosition(uint32_t t, const Holder& holder) {
    RelationDraft draft = Draft(t, holder);
    auto title = Title(t);
    if (const auto past = PastWord(t)) {  // the title that is no more
      if (*past < title.front()) title.insert(title.begin(), *past);
    }
    draft.object.kind = End::Kind::kLiteral;
    draft.object.sentence = sentence_;
    draft.object.token = t;
    draft.object.span = CoverOf(tree_.sentence(), title);
    draft.object.literal.datatype = "text";
    draft.object.literal.text = TextOf(analysis_.text(), {draft.object.span});
    draft.object.literal.value = draft.object.literal.text;
    draft.predicate.name = words_.Structure("position");
    draft.predicate.property = words_.Structure("position property");
    sink_.Add(std::move(draft));
  }

  void AddOther(uint32_t t, const Holder& holder, const End& other,
                const Predicate& predicate, bool swap) {
    RelationDraft draft = Draft(t, holder);
    draft.object = other;
    draft.predicate = predicate;
    if (swap) std::swap(*draft.subject, draft.object);
    sink_.Add(std::move(draft));
  }

  // "rotating chairman", "director of communications": the noun with what
  // narrows it, without whose it is.
  std::vector<uint32_t> Title(uint32_t t) const {
    std::vector<uint32_t> tokens = {t};
    for (uint32_t i = t; i-- > 0;) {
      const bool part =
          tree_.Head(i) == static_cast<int32_t>(t) ||
          (tree_.Head(i) >= 0 && tree_.Head(i) > static_cast<int32_t>(i) &&
           tree_.Head(i) <= static_cast<int32_t>(t) && tokens.back() == i + 1);
      const bool kind = tree_.Is(i, "amod") || tree_.Is(i, "compound") ||
                        tree_.Is(i, "punct") || tree_.Is(i, "nummod");
      const bool same =
          i + 1 == tokens.back() && IsSameTitle(i, t) && Role(i) != nullptr;
      if (!(same || (part && kind)) ||
          ends_.names().At(sentence_, i) != nullptr)
        break;
      if (tree_.Is(i, "punct") && tree_.token(i).xpos != "HYPH") break;
      tokens.push_back(i);
    }
    std::reverse(tokens.begin(), tokens.end());
    for (uint32_t child : tree_.Children(t)) {
      if (child != tokens.back() + 1 && !tree_.Is(child, "nmod")) continue;
      const auto preposition = tree_.Child(child, "case");
      if (!tree_.Is(child, "nmod") || !preposition || child < t ||
          *preposition != tokens.back() + 1 || HasName(child) ||
          words_.Role(FixedExpression(tree_, *preposition), "") != "of") {
        continue;
      }
      for (uint32_t i = tokens.back() + 1; i <= child; ++i) tokens.push_back(i);
    }
    return tokens;
  }

  bool HasName(uint32_t t) const {
    for (uint32_t below : tree_.Subtree(t)) {
      if (ends_.names().At(sentence_, below) != nullptr) return true;
    }
    return tree_.Child(t, "nmod:poss").has_value();
  }

  void AddHolder(uint32_t token, uint8_t confidence, std::string rule,
                 const Clause* clause, std::vector<Holder>* holders) const {
    for (End& end : ends_.AllAt(sentence_, token)) {
      if (!end.named()) continue;
      holders->push_back({std::move(end), confidence, rule, clause});
      if (clause == nullptr) return;  // a title names one
    }
  }

  std::vector<Holder> Holders(uint32_t t) const {
    std::vector<Holder> holders;
    AddNameBeside(t, &holders);
    if (holders.empty()) AddFromClause(t, &holders);
    return holders;
  }

  // "chairman Guo Ping" with either as the head, and "Guo Ping, chairman".
  void AddNameBeside(uint32_t t, std::vector<Holder>* holders) const {
    const int32_t head = tree_.Head(FirstConjunct(t));
    const uint32_t first = FirstConjunct(t);
    const bool before = tree_.Relation(first) == "nmod:desc" ||
                        tree_.Is(first, "compound") || tree_.Is(first, "flat");
    if (head >= 0 && before && static_cast<uint32_t>(head) > t &&
        NamesPerson(static_cast<uint32_t>(head))) {
      return AddHolder(static_cast<uint32_t>(head), kTitleConfidence, "title",
                       nullptr, holders);
    }
    if (head >= 0 && tree_.Is(first, "appos") &&
        ends_.Named(sentence_, static_cast<uint32_t>(head))) {
      return AddHolder(static_cast<uint32_t>(head), kAppositionConfidence,
                       "apposition", nullptr, holders);
    }
    for (uint32_t from : {t, first}) {
      for (uint32_t child : tree_.Children(from)) {
        const bool beside = tree_.Is(child, "appos") ||
                            tree_.Is(child, "flat") ||
                            tree_.Relation(child) == "nmod:desc" ||
                            (tree_.Is(child, "compound") && child > t);
        if (child > t && beside && NamesPerson(child)) {
          return AddHolder(child, kTitleConfidence, "title", nullptr, holders);
        }
      }
    }
    if (ends_.names().At(sentence_, first) == nullptr &&
        ends_.Named(sentence_, first)) {
      AddHolder(first, kAppositionConfidence, "title", nullptr, holders);
    }
  }

  uint32_t FirstConjunct(uint32_t t) const {
    while (tree_.Is(t, "conj") && tree_.Head(t) >= 0) {
      t = static_cast<uint32_t>(tree_.Head(t));
    }
    return t;
  }

  bool NamesPerson(uint32_t t) const {
    const TokenMention* mention = ends_.names().At(sentence_, t);
    return mention != nullptr &&
           ends_.TypeOf(mention->entity) == EntityType::kPerson;
  }

  // "X is chairman", "X became chairman", "X was appointed chairman", "as".
  void AddFromClause(uint32_t t, std::vector<Holder>* holders) const {
    const uint32_t first = FirstConjunct(t);
    const Clause* own = clauses_.At(first);
    if (own != nullptr && own->copula && own->subject) {
      return AddHolder(*own->subject, kCopulaConfidence, "copula", own,
                       holders);
    }
    const int32_t head = tree_.Head(first);
    if (head < 0) return;
    const Clause* clause = clauses_.At(static_cast<uint32_t>(head));
    if (clause == nullptr) return;
    const auto preposition = tree_.Child(first, "case");
    const bool as =
        tree_.Is(first, "obl") && preposition &&
        words_.Role(FixedExpression(tree_, *preposition), "") == "as" &&
        GivesPosition(*clause);
    const bool complement = clause->complement == first ||
                            (tree_.Is(first, "obj") && clause->passive);
    if (!as && !complement) return;
    const auto holder = clause->object && clause->object != first
                            ? clause->object
                            : clause->subject;
    if (holder) {
      AddHolder(*holder, kCopulaConfidence, "complement", clause, holders);
    }
  }

  // "serves as", not "won the election as".
  bool GivesPosition(const Clause& clause) const {
    SurfacePredicate surface;
    surface.verb = tree_.lemma(clause.head);
    surface.particle = clause.particle;
    return FindListed(words_, surface).position;
  }

  // "Wall Street reporter", "a Washington lawyer": where, not for whom.
  bool IsPlaceOfWork(uint32_t t, uint32_t child, const End& end) const {
    const Table::Row* row = Role(t);
    return row != nullptr && Cell(*row, "kind") == "position" &&
           tree_.Relation(child) != "nmod:poss" && child < t &&
           ends_.TypeOf(end.entity) == EntityType::kPlace;
  }

  // Whose chairman: possessor, compound or "of X".
  std::vector<End> Others(uint32_t t, const End& holder, bool own_only) const {
    std::vector<End> others;
    const uint32_t first = FirstConjunct(t);
    AddOthers(t, t, &others);
    if (own_only) return others;
    if (others.empty() && first != t) AddOthers(first, t, &others);
    if (others.empty() && first == t && holder.sentence == sentence_ &&
        holder.token > t &&
        tree_.Head(t) == static_cast<int32_t>(holder.token)) {
      AddOthers(holder.token, t, &others);  // "[Acme] [chairman] Lee"
    }
    return others;
  }

  void AddOthers(uint32_t head, uint32_t t, std::vector<End>* others) const {
    for (uint32_t child : tree_.Children(head)) {
      if (child == t) continue;
      const auto preposition = tree_.Child(child, "case");
      const bool before = child < t && (tree_.Relation(child) == "nmod:poss" ||
                                        tree_.Is(child, "compound") ||
                                        tree_.Is(child, "amod") ||
                                        tree_.Relation(child) == "nmod:desc");
      bool after = tree_.Is(child, "nmod") && preposition && child > t;
      if (after) {
        const std::string role =
            words_.Role(FixedExpression(tree_, *preposition), "");
        after = role == "of" || role == "at" || role == "purpose";
      }
      if (!before && !after) continue;
      for (End& end : ends_.AllAt(sentence_, child)) {
        const bool employer =
            end.named() && ends_.TypeOf(end.entity) != EntityType::kGroup &&
            (ends_.TypeOf(end.entity) != EntityType::kPerson ||
             !tree_.Is(child, "compound")) &&
            !IsPlaceOfWork(t, child, end);
        if (employer) others->push_back(std::move(end));
      }
    }
  }

  // "Acme's rotating chairman" as it stands, among what describes the holder.
  void Describe(uint32_t t, uint32_t entity) {
    auto phrase = Phrase(tree_, t, PhraseKind::kNominal);
    phrase.erase(std::remove_if(phrase.begin(), phrase.end(),
                                [&](uint32_t i) {
                                  const TokenMention* mention =
                                      ends_.names().At(sentence_, i);
                                  return mention != nullptr &&
                                         mention->entity == entity;
                                }),
                 phrase.end());
    const auto spans = SpansOf(tree_.sentence(), phrase);
    if (spans.size() != 1) return;
    const std::string text = TextOf(analysis_.text(), spans);
    auto& descriptions = ends_.names().mutable_entities()[entity].descriptions;
    if (std::find(descriptions.begin(), descriptions.end(), text) ==
        descriptions.end()) {
      descriptions.push_back(text);
    }
  }

  const Analysis& analysis_;
  const Words& words_;
  const uint32_t sentence_;
  const Tree& tree_;
  const SentenceClauses& clauses_;
  Ends& ends_;
  RelationSink& sink_;
};

}  // namespace

void FindRoleRelations(const Analysis& analysis, uint32_t sentence, Ends* ends,
                       RelationSink* sink) {
  if (analysis.tree(sentence).size() > Analysis::kLongest) return;
  RoleFinder(analysis, sentence, ends, sink).Run();
}

}  // namespace kg
