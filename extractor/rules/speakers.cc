#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>

#include "extractor/rules/claims.h"
#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/genders.h"
#include "extractor/rules/speakers_described.h"
#include "extractor/rules/speakers_near.h"

namespace kg {
namespace {

// Token::entity of words for people and for bodies.
constexpr std::string_view kPersonEntity = "person";
constexpr std::string_view kBodyEntity = "organization";
// A described source is named by a phrase; longer ones are clauses misread.
constexpr size_t kLongestSource = 14;  // tokens, chosen on news

class Resolver {
 public:
  Resolver(const Analysis& analysis, const Speeches& speeches,
           const Clusters& clusters, Ends* ends)
      : analysis_(analysis),
        words_(analysis.words()),
        speeches_(speeches),
        clusters_(clusters),
        ends_(*ends),
        genders_(analysis, ends->names()),
        near_(analysis, ends->names()),
        descriptions_(analysis, ends->names(), genders_, near_) {}

  std::vector<SpeechEnds> Run() {
    out_.resize(speeches_.list.size());
    std::vector<uint32_t> order(out_.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return Place(a) < Place(b);
    });
    for (uint32_t i : order) Resolve(i);
    // "'I expect a ban,' Lee said": whose words they are comes after them.
    for (uint32_t i : order) {
      if (!out_[i].speaker && IsFirstPerson(i)) Resolve(i);
    }
    for (uint32_t i : order) DropSelf(i);
    return std::move(out_);
  }

 private:
  uint32_t Place(uint32_t i) const {
    const Speech& speech = speeches_.list[i];
    return speech.cue.empty() ? speech.content.front().begin
                              : speech.cue.front().begin;
  }

  // "'She said we should wait,' Lee said": Lee does not call himself "she".
  void DropSelf(uint32_t i) {
    const auto& parent = speeches_.list[i].parent;
    if (parent && out_[i].by_pronoun && !IsFirstPerson(i) &&
        speeches_.list[*parent].form == QuoteForm::kDirect &&
        out_[i].speaker == out_[*parent].speaker) {
      out_[i].speaker.reset();
    }
  }

  void Resolve(uint32_t i) {
    const Speech& speech = speeches_.list[i];
    SpeechEnds& found = out_[i];
    if (speech.speaker) SetSpeaker(i, *speech.speaker, &found);
    if (speech.addressee) found.addressee = Addressee(*speech.addressee);
    if (found.addressee == found.speaker) found.addressee.reset();
    if (!found.speaker) return;
    previous_ = found.speaker;
    previous_place_ = Place(i);
    previous_end_ = std::max(Place(i), speech.content.back().end - 1);
  }

  bool IsFirstPerson(uint32_t i) const {
    const auto& speaker = speeches_.list[i].speaker;
    if (!speaker) return false;
    const TokenAt at = analysis_.At(*speaker);
    return words_.PronounCell(analysis_.tree(at.sentence).word(at.token),
                              "person") == "1";
  }

  // Somebody who can be spoken to: a name, or a noun for people.
  std::optional<uint32_t> Addressee(uint32_t position) {
    const TokenAt at = analysis_.At(position);
    const End end = ends_.At(at.sentence, at.token);
    if (end.named()) return end.entity;
    if (end.kind != End::Kind::kConcept) return std::nullopt;
    const Tree& tree = analysis_.tree(at.sentence);
    const std::string& lemma = tree.lemma(end.token);
    const std::string& entity = tree.token(end.token).entity;
    const bool listens = entity == kPersonEntity || entity == kBodyEntity ||
                         words_.IsPersonNoun(lemma) ||
                         words_.NounIs(lemma, "government");
    return listens ? std::optional<uint32_t>(ends_.Entity(end)) : std::nullopt;
  }

