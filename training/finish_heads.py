"""Trains the small heads further over the finished encoder, whose vectors are computed once.

    python finish_heads.py --data DATA --run RUN --vocabulary ENCODER/vocab.txt

Negation scopes and coreference have few examples beside the other sets: a joint run sees each only
once or twice. RUN/checkpoint.pt is replaced; RUN/joint.pt keeps what it was.
"""

import argparse
import json
import os
import random
import shutil
import time

import torch
from torch.nn import functional as F

import data
import model as net
import readers
import text

RATE, DECAY, DROPOUT = 1e-3, 0.01, 0.2
NEGATION = "SEM-2012-SharedTask-CD-SCO-training-09032012.txt"


def arguments():
    p = argparse.ArgumentParser(description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True)
    p.add_argument("--run", required=True)
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--epochs", type=int, default=15)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    return p.parse_args()


@torch.no_grad()
def encoded(model, coder, documents, whole):
    """[(batch without the encoder's inputs, its nodes' vectors)], a document each."""
    out = []
    for document in documents:
        items = [coder.encode(w, document) for w in coder.windows(document)]
        batch = data.collate(items, [(document, len(items))] if whole else ())
        out.append((batch, model.nodes(batch)))
    return out


def scope_loss(model, batch, nodes):
    row, first, last, gold = batch["scope"]
    if not len(row):
        return None
    scores = model.spans["scope"](nodes, row, first, last)
    return F.cross_entropy(scores.transpose(1, 2), gold, ignore_index=-1)


def negation_loss(model, batch, nodes):
    known = batch["negation"] >= 0
    return F.cross_entropy(model.heads["negation"](nodes[known]), batch["negation"][known])


def negations_loss(model, batch, nodes):
    scope, cues = scope_loss(model, batch, nodes), negation_loss(model, batch, nodes)
    return cues if scope is None else 4 * scope + cues


def coreference_loss(model, batch, nodes):
    losses = [model.coreference.loss(nodes[row, node], features, cluster)
              for row, node, features, cluster in batch["coreference"]]
    return losses[0] if losses else None


def train(model, parameters, examples, loss_of, epochs):
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=DECAY)
    steps = epochs * len(examples)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for epoch in range(epochs):
        total, started = 0.0, time.monotonic()
        for batch, nodes in random.sample(examples, len(examples)):
            loss = loss_of(model, batch, F.dropout(nodes, DROPOUT))
            if loss is not None:
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                total += loss.item()
            schedule.step()
        print(f"epoch {epoch} loss {total / len(examples):.4f} "
              f"seconds {time.monotonic() - started:.0f}", flush=True)


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    path = f"{args.run}/checkpoint.pt"
    if not os.path.exists(f"{args.run}/joint.pt"):
        shutil.copy(path, f"{args.run}/joint.pt")
    state = torch.load(f"{args.run}/joint.pt", weights_only=True)
    with open(f"{args.run}/labels.json", encoding="utf-8") as f:
        labels = json.load(f)
    model = net.Model(labels)
    model.load_state_dict(state["model"])
    coder = data.Coder(text.WordPiece(args.vocabulary), labels)

    model.eval()
    negation = encoded(model, coder, readers.read_negation(f"{args.data}/claims/negation/{NEGATION}"),
                       False)
    gum = readers.read_conllu(f"{args.data}/parse/gum/train.conllu", readers.GUM_NON_COMMERCIAL)
    for document in gum:
        readers.read_clusters(f"{args.data}/coref/ontogum/{document.name}.conllu", document)
    coreference = encoded(model, coder, gum, True)
    model.train()
    train(model, [*model.spans["scope"].parameters(), *model.heads["negation"].parameters()],
          [(part, nodes[i:i + 8]) for batch, nodes in negation
           for i, part in slices(batch, len(nodes))], negations_loss, args.epochs)
    train(model, model.coreference.parameters(), coreference, coreference_loss, args.epochs)
    state["model"] = model.state_dict()
    torch.save(state, path)


def slices(batch, rows):
    """A document's windows eight at a time: (first, the batch's negations of these)."""
    row, first, last, gold = batch["scope"]
    for i in range(0, rows, 8):
        mine = [k for k in range(len(row)) if i <= int(row[k]) < i + 8]
        yield i, {"negation": batch["negation"][i:i + 8],
                  "scope": tuple(x[mine] - (i if x is row else 0) for x in (row, first, last, gold))
                  if mine else ((),) * 4}


if __name__ == "__main__":
    main()
