"""Habits of the sources that a reader relies on: sizes, headers, no leftovers."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("base", "lexicon", "graph", "extractor", "query", "exporters",
           "builder", "cli", "tests", "bench")
MAX_LINES = 400


def sources(*suffixes):
    return sorted(path for folder in FOLDERS
                  for path in (ROOT / folder).rglob("*")
                  if path.suffix in suffixes)


def relative(path):
    return str(path.relative_to(ROOT))


class SourcesTest(unittest.TestCase):
    def test_files_are_short(self):
        long = [f"{relative(path)}: {lines}"
                for path in sources(".h", ".cc", ".py")
                if (lines := len(path.read_text("utf-8").splitlines()))
                > MAX_LINES]
        self.assertEqual(long, [])

    def test_headers_open_with_a_comment_and_are_included_once(self):
        wrong = []
        for path in sources(".h"):
            text = path.read_text("utf-8")
            opening = text.split("#", 1)[0]
            once = "#pragma once" in text or "included by" in opening
            if not text.startswith("//") or not once:
                wrong.append(relative(path))
        self.assertEqual(wrong, [])

    def test_no_left_over_marks(self):
        mark = re.compile(r"\b(TODO|FIXME|XX" + r"X|HACK)\b")
        wrong = [relative(path) for path in sources(".h", ".cc")
                 if mark.search(path.read_text("utf-8"))]
        self.assertEqual(wrong, [])

    def test_libraries_do_not_print_or_exit(self):
        call = re.compile(r"std::(cout|cerr|clog)\b|\b(printf|puts|exit|abort)"
                          r"\(|fprintf\(std(out|err)")
        wrong = []
        for path in sources(".h", ".cc"):
            if path.relative_to(ROOT).parts[0] in ("cli", "tests", "bench"):
                continue
            code = re.sub(r"//.*", "", path.read_text("utf-8"))
            if call.search(code):
                wrong.append(relative(path))
        self.assertEqual(wrong, [])

    def test_packages_are_listed_once(self):
        lines = (ROOT / "scripts/debian-packages.txt").read_text().split("\n")
        names = [line for line in lines if line and not line.startswith("#")]
        self.assertEqual(len(names), len(set(names)))
        for name in names:
            self.assertRegex(name, r"^[a-z0-9][a-z0-9+.-]+$")


if __name__ == "__main__":
    unittest.main()
