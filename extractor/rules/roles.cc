#include <algorithm>

#include "base/unicode.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/relations.h"
#include "extractor/rules/role_holders.h"
#include "extractor/rules/role_titles.h"
#include "extractor/rules/withheld.h"

namespace kg {
namespace {

class RoleFinder {
 public:
  RoleFinder(const Analysis& analysis, uint32_t sentence, Ends* ends,
             RelationSink* sink)
      : analysis_(analysis),
        words_(analysis.words()),
        sentence_(sentence),
        tree_(analysis.tree(sentence)),
        ends_(*ends),
        sink_(*sink),
        finder_(analysis, sentence, *ends),
        titles_(analysis, sentence, *ends) {}

  void Run() {
    for (uint32_t t = 0; t < tree_.size(); ++t) {
      if (tree_.token(t).upos != "NOUN" && tree_.token(t).upos != "PROPN") {
        continue;
      }
      if (titles_.Opens(t)) continue;
      if (const Table::Row* row = titles_.Role(t)) AddRole(t, *row);
    }
  }

 private:
  std::string_view Cell(const Table::Row& row, std::string_view name) const {
    return row[words_.table("roles").Column(name)];
  }

  // "son-in-law"
  bool IsInLaw(uint32_t t) const {
    return t + 2 < tree_.size() && tree_.token(t + 1).form == "-" &&
           tree_.token(t + 2).upos == "ADP";
  }

  void AddRole(uint32_t t, const Table::Row& row) {
    std::vector<Holder> holders = finder_.Of(t);
    std::erase_if(holders, [&](const Holder& holder) {
      return holder.clause != nullptr &&
             (holder.clause->guessed ||
              IsDeniedForNow(tree_, words_, *holder.clause));
    });
    if (holders.empty()) return;
    if (Cell(row, "kind") == "party") return AddParty(t, row, holders);
    const bool relation = Cell(row, "kind") == "relation";
    if (relation && IsInLaw(t)) return;
    const std::vector<End> others = Others(t, holders.front().end, relation);
    for (const Holder& holder : holders) {
      const bool person =
          ends_.TypeOf(holder.end.entity) == EntityType::kPerson;
      if (!relation && !person) continue;
      if (IsForSeveral(t, holder) || IsToCome(t)) continue;
      if (!relation) AddPosition(t, holder);
      for (const End& other : others) {
        if (other.entity == holder.end.entity) continue;
        // "a staunch defender of Lee" is in nobody's team.
        if (Cell(row, "kind") == "member" && ends_.IsPerson(other)) continue;
        const bool host =  // "the U.N. ambassador": some country's
            Cell(row, "kind") == "mission" &&
            ends_.TypeOf(other.entity) == EntityType::kOrganization;
        if (!relation && !host && !titles_.PastWord(t)) {
          AddEmployer(t, row, holder, other);
        }
        if (!Cell(row, "predicate").empty() &&
            (relation || !titles_.PastWord(t)) &&
            Cell(row, "kind") != "member") {
          AddOther(t, holder, other, FromRow(row), Cell(row, "swap") == "yes");
        }
      }
      Describe(t, holder.end.entity);
    }
  }

  // "lawyers for the brothers Lee": theirs, not they; "officials - and Lee".
  bool IsForSeveral(uint32_t t, const Holder& holder) const {
    if (tree_.token(t).xpos != "NNS" || holder.end.sentence != sentence_) {
      return false;
    }
    for (uint32_t i = t + 1; i < holder.end.token; ++i) {
      const Token& between = tree_.token(i);
      const bool mark = between.upos == "PUNCT" && between.form != ",";
      if (mark || between.upos == "ADP") return holder.clause == nullptr;
    }
    return false;
  }

  // "prospective head of the agency": not yet.
  bool IsToCome(uint32_t t) const {
    const auto before = [&](std::string_view kind) {
      return t > 0 && words_.Modal(kind, tree_.word(t - 1)) == Effect::kPlanned;
    };
    const bool beside = before("adjective") || before("appointed");
    return beside || PhraseEffect(tree_, words_, t) == Effect::kPlanned;
  }

