"""What the RDF means: SPARQL questions, and shapes that broken graphs break."""

import unittest

import pyoxigraph
import pyshacl
import rdflib
from export_case import ROOT, ExportCase, facts_file

KG = rdflib.Namespace("https://kg.example/vocab#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
RDF = rdflib.RDF
SCHEMA = rdflib.Namespace("https://schema.org/")

PREFIXES = """
prefix kg: <https://kg.example/vocab#>
prefix oa: <http://www.w3.org/ns/oa#>
prefix pred: <https://kg.example/predicate/>
prefix prov: <http://www.w3.org/ns/prov#>
prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>
prefix schema: <https://schema.org/>
"""

# Name, question, expected rows.
QUESTIONS = (
    ("who denies what", """
     select ?who ?what {
       ?c a schema:Claim ; kg:speechAct "denies" ; schema:about/rdfs:label ?what ;
          prov:wasAttributedTo/rdfs:label ?who }""",
     {("Lena Hartwig", "customer"), ("Viktor Sarin", "spying")}),
    ("claims of one speaker, with the exact words and where they stand", """
     select ?act ?exact ?path ?start {
       ?c prov:wasAttributedTo/rdfs:label "Viktor Sarin" ; kg:speechAct ?act ;
          kg:evidence ?e ; schema:appearance/kg:path ?path .
       ?e oa:hasSelector ?q, ?p . ?q oa:exact ?exact . ?p oa:start ?start }""",
     {("denies", "Sarin denied spying", "wire.jsonl", "34")}),
    ("who bans whom, plainly, and how many articles say so", """
     select ?who ?whom ?sources {
       ?s pred:bans ?o . ?s rdfs:label ?who . ?o rdfs:label ?whom .
       ?r rdf:subject ?s ; rdf:predicate pred:bans ; rdf:object ?o ;
          kg:plain true ; kg:sources ?sources ; kg:polarity "affirmed"
       filter not exists { ?r kg:derived ?rule } }""",
     {("Ruritania", "Orbitel", "1"), ("Ruritania", "router", "1")}),
    ("what is only reported, negated or planned", """
     select ?who ?does ?what ?polarity ?modality ?standing {
       ?r kg:plain false ; rdf:subject/rdfs:label ?who ; rdf:predicate ?p ;
          rdf:object/rdfs:label ?what ; kg:polarity ?polarity ;
          kg:modality ?modality ; kg:standing ?standing
       bind(strafter(str(?p), "predicate/") as ?does)
       filter not exists { ?r rdf:subject ?s ; rdf:object ?o . ?s ?p ?o } }""",
     {("Orbitel", "spies_on", "customer", "negated", "asserted",
       "attributed"),
      ("Orbitel", "spies_on", "customer", "affirmed", "asserted",
       "attributed"),
      ("Tokyo Electric Works", "buys", "Orbitel", "negated", "planned", "stated")}),
    ("what somebody said that an article reports of somebody else", """
     select ?speaker ?act ?subject ?polarity {
       ?c kg:proposition ?r ; prov:wasAttributedTo/rdfs:label ?speaker ;
          kg:speechAct ?act .
       ?r rdf:subject/rdfs:label ?subject ; kg:polarity ?polarity }""",
     {("Lena Hartwig", "says", "Orbitel", "negated"),
      ("Lena Hartwig", "denies", "Orbitel", "negated"),
      ("Mona Reyes", "alleges", "Orbitel", "affirmed")}),
    ("disputed facts: affirmed by one, negated by another", """
     select ?subject ?does ?object {
       ?a rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
          kg:polarity "affirmed" .
       ?b rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
          kg:polarity "negated" .
       ?s rdfs:label ?subject . ?o rdfs:label ?object
       bind(strafter(str(?p), "predicate/") as ?does) }""",
     {("Orbitel", "spies_on", "customer")}),
)


def first(graph, kind):
    """The first subject of a class, by IRI."""
    return min(graph.subjects(RDF.type, kind))


def change(graph, subject, predicate, value):
    graph.set((subject, predicate, value))


# Name, and what breaks the graph.
BREAKS = (
    ("no speaker", lambda g: g.remove(
        (first(g, SCHEMA.Claim), PROV.wasAttributedTo, None))),
    ("two speakers", lambda g: g.add(
        (first(g, SCHEMA.Claim), PROV.wasAttributedTo, KG.somebody))),
    ("no quote", lambda g: g.remove(
        (first(g, OA.TextQuoteSelector), OA.exact, None))),
    ("an empty quote", lambda g: change(
        g, first(g, OA.TextQuoteSelector), OA.exact, rdflib.Literal(""))),
    ("no surroundings", lambda g: g.remove(
        (first(g, OA.TextQuoteSelector), OA.prefix, None))),
    ("no position", lambda g: g.remove(
        (first(g, OA.TextPositionSelector), None, None))),
    ("a position that runs backwards", lambda g: change(
        g, first(g, OA.TextPositionSelector), OA.end, rdflib.Literal(0))),
    ("a claim in no article", lambda g: g.remove(
        (first(g, SCHEMA.Claim), SCHEMA.appearance, None))),
    ("a claim without evidence", lambda g: g.remove(
        (first(g, SCHEMA.Claim), KG.evidence, None))),
    ("an unknown polarity", lambda g: change(
        g, first(g, RDF.Statement), KG.polarity, rdflib.Literal("maybe"))),
    ("a negated plain fact", lambda g: change(
        g, min(g.subjects(KG.plain, rdflib.Literal(True))), KG.polarity,
        rdflib.Literal("negated"))),
    ("too much confidence", lambda g: change(
        g, first(g, SCHEMA.Claim), KG.confidence,
        rdflib.Literal("1.5", datatype=rdflib.XSD.decimal))),
    ("a fact without sources", lambda g: g.remove(
        (first(g, RDF.Statement), KG.sources, None))),
)


def accusation():
    """An article that reports the opposite of what another one reports."""
    text = "Orbitel spies on customers, Mona Reyes alleged."
    spot = {"article": "a", "start": 0, "end": 26, "quote": text[:26]}
    orbitel = {"name": "Orbitel", "type": "Organization"}
    customer = {"name": "customer", "type": "Concept"}
    return ({"id": "a", "root": "press", "path": "tip.txt", "title": "",
             "date": "2024-04-21", "text": text},
            [{"kind": "relation", "id": "r", "subject": orbitel,
              "predicate": "spies_on", "object": customer,
              "polarity": "affirmed", "modality": "asserted",
              "standing": "attributed", "evidence": [dict(spot, claim="c")]},
             {"kind": "claim", "id": "c", "act": "alleges",
              "speaker": {"name": "Mona Reyes", "type": "Person"},
              "text": text[:26], "topics": [orbitel, customer],
              "propositions": ["r"],
              "evidence": [dict(spot, end=47, quote=text, spans=[[0, 26]],
                                cue=[39, 46], speaker=[28, 38])]}])


class MeaningTest(ExportCase):
    def make_store(self):
        super().make_store()
        self.out("load", facts_file(self.folder / "tip.jsonl", [accusation()]))

    def test_questions_have_their_answers(self):
        path, _ = self.export("turtle")
        store = pyoxigraph.Store()
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        for name, question, expected in QUESTIONS:
            with self.subTest(name):
                rows = {tuple(term.value for term in row)
                        for row in store.query(PREFIXES + question)}
                self.assertEqual(rows, expected)

    def test_quads_give_the_same_answers_over_all_graphs(self):
        path, _ = self.export("trig")
        store = pyoxigraph.Store()
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
        for name, question, expected in QUESTIONS:
            with self.subTest(name):
                rows = {tuple(term.value for term in row)
                        for row in store.query(
                            PREFIXES + question,
                            use_default_graph_as_union=True)}
                self.assertEqual(rows, expected)

    def test_the_export_conforms_and_broken_graphs_do_not(self):
        path, _ = self.export("turtle")
        shapes = rdflib.Graph().parse(ROOT / "docs/shapes.ttl")
        whole = rdflib.Graph().parse(path)

        def conforms(graph):
            return pyshacl.validate(graph, shacl_graph=shapes)[::2]

        good, report = conforms(whole)
        self.assertTrue(good, report)
        for name, damage in BREAKS:
            with self.subTest(name):
                graph = rdflib.Graph()
                for triple in whole:
                    graph.add(triple)
                damage(graph)
                good, report = conforms(graph)
                self.assertFalse(good, report)


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # of the readers
