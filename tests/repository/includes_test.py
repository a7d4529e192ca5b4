"""Does every include of the sources keep to the tables of the architecture?

Reads the tables of docs/architecture.md: `folder | answers | may include`, and
`library | Debian package | only in`.
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
OURS = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
THEIRS = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)

# Headers of the libraries that may appear in few places, by the first part of
# their path, and those places. RapidJSON may be where JSON is read or written.
THIRD_PARTY = {
    "rocksdb": {"graph/store"},
    "unicode": {"base"},
    "dnnl": {"extractor/language"},
    "oneapi": {"extractor/language"},
    "CLI": {"cli"},
    "re2": {"query/kgq"},
    "histedit": {"cli"},
    "gumbo.h": {"extractor/ingest"},
    "zlib.h": {"extractor/ingest", "exporters"},
    "serd": {"exporters"},
    "sodium.h": {"base"},
    "sodium": {"base"},
    "rapidjson": {"graph/facts", "extractor/ingest", "extractor/language",
                  "exporters", "builder", "cli"},
}


def folder_table():
    """Folder -> folders that it may include, from the document."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = {}
    in_table = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 2 and cells[0] == "folder":
            in_table = cells[-1] == "may include"
        elif in_table and not line.startswith("|"):
            in_table = False
        elif in_table and not set(cells[0]) <= set("-: "):
            folder = cells[0].strip("`/")
            allowed = cells[-1].replace("`", "").split(",")
            table[folder] = {name.strip().rstrip("/") for name in allowed
                             if name.strip()}
    return table


def sources(folder):
    return sorted(path for pattern in ("*.h", "*.cc")
                  for path in (ROOT / folder).glob(pattern))


class IncludesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.table = folder_table()

    def test_table_names_every_folder_of_sources(self):
        found = {str(path.parent.relative_to(ROOT))
                 for top in ("base", "lexicon", "graph", "extractor", "query",
                             "exporters", "builder", "cli")
                 for path in (ROOT / top).rglob("*.cc")}
        self.assertEqual(sorted(found - set(self.table)), [])

    def test_folders_include_only_what_the_table_allows(self):
        wrong = []
        for folder, allowed in self.table.items():
            for path in sources(folder):
                for name in OURS.findall(path.read_text(encoding="utf-8")):
                    target = name.rpartition("/")[0]
                    if target != folder and target not in allowed:
                        wrong.append(f"{path.relative_to(ROOT)}: {name}")
        self.assertEqual(wrong, [])

    def test_includes_of_ours_are_files_from_the_root(self):
        wrong = []
        for folder in self.table:
            for path in sources(folder):
                for name in OURS.findall(path.read_text(encoding="utf-8")):
                    if not (ROOT / name).is_file():
                        wrong.append(f"{path.relative_to(ROOT)}: {name}")
        self.assertEqual(wrong, [])

    def test_libraries_stay_in_their_folders(self):
        wrong = []
        for folder in self.table:
            for path in sources(folder):
                for name in THEIRS.findall(path.read_text(encoding="utf-8")):
                    first = re.split(r"[/.]", name)[0]
                    places = THIRD_PARTY.get(name, THIRD_PARTY.get(first))
                    if places is not None and folder not in places:
                        wrong.append(f"{path.relative_to(ROOT)}: <{name}>")
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
