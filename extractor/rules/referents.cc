#include "extractor/rules/referents.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>

#include "base/unicode.h"
#include "extractor/rules/genders.h"
#include "extractor/rules/title_holders.h"

namespace kg {
namespace {

// Sentences back to the last mention of what a pronoun means.
constexpr uint32_t kReach = 2;
// Who stands within so many sentences competes for a pronoun.
constexpr uint32_t kCompetition = 1;
// A name with its title tells more of a person than a "he" elsewhere.
constexpr int32_t kNameVotes = 4;
// One vote for the other sex takes so many for this one.
constexpr int32_t kContradiction = 4;
// A person who leads a clause and has no name that is known: a rival.
constexpr uint32_t kNobody = std::numeric_limits<uint32_t>::max();
constexpr std::string_view kPersonEntity = "person";  // Token::entity
constexpr std::string_view kDefinite[] = {"the", "this", "that"};

// What tells a noun phrase from others of its kind.
constexpr std::string_view kNarrowing[] = {"amod",   "nmod",  "compound", "acl",
                                           "nummod", "appos", "conj"};

// Token::entity of words for people, for what they found, for places.
struct KindRow {
  EntityType type;
  std::string_view kind;
};
constexpr KindRow kKinds[] = {{EntityType::kPerson, "person"},
                              {EntityType::kOrganization, "organization"},
                              {EntityType::kPlace, "place"}};

bool IsQuoted(const Token& token) { return (token.layout & 1) != 0; }

class Reader {
 public:
  using Map = std::unordered_map<uint32_t, uint32_t>;

  Reader(const Analysis& analysis, const Clusters& clusters, const Ends& ends,
         Map* of)
      : analysis_(analysis),
        words_(analysis.words()),
        clusters_(clusters),
        ends_(ends),
        genders_(analysis, ends.names()),
        titles_(ends.names()),
        of_(*of),
        votes_(ends.names().entities().size()) {}

  void Run() {
    for (const TokenMention& mention : ends_.names().mentions()) {
      if (mention.form != MentionForm::kName) continue;
      named_.emplace(analysis_.Position(mention.sentence, mention.head),
                     mention.entity);
      if (TypeOf(mention.entity) == EntityType::kPerson) CountName(mention);
    }
    for (const auto& cluster : analysis_.document().clusters) {
      ReadCluster(cluster);
    }
    for (uint32_t s = 0; s < analysis_.sentences(); ++s) {
      if (analysis_.tree(s).size() > Analysis::kLongest) continue;
      for (uint32_t t = 0; t < analysis_.tree(s).size(); ++t) Read(s, t);
    }
  }

 private:
  enum class Sex { kUnknown, kMale, kFemale };
  struct Seen {
    uint32_t sentence = 0;
    uint32_t token = 0;
    uint32_t entity = 0;  // or kNobody
  };
  // What speaks for either sex of an entity.
  struct Votes {
    int32_t male = 0;
    int32_t female = 0;
    bool Allow(Sex sex) const {
      const int32_t own = sex == Sex::kMale ? male : female;
      return (male + female - own) * kContradiction <= own;
    }
  };

  EntityType TypeOf(uint32_t entity) const { return ends_.TypeOf(entity); }

  void CountName(const TokenMention& mention) {
    const char gender = genders_.Of(mention.entity);
    if (gender == 'm') votes_[mention.entity].male += kNameVotes;
    if (gender == 'f') votes_[mention.entity].female += kNameVotes;
  }

  // The model's view: the cluster's most frequent name, for members that have
  // another one shortly before and a name somewhere before.
  void ReadCluster(const std::vector<uint32_t>& cluster) {
    const auto entity = clusters_.MainName(clusters_.At(cluster.front()));
    if (!entity) return;
    bool named = false;
    uint32_t last = 0;  // sentence of the mention before
    for (const uint32_t member : cluster) {
      const TokenAt at = analysis_.At(member);
      if (named && at.sentence <= last + kReach) model_[member] = *entity;
      const auto own = ends_.Named(at.sentence, at.token);
      named = named || own == entity;
      if (!own || own == entity) last = at.sentence;
      const Sex sex = SexOf(at.sentence, at.token);
      if (sex == Sex::kMale) ++votes_[*entity].male;
      if (sex == Sex::kFemale) ++votes_[*entity].female;
    }
  }

  Sex SexOf(uint32_t sentence, uint32_t token) const {
    const std::string_view gender =
        words_.PronounCell(analysis_.tree(sentence).word(token), "gender");
    if (gender == "man") return Sex::kMale;
    return gender == "woman" ? Sex::kFemale : Sex::kUnknown;
  }

  bool Agrees(uint32_t sentence, uint32_t token, uint32_t entity) const {
    const std::string& word = analysis_.tree(sentence).word(token);
    const EntityType type = TypeOf(entity);
    const Sex sex = SexOf(sentence, token);
    if (sex != Sex::kUnknown) {
      return type == EntityType::kPerson && votes_[entity].Allow(sex);
    }
    if (words_.PronounCell(word, "number") == "many") {
      return type == EntityType::kGroup;
    }
    return words_.PronounCell(word, "gender") == "thing" &&
           type != EntityType::kPerson && type != EntityType::kGroup;
  }

