"""kg build, extract and annotate with the language model: what is stored,
whoever interrupts. No test here depends on which facts the model finds.
"""

import gzip
import json
import os
import signal
import unittest

from kg_case import ROOT, KgCase, story

FRENCH = ("Le ministre des transports a annoncé lundi que le port serait vendu. "
          "Les habitants de la ville ne sont pas contents de cette décision, et "
          "ils ont demandé une réunion avec le maire de la commune.\n")

# Name, bytes, and what its reason holds.
BAD_FILES = (
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n\t\n", "empty"),
    ("binary.txt", bytes(range(256)) * 8, "binary"),
    ("truncated.txt.gz", gzip.compress(story(7).encode() * 20)[:-40],
     "truncated gzip"),
    ("not.txt.gz", b"this is no gzip at all", "gzip"),
    ("bomb.txt.gz", gzip.compress(b"a" * (40 << 20)), ""),
    ("deep.json", b"[" * 100000, ""),
    ("broken.jsonl", b"{\"text\": \n", "broken JSON"),
    ("large.txt", b"A long story. " * (1 << 20), "oversized"),
    ("french.txt", FRENCH.encode(), "not English"),
)


class BuildTest(KgCase):
    def stories(self, count, folder="news"):
        for number in range(count):
            self.write(f"{folder}/{number:02}.txt", story(number))

    def facts(self, db="kg.db"):
        return self.out("export", "--format", "facts", "--db", db)

    def test_bad_input_is_named_and_the_rest_is_stored(self):
        self.write("news/good.txt", story(1))
        for name, content, _ in BAD_FILES:
            self.write("news/" + name, content)
        text = self.out("build", "news")
        self.assertRegex(text, r"\Aarticles  1 read, 0 unchanged, 0 replaced, "
                               r"0 removed, \d+ skipped\n")
        for name, _, reason in BAD_FILES:
            line = [line for line in text.splitlines()
                    if line.startswith(f"skipped   news/{name}")]
            self.assertNotEqual(line, [], name)
            self.assertIn(reason, line[0])
        self.kg("build", "news", "--strict", status=1)
        self.assertEqual(self.out("check"), "all rules hold\n")

    def test_strict_is_content_with_good_input(self):
        self.stories(2)
        self.kg("build", "news", "--strict")

    def test_other_encodings_are_read(self):
        self.write("news/a.txt", story(1).replace("Bo Frank", "Zoë Åström")
                   .encode("utf-16"))
        self.write("news/b.txt", story(2).replace("Bo Frank", "Zoë Åström")
                   .encode("utf-8-sig"))
        self.kg("build", "news", "--strict")
        texts = [line["text"] for line in
                 map(json.loads, self.facts().splitlines())
                 if line["kind"] == "article"]
        self.assertEqual(["Zoë Åström" in text for text in texts], [True, True])

    def test_extract_and_load_are_build_in_two_steps(self):
        self.stories(3)
        self.out("build", "news", "--jobs", 2)
        extracted = self.out("extract", "news", "--jobs", 2)
        self.out("load", "-", "--db", "b.db", stdin=extracted)
        self.assertEqual(self.facts("b.db"), self.facts())
        by_file = self.out("extract", "--root", "news",
                           *(f"news/{number:02}.txt" for number in range(3)))
        self.assertEqual(by_file, extracted)

    def test_doubtful_facts_are_kept_on_request_only(self):
        data = os.path.join(ROOT, "data")
        files = [os.path.join(data, name) for name in sorted(os.listdir(data))]
        for number, text in enumerate((
                "The row, Acme Corp staff led, has Vertex Bank not rule out possibly not "
                "backing Norway.\n",
                "The plan, it felt to those whom the chief, said Norway, told of it, denies "
                "as such.\n")):
            odd = self.folder / f"odd{number}.txt"
            odd.write_text(text)
            files.append(str(odd))

        def confidences(*options):
            return {kind: [line["confidence"] for line in self.lines("extract", *options, *files)
                           if line["kind"] == kind] for kind in ("relation", "claim")}

        kept, every = confidences(), confidences("--doubtful")
        for kind in kept:
            self.assertLess(len(kept[kind]), len(every[kind]))
            self.assertLess(min(every[kind]), min(kept[kind]))

    def test_extract_reads_standard_input(self):
        record = json.dumps({"id": "x1", "text": story(3)})
        lines = self.lines("extract", "-", stdin=record + "\n")
        self.assertEqual(lines[0]["scope"], "articles")
        self.assertEqual(lines[1]["record"], "x1")

    def test_the_number_of_jobs_changes_nothing(self):
        self.stories(6)
        for jobs in (1, 3):
            self.out("build", "news", "--jobs", jobs, "--db", f"{jobs}.db")
        self.assertEqual(self.facts("1.db"), self.facts("3.db"))

    def test_every_quote_of_a_build_stands(self):
        self.out("build", ROOT / "data")
        self.assertRegex(self.out("verify"),
                         r"\A\d{2,} quotes verified, 0 wrong\n\Z")
        self.assertEqual(self.out("check"), "all rules hold\n")

    def test_an_unreadable_file_keeps_what_was_read(self):
        self.stories(3)
        self.folder.chmod(0o777)
        user = {}
        if os.geteuid() == 0:  # for whom every file is readable
            user = {"user": 65534, "group": 65534, "extra_groups": []}
        self.kg("build", "news", "--jobs", 1, **user)
        before = self.facts()
        locked = self.folder / "news/01.txt"
        locked.chmod(0)
        done = self.kg("build", "news", "--strict", status=1, **user)
        self.assertIn("kept      news/01.txt: ", done.stdout)
        self.assertEqual(self.facts(), before)

    def test_a_folder_that_cannot_be_listed_keeps_what_was_read(self):
        self.stories(3)
        self.write("news/deep/03.txt", story(3))
        self.folder.chmod(0o777)
        user = {}
        if os.geteuid() == 0:  # for whom every folder can be listed
            user = {"user": 65534, "group": 65534, "extra_groups": []}
        self.kg("build", "news", "--jobs", 1, **user)
        before = self.facts()
        for mode in (0, 0o100):
            (self.folder / "news/deep").chmod(mode)
            done = self.kg("build", "news", **user)
            self.assertIn("skipped   news/deep: cannot be listed: ",
                          done.stdout)
            self.assertIn("kept      news/deep/03.txt: ", done.stdout)
            self.kg("build", "news", "--strict", status=1, **user)
            self.assertEqual(self.facts(), before)
        (self.folder / "news/deep").chmod(0o755)
        self.kg("build", "news", "--strict", **user)
        self.assertEqual(self.facts(), before)

    def test_extract_goes_on_past_a_folder_that_cannot_be_listed(self):
        self.stories(3)
        self.write("news/deep/03.txt", story(3))
        self.folder.chmod(0o777)
        user = {}
        if os.geteuid() == 0:  # for whom every folder can be listed
            user = {"user": 65534, "group": 65534, "extra_groups": []}
        (self.folder / "news/deep").chmod(0)
        done = self.kg("extract", "news", status=1, **user)
        (self.folder / "news/deep").chmod(0o755)
        self.assertIn("kg: news/deep: cannot be listed: ", done.stderr)
        self.assertEqual(done.stdout.count('"kind":"article"'), 3)

    def test_a_second_writer_is_told_who_holds_the_store(self):
        self.stories(30)
        first = self.start("build", "news", "--progress", "lines",
                           "--jobs", 1)
        with first:
            first.stderr.readline()
            first.send_signal(signal.SIGSTOP)
            message = self.error("build", "news", status=1)
            first.send_signal(signal.SIGCONT)
            first.send_signal(signal.SIGINT)
            first.communicate()
        self.assertRegex(message, rf"kg\.db: locked by process {first.pid} on "
                                  r"host \S+ \(kg build news\)\n")

    def test_readers_see_a_published_state_while_a_build_runs(self):
        self.stories(2)
        self.out("build", "news")
        self.stories(30)
        with self.start("build", "news", "--progress", "lines",
                        "--jobs", 1) as build:
            build.stderr.readline()
            build.send_signal(signal.SIGSTOP)
            self.assertRegex(self.out("stats"), r"\narticles +\d+\n")
            self.assertEqual(self.out("check"), "all rules hold\n")
            build.send_signal(signal.SIGCONT)
            build.send_signal(signal.SIGINT)
            build.communicate()

    def test_a_killed_build_can_be_checked_and_completed(self):
        self.stories(12)
        self.write("news/x.jsonl", "".join(
            json.dumps({"text": story(number)}) + "\n"
            for number in range(20, 30)))
        self.out("build", "news", "--db", "whole.db")
        for commits in (1, 5, 15):
            with self.start("build", "news", "--progress", "lines",
                            "--jobs", 2) as build:
                for _ in range(commits):
                    build.stderr.readline()
                build.kill()
                build.communicate()
            self.assertEqual(self.out("check"), "all rules hold\n")
        self.out("build", "news")
        self.assertEqual(self.facts(), self.facts("whole.db"))

    def test_a_damaged_store_is_made_anew_only_when_asked(self):
        self.stories(2)
        self.out("build", "news")
        facts = self.facts()
        self.write("kg.db/rocksdb/CURRENT", "no such thing\n")
        self.kg("build", "news", status=1)
        self.out("build", "news", "--rebuild")
        self.assertEqual(self.out("check"), "all rules hold\n")
        self.assertEqual(self.facts(), facts)

    def test_control_c_publishes_and_the_next_build_goes_on(self):
        self.stories(20)
        with self.start("build", "news", "--progress", "lines",
                        "--jobs", 1) as build:
            build.stderr.readline()
            build.send_signal(signal.SIGINT)
            output, error = build.communicate()
        self.assertEqual(build.returncode, 130)
        self.assertIn("interrupted", error)
        self.assertRegex(output, r"articles  \d+ read")
        self.assertIn("articles", self.out("stats"))
        self.out("build", "news")
        self.out("build", "news", "--db", "whole.db")
        self.assertEqual(self.facts(), self.facts("whole.db"))


if __name__ == "__main__":
    unittest.main()
