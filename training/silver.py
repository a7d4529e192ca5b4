"""PolNeAR's words for an earlier model to annotate, and its answer ready for `train.py --silver`.

    python silver.py words --data DATA --segments segments.jsonl > words.conllu
    KG_HOME=HOME ../build/kg annotate --format conllu words.conllu |
        python silver.py names words.conllu > silver.conllu

HOME holds `lexicon/` and a copy of the model folder whose `config.json` has a small `max_pieces`:
an encoder that has seen trees of short texts only parses long windows worse.
"""

import argparse
import json
import pathlib
import sys


POLNEAR_TEXTS = "claims/polnear/train/text"


def document(record, texts):
    """A document's rows; trees are empty but valid."""
    name = pathlib.Path(record["path"]).name
    content = (texts / name).read_bytes()
    yield f"# newdoc id = {name[:-4]}"
    for number, (paragraph, words) in enumerate(record["sentences"], 1):
        if paragraph:
            yield "# newpar"
        yield f"# sent_id = {number}"
        for i, (begin, end) in enumerate(words):
            form = " ".join(content[begin:end].decode().split()) or "_"
            glued = i + 1 < len(words) and words[i + 1][0] == end
            tree = ("0", "root") if i == 0 else ("1", "dep")
            yield "\t".join([str(i + 1), form, "_", "_", "_", "_", *tree, "_",
                             "SpaceAfter=No" if glued else "_"])
        yield ""


def write_words(args):
    texts = pathlib.Path(args.data) / POLNEAR_TEXTS
    with open(args.segments, encoding="utf-8") as lines:
        for line in lines:
            print(*document(json.loads(line), texts), sep="\n")


def restore_names(args):
    """`kg annotate` names every document after its file: the names that it read come back."""
    with open(args.words, encoding="utf-8") as lines:
        names = iter([line for line in lines if line.startswith("# newdoc")])
    for line in sys.stdin:
        sys.stdout.write(next(names) if line.startswith("# newdoc") else line)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(required=True)
    words = commands.add_parser("words")
    words.add_argument("--data", required=True)
    words.add_argument("--segments", required=True)
    words.set_defaults(run=write_words)
    names = commands.add_parser("names")
    names.add_argument("words")
    names.set_defaults(run=restore_names)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
