"""Scores a model folder on the development sets, in the windows the program uses."""

import argparse
import collections

import numpy as np
import torch

import data
import decode
import readers
import stored


def parse_scores(predictor, documents):
    """Percentages over all words, punctuation included."""
    right, total = collections.Counter(), 0
    for document in documents:
        found = [a for w in predictor.score(document) for a in predictor.words(w)]
        lemmas = iter(document.lemmas)
        for word, got in zip(document.words(), found):
            attached = got["head"] == word.head
            total += 1
            right["UPOS"] += got["upos"] == word.upos
            right["XPOS"] += got["xpos"] == word.xpos
            right["feats"] += got["feats"] == word.feats
            right["lemma"] += got["lemma"] == next(lemmas)
            right["UAS"] += attached
            right["LAS"] += attached and got["deprel"].split(":")[0] == word.deprel.split(":")[0]
            right["LAS+sub"] += attached and got["deprel"] == word.deprel
    return {key: 100 * n / total for key, n in right.items()}


def f1(gold, got, both):
    return {"P": 100 * both / max(1, got), "R": 100 * both / max(1, gold),
            "F1": 200 * both / max(1, gold + got)}


def name_scores(predictor, documents):
    """Exact spans with types, for each type and all."""
    counts = collections.Counter()
    for document in documents:
        tags = [a["ner"] for w in predictor.score(document) for a in predictor.words(w)]
        gold = set(decode.spans([w.ner for w in document.words()]))
        got = set(decode.spans(tags))
        for kind, found in (("gold", gold), ("got", got), ("both", gold & got)):
            for span in found:
                counts[kind, span[2]] += 1
                counts[kind, "all"] += 1
    return {kind: f1(*(counts[k, kind] for k in ("gold", "got", "both")))
            for kind in data.TYPE_ORDER + ["all"]}


def factuality_scores(predictor, documents):
    """Pearson's r and mean absolute error."""
    gold, got = [], []
    for document in documents:
        values = np.concatenate([predictor.factuality(w) for w in predictor.score(document)])
        for word, value in zip(document.words(), values):
            if word.factuality is not None:
                gold.append(word.factuality)
                got.append(float(value))
    gold, got = np.array(gold), np.array(got)
    return {"r": np.corrcoef(gold, got)[0, 1], "MAE": np.abs(gold - got).mean(), "of": len(gold)}


def negation_scores(predictor, documents):
    """Cues; scopes found exactly with their cue; words of scopes."""
    counts = collections.Counter()
    for document in documents:
        gold = [(frozenset(c), frozenset(s)) for c, s in document.negations]
        got = [tuple(frozenset(i for b, e in ranges for i in range(b, e)) for ranges in one)
               for w in predictor.score(document) for one in predictor.negations(w)]
        for name, key in (("cues", lambda n: n[0]), ("scopes", lambda n: n)):
            counts[name, "gold"] += len({key(n) for n in gold})
            counts[name, "got"] += len({key(n) for n in got})
            counts[name, "both"] += len({key(n) for n in gold} & {key(n) for n in got})
        words = [{(tuple(sorted(c)), i) for c, s in part for i in s} for part in (gold, got)]
        counts["scope words", "gold"] += len(words[0])
        counts["scope words", "got"] += len(words[1])
        counts["scope words", "both"] += len(words[0] & words[1])
    return {name: f1(*(counts[name, k] for k in ("gold", "got", "both")))
            for name in ("cues", "scopes", "scope words")}


def show(name, scores):
    print(name + ": " + "  ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True)
    p.add_argument("--model", required=True)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    predictor = stored.load(args.model)
    for name in ("ewt", "gum"):
        documents = readers.read_conllu(f"{args.data}/parse/{name}/dev.conllu")
        show(f"{name} dev", parse_scores(predictor, documents))
    names = name_scores(predictor, readers.read_worldwide(f"{args.data}/ner/worldwide/dev"))
    for kind, row in names.items():
        show(f"Worldwide dev {kind}", row)
    ewt = readers.read_conllu(f"{args.data}/parse/ewt/dev.conllu")
    readers.add_factuality(ewt, f"{args.data}/claims/factuality/UDS_IH2.dev.jsonl")
    show("UDS-IH2 dev factuality", factuality_scores(predictor, ewt))
    uw = readers.read_uw(f"{args.data}/claims/factuality/UW.dev.jsonl")
    show("UW dev factuality", factuality_scores(predictor, uw))
    path = f"{args.data}/claims/negation/SEM-2012-SharedTask-CD-SCO-dev-09032012.txt"
    for name, row in negation_scores(predictor, readers.read_negation(path)).items():
        show(f"*SEM 2012 dev negation {name}", row)


if __name__ == "__main__":
    main()
