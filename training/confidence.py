"""Fits lexicon/en/confidence.tsv to facts that were judged by hand.

    kg extract --doubtful ARTICLES > facts.jsonl
    kg annotate ARTICLES > seen.jsonl
    python3 ../tests/gold/sample.py --seed N < facts.jsonl > sample.txt
    (judge it: verdict.tsv has a line "number<TAB>right|wrong<TAB>…" for each item)
    python3 confidence.py ROUND… [--least-relation 60 --least-claim 70] > ../lexicon/en/confidence.tsv

A ROUND is a folder with facts.jsonl, seen.jsonl, one or more sample*.txt and as many
verdict*.tsv. Items that today's facts no longer have are left out. Weights: logistic
regression with an L2 penalty over standardized signals (Newton's method); the report on
standard error scores each round with weights fitted to the others.
"""

import argparse
import collections
import json
import pathlib
import re
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests" / "extraction" / "sentences.tsv"
sys.path.insert(0, str(ROOT / "tests" / "gold"))
import sample  # noqa: E402

PENALTY = 30.0  # chosen by the report
PRIOR_PENALTY = 100.0  # about what the thousand judged facts behind a table are worth
NEW_PENALTY = 10.0  # of a signal that the table does not have
FEWEST = 10  # facts that have a signal, for it to get a weight
KINDS = ("relation", "claim")
KEEPS = (1, .95, .9, .85, .8, .75, .7, .6, .5)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def place(spans):
    return tuple(spans[0]) if spans else None


def found_facts(path):
    """(article, kind, name, first, second) -> signals of what the extractor found."""
    found = {}
    for article in lines(path):
        for fact in article["found"]:
            relation = fact["kind"] == "relation"
            key = (article["id"], fact["kind"], fact["predicate" if relation else "act"],
                   place(fact["subject" if relation else "speaker"]),
                   place(fact["object" if relation else "content"]))
            found[key] = fact["signals"]
    return found


def key_of(fact):
    evidence = fact["evidence"][0]
    span = lambda name: tuple(evidence[name]) if evidence.get(name) else None
    if fact["kind"] == "relation":
        return (evidence["article"], "relation", fact["predicate"], span("subject"), span("object"))
    return (evidence["article"], "claim", fact["act"], span("speaker"), tuple(evidence["spans"][0]))


def without_topics(item):
    """Topics are judged, but no part of what is fitted: rules about them change."""
    return re.sub(r"^([^\n]*-> )\[[^\n\]]*\]", r"\1", item)


def shown_facts(path):
    """An item as sample.py prints it, without its number and topics -> fact."""
    records = lines(path)
    articles = {r["id"]: r["text"] for r in records if r["kind"] == "article"}
    claims = {r["id"]: r for r in records if r["kind"] == "claim"}
    return {without_topics(sample.item(r, articles, claims)): r
            for r in records if r["kind"] in KINDS}


