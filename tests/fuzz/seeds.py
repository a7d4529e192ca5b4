#!/usr/bin/env python3
"""Write the seeds of a fuzz target: what the repository has of its format.

    python3 tests/fuzz/seeds.py TARGET FOLDER
"""

import gzip
import hashlib
import json
import pathlib
import re
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TCK = ROOT.parent / "shared/query/tck/features"


def files(*patterns):
    return [path.read_bytes() for pattern in patterns
            for path in sorted(ROOT.glob(pattern))]


def texts(*patterns):
    return [data.decode() for data in files(*patterns)]


def articles(ending):
    """Those of data/, and the texts of the tests of ingest."""
    own = files(f"data/*.{ending}")
    marks = {"html": "<", "json": "{", "jsonl": "{", "txt": "", "md": "#"}
    own += [text for text in literals("tests/ingest/*.cc")
            if marks[ending].encode() in text]
    return own


def literals(*patterns):
    """String literals of C++ sources, raw ones too."""
    found = []
    for text in texts(*patterns):
        found += re.findall(r'R"\((.*?)\)"', text, re.S)
        found += [literal.encode().decode("unicode_escape", "replace")
                  for literal in re.findall(r'"((?:[^"\\\n]|\\.)+)"', text)
                  if r"\x" not in literal and r"\u" not in literal]
    return [text.encode("utf-8", "replace") for text in found]


def packed():
    """Each with the byte that chooses the format inside."""
    out = []
    for number, ending in enumerate(("txt", "md", "html", "json", "jsonl")):
        for data in files(f"data/*.{ending}"):
            whole = gzip.compress(data, mtime=0)
            stored = gzip.compress(data, compresslevel=0, mtime=0)
            out += [bytes([number]) + one
                    for one in (whole, whole[:-5], whole + whole, stored)]
    return out


def facts():
    lines = files("tests/cli/press.jsonl")[0].splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if b'"article",' in line
              and json.loads(line)["kind"] == "article"] + [len(lines)]
    groups = [b"".join([lines[0], *lines[begin:end]])
              for begin, end in zip(starts, starts[1:])]
    header = lines[0]
    return [b"".join(lines), *groups,
            *(header + text for text in literals("tests/facts/*.cc")
              if text.startswith(b"{"))]


def queries():
    found = re.findall(r"(?m)^    (\S.*)$", "\n".join(texts("docs/kgq*.md")))
    found += texts("bench/queries/*.kgq")
    for path in sorted(TCK.rglob("*.feature")):
        found += re.findall(r'"""\s*\n(.*?)\n\s*"""',
                            path.read_text("utf-8"), re.S)
    return [query.encode() for query in found]


def conllu():
    """The constructions of the rules' tests, a document a seed."""
    text = texts("tests/rules/constructions.conllu")[0]
    parts = text.split("# newdoc")[1:]
    return [("# newdoc" + part).encode() for part in parts]


def tensors():
    header = {"__metadata__": {"format": "pt"},
              "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
              "b": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [8, 12]},
              "c": {"dtype": "F32", "shape": [0], "data_offsets": [12, 12]}}
    text = json.dumps(header).encode()
    return [struct.pack("<Q", len(text)) + text + bytes(12),
            struct.pack("<Q", 2) + b"{}", struct.pack("<Q", 2 ** 63) + b"{}"]


def vocabulary():
    pieces = files("models/en/vocab.txt")[0].splitlines(keepends=True)
    return [b"".join(pieces[begin:begin + 200])
            for begin in range(0, len(pieces), 3000)]


def records():
    """Right records to change; see records_fuzz.cc."""
    changed = [bytes([128 + kind, facts, 1]) for kind in range(18)
               for facts in range(0, 40, 5)]
    return changed + [bytes([kind]) + b"\1" + bytes(40) for kind in range(18)]


SEEDS = {
    "ingest_txt": lambda: articles("txt"),
    "ingest_md": lambda: articles("md"),
    "ingest_html": lambda: articles("html"),
    "ingest_json": lambda: articles("json"),
    "ingest_jsonl": lambda: articles("jsonl"),
    "ingest_gz": packed,
    "facts": facts,
    "export": facts,
    "records": records,
    "safetensors": tensors,
    "model": lambda: files("models/en/*.json"),
    "vocabulary": vocabulary,
    "lexicon": lambda: [text for text in files("lexicon/en/*.tsv")
                        if len(text) < 4096],
    "extract": conllu,
    "annotate": lambda: (files("data/*.txt", "data/*.md")
                         + literals("tests/language/segment_test.cc")),
    "kgq_query": queries,
    "temporal": lambda: literals("tests/temporal/*.cc"),
}


def write(target, folder):
    """The seeds of a target into a folder, each under its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS[target]():
        (folder / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in SEEDS:
        sys.exit(f"usage: seeds.py {'|'.join(SEEDS)} FOLDER")
    write(sys.argv[1], pathlib.Path(sys.argv[2]))
