"""Trains the model on all tasks jointly; see README.md for the command."""

import argparse
import functools
import json
import os
import random
import time

import torch

import data
import model as net
import readers
import text

ENCODER_RATE, HEAD_RATE, DECAY = 1.5e-4, 1e-3, 0.01
WARM_UP = 0.06
BATCH_PIECES = 2000
CLIP = 1.0
# The share of each set that a round reads.
SHARES = {"ewt": 0.8, "gum": 1.0, "polnear": 0.6, "worldwide": 0.15, "uw": 0.2,
          "negation": 0.3}


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", required=True, help="folder with parse/, ner/, claims/ and coref/")
    p.add_argument("--segments", required=True, help="output of segment_dump for PolNeAR's texts")
    p.add_argument("--encoder", required=True, help="folder with MiniLM's model.safetensors, vocab.txt")
    p.add_argument("--out", required=True, help="folder for checkpoint, labels and log")
    p.add_argument("--minutes", type=float, default=60)
    p.add_argument("--rounds", type=int, default=6)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--resume", action="store_true")
    p.add_argument("--silver", help="PolNeAR's texts as an earlier model annotates them (CoNLL-U)")
    p.add_argument("--rate", type=float, default=1, help="factor of the learning rates")
    p.add_argument("--bf16", action="store_true",
                   help="the encoder's products in bfloat16: faster where the processor has them")
    p.add_argument("--start", help="checkpoint whose parameters are taken where names and shapes agree")
    return p.parse_args()


def read_sets(root):
    """The training documents of each set."""
    ewt = readers.read_conllu(f"{root}/parse/ewt/train.conllu")
    readers.add_factuality(ewt, f"{root}/claims/factuality/UDS_IH2.train.jsonl")
    gum = readers.read_conllu(f"{root}/parse/gum/train.conllu", readers.GUM_NON_COMMERCIAL)
    for document in gum:
        readers.read_clusters(f"{root}/coref/ontogum/{document.name}.conllu", document)
    negation = "SEM-2012-SharedTask-CD-SCO-training-09032012.txt"
    return {"ewt": ewt, "gum": gum, "worldwide": readers.read_worldwide(f"{root}/ner/worldwide/train"),
            "uw": readers.read_uw(f"{root}/claims/factuality/UW.train.jsonl"),
            "negation": readers.read_negation(f"{root}/claims/negation/{negation}")}


def share(documents, number, part, seed):
    """Part `number` of an endless row of shuffled epochs, each part a share of an epoch."""
    size = len(documents)
    out, begin, end = [], round(number * part * size), round((number + 1) * part * size)
    for epoch in range(begin // size, (end - 1) // size + 1):
        order = random.Random(seed * 1000 + epoch).sample(documents, size)
        out += order[max(0, begin - epoch * size):end - epoch * size]
    return out


def round_batches(number, seed, coder, sets):
    """The batches of one round, the same for the same seed; window borders move each round."""
    random.seed(seed * 1000 + number)

    def items(document):
        windows = coder.windows(document, random.randint(20, text.MAX_PIECES))
        return [coder.encode(data.vary(w), document) for w in windows]
    mixed, whole = [], []
    for name, documents in sets.items():
        for document in share(documents, number, SHARES[name], seed):
            if name == "gum":
                whole.append((document, items(document)))
            else:
                mixed += items(document)
    out = data.batches(mixed, BATCH_PIECES) + data.document_batches(whole, BATCH_PIECES)
    random.shuffle(out)
    return out


def make_optimizer(model):
    groups = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            encoder = name.startswith(("embeddings", "layers"))
            key = ENCODER_RATE if encoder else HEAD_RATE, DECAY if parameter.dim() > 1 else 0.0
            groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": rate, "rate": rate, "weight_decay": decay}
                              for (rate, decay), p in groups.items()], fused=True)


def set_rate(optimizer, fraction, factor):
    """Linear warm-up, then linear decay to zero at fraction 1."""
    scale = factor * min(fraction / WARM_UP, (1 - fraction) / (1 - WARM_UP))
    for group in optimizer.param_groups:
        group["lr"] = group["rate"] * max(0.0, scale)


