"""Scores to answers: tags by Viterbi, trees by Eisner, antecedents by maximum."""

import numpy as np
import torch

import coref_data
import data
from documents import apply_script, runs

NEVER = -1e9
# Words of the longest sentence whose tree is sought among those without crossing arcs.
LONGEST_PROJECTIVE = 200


class TagDecoder:
    """Viterbi under the BIOES constraints of labels like O, B-x, I-x; scores [n, labels]."""

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


def spans(tags):
    """(start, end, type), half-open, of BIOES tags."""
    out, start = [], 0
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            out.append((start, i + 1, tag[2:]))
    return out


def log_softmax(x):
    x = x - x.max(axis=-1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))


def best_lemma(form, scores, scripts):
    """Of the best script that is for this word; the word in lower case if none is."""
    for i in np.argsort(-scores, kind="stable"):
        lemma = apply_script(form, scripts[i])
        if lemma is not None:
            return lemma
    return form.lower()


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


def projective(scores):
    """Heads as of `tree`, by Eisner's algorithm: the best tree without crossing arcs."""
    n = len(scores)
    arcs, root = scores[:, 1:].astype(np.float64), scores[:, 0].astype(np.float64)
    best, split = np.zeros((4, n, n)), np.zeros((4, n, n), dtype=int)
    # Arcs (half) and complete spans (full) from s to t, with the head at the right or left end.
    half_left, half_right, full_left, full_right = range(4)
    for length in range(1, n):
        for s in range(n - length):
            t = s + length
            between = best[full_right, s, s:t] + best[full_left, s + 1:t + 1, t]
            for kind, arc in ((half_left, arcs[s, t]), (half_right, arcs[t, s])):
                split[kind, s, t] = s + between.argmax()
                best[kind, s, t] = between.max() + arc
            left = best[full_left, s, s:t] + best[half_left, s:t, t]
            right = best[half_right, s, s + 1:t + 1] + best[full_right, s + 1:t + 1, t]
            split[full_left, s, t], best[full_left, s, t] = s + left.argmax(), left.max()
            split[full_right, s, t], best[full_right, s, t] = s + 1 + right.argmax(), right.max()
    top = int((best[full_left, 0] + best[full_right, :, n - 1] + root).argmax())
    heads, parts = [0] * n, [(full_left, 0, top), (full_right, top, n - 1)]
    while parts:
        kind, s, t = parts.pop()
        if s == t:
            continue
        q = int(split[kind, s, t])
        if kind == full_left:
            parts += [(full_left, s, q), (half_left, q, t)]
        elif kind == full_right:
            parts += [(half_right, s, q), (full_right, q, t)]
        else:
            dependent, head = (s, t) if kind == half_left else (t, s)
            heads[dependent] = head + 1
            parts += [(full_right, s, q), (full_left, q + 1, t)]
    return heads


def tree(scores):
    """Heads (0: root) of the best tree with one child of the root.

    scores[i, j]: word i + 1 has head j. Without crossing arcs, but for very long sentences: there a
    price on the root's arcs, higher than any tree's score range, leaves exactly one of them.
    """
    n = len(scores)
    if n <= LONGEST_PROJECTIVE:
        return projective(scores)
    square = np.full((n + 1, n + 1), NEVER * 1e3)
    square[1:] = scores
    price = (scores.max() - scores.min() + 1) * (n + 1)
    square[1:, 0] -= price
    np.fill_diagonal(square, NEVER * 1e3)
    return [int(h) for h in arborescence(square)[1:]]


def away(span, cue):
    """How many words lie between."""
    return max(0, span[0] - cue[1], cue[0] - span[1])


def select(found, cue):
    """Of an attribution's runs (first, past last, role) those that belong to the cue (first, past
    last): the nearest source, and the nearest content before it and after it."""
    kept = []
    for role, side in (("source", None), ("content", True), ("content", False)):
        runs_of = [s for s in found if s[2] == role and side in (None, s[0] >= cue[1])]
        kept += sorted(runs_of, key=lambda s: away(s, cue))[:1]
    return sorted(kept)


class Window:
    """One window's scores; nodes as in data.Coder.encode."""

    def __init__(self, item, sentences, nodes, tags):
        self.item, self.sentences, self.nodes, self.tags = item, sentences, nodes, tags
        self.group, self.root = np.array(item["group"]), np.array(item["root"])
        self.words = np.flatnonzero(~self.root)
        self.index = {node: index for index, node in item["node_of"].items()}

    def of_sentence(self, number):
        """Nodes of its words and of its root."""
        mine = self.group == number
        return np.flatnonzero(mine & ~self.root), np.flatnonzero(mine & self.root)


