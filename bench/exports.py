#!/usr/bin/env python3
"""Statements a second and peak memory of kg's exports, beside Oxigraph's dump.

    build/venv/bin/python bench/exports.py --graph ../shared/bench/graph.py
        [--kg build/kg] [--relations N] [--entities N] [--folder DIR]

Makes the graph, loads it into a store of each program, and writes it out again
to files: kg as N-Triples and GraphML, Oxigraph as N-Triples, from its own
triples of the graph and from the statements that kg exported, so that both
programs write the same. Statements are triples, nodes or edges. Peak memory is
of the whole process. The interpreter needs pyoxigraph (tests/requirements.txt).
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

OXIGRAPH_LOAD = """
import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_TRIPLES)
"""
OXIGRAPH_DUMP = """
import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
store.dump(sys.argv[2], format=pyoxigraph.RdfFormat.N_TRIPLES,
           from_graph=pyoxigraph.DefaultGraph())
"""


def command_line():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--graph", required=True)
    parser.add_argument("--kg", default="build/kg")
    parser.add_argument("--relations", type=int, default=1_000_000)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--folder", help="where the graph and its stores stay; "
                        "what is there is used again")
    return parser


def run(*command):
    """Wall seconds, processor seconds, peak MiB, and standard error."""
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command],
                               stderr=subprocess.PIPE, text=True)
    text = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit(f"exports.py: {command[0]} failed: {text}")
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024, text)


def once(made, *command):
    """Runs what makes a file or folder, unless it is there."""
    if not made.exists():
        wall, processor, _, _ = run(*command)
        print(f"# {made.name}: {wall:.0f} s wall, {processor:.0f} s processor",
              flush=True)


def report(name, statements, measured):
    wall, processor, peak, _ = measured
    print(f"{name}: {statements} statements, {wall:.2f} s wall, "
          f"{processor:.2f} s processor, {statements / wall:.0f} statements/s, "
          f"peak memory {peak:.0f} MiB", flush=True)


def lines_of(path):
    with open(path, "rb") as file:
        return sum(chunk.count(b"\n")
                   for chunk in iter(lambda: file.read(1 << 20), b""))


def bench_kg(options, folder):
    store = folder / "kg.db"
    once(store, options.kg, "load", folder / "facts.jsonl", "--db", store)
    for form, words in (("nt", "statements?"), ("graphml", "nodes?|edges?")):
        out = folder / f"kg.{form}"
        measured = run(options.kg, "export", "--db", store, "--format", form,
                       "-o", out)
        statements = sum(map(int, re.findall(rf"(\d+) (?:{words})\b",
                                             measured[3])))
        report(f"kg {form}", statements, measured)


def bench_oxigraph(name, source):
    store, out = source.with_suffix(".oxigraph"), source.with_suffix(".dump")
    once(store, sys.executable, "-c", OXIGRAPH_LOAD, store, source)
    measured = run(sys.executable, "-c", OXIGRAPH_DUMP, store, out)
    report(f"Oxigraph nt, {name}", lines_of(out), measured)


def bench(options, folder):
    once(folder / "facts.jsonl", sys.executable, options.graph, "--out", folder,
         "--relations", options.relations, "--entities", options.entities,
         "--formats", "jsonl,nt")
    bench_kg(options, folder)
    bench_oxigraph("the graph's own triples", folder / "graph.nt")
    bench_oxigraph("the statements of kg", folder / "kg.nt")


def main():
    options = command_line().parse_args()
    if options.folder:
        folder = pathlib.Path(options.folder)
        folder.mkdir(parents=True, exist_ok=True)
        bench(options, folder)
        return
    with tempfile.TemporaryDirectory(prefix="kg-exports-") as folder:
        bench(options, pathlib.Path(folder))


if __name__ == "__main__":
    main()
