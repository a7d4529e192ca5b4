"""Label sets, variation of quotes, and windows of documents as batches of tensors."""

import collections
import random

import numpy as np
import torch

import coref_data
import text
from documents import bioes, runs

TYPE_ORDER = ["Person", "Organization", "Place", "Group", "Product", "Date", "Money", "Misc"]
PARSE_TASKS = ["upos", "xpos", "feats", "lemma", "deprel"]
SPAN_TASKS = {"attribution": ("source", "content"), "scope": ("scope",)}
TASKS = PARSE_TASKS + ["ner", "entity", "source", "cue", "content", "negation"]
# Rarer values of the open label sets are not learnt.
MINIMUM_COUNT = {"feats": 2, "lemma": 4}
PLAIN = ["O", "B", "I", "E", "S"]


def make_labels(documents):
    """Sorted label lists of the treebanks' tasks; the others are fixed."""
    counts = {task: collections.Counter() for task in PARSE_TASKS + ["entity"]}
    for document in documents:
        for word in document.words():
            for task, counter in counts.items():
                counter[getattr(word, task)] += 1
    labels = {task: sorted(v for v, n in counter.items()
                           if v is not None and n >= MINIMUM_COUNT.get(task, 1))
              for task, counter in counts.items()}
    labels["ner"] = ["O"] + [f"{p}-{t}" for t in TYPE_ORDER for p in "BIES"]
    labels["negation"] = ["O", "N"]
    for task in ("source", "cue", "content"):
        labels[task] = PLAIN
    for task, roles in SPAN_TASKS.items():
        labels[task] = ["O"] + [f"{p}-{role}" for role in roles for p in "BIES"]
    return labels


def curly(window):
    """News has curly quotes and long dashes where the treebanks have ASCII."""
    opening = True
    out = []
    for sentence in window:
        out.append([])
        for word in sentence:
            form = word.form
            if form == '"':
                opening = word.xpos == "``" if word.xpos in ("``", "''") else opening
                form = "\u201c" if opening else "\u201d"
                opening = not opening
            elif form in ("``", "''"):
                form = "\u201c" if form == "``" else "\u201d"
            elif "'" in form:
                form = form.replace("'", "\u2018" if word.xpos == "``" else "\u2019")
            elif form == "--" or (form == "-" and word.xpos in (",", ":")):
                form = random.choice("\u2013\u2014")
            out[-1].append(word._replace(form=form))
    return out


def straight(window):
    table = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
    return [[w._replace(form=w.form.translate(table)) for w in s] for s in window]


def vary(window):
    chance = random.random()
    return curly(window) if chance < 0.3 else straight(window) if chance < 0.4 else window


class Coder:
    """Turns windows of Words into arrays and batches of tensors."""

    def __init__(self, wordpiece, labels):
        self.wordpiece = wordpiece
        self.ids = {task: {v: i for i, v in enumerate(labels[task])} for task in labels}

    def count(self, word):
        return len(self.wordpiece(word.form))

    def windows(self, document, first_limit=text.MAX_PIECES):
        return text.windows(document.sentences, document.starts, self.count, first_limit)

    def encode(self, window, document):
        """Nodes are the words and the [SEP]s (the roots) in order of their pieces."""
        forms = [[w.form for w in sentence] for sentence in window]
        layouts = [[w.layout for w in sentence] for sentence in window]
        ids, shapes, places, words, seps = text.encode(forms, layouts, self.wordpiece)
        item = {key: [] for key in ["nodes", "group", "root", "heads", "factuality", *TASKS]}
        for number, sentence in enumerate(window):
            first = len(item["nodes"])
            item["nodes"] += words[number] + [seps[number]]
            item["group"] += [number] * (len(sentence) + 1)
            item["root"] += [False] * len(sentence) + [True]
            for word in sentence:
                item["heads"].append(
                    -1 if word.head is None or word.head > len(sentence)
                    else first + (word.head - 1 if word.head else len(sentence)))
                item["factuality"].append(np.nan if word.factuality is None else word.factuality)
                for task in TASKS:
                    item[task].append(self.ids[task].get(getattr(word, task), -1))
            item["heads"].append(-1)
            item["factuality"].append(np.nan)
            for task in TASKS:
                item[task].append(-1)
        item.update(ids=ids, shapes=shapes, layouts=places, node_of=node_of(window))
        for task, parts in (("attribution", document.attributions), ("scope", document.negations)):
            item[task] = self.spans(task, parts, item)
        return item

    def spans(self, task, parts, item):
        """(first and last node of the cue, tags of all nodes) of the cues in this window."""
        out, node = [], item["node_of"]
        for cue, *spans in parts:
            if min(cue) not in node:
                continue
            inside = [node[i] for i in cue if i in node]
            # A sentence's end does not break a span: [SEP]s get the tags of what runs over them.
            words = [i for i, root in enumerate(item["root"]) if not root]
            place = {n: p for p, n in enumerate(words)}
            found, taken = [], set()
            for role, span in zip(SPAN_TASKS[task], spans):
                free = {place[node[i]] for i in span if i in node} - taken
                taken |= free
                found += [(b, e, role) for b, e in runs(free)]
            tags = [-1] * len(item["root"])
            for n, tag in zip(words, bioes(len(words), found)):
                tags[n] = self.ids[task][tag]
            out.append((min(inside), max(inside), tags))
        return out


