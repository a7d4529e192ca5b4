#!/usr/bin/env python3
"""Write the queries of the TCK's feature files as seeds for kgq_query_fuzz.

    python3 tests/fuzz/kgq_seeds.py FEATURES OUT
"""

import hashlib
import pathlib
import re
import sys


def main():
    features, out = map(pathlib.Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(features.rglob("*.feature")):
        text = path.read_text(encoding="utf-8")
        for query in re.findall(r'"""\s*\n(.*?)\n\s*"""', text, re.S):
            name = hashlib.sha1(query.encode()).hexdigest()
            (out / name).write_text(query, encoding="utf-8")


if __name__ == "__main__":
    main()
