"""Strings that break files: each reader gives back what was stored, or what a
format forbids is replaced by U+FFFD and counted."""

import csv
import json
import re
import unittest

import pyoxigraph
import rdflib
from export_case import (RDF_FORMATS, ExportCase, has_graphology,
                         read_graphology, read_igraph, read_networkx,
                         read_oxigraph, read_rapper, read_rdflib, read_serdi)

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
EXACT = "http://www.w3.org/ns/oa#exact"

# Names; what XML 1.0 and RDF cannot hold is replaced in the second of a pair.
NAMES = {
    "markup": "a]]>b<c>&amp;\"d' --> <!-- e",
    "lines": "one\ntwo\r\nthree\rfour\tfive",
    "blanks": "  two  blanks  ",
    "right to left": "\u202eabc\u202c \u05d0\u05d1\u200f \u0627",
    "astral": "\U0001F600 \U00020000 \U0010FFFF",
    "combining": "e\u0301\u0323 \u1100\u1161",
    "backslashes": "c:\\new\\table \\u0041 \\\\ \\\"",
    "formula": "=HYPERLINK(\"http://x.example\",\"y\")",
    "plus": "+1", "minus": "-2+3", "at": "@SUM(A1)",
    "infinity": "INF Treaty", "brackets": "{a}|b^`<>",
    "noncharacters": "a\uFDD0b",
    "line ends of others": "a\u0085b\u009fc\u2028d\u2029e",
}
FORBIDDEN = {
    "controls": ("a\x01b\x08c\x0bd\x1fe", "a\ufffdb\ufffdc\ufffdd\ufffde"),
    "null": ("a\x00b", "a\ufffdb"),
    "not characters": ("a\uffffb\ufffec", "a\ufffdb\ufffdc"),
}
PREDICATE = "says \"<no> way\" & #%20/é"
URL = "https://news.example/a b?<x>&y=\"1\"#z"


def entity(key, name):
    return {"kind": "entity", "id": key, "type": "Concept", "name": name,
            "aliases": [], "descriptions": [name + "; more"],
            "external": {}}


class HostileTest(ExportCase):
    def make_store(self):
        names = {**NAMES, **{k: v[0] for k, v in FORBIDDEN.items()}}
        quote = "Q " + "long \u00e9 & <b>" * 90_000
        text = quote + "\n\n" + "\n\n".join(names.values())
        article = {"kind": "article", "id": "a", "root": "r",
                   "path": "p/<&>\".txt", "url": URL, "title": "Q",
                   "date": "2020-01-02", "text": text}
        keys = list(names)
        records = [entity(key, names[key]) for key in keys]
        for key, other in zip(keys, keys[1:]):
            end = len(quote) if key == keys[0] else 8
            records.append({
                "kind": "relation",
                "subject": {"id": key, "name": names[key]},
                "object": {"id": other, "name": names[other]},
                "predicate": PREDICATE, "polarity": "affirmed",
                "modality": "asserted", "standing": "stated",
                "evidence": [{"article": "a", "start": 0, "end": end,
                              "quote": quote[:end]}]})
        header = {"kind": "header", "format": "kg", "version": 1,
                  "scope": "articles"}
        lines = [header, article, *records]
        raw = "".join(json.dumps(line) + "\n" for line in lines)
        # A lone surrogate in the input becomes U+FFFD when it is read.
        raw = raw.replace("two  blanks", "two  bl\\ud83danks")
        self.write("hostile.jsonl", raw)
        self.out("load", "hostile.jsonl")

    def stored(self):
        """Names and quotes as the store has them, after its normal form."""
        # Not splitlines(): it splits at characters that JSON need not escape.
        records = [json.loads(line) for line in
                   self.out("export", "--format", "jsonl").split("\n")[:-1]]
        names = {r["id"]: r["name"] for r in records if r["kind"] == "entity"}
        quotes = {r["evidence"][0]["quote"] for r in records
                  if r["kind"] == "relation"}
        return names, quotes

    def allowed(self, text):
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd",
                      text)

    def test_the_store_holds_every_name(self):
        names, quotes = self.stored()
        self.assertEqual(len(names), len(NAMES) + len(FORBIDDEN))
        self.assertIn("  two  bl\ufffdanks  ", names.values())
        self.assertGreater(max(map(len, quotes)), 1_000_000)

    def test_graph_readers_give_back_what_was_stored(self):
        names, quotes = self.stored()
        expected = {key: self.allowed(name) for key, name in names.items()}
        replaced = set()
        for form in ("graphml", "gexf"):
            path, text = self.export(form)
            replaced.add(re.search(r"(\d+) characters replaced", text).group(1))
            readers = [read_networkx]
            if form == "graphml":
                readers.append(read_igraph)
            if has_graphology():
                readers.append(read_graphology)
            for read in readers:
                nodes, edges = read(path)
                self.assertEqual({k: n["label"] for k, n in nodes.items()},
                                 expected, read.__name__)
                for key, node in nodes.items():
                    self.assertEqual(node["descriptions"],
                                     expected[key] + "; more")
                for source, target, edge in edges.values():
                    self.assertEqual(edge["label"], PREDICATE)
                    self.assertEqual(edge["source_1"], URL)
                self.assertEqual({e[2]["quote_1"] for e in edges.values()},
                                 quotes)
        # Label, name, description of GraphML; GEXF's are as many.
        forbidden = sum(len(a) - len(a.replace("\ufffd", ""))
                        for _, a in FORBIDDEN.values())
        self.assertEqual(replaced, {str(3 * forbidden)})

    def test_csv_gives_back_what_was_stored(self):
        names, quotes = self.stored()
        path, text = self.export("csv")
        with open(path.with_suffix(".nodes.csv"), encoding="utf-8",
                  newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), len(names))
        guarded = 0
        for row in rows:
            name = names[row["Id"]].replace("\0", "\ufffd")
            if name[0] in "=+-@\t\r":
                name = "'" + name
                guarded += 1
            self.assertEqual(row["Label"], name)
        self.assertEqual(guarded, 4)
        # Label, name and description of each.
        self.assertIn(f"; {3 * guarded} formulas made text", text)
        csv.field_size_limit(10_000_000)
        with open(path, encoding="utf-8", newline="") as file:
            self.assertEqual({row["quote_1"] for row in csv.DictReader(file)},
                             quotes)

    def test_rdf_readers_give_back_what_was_stored(self):
        names, quotes = self.stored()
        expected = {self.allowed(name) for name in names.values()}
        for form in RDF_FORMATS:
            path, text = self.export(form)
            self.assertRegex(text, r"; \d+ characters replaced")
            quads = read_oxigraph(path, form)
            values = {p: {q.object.value for q in quads
                          if q.predicate.value == p} for p in (LABEL, EXACT)}
            self.assertEqual(values[LABEL], expected)
            self.assertEqual(values[EXACT], quotes)
            triples = {(str(q.subject), str(q.predicate), str(q.object))
                       for q in quads}
            self.assertEqual(read_serdi(path, form), triples)
            self.assertEqual(read_rapper(path, form), triples)
            self.assertIn(f'"{URL}"'.replace('"1"', '\\"1\\"'),
                          {str(pyoxigraph.Literal(q.object.value))
                           for q in quads
                           if q.predicate.value == "https://schema.org/url"})
            if form in ("nt", "nquads"):
                continue  # rdflib takes a minute for a line of 1 MB
            found = read_rdflib(path, form)
            self.assertEqual({str(o) for s, p, o in found
                              if p == rdflib.URIRef(LABEL)}, expected)


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # of the readers
