#!/usr/bin/env python3
"""kg's query engine beside Ladybug, Oxigraph and DuckDB: one graph, one run, one thread, prepared statements.

    python3 graph.py --relations 1000000 --out DIR
    kg load --db DIR/kg.db DIR/facts.jsonl
    pip install -r bench/requirements-peers.txt
    python3 bench/peers.py DIR --bench build/kgq_bench [--starts 200] [--seconds 2] [--only NAME]

Each row is a piece of work over the same starts: runs a second of processor time, so that other work on the machine
matters less, after one pass that warms whatever a system keeps. kg finds its start by name through the index of names;
Ladybug has the name as its primary key; Oxigraph and DuckDB are given the node itself. A peer's answers are compared
with kg's: one that answers otherwise is marked '!', one whose pass over the starts was given up '?'. Ladybug has the
schema that is fastest for each work: a table for each predicate, and one table of all. Everything of the peers is made
below DIR/peers once.
"""
import argparse
import math
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
IRI = "https://example.org/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"

# {p} is the start's predicate.
LADYBUG = {
    "one_hop": "MATCH (a:Entity {name: $name})-[r:fact]->(b:Entity) RETURN r.predicate, id(b)",
    "one_hop_of_predicate": "MATCH (a:Entity {name: $name})-[:{p}]->(b:Entity) RETURN id(b)",
    "two_hop_count": "MATCH (a:Entity {name: $name})-[:fact]->(:Entity)-[:fact]->(c:Entity) RETURN count(*)",
    "all_paths": "MATCH (:Entity)-[:verb_00]->(:Entity)-[:verb_01]->(:Entity) RETURN count(*)",
    "01_point": "MATCH (a:Entity {name: $name}) RETURN a.name",
    "02_one_hop": "MATCH (a:Entity {name: $name})-[:fact]->(b:Entity) RETURN count(*)",
    "03_two_hop": "MATCH (a:Entity {name: $name})-[:verb_01]->(:Entity)-[:verb_02]->(c:Entity) RETURN count(*)",
    "04_triangle": "MATCH (a:Entity {name: $name})-[:verb_00]->(b:Entity)-[:verb_00]->(c:Entity)-[:verb_00]->(a) "
                   "RETURN count(*)",
    "05_variable_length": "MATCH (a:Entity {name: $name})-[:verb_05* TRAIL 1..3]->(b:Entity) RETURN count(*)",
    "06_aggregation_by_type": "MATCH (a:Entity {name: $name})-[:fact]->(b:Entity) "
                              "RETURN b.type AS type, count(*) AS n ORDER BY type",
    "07_top_k": "MATCH (a:Entity {name: $name})-[:verb_00]->(b:Entity) RETURN b.name AS name ORDER BY name LIMIT 10",
    "08_shortest_path": "MATCH p = (a:Entity {name: $name})-[:verb_00* SHORTEST 1..4]->(b:Entity {name: $other}) "
                        "RETURN length(p)",
    "09_filtered_by_date": "MATCH (a:Entity {name: $name})-[r:verb_00]->(b:Entity) WHERE r.date >= '2015-01-01' "
                           "RETURN count(*)",
    "10_optional": "MATCH (a:Entity {name: $name}) OPTIONAL MATCH (a)-[:verb_40]->(b:Entity) RETURN a.name, count(b)",
    "11_distinct": "MATCH (a:Entity {name: $name})-[:verb_00]->(:Entity)-[:verb_01]->(c:Entity) "
                   "RETURN count(DISTINCT id(c))",
    "12_path_count": "MATCH (a:Entity {name: $name})-[:verb_03]->(:Entity)-[:verb_04]->(:Entity) RETURN count(*)",
}
# $1 is the start's number, $2 its predicate.
DUCKDB = {
    "one_hop": "SELECT count(*), sum(target), max(predicate) FROM edges WHERE source = $1",
    "one_hop_of_predicate": "SELECT count(*), sum(target) FROM edges WHERE source = $1 AND predicate = $2",
    "two_hop_count": "SELECT count(*) FROM edges a JOIN edges b ON b.source = a.target WHERE a.source = $1",
    "all_paths": "SELECT count(*) FROM edges a JOIN edges b ON b.source = a.target "
                 "WHERE a.predicate = 'verb_00' AND b.predicate = 'verb_01'",
}
SPARQL = {
    "two_hop_count": "SELECT (COUNT(*) AS ?n) WHERE {{ <{i}e/{s}> ?p ?b . ?b ?q ?c . FILTER(isIRI(?c)) }}",
    "all_paths": "SELECT (COUNT(*) AS ?n) WHERE {{ ?a <{i}p/verb_00> ?b . ?b <{i}p/verb_01> ?c }}",
}
ONLY_ONCE = {"all_paths"}  # asks nothing of a start