  void SetSpeaker(uint32_t i, uint32_t position, SpeechEnds* found) {
    position = ThroughRelative(analysis_, position);
    const TokenAt at = analysis_.At(position);
    const Tree& tree = analysis_.tree(at.sentence);
    const End end = ends_.At(at.sentence, at.token);
    const auto phrase = Phrase(tree, at.token, PhraseKind::kSingle);
    found->speaker_span = end.some() && !end.span.empty()
                              ? end.span
                              : CoverOf(tree.sentence(), phrase);
    if (end.negated || IsCircumstance(tree, words_, at.token)) return;
    const bool group =
        end.named() && ends_.TypeOf(end.entity) == EntityType::kGroup;
    // "a Democrat, Ann Lee, said"
    const auto member =
        group ? NameBeside(ends_.names(), tree, at, true) : std::nullopt;
    if (member) {
      found->speaker = member;
      return;
    }
    // "a majority of Republicans": not all of them.
    if (end.token != at.token && words_.NounIs(tree.lemma(at.token), "share")) {
      found->speaker = Describe(at);
      return;
    }
    if (end.named()) {
      found->speaker = end.entity;
      for (const End& other : ends_.AllAt(at.sentence, at.token)) {
        if (!other.named() || other.entity == end.entity) continue;
        found->also.emplace_back(other.entity, other.span);
      }
      return;
    }
    const std::string& upos = tree.token(at.token).upos;
    const bool pronoun = words_.Pronoun(tree.word(at.token)) != nullptr &&
                         (upos == "PRON" || upos == "DET" || upos == "ADJ");
    if (pronoun) {
      found->speaker = OfPronoun(i, position, found);
    } else if (upos == "NOUN" || upos == "PROPN") {
      found->speaker = OfNoun(position, found);
    }
  }

  std::optional<uint32_t> OfNoun(uint32_t position, SpeechEnds* found) {
    const TokenAt at = analysis_.At(position);
    const Tree& tree = analysis_.tree(at.sentence);
    const bool titled = words_.IsPersonNoun(tree.lemma(at.token));
    auto named = NameBeside(ends_.names(), tree, at, titled);
    if (!named) named = ends_.NameAbove(at.sentence, at.token);
    if (named) return named;
    auto entity = near_.HolderOf(at);
    if (!entity && !IsOfName(tree, at)) entity = ByCluster(position);
    // "the minister": the article's only one, whatever the model says.
    const bool bare = !tree.Child(at.token, "compound") &&
                      !tree.Child(at.token, "amod") &&
                      !tree.Child(at.token, "nmod");
    const auto holder = descriptions_.titles().Only(tree.lemma(at.token));
    if (entity && bare && holder && IsDefinite(tree, at.token)) entity = holder;
    if (entity && IsOther(*entity, position)) entity.reset();
    if (!entity) entity = descriptions_.Meant(at, PreviousNear(position));
    found->by_pronoun = entity.has_value();
    if (entity) return entity;
    if (IsOwned(tree, words_, at.token)) return std::nullopt;
    const auto tokens = Phrase(tree, at.token, PhraseKind::kSingle);
    const bool clause = std::any_of(
        tokens.begin(), tokens.end(),
        [&](uint32_t t) { return tree.HasFeature(t, "VerbForm=Fin"); });
    if (clause || tokens.size() > kLongestSource ||
        IsNobody(tree, words_, at.token)) {
      return std::nullopt;
    }
    const uint32_t source = Describe(at);
    const int32_t cluster = clusters_.At(position);
    if (cluster >= 0) described_.emplace(cluster, source);
    kinds_.emplace(source, tree.token(at.token).entity);
    return source;
  }

  // Who spoke last, in this paragraph or the one before.
  std::optional<uint32_t> PreviousNear(uint32_t position) const {
    const bool near = previous_ && previous_end_ >= near_.FirstNear(position) &&
                      previous_place_ < position;
    return near ? previous_ : std::nullopt;
  }