def node_of(window):
    """Index of a document's word -> node of the window."""
    out, node = {}, 0
    for sentence in window:
        for word in sentence:
            out[word.index] = node
            node += 1
        node += 1
    return out


FILL = {"ids": 0, "shapes": 0, "layouts": 0, "nodes": 0, "group": -1, "root": False,
        "factuality": np.nan}


def collate(items, documents=()):
    """Pads the arrays of several windows; labels and heads are padded with -1.

    documents: (document, number of its windows), in the order of the items, for coreference.
    """
    batch = {}
    for key in ["ids", "shapes", "layouts", "nodes", "group", "root", "heads", "factuality", *TASKS]:
        width = max(len(item[key]) for item in items)
        kind = np.float32 if key == "factuality" else np.int64
        rows = np.full((len(items), width), FILL.get(key, -1), dtype=kind)
        for row, item in zip(rows, items):
            row[:len(item[key])] = item[key]
        batch[key] = torch.from_numpy(rows)
    lengths = torch.tensor([len(item["ids"]) for item in items])
    batch["padding"] = torch.arange(batch["ids"].shape[1])[None] >= lengths[:, None]
    batch["root"] = batch["root"].bool()
    for task in SPAN_TASKS:
        batch[task] = collate_spans(task, items, batch["nodes"].shape[1])
    batch["coreference"] = collate_coreference(items, documents)
    return batch


def collate_spans(task, items, width):
    cues = [(row, first, last, tags + [-1] * (width - len(tags)))
            for row, item in enumerate(items) for first, last, tags in item[task]]
    return tuple(torch.tensor(column, dtype=torch.int64) for column in zip(*cues)) or ((),) * 4


def collate_coreference(items, documents):
    """(row, node, pair features, cluster) of the candidates of each document."""
    out, first = [], 0
    for document, count in documents:
        place = {index: (row, node) for row in range(first, first + count)
                 for index, node in items[row]["node_of"].items()}
        first += count
        if document.clusters is not None:
            if document.features is None:
                found = coref_data.candidates(document)
                document.features = found, coref_data.pair_features(found)
            found, features = document.features
            rows, nodes = zip(*(place[i] for i in found.index.tolist()))
            out.append((torch.tensor(rows), torch.tensor(nodes), features,
                        torch.from_numpy(found.cluster)))
    return out


def batches(items, pieces, pool=256):
    """Groups windows of like length, at most `pieces` padded pieces a batch, in random order."""
    items, out = list(items), []
    random.shuffle(items)
    for start in range(0, len(items), pool):
        group, width = [], 0
        for item in sorted(items[start:start + pool], key=lambda item: len(item["ids"])):
            width = len(item["ids"])
            if group and width * (len(group) + 1) > pieces:
                out.append((group, ()))
                group = []
            group.append(item)
        out.append((group, ()))
    random.shuffle(out)
    return out


def document_batches(documents, pieces):
    """Groups whole documents; documents: [(document, its items)]."""
    out, size = [([], [])], 0
    for document, items in random.sample(documents, len(documents)):
        more = sum(len(item["ids"]) for item in items)
        if out[-1][0] and size + more > pieces:
            out.append(([], []))
            size = 0
        out[-1][0].extend(items)
        out[-1][1].append((document, len(items)))
        size += more
    return out
