"""Precisions, their independence of jobs and neighbours, and the profile."""

import json
import random
import re
import unittest

from kg_case import KgCase, story

PRECISIONS = ("f32", "bf16", "int8")


def by_article(text):
    """Lines of facts, grouped by the article line that they follow."""
    articles = {}
    for line in text.splitlines()[1:]:
        record = json.loads(line)
        if record["kind"] == "article":
            here = articles.setdefault(record["record"], [])
        here.append(line)
    return articles


def without_lines(text):
    """Where a record stands in the file does change with its neighbours."""
    return re.sub(r'"line":\d+|"lines":\[[^]]*\]\]', '"line":0', text)


class PrecisionTest(KgCase):
    def articles(self, numbers):
        return "".join(
            json.dumps({"id": f"n{n}", "title": f"Harbour notes {n}",
                        "text": story(n).split("\n\n", 1)[1]}) + "\n"
            for n in numbers)

    def test_neither_jobs_nor_neighbours_change_an_articles_facts(self):
        numbers = list(range(12))
        self.write("a.jsonl", self.articles(numbers))
        shuffled = numbers[:]
        random.Random(3).shuffle(shuffled)
        self.assertNotEqual(shuffled, numbers)
        for precision in PRECISIONS:
            with self.subTest(precision=precision):
                self.write("a.jsonl", self.articles(numbers))
                one = self.out("extract", "--jobs", 1, "--precision",
                               precision, "a.jsonl")
                self.assertEqual(one, self.out(
                    "extract", "--jobs", 2, "--precision", precision,
                    "a.jsonl"))
                self.write("a.jsonl", self.articles(shuffled))
                other = self.out("extract", "--jobs", 2, "--precision",
                                 precision, "a.jsonl")
                self.assertEqual(by_article(one).keys(),
                                 by_article(other).keys())
                self.assertEqual(by_article(without_lines(one)),
                                 by_article(without_lines(other)))

    def test_the_environment_reaches_every_command_that_reads(self):
        self.write("a.txt", story(1))
        for command in (("extract", "a.txt"), ("annotate", "a.txt"),
                        ("build", "a.txt")):
            with self.subTest(command=command):
                self.environment["KG_PRECISION"] = "int8"
                self.kg(*command)
                self.environment["KG_PRECISION"] = "fp4"
                self.kg(*command, status=2)

    def test_the_profile_names_every_stage(self):
        self.write("a.txt", story(1))
        plain = self.kg("extract", "a.txt")
        done = self.kg("extract", "--profile", "a.txt")
        self.assertEqual(done.stdout, plain.stdout)
        rows = [line.rsplit(None, 3) for line in done.stderr.splitlines()[2:]]
        shares = {row[0].strip(): float(row[2]) for row in rows}
        for stage in ("read articles", "attention", "feed forward", "decoding",
                      "rules", "output"):
            self.assertIn(stage, shares)
        self.assertEqual(shares.pop("all"), 100)
        self.assertAlmostEqual(sum(shares.values()), 100, delta=2)


if __name__ == "__main__":
    unittest.main()
