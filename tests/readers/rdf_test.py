"""The RDF exports as rapper, serdi, rdflib and Oxigraph read them."""

import re
import unittest

import pyoxigraph
from export_case import (RDF_FORMATS, ROOT, ExportCase, facts_file,
                         read_oxigraph, read_rapper, read_rdflib, read_serdi,
                         triples_by_oxigraph)

KG = "https://kg.example/vocab#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BASE = "https://kg.example/"


class RdfTest(ExportCase):
    def closing(self, text):
        return tuple(int(re.search(rf"(\d+) {word}", text).group(1))
                     for word in ("statement", "article", "entit", "relation",
                                  "claim"))

    def test_every_reader_finds_the_same_statements_in_every_syntax(self):
        found = set()
        for form in RDF_FORMATS:
            path, text = self.export(form)
            triples = triples_by_oxigraph(path, form)
            self.assertEqual(len(triples), self.closing(text)[0])
            self.assertEqual(len(read_oxigraph(path, form)), len(triples))
            self.assertEqual(read_serdi(path, form), triples)
            self.assertEqual(read_rapper(path, form), triples)
            self.assertEqual(len(read_rdflib(path, form)), len(triples))
            found.add(frozenset(triples))
        self.assertEqual(len(found), 1)

    def test_the_closing_line_agrees_with_the_statistics(self):
        _, text = self.export("nt")
        statistics = self.statistics()
        self.assertEqual(self.closing(text)[1:],
                         tuple(statistics[name] for name in
                               ("articles", "entities", "relations",
                                "claims")))

    def test_nothing_is_stated_but_plain_facts(self):
        for form in RDF_FORMATS:
            path, _ = self.export(form)
            stated = {(q.subject.value, q.predicate.value, str(q.object))
                      for q in read_oxigraph(path, form)
                      if q.predicate.value.startswith(BASE + "predicate/")}
            plain = set()
            for record in self.lines("export", "--format", "jsonl"):
                if record["kind"] != "relation" or not record["subject"]:
                    continue
                if (record["polarity"], record["modality"],
                        record["standing"]) != ("affirmed", "asserted",
                                                "stated"):
                    continue
                plain.add((BASE + "id/entity/" + record["subject"]["id"],
                           BASE + "predicate/" + record["predicate"]))
            self.assertEqual({fact[:2] for fact in stated}, plain)
            self.assertFalse(any("buys" in fact[1] or "spies" in fact[1]
                                 for fact in stated))

    def test_descriptions_of_relations_stand_in_graphs_of_their_own(self):
        for form in ("nquads", "trig"):
            path, _ = self.export(form)
            quads = read_oxigraph(path, form)
            relations = {q.subject for q in quads
                         if q.predicate.value == RDF + "type" and
                         q.object.value == RDF + "Statement"}
            self.assertEqual(len(relations), 8)
            for quad in quads:
                default = isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
                self.assertEqual(default, quad.subject not in relations)
                if not default:
                    self.assertEqual(quad.graph_name, quad.subject)

    def test_there_are_no_blank_nodes(self):
        path, _ = self.export("nt")
        self.assertNotIn("_:", re.sub(r'"(?:[^"\\]|\\.)*"', '""',
                                      path.read_text()))

    def test_the_base_of_ids_can_be_set(self):
        path, _ = self.export("nt", "--base-iri", "urn:press:")
        subjects = {q.subject.value for q in read_oxigraph(path, "nt")}
        self.assertTrue(all(s.startswith("urn:press:id/") for s in subjects))
        for wrong in ("press", "http://a b/", "https://a.example/x",
                      "https://a.example/#", "1:x/"):
            message = self.error("export", "--format", "nt", "--base-iri",
                                 wrong, status=2)
            self.assertIn("base IRI", message)

    def test_every_term_of_ours_is_in_the_vocabulary(self):
        vocabulary = {t[0].removeprefix("<").removesuffix(">") for t in
                      triples_by_oxigraph(ROOT / "docs/vocab.ttl", "turtle")}
        for path in (self.export("nt")[0], self.make_everything()):
            for quad in read_oxigraph(path, "nt"):
                for term in (quad.predicate, quad.object):
                    value = getattr(term, "value", "")
                    if isinstance(term, pyoxigraph.Literal):
                        value = term.datatype.value
                    if value.startswith(KG):
                        self.assertIn(value, vocabulary)

    def make_everything(self):
        """An export in which every optional field has a value."""
        article = {"id": "a", "root": "r", "path": "p", "record": "7",
                   "url": "https://news.example/a b", "title": "T",
                   "date": "2020-01-02", "authors": ["X", "X"],
                   "publisher": "P", "language": "en", "text": "Al hit Bo",
                   "model": "m", "extractor": "e"}
        al = {"name": "Al", "type": "Person"}
        bo = {"name": "Bo", "type": "Group"}
        spot = {"article": "a", "start": 0, "end": 9, "quote": "Al hit Bo"}
        records = [
            {"kind": "entity", "id": "al", "described": True, **al,
             "aliases": [{"text": "Al"}], "descriptions": ["boxer"],
             "external": {"wikidata": "Q1"}},
            {"kind": "relation", "id": "r", "subject": al, "predicate": "hits",
             "object": bo, "polarity": "affirmed", "modality": "asserted",
             "standing": "stated", "property": "-P1", "derived": "rule",
             "evidence": [dict(spot, rule="svo", claim="c", qualifiers=[
                 {"role": "time", "text": "t", "value": "2020"}])]},
            {"kind": "relation", "subject": al, "predicate": "weighs",
             "object": {"value": "80", "datatype": "quantity", "unit": "kg",
                        "text": "80 kg"}, "property": "P2",
             "polarity": "affirmed", "modality": "asserted",
             "standing": "stated", "evidence": [spot]},
            {"kind": "claim", "id": "c", "speaker": al, "act": "says",
             "addressee": bo, "text": "Al hit Bo", "topics": [bo],
             "propositions": ["r"], "date": "2020-01", "derived": "x",
             "evidence": [dict(spot, cue=[3, 6])]},
            {"kind": "claim", "id": "d", "speaker": None, "act": "adds",
             "text": "Bo", "parent": "c",
             "evidence": [dict(spot, cue=[3, 6])]},
        ]
        facts_file(self.folder / "all.jsonl", [(article, records)])
        self.out("load", "all.jsonl", "--db", "all.db")
        path, _ = self.export("nt", "--db", "all.db")
        text = path.read_text()
        for expected in ('"https://news.example/a b"^^', '"80 kg"^^<' + KG,
                         "wikidata.org/entity/Q1>", KG + "unknownSpeaker",
                         KG + "inverseProperty", '"2020-01"^^'):
            self.assertIn(expected, text)
        return path


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # of the readers
