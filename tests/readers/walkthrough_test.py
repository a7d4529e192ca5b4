"""Every command of docs/gephi.md and docs/rdf.md, run as it stands there."""

import re
import shlex
import subprocess
import sys
import pathlib
import unittest

import pyoxigraph
from export_case import PRESS, ROOT, ExportCase


def commands(document):
    """Indented lines of a document that run a program."""
    text = (ROOT / "docs" / document).read_text()
    return [shlex.split(line) for line in
            re.findall(r"^    ((?:kg|pyshacl) .*)$", text, re.M)]


class WalkthroughTest(ExportCase):
    def make_store(self):
        """What `kg build data/` gives; without a model, other articles."""
        (self.folder / "docs").symlink_to(ROOT / "docs")
        (self.folder / "data").symlink_to(ROOT / "data")
        if (ROOT / "models/en/model.safetensors").exists():
            self.out("build", "data/")
        else:
            self.out("load", PRESS)

    def run_document(self, document):
        ran = 0
        for command in commands(document):
            with self.subTest(command=command):
                if command[0] == "pyshacl":
                    program = pathlib.Path(sys.executable).parent / "pyshacl"
                    done = subprocess.run([program, *command[1:]],
                                          cwd=self.folder, text=True,
                                          capture_output=True)
                    self.assertEqual(done.returncode, 0,
                                     done.stdout + done.stderr)
                elif command[1] != "build":
                    done = self.kg(*command[1:])
                    self.assertIn("kg: exported ", done.stderr)
                    path = self.folder / command[command.index("-o") + 1]
                    self.assertGreater(path.stat().st_size, 0)
                ran += 1
        return ran

    def test_gephi(self):
        self.assertGreaterEqual(self.run_document("gephi.md"), 9)

    def test_rdf(self):
        self.assertGreaterEqual(self.run_document("rdf.md"), 5)
        store = pyoxigraph.Store()
        store.load(path=str(self.folder / "graph.ttl"),
                   format=pyoxigraph.RdfFormat.TURTLE)
        questions = re.findall(r"```sparql\n(.*?)```",
                               (ROOT / "docs/rdf.md").read_text(), re.S)
        self.assertEqual(len(questions), 2)
        denials, disputed = (list(store.query(q)) for q in questions)
        self.assertTrue(denials)
        self.assertTrue(all(row["exact"].value for row in denials))


if __name__ == "__main__":
    unittest.main(warnings="ignore")  # of the readers
