#include "extractor/rules/derived.h"

#include <string>
#include <string_view>

namespace kg {
namespace {

std::string PrepositionRole(const Analysis& analysis, const Tree& tree,
                            uint32_t noun) {
  const auto preposition = tree.Child(noun, "case");
  if (!preposition || !tree.Is(noun, "nmod")) return "";
  return analysis.words().Role(FixedExpression(tree, *preposition), "");
}

bool IsOwner(const Analysis& analysis, const Tree& tree, uint32_t child,
             uint32_t thing) {
  if (tree.Relation(child) == "nmod:poss" || tree.Is(child, "compound")) {
    return true;
  }
  if (child < thing) return false;
  const std::string role = PrepositionRole(analysis, tree, child);
  return role == "of" || role == "source" || role == "agent";
}

// "the use of phones" -> phones.
uint32_t ThroughCarrier(const Analysis& analysis, const Tree& tree,
                        uint32_t noun) {
  if (!analysis.words().NounIs(tree.lemma(noun), "carrier")) return noun;
  for (uint32_t child : tree.Children(noun)) {
    if (PrepositionRole(analysis, tree, child) == "of") return child;
  }
  return noun;
}

bool CanOwn(EntityType type) {
  return type == EntityType::kOrganization || type == EntityType::kPerson;
}

}  // namespace

std::optional<End> OwnerOf(const Analysis& analysis, const Ends& ends,
                           const RelationDraft& draft) {
  if (!draft.predicate.owner || draft.object.kind != End::Kind::kConcept) {
    return std::nullopt;
  }
  const Tree& tree = analysis.tree(draft.sentence);
  const uint32_t thing = ThroughCarrier(analysis, tree, draft.object.token);
  if (!analysis.words().NounIs(tree.lemma(thing), "thing")) return std::nullopt;
  for (uint32_t child : tree.Children(thing)) {
    if (!IsOwner(analysis, tree, child, thing)) continue;
    for (End& end : ends.AllAt(draft.sentence, child)) {
      if (end.named() && CanOwn(ends.TypeOf(end.entity))) return end;
    }
  }
  return std::nullopt;
}

std::optional<End> GovernmentOf(const Analysis& analysis, const Ends& ends,
                                const RelationDraft& draft) {
  if (!draft.subject || draft.subject->kind != End::Kind::kConcept) {
    return std::nullopt;
  }
  const Tree& tree = analysis.tree(draft.sentence);
  const uint32_t noun = draft.subject->token;
  if (!analysis.words().NounIs(tree.lemma(noun), "government") ||
      analysis.words().NounIs(tree.lemma(noun), "force")) {
    return std::nullopt;
  }
  for (uint32_t child : tree.Children(noun)) {
    if (!IsOwner(analysis, tree, child, noun) && !tree.Is(child, "amod")) {
      continue;
    }
    const TokenMention* mention = ends.names().At(draft.sentence, child);
    if (mention == nullptr ||
        ends.TypeOf(mention->entity) != EntityType::kPlace) {
      continue;
    }
    End end = *draft.subject;
    end.kind = End::Kind::kNamed;
    end.entity = mention->entity;
    return end;
  }
  return std::nullopt;
}

}  // namespace kg
