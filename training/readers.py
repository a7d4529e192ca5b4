"""Readers of the training sets; each gives Documents."""

import collections
import glob
import json
import os
import re

from documents import Document, Word, bioes, lemma_script, runs

# Genres of GUM whose texts are not for commercial use (GUM's LICENSE.md), hence left out.
GUM_NON_COMMERCIAL = {"essay", "fiction", "letter", "podcast", "reddit", "whow"}
NER_TYPES = {"Person": "Person", "Organization": "Organization", "Location": "Place",
             "Facility": "Place", "NORP": "Group", "Date": "Date", "Money": "Money",
             "Product": "Product", "Misc": "Misc"}
# What an earlier model may tell of a word, besides names.
SILVER = ("head", "upos", "xpos", "feats", "lemma", "deprel")
BRACKET = re.compile(r"(\()?(\d+)(?:-([^-()]*))?[^()]*(\))?")


def genre(name):
    parts = name.split("_")
    return parts[1] if parts[0] == "GUM" and len(parts) > 1 else ""


def sentences_of(path):
    """(comments, rows of ten columns) of a CoNLL-U file; ranges and empty nodes are skipped."""
    comments, rows = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            comments.append(line)
        elif line:
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif rows:
            yield comments, rows
            comments, rows = [], []
    if rows:
        yield comments, rows


def word_of(columns):
    _, form, lemma, upos, xpos, feats, head, deprel = columns[:8]
    return Word(form, int(head), upos, xpos, feats, lemma_script(form, lemma), deprel)


def read_conllu(path, skip_genres=()):
    """Documents of a treebank, with entity heads where GUM marks them."""
    documents = []
    for comments, rows in sentences_of(path):
        for comment in comments:
            if comment.startswith("# newdoc"):
                documents.append(Document(comment.split("=")[-1].strip(), [], []))
        words = [word_of(columns) for columns in rows]
        if any("Entity=" in columns[9] for columns in rows) or genre(documents[-1].name):
            words = with_entities(words, rows)
        documents[-1].lemmas += [columns[2] for columns in rows]
        documents[-1].sentences.append(words)
        documents[-1].starts.append(any(c.startswith("# newpar") for c in comments))
    return [d.finish() for d in documents if genre(d.name) not in skip_genres]


def with_entities(words, rows):
    """Marks the heads of GUM's mentions with their types."""
    types, opened = ["-"] * len(words), collections.defaultdict(list)
    for place, columns in enumerate(rows):
        for start, number, kind, end in brackets(columns[9]):
            if start:
                opened[number].append((place, kind))
            if end and opened[number]:
                begin, name = opened[number].pop()
                types[head_of(words, begin, place + 1)] = name
    return [w._replace(entity=t) for w, t in zip(words, types)]


def brackets(misc):
    """(opens, number, type, closes) of each bracket of Entity=."""
    for part in misc.split("|"):
        if part.startswith("Entity="):
            yield from BRACKET.findall(part[len("Entity="):])


def head_of(words, begin, end):
    """The first word whose head is outside the span; words are those of one sentence."""
    for i in range(begin, end):
        if not begin < words[i].head <= end:
            return i
    return end - 1


def read_clusters(path, document):
    """Clusters of heads from OntoGUM's file of the same document, where the words agree."""
    if not os.path.exists(path):
        return
    members, opened = collections.defaultdict(list), collections.defaultdict(list)
    base = 0
    for (_, rows), sentence in zip(sentences_of(path), document.sentences):
        if [r[1] for r in rows] != [w.form for w in sentence]:
            return
        for place, columns in enumerate(rows):
            for start, number, _, end in brackets(columns[9]):
                if start:
                    opened[number].append(base + place)
                if end and opened[number] and opened[number][-1] >= base:
                    begin = opened[number].pop() - base
                    members[number].append((begin + base, place + 1 + base,
                                            base + head_of(sentence, begin, place + 1)))
        base += len(rows)
    if base == len(document.words()):
        document.clusters = one_mention_a_head(members)


def one_mention_a_head(members):
    """A head stands for its shortest mention: a coordination is longer than its first part."""
    owner = {}
    for number, spans in members.items():
        for begin, end, head in spans:
            if head not in owner or end - begin < owner[head][0]:
                owner[head] = end - begin, number
    clusters = collections.defaultdict(list)
    for head in sorted(owner):
        clusters[owner[head][1]].append(head)
    return [c for c in clusters.values() if len(c) > 1]


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
            tags = bioes(len(sentence), bio_spans([tag.strip() for _, tag in sentence]))
            document.append([Word(form.strip(), ner=tag)
                             for (form, _), tag in zip(sentence, tags)])
        documents.append(Document(path, document, [False] * len(document)).finish())
    return documents


def bio_spans(tags):
    """Spans with mapped types; an I- without its B- starts a name."""
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


def add_silver(documents, path):
    """What an earlier model says of the documents' words, as `kg annotate --format conllu` prints it."""
    told = collections.defaultdict(list)
    for comments, rows in sentences_of(path):
        for comment in comments:
            if comment.startswith("# newdoc"):
                name = comment.split("=")[-1].strip()
        told[name].append([with_name(word_of(columns), columns[9]) for columns in rows])
    for document in documents:
        for words, silver in zip(document.sentences, told[document.name], strict=True):
            names = iter(bioes_of([word.ner for word in silver]))
            for place, (word, other) in enumerate(zip(words, silver, strict=True)):
                taken = {task: getattr(other, task) for task in SILVER}
                words[place] = word._replace(ner=next(names), **taken)


