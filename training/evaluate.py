"""Scores a model folder on the development sets, in the windows the program uses."""

import argparse
import collections

import torch

import data
import stored


def words(windows):
    return [w for window in windows for sentence in window for w in sentence]


def parse_scores(predictor, documents):
    """Percentages over all words, punctuation included."""
    windows = predictor.coder.windows(documents)
    right, gold = collections.Counter(), words(windows)
    found = {}
    for answer in predictor(windows):
        for key, values in answer.items():
            found.setdefault(key, []).extend(values)
    for i, word in enumerate(gold):
        got = {key: values[i] for key, values in found.items()}
        attached = got["head"] == word.head
        right["UPOS"] += got["upos"] == word.upos
        right["XPOS"] += got["xpos"] == word.xpos
        right["feats"] += got["feats"] == word.feats
        right["lemma"] += data.apply_script(word.form, got["lemma"]) == \
            data.apply_script(word.form, word.lemma)
        right["UAS"] += attached
        right["LAS"] += attached and got["deprel"].split(":")[0] == word.deprel.split(":")[0]
        right["LAS+sub"] += attached and got["deprel"] == word.deprel
    return {key: 100 * n / len(gold) for key, n in right.items()}


def spans(tags):
    out, start = set(), 0
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            out.add((start, i, tag[2:]))
    return out


def name_scores(predictor, documents):
    """Exact spans with types: precision, recall, F1 in percent, for each type and all."""
    windows = predictor.coder.windows(documents)
    counts = collections.Counter()
    for window, answer in zip(windows, predictor(windows)):
        gold, got = spans([w.ner for s in window for w in s]), spans(answer["ner"])
        for kind, found in (("gold", gold), ("got", got), ("both", gold & got)):
            for span in found:
                counts[kind, span[2]] += 1
                counts[kind, "all"] += 1
    out = {}
    for kind in data.TYPE_ORDER + ["all"]:
        gold, got, both = (counts[k, kind] for k in ("gold", "got", "both"))
        out[kind] = (100 * both / max(1, got), 100 * both / max(1, gold),
                     200 * both / max(1, gold + got), gold)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True)
    p.add_argument("--model", required=True)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    predictor = stored.load(args.model)
    for name in ("ewt", "gum"):
        scores = parse_scores(predictor, data.read_conllu(f"{args.data}/parse/{name}/dev.conllu"))
        print(f"{name} dev: " + "  ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)
    print("Worldwide dev:")
    names = name_scores(predictor, data.read_worldwide(f"{args.data}/ner/worldwide/dev"))
    for kind, row in names.items():
        print(f"  {kind:13} P {row[0]:6.2f}  R {row[1]:6.2f}  F1 {row[2]:6.2f}  of {row[3]}")


if __name__ == "__main__":
    main()