def rate(run, starts, seconds, once, most):
    """Runs a second of processor time, and the sum of the answers of one pass."""
    starts = starts[:1] if once else starts
    begin, total = time.process_time(), 0
    for index in range(len(starts)):
        total += run(starts, index)
        if time.process_time() - begin > most:  # too slow to finish: the answers are not compared
            return (index + 1) / (time.process_time() - begin), None
    begin, runs = time.process_time(), 0
    while True:
        run(starts, runs % len(starts))
        runs += 1
        taken = time.process_time() - begin
        if taken >= seconds:
            return runs / taken, total


class Ladybug:
    def __init__(self, folder, data):
        import ladybug
        path = os.path.join(folder, "ladybug")
        fresh = not os.path.exists(path)
        self.connection = ladybug.Connection(ladybug.Database(path), num_threads=1)
        if fresh:
            self.fill(folder, data)
        self.prepared = {}

    def fill(self, folder, data):
        import duckdb
        run = self.connection.execute
        run("CREATE NODE TABLE Entity(name STRING, type STRING, PRIMARY KEY(name))")
        run("CREATE REL TABLE fact(FROM Entity TO Entity, predicate STRING, date STRING)")
        db = duckdb.connect()
        nodes, edges = os.path.join(data, "nodes.csv"), os.path.join(data, "edges.csv")
        named = (f"SELECT s.name, o.name, predicate, date::VARCHAR AS date FROM '{edges}' e "
                 f"JOIN '{nodes}' s ON s.id = e.source JOIN '{nodes}' o ON o.id = e.target")
        part = os.path.join(folder, "part.csv")
        db.execute(f"COPY (SELECT name, type FROM '{nodes}') TO '{part}' (HEADER false)")
        run(f"COPY Entity FROM '{part}'")
        db.execute(f"COPY ({named}) TO '{part}' (HEADER false)")
        run(f"COPY fact FROM '{part}'")
        for (predicate,) in db.execute(f"SELECT DISTINCT predicate FROM '{edges}' ORDER BY 1").fetchall():
            db.execute(f"COPY (SELECT s, o, date FROM ({named}) t(s, o, p, date) WHERE p = '{predicate}') "
                       f"TO '{part}' (HEADER false)")
            run(f"CREATE REL TABLE {predicate}(FROM Entity TO Entity, date STRING)")
            run(f"COPY {predicate} FROM '{part}'")
        os.remove(part)

    def work(self, name, starts):
        text = LADYBUG.get(name)
        if text is None:
            return None
        connection, prepared = self.connection, self.prepared
        wanted = [word for word in ("name", "other") if f"${word}" in text]

        def run(starts, index):
            values = {"name": starts[index][0], "other": starts[(index * 7 + 1) % len(starts)][0]}
            asked = text.replace("{p}", starts[index][1])
            if asked not in prepared:
                prepared[asked] = connection.prepare(asked)
            result = connection.execute(prepared[asked], {word: values[word] for word in wanted})
            if name in ROWS:
                return result.get_num_tuples()
            total = 0
            while result.has_next():
                first = result.get_next()[0]
                total += first if isinstance(first, int) else 0
            return total
        return run


# Of these, kg's rows are counted, and their first column is no number.
ROWS = {"one_hop", "one_hop_of_predicate", "01_point", "06_aggregation_by_type", "07_top_k", "10_optional"}


