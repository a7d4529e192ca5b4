#include "tests/store/store_testing.h"

#include <sstream>

namespace kg::testing {
namespace {

std::ostream& operator<<(std::ostream& out, const Span& span) {
  return out << span.begin << "-" << span.end;
}
std::ostream& operator<<(std::ostream& out, const Alias& alias) {
  return out << alias.text << "*" << alias.count;
}
std::ostream& operator<<(std::ostream& out, const Qualifier& q) {
  return out << q.role << "=" << q.text << "=" << q.value;
}
template <typename Tag>
std::ostream& operator<<(std::ostream& out, const TypedId<Tag>& id) {
  return out << id.Hex();
}
std::ostream& operator<<(std::ostream& out,
                         const std::pair<std::string, uint64_t>& pair) {
  return out << pair.first << "=" << pair.second;
}

template <typename T>
std::string Show(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}
template <typename T>
std::string Show(const std::optional<T>& value) {
  return value ? Show(*value) : "none";
}
template <typename T>
std::string Show(const std::vector<T>& values) {
  std::string out = "[";
  for (const T& value : values) out += Show(value) + "; ";
  return out + "]";
}
std::string Show(const End& end) {
  if (const auto* entity = std::get_if<EntityId>(&end)) return entity->Hex();
  const Literal& l = std::get<Literal>(end);
  return l.value + "/" + l.datatype + "/" + l.unit + "/" + l.text;
}

std::string Line(std::initializer_list<std::string> fields) {
  std::string out;
  for (const std::string& field : fields) out += field + " | ";
  return out + "\n";
}

std::string Show(const EvidenceRecord& e) {
  return Line({"  evidence", Show(e.article), Show(e.spans), Show(e.whole),
               e.quote, Show(e.subject), Show(e.object), Show(e.cue),
               Show(e.claim), Show(e.qualifiers), Show(int{e.confidence}),
               e.rule, Show(e.line)});
}

std::string Show(const EntityRecord& e) {
  std::string external;
  for (const auto& [scheme, value] : e.external) {
    external += scheme + "=" + value + "; ";
  }
  return Line({"entity", Show(e.id), std::string(NameOf(e.type)), e.name,
               Show(e.described), Show(e.aliases), Show(e.descriptions),
               external, Show(e.mentions), Show(e.articles), e.first_date,
               e.last_date});
}

std::string Show(const RelationRecord& r) {
  return Line({"relation", Show(r.id), Show(r.subject), r.predicate,
               Show(r.object), std::string(NameOf(r.polarity)),
               std::string(NameOf(r.modality)), std::string(NameOf(r.standing)),
               r.derived, r.property, Show(int{r.confidence}), Show(r.sources),
               r.first_date, r.last_date});
}

std::string Show(const ClaimRecord& c) {
  return Line({"claim", Show(c.id), Show(c.article), Show(c.speaker), c.act,
               Show(c.addressee), std::string(NameOf(c.form)),
               std::string(NameOf(c.polarity)), c.text, Show(c.topics),
               Show(c.propositions), Show(c.parent), c.date, c.derived,
               Show(int{c.confidence})});
}

std::string Show(const ArticleRecord& a) {
  return Line({"article", Show(a.id), a.root_label, a.path, Show(a.record),
               Show(a.url), a.title, a.date, Show(a.authors), Show(a.publisher),
               a.language, Show(a.near_copy_of), a.model, a.extractor,
               Show(a.body_begin), Show(a.has_text)});
}

std::string Show(const GraphStatistics& s) {
  return Line({"statistics", Show(s.articles), Show(s.entities),
               Show(s.relations), Show(s.plain_relations), Show(s.claims),
               Show(s.evidence), Show(s.entity_types), Show(s.predicates),
               Show(s.acts), s.first_date, s.last_date});
}

template <typename Id>
std::string ShowEvidence(const GraphView& view, const Id& id) {
  const Result<std::vector<EvidenceRecord>> evidence = view.EvidenceOf(id);
  if (!evidence.ok()) return evidence.status().message() + "\n";
  std::string out;
  for (const EvidenceRecord& item : *evidence) out += Show(item);
  return out;
}

std::string ShowFrom(const GraphView& view, const EntityId& subject) {
  std::string out;
  const Status status = view.ForEachRelationFrom(
      subject, [&](const RelationRecord& relation,
                   const std::vector<EvidenceRecord>& evidence) {
        out += "from " + Show(relation);
        for (const EvidenceRecord& item : evidence) out += Show(item);
        return true;
      });
  EXPECT_TRUE(status.ok()) << status.message();
  return out;
}

}  // namespace

std::string DumpView(const GraphView& view) {
  std::string out;
  Status status = view.ForEachArticle([&](const ArticleRecord& article) {
    out += Show(article) + Show(view.Text(article.id).value()) + "\n";
    return true;
  });
  EXPECT_TRUE(status.ok()) << status.message();
  status = view.ForEachEntity([&](const EntityRecord& entity) {
    out += Show(entity) + ShowFrom(view, entity.id);
    EXPECT_EQ(Show(view.Entity(entity.id).value()), Show(entity));
    return true;
  });
  EXPECT_TRUE(status.ok()) << status.message();
  status = view.ForEachRelation([&](const RelationRecord& relation) {
    out += Show(relation) + ShowEvidence(view, relation.id);
    EXPECT_EQ(Show(view.Relation(relation.id).value()), Show(relation));
    return true;
  });
  EXPECT_TRUE(status.ok()) << status.message();
  status = view.ForEachClaim([&](const ClaimRecord& claim) {
    out += Show(claim) + ShowEvidence(view, claim.id);
    EXPECT_EQ(Show(view.Claim(claim.id).value()), Show(claim));
    return true;
  });
  EXPECT_TRUE(status.ok()) << status.message();
  status = view.ForEachName([&](std::string_view name) {
    out += Line(
        {"name", std::string(name), Show(view.EntitiesNamed(name).value())});
    return true;
  });
  EXPECT_TRUE(status.ok()) << status.message();
  return out + Show(view.Statistics().value());
}

std::string DumpRelations(const std::vector<RelationRecord>& relations) {
  std::string out;
  for (const RelationRecord& relation : relations) out += Show(relation);
  return out;
}

std::string DumpClaims(const std::vector<ClaimRecord>& claims) {
  std::string out;
  for (const ClaimRecord& claim : claims) out += Show(claim);
  return out;
}

}  // namespace kg::testing