  // "A President Ann Lee would not": she is none. "Leaders like Ann Lee".
  bool IsImagined(uint32_t t, const Holder& holder) const {
    const auto article = tree_.Child(holder.end.token, "det");
    const auto title = titles_.Tokens(t);
    return (article && *article < t && t < holder.end.token &&
            holder.end.sentence == sentence_ &&
            tree_.HasFeature(*article, "Definite=Ind")) ||
           std::any_of(title.begin(), title.end(), [&](uint32_t i) {
             return tree_.word(i) == words_.Structure("likeness");
           });
  }

  // "is a weak president", "was the first aide to resign": no post.
  bool IsJudged(uint32_t t, const Holder& holder) const {
    const auto article = tree_.Child(t, "det");
    const auto adjective = tree_.Child(t, "amod");
    if (holder.clause == nullptr || !article || !adjective) return false;
    if (holder.clause->polarity == Polarity::kNegated) return true;
    const Table::Row* row = titles_.Role(t);
    const bool lead = row != nullptr && Cell(*row, "kind") == "lead";
    const bool pointing =
        Contains(words_.table("adjectives").Get(tree_.word(*adjective), "kind"),
                 "pointing");
    return (lead && !pointing && tree_.token(*adjective).xpos == "JJ" &&
            !titles_.PastWord(t) &&
            tree_.HasFeature(*article, "Definite=Ind")) ||
           (pointing && tree_.Child(t, "acl"));
  }

  // For whom the holder works; "his boss, Lee": who works for Lee.
  void AddEmployer(uint32_t t, const Table::Row& row, const Holder& holder,
                   const End& other) {
    if (Cell(row, "kind") == "superior" && ends_.IsPerson(other)) {
      return AddOther(t, holder, other, Employment(row), true);
    }
    const bool party = IsParty(other) && other.token < t;
    AddOther(t, holder, other, party ? Membership() : Employment(row), false);
  }

  // "the GOP governor" is of the party, but "the party's chairman" works for
  // it.
  bool IsParty(const End& end) const {
    const std::string& last = tree_.word(end.token);
    return end.sentence == sentence_ && words_.NounIs(last, "party") &&
           tree_.Relation(end.token) != "nmod:poss";
  }

  Predicate Membership() const {
    Predicate predicate;
    predicate.name = words_.Structure("member");
    return predicate;
  }

