"""Readers in other processes while a writer publishes: each sees whole articles
alone, and never fewer than before.

Two readers and ten loads; eight readers for two minutes with KG_LONG_TESTS.
"""

import os
import threading
import time
import unittest

from kg_case import KgCase
from made_facts import articles_of, groups, use_memory

LONG = "KG_LONG_TESTS" in os.environ
READERS, LOADS, SECONDS = (8, 0, 120) if LONG else (2, 10, 0)
ARTICLES = 12
BATCH = 3  # articles of a load, which publishes at its end


class SoakTest(KgCase):
    def setUp(self):
        super().setUp()
        use_memory(self)
        self.done = threading.Event()
        self.problems = []
        self.reads = 0

    def known(self, version):
        self.write("all.jsonl", articles_of(range(ARTICLES), version))
        self.kg("load", "all.jsonl", "--db", f"whole{version}.db")
        return groups(self.out("export", "--format", "facts", "--db",
                               f"whole{version}.db"))

    def read_until_done(self, known):
        """The loop of one reader: each turn two processes of their own."""
        seen = set()
        while not self.done.is_set():
            try:
                now = groups(self.out("export", "--format", "facts"))
                for path, lines in now.items():
                    if lines not in [version[path] for version in known]:
                        raise AssertionError(f"{path}: half an article")
                if not seen <= now.keys():
                    raise AssertionError(f"{seen - now.keys()}: gone again")
                seen = set(now)
                self.assertEqual(self.out("check"), "all rules hold\n")
                self.reads += 1
            except AssertionError as problem:
                self.problems.append(str(problem))
                self.done.set()

    def write_until(self, begun):
        load = 0
        while not self.done.is_set():
            first = load * BATCH % ARTICLES
            version = load * BATCH // ARTICLES % 2
            self.write("some.jsonl", articles_of(
                range(first, first + BATCH), version))
            # A reader's check may have the lock for a moment.
            done = self.start("load", "some.jsonl")
            _, error = done.communicate()
            if done.returncode == 0:
                load += 1
            elif "locked by" not in error:
                self.fail(error)
            if load >= LOADS and time.monotonic() - begun >= SECONDS:
                return load

    def test_readers_see_whole_articles_alone(self):
        known = [self.known(version) for version in (0, 1)]
        self.write("some.jsonl", articles_of(range(BATCH), 0))
        self.kg("load", "some.jsonl")
        readers = [threading.Thread(target=self.read_until_done, args=(known,))
                   for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            loads = self.write_until(time.monotonic())
        finally:
            self.done.set()
            for reader in readers:
                reader.join()
        self.assertEqual(self.problems, [])
        self.assertGreaterEqual(self.reads, READERS)
        self.assertEqual(self.out("check", "--deep"), "all rules hold\n")
        if LONG:
            print(f"{loads} loads, {self.reads} reads by {READERS} readers")


if __name__ == "__main__":
    unittest.main()