  // "the Lee camp", "Lee's lawyers": no other name's. But "the Acme chairman"
  // may be Lee.
  bool IsOfName(const Tree& tree, const TokenAt& noun) const {
    const bool holder = words_.IsPersonNoun(tree.lemma(noun.token));
    const auto children = tree.Children(noun.token);
    return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
      const bool before = tree.Relation(child) == "nmod:poss" ||
                          tree.Is(child, "compound") || tree.Is(child, "amod");
      const auto name = before && child < noun.token
                            ? ends_.Named(noun.sentence, child)
                            : std::nullopt;
      return name && (!holder || ends_.TypeOf(*name) == EntityType::kPerson);
    });
  }

  // "the boy told me", where the model's choice was last named long ago; "the
  // president", where another is called so.
  bool IsOther(uint32_t entity, uint32_t position) const {
    const LocalEntity& found = ends_.names().entities()[entity];
    if (found.described || found.type != EntityType::kPerson) return false;
    if (descriptions_.titles().IsOfOthers(analysis_.token(position).lemma,
                                          entity))
      return true;
    return near_.IsNamedBefore(entity, position) &&
           !near_.IsNamedNear(entity, position);
  }

  // A source without a name, called by its whole phrase ("a third of voters").
  uint32_t Describe(const TokenAt& at) {
    const uint32_t source =
        ends_.names().AddNominal(at.sentence, at.token, true);
    const Tree& tree = analysis_.tree(at.sentence);
    if (tree.HasFeature(at.token, "Number=Plur") ||
        tree.token(at.token).upos == "PRON" ||
        tree.token(at.token).upos == "DET") {
      plural_.insert(source);
    }
    return source;
  }

  // "a spokesman", "another official": somebody not spoken of before.
  static bool IsNew(const Tree& tree, uint32_t noun) {
    const auto determiner = tree.Child(noun, "det");
    return determiner && (tree.HasFeature(*determiner, "Definite=Ind") ||
                          tree.HasFeature(*determiner, "PronType=Ind"));
  }

  // The entity that the model takes the mention for: named, or a described
  // source that has spoken already.
  std::optional<uint32_t> ByCluster(uint32_t position) const {
    const int32_t cluster = clusters_.At(position);
    if (cluster < 0) return std::nullopt;
    auto entity = clusters_.Name(cluster);
    if (!entity) {
      const auto it = described_.find(cluster);
      if (it == described_.end()) return std::nullopt;
      entity = it->second;
    }
    const TokenAt at = analysis_.At(position);
    const Tree& tree = analysis_.tree(at.sentence);
    const std::string& word = tree.word(at.token);
    const Token& token = tree.token(at.token);
    if (IsNew(tree, at.token)) return std::nullopt;
    if (token.upos == "PRON") {
      const bool third = words_.PronounCell(word, "person") == "3";
      return !third || Fits(word, *entity) ? entity : std::nullopt;
    }
    // A person is never meant by a noun for a thing, nor the other way.
    const LocalEntity& found = ends_.names().entities()[*entity];
    const bool person = token.entity == kPersonEntity;
    const auto kind = kinds_.find(*entity);
    const bool agrees =
        token.entity.empty() ||
        (found.described ? kind == kinds_.end() || kind->second.empty() ||
                               kind->second == token.entity
                         : person == (found.type == EntityType::kPerson));
    return agrees && !near_.LeadsOtherwise(*entity, tree.lemma(at.token)) &&
                   !IsOfAnotherKind(tree, at.token, found.name)
               ? entity
               : std::nullopt;
  }

  std::optional<uint32_t> OfPronoun(uint32_t i, uint32_t position,
                                    SpeechEnds* found) {
    const TokenAt at = analysis_.At(position);
    const std::string& word = analysis_.tree(at.sentence).word(at.token);
    const std::string_view kind = words_.PronounCell(word, "kind");
    if (kind == "indefinite") {  // "some say", but not "none"
      const bool person = words_.PronounCell(word, "gender") == "person";
      return person && !IsNobody(analysis_.tree(at.sentence), words_, at.token)
                 ? std::optional(Describe(at))
                 : std::nullopt;
    }
    found->by_pronoun = true;
    const std::string_view person = words_.PronounCell(word, "person");
    if (person == "1") {  // the speaker of the quotation around it
      const auto& parent = speeches_.list[i].parent;
      return parent ? out_[*parent].speaker : std::nullopt;
    }
    const auto cluster = ByCluster(position);
    if (person != "3" || !words_.PronounHas(word, "kind", "personal")) {
      return cluster;
    }
    const auto who = Third(i, position, cluster);
    return who && IsOtherSubject(i, position, *who) ? std::nullopt : who;
  }

  // Who the word may stand for, unless the content has them as a subject.
  auto Fitting(const std::string& word, uint32_t i) const {
    return [this, &word, i](uint32_t entity) {
      return Fits(word, entity) && !IsNamedIn(speeches_.list[i], entity);
    };
  }

  // "Lee spoke of Kim. On Monday Doe left. She said …", where Kim was chosen:
  // of judged claims with another named subject nearer a third was right.
  bool IsOtherSubject(uint32_t i, uint32_t position, uint32_t who) const {
    const TokenAt at = analysis_.At(position);
    const std::string& word = analysis_.tree(at.sentence).word(at.token);
    if (words_.PronounCell(word, "gender") == "thing") return false;
    const auto last = near_.LastSubject(position, Fitting(word, i));
    if (!last || *last == who) return false;
    // "Lee said that Kim lied. 'He lost,' she said": not Kim, of whom Lee spoke
    const auto place = near_.SubjectPlace(*last, position);
    return place && speeches_.innermost[*place] < 0;
  }

  // "Lee was wrong, he says": Lee is another.
  bool IsNamedIn(const Speech& speech, uint32_t entity) const {
    for (const Range& range : speech.content) {
      for (uint32_t p = range.begin; p < range.end; ++p) {
        const TokenAt at = analysis_.At(p);
        const TokenMention* mention = ends_.names().At(at.sentence, at.token);
        if (mention != nullptr && mention->entity == entity &&
            mention->head == at.token &&
            analysis_.tree(at.sentence).Is(at.token, "nsubj")) {
          return true;
        }
      }
    }
    return false;
  }

  // Between the model's choice and a speaker shortly before: who was subject
  // last. A choice not named nearby gives way to the only subject who is. With
  // neither, a subject nearby known to agree, or the only person who does.
  std::optional<uint32_t> Third(uint32_t i, uint32_t position,
                                std::optional<uint32_t> cluster) const {
    const TokenAt place = analysis_.At(position);
    const std::string& word = analysis_.tree(place.sentence).word(place.token);
    const Speech& speech = speeches_.list[i];
    const auto fits = Fitting(word, i);
    auto before = PreviousNear(position);
    if (before && !fits(*before)) before.reset();
    // "the chief accused her. She said": a source without a name says least.
    if (before && before != cluster &&
        ends_.names().entities()[*before].described &&
        near_.LastSubject(position, fits)) {
      before.reset();
    }
    if (cluster && IsNamedIn(speech, *cluster)) cluster.reset();
    if (cluster && !before && GenderOf(words_, word) != '\0' &&
        !near_.IsNamedNear(*cluster, position)) {
      if (const auto subject = near_.OnlySubject(position, fits)) {
        return subject;
      }
    }
    if (!cluster && !before) {
      const char gender = GenderOf(words_, word);
      if (gender == '\0') return std::nullopt;
      const auto agrees = [&](uint32_t entity) {
        return fits(entity) && genders_.Of(entity) == gender;
      };
      const auto subject = near_.LastSubject(position, agrees);
      return subject ? subject : near_.OnlyPerson(position, agrees);
    }
    if (!cluster || !before || *cluster == *before) {
      return cluster ? cluster : before;
    }
    const auto last = near_.SubjectPlace(*cluster, position);
    return last && *last > previous_place_ ? cluster : before;
  }

  bool Fits(const std::string& pronoun, uint32_t entity) const {
    return genders_.Agree(pronoun, entity, plural_.count(entity) != 0);
  }

  const Analysis& analysis_;
  const Words& words_;
  const Speeches& speeches_;
  const Clusters& clusters_;
  Ends& ends_;
  const Genders genders_;
  const NearNames near_;
  const Descriptions descriptions_;
  std::map<int32_t, uint32_t> described_;  // cluster -> source without a name
  std::map<uint32_t, std::string> kinds_;  // of sources: Token::entity
  std::unordered_set<uint32_t> plural_;    // sources of several people
  std::vector<SpeechEnds> out_;
  std::optional<uint32_t> previous_;
  uint32_t previous_place_ = 0;
  uint32_t previous_end_ = 0;
};

}  // namespace

std::vector<SpeechEnds> ResolveSpeakers(const Analysis& analysis,
                                        const Speeches& speeches,
                                        const Clusters& clusters, Ends* ends) {
  return Resolver(analysis, speeches, clusters, ends).Run();
}

}  // namespace kg
