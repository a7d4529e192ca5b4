"""What kg must find in the articles of ../shared/articles/seeds."""

import pathlib
import tempfile
import unittest

from kg_case import SHARED, KgCase

SEEDS = SHARED / "articles/seeds"


@unittest.skipUnless(SEEDS.is_dir(), "no ../shared/articles/seeds")
class SeedsTest(KgCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="kg-seeds-")
        cls.addClassCleanup(folder.cleanup)
        cls.built = pathlib.Path(folder.name).resolve()

    def setUp(self):
        super().setUp()
        self.folder = self.built  # one build for all tests
        if not (self.folder / "kg.db").exists():
            self.out("build", SEEDS)

    def rows(self, *question):
        return self.lines("find", *question, "--json")

    def objects(self, *question):
        return {row["object"]["name"] for row in self.rows(*question)
                if row["object"] and "name" in row["object"]}

    def subjects(self, *question):
        return {row["subject"]["name"] for row in self.rows(*question)
                if row["subject"]}

    def test_guo_ping_denies_backdoors(self):
        self.assertIn("backdoor", self.objects("Guo Ping", "denies", "?"))

    def test_huawei_is_banned_by_three_countries(self):
        self.assertLessEqual({"United States", "Australia", "New Zealand"},
                             self.subjects("?", "bans", "Huawei"))

    def test_nobody_plainly_plants_anything(self):
        rows = [row for row in self.rows("?", "?", "?", "--all")
                if row["kind"] == "relation" and row["plain"] and
                row["predicate"].startswith("plant")]
        self.assertEqual(rows, [])

    def test_arrests_have_their_direction(self):
        self.assertTrue(self.rows("Canada", "arrests", "Meng Wanzhou") or
                        self.rows("?", "arrests", "Meng Wanzhou"))
        self.assertEqual(self.rows("Meng Wanzhou", "arrests", "?"), [])
        # The passive does not say that Poland arrested him.
        self.assertEqual(self.rows("Poland", "arrests", "Wang Weijing"), [])

    def test_every_quote_stands(self):
        self.assertRegex(self.out("verify"), r", 0 wrong\n\Z")


if __name__ == "__main__":
    unittest.main()
