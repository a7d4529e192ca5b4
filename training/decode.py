"""Scores to answers: names by Viterbi, trees by Chu-Liu/Edmonds, labels by maximum."""

import numpy as np
import torch

import data

NEVER = -1e9


class NameDecoder:
    """Viterbi under the BIOES constraints, one sentence at a time."""

    def __init__(self, labels):
        self.labels = labels
        self.start = np.array([0.0 if tag[0] in "OBS" else NEVER for tag in labels])
        self.end = np.array([0.0 if tag[0] in "OES" else NEVER for tag in labels])
        self.step = np.array([[0.0 if self._follows(a, b) else NEVER for b in labels]
                              for a in labels])

    @staticmethod
    def _follows(a, b):
        if a[0] in "BI":
            return b[0] in "IE" and a[1:] == b[1:]
        return b[0] in "OBS"

    def __call__(self, scores):
        best, back = self.start + scores[0], []
        for row in scores[1:]:
            paths = best[:, None] + self.step
            back.append(paths.argmax(axis=0))
            best = paths.max(axis=0) + row
        path = [int((best + self.end).argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return [self.labels[i] for i in reversed(path)]


def find_cycle(heads):
    """Nodes of one cycle, or nothing; node 0 is the root and has no head."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node != 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if node != 0 and state[node] == 1:
            return path[path.index(node):]
        for seen in path:
            state[seen] = 2
    return []


def arborescence(scores):
    """Heads of the maximum spanning tree of scores[dependent, head] below node 0."""
    heads = scores.argmax(axis=1)
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    # Contract the cycle to one new last node and solve the smaller problem.
    rest = [i for i in range(len(scores)) if i not in cycle]
    kept = scores[cycle, heads[cycle]]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER * 1e3)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    outgoing, incoming = scores[np.ix_(rest, cycle)], scores[np.ix_(cycle, rest)] - kept[:, None]
    small[:-1, -1], small[-1, :-1] = outgoing.max(axis=1), incoming.max(axis=0)
    inner = arborescence(small)
    for i, node in enumerate(rest[1:], 1):
        head = inner[i]
        heads[node] = cycle[outgoing[i].argmax()] if head == len(rest) else rest[head]
    entry = inner[-1]
    heads[cycle[incoming[:, entry].argmax()]] = rest[entry]
    return heads


def tree(scores):
    """Heads (0: root) of the best tree with one child of the root.

    scores[i, j]: word i + 1 has head j. A price on the root's arcs, higher than any tree's
    score range, leaves exactly one of them.
    """
    n = len(scores)
    square = np.full((n + 1, n + 1), NEVER * 1e3)
    square[1:] = scores
    price = (scores.max() - scores.min() + 1) * (n + 1)
    square[1:, 0] -= price
    np.fill_diagonal(square, NEVER * 1e3)
    return [int(h) for h in arborescence(square)[1:]]


class Predictor:
    def __init__(self, model, coder, labels):
        self.model, self.coder, self.labels = model.eval(), coder, labels
        self.names = NameDecoder(labels["ner"])

    def __call__(self, windows, size=16):
        """Per window, in order: a dict of lists over its words, by task and `head`."""
        out = [None] * len(windows)
        items = [self.coder.encode(window) for window in windows]
        order = sorted(range(len(items)), key=lambda i: len(items[i]["ids"]))
        for start in range(0, len(order), size):
            part = order[start:start + size]
            for i, answer in zip(part, self.batch([items[i] for i in part])):
                out[i] = answer
        return out

    @torch.no_grad()
    def batch(self, items):
        batch = data.collate(items)
        nodes = self.model.nodes(batch)
        scores = {task: head(nodes).numpy() for task, head in self.model.heads.items()}
        arcs = self.model.parser["arc"](nodes).double().numpy()
        return [self.window(item, nodes[i], {t: s[i] for t, s in scores.items()}, arcs[i])
                for i, item in enumerate(items)]

    def window(self, item, nodes, scores, arcs):
        group, root = np.array(item["group"]), np.array(item["root"])
        answer = {key: [] for key in ("upos", "xpos", "feats", "lemma", "ner", "head", "deprel",
                                      "hidden", "upos_scores", "arc_scores")}
        for number in range(group[-1] + 1):
            words = np.flatnonzero((group == number) & ~root)
            end = np.flatnonzero((group == number) & root)
            candidates = np.concatenate([end, words])
            own = arcs[np.ix_(words, candidates)]
            heads = tree(own)
            for task in ("upos", "xpos", "feats", "lemma"):
                answer[task] += [self.labels[task][i] for i in scores[task][words].argmax(axis=1)]
            answer["ner"] += self.names(scores["ner"][words])
            answer["head"] += heads
            answer["deprel"] += self.relations(nodes, words, candidates[heads], heads)
            answer["hidden"] += nodes[words, :8].tolist()
            answer["upos_scores"] += scores["upos"][words].tolist()
            answer["arc_scores"] += own.tolist()
        return answer

    def relations(self, nodes, words, head_nodes, heads):
        scores = self.model.parser["label"](nodes[words], nodes[head_nodes]).numpy()
        root = self.labels["deprel"].index("root")
        scores[:, root] = NEVER
        return ["root" if h == 0 else self.labels["deprel"][i]
                for h, i in zip(heads, scores.argmax(axis=1))]