class Run:
    """State of a training run; all of it goes into the checkpoint."""

    def __init__(self, args, model):
        self.args, self.model, self.total = args, model, 0
        self.optimizer = make_optimizer(model)
        self.step, self.round, self.index, self.elapsed, self.pieces = 0, 0, 0, 0.0, 0
        self.log = open(f"{args.out}/log.txt", "a", encoding="utf-8", buffering=1)

    def path(self):
        return f"{self.args.out}/checkpoint.pt"

    def save(self):
        state = {k: getattr(self, k) for k in ("step", "total", "round", "index", "elapsed",
                                               "pieces")}
        state.update(model=self.model.state_dict(), optimizer=self.optimizer.state_dict(),
                     torch_rng=torch.get_rng_state())
        torch.save(state, self.path() + ".new")
        os.replace(self.path() + ".new", self.path())

    def load(self):
        state = torch.load(self.path(), weights_only=True)
        self.model.load_state_dict(state.pop("model"))
        self.optimizer.load_state_dict(state.pop("optimizer"))
        torch.set_rng_state(state.pop("torch_rng"))
        self.__dict__.update(state)

    def say(self, line):
        print(line, flush=True)
        self.log.write(line + "\n")

    def fraction(self):
        return max(self.step / self.total, self.elapsed / (60 * self.args.minutes))

    def one_step(self, batch):
        set_rate(self.optimizer, self.fraction(), self.args.rate)
        losses = self.model.loss(batch)
        if losses:  # A batch may hold unlabelled words only.
            self.optimizer.zero_grad(set_to_none=True)
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
            self.optimizer.step()
        self.step += 1
        self.index += 1
        self.pieces += int((~batch["padding"]).sum())
        return {task: loss.item() for task, loss in losses.items()}


def start_from(model, labels, path):
    """Takes what fits of another run; heads whose labels differ start afresh."""
    with open(f"{os.path.dirname(path)}/labels.json", encoding="utf-8") as f:
        theirs = json.load(f)
    own = model.state_dict()
    for name, value in torch.load(path, weights_only=True)["model"].items():
        head = name.split(".")[1] if name.startswith("heads.") else None
        if name in own and own[name].shape == value.shape and labels.get(head) == theirs.get(head):
            own[name].copy_(value)


def train(run, make_round):
    """Runs until the rounds or the minutes are over, whichever is first."""
    sums, counts, last, saved = {}, {}, time.monotonic(), time.monotonic()
    run.model.train()
    while run.round < run.args.rounds:
        for items in make_round(run.round)[run.index:]:
            if run.fraction() >= 1:
                return
            for task, loss in run.one_step(data.collate(*items)).items():
                sums[task] = sums.get(task, 0) + loss
                counts[task] = counts.get(task, 0) + 1
            now = time.monotonic()
            run.elapsed, last = run.elapsed + now - last, now
            if run.step % 50 == 0:
                shown = " ".join(f"{t} {sums[t] / counts[t]:.3f}" for t in sorted(sums))
                run.say(f"step {run.step}/{run.total} round {run.round} minutes "
                        f"{run.elapsed / 60:.1f} pieces/s {run.pieces / run.elapsed:.0f} {shown}")
                sums, counts = {}, {}
            if now - saved > 240:
                run.save()
                saved = now
        run.round, run.index = run.round + 1, 0


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    sets = read_sets(args.data)
    sets["polnear"] = readers.read_polnear(f"{args.data}/claims/polnear/train", args.segments)
    if args.silver:
        readers.add_silver(sets["polnear"], args.silver)
    labels = data.make_labels(sets["ewt"] + sets["gum"])
    with open(f"{args.out}/labels.json", "w", encoding="utf-8") as f:
        json.dump(labels, f, ensure_ascii=False)
    coder = data.Coder(text.WordPiece(f"{args.encoder}/vocab.txt"), labels)
    model = net.Model(labels)
    net.initialise(model, f"{args.encoder}/model.safetensors")
    model.bf16 = args.bf16
    if args.start:
        start_from(model, labels, args.start)

    @functools.lru_cache(maxsize=1)
    def make_round(number):
        return round_batches(number, args.seed, coder, sets)
    run = Run(args, model)
    if args.resume:
        run.load()
    else:
        run.total = args.rounds * len(make_round(0))
    run.say(f"seed {args.seed} documents { {name: len(d) for name, d in sets.items()} } "
            f"labels { {task: len(v) for task, v in labels.items()} } steps planned {run.total}")
    train(run, make_round)
    run.save()
    run.say(f"finished: steps {run.step}, rounds {run.round + run.index / (run.total / args.rounds):.2f}, "
            f"minutes {run.elapsed / 60:.1f}, pieces {run.pieces}")


if __name__ == "__main__":
    main()