class Predictor:
    """Answers for documents in the windows that the program uses."""

    def __init__(self, model, coder, labels, settings):
        """settings: attribution_weight and cue_bias of config.json."""
        self.model, self.coder, self.labels, self.settings = model.eval(), coder, labels, settings
        self.decoders = {task: TagDecoder(labels[task])
                         for task in ("ner", "cue", "attribution", "scope")}

    @torch.no_grad()
    def score(self, document, size=8):
        windows = self.coder.windows(document)
        items, out = [self.coder.encode(w, document) for w in windows], []
        for start in range(0, len(items), size):
            batch = data.collate(items[start:start + size])
            nodes = self.model.nodes(batch)
            tags = {task: head(nodes).numpy() for task, head in self.model.heads.items()}
            for i, item in enumerate(items[start:start + size]):
                n = len(item["nodes"])
                out.append(Window(item, windows[start + i], nodes[i, :n],
                                  {task: scores[i, :n] for task, scores in tags.items()}))
        return out

    def words(self, window):
        """Per word of the window a dict of its tags, head (0: root) and relation."""
        out = []
        for number, sentence in enumerate(window.sentences):
            words, root = window.of_sentence(number)
            heads, relations = self.tree(window, words, root)
            names = self.decoders["ner"](window.tags["ner"][words])
            for i, (node, word) in enumerate(zip(words, sentence)):
                answer = {task: self.labels[task][window.tags[task][node].argmax()]
                          for task in ("upos", "xpos", "feats", "entity", "negation")}
                lemma = best_lemma(word.form, window.tags["lemma"][node], self.labels["lemma"])
                out.append(answer | {"lemma": lemma, "ner": names[i], "head": heads[i],
                                     "deprel": relations[i]})
        return out

    @torch.no_grad()
    def arcs(self, window):
        return self.model.parser["arc"](window.nodes[None])[0].double().numpy()

    @torch.no_grad()
    def tree(self, window, words, root):
        if not hasattr(window, "arc_scores"):
            window.arc_scores = self.arcs(window)
        candidates = np.concatenate([root, words])
        heads = tree(window.arc_scores[np.ix_(words, candidates)])
        scores = self.model.parser["label"](window.nodes[words], window.nodes[candidates[heads]]).numpy()
        scores[:, self.labels["deprel"].index("root")] = NEVER
        best = scores.argmax(axis=1)
        return heads, ["root" if h == 0 else self.labels["deprel"][i] for h, i in zip(heads, best)]

    def cues(self, window):
        """(first, last) nodes of the attributions' cues."""
        out, scores = [], window.tags["cue"].copy()
        scores[:, 1:] += self.settings["cue_bias"]
        for number in range(len(window.sentences)):
            words, _ = window.of_sentence(number)
            out += [(int(words[b]), int(words[e - 1]))
                    for b, e, _ in spans(self.decoders["cue"](scores[words]))]
        return out

    @torch.no_grad()
    def conditioned(self, task, window, cues):
        """Scores [cues, words, tags]."""
        first, last = (torch.tensor(column) for column in zip(*cues))
        row = torch.zeros(len(cues), dtype=torch.int64)
        return self.model.spans[task](window.nodes[None], row, first, last).numpy()[:, window.words]

    def general(self, window):
        """What the heads that know no cue add to the tags of attributions: [words, tags]."""
        out = np.zeros((len(window.words), len(self.labels["attribution"])), dtype=np.float32)
        for role in ("source", "content"):
            scores = log_softmax(window.tags[role][window.words])
            for i, tag in enumerate(self.labels[role]):
                if i:
                    out[:, self.labels["attribution"].index(f"{tag}-{role}")] = \
                        scores[:, i] - scores[:, 0]
        return out * self.settings["attribution_weight"]

    def attributions(self, window):
        """(cue, source, content): each a list of half-open ranges of the document's words."""
        cues = self.cues(window)
        if not cues:
            return []
        out, general = [], self.general(window)
        for cue, scores in zip(cues, self.conditioned("attribution", window, cues)):
            found = self.parts(window, cue, scores + general)
            source, content = (self.ranges(window, found, role) for role in ("source", "content"))
            if content:
                out.append(([(window.index[cue[0]], window.index[cue[1]] + 1)], source, content))
        return out

    def parts(self, window, cue, scores):
        """Runs (first, past last, role) of the window's words for a cue (first, last node)."""
        first, last = np.searchsorted(window.words, cue)
        return select(spans(self.decoders["attribution"](scores)), (first, last + 1))

    def negation_cues(self, window):
        """(first, last) nodes; neighbouring cue words are one cue."""
        negated = window.tags["negation"][window.words].argmax(axis=1) == 1
        return [(int(window.words[b]), int(window.words[e - 1]))
                for b, e in runs(np.flatnonzero(negated).tolist())]

    def negations(self, window):
        """(cue, scope): ranges of the document's words."""
        cues = self.negation_cues(window)
        if not cues:
            return []
        return [([(window.index[first], window.index[last] + 1)],
                 self.ranges(window, spans(self.decoders["scope"](scores)), "scope"))
                for (first, last), scores in zip(cues, self.conditioned("scope", window, cues))]

    @staticmethod
    def ranges(window, found, role):
        return [(window.index[window.words[b]], window.index[window.words[e - 1]] + 1)
                for b, e, kind in found if kind == role]

    @torch.no_grad()
    def factuality(self, window):
        """Of each word of the window."""
        return self.model.factuality(window.nodes[window.words]).numpy()

    @torch.no_grad()
    def antecedents(self, document, windows):
        """Candidates by the document's trees and tags, their scores and antecedents (or -1)."""
        found = coref_data.candidates(document)
        place = {index: (w, node) for w in windows for node, index in w.index.items()}
        vectors = [w.nodes[node] for w, node in map(place.get, found.index.tolist())]
        if not vectors:
            return found, np.zeros((0, 1)), []
        scores = self.model.coreference(torch.stack(vectors), coref_data.pair_features(found))
        return found, scores.numpy(), (scores.argmax(dim=1) - 1).tolist()