def with_name(word, misc):
    tag = next(part for part in misc.split("|") if part.startswith("NER="))
    return word._replace(ner=tag[len("NER="):])


def bioes_of(tags):
    """BIO tags of a sentence as BIOES tags."""
    spans = []
    for place, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append([place, place + 1, tag[2:]])
        elif tag.startswith("I-"):
            spans[-1][1] = place + 1
    return bioes(len(tags), spans)


def read_polnear(folder, segments):
    """segments: lines of bench/segment_dump for the folder's texts."""
    documents = []
    for line in open(segments, encoding="utf-8"):
        record = json.loads(line)
        name = os.path.basename(record["path"])[:-len(".txt")]
        found = sorted(glob.glob(f"{folder}/attributions/{glob.escape(name)}*.ann"))
        if not found:
            continue
        with open(f"{folder}/text/{name}.txt", "rb") as f:
            content = f.read()
        sentences, places = [], []
        for _, words in record["sentences"]:
            sentences.append([Word(content[b:e].decode()) for b, e in words])
            places += words
        starts = [bool(flag) for flag, _ in record["sentences"]]
        document = Document(name, sentences, starts).finish()
        read_ann(found[0], content, places, document)
        documents.append(document)
    return documents


def read_ann(path, content, places, document):
    """Attributions of a brat file over words at `places` (bytes)."""
    offsets = [0]
    for c in content.decode():
        offsets.append(offsets[-1] + len(c.encode()))
    word_at = {}
    for i, (begin, end) in enumerate(places):
        for byte in range(begin, end):
            word_at[byte] = i
    spans, events, discarded = {}, [], set()
    for line in open(path, encoding="utf-8", newline="\n"):
        fields = line.rstrip("\n").split("\t")
        if line.startswith("T") and len(fields) >= 2:
            label, _, where = fields[1].partition(" ")
            pairs = [p.split() for p in where.split(";")]
            if all(len(p) == 2 and p[0].isdigit() and p[1].isdigit() for p in pairs):
                spans[fields[0]] = {word_at[b] for s, e in pairs
                                    for b in range(offsets[int(s)], offsets[int(e)])
                                    if b in word_at}
                if label == "Discard":
                    discarded |= spans[fields[0]]
        elif line.startswith("E") and len(fields) >= 2:
            events.append(fields[1].split())
    for event in events:
        parts = {"source": set(), "cue": set(), "content": set()}
        for argument in event[1:]:
            label, _, name = argument.partition(":")
            parts.setdefault(label.rstrip("0123456789").lower(), set()).update(
                spans.get(name, ()))
        if parts["cue"] and not (parts["cue"] | parts["content"]) & discarded:
            document.attributions.append((parts["cue"], parts["source"], parts["content"]))
    mark_attributions(document, discarded)


def mark_attributions(document, discarded):
    """The tags of all attributions together; where two overlap, the later one loses."""
    size = len(document.words())
    changes = [{} for _ in range(size)]
    for role, number in (("cue", 0), ("source", 1), ("content", 2)):
        taken, spans = set(), []
        for attribution in document.attributions:
            free = attribution[number] - taken
            taken |= free
            spans += [(b, e, "") for b, e in runs(free)]
        for i, tag in enumerate(bioes(size, spans)):
            changes[i][role] = None if i in discarded else tag
    document.update(dict(enumerate(changes)))


def read_factuality(path):
    """[(forms, {place: value})]: one sentence a line."""
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        values = {t["span1"][0]: t["label"] for t in record["targets"]}
        yield record["text"].split(), values


def add_factuality(documents, path):
    """Puts UDS-IH2's values on the same sentences of the treebank; returns how many it found."""
    values = {" ".join(forms): v for forms, v in read_factuality(path)}
    count = 0
    for document in documents:
        for sentence in document.sentences:
            found = values.get(" ".join(w.form for w in sentence), {})
            for place, value in found.items():
                sentence[place] = sentence[place]._replace(factuality=value)
            count += len(found)
    return count


def read_uw(path):
    """Sentences in the order of the file, many a document."""
    sentences = [[Word(form, factuality=values.get(i)) for i, form in enumerate(forms)]
                 for forms, values in read_factuality(path)]
    parts = [sentences[i:i + 5] for i in range(0, len(sentences), 5)]
    return [Document("", part, [False] * len(part)).finish() for part in parts]


def read_negation(path):
    """*SEM 2012: a document a chapter; columns from the eighth are triples cue, scope, event."""
    documents, rows, last = [], [], None
    for line in [*open(path, encoding="utf-8"), "\n"]:
        columns = line.rstrip("\n").split("\t")
        if len(columns) > 7:
            rows.append(columns)
        elif rows:
            if rows[0][0] != last:
                documents.append(Document(rows[0][0], [], []))
                last = rows[0][0]
            add_negations(documents[-1], rows)
            rows = []
    return [d.finish() for d in documents]


def add_negations(document, rows):
    base = sum(map(len, document.sentences))
    cues = set()
    for column in range(7, len(rows[0]) - 2, 3):
        cue = {base + i for i, r in enumerate(rows) if r[column] != "_"}
        scope = {base + i for i, r in enumerate(rows) if r[column + 1] != "_"}
        document.negations.append((cue, scope))
        cues |= cue
    document.sentences.append([Word(r[3], negation="N" if base + i in cues else "O")
                               for i, r in enumerate(rows)])
    document.starts.append(False)
