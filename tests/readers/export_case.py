"""What the tests that read exports share: stores, and each format's readers.

Run by the interpreter of build/venv, which has tests/requirements.txt.
"""

import csv
import io
import json
import os
import re
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))

import igraph  # noqa: E402
import networkx  # noqa: E402
import pyoxigraph  # noqa: E402
import rdflib  # noqa: E402
from lxml import etree  # noqa: E402
from kg_case import PRESS, SHARED, KgCase  # noqa: E402

rdflib.NORMALIZE_LITERALS = False
NODE_MODULES = os.environ.get("KG_NODE_MODULES", "")
RDF_FORMATS = ("nt", "turtle", "nquads", "trig")
# For rapper, serdi; rdflib; pyoxigraph.
RAPPER = {"nt": "ntriples", "turtle": "turtle", "nquads": "nquads",
          "trig": "trig"}
OXIGRAPH = {"nt": pyoxigraph.RdfFormat.N_TRIPLES,
            "turtle": pyoxigraph.RdfFormat.TURTLE,
            "nquads": pyoxigraph.RdfFormat.N_QUADS,
            "trig": pyoxigraph.RdfFormat.TRIG}


class ExportCase(KgCase):
    """One store, loaded from FACTS, for all tests of a class."""

    FACTS = PRESS

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="kg-readers-")
        cls.addClassCleanup(folder.cleanup)
        cls.shared_folder = pathlib.Path(folder.name).resolve()
        cls.made = False

    def setUp(self):
        super().setUp()
        self.folder = self.shared_folder
        if not self.made:
            self.make_store()
            type(self).made = True

    def make_store(self):
        self.out("load", self.FACTS)

    def export(self, form, *options):
        """The file of an export, and its closing line."""
        path = self.folder / f"{self.id().rpartition('.')[2]}.{form}"
        done = self.kg("export", "--format", form, "-o", path, *options)
        self.assertEqual(done.stdout, "")
        return path, done.stderr

    def statistics(self):
        counts = {}
        for line in self.out("stats").splitlines():
            words = line.split()
            if len(words) == 2 and words[1].isdigit():
                counts.setdefault(words[0], int(words[1]))
        return counts


def facts_file(path, articles):
    """Writes a file of facts: (article, its lines) each."""
    header = {"kind": "header", "format": "kg", "version": 1,
              "scope": "articles"}
    lines = [header]
    for article, records in articles:
        lines += [dict(article, kind="article"), *records]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def read_networkx(path):
    """(nodes: id -> attributes, edges: id -> (source, target, attributes))"""
    if path.suffix == ".gexf":
        graph = networkx.read_gexf(path, version="1.3")
    else:
        graph = networkx.read_graphml(path, force_multigraph=True)
    if not graph.is_multigraph():
        graph = networkx.MultiDiGraph(graph)
    edges = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        edges[data.pop("id", key)] = (source, target, data)
    return dict(graph.nodes(data=True)), edges


def read_igraph(path):
    graph = igraph.Graph.Read_GraphML(str(path))
    names = graph.vs["id"]
    nodes = {v["id"]: v.attributes() for v in graph.vs}
    # igraph 1.0 confuses the ids of edges and nodes, but keeps their order.
    ids = [edge.get("id") for edge in etree.parse(path).iter("{*}edge")]
    edges = {key: (names[e.source], names[e.target],
                   {**e.attributes(), "id": key})
             for key, e in zip(ids, graph.es, strict=True)}
    return nodes, edges


def has_graphology():
    return os.path.isdir(NODE_MODULES) and shutil.which("node") is not None


def read_graphology(path):
    done = subprocess.run(
        ["node", str(ROOT / "tests/readers/read_graph.cjs"), str(path)],
        env={**os.environ, "NODE_PATH": NODE_MODULES},
        capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode()[-2000:])
    graph = json.loads(done.stdout)
    return ({n["id"]: with_rgb(n["attributes"]) for n in graph["nodes"]},
            {e["id"]: (e["source"], e["target"], e["attributes"])
             for e in graph["edges"]})


def with_rgb(attributes):
    """graphology joins r, g and b to a colour, "#rrggbb"."""
    color = attributes.get("color", "")
    parts = re.fullmatch("#(..)(..)(..)", color)
    return {**attributes, **({name: int(part, 16) for name, part in
                              zip("rgb", parts.groups())} if parts else {})}


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_ntriples(dataset):
    """Triples of an rdflib dataset, whatever their graph, as N-Triples."""
    return {" ".join(term.n3() for term in triple)
            for triple in {quad[:3] for quad in dataset.quads()}}


def read_rdflib(path, form):
    dataset = rdflib.Dataset()
    dataset.parse(path, format={"nt": "nt", "turtle": "turtle",
                                "nquads": "nquads", "trig": "trig"}[form])
    return {quad[:3] for quad in dataset.quads()}


def read_oxigraph(path, form):
    """Quads, as pyoxigraph reads them."""
    return list(pyoxigraph.parse(path=str(path), format=OXIGRAPH[form]))


def triples_by_oxigraph(path, form):
    return {(str(q.subject), str(q.predicate), str(q.object))
            for q in read_oxigraph(path, form)}


def run_reader(*command):
    """The N-Triples or N-Quads that a command prints."""
    done = subprocess.run([str(part) for part in command],
                          capture_output=True, check=False)
    if done.returncode != 0 or b"rror" in done.stderr:
        raise AssertionError(f"{command}: {done.returncode}\n"
                             f"{done.stderr.decode()[-2000:]}")
    return done.stdout


def triples_of(ntriples):
    """The triples of N-Triples or N-Quads that a reader printed."""
    return {(str(q.subject), str(q.predicate), str(q.object))
            for q in pyoxigraph.parse(io.BytesIO(ntriples),
                                      format=pyoxigraph.RdfFormat.N_QUADS)}


def read_rapper(path, form):
    return triples_of(run_reader("rapper", "-q", "-i", RAPPER[form],
                                 "-o", "ntriples", path))


def read_serdi(path, form):
    return triples_of(run_reader("serdi", "-i", RAPPER[form],
                                 "-o", "nquads", path))


__all__ = ["ExportCase", "PRESS", "ROOT", "SHARED", "RDF_FORMATS",
           "facts_file", "has_graphology", "read_csv", "read_graphology",
           "read_igraph", "read_networkx", "read_oxigraph", "read_rapper",
           "read_rdflib", "read_serdi", "triples_by_oxigraph"]
