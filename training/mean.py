"""A run whose parameters are the mean of two runs', one begun from the other's.

    python mean.py EARLIER LATER OUT [--share 0.5]

EARLIER and LATER are folders of train.py. The later one's parameters count `share`, the
earlier one's the rest.
"""

import argparse
import json
import os
import shutil

import torch


def parameters(folder):
    return torch.load(f"{folder}/checkpoint.pt", weights_only=True)["model"]


def labels(folder):
    with open(f"{folder}/labels.json", encoding="utf-8") as file:
        return json.load(file)


def main():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("earlier")
    p.add_argument("later")
    p.add_argument("out")
    p.add_argument("--share", type=float, default=0.5)
    args = p.parse_args()
    if labels(args.earlier) != labels(args.later):
        p.error("the runs have other labels")
    earlier, later = parameters(args.earlier), parameters(args.later)
    mean = {name: (1 - args.share) * earlier[name] + args.share * value
            for name, value in later.items()}
    os.makedirs(args.out, exist_ok=True)
    torch.save({"model": mean}, f"{args.out}/checkpoint.pt")
    shutil.copy(f"{args.later}/labels.json", f"{args.out}/labels.json")


if __name__ == "__main__":
    main()
