"""The examples of docs/kgq-examples.md give what the document shows.

With KG_WRITE=1 the document is written anew instead.
"""

import os
import re
import unittest

from kg_case import ROOT, KgCase

DOCUMENT = ROOT / "docs/kgq-examples.md"
EXAMPLE = re.compile(r"```kgq\n(.*?)```\n\n```text\n(.*?)```", re.S)


class ExamplesTest(KgCase):
    def setUp(self):
        super().setUp()
        self.kg("build", "--jobs", 2, ROOT / "data")

    def test_examples_give_what_the_document_shows(self):
        text = DOCUMENT.read_text(encoding="utf-8")
        self.assertGreaterEqual(len(EXAMPLE.findall(text)), 9)
        if os.environ.get("KG_WRITE"):
            DOCUMENT.write_text(EXAMPLE.sub(
                lambda m: f"```kgq\n{m[1]}```\n\n```text\n"
                          f"{self.out('query', m[1])}```", text),
                encoding="utf-8")
            return
        for query, expected in EXAMPLE.findall(text):
            with self.subTest(query=query):
                self.assertEqual(self.out("query", query), expected)


if __name__ == "__main__":
    unittest.main()