  void Read(uint32_t s, uint32_t t) {
    const uint32_t position = analysis_.Position(s, t);
    if (const auto it = named_.find(position); it != named_.end()) {
      seen_.push_back({s, t, it->second});
      return;
    }
    const Tree& tree = analysis_.tree(s);
    const Table::Row* pronoun = words_.Pronoun(tree.word(t));
    if (pronoun == nullptr || tree.token(t).upos != "PRON") {
      ReadNoun(s, t, position);
      return;
    }
    const std::string_view kind = words_.PronounCell(tree.word(t), "kind");
    if (words_.PronounCell(tree.word(t), "person") != "3" ||
        !(Contains(kind, "personal") || Contains(kind, "possessive"))) {
      return;
    }
    const auto entity = SexOf(s, t) == Sex::kUnknown
                            ? ReadThing(s, t, position)
                            : ReadPerson(s, t, position);
    if (!entity) return;
    of_[position] = *entity;
    seen_.push_back({s, t, *entity});
  }

  // A singular noun with an article and nothing else that could tell it from
  // others of its kind, for the kind of thing that the name is.
  void ReadNoun(uint32_t s, uint32_t t, uint32_t position) {
    const Tree& tree = analysis_.tree(s);
    const Token& noun = tree.token(t);
    if (noun.upos != "NOUN" || noun.xpos != "NN") return;
    const auto entity = DefiniteNoun(s, t, position);
    if (entity) {
      of_[position] = *entity;
      seen_.push_back({s, t, *entity});
    } else if (noun.entity == kPersonEntity && tree.Is(t, "nsubj") &&
               !ends_.Named(s, t)) {
      seen_.push_back({s, t, kNobody});
    }
  }

  std::optional<uint32_t> DefiniteNoun(uint32_t s, uint32_t t,
                                       uint32_t position) const {
    const Tree& tree = analysis_.tree(s);
    const auto model = Model(position);
    if (!model) return std::nullopt;
    bool definite = false;
    for (uint32_t child : tree.Children(t)) {
      if (std::find(std::begin(kNarrowing), std::end(kNarrowing),
                    tree.Universal(child)) != std::end(kNarrowing)) {
        return std::nullopt;
      }
      definite =
          definite || (tree.Is(child, "det") &&
                       std::find(std::begin(kDefinite), std::end(kDefinite),
                                 tree.word(child)) != std::end(kDefinite));
    }
    const bool kind =
        std::any_of(std::begin(kKinds), std::end(kKinds), [&](const auto& row) {
          return row.type == TypeOf(*model) && row.kind == tree.token(t).entity;
        });
    return definite && kind && MayBe(tree.lemma(t), *model) ? model
                                                            : std::nullopt;
  }

  // "The president" is nobody who is not called so, if another is; "the city"
  // is no country, "the country" nothing else, and "the government"
  // no ministry.
  bool MayBe(const std::string& noun, uint32_t entity) const {
    const LocalEntity& named = ends_.names().entities()[entity];
    if (named.type == EntityType::kPerson) {
      return !titles_.IsOfOthers(noun, entity);
    }
    const bool country = words_.table("names_countries").Has(named.name);
    if (words_.NounIs(noun, "locality")) return !country;
    if (words_.NounIs(noun, "country")) return country;
    return named.type != EntityType::kOrganization ||
           !words_.NounIs(noun, "government") ||
           ToLower(named.name).find(noun) != std::string::npos;
  }

  std::optional<uint32_t> Model(uint32_t position) const {
    const auto it = model_.find(position);
    return it == model_.end() ? std::nullopt
                              : std::optional<uint32_t>(it->second);
  }

  std::optional<uint32_t> Known(uint32_t s, uint32_t t) const {
    if (const auto named = ends_.Named(s, t)) return named;
    const auto it = of_.find(analysis_.Position(s, t));
    return it == of_.end() ? std::nullopt : std::optional<uint32_t>(it->second);
  }

  // The subject of the nearest clause around a word, other than itself.
  std::optional<uint32_t> SubjectAround(uint32_t s, uint32_t t) const {
    const Tree& tree = analysis_.tree(s);
    const SentenceClauses& clauses = analysis_.clauses(s);
    const bool possessive = tree.Relation(t) == "nmod:poss";
    for (int32_t at = tree.Head(t); at >= 0; at = tree.Head(at)) {
      const Clause* clause = clauses.At(static_cast<uint32_t>(at));
      if (clause == nullptr || !clause->subject || *clause->subject >= t ||
          tree.Dominates(*clause->subject, t)) {
        continue;
      }
      // "Lee dismissed him": somebody else.
      if (!possessive && tree.Head(t) == at) continue;
      return *clause->subject;
    }
    return std::nullopt;
  }

