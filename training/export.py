"""Writes the model folder from a checkpoint, or only its reference.jsonl again."""

import argparse
import json
import os

import torch

import data
import stored

HERE = os.path.dirname(os.path.abspath(__file__))
NO_LABELS = (None,) * 7


def read_reference(path):
    """One sentence a line, words between spaces; a blank line ends a document."""
    with open(path, encoding="utf-8", newline="\n") as f:
        blocks = f.read().strip("\n").split("\n\n")
    return [[[data.Word(form, *NO_LABELS) for form in line.split(" ")]
             for line in block.split("\n")] for block in blocks]


def rounded(value):
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 4) if isinstance(value, float) else value


def write_reference(folder):
    """What float32 arithmetic makes of the stored weights, for the parity test."""
    predictor = stored.load(folder)
    windows = predictor.coder.windows(read_reference(f"{HERE}/reference_sentences.txt"))
    with open(f"{folder}/reference.jsonl", "w", encoding="utf-8") as f:
        for window in windows:
            item = predictor.coder.encode(window)
            line = {"sentences": [[w.form for w in s] for s in window],
                    "pieces": item["ids"], "shapes": item["shapes"],
                    **rounded(predictor.batch([item])[0])}
            f.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--run", help="folder of a training run; without it only the reference is made")
    p.add_argument("--vocabulary", help="vocab.txt of the encoder")
    p.add_argument("--out", required=True, help="the model folder")
    p.add_argument("--name", default="kg-en-1")
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    if args.run:
        state = torch.load(f"{args.run}/checkpoint.pt", weights_only=True)["model"]
        with open(f"{args.run}/labels.json", encoding="utf-8") as f:
            labels = json.load(f)
        stored.write(args.out, state, labels, args.vocabulary, args.name)
    write_reference(args.out)


if __name__ == "__main__":
    main()
