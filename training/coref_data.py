"""Coreference candidates of a document and the features of their pairs.

After Dobrovolskii 2021, "Word-Level Coreference Resolution": a mention stands for its head word.
"""

import dataclasses

import numpy as np
import torch

CANDIDATES = {"NOUN", "PROPN", "PRON", "NUM"}
PRONOUN, NAME, NOMINAL = range(3)
CLASSES = {"PRON": PRONOUN, "PROPN": NAME}
# Relations of the words that, with the head, are compared between mentions.
MODIFIERS = {"compound", "flat", "amod", "nummod"}
NEAREST = 300  # earlier candidates that are scored for each
DISTANCES = (1, 2, 3, 4, 5, 8, 16, 32, 64, 128)  # lower bounds, in candidates
SENTENCES = (0, 1, 2, 3)


@dataclasses.dataclass
class Candidates:
    index: np.ndarray  # words of the document
    kind: np.ndarray
    person: np.ndarray  # 0 for none, else the pronoun's grammatical person
    quoted: np.ndarray
    sentence: np.ndarray
    match: np.ndarray  # [n, n]: 0 different, 1 same head, or one name in the other, 2 same words
    cluster: np.ndarray  # -1: in none


def candidates(document):
    heads, sentence_of, clusters = [], [], {}
    for number, cluster in enumerate(document.clusters or []):
        clusters.update(dict.fromkeys(cluster, number))
    words, sets = document.words(), []
    for number, sentence in enumerate(document.sentences):
        for place, word in enumerate(sentence):
            if word.upos in CANDIDATES:
                heads.append(word.index)
                sentence_of.append(number)
                sets.append(frozenset(compared(sentence, place)))
    chosen = [words[i] for i in heads]
    kinds = np.array([CLASSES.get(w.upos, NOMINAL) for w in chosen], dtype=np.int64)
    return Candidates(
        np.array(heads, dtype=np.int64), kinds, np.array([person(w) for w in chosen], dtype=np.int64),
        np.array([w.layout & 1 for w in chosen], dtype=np.int64),
        np.array(sentence_of, dtype=np.int64),
        matches([w.form.lower() for w in chosen], sets, kinds),
        np.array([clusters.get(i, -1) for i in heads], dtype=np.int64))


def compared(sentence, place):
    yield sentence[place].form.lower()
    for word in sentence:
        if word.head == place + 1 and word.deprel.split(":")[0] in MODIFIERS:
            yield word.form.lower()


def person(word):
    _, _, tail = word.feats.partition("Person=") if word.upos == "PRON" else ("", "", "")
    return int(tail[0]) if tail[:1] in ("1", "2", "3") else 0


def matches(heads, sets, kinds):
    """0 for pronouns with anything but the same pronoun."""
    n = len(heads)
    out = np.zeros((n, n), dtype=np.int64)
    for i in range(n):
        for j in range(max(0, i - NEAREST), i):
            if sets[i] == sets[j]:
                out[i, j] = 2
            elif heads[i] == heads[j] or (kinds[i] == NAME and kinds[j] == NAME and
                                          (heads[i] in sets[j] or heads[j] in sets[i])):
                out[i, j] = 1
    return out


def pair_features(c):
    """Integer features [n, n] of antecedent j (column) for i (row), and which pairs are scored."""
    n = len(c.index)
    gap = np.arange(n)[:, None] - np.arange(n)[None]
    apart = np.maximum(0, c.sentence[:, None] - c.sentence[None])
    near = np.maximum(1, gap)
    both = c.kind[:, None] * 3 + c.kind[None]
    quotes = c.quoted[:, None] * 2 + c.quoted[None]
    persons = c.person[:, None] * 4 + c.person[None]
    as_tensor = torch.from_numpy
    return {
        "match": as_tensor(both * 3 + c.match),
        "distance": as_tensor(both * len(DISTANCES) + np.searchsorted(DISTANCES, near, "right") - 1),
        "sentence": as_tensor(both * len(SENTENCES) + np.minimum(apart, len(SENTENCES) - 1)),
        "person": as_tensor(persons * 4 + quotes),
        "allowed": as_tensor((gap > 0) & (gap <= NEAREST)),
    }


# Feature -> rows of its table of scores.
TABLES = {"match": 27, "distance": 9 * len(DISTANCES), "sentence": 9 * len(SENTENCES), "person": 64}
