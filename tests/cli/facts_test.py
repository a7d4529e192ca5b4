"""What kg prints for facts that are committed, word for word."""

import json
import unittest

from kg_case import PRESS, KgCase


class FactsTest(KgCase):
    def setUp(self):
        super().setUp()
        self.loaded = self.out("load", PRESS)

    def test_load_counts(self):
        self.assertEqual(
            self.loaded,
            "loaded    2 articles (0 replaced), 1 decision, 0 refused\n")

    def test_find_prints_a_table_with_quotes_and_their_places(self):
        self.assertEqual(self.out("find", "?", "banned", "orbitel"), """\
SUBJECT    PREDICATE  OBJECT   POLARITY  SOURCES  DATE
Ruritania  bans       Orbitel  affirmed        2  2024-04-19 to 2024-04-20
    ledger/ban.html:12: Ruritania banned Orbitel's routers on Friday
    wire.jsonl:2: Ruritania banned Orbitel in April
""")

    def test_find_leaves_out_derived_facts(self):
        self.assertEqual(
            self.out("find", "?", "bans", "Orbitel", "--no-derived"), """\
SUBJECT    PREDICATE  OBJECT   POLARITY  SOURCES  DATE
Ruritania  bans       Orbitel  affirmed        1  2024-04-20
    wire.jsonl:2: Ruritania banned Orbitel in April
""")

    def test_find_shows_denials(self):
        self.assertEqual(self.out("find", "?", "deny", "?"), """\
SUBJECT       PREDICATE  OBJECT    POLARITY  SOURCES  DATE        MARKS
Lena Hartwig  denies     customer  negated         1  2024-04-19  derived: denial
    ledger/ban.html:13: “Orbitel has not spied and will never spy on its customers,” Lena Hartwig said
Viktor Sarin  denies     spying    negated         1  2024-04-20
    wire.jsonl:2: Sarin denied spying
""")

    def test_find_keeps_what_is_not_plain_apart(self):
        done = self.kg("find", "東京電気", "?", "?")
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr, """\
kg: nothing matches
kg: 1 row more with --all: not plain facts
""")
        self.assertEqual(self.out("find", "東京電気", "?", "?", "--all"), """\
SUBJECT               PREDICATE  OBJECT   POLARITY  SOURCES  DATE        MARKS
Tokyo Electric Works  buys       Orbitel  negated         1  2024-04-20  planned
    wire.jsonl:2: 東京電気 will not buy Orbitel for $40 million
""")

    def test_find_shows_who_was_arrested_without_saying_by_whom(self):
        self.assertEqual(
            self.out("find", "?", "arrests", "Sarin", "--all"), """\
SUBJECT          PREDICATE  OBJECT        POLARITY  SOURCES  DATE
Strelsau police  arrests    Viktor Sarin  affirmed        1  2024-04-19
    ledger/ban.html:15: Strelsau police arrested Viktor Sarin
-                arrests    Viktor Sarin  affirmed        1  2024-04-20
    wire.jsonl:2: Viktor Sarin was arrested in Strelsau
""")

    def test_find_offers_the_nearest_names(self):
        done = self.kg("find", "Lena Hartwich", "?", "?", status=1)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr, """\
kg: no subject 'Lena Hartwich', the nearest is 'Lena Hartwig'
""")

    def test_find_writes_json_lines(self):
        rows = self.lines("find", "Lena Hartwig", "denies", "?", "--json")
        self.assertEqual(len(rows), 1)
        row = rows[0]
        self.assertEqual(row["subject"]["name"], "Lena Hartwig")
        self.assertEqual(row["predicate"], "denies")
        self.assertEqual(row["object"]["name"], "customer")
        self.assertEqual(row["polarity"], "negated")
        self.assertEqual(row["derived"], "denial")
        evidence = row["evidence"][0]
        self.assertEqual(evidence["line"], 13)
        text = json.loads(PRESS.read_text().splitlines()[1])["text"]
        self.assertEqual(text[evidence["start"]:evidence["end"]],
                         evidence["quote"])

    def test_show_prints_a_card(self):
        self.assertEqual(self.out("show", "Lena Hartwig"), """\
Lena Hartwig  Person
aliases       Lena Hartwig (1)
described as  chief executive of Orbitel
mentioned     1 time in 1 article
dates         2024-04-19
id            518eaef9a6c7d651543d68e5dab4a9b3

Claims made
SUBJECT       PREDICATE  OBJECT    POLARITY  SOURCES  DATE        MARKS
Lena Hartwig  denies     customer  negated         1  2024-04-19  derived: denial
    ledger/ban.html:13: “Orbitel has not spied and will never spy on its customers,” Lena Hartwig said
Lena Hartwig  says       customer  negated         1  2024-04-19
    ledger/ban.html:13: “Orbitel has not spied and will never spy on its customers,” Lena Hartwig said
Lena Hartwig  says       Orbitel   negated         1  2024-04-19
    ledger/ban.html:13: “Orbitel has not spied and will never spy on its customers,” Lena Hartwig said
""")

    def test_show_prints_facts_from_both_sides(self):
        self.assertEqual(self.out("show", "Viktor Sarin"), """\
Viktor Sarin  Person
aliases       Sarin (2); Viktor Sarin (2)
mentioned     4 times in 2 articles
dates         2024-04-19 to 2024-04-20
id            fbc3c12aa45c1c9dda017450aae01424

Facts
SUBJECT          PREDICATE  OBJECT        POLARITY  SOURCES  DATE
Strelsau police  arrests    Viktor Sarin  affirmed        1  2024-04-19
    ledger/ban.html:15: Strelsau police arrested Viktor Sarin

Claims made
SUBJECT       PREDICATE  OBJECT  POLARITY  SOURCES  DATE
Viktor Sarin  denies     spying  negated         1  2024-04-20
    wire.jsonl:2: Sarin denied spying
""")

    def test_stats(self):
        self.assertEqual(self.out("stats"), """\
store      kg.db
articles   2
dates      2024-04-19 to 2024-04-20
entities   9
relations  8
  plain    5
claims     3
evidence   11

entity type
Concept       3
Organization  3
Person        2
Place         1

predicate
bans       3
arrests    2
buys       1
costs      1
spies_on   1

act
denies  2
says    1
""")

    def test_verify_counts_quotes(self):
        self.assertEqual(self.out("verify"), "11 quotes verified, 0 wrong\n")

    def test_check_finds_no_broken_rule(self):
        self.assertEqual(self.out("check"), "all rules hold\n")

    def test_facts_come_back_with_the_same_bytes(self):
        self.out("export", "--format", "facts", "-o", "a.jsonl")
        self.out("load", "a.jsonl", "--db", "b.db")
        again = self.out("export", "--format", "facts", "--db", "b.db")
        self.assertEqual(again, (self.folder / "a.jsonl").read_text())
        self.assertIn('"kind":"decision"', again)
        for db in ("kg.db", "b.db"):
            self.out("export", "--format", "jsonl", "-o", db + ".jsonl",
                     "--db", db)
        self.assertEqual((self.folder / "kg.db.jsonl").read_text(),
                         (self.folder / "b.db.jsonl").read_text())

    def test_the_graph_cannot_be_loaded_and_says_so(self):
        self.out("export", "--format", "jsonl", "-o", "graph.jsonl")
        message = self.error("load", "graph.jsonl", "--db", "b.db", status=1)
        self.assertTrue(message.startswith("kg: graph.jsonl:1: "), message)

    def test_load_refuses_a_broken_article_whole(self):
        lines = PRESS.read_text().splitlines()
        broken = [line.replace('"predicate": "buys"', '"predicate": 1')
                  for line in lines]
        done = self.kg("load", "-", "--db", "b.db", status=1,
                       stdin="\n".join(broken) + "\n")
        self.assertEqual(
            done.stdout,
            "loaded    1 article (0 replaced), 1 decision, 1 refused\n")
        self.assertTrue(done.stderr.startswith("kg: standard input:"),
                        done.stderr)
        found = self.kg("find", "東京電気", "?", "?", "--db", "b.db", status=1)
        self.assertEqual(found.stdout, "")


if __name__ == "__main__":
    unittest.main()
