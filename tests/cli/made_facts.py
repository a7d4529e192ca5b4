"""Facts made without a model, for tests of the store: articles in versions, as
JSON Lines that kg load reads."""

import json
import os
import pathlib
import tempfile

HEADER = '{"kind": "header", "format": "kg", "version": 1, "scope": "articles"}\n'
PEOPLE = ("Ada Lund", "Bo Frank", "Cai Olsen", "Dora Venn", "Eva Moor")


def facts(number, version):
    """The lines of one article: two people and who met whom. Three articles of
    a version share most of their text, and so are near-copies."""
    first = PEOPLE[(number + version) % 5]
    second = PEOPLE[(number // 5 + 2 * version + 1) % 5]
    if first == second:
        second = "Finn Tarn"
    quote = f"{first} met {second}"
    body = " ".join(f"w{number // 3 + 100 * version}x{i}" for i in range(60))
    text = f"{quote}. {body}"
    name = f"k{number}"

    def entity(which, full):
        start = text.index(full)
        yield {"kind": "entity", "id": f"{name}/{which}", "type": "Person",
               "name": full, "aliases": [{"text": full, "count": 1}],
               "descriptions": [], "external": {}}
        yield {"kind": "mention", "entity": f"{name}/{which}", "article": name,
               "start": start, "end": start + len(full), "form": "name"}

    def end(which, full):
        return {"id": f"{name}/{which}", "name": full, "type": "Person"}

    lines = [{"kind": "article", "id": name, "root": "made",
              "path": f"{number:02}.txt", "title": f"Version {version}",
              "date": "2024-04-19", "language": "en", "text": text}]
    lines += entity("a", first)
    lines += entity("b", second)
    lines.append({
        "kind": "relation", "id": f"{name}/r", "subject": end("a", first),
        "predicate": "meets", "object": end("b", second),
        "polarity": "affirmed", "modality": "asserted", "standing": "stated",
        "confidence": 0.9,
        "evidence": [{"article": name, "start": 0, "end": len(quote),
                      "quote": quote, "confidence": 0.9}]})
    return "".join(json.dumps(line) + "\n" for line in lines)


def articles_of(numbers, version):
    """A whole file of them."""
    return HEADER + "".join(facts(number, version) for number in numbers)


def groups(exported):
    """Path -> the lines of its article, of an export of facts."""
    found, lines = {}, None
    for line in exported.splitlines()[1:]:
        record = json.loads(line)
        if record["kind"] == "decision":
            break
        if record["kind"] == "article":
            lines = found.setdefault(record["path"], [])
        lines.append(line)
    return found


def use_memory(case):
    """Moves the test's folder into memory where there is such a place: what is
    tested is the end of processes, not of machines."""
    if not os.access("/dev/shm", os.W_OK):
        return
    folder = tempfile.TemporaryDirectory(prefix="kg-cli-", dir="/dev/shm")
    case.addCleanup(folder.cleanup)
    case.folder = pathlib.Path(folder.name).resolve()
