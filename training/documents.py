"""Documents with all that the training sets say of their words, and the labels of lemmas."""

import collections
import dataclasses

import text

# A word with its labels; None: unlabelled. index counts the document's words; head is 0 for the
# root, else 1-based in the sentence; layout: see text.encode; entity: type of the GUM mention whose
# head the word is, "-" for none; factuality: -3 to 3 or None.
FIELDS = ("form head upos xpos feats lemma deprel ner entity factuality index layout "
          "source cue content negation")
Word = collections.namedtuple("Word", FIELDS, defaults=[None] * (len(FIELDS.split()) - 1))


@dataclasses.dataclass
class Document:
    name: str
    sentences: list  # of lists of Words
    starts: list  # whether a sentence starts a paragraph
    attributions: list = dataclasses.field(default_factory=list)  # (cue, source, content) indices
    negations: list = dataclasses.field(default_factory=list)  # (cue, scope) indices
    clusters: list = None  # lists of the indices of mentions' heads
    lemmas: list = dataclasses.field(default_factory=list)  # of the words, where a treebank gives them
    features: object = None  # of coreference candidates, see coref_data.py

    def words(self):
        return [word for sentence in self.sentences for word in sentence]

    def update(self, changes):
        """Replaces fields of words: {index: {field: value}}."""
        self.sentences = [[w._replace(**changes[w.index]) if w.index in changes else w
                           for w in sentence] for sentence in self.sentences]

    def finish(self):
        """Numbers the words and finds their layouts."""
        states = text.quotation_states([[w.form for w in s] for s in self.sentences], self.starts)
        count = 0
        for i, sentence in enumerate(self.sentences):
            for j, word in enumerate(sentence):
                layout = states[i][j] + 2 * int(self.starts[i] and j == 0)
                sentence[j] = word._replace(index=count, layout=layout)
                count += 1
        return self


# An edit script: L (lower case), K (as it is) or T (title case), "-", the ending that is cut, "+",
# the ending that is put on. It applies to words with that ending only. Or "=" and the lemma.


def cased(mode, form):
    return {"K": form, "L": form.lower(), "T": form[:1].upper() + form[1:].lower()}[mode]


def lemma_script(form, lemma):
    """The cheapest edit from form to lemma; ties prefer L, which serves both cases."""
    best = None
    for mode in "LKT":
        base = cased(mode, form)
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        cost = len(base) + len(lemma) - 2 * same
        if same and "+" not in base[same:] and (best is None or cost < best[0]):
            best = cost, f"{mode}-{base[same:]}+{lemma[same:]}"
    return best[1] if best else "=" + lemma


def apply_script(form, script):
    """The lemma, or None if the script is not for this word."""
    if script[0] == "=":
        return script[1:]
    cut, _, end = script[2:].partition("+")
    base = cased(script[0], form)
    if not base.endswith(cut) or len(base) + len(end) <= len(cut):
        return None
    return base[:len(base) - len(cut)] + end


def bioes(length, spans):
    """Tags of (start, end, label) spans that do not overlap; label "" gives plain B, I, E, S."""
    out = ["O"] * length
    for start, end, label in spans:
        tail = "-" + label if label else ""
        for i in range(start, end):
            out[i] = "I" + tail
        out[start], out[end - 1] = "B" + tail, "E" + tail
        if end - start == 1:
            out[start] = "S" + tail
    return out


def runs(indices):
    """Half-open runs of consecutive numbers."""
    out = []
    for i in sorted(indices):
        if out and out[-1][1] == i:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return out
