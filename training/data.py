"""Reads the training sets, makes label ids and collates windows into batches."""

import collections
import glob
import os
import random

import numpy as np
import torch

import text

# Genres of GUM whose texts are not for commercial use (GUM's LICENSE.md), hence left out.
GUM_NON_COMMERCIAL = {"essay", "fiction", "letter", "podcast", "reddit", "whow"}
NER_TYPES = {"Person": "Person", "Organization": "Organization", "Location": "Place",
             "Facility": "Place", "NORP": "Group", "Date": "Date", "Money": "Money",
             "Product": "Product", "Misc": "Misc"}
TYPE_ORDER = ["Person", "Organization", "Place", "Group", "Product", "Date", "Money", "Misc"]
PARSE_TASKS = ["upos", "xpos", "feats", "lemma", "deprel"]
TASKS = PARSE_TASKS + ["ner"]
# Rarer values of the open label sets are not learnt.
MINIMUM_COUNT = {"feats": 2, "lemma": 4}

# A word with its labels; head is 0 for the root, else 1-based in the sentence; None: unlabelled.
Word = collections.namedtuple("Word", "form head upos xpos feats lemma deprel ner")


def lemma_script(form, lemma):
    """The cheapest edit from form to lemma; ties prefer L, which serves both cases."""
    best = None
    for mode, base in (("L", form.lower()), ("K", form), ("T", form[:1].upper() + form[1:].lower())):
        same = len(os.path.commonprefix([base, lemma]))
        cost = len(base) + len(lemma) - 2 * same
        if same and (best is None or cost < best[0]):
            best = cost, f"{mode}{len(base) - same}+{lemma[same:]}"
    return best[1] if best else "=" + lemma


def apply_script(form, script):
    if script[0] == "=":
        return script[1:]
    cut, _, end = script[1:].partition("+")
    base = {"K": form, "L": form.lower(), "T": form[:1].upper() + form[1:].lower()}[script[0]]
    return base[:max(0, len(base) - int(cut))] + end


def read_conllu(path, skip_genres=()):
    """Documents of sentences of Words; ranges and empty nodes are skipped."""
    documents, skip = [], False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            name = line.split("=")[-1].strip().split("_")
            skip = len(name) > 1 and name[0] == "GUM" and name[1] in skip_genres
            if not skip:
                documents.append([[]])
        columns = line.split("\t")
        if skip or (len(columns) != 10 and line):
            continue
        if not line:
            documents[-1].append([])
        elif columns[0].isdigit():
            _, form, lemma, upos, xpos, feats, head, deprel = columns[:8]
            documents[-1][-1].append(Word(form, int(head), upos, xpos, feats,
                                          lemma_script(form, lemma), deprel, None))
    return [[s for s in document if s] for document in documents]


def bio_to_bioes(tags):
    """Maps types on the way; an I- without its B- starts a name."""
    spans, out = spans_of_bio(tags), ["O"] * len(tags)
    for start, end, kind in spans:
        for i in range(start, end):
            out[i] = "I-" + kind
        out[start], out[end - 1] = "B-" + kind, "E-" + kind
        if end - start == 1:
            out[start] = "S-" + kind
    return out


def spans_of_bio(tags):
    spans = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = NER_TYPES[tag[2:]]
        if tag[0] == "I" and spans and spans[-1][1] == i and spans[-1][2] == kind:
            spans[-1] = spans[-1][0], i + 1, kind
        else:
            spans.append((i, i + 1, kind))
    return spans


def read_worldwide(folder):
    """One document a file. Column 2 is the outer name; some lines use spaces for tabs."""
    documents = []
    for path in sorted(glob.glob(os.path.join(folder, "*.tsv"))):
        sentences = [[]]
        for line in open(path, encoding="utf-8"):
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 2:
                columns = line.split()
            if len(columns) >= 2:
                sentences[-1].append(columns[:2])
            elif sentences[-1]:
                sentences.append([])
        document = []
        for sentence in sentences:
            # The address of the page, alone on the first line, is no sentence.
            if not sentence or (len(sentence) == 1 and sentence[0][0].startswith("http")):
                continue
            tags = bio_to_bioes([tag.strip() for _, tag in sentence])
            document.append([Word(form.strip(), None, None, None, None, None, None, tag)
                             for (form, _), tag in zip(sentence, tags)])
        documents.append(document)
    return documents


def make_labels(documents):
    """Sorted label lists of all tasks; ner is fixed."""
    counts = {task: collections.Counter() for task in PARSE_TASKS}
    for document in documents:
        for sentence in document:
            for word in sentence:
                for task in PARSE_TASKS:
                    counts[task][getattr(word, task)] += 1
    labels = {task: sorted(v for v, n in counts[task].items() if n >= MINIMUM_COUNT.get(task, 1))
              for task in PARSE_TASKS}
    labels["ner"] = ["O"] + [f"{p}-{t}" for t in TYPE_ORDER for p in "BIES"]
    return {task: labels[task] for task in ("upos", "xpos", "feats", "lemma", "ner", "deprel")}


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

    def windows(self, documents, first_limit=lambda: text.MAX_PIECES):
        return [w for d in documents for w in text.windows(d, self.count, first_limit())]

    def encode(self, window):
        """Nodes are the words and the [SEP]s (the roots) in order of their pieces."""
        forms = [[w.form for w in sentence] for sentence in window]
        ids, shapes, words, seps = text.encode(forms, self.wordpiece)
        nodes, group, root, heads = [], [], [], []
        labels = {task: [] for task in TASKS}
        for number, sentence in enumerate(window):
            first = len(nodes)
            nodes += words[number] + [seps[number]]
            group += [number] * (len(sentence) + 1)
            root += [False] * len(sentence) + [True]
            for word in sentence:
                head = -1 if word.head is None or word.head > len(sentence) else \
                    first + (word.head - 1 if word.head else len(sentence))
                heads.append(head)
                for task in TASKS:
                    labels[task].append(self.ids[task].get(getattr(word, task), -1))
            heads.append(-1)
            for task in TASKS:
                labels[task].append(-1)
        return {"ids": ids, "shapes": shapes, "nodes": nodes, "group": group, "root": root,
                "heads": heads, **labels}


FILL = {"ids": 0, "shapes": 0, "nodes": 0, "group": -1, "root": False}


def collate(items):
    """Pads the arrays of several windows; labels and heads are padded with -1."""
    batch = {}
    for key in items[0]:
        width = max(len(item[key]) for item in items)
        rows = np.full((len(items), width), FILL.get(key, -1), dtype=np.int64)
        for row, item in zip(rows, items):
            row[:len(item[key])] = item[key]
        batch[key] = torch.from_numpy(rows)
    lengths = torch.tensor([len(item["ids"]) for item in items])
    batch["padding"] = torch.arange(batch["ids"].shape[1])[None] >= lengths[:, None]
    batch["root"] = batch["root"].bool()
    return batch


def batches(items, pieces, pool=256):
    """Groups windows of like length, at most `pieces` padded pieces a batch, in random order."""
    items, out = list(items), []
    random.shuffle(items)
    for start in range(0, len(items), pool):
        group, width = [], 0
        for item in sorted(items[start:start + pool], key=lambda item: len(item["ids"])):
            width = len(item["ids"])
            if group and width * (len(group) + 1) > pieces:
                out.append(group)
                group = []
            group.append(item)
        out.append(group)
    random.shuffle(out)
    return out