  // Who is no candidate: the subject of a verb whose object the pronoun is,
  // also where the verb only shares it ("Lee met Ann, praising him").
  std::optional<uint32_t> Barred(uint32_t s, uint32_t t) const {
    const Tree& tree = analysis_.tree(s);
    if (tree.Relation(t) == "nmod:poss" || tree.Is(t, "nsubj")) {
      return std::nullopt;
    }
    for (int32_t at = tree.Head(t); at >= 0; at = tree.Head(at)) {
      const Clause* clause = analysis_.clauses(s).At(static_cast<uint32_t>(at));
      if (clause != nullptr && clause->subject) {
        return Known(s, *clause->subject);
      }
    }
    return std::nullopt;
  }

  bool LeadsMainClause(const Seen& seen) const {
    const Tree& tree = analysis_.tree(seen.sentence);
    const int32_t head = tree.Head(seen.token);
    return head >= 0 && tree.Is(seen.token, "nsubj") &&
           tree.Is(static_cast<uint32_t>(head), "root");
  }

  // Those who agree with the pronoun, of the nearest sentences that have any.
  std::vector<Seen> Candidates(uint32_t s, uint32_t t) const {
    std::vector<Seen> found;
    const auto barred = Barred(s, t);
    for (size_t i = seen_.size(); i-- > 0;) {
      const Seen& seen = seen_[i];
      if (seen.sentence + kReach < s) break;
      if (!found.empty() && seen.sentence + kCompetition < s) break;
      const bool fits = seen.entity == kNobody ? SexOf(s, t) != Sex::kUnknown
                                               : seen.entity != barred &&
                                                     Agrees(s, t, seen.entity);
      if (fits) found.push_back(seen);
    }
    return found;
  }

  static bool IsOnly(const std::vector<Seen>& candidates) {
    return std::all_of(candidates.begin(), candidates.end(),
                       [&](const Seen& seen) {
                         return seen.entity == candidates.front().entity;
                       });
  }

  std::optional<uint32_t> ReadPerson(uint32_t s, uint32_t t,
                                     uint32_t position) const {
    const std::vector<Seen> candidates = Candidates(s, t);
    const bool somebody =
        std::any_of(candidates.begin(), candidates.end(),
                    [](const Seen& seen) { return seen.entity != kNobody; });
    if (!somebody) return std::nullopt;
    const auto model = Model(position);
    const bool one = IsOnly(candidates);
    if (IsQuoted(analysis_.tree(s).token(t))) {
      // Not who is speaking, whom rules do not know yet.
      return model && one && candidates.front().entity == *model ? model
                                                                 : std::nullopt;
    }
    if (one) return candidates.front().entity;
    const auto around = SubjectAround(s, t);
    const auto subject = around ? Known(s, *around) : std::nullopt;
    // Nearest first: nobody else between the subject and the pronoun.
    if (subject && candidates.front().sentence == s &&
        candidates.front().token == *around &&
        candidates.front().entity == *subject) {
      return subject;
    }
    // Somebody without a name is nearer: he may be meant.
    if (!model || candidates.front().entity == kNobody) return std::nullopt;
    const bool leads = std::any_of(
        candidates.begin(), candidates.end(), [&](const Seen& seen) {
          return seen.entity == *model && LeadsMainClause(seen);
        });
    const bool others_lead = std::any_of(
        candidates.begin(), candidates.end(), [&](const Seen& seen) {
          return seen.entity != *model && LeadsMainClause(seen);
        });
    return leads && !others_lead ? model : std::nullopt;
  }

  // "It", "its", "they": the subject around them, or what the model says of
  // something that leads a clause shortly before.
  std::optional<uint32_t> ReadThing(uint32_t s, uint32_t t,
                                    uint32_t position) const {
    const auto model = Model(position);
    const auto around = SubjectAround(s, t);
    if (around) {
      const auto subject = Known(s, *around);
      if (subject && Agrees(s, t, *subject)) {
        // "or it goes into effect": of several things, only what the model
        // says too; its and they have fewer to choose from.
        const bool thing = analysis_.tree(s).word(t) == "it";
        return model == subject || (!model && !thing) ? subject : std::nullopt;
      }
    }
    if (!model || !Agrees(s, t, *model)) return std::nullopt;
    for (const Seen& seen : Candidates(s, t)) {
      if (seen.entity != *model && LeadsMainClause(seen)) return std::nullopt;
    }
    return model;
  }

  const Analysis& analysis_;
  const Words& words_;
  const Clusters& clusters_;
  const Ends& ends_;
  const Genders genders_;
  const TitleHolders titles_;
  Map& of_;
  Map named_;                 // heads of names, by position
  Map model_;                 // what the model takes a mention for
  std::vector<Seen> seen_;    // names and what has been read, by place
  std::vector<Votes> votes_;  // by entity
};

}  // namespace

Referents::Referents(const Analysis& analysis, const Clusters& clusters,
                     const Ends& ends) {
  Reader(analysis, clusters, ends, &of_).Run();
}

}  // namespace kg