def verdicts(folder):
    items, right = {}, {}
    for path in sorted(folder.glob("sample*.txt")):
        for match in re.finditer(r"^(\d+)\. (.*?)\n\n(?=\d+\. |\Z)", path.read_text("utf-8") + "\n\n",
                                 re.S | re.M):
            items[match[1]] = without_topics(match[2].rstrip())
    for path in sorted(folder.glob("verdict*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if cells[0].isdigit() and cells[2:3] != ["topic"]:
                right[cells[0]] = cells[1] == "right"
    return [(items[n], right[n]) for n in items if n in right]


def judged(folder):
    """(kind, signals, right) of every judged item that is still found."""
    shown, found = shown_facts(folder / "facts.jsonl"), found_facts(folder / "seen.jsonl")
    out = []
    for item, right in verdicts(folder):
        fact = shown.get(item)
        signals = fact and found.get(key_of(fact))
        if signals:
            out.append((fact["kind"], signals, right))
    return out


def is_expected(fact, row):
    """Whether a row of sentences.tsv names the fact."""
    if fact["kind"] == "claim":
        topics = {t["name"] for t in fact["topics"]} | {""}
        said = fact["speaker"] and fact["speaker"]["name"], fact["act"]
        return any(text.count(":") >= 2 and tuple(text.split(":")[:2]) == said and
                   text.split(":")[2] in topics for text in row)
    ends = [(fact[end] or {}).get("name") for end in ("subject", "object")]
    given = {"polarity": "affirmed", "modality": "asserted", "standing": "stated"}
    short = {"negated": "neg", "attributed": "attr"}
    marks = {short.get(fact[k], fact[k]) for k, usual in given.items() if fact[k] != usual}
    return any(text.count("|") == 3 and text.split("|")[:3] == [ends[0], fact["predicate"], ends[1]]
               and set(text.split("|")[3].split()) == marks for text in row)


def constructed(folder, table):
    """(kind, signals, True) of every fact that sentences.tsv names."""
    rows = {}
    for line in table.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            _, sentence, facts = line.split("\t")
            rows[sentence] = facts.split("; ")
    found = found_facts(folder / "seen.jsonl")
    records = lines(folder / "facts.jsonl")
    texts = {r["id"]: r["text"] for r in records if r["kind"] == "article"}
    out = []
    for fact in records:
        if fact["kind"] in KINDS and is_expected(fact, rows[texts[fact["evidence"][0]["article"]]]):
            signals = found.get(key_of(fact))
            if signals:
                out.append((fact["kind"], signals, True))
    return out


def write_sentences(table, path):
    """The rows' sentences as articles, for kg."""
    with open(path, "w", encoding="utf-8") as file:
        for line in table.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                file.write(json.dumps({"text": line.split("\t")[1], "date": "2019-06-12"}) + "\n")


def fit(x, y, weight, prior):
    """Weights, last the bias; x is standardized, `weight` by row. The penalty is on what
    differs from `prior`, which is None or as the result."""
    x = np.hstack([x, np.ones((len(x), 1))])
    if prior is None:
        prior, penalty = np.zeros(x.shape[1]), np.full(x.shape[1], PENALTY)
    else:
        penalty = np.where(prior == 0, NEW_PENALTY, PRIOR_PENALTY)
    penalty[-1] = 0
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (p - y)) + penalty * (w - prior)
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w


def report(kind, scores, y):
    order = np.argsort(-scores)
    print(f"{kind}s: {len(y)} judged, {100 * y.mean():.1f} % right; of the likeliest", file=sys.stderr)
    for keep in KEEPS:
        best = order[:round(len(y) * keep)]
        print(f"  {100 * keep:4.0f} %: {100 * y[best].mean():.1f} % right, from "
              f"{100 * scores[best[-1]]:.0f}", file=sys.stderr)


def read_table(path):
    """kind -> signal -> weight of a table written before."""
    out = {kind: {} for kind in KINDS}
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and cells[0] not in ("signal", "least"):
            for kind, cell in zip(KINDS, cells[1:]):
                if cell:
                    out[kind][cells[0]] = float(cell)
    return out


def weights(kind, rounds, made, made_weight, before):
    """signal -> weight; `before` is the table's that is fitted further, or empty."""
    facts = [(r, signals, right) for r, all_ in enumerate(rounds + [made])
             for k, signals, right in all_ if k == kind]
    counts = collections.Counter(name for r, signals, _ in facts for name in signals
                                 if r < len(rounds))
    names = sorted(n for n, count in counts.items() if FEWEST <= count or n in before)
    x = np.array([[signals.get(n, 0.0) for n in names] for _, signals, _ in facts])
    y = np.array([right for _, _, right in facts], float)
    of = np.array([r for r, _, _ in facts])
    judged_ = of < len(rounds)
    weight = np.where(judged_, 1.0, made_weight)
    mean, deviation = x[judged_].mean(0), x[judged_].std(0) + 1e-9
    x = (x - mean) / deviation
    prior = None
    if before:
        raw = np.array([before.get(n, 0.0) for n in names])
        prior = np.append(raw * deviation, before["bias"] + (raw * mean).sum())
    scores = np.zeros(len(y))
    for r in range(len(rounds)):
        w = fit(x[of != r], y[of != r], weight[of != r], prior)
        scores[of == r] = 1 / (1 + np.exp(-(x[of == r] @ w[:-1] + w[-1])))
    report(kind, scores[judged_], y[judged_])
    w = fit(x, y, weight, prior)
    raw = w[:-1] / deviation
    bias = w[-1] - (raw * mean).sum()
    if not judged_.all():
        made_scores = 100 / (1 + np.exp(-(x[~judged_] @ w[:-1] + w[-1])))
        print(f"  made-up ones: {len(made_scores)}, hundredths of the least likely: "
              f"{np.sort(made_scores)[:30].round().astype(int).tolist()}", file=sys.stderr)
    kept = {name: weight for name, weight in before.items() if name not in names}
    return kept | dict(zip(names, raw)) | {"bias": bias}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    p.add_argument("round", nargs="+", type=pathlib.Path)
    p.add_argument("--sentences", type=pathlib.Path, metavar="DIR", help=
                   "facts.jsonl and seen.jsonl of articles.jsonl in DIR, which is written if missing")
    p.add_argument("--prior", type=pathlib.Path, metavar="TABLE", help=
                   "fit further from these weights: for few rounds after the model changed")
    p.add_argument("--least-relation", type=int, default=0)
    p.add_argument("--least-claim", type=int, default=0)
    p.add_argument("--made-weight", type=float, default=0.6,
                   help="of a made-up sentence's fact, beside a judged one (default: 0.6)")
    args = p.parse_args()
    rounds = [judged(folder) for folder in args.round]
    made = []
    if args.sentences:
        if not (args.sentences / "articles.jsonl").exists():
            return write_sentences(SENTENCES, args.sentences / "articles.jsonl")
        made = constructed(args.sentences, SENTENCES)
    before = read_table(args.prior) if args.prior else {kind: {} for kind in KINDS}
    table = {kind: weights(kind, rounds, made, args.made_weight, before[kind]) for kind in KINDS}
    print("# How likely a fact is right, from how it was found (docs/confidence.md): weights of a\n"
          "# logistic regression that training/confidence.py fitted to judged facts. \"least\": the\n"
          "# hundredths from which on a fact is kept.\nsignal\trelation\tclaim")
    print(f"least\t{args.least_relation}\t{args.least_claim}")
    for name in sorted(set().union(*table.values())):
        cells = [f"{table[kind][name]:.4f}" if name in table[kind] else "" for kind in KINDS]
        print("\t".join([name] + cells))


if __name__ == "__main__":
    main()
