#include "exporters/rdf.h"

#include <set>
#include <utility>

#include "exporters/appearance.h"
#include "exporters/rdf_terms.h"
#include "exporters/rdf_writer.h"
#include "exporters/text.h"

namespace kg {
namespace {

struct TypeClass {
  EntityType type;
  std::string_view iri;
};
constexpr TypeClass kClasses[] = {
    {EntityType::kPerson, "schema:Person"},
    {EntityType::kOrganization, "schema:Organization"},
    {EntityType::kPlace, "schema:Place"},
    {EntityType::kGroup, "kg:Group"},
    {EntityType::kProduct, "schema:Product"},
    {EntityType::kEvent, "schema:Event"},
    {EntityType::kWork, "schema:CreativeWork"},
    {EntityType::kLaw, "schema:Legislation"},
    {EntityType::kConcept, "skos:Concept"},
};

std::string_view ClassOf(EntityType type) {
  const TypeClass* row = kClasses;
  while (row->type != type) ++row;
  return row->iri;
}

// 'Q42' or 'P69': an item or property of Wikidata.
bool IsWikidataId(std::string_view id, char kind) {
  return id.size() > 1 && id.front() == kind &&
         id.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

class RdfSink : public Sink {
 public:
  RdfSink(RdfSyntax syntax, SinkOptions options)
      : writer_(syntax, std::move(options.outputs.front())),
        base_(std::move(options.base_iri)) {
    if (base_.empty()) base_ = kDefaultBaseIri;
  }

  Status Begin() override {
    KG_RETURN_IF_ERROR(CheckBaseIri(base_));
    for (const RdfPrefix& prefix : kRdfPrefixes) {
      KG_RETURN_IF_ERROR(
          writer_.Prefix(std::string(prefix.name), std::string(prefix.iri)));
    }
    return Status();
  }

  Status Article(const ExportedArticle& article) override {
    const ArticleRecord& record = article.record;
    Describe(Id("article", record.id.hash), "schema:NewsArticle");
    AddText("schema:headline", record.title);
    if (record.url) AddTyped("schema:url", *record.url, kXsdAnyUri);
    AddDate("schema:datePublished", record.date);
    AddTexts("schema:author", record.authors);
    AddText("schema:publisher", record.publisher.value_or(""));
    AddText("schema:inLanguage", record.language);
    AddText("kg:root", record.root_label);
    AddText("kg:path", record.path);
    AddText("kg:record", record.record.value_or(""));
    if (record.near_copy_of) {
      AddIri("kg:nearCopyOf", Id("article", record.near_copy_of->hash));
    }
    const std::string article_iri = subject_;
    Describe(article_iri + "#extraction", "prov:Activity");
    AddIri("prov:used", article_iri);
    AddText("kg:extractor", record.extractor);
    AddText("kg:model", record.model);
    return status_;
  }

  Status Entity(const ExportedNode& node) override {
    const EntityRecord& record = node.record;
    Describe(Id("entity", record.id.hash), ClassOf(record.type));
    AddText("rdfs:label", record.name);
    AddText(
        record.type == EntityType::kConcept ? "skos:prefLabel" : "schema:name",
        record.name);
    std::vector<std::string> names, ids;
    for (const Alias& alias : record.aliases) {
      if (alias.text != record.name) names.push_back(alias.text);
    }
    AddTexts("schema:alternateName", names);
    AddTexts("schema:description", record.descriptions);
    for (const auto& [scheme, id] : record.external) {
      ids.push_back(scheme + ":" + id);
      // Found by name, confirmed by nobody: no owl:sameAs.
      if (scheme == "wikidata" && IsWikidataId(id, 'Q')) {
        AddIri("skos:closeMatch", "http://www.wikidata.org/entity/" + id);
      }
    }
    AddTexts("schema:identifier", ids);
    if (record.described) Add("kg:unnamed", Boolean(true));
    Add("kg:mentions", Number(record.mentions));
    Add("kg:articles", Number(record.articles));
    AddDate("kg:firstDate", record.first_date);
    AddDate("kg:lastDate", record.last_date);
    AddFacts(node.facts);
    return status_;
  }

  Status Relation(const ExportedRelation& relation) override {
    const RelationRecord& record = relation.record;
    const std::string iri = Id("relation", record.id.hash);
    graph_ = iri;
    Describe(iri, "rdf:Statement");
    if (record.subject) {
      AddIri("rdf:subject", Id("entity", record.subject->hash));
    }
    AddIri("rdf:predicate", Predicate(record.predicate));
    Add("rdf:object", ObjectOf(record.object));
    if (const auto* literal = std::get_if<Literal>(&record.object)) {
      Add("kg:value", ValueTerm(*literal));
      AddText("kg:unit", literal->unit);
      AddText("kg:text", literal->text);
    }
    Add("kg:plain", Boolean(IsPlain(record.polarity, record.modality,
                                    record.standing, !!record.subject)));
    AddText("kg:polarity", NameOf(record.polarity));
    AddText("kg:modality", NameOf(record.modality));
    AddText("kg:standing", NameOf(record.standing));
    AddText("kg:derived", record.derived);
    AddProperty(record.property);
    AddTyped("kg:confidence", Confidence(record.confidence), kXsdDecimal);
    Add("kg:sources", Number(record.sources));
    AddDate("kg:firstDate", record.first_date);
    AddDate("kg:lastDate", record.last_date);
    AddEvidence(iri, record.id.hash, relation.evidence);
    return status_;
  }

  Status Claim(const ExportedClaim& claim) override {
    const ClaimRecord& record = claim.record;
    const std::string iri = Id("claim", record.id.hash);
    const std::string article = Id("article", record.article.hash);
    Describe(iri, "schema:Claim");
    AddIri("prov:wasAttributedTo", record.speaker
                                       ? Id("entity", record.speaker->hash)
                                       : Iri("kg:unknownSpeaker"));
    AddText("kg:speechAct", record.act);
    if (record.addressee) {
      AddIri("kg:addressee", Id("entity", record.addressee->hash));
    }
    AddText("kg:form", NameOf(record.form));
    AddText("kg:polarity", NameOf(record.polarity));
    AddText("kg:certainty", NameOf(claim.certainty));
    AddTyped("kg:confidence", Confidence(record.confidence), kXsdDecimal);
    AddText("schema:text", record.text);
    for (const EntityId& topic : record.topics) {
      AddIri("schema:about", Id("entity", topic.hash));
    }
    for (const RelationId& id : record.propositions) {
      AddIri("kg:proposition", Id("relation", id.hash));
    }
    if (record.parent) AddIri("kg:within", Id("claim", record.parent->hash));
    AddDate("kg:date", record.date);
    AddText("kg:derived", record.derived);
    AddIri("schema:appearance", article);
    AddIri("prov:wasQuotedFrom", article);
    AddIri("prov:wasGeneratedBy", article + "#extraction");
    AddEvidence(iri, record.id.hash, claim.evidence);
    return status_;
  }

  Result<SinkReport> End() override {
    KG_RETURN_IF_ERROR(writer_.Finish());
    return report_;
  }

 private:
  std::string Id(std::string_view kind, const Hash128& hash) const {
    return base_ + "id/" + std::string(kind) + "/" + hash.Hex();
  }

  std::string Predicate(const std::string& name) const {
    return base_ + "predicate/" + PercentEncoded(name);
  }

  RdfTerm ObjectOf(const kg::End& object) const {
    if (const auto* id = std::get_if<EntityId>(&object)) {
      return IriTerm(Id("entity", id->hash));
    }
    return LiteralTerm(std::get<Literal>(object));
  }

  // From now on statements are about this.
  void Describe(std::string iri, std::string_view type) {
    subject_ = std::move(iri);
    AddIri("rdf:type", Iri(type));
  }

  void AddFull(const std::string& predicate, RdfTerm object) {
    if (!status_.ok()) return;
    if (!object.is_iri) {
      std::string clean;
      report_.replaced += AppendXmlChars(object.text, &clean);
      object.text = std::move(clean);
    }
    ++report_.statements;
    status_ = writer_.Write(graph_, subject_, predicate, object);
  }

  void Add(std::string_view predicate, RdfTerm object) {
    AddFull(Iri(predicate), std::move(object));
  }
  void AddIri(std::string_view predicate, std::string iri) {
    Add(predicate, IriTerm(std::move(iri)));
  }
  void AddTyped(std::string_view predicate, std::string_view text,
                std::string_view type) {
    Add(predicate, {false, std::string(text), type});
  }
  void AddText(std::string_view predicate, std::string_view text) {
    if (!text.empty()) AddTyped(predicate, text, {});
  }
  void AddDate(std::string_view predicate, const std::string& date) {
    if (!date.empty()) Add(predicate, DateTerm(date));
  }

  // Each value once: the statements of a file are a set.
  void AddTexts(std::string_view predicate,
                const std::vector<std::string>& texts) {
    std::set<std::string> distinct;
    for (const std::string& text : texts) {
      std::string clean;
      const size_t replaced = AppendXmlChars(text, &clean);
      if (clean.empty() || !distinct.insert(clean).second) continue;
      report_.replaced += replaced;
      AddText(predicate, clean);
    }
  }

  void AddFacts(const std::vector<ExportedFact>& facts) {
    std::set<std::pair<std::string, RdfTerm>> distinct;
    for (const ExportedFact& fact : facts) {
      RdfTerm object = ObjectOf(fact.object);
      if (distinct.emplace(fact.predicate, object).second) {
        AddFull(Predicate(fact.predicate), std::move(object));
      }
    }
  }

  // 'P69', or '-P169' where the line runs the other way.
  void AddProperty(std::string_view property) {
    const bool inverse = property.starts_with('-');
    const std::string_view id = property.substr(inverse ? 1 : 0);
    if (IsWikidataId(id, 'P')) {
      AddIri(inverse ? "kg:inverseProperty" : "kg:property",
             "http://www.wikidata.org/entity/" + std::string(id));
    } else {
      AddText("kg:propertyName", property);
    }
  }

  // Links the fact to its evidence, then describes that in the default graph.
  void AddEvidence(const std::string& fact_iri, const Hash128& fact,
                   const std::vector<ExportedEvidence>& evidence) {
    std::vector<std::string> iris;
    std::set<Hash128> distinct;
    for (const ExportedEvidence& item : evidence) {
      Hash128 id = EvidenceId(fact, item.record);
      while (!distinct.insert(id).second) {
        id = HashFields("again", {id.View()});
      }
      iris.push_back(Id("evidence", id));
      AddIri("kg:evidence", iris.back());
    }
    graph_.clear();
    for (size_t i = 0; i < evidence.size(); ++i) {
      DescribeEvidence(iris[i], fact_iri, evidence[i]);
    }
  }

  // From what tells two pieces of evidence of one fact apart.
  static Hash128 EvidenceId(const Hash128& fact, const EvidenceRecord& record) {
    std::string spans;
    const auto add = [&spans](const Span& span) {
      spans +=
          std::to_string(span.begin) + "-" + std::to_string(span.end) + " ";
    };
    add(record.whole);
    for (const Span& span : record.spans) add(span);
    add(record.subject.value_or(Span()));
    add(record.object.value_or(Span()));
    return HashFields("evidence",
                      {fact.View(), record.article.hash.View(), spans,
                       record.claim ? record.claim->hash.View() : ""});
  }

  void DescribeEvidence(const std::string& iri, const std::string& fact_iri,
                        const ExportedEvidence& evidence) {
    const EvidenceRecord& record = evidence.record;
    Describe(iri, "oa:SpecificResource");
    AddIri("kg:supports", fact_iri);
    AddIri("oa:hasSource", Id("article", record.article.hash));
    AddIri("oa:hasSelector", iri + "#position");
    AddIri("oa:hasSelector", iri + "#quote");
    if (record.line > 0) Add("kg:line", Number(record.line));
    if (record.claim) AddIri("kg:saidIn", Id("claim", record.claim->hash));
    AddTyped("kg:confidence", Confidence(record.confidence), kXsdDecimal);
    AddText("kg:rule", record.rule);
    for (size_t i = 0; i < record.qualifiers.size(); ++i) {
      AddIri("kg:qualifier", iri + "#qualifier-" + std::to_string(i));
    }
    Describe(iri + "#position", "oa:TextPositionSelector");
    Add("oa:start", Number(record.whole.begin));
    Add("oa:end", Number(record.whole.end));
    Describe(iri + "#quote", "oa:TextQuoteSelector");
    AddTyped("oa:exact", record.quote, {});
    AddTyped("oa:prefix", evidence.prefix, {});
    AddTyped("oa:suffix", evidence.suffix, {});
    for (size_t i = 0; i < record.qualifiers.size(); ++i) {
      const Qualifier& qualifier = record.qualifiers[i];
      Describe(iri + "#qualifier-" + std::to_string(i), "kg:Qualifier");
      AddText("kg:role", qualifier.role);
      AddText("kg:text", qualifier.text);
      AddText("kg:value", qualifier.value);
    }
  }

  RdfWriter writer_;
  std::string base_;
  std::string graph_;    // empty: the default one
  std::string subject_;  // of the next statement
  Status status_;        // the first failure
  SinkReport report_;
};

template <RdfSyntax kSyntax>
std::unique_ptr<Sink> Make(SinkOptions options) {
  return std::make_unique<RdfSink>(kSyntax, std::move(options));
}

}  // namespace

std::unique_ptr<Sink> MakeNTriplesSink(SinkOptions options) {
  return Make<RdfSyntax::kNTriples>(std::move(options));
}
std::unique_ptr<Sink> MakeTurtleSink(SinkOptions options) {
  return Make<RdfSyntax::kTurtle>(std::move(options));
}
std::unique_ptr<Sink> MakeNQuadsSink(SinkOptions options) {
  return Make<RdfSyntax::kNQuads>(std::move(options));
}
std::unique_ptr<Sink> MakeTriGSink(SinkOptions options) {
  return Make<RdfSyntax::kTriG>(std::move(options));
}

}  // namespace kg
