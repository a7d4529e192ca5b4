"""kg load, build and repair killed at any moment: the store opens, its rules
hold, what was reported as committed is there whole, and the finished store is
the one that nobody disturbed.

50 cycles; 1,000 with KG_LONG_TESTS. KG_SEED chooses the moments.
"""

import os
import random
import re
import subprocess
import unittest

from kg_case import KgCase, story
from made_facts import HEADER, articles_of, groups, use_memory

LONG = "KG_LONG_TESTS" in os.environ
LOADS, BUILDS, REPAIRS = (920, 40, 40) if LONG else (42, 4, 4)
SEED = int(os.environ.get("KG_SEED", "1"))
ARTICLES = 24
# "[3] made/07.txt", "[3/10] news/07.txt: 4 read, 0 unchanged": the file.
REPORTED = re.compile(r"\[[\d/]+\] \w+/([\w.]+)")


class KillTest(KgCase):
    def setUp(self):
        super().setUp()
        use_memory(self)
        self.random = random.Random(SEED)
        self.write("none.jsonl", HEADER)
        self.killed = 0

    def export(self, db, what="facts"):
        return self.out("export", "--format", what, "--db", db)

    def kill_during(self, *command, most_bytes, longest):
        """Starts a command and kills it after a seeded number of bytes of
        progress or a seeded while. Gives the files that it reported."""
        lines = self.folder / "lines"
        with open(lines, "w", encoding="utf-8") as sink:
            with self.start(*command, stderr=sink) as program:
                if most_bytes and self.random.random() < 0.7:
                    size = self.random.randint(1, most_bytes)
                    while (program.poll() is None and
                           lines.stat().st_size < size):
                        os.sched_yield()
                else:
                    try:
                        program.wait(self.random.uniform(0, longest))
                    except subprocess.TimeoutExpired:
                        pass
                program.kill()
                program.communicate()
        self.killed += program.returncode == -9
        # A line that breaks off was not reported.
        text = lines.read_text("utf-8")
        return [REPORTED.match(line)[1] for line in
                text[:text.rfind("\n") + 1].splitlines()
                if line.startswith("[")]

    def settled(self, db, reported):
        """The facts of a store whose writer died, checked and published."""
        check = self.start("check", "--db", db)
        output, error = check.communicate()
        if "no graph here" in error:
            self.assertEqual(reported, [])  # it died before there was one
        else:
            self.assertEqual((output, error), ("all rules hold\n", ""))
        self.kg("load", "none.jsonl", "--db", db)
        return groups(self.export(db))

    def undisturbed(self, version):
        db = f"whole{version}.db"
        self.kg("load", f"{version}.jsonl", "--db", db)
        return self.export(db), self.export(db, "jsonl")

    def test_a_killed_load_leaves_whole_articles(self):
        order = list(range(ARTICLES))
        for version in (0, 1):
            self.random.shuffle(order)
            self.write(f"{version}.jsonl", articles_of(order, version))
        whole = [self.undisturbed(version) for version in (0, 1)]
        known = [groups(exported) for exported, _ in whole]
        self.assertEqual([len(articles) for articles in known], [ARTICLES] * 2)
        for cycle in range(LOADS):
            version = cycle // 7 % 2
            db = f"{cycle // 14}.db"
            if cycle % 14 == 0:
                before = {}
            with self.subTest(seed=SEED, cycle=cycle):
                reported = self.kill_during(
                    "load", f"{version}.jsonl", "--db", db, "--progress", "lines",
                    most_bytes=20 * ARTICLES, longest=0.25)
                now = self.settled(db, reported)
                for path, lines in now.items():
                    self.assertIn(lines, (known[0][path], known[1][path]))
                for path in reported:
                    self.assertEqual(now.get(path), known[version][path])
                self.assertLessEqual(before.keys(), now.keys())
                before = now
            if cycle % 7 == 6 or cycle == LOADS - 1:
                self.kg("load", f"{version}.jsonl", "--db", db)
                self.assertEqual((self.export(db), self.export(db, "jsonl")),
                                 whole[version])
                self.assertEqual(self.out("check", "--deep", "--db", db),
                                 "all rules hold\n")
        self.assertGreater(self.killed, LOADS // 3)

    def test_a_killed_build_can_be_completed(self):
        for number in range(10):
            self.write(f"news/{number:02}.txt", story(number))
        self.out("build", "news", "--db", "whole.db")
        whole = self.export("whole.db"), self.export("whole.db", "jsonl")
        known = groups(whole[0])
        for cycle in range(BUILDS):
            with self.subTest(seed=SEED, cycle=cycle):
                db = f"{cycle // 2}.db"
                reported = self.kill_during(
                    "build", "news", "--db", db, "--jobs", 2, "--progress",
                    "lines", most_bytes=300, longest=1)
                now = self.settled(db, reported)
                for path, lines in now.items():
                    self.assertEqual(lines, known[path])
                self.assertLessEqual(set(reported), now.keys())
            if cycle % 2 == 1:
                self.out("build", "news", "--db", db)
                self.assertEqual((self.export(db), self.export(db, "jsonl")),
                                 whole)

    def test_a_killed_repair_changes_nothing_or_all(self):
        self.write("0.jsonl", articles_of(range(ARTICLES), 0))
        self.kg("load", "0.jsonl", "--db", "kg.db")
        whole = self.export("kg.db"), self.export("kg.db", "jsonl")
        for cycle in range(REPAIRS):
            with self.subTest(seed=SEED, cycle=cycle):
                self.kill_during("repair", "--db", "kg.db", most_bytes=0,
                                 longest=0.4)
                self.assertEqual((self.export("kg.db"),
                                  self.export("kg.db", "jsonl")), whole)
                self.assertEqual(self.out("check", "--db", "kg.db"),
                                 "all rules hold\n")
        self.kg("repair", "--db", "kg.db")
        self.assertEqual(self.out("check", "--deep", "--db", "kg.db"),
                         "all rules hold\n")
        self.assertEqual(self.export("kg.db", "jsonl"), whole[1])
        self.assertFalse((self.folder / "kg.db/repair").exists())


if __name__ == "__main__":
    unittest.main()
