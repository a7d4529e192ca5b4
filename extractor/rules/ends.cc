#include "extractor/rules/ends.h"

#include <algorithm>

#include "extractor/rules/clause_kinds.h"
#include "extractor/rules/literals.h"
#include "extractor/rules/negation.h"
#include "extractor/rules/referents.h"

namespace kg {
namespace {

// How a name hangs on the title before it, by parser and corpus.
bool IsNameRelation(const Tree& tree, uint32_t t) {
  return tree.Is(t, "appos") || tree.Is(t, "flat") || tree.Is(t, "compound") ||
         tree.Relation(t) == "nmod:desc";
}

constexpr std::string_view kPersonEntity = "person";  // Token::entity
constexpr int kPartitiveDepth = 4;  // "one of a number of its officials"

// "only one of the ministers": not the others. "one of the largest fines".
bool IsOneOfFew(const Tree& tree, const Words& words, uint32_t t) {
  const auto adverb = tree.Child(t, "advmod");
  const auto noun = tree.Child(t, "nmod");
  const auto most = noun ? tree.Child(*noun, "amod") : std::nullopt;
  if (most && tree.token(*most).xpos == "JJS") return true;
  return adverb && *adverb < t &&
         words.Negates("exclusive", tree.word(*adverb));
}

// "pic.example.com/a1": where to look, and nothing that does anything.
bool IsAddress(const Token& token) {
  const size_t dot = token.form.find('.');
  return dot != std::string::npos && token.form.find('/', dot) != dot + 1 &&
         token.form.find('/', dot) != std::string::npos;
}

// "between $2 and $3", "another $2", "$2 in damage": not that amount, or not
// what it is of.
bool IsOpenAmount(const Tree& tree, const Words& words, uint32_t head) {
  uint32_t first = head;
  if (tree.Is(head, "conj") && tree.Head(head) >= 0) {
    first = static_cast<uint32_t>(tree.Head(head));
  }
  for (uint32_t child : tree.Children(first)) {
    const std::string kind{
        words.table("amounts").Get(tree.word(child), "kind")};
    if (kind == "open") return true;
  }
  const uint32_t next = tree.Subtree(head).back() + 1;
  if (next + 1 >= tree.size() || tree.token(next).upos != "ADP") return false;
  const Token& of = tree.token(next + 1);
  return words.table("amounts").Get(tree.word(next), "kind") == "of" &&
         of.upos == "NOUN" && NameTag(of).empty() &&
         NounClass(tree, words, next + 1).empty();
}

// "a quarter of the island" is not the island; "none of it" tells enough.
bool IsShare(const Tree& tree, const Words& words, uint32_t token,
             uint32_t whole) {
  return whole != token && words.NounIs(tree.lemma(token), "share") &&
         !IsNegatedPhrase(tree, words, token);
}

// "I believe Kim, and Lee needs to answer": a verb in the singular has one
// subject; a comma cuts off what the parser took for another.
bool IsOfOneSubject(const Tree& tree, uint32_t first, uint32_t last) {
  const int32_t verb = tree.Head(first);
  const auto cc = tree.Child(last, "cc");
  return verb > static_cast<int32_t>(last) && tree.Is(first, "nsubj") && cc &&
         *cc > 0 && tree.token(*cc - 1).form == "," &&
         tree.token(static_cast<uint32_t>(verb)).xpos == "VBZ";
}

}  // namespace

uint32_t Ends::ThroughPartitives(const Tree& tree, uint32_t token) const {
  const Words& words = analysis_.words();
  for (int depth = 0; depth < kPartitiveDepth; ++depth) {
    if (!words.NounIs(tree.lemma(token), "partitive")) return token;
    std::optional<uint32_t> whole;
    for (uint32_t child : tree.Children(token)) {
      const auto preposition = tree.Child(child, "case");
      if (tree.Is(child, "nmod") && preposition && child > token &&
          words.Role(FixedExpression(tree, *preposition), "") == "of") {
        whole = child;
      }
    }
    if (!whole) return token;
    token = *whole;
  }
  return token;
}

std::optional<uint32_t> Ends::NameUnderTitle(uint32_t sentence,
                                             uint32_t token) const {
  const Tree& tree = analysis_.tree(sentence);
  const Words& words = analysis_.words();
  const bool title = words.table("roles").Has(tree.lemma(token)) ||
                     words.NounIs(tree.lemma(token), "person");
  const bool person = tree.token(token).upos == "NOUN" &&
                      tree.token(token).entity == kPersonEntity;
  if (!title && !person) return std::nullopt;
  for (uint32_t child : tree.Children(token)) {
    if (child < token) continue;
    // "his opponent, Ann Lee,": any noun for a person has a name beside it.
    if (title ? !IsNameRelation(tree, child) : !tree.Is(child, "appos")) {
      continue;
    }
    const TokenMention* mention = names_.At(sentence, child);
    if (mention != nullptr &&
        names_.entities()[mention->entity].type == EntityType::kPerson) {
      return mention->entity;
    }
  }
  return title ? NameUnderTwoTitles(sentence, token)
               : NameRightAfter(sentence, token);
}

// A noun for a person with the name behind it, no comma between.
std::optional<uint32_t> Ends::NameRightAfter(uint32_t sentence,
                                             uint32_t token) const {
  const Tree& tree = analysis_.tree(sentence);
  if (token + 1 >= tree.size()) return std::nullopt;
  const TokenMention* mention = names_.At(sentence, token + 1);
  if (mention == nullptr || mention->token_begin != token + 1 ||
      mention->form != MentionForm::kName ||
      TypeOf(mention->entity) != EntityType::kPerson ||
      tree.Head(mention->head) != static_cast<int32_t>(token) ||
      !IsNameRelation(tree, mention->head)) {
    return std::nullopt;
  }
  return mention->entity;
}

std::optional<uint32_t> Ends::NameUnderTwoTitles(uint32_t sentence,
                                                 uint32_t token) const {
  const Tree& tree = analysis_.tree(sentence);
  for (uint32_t second : tree.Children(token)) {
    if (!tree.Is(second, "conj") || tree.Child(second, "det") ||
        !analysis_.words().table("roles").Has(tree.lemma(second))) {
      continue;
    }
    for (uint32_t t : tree.Subtree(token)) {
      if (t < second || !tree.Is(t, "appos")) continue;
      const TokenMention* mention = names_.At(sentence, t);
      if (mention != nullptr &&
          names_.entities()[mention->entity].type == EntityType::kPerson) {
        return mention->entity;
      }
    }
  }
  return std::nullopt;
}

std::optional<uint32_t> Ends::FirstPerson(uint32_t sentence,
                                          uint32_t token) const {
  const Words& words = analysis_.words();
  const std::string& word = analysis_.tree(sentence).word(token);
  if (words.PronounCell(word, "person") != "1" || speeches_ == nullptr ||
      words.PronounCell(word, "kind") != "personal") {
    return std::nullopt;
  }
  const bool many = words.PronounCell(word, "number") == "many";
  int32_t speech = speeches_->innermost[analysis_.Position(sentence, token)];
  while (speech >= 0) {
    const Speech& said = speeches_->list[speech];
    if (said.form != QuoteForm::kIndirect) {
      return many ? voices_[speech].many : voices_[speech].one;
    }
    speech = said.parent ? static_cast<int32_t>(*said.parent) : -1;
  }
  return std::nullopt;
}

std::optional<uint32_t> Ends::Named(uint32_t sentence, uint32_t token) const {
  if (const TokenMention* mention = names_.At(sentence, token)) {
    if (mention->form == MentionForm::kName) return mention->entity;
  }
  // "the Islamic State group": the tagger's last word of its name.
  const Tree& tree = analysis_.tree(sentence);
  const Token& noun = tree.token(token);
  if (token > 0 && noun.upos == "NOUN" && noun.ner.starts_with('I') &&
      analysis_.words().NounIs(tree.lemma(token), "outfit")) {
    const TokenMention* before = names_.At(sentence, token - 1);
    if (before != nullptr && before->form == MentionForm::kName &&
        TypeOf(before->entity) == EntityType::kOrganization) {
      return before->entity;
    }
  }
  return NameUnderTitle(sentence, token);
}

void Ends::SetSpan(uint32_t sentence, uint32_t token, End* end) const {
  const Tree& tree = analysis_.tree(sentence);
  const TokenMention* mention = names_.At(sentence, token);
  if (mention != nullptr && end->kind == End::Kind::kNamed) {
    end->span = {tree.token(mention->token_begin).begin,
                 tree.token(mention->token_end - 1).end};
    return;
  }
  const auto phrase = Phrase(tree, token, PhraseKind::kSingle);
  end->span = CoverOf(tree.sentence(), phrase);
  if (end->span.empty()) {
    end->span = {tree.token(token).begin, tree.token(token).end};
  }
}

End Ends::At(uint32_t sentence, uint32_t token) const {
  const Tree& tree = analysis_.tree(sentence);
  const Words& words = analysis_.words();
  End end;
  end.sentence = sentence;
  end.negated = IsNegatedPhrase(tree, words, token);
  const uint32_t whole = ThroughPartitives(tree, token);
  end.token = whole;
  end.effect = PhraseEffect(tree, words, whole);
  const std::string& upos = tree.token(whole).upos;
  if (IsShare(tree, words, token, whole)) return end;
  if (const auto entity = Named(sentence, whole)) {
    end.kind = End::Kind::kNamed;
    end.entity = *entity;
  } else if (upos == "PRON" || upos == "DET") {
    if (const auto speaker = FirstPerson(sentence, whole)) {
      end.kind = End::Kind::kNamed;
      end.entity = *speaker;
    }
  } else if (auto amount = ParseAmount(tree, words, analysis_.text(), whole)) {
    if (IsOpenAmount(tree, words, whole)) return end;
    end.kind = End::Kind::kLiteral;
    end.literal = std::move(*amount);
  } else if (NounClass(tree, words, whole) == "date") {
    const auto phrase = Phrase(tree, whole, PhraseKind::kSingle);
    end.literal.value = ResolveDate(tree, words, phrase, date_, false);
    end.literal.datatype = "date";
    end.literal.text =
        TextOf(analysis_.text(), {CoverOf(tree.sentence(), phrase)});
    if (!end.literal.value.empty()) end.kind = End::Kind::kLiteral;
  } else if ((upos == "NOUN" || upos == "PROPN") &&
             !IsAddress(tree.token(whole)) &&
             !words.NounIs(tree.lemma(whole), "vague")) {
    end.kind = End::Kind::kConcept;
  }
  if (end.some()) SetSpan(sentence, whole, &end);
  return end;
}

std::optional<uint32_t> Ends::NameAbove(uint32_t sentence,
                                        uint32_t token) const {
  const Tree& tree = analysis_.tree(sentence);
  const int32_t head = tree.Head(token);
  if (!tree.Is(token, "appos") || head < 0) return std::nullopt;
  const auto entity = Named(sentence, static_cast<uint32_t>(head));
  if (!entity) return std::nullopt;
  const std::string& kind = tree.token(token).entity;
  const bool person = TypeOf(*entity) == EntityType::kPerson;
  return kind.empty() || person == (kind == kPersonEntity) ? entity
                                                           : std::nullopt;
}

void Ends::Refer(End* end) const {
  // "Lee, the Democrat who …" is Lee, though Democrats have a name of their
  // own.
  const bool group = end->named() && TypeOf(end->entity) == EntityType::kGroup;
  if ((end->named() && !group) || end->kind == End::Kind::kLiteral ||
      end->negated) {
    return;
  }
  auto entity = NameAbove(end->sentence, end->token);
  if (!entity && !group && referents_ != nullptr) {
    entity = referents_->At(analysis_.Position(end->sentence, end->token));
    end->referred = entity.has_value();
  }
  if (!entity) return;
  end->kind = End::Kind::kNamed;
  end->entity = *entity;
  const Tree& tree = analysis_.tree(end->sentence);
  end->span =
      CoverOf(tree.sentence(), Phrase(tree, end->token, PhraseKind::kSingle));
}

std::vector<End> Ends::AllAt(uint32_t sentence, uint32_t token) const {
  const Tree& tree = analysis_.tree(sentence);
  std::vector<End> ends;
  const uint32_t whole = ThroughPartitives(tree, token);
  if (IsShare(tree, analysis_.words(), token, whole) ||
      (whole != token && IsOneOfFew(tree, analysis_.words(), token))) {
    return ends;
  }
  const bool one_person = NameUnderTwoTitles(sentence, whole).has_value();
  const std::vector<uint32_t> conjuncts = tree.Conjuncts(whole);
  const bool last_only =
      conjuncts.size() > 1 && IsOfOneSubject(tree, whole, conjuncts.back());
  for (uint32_t conjunct : conjuncts) {
    if (one_person && conjunct != whole) continue;
    if (last_only && conjunct != conjuncts.back()) continue;
    if (analysis_.clauses(sentence).At(conjunct) != nullptr &&
        tree.token(conjunct).upos == "VERB") {
      continue;
    }
    End end = At(sentence, conjunct);
    Refer(&end);
    if (conjunct == whole && whole != token) {
      end.negated =
          end.negated || IsNegatedPhrase(tree, analysis_.words(), token);
    }
    const bool again =
        std::any_of(ends.begin(), ends.end(), [&](const End& other) {
          return end.named() && other.named() && other.entity == end.entity;
        });
    if (end.some() && !again) ends.push_back(std::move(end));
  }
  const bool alternative =
      !ends.empty() &&
      std::any_of(conjuncts.begin(), conjuncts.end(), [&](uint32_t conjunct) {
        const auto cc = tree.Child(conjunct, "cc");
        return cc && analysis_.words().IsAlternative(tree.word(*cc));
      });
  for (End& end : ends) end.alternative = alternative;
  // "$300, or 4 percent": the same again.
  if (alternative && ends.front().kind == End::Kind::kLiteral) {
    ends.resize(1);
    ends.front().alternative = false;
  }
  return ends;
}

uint32_t Ends::Entity(const End& end) {
  if (end.kind == End::Kind::kNamed) return end.entity;
  return names_.AddNominal(end.sentence, end.token, false);
}

}  // namespace kg