class Oxigraph:
    def __init__(self, folder, data):
        import pyoxigraph
        self.ox = pyoxigraph
        path = os.path.join(folder, "oxigraph")
        fresh = not os.path.exists(path)
        self.store = pyoxigraph.Store(path)
        if fresh:
            self.store.bulk_load(path=os.path.join(data, "graph.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
            self.store.optimize()

    def work(self, name, starts):
        store, node = self.store, self.ox.NamedNode
        if name in ("one_hop", "one_hop_of_predicate"):
            typed = name == "one_hop_of_predicate"
            nodes = {start[0]: node(f"{IRI}e/{start[2]}") for start in starts}
            predicates = {start[1]: node(f"{IRI}p/{start[1]}") for start in starts}

            def run(starts, index):
                start = starts[index]
                found = sum(1 for _ in store.quads_for_pattern(
                    nodes[start[0]], predicates[start[1]] if typed else None, None))
                return found if typed else found - 1  # less the label
            return run
        text = SPARQL.get(name)
        if text is None:
            return None

        def ask(starts, index):
            for row in store.query(text.format(i=IRI, s=starts[index][2])):
                return int(row["n"].value)
        return ask


class DuckDb:
    def __init__(self, folder, data):
        import duckdb
        self.db = duckdb.connect(os.path.join(folder, "duckdb"))
        self.db.execute("SET threads = 1")
        self.db.execute(f"CREATE TABLE IF NOT EXISTS edges AS SELECT source, predicate, target, date "
                        f"FROM '{os.path.join(data, 'edges.csv')}' ORDER BY source, predicate, target")

    def work(self, name, starts):
        text = DUCKDB.get(name)
        if text is None:
            return None
        self.db.execute(f"PREPARE {name} AS {text}")

        def run(starts, index):
            values = [str(starts[index][2]), f"'{starts[index][1]}'"][:text.count("$")]
            call = f"EXECUTE {name}" + (f"({', '.join(values)})" if values else "")
            return self.db.execute(call).fetchone()[0]
        return run


def kg_rates(arguments, data, names, starts):
    """By the work's name: runs a second, and rows or the sum of the answers."""
    files = {os.path.splitext(file)[0]: os.path.join(HERE, folder, file)
             for folder in ("work", "queries") for file in sorted(os.listdir(os.path.join(HERE, folder)))}
    rates = {}
    for name in names:
        count = "1" if name in ONLY_ONCE else str(len(starts))
        out = subprocess.run(
            [arguments.bench, os.path.join(data, "kg.db"), os.path.join(data, "starts.txt"), "--starts", count,
             "--seconds", str(arguments.seconds), files[name]], check=True, capture_output=True, text=True).stdout
        _, runs, rows, total = out.split()
        rates[name] = (float(runs), int(rows) if name in ROWS else int(total))
    return rates


def read_starts(data, count):
    numbers = {}
    with open(os.path.join(data, "nodes.csv"), encoding="utf-8") as file:
        for line in file:
            number, name, _ = line.rstrip("\n").split(",")
            numbers[name] = number
    starts = []
    with open(os.path.join(data, "starts.txt"), encoding="utf-8") as file:
        for line in file:
            name, predicate = line.rstrip("\n").split("\t")
            starts.append((name, predicate, int(numbers[name])))
    return starts[:count]


def cell(measured, answer):
    if measured is None:
        return f"{'-':>11}"
    mark = "" if measured[1] == answer else ("?" if measured[1] is None else "!")
    return f"{measured[0]:>10.1f}{mark or ' '}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data")
    parser.add_argument("--bench", default="build/kgq_bench")
    parser.add_argument("--starts", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--most", type=float, default=60, help="seconds after which a pass is given up")
    parser.add_argument("--only", help="the works whose names have this in them")
    arguments = parser.parse_args()
    folder = os.path.join(arguments.data, "peers")
    os.makedirs(folder, exist_ok=True)
    starts = read_starts(arguments.data, arguments.starts)
    names = [name for name in LADYBUG if not arguments.only or arguments.only in name]
    peers = {"ladybug": Ladybug(folder, arguments.data), "oxigraph": Oxigraph(folder, arguments.data),
             "duckdb": DuckDb(folder, arguments.data)}
    print(f"{'work, runs a second':<24}{'kg':>11}" + "".join(f"{peer:>11}" for peer in peers)
          + f"{'kg/fastest':>12}{'kg/ladybug':>12}")
    ratios = []
    for name in names:
        own = kg_rates(arguments, arguments.data, [name], starts)[name]
        measured = {}
        for peer, system in peers.items():
            run = system.work(name, starts)
            measured[peer] = run and rate(run, starts, arguments.seconds, name in ONLY_ONCE, arguments.most)
        best = max(one[0] for one in measured.values() if one)
        beside = own[0] / measured["ladybug"][0]
        if name[0].isdigit():
            ratios.append(beside)
        print(f"{name:<24}{own[0]:>10.1f} " + "".join(cell(measured[peer], own[1]) for peer in peers)
              + f"{own[0] / best:>12.2f}{beside:>12.2f}", flush=True)
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"geometric mean of the {len(ratios)} queries against ladybug: {mean:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
