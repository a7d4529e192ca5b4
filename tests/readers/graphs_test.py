"""GraphML, GEXF and CSV as NetworkX, igraph, graphology and the schemas see them."""

import re
import unittest

from export_case import (PRESS, SHARED, ExportCase, has_graphology, read_csv,
                         read_graphology, read_igraph, read_networkx)
from lxml import etree

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
RESERVED = {"node": {"label", "x", "y", "z", "size", "r", "g", "b", "color"},
            "edge": {"label", "weight", "r", "g", "b", "color"}}


class GraphsTest(ExportCase):
    def closing(self, text):
        found = re.search(r"exported (\d+) nodes?, (\d+) edges?; (\d+) entit"
                          r"(?:y|ies), (\d+) relations?, (\d+) claims?", text)
        self.assertIsNotNone(found, text)
        return tuple(map(int, found.groups()))

    def test_every_reader_finds_the_counts_of_the_closing_line(self):
        statistics = self.statistics()
        for options in ((), ("--all",)):
            path, text = self.export("graphml", *options)
            nodes, edges, entities, _, claims = self.closing(text)
            self.assertEqual((entities, claims), (statistics["entities"],
                                                  statistics["claims"]))
            self.assertEqual(nodes, entities)
            readers = [read_networkx(path), read_igraph(path)]
            if has_graphology():
                readers.append(read_graphology(path))
            for found_nodes, found_edges in readers:
                self.assertEqual((len(found_nodes), len(found_edges)),
                                 (nodes, edges))
        path, text = self.export("csv", "--all")
        rows = read_csv(path)
        self.assertEqual(self.closing(text)[:2],
                         (len(read_csv(path.with_suffix(".nodes.csv"))),
                          len(rows)))

    def test_readers_agree_on_every_value(self):
        path, _ = self.export("graphml", "--all")
        nodes, edges = read_networkx(path)
        others = [read_igraph(path)]
        if has_graphology():
            others.append(read_graphology(path))
        for other_nodes, other_edges in others:
            for mine, theirs in ((nodes, other_nodes),
                                 ({k: v[2] for k, v in edges.items()},
                                  {k: v[2] for k, v in other_edges.items()})):
                self.assertEqual(mine.keys(), theirs.keys())
                for key, attributes in mine.items():
                    for name, value in attributes.items():
                        self.assertEqual(theirs[key][name], value, name)

    def test_reserved_keys_are_for_nodes_or_for_edges_alone(self):
        path, _ = self.export("graphml")
        keys = etree.parse(path).getroot().findall(GRAPHML + "key")
        ids = [key.get("id") for key in keys]
        self.assertEqual(len(ids), len(set(ids)))
        names = {"node": set(), "edge": set()}
        for key in keys:
            self.assertIn(key.get("for"), names)
            names[key.get("for")].add(key.get("attr.name"))
            self.assertIn(key.get("attr.type"),
                          ("boolean", "int", "long", "float", "double",
                           "string"))
            self.assertEqual(key.get("attr.name"), key.get("attr.name").lower())
            self.assertNotEqual(key.get("attr.name"), "type")
            self.assertNotEqual(key.get("attr.name"), "desc")
        self.assertLessEqual({"label", "x", "y", "size", "r", "g", "b", "name"},
                             names["node"])
        self.assertLessEqual({"label", "weight", "interaction"}, names["edge"])
        self.assertFalse({"r", "g", "b", "color"} & names["edge"])

    def test_no_two_edges_of_a_pair_have_one_type(self):
        """Gephi would make one edge of them."""
        for form, name in (("graphml", "label"), ("gexf", "kind")):
            path, _ = self.export(form, "--all")
            edges = [e for e in etree.parse(path).iter("{*}edge")]
            types = {(e.get("source"), e.get("target"), e.get(name))
                     for e in edges}
            self.assertEqual(len(types), len(edges))
            self.assertNotIn(None, {t[2] for t in types})

    def test_nodes_have_positions_sizes_and_the_colours_of_their_types(self):
        path, _ = self.export("graphml")
        nodes, edges = read_networkx(path)
        places = {(n["x"], n["y"]) for n in nodes.values()}
        self.assertEqual(len(places), len(nodes))
        colours = {}
        for node in nodes.values():
            colours.setdefault(node["entity_type"], set()).add(
                (node["r"], node["g"], node["b"]))
        self.assertTrue(all(len(c) == 1 for c in colours.values()))
        self.assertEqual(len(set.union(*colours.values())), len(colours))
        by_mentions = sorted(nodes.values(), key=lambda n: n["mentions"])
        sizes = [n["size"] for n in by_mentions]
        self.assertEqual(sizes, sorted(sizes))
        self.assertTrue(all(e[2]["weight"] >= 1 for e in edges.values()))
        self.assertTrue(all(e[2]["weight"] == e[2]["sources"]
                            for e in edges.values()))

    def test_what_is_not_plain_is_drawn_on_demand_and_marked(self):
        path, _ = self.export("graphml")
        labels = {e[2]["label"] for e in read_networkx(path)[1].values()}
        self.assertEqual(labels, {"bans", "arrests", "denies", "says"})
        path, _ = self.export("graphml", "--all")
        labels = {e[2]["label"] for e in read_networkx(path)[1].values()}
        self.assertEqual(labels, {"bans", "arrests", "denies", "says",
                                  "may not buys", "not spies_on (said)"})

    def test_an_edge_has_its_quotes(self):
        path, _ = self.export("graphml")
        edge, = (e[2] for e in read_networkx(path)[1].values()
                 if e[2]["label"] == "bans" and e[2]["sources"] == 2)
        self.assertEqual(edge["first_date"], "2024-04-19")
        self.assertEqual(edge["last_date"], "2024-04-20")
        self.assertEqual(edge["quote_2"], "Ruritania banned Orbitel in April")
        self.assertEqual(edge["source_2"], "wire.jsonl")
        self.assertEqual(edge["polarity"], "affirmed")

    def test_gexf_has_a_time_line(self):
        path, _ = self.export("gexf")
        root = etree.parse(path).getroot()
        graph = root.find("{*}graph")
        self.assertEqual(graph.get("timeformat"), "date")
        self.assertEqual(graph.get("timerepresentation"), "timestamp")
        spells = root.findall(".//{*}edge/{*}spells/{*}spell")
        self.assertIn("2024-04-19", {s.get("timestamp") for s in spells})

    def test_gexf_is_read(self):
        path, text = self.export("gexf", "--all")
        counts = self.closing(text)[:2]
        nodes, edges = read_networkx(path)
        self.assertEqual((len(nodes), len(edges)), counts)
        if has_graphology():
            nodes, edges = read_graphology(path)
            self.assertEqual((len(nodes), len(edges)), counts)
            self.assertIn("Lena Hartwig",
                          {n["label"] for n in nodes.values()})

    @unittest.skipUnless((SHARED / "schemas/gexf").is_dir(),
                         "no ../shared/schemas/gexf")
    def test_gexf_is_valid(self):
        schema = etree.RelaxNG(
            etree.parse(str(SHARED / "schemas/gexf/gexf.rng")))
        for options in ((), ("--all",), ("--since", "2030")):
            path, _ = self.export("gexf", *options)
            schema.assertValid(etree.parse(path))

    def test_csv_has_the_headers_of_gephi(self):
        path, _ = self.export("csv")
        self.assertTrue(path.read_text().startswith(
            "Source,Target,Type,Weight,"))
        nodes = path.with_suffix(".nodes.csv")
        self.assertTrue(nodes.read_text().startswith("Id,Label,"))
        ids = {row["Id"] for row in read_csv(nodes)}
        for row in read_csv(path):
            self.assertLessEqual({row["Source"], row["Target"]}, ids)
            self.assertEqual(row["Type"], "Directed")

    def test_csv_goes_to_standard_output_as_two_tables(self):
        text = self.out("export", "--format", "csv")
        nodes, edges = text.split("\n\n")
        self.assertTrue(nodes.startswith("Id,Label,"))
        self.assertTrue(edges.startswith("Source,Target,Type,Weight,"))


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # of the readers
