"""Writes the articles that news.tsv is about, one JSON file each.

    python3 tests/gold/articles.py ../shared/data/articles/news-4000.jsonl OUT

They are a sample of the set: random.Random(2011).sample(range(4000), 20), lines counted from 0.
"""

import os
import random
import sys

SEED, TOTAL, SIZE = 2011, 4000, 20


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as f:
        lines = f.read().split("\n")
    os.makedirs(sys.argv[2], exist_ok=True)
    for number in random.Random(SEED).sample(range(TOTAL), SIZE):
        with open(f"{sys.argv[2]}/n{number:04}.json", "w", encoding="utf-8") as out:
            out.write(lines[number] + "\n")


if __name__ == "__main__":
    main()
