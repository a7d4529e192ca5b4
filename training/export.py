"""Writes the model folder from a checkpoint, or only its reference.jsonl again."""

import argparse
import json
import os

import torch

import stored
from documents import Document, Word

HERE = os.path.dirname(os.path.abspath(__file__))


def read_reference(path):
    """One sentence a line, words between spaces; a tab starts a paragraph, a blank line a document."""
    with open(path, encoding="utf-8", newline="\n") as f:
        blocks = f.read().strip("\n").split("\n\n")
    for block in blocks:
        lines = block.split("\n")
        sentences = [[Word(form) for form in line.strip("\t").split(" ")] for line in lines]
        yield Document("", sentences, [line.startswith("\t") for line in lines]).finish()


def as_documents(predictor, document):
    """Each of the document's windows as a document of its own."""
    first = 0
    for window in predictor.coder.windows(document):
        starts = document.starts[first:first + len(window)]
        first += len(window)
        yield Document("", [list(sentence) for sentence in window], starts).finish()


def rounded(value):
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return round(value, 4) if isinstance(value, float) else value


def conditioned(predictor, task, window, cues):
    """Cues with the raw scores and decoded tags of all words, as reference.jsonl has them."""
    if not cues:
        return []
    out = []
    for (first, last), scores in zip(cues, predictor.conditioned(task, window, cues)):
        line = {"cue": [window.index[first], window.index[last] + 1], "scores": scores.tolist()}
        if task == "attribution":
            found = predictor.parts(window, (first, last), scores + predictor.general(window))
            line |= {role: predictor.ranges(window, found, role) for role in ("source", "content")}
        else:
            line["tags"] = predictor.decoders[task](scores)
        out.append(line)
    return out


def with_answers(document, answers):
    """The document as the model sees it: for candidates and their features."""
    fields = ("upos", "feats", "head", "deprel")
    document.update({i: {field: answer[field] for field in fields}
                     for i, answer in enumerate(answers)})
    return document


def reference_line(predictor, document):
    (window,) = predictor.score(document)
    item, words = window.item, window.words
    answers = predictor.words(window)
    line = {"sentences": [[w.form for w in s] for s in document.sentences],
            "starts": document.starts,
            "pieces": item["ids"], "shapes": item["shapes"], "layouts": item["layouts"],
            "hidden": window.nodes[words, :8].tolist()}
    line |= {task: [answer[task] for answer in answers]
             for task in ("upos", "xpos", "feats", "lemma", "ner", "head", "deprel", "entity",
                          "negation")}
    line["upos_scores"] = window.tags["upos"][words].tolist()
    line["arc_scores"] = []
    for number in range(len(document.sentences)):
        mine, root = window.of_sentence(number)
        line["arc_scores"] += window.arc_scores[mine][:, list(root) + list(mine)].tolist()
    for task in ("source", "cue", "content"):
        line[f"{task}_scores"] = window.tags[task][words].tolist()
    line["attributions"] = conditioned(predictor, "attribution", window, predictor.cues(window))
    line["negations"] = conditioned(predictor, "scope", window, predictor.negation_cues(window))
    found, scores, _ = predictor.antecedents(with_answers(document, answers), [window])
    line["candidates"] = found.index.tolist()
    line["coreference_scores"] = [row[1:i + 1].tolist() for i, row in enumerate(scores)]
    line["factuality"] = predictor.factuality(window).tolist()
    return rounded(line)


def write_reference(folder):
    """What float32 arithmetic makes of the stored weights, for the parity test."""
    predictor = stored.load(folder)
    with open(f"{folder}/reference.jsonl", "w", encoding="utf-8") as f:
        for whole in read_reference(f"{HERE}/reference_sentences.txt"):
            for document in as_documents(predictor, whole):
                line = reference_line(predictor, document)
                f.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--run", help="folder of a training run; without it only the reference is made")
    p.add_argument("--vocabulary", help="vocab.txt of the encoder")
    p.add_argument("--out", required=True, help="the model folder")
    p.add_argument("--name", default="kg-en-5")
    p.add_argument("--attribution-weight", type=float, default=0.0)
    p.add_argument("--cue-bias", type=float, default=0.0)
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    if args.run:
        state = torch.load(f"{args.run}/checkpoint.pt", weights_only=True)["model"]
        with open(f"{args.run}/labels.json", encoding="utf-8") as f:
            labels = json.load(f)
        settings = {"attribution_weight": args.attribution_weight, "cue_bias": args.cue_bias}
        stored.write(args.out, state, labels, args.vocabulary, args.name, settings)
    write_reference(args.out)


if __name__ == "__main__":
    main()