  // "Lee, a Democrat on the Budget Committee": of the party and of the body.
  void AddParty(uint32_t t, const Table::Row& row,
                const std::vector<Holder>& holders) {
    std::vector<End> bodies = {ends_.At(sentence_, t)};
    for (uint32_t child : tree_.Children(t)) {
      const auto preposition = tree_.Child(child, "case");
      if (!preposition || !tree_.Is(child, "nmod") || child < t ||
          words_.Role(FixedExpression(tree_, *preposition), "") != "on") {
        continue;
      }
      for (End& end : ends_.AllAt(sentence_, child)) {
        bodies.push_back(std::move(end));
      }
    }
    for (const Holder& holder : holders) {
      if (ends_.TypeOf(holder.end.entity) != EntityType::kPerson) continue;
      for (const End& body : bodies) {
        const TokenMention* name = ends_.names().At(sentence_, body.token);
        const bool party =  // not "the Ohio Democrat"
            body.token != t || name == nullptr ||
            name->token_end - name->token_begin == 1;
        if (party && body.named() && body.entity != holder.end.entity) {
          AddOther(t, holder, body, FromRow(row), false);
        }
      }
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

  RelationDraft Draft(uint32_t t, const Holder& holder) const {
    RelationDraft draft;
    draft.subject = holder.end;
    draft.sentence = sentence_;
    draft.head = t;
    draft.tokens = titles_.Tokens(t);
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
    auto title = titles_.Tokens(t);
    // "two union members — Lee, a cook, and Holm": counted, no title.
    if (tree_.token(t).xpos == "NNS" && tree_.Child(t, "nummod")) return;
    if (title.size() == 1 && titles_.MayBeGivenName(t)) return;
    if (IsJudged(t, holder) || IsImagined(t, holder)) return;
    RelationDraft draft = Draft(t, holder);
    if (const auto past = titles_.PastWord(t)) {  // the title that is no more
      for (uint32_t i = title.front(); i-- > *past;) {
        if (tree_.token(i).upos != "DET") title.insert(title.begin(), i);
      }
    }
    draft.object.kind = End::Kind::kLiteral;
    draft.object.sentence = sentence_;
    draft.object.token = t;
    draft.object.span = CoverOf(tree_.sentence(), title);
    draft.object.literal.datatype = "text";
    draft.object.literal.text =
        TextOf(analysis_.text(), SpansOf(tree_.sentence(), title));
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

  // "Wall Street reporter", "a Washington lawyer": where, not for whom.
  bool IsPlaceOfWork(uint32_t t, uint32_t child, const End& end) const {
    const Table::Row* row = titles_.Role(t);
    return row != nullptr && Cell(*row, "kind") == "position" &&
           tree_.Relation(child) != "nmod:poss" && child < t &&
           ends_.TypeOf(end.entity) == EntityType::kPlace;
  }

  // "Trump" in "Trump attorney Lee", but not in "Trump Hotel director Lee".
  bool IsOfPerson(uint32_t t, uint32_t child) const {
    const Table::Row* row = titles_.Role(t);
    const TokenMention* mention = ends_.names().At(sentence_, child);
    return row != nullptr && Cell(*row, "kind") == "position" &&
           mention != nullptr && mention->token_end == t;
  }

  // "Hall of Fame" in "his Hall of Fame team owner": of the team.
  bool IsOfAnother(uint32_t t, uint32_t child) const {
    const Table::Row* row = titles_.Role(t);
    const TokenMention* mention = ends_.names().At(sentence_, child);
    return row != nullptr && Cell(*row, "kind") == "relation" &&
           tree_.Is(child, "compound") && child < t && mention != nullptr &&
           mention->token_end < t && tree_.token(t - 1).upos == "NOUN";
  }

  // Whose chairman: possessor, compound or "of X".
  std::vector<End> Others(uint32_t t, const End& holder, bool own_only) const {
    std::vector<End> others;
    const uint32_t first = FirstConjunct(tree_, t);
    const uint32_t end = Hyphenated(tree_, t).second;
    for (uint32_t part = t; part < end; ++part) AddOthers(part, t, &others);
    if (own_only) return others;
    if (others.empty() && first != t) AddOthers(first, t, &others);
    if (others.empty() && first == t && holder.sentence == sentence_ &&
        holder.token > t &&
        tree_.Head(t) == static_cast<int32_t>(holder.token)) {
      AddOthers(holder.token, t, &others);  // "[Acme] [chairman] Lee"
    }
    return others;
  }

  // "director of Asian Studies at the Centre for Trade": of the Centre.
  std::optional<uint32_t> BodyBehind(uint32_t head, uint32_t field) const {
    for (uint32_t child : tree_.Children(head)) {
      const auto preposition = tree_.Child(child, "case");
      if (!preposition || !tree_.Is(child, "nmod") || child <= field ||
          words_.Role(FixedExpression(tree_, *preposition), "") != "at") {
        continue;
      }
      const End end = ends_.At(sentence_, child);
      if (end.named() &&
          ends_.TypeOf(end.entity) == EntityType::kOrganization) {
        return child;
      }
    }
    return std::nullopt;
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
      if ((!before && !after) || IsOfAnother(t, child)) continue;
      auto body = after ? BodyBehind(child, child) : std::nullopt;
      if (after && !body) body = BodyBehind(head, child);
      for (End& end : ends_.AllAt(sentence_, body.value_or(child))) {
        const bool employer =
            end.named() && ends_.TypeOf(end.entity) != EntityType::kGroup &&
            (ends_.TypeOf(end.entity) != EntityType::kPerson ||
             !tree_.Is(child, "compound") || IsOfPerson(t, child)) &&
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
  Ends& ends_;
  RelationSink& sink_;
  RoleHolders finder_;
  RoleTitles titles_;
};

}  // namespace

void FindRoleRelations(const Analysis& analysis, uint32_t sentence, Ends* ends,
                       RelationSink* sink) {
  if (analysis.tree(sentence).size() > Analysis::kLongest) return;
  RoleFinder(analysis, sentence, ends, sink).Run();
}

}  // namespace kg
