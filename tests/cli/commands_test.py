"""Exit codes, help, and what happens when something is missing."""

import os
import shutil
import subprocess
import unittest

from kg_case import PRESS, PROGRAM, ROOT, KgCase

COMMANDS = ("build", "extract", "load", "export", "annotate", "find", "show",
            "stats", "entities", "merge", "split", "rename", "predicates",
            "verify", "check", "repair")


class CommandsTest(KgCase):
    def test_wrong_commands_have_status_2(self):
        for arguments in ([], ["fly"], ["find", "?"], ["build"],
                          ["build", "x", "--precision", "f64"],
                          ["build", "x", "--jobs", "none"],
                          ["export", "--format", "papyrus"],
                          ["merge", "x"], ["rename", "x"], ["rename", "x", ""],
                          ["entities", "--type", "Town"],
                          ["stats", "--all"], ["help", "fly"]):
            with self.subTest(arguments=arguments):
                done = self.kg(*arguments, status=2)
                self.assertEqual(done.stdout, "")
                self.assertTrue(done.stderr.startswith("kg: "), done.stderr)

    def test_the_precision_may_come_from_the_environment(self):
        self.environment["KG_PRECISION"] = "f64"
        self.kg("build", "x", status=2)

    def test_help_names_every_command_with_an_example(self):
        text = self.out("help")
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", text)
            about = self.out("help", command)
            self.assertEqual(about, self.out(command, "--help"))
            self.assertIn("Examples:\n  kg " + command, about)

    def test_version_names_program_format_and_model(self):
        text = self.out("--version")
        self.assertRegex(text, r"\Akg \d+\.\d+\.\d+\nstore      format \d+\n"
                               r"model      \S+ [0-9a-f]+\n"
                               r"precision  auto: \w+ \(\w+\)")

    def test_the_version_looks_at_the_weights_size_alone(self):
        model = self.folder / "models/en"
        model.mkdir(parents=True)
        shutil.copy(ROOT / "models/en/config.json", model)
        size = (ROOT / "models/en/model.safetensors").stat().st_size
        known = self.out("--version")
        self.environment["KG_HOME"] = str(self.folder)
        with open(model / "model.safetensors", "wb") as weights:
            weights.truncate(size)
        self.assertEqual(self.out("--version"), known)
        with open(model / "model.safetensors", "wb") as weights:
            weights.truncate(size - 1)
        self.assertIn(f"config.json, got {size - 1};",
                      self.out("--version"))

    def test_without_a_store_the_readers_say_what_to_do(self):
        for arguments in (["find", "?", "?", "?"], ["show", "x"], ["stats"],
                          ["verify"], ["check"], ["check", "--deep"],
                          ["repair"], ["entities"],
                          ["merge", "x", "y"], ["predicates"],
                          ["export", "--format", "facts"]):
            with self.subTest(arguments=arguments):
                message = self.error(*arguments, status=1)
                self.assertEqual(message.count("\n"), 1)
                self.assertIn("kg.db: no graph here", message)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_without_a_model_one_line_says_what_to_do(self):
        self.environment["KG_HOME"] = str(self.folder)
        (self.folder / "lexicon").mkdir()
        os.symlink(ROOT / "lexicon/en", self.folder / "lexicon/en")
        self.write("a.txt", "A story.")
        self.assertEqual(
            self.error("build", "a.txt", status=1),
            f"kg: {self.folder}/models/en: no such folder, name it with "
            "--model, or set KG_HOME to the folder that holds models/en and "
            "lexicon/en\n")
        self.assertFalse((self.folder / "kg.db").exists())

    def test_a_damaged_model_is_one_line(self):
        self.write("model/config.json", "{}")
        self.write("a.txt", "A story.")
        message = self.error("build", "a.txt", "--model", "model", status=1)
        self.assertEqual(message.count("\n"), 1)
        self.assertIn("model/", message)

    def test_questions_need_no_model(self):
        self.environment["KG_HOME"] = str(self.folder)
        (self.folder / "lexicon").mkdir()
        os.symlink(ROOT / "lexicon/en", self.folder / "lexicon/en")
        self.out("load", PRESS)
        self.assertIn("Lena Hartwig", self.out("find", "?", "denies", "?"))

    def test_a_closed_pipe_ends_quietly(self):
        self.out("load", PRESS)
        with self.start("export", "--format", "facts") as program:
            program.stdout.close()
            self.assertEqual(program.stderr.read(), "")

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_full_disk_is_an_error(self):
        self.out("load", PRESS)
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "export", "--format", "facts"],
                                  cwd=self.folder, env=self.environment,
                                  stdout=full, stderr=subprocess.PIPE,
                                  text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "kg: standard output: cannot write: "
                                      "No space left on device\n")

    def test_an_export_that_fails_leaves_nothing_behind(self):
        self.out("load", PRESS)
        self.assertEqual(
            self.error("export", "--format", "facts", "-o", "none/a.jsonl",
                       status=1),
            "kg: none/a.jsonl: cannot write: No such file or directory\n")
        self.assertEqual([path.name for path in self.folder.iterdir()],
                         ["kg.db"])

    def test_a_store_of_another_version_is_one_line(self):
        self.out("load", PRESS)
        version = [path for path in (self.folder / "kg.db").rglob("*")
                   if path.is_file() and
                   path.read_bytes().startswith(b"kg store\n")]
        self.assertTrue(version)
        for path in version:
            path.write_bytes(path.read_bytes().replace(b"format 2",
                                                       b"format 9"))
        for arguments in (["stats"], ["load", PRESS]):
            message = self.error(*arguments, status=1)
            self.assertEqual(message.count("\n"), 1)
            self.assertIn("format 9", message)

    def test_a_folder_that_is_no_store_is_left_alone(self):
        self.write("kg.db/notes.txt", "mine")
        message = self.error("load", PRESS, status=1)
        self.assertIn("not a store", message)
        self.assertEqual((self.folder / "kg.db/notes.txt").read_text(), "mine")


if __name__ == "__main__":
    unittest.main()
