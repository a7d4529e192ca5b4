"""kg export: files, filters, and what happens when writing fails."""

import csv
import gzip
import io
import os
import signal
import subprocess
import unittest
import xml.etree.ElementTree as xml

from kg_case import PRESS, PROGRAM, KgCase

FORMATS = ("jsonl", "graphml", "gexf", "csv", "nt", "turtle", "nquads",
           "trig")


class ExportTest(KgCase):
    def setUp(self):
        super().setUp()
        self.out("load", PRESS)

    def names(self):
        return sorted(path.name for path in self.folder.iterdir()
                      if path.name != "kg.db")

    def edges(self, *options):
        """Source, label and target of each edge, by name; and the nodes."""
        text = self.out("export", "--format", "csv", *options)
        nodes, edges = (list(csv.DictReader(io.StringIO(part + "\n")))
                        for part in text.rstrip("\n").split("\n\n"))
        name = {row["Id"]: row["Label"] for row in nodes}
        return ({(name[row["Source"]], row["Label"], name[row["Target"]])
                 for row in edges}, set(name.values()))

    def test_the_same_bytes_every_time(self):
        for form in FORMATS:
            with self.subTest(form):
                first = self.out("export", "--format", form)
                self.out("export", "--format", form, "-o", "again." + form)
                again = (self.folder / ("again." + form)).read_text()
                self.assertTrue(first.endswith(again))
                self.assertNotEqual(again, "")

    def test_a_name_in_gz_is_compressed_with_the_same_bytes(self):
        for form in ("graphml", "nt", "facts"):
            self.out("export", "--format", form, "-o", "plain." + form)
            for name in ("one.gz", "two.gz"):
                self.out("export", "--format", form, "-o", name)
            one = (self.folder / "one.gz").read_bytes()
            self.assertEqual(one, (self.folder / "two.gz").read_bytes())
            self.assertEqual(gzip.decompress(one),
                             (self.folder / ("plain." + form)).read_bytes())

    def test_csv_puts_the_nodes_beside_the_edges(self):
        for name, nodes in (("a.csv", "a.nodes.csv"),
                            ("b.csv.gz", "b.nodes.csv.gz"),
                            ("c", "c.nodes")):
            self.out("export", "--format", "csv", "-o", name)
            self.assertTrue((self.folder / nodes).exists())
        self.assertEqual(
            gzip.decompress((self.folder / "b.nodes.csv.gz").read_bytes()),
            (self.folder / "a.nodes.csv").read_bytes())

    def test_closing_lines_count(self):
        expected = {
            "graphml": "kg: exported 9 nodes, 7 edges; 9 entities, "
                       "4 relations, 3 claims\n",
            "nt": "kg: exported 410 statements; 2 articles, 9 entities, "
                  "8 relations, 3 claims\n",
            "jsonl": "kg: exported 2 articles, 9 entities, 8 relations, "
                     "3 claims\n"}
        for form, line in expected.items():
            self.assertEqual(self.kg("export", "--format", form).stderr, line)

    def test_filters(self):
        bans = ("Ruritania", "bans", "Orbitel")
        router = ("Ruritania", "bans", "router")
        arrest = ("Strelsau police", "arrests", "Viktor Sarin")
        denials = {("Viktor Sarin", "denies", "spying"),
                   ("Lena Hartwig", "denies", "customer")}
        says = {("Lena Hartwig", "says", "customer"),
                ("Lena Hartwig", "says", "Orbitel")}
        everything = {bans, router, arrest, *denials, *says}
        planned = {("Tokyo Electric Works", "may not buys", "Orbitel"),
                   ("Orbitel", "not spies_on (said)", "customer")}
        cases = (
            ((), everything),
            (("--all",), everything | planned),
            (("--min-sources", "2"), {bans}),
            (("--since", "2024-04-20"), {bans, ("Viktor Sarin", "denies",
                                                "spying")}),
            (("--until", "2024-04-19"),
             everything - {("Viktor Sarin", "denies", "spying")}),
            (("--since", "2024-04-20", "--until", "2024-04-20",
              "--min-sources", "2"), set()),
            (("--since", "2025"), set()),
            (("--until", "2024-04"), everything),
            (("--predicate", "deny"), denials),
            (("--predicate", "banned,denies"), {bans, router, *denials}),
            (("--type", "Place,Organization"), {bans}),
            (("--type", "person", "--type", "Organization"),
             {arrest, ("Lena Hartwig", "says", "Orbitel")}),
            (("--min-confidence", "0.91"), {router, arrest}),
            (("--ego", "sarin"), {arrest, ("Viktor Sarin", "denies",
                                           "spying")}),
            (("--ego", "Ruritania", "--depth", "0"), set()),
            (("--ego", "Ruritania", "--depth", "2"), {bans, router, (
                "Lena Hartwig", "says", "Orbitel")}),
            (("--ego", "Ruritania", "--depth", "9"), {bans, router, *says, (
                "Lena Hartwig", "denies", "customer")}),
            (("--giant",), {bans, router, *says,
                            ("Lena Hartwig", "denies", "customer")}),
            (("--giant", "--all", "--predicate", "buy,ban"),
             {bans, router, ("Tokyo Electric Works", "may not buys", "Orbitel")}),
        )
        for options, expected in cases:
            with self.subTest(options=options):
                edges, nodes = self.edges(*options)
                self.assertEqual(edges, expected)
                for source, _, target in edges:
                    self.assertLessEqual({source, target}, nodes)

    def test_filters_on_facts_leave_no_lone_nodes(self):
        self.assertEqual(self.edges("--min-sources", "2")[1],
                         {"Ruritania", "Orbitel"})
        self.assertEqual(self.edges("--ego", "Ruritania", "--depth", "0")[1],
                         {"Ruritania"})
        self.assertEqual(self.edges("--type", "Place")[1], {"Ruritania"})

    def test_filtered_records_refer_to_nothing_outside(self):
        for options in (("--ego", "sarin"), ("--since", "2024-04-20"),
                        ("--min-sources", "2"), ("--predicate", "denies"),
                        ("--type", "Person"), ("--giant",)):
            lines = self.lines("export", "--format", "jsonl", *options)
            ids = {line["id"] for line in lines if "id" in line}
            self.assertGreater(len(ids), 1, options)
            for line in lines[1:]:
                ends = [line.get("subject"), line.get("object"),
                        line.get("speaker"), line.get("addressee"),
                        *line.get("topics", [])]
                used = [end["id"] for end in ends if end and "id" in end]
                used += line.get("propositions", [])
                used += [item["article"] for item in line.get("evidence", [])]
                self.assertLessEqual(set(used), ids, options)

    def test_a_window_of_days_counts_again(self):
        lines = self.lines("export", "--format", "jsonl", "--until",
                           "2024-04-19")
        self.assertEqual({line["date"] for line in lines
                          if line["kind"] == "article"}, {"2024-04-19"})
        for line in lines:
            if line["kind"] == "relation":
                self.assertEqual((line["last_date"], line["sources"]),
                                 ("2024-04-19", 1))

    def test_unknown_names_get_the_nearest_ones(self):
        self.assertEqual(
            self.error("export", "--format", "csv", "--ego", "Lena Hartwich",
                       "-o", "x.csv", status=1),
            "kg: no entity 'Lena Hartwich', the nearest is 'Lena Hartwig'\n")
        self.assertIn("no predicate 'arests', the nearest is 'arrests'",
                      self.error("export", "--format", "csv", "--predicate",
                                 "arests", status=1))
        self.assertEqual(self.names(), [])

    def test_wrong_filters_are_wrong_commands(self):
        for wrong in (("--since", "yesterday"), ("--since", "2024-4-1"),
                      ("--min-confidence", "2"), ("--type", "Robot"),
                      ("--depth", "2"), ("--min-sources", "-1"),
                      ("--base-iri", "x")):
            self.error("export", "--format", "nt", *wrong, status=2)

    def test_a_missing_folder_is_an_error(self):
        for form in FORMATS:
            self.assertEqual(
                self.error("export", "--format", form, "-o", "none/a.x",
                           status=1),
                "kg: none/a.x: cannot write: No such file or directory\n")
        self.assertEqual(
            self.error("export", "--format", "nt", "-o", ".", status=1),
            "kg: .: cannot write: Is a directory\n")

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_full_disk_is_an_error(self):
        for form in FORMATS:
            self.assertEqual(
                self.error("export", "--format", form, "-o", "/dev/full",
                           status=1),
                "kg: /dev/full: cannot write: No space left on device\n")
        self.assertEqual(self.names(), [])

    def test_a_failed_export_leaves_the_old_file(self):
        self.write("graph.nt", "old")
        # A file may grow to 4 kB, and a write beyond is an error.
        done = subprocess.run(
            ["bash", "-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"",
             PROGRAM, "export", "--format", "nt", "-o", "graph.nt"],
            cwd=self.folder, env=self.environment, capture_output=True,
            text=True)
        self.assertEqual((done.returncode, done.stderr),
                         (1, "kg: graph.nt: cannot write: File too large\n"))
        self.assertEqual((self.folder / "graph.nt").read_text(), "old")
        self.assertEqual(self.names(), ["graph.nt"])

    def test_a_closed_pipe_ends_quietly(self):
        for form in FORMATS:
            with self.start("export", "--format", form) as program:
                program.stdout.close()
                self.assertNotIn("cannot", program.stderr.read())

    def test_an_interrupt_leaves_nothing_behind(self):
        """Written into a pipe that nobody empties, so that it waits."""
        os.mkfifo(self.folder / "pipe")
        with self.start("export", "--format", "nt", "-o", "pipe") as program:
            with open(self.folder / "pipe", "rb") as pipe:
                self.assertNotEqual(pipe.read(1), b"")
                program.send_signal(signal.SIGINT)
                pipe.read()
            self.assertIn(program.wait(60), (0, 130))
        with self.start("export", "--format", "graphml", "-o",
                        "g.x") as program:
            # The first thing it makes is the temporary file.
            while program.poll() is None and not self.names()[1:]:
                pass
            program.send_signal(signal.SIGINT)
            self.assertIn(program.wait(60), (0, 130))
        self.assertLessEqual(set(self.names()) - {"g.x"}, {"pipe"})

    def test_an_export_of_nothing_is_a_whole_file(self):
        options = ("--since", "2030")
        for form in FORMATS:
            self.out("export", "--format", form, "-o", "none." + form,
                     *options)
        for form in ("graphml", "gexf"):
            root = xml.parse(self.folder / ("none." + form)).getroot()
            self.assertEqual(root.findall(".//{*}node"), [])
        self.assertNotIn(" a ", (self.folder / "none.turtle").read_text())


if __name__ == "__main__":
    unittest.main()
