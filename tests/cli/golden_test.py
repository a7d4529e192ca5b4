"""A store that was made once, by tests/golden/make_store.py, opens and exports
the bytes that it did then; one of another format is refused, and its facts load.
"""

import tarfile
import unittest

from kg_case import ROOT, KgCase

FORMAT = 2
GOLDEN = ROOT / "tests/golden"


class GoldenTest(KgCase):
    def setUp(self):
        super().setUp()
        with tarfile.open(GOLDEN / f"store-{FORMAT}.tar.gz") as archive:
            archive.extractall(self.folder)
        self.facts = (GOLDEN / f"facts-{FORMAT}.jsonl").read_text("utf-8")
        self.graph = (GOLDEN / f"graph-{FORMAT}.jsonl").read_text("utf-8")

    def test_it_is_of_the_present_format(self):
        self.assertIn(f"store      format {FORMAT}\n", self.out("--version"))

    def test_it_opens_and_exports_what_it_did(self):
        self.assertEqual(self.out("export", "--format", "facts"), self.facts)
        self.assertEqual(self.out("export", "--format", "jsonl"), self.graph)

    def test_its_rules_hold(self):
        self.assertEqual(self.out("check", "--deep"), "all rules hold\n")
        self.assertEqual(self.out("check"), "all rules hold\n")
        self.assertRegex(self.out("verify"), r"\A\d+ quotes verified, 0 wrong")

    def test_it_can_be_written_to_and_repaired(self):
        self.kg("load", GOLDEN / f"facts-{FORMAT}.jsonl")
        self.assertEqual(self.out("export", "--format", "facts"), self.facts)
        self.assertIn("damaged   nothing was found\n", self.out("repair"))
        self.assertEqual(self.out("export", "--format", "facts"), self.facts)
        self.assertEqual(self.out("check", "--deep"), "all rules hold\n")

    def test_another_format_is_refused_with_advice(self):
        for other in (1, FORMAT + 1):
            for path in (self.folder / "kg.db").rglob("version"):
                path.write_text(f"kg store\nformat {other}\nstate live\n")
            expected = (f"kg: kg.db: store format {other}, this kg reads "
                        f"{FORMAT}; export its facts with the kg that wrote it "
                        "(kg export --format facts) and load them here\n")
            for command in (["stats"], ["check"], ["check", "--deep"],
                            ["repair"], ["export", "--format", "jsonl"],
                            ["load", GOLDEN / f"facts-{FORMAT}.jsonl"]):
                with self.subTest(other=other, command=command):
                    self.assertEqual(self.error(*command, status=1), expected)

    def test_its_facts_load_into_a_new_store(self):
        self.kg("load", GOLDEN / f"facts-{FORMAT}.jsonl", "--db", "new.db")
        self.assertEqual(self.out("export", "--format", "facts", "--db",
                                  "new.db"), self.facts)
        self.assertEqual(self.out("check", "--deep", "--db", "new.db"),
                         "all rules hold\n")


if __name__ == "__main__":
    unittest.main()
