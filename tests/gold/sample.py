"""Draws facts to judge: a seeded sample of relations and claims from the output of `kg extract`.

    kg extract articles/*.json | python3 tests/gold/sample.py --seed 1 --each 100 > sample.txt

Prints each with its marks, its quote and the text around. docs/extraction.md says how to judge.
"""

import argparse
import json
import random
import sys

CONTEXT = 220


def end(value):
    if value is None:
        return "?"
    return value.get("name") or f'"{value.get("text")}"'


def marks(fact):
    usual = {"polarity": "affirmed", "modality": "asserted", "standing": "stated"}
    return [fact[k] for k, v in usual.items() if fact.get(k, v) != v] + \
        ([f"derived:{fact['derived']}"] if fact.get("derived") else [])


def relation(fact):
    return f"{end(fact['subject'])} -{fact['predicate']}-> {end(fact['object'])}"


def claim(fact, claims):
    topics = ", ".join(t["name"] for t in fact["topics"])
    to = f" (to {end(fact['addressee'])})" if fact.get("addressee") else ""
    parent = claims.get(fact["parent"])
    inside = f" (as {end(parent['speaker'])} {parent['act']})" if parent else ""
    return f"{end(fact['speaker'])} -{fact['act']}-> [{topics}]{to}{inside}\n    content: {fact['text']}"


def item(fact, articles, claims):
    """A fact as it is judged; articles and claims by id."""
    place = fact["evidence"][0]
    text, begin, stop = articles[place["article"]], place["start"], place["end"]
    around = text[max(0, begin - CONTEXT):begin] + "[[" + text[begin:stop] + "]]" + \
        text[stop:stop + CONTEXT // 2]
    shown = relation(fact) if fact["kind"] == "relation" else claim(fact, claims)
    return f"{shown}  {' '.join(marks(fact))}\n    " + " ".join(around.split())


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--each", type=int, default=100)
    args = p.parse_args()
    articles, facts = {}, {"relation": [], "claim": []}
    for line in filter(str.strip, sys.stdin):
        record = json.loads(line)
        if record["kind"] == "article":
            articles[record["id"]] = record["text"]
        elif record["kind"] in facts:
            facts[record["kind"]].append(record)
    claims = {c["id"]: c for c in facts["claim"]}
    chosen = random.Random(args.seed)
    number = 0
    for kind in ("relation", "claim"):
        for fact in chosen.sample(facts[kind], min(args.each, len(facts[kind]))):
            number += 1
            print(f"{number}. {item(fact, articles, claims)}\n")


if __name__ == "__main__":
    main()
