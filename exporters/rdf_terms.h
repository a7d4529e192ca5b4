// The IRIs and literals of kg's RDF. Pure functions and constants;
// docs/rdf.md describes them, docs/vocab.ttl defines the terms of our own.
#pragma once

#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/status.h"
#include "exporters/rdf_writer.h"
#include "graph/facts/facts.h"

namespace kg {

// Reserved for examples (RFC 2606): nobody's, until --base-iri names one's own.
inline constexpr std::string_view kDefaultBaseIri = "https://kg.example/";

#define KG_XSD "http://www.w3.org/2001/XMLSchema#"
inline constexpr std::string_view kXsdBoolean = KG_XSD "boolean";
inline constexpr std::string_view kXsdInteger = KG_XSD "integer";
inline constexpr std::string_view kXsdDecimal = KG_XSD "decimal";
inline constexpr std::string_view kXsdAnyUri = KG_XSD "anyURI";
inline constexpr std::string_view kXsdDate = KG_XSD "date";
inline constexpr std::string_view kXsdYearMonth = KG_XSD "gYearMonth";
inline constexpr std::string_view kXsdYear = KG_XSD "gYear";
#undef KG_XSD

// A namespace and the prefix that stands for it.
struct RdfPrefix {
  std::string_view name;
  std::string_view iri;
};
inline constexpr RdfPrefix kRdfPrefixes[] = {
    {"kg", "https://kg.example/vocab#"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"schema", "https://schema.org/"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

// "schema:Claim" in full. The prefix must be of the table.
std::string Iri(std::string_view prefixed);

// InvalidInput where it is no absolute IRI that others can be made from.
Status CheckBaseIri(std::string_view base);

// Everything but letters, digits, '-' and '_' as %XX.
std::string PercentEncoded(std::string_view text);

RdfTerm IriTerm(std::string iri);
RdfTerm Number(uint64_t value);
RdfTerm Boolean(bool value);

// A day, month or year as its XSD type; another text as a string.
RdfTerm DateTerm(std::string_view date);

// A literal end: dates as above, numbers as decimals, an amount with a unit as
// "40000000 USD"^^kg:amount.
RdfTerm LiteralTerm(const Literal& literal);
// The same without the unit.
RdfTerm ValueTerm(const Literal& literal);

}  // namespace kg
