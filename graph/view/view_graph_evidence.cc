// evidence(x) and search('words') over a ViewGraph.

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "graph/view/view_graph_state.h"

namespace kg {
namespace {

// Turns evidence into maps, with offsets in code points.
class EvidenceWriter {
 public:
  explicit EvidenceWriter(const GraphView& view) : view_(view) {}

  Status Add(const std::vector<EvidenceRecord>& evidence) {
    for (const EvidenceRecord& one : evidence) {
      KG_ASSIGN(const ArticleRecord article, view_.Article(one.article));
      Span span = one.whole;
      if (article.has_text) {
        KG_ASSIGN(const std::string text, view_.Text(one.article));
        const OffsetMap map(text);
        span = {map.ToCodePoints(span.begin), map.ToCodePoints(span.end)};
      }
      ValueMap row;
      row["article"] = Value::String(article.path);
      row["date"] =
          article.date.empty() ? Value() : Value::String(article.date);
      row["quote"] = Value::String(one.quote);
      row["start"] = Value::Integer(span.begin);
      row["end"] = Value::Integer(span.end);
      row["url"] = article.url ? Value::String(*article.url) : Value();
      row["line"] = one.line == 0 ? Value() : Value::Integer(one.line);
      rows_.push_back(Value::Map(std::move(row)));
    }
    return Status();
  }

  Value Take() { return Value::List(std::move(rows_)); }

 private:
  const GraphView& view_;
  ValueList rows_;
};

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  const std::string folded = FoldTerm(text);
  size_t at = 0;
  while (at < folded.size()) {
    const size_t end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// Whether the folded text has every word, as a whole word.
bool HasWords(std::string_view folded, const std::vector<std::string>& words) {
  const auto letter = [&folded](size_t at) {
    if (at >= folded.size()) return false;
    const char32_t c = DecodeAt(folded, at).value;
    return IsLetter(c) || IsDigit(c);
  };
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    for (size_t at = folded.find(word); at != std::string_view::npos;
         at = folded.find(word, at + 1)) {
      const char32_t before = at == 0 ? U' ' : DecodeBefore(folded, at).value;
      const bool begins = !IsLetter(before) && !IsDigit(before);
      if (begins && !letter(at + word.size())) return true;
    }
    return false;
  });
}

}  // namespace

Result<Value> ViewGraph::EvidenceOf(const Value& value) const {
  EvidenceWriter writer(*state_->view);
  const GraphView& view = *state_->view;
  if (value.is_edge() && state_->IsActEdge(value.edge())) {
    KG_ASSIGN(const auto claims, state_->ClaimsOf(value.edge()));
    for (const auto& claim : claims) {
      KG_ASSIGN(const auto evidence, view.EvidenceOf(claim->id));
      KG_RETURN_IF_ERROR(writer.Add(evidence));
    }
    return writer.Take();
  }
  uint64_t number = 0;
  if (value.is_edge() && value.edge().type > kFirstPredicate) {
    number = value.edge().key;
  } else if (value.is_node()) {
    number = NumberOf(value.node());
  } else {
    return Value::List({});
  }
  KG_ASSIGN(const Thing thing, state_->index->ThingOf(number));
  if (thing.kind == ThingKind::kRelation) {
    KG_ASSIGN(const auto evidence, view.EvidenceOf(RelationId{thing.hash}));
    KG_RETURN_IF_ERROR(writer.Add(evidence));
  } else if (thing.kind == ThingKind::kClaim) {
    KG_ASSIGN(const auto evidence, view.EvidenceOf(ClaimId{thing.hash}));
    KG_RETURN_IF_ERROR(writer.Add(evidence));
  }
  return writer.Take();
}

// Entities of which a name has all the words, then articles of which the title
// or the text has; each group by id.
Result<Value> ViewGraph::Search(std::string_view text) const {
  const std::vector<std::string> words = WordsOf(text);
  ValueList found;
  if (words.empty()) return Value::List({});
  std::vector<std::string> names;
  KG_RETURN_IF_ERROR(state_->view->ForEachName([&](std::string_view name) {
    if (HasWords(name, words)) names.emplace_back(name);
    return true;
  }));
  std::set<EntityId> entities;
  for (const std::string& name : names) {
    KG_ASSIGN(const auto ids, state_->view->EntitiesNamed(name));
    entities.insert(ids.begin(), ids.end());
  }
  for (const EntityId& id : entities) {
    KG_ASSIGN(const NodeRef node, state_->NodeOfEntity(id));
    found.push_back(Value::Node(node));
  }
  std::vector<ArticleId> articles;
  KG_RETURN_IF_ERROR(
      state_->view->ForEachArticle([&](const ArticleRecord& article) {
        articles.push_back(article.id);
        return true;
      }));
  for (const ArticleId& id : articles) {
    KG_ASSIGN(const ArticleRecord article, state_->view->Article(id));
    std::string content = article.title;
    if (article.has_text) {
      KG_ASSIGN(content, state_->view->Text(id));
    }
    if (!HasWords(FoldTerm(content), words)) continue;
    KG_ASSIGN(const uint64_t number,
              state_->index->NumberOf(ThingKind::kArticle, id.hash));
    found.push_back(Value::Node(NodeOf(ThingKind::kArticle, number)));
  }
  return Value::List(std::move(found));
}

}  // namespace kg
