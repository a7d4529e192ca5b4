"""Counts agree: what each reader finds, the closing line of each export, and
`kg stats`, on whole corpora that kg reads by itself."""

import os
import re
import unittest

from export_case import (RDF_FORMATS, ROOT, SHARED, ExportCase, has_graphology,
                         read_csv, read_graphology, read_igraph,
                         read_networkx, read_rapper, read_rdflib, read_serdi,
                         triples_by_oxigraph)

SEEDS = SHARED / "articles/seeds"
NEWS = SHARED / "data/articles/news-4000.jsonl"
NEWS_ARTICLES = 500
BUILD_SECONDS = 3600  # of those, on a busy machine
GRAPH_READERS = {
    "graphml": [read_networkx, read_igraph],
    "gexf": [read_networkx],
}
RECORDS = {"articles": "article", "entities": "entity",
           "relations": "relation", "claims": "claim"}


def closing_counts(text):
    """The number before each word of a closing line, by the word's plural."""
    return {re.sub(r"(?<!s)$", "s", re.sub(r"y$", "ies", word)): int(number)
            for number, word in re.findall(r"(\d+) ([a-z]+)", text)}


class Counts:
    """The tests of each corpus."""

    def corpus(self):
        raise NotImplementedError

    def make_store(self):
        self.out("build", *self.corpus(), timeout=BUILD_SECONDS)

    def counts_of(self, form, *options):
        path, text = self.export(form, *options)
        counts = closing_counts(text)
        statistics = self.statistics()
        self.assertGreater(statistics["entities"], 0)
        for name in ("entities", "claims"):
            self.assertEqual(counts[name], statistics[name], (form, name))
        return path, counts

    def test_nodes_and_edges(self):
        for form, readers in GRAPH_READERS.items():
            more = [read_graphology] if has_graphology() else []
            for options in ((), ("--all",)):
                path, counts = self.counts_of(form, *options)
                self.assertEqual(counts["nodes"], counts["entities"])
                for read in readers + more:
                    with self.subTest(form=form, read=read.__name__):
                        nodes, edges = read(path)
                        self.assertEqual((len(nodes), len(edges)),
                                         (counts["nodes"], counts["edges"]))

    def test_rows(self):
        for options in ((), ("--all",)):
            path, counts = self.counts_of("csv", *options)
            self.assertEqual(len(read_csv(path)), counts["edges"])
            self.assertEqual(len(read_csv(path.with_suffix(".nodes.csv"))),
                             counts["nodes"])

    def test_lines(self):
        path, counts = self.counts_of("jsonl")
        text = path.read_text()
        for name, kind in RECORDS.items():
            self.assertEqual(text.count(f'\n{{"kind":"{kind}",'),
                             counts[name])
            self.assertEqual(counts[name], self.statistics()[name])

    def test_statements(self):
        found = set()
        for form in RDF_FORMATS:
            path, counts = self.counts_of(form)
            found.add(counts["statements"])
            for read in (triples_by_oxigraph, read_serdi, read_rapper,
                         read_rdflib):
                with self.subTest(form=form, read=read.__name__):
                    self.assertEqual(len(read(path, form)),
                                     counts["statements"])
        self.assertEqual(len(found), 1)


MODEL = (ROOT / "models/en/model.safetensors").exists()


@unittest.skipUnless(MODEL, "no weights in models/en")
class DataCounts(Counts, ExportCase):
    def corpus(self):
        return [ROOT / "data"]


@unittest.skipUnless(MODEL and SEEDS.is_dir(), "no ../shared/articles/seeds")
class SeedsCounts(Counts, ExportCase):
    def corpus(self):
        return [SEEDS]


@unittest.skipUnless(MODEL and NEWS.exists() and "KG_LONG_TESTS" in os.environ,
                     "scripts/test --long, with ../shared/data")
class NewsCounts(Counts, ExportCase):
    def corpus(self):
        path = self.folder / "news.jsonl"
        with open(NEWS, encoding="utf-8") as lines:
            path.write_text("".join(line for line, _ in
                                    zip(lines, range(NEWS_ARTICLES))))
        return [path]


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # of the readers
