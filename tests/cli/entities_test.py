"""kg entities, merge, split, rename and predicates, over facts written here."""

import json
import unittest

from kg_case import PRESS, KgCase

HEADER = {"kind": "header", "format": "kg", "version": 1, "scope": "articles"}

REPORT = (
    "The harbour board of Tarn voted on Monday to close the old fish quay for "
    "two years, after engineers found that its oak piles had rotted below the "
    "water line. The vote was seven to two, and no insurer would cover the "
    "quay any longer, the board said. Repairs will cost nine million crowns.")


def article(number, text, entities, title="A title", date="2024-05-01"):
    """Lines of an article: each entity is mentioned once, by its name."""
    name = f"{number:032x}"
    whole = f"{title}\n\n{text}"
    lines = [{"kind": "article", "id": name, "path": f"{number}.txt",
              "title": title, "date": date, "text": whole,
              "body": len(title) + 2}]
    for index, (kind, form) in enumerate(entities):
        start = whole.index(form)
        lines.append({"kind": "entity", "id": f"e{index}", "type": kind,
                      "name": form, "aliases": [{"text": form, "count": 1}]})
        lines.append({"kind": "mention", "entity": f"e{index}",
                      "article": name, "start": start,
                      "end": start + len(form)})
    first, second = entities[0][1], entities[1][1]
    start, end = whole.index(first), whole.index(second) + len(second)
    lines.append({
        "kind": "relation", "id": "r0", "subject": {"id": "e0"},
        "predicate": "bans", "object": {"id": "e1"}, "polarity": "affirmed",
        "modality": "asserted", "standing": "stated",
        "evidence": [{"article": name, "start": start, "end": end,
                      "quote": whole[start:end],
                      "subject": [start, start + len(first)],
                      "object": [end - len(second), end],
                      "spans": [[start, start + len(first)],
                                [start + len(first) + 1,
                                 end - len(second) - 1],
                                [end - len(second), end]]}]})
    return lines


def ban(number, who, verb="outlawed", kind="Person"):
    """An article in which somebody bans something; all texts differ."""
    words = " ".join(f"word{number}x{i}" for i in range(30))
    return article(number, f"{who} {verb} Zorvia. {words}",
                   [(kind, who), ("Organization", "Zorvia")])


class EntitiesTest(KgCase):
    def load(self, *articles, db="kg.db"):
        lines = [HEADER] + [line for lines in articles for line in lines]
        self.write("facts.jsonl",
                   "".join(json.dumps(line) + "\n" for line in lines))
        return self.out("load", "facts.jsonl", "--db", db)

    def persons(self):
        """Names of the persons, as rows of kg entities."""
        rows = self.out("entities", "--type", "Person").splitlines()[1:]
        return sorted(row.split("  ")[0] for row in rows)

    def graph(self, db="kg.db"):
        return self.out("export", "--format", "jsonl", "--db", db)

    def test_entities_show_the_reason_of_each_merge(self):
        self.load(ban(1, "Bill Varley"), ban(2, "William Varley"),
                  ban(3, "Varley"))
        self.assertRegex(
            self.out("entities", "--merges", "--type", "Person"),
            r"\ANAME +TYPE +ARTICLES  ID +ALIASES\n"
            r"William Varley  Person +3  [0-9a-f]{32}  Bill Varley; Varley\n"
            r"    'Bill Varley' is 'William Varley': a short form of the same "
            r"given name\n"
            r"    'Varley' is 'William Varley': the surname of the only such "
            r"person\n\Z")
        self.assertIn("3  2024-05-01",
                      self.out("find", "Bill Varley", "bans", "Zorvia"))
        self.assertEqual(self.out("check"), "all rules hold\n")

    def test_a_merge_counts_until_a_split_undoes_it(self):
        self.load(ban(1, "Ada Holm"), ban(2, "Bo Lund"))
        apart = self.graph()
        self.assertEqual(self.out("merge", "Ada Holm", "Bo Lund"),
                         "decision  1, naming 2 mentions\n")
        self.assertEqual(len(self.persons()), 1)
        self.assertIn("'Bo Lund' is 'Ada Holm': decision 1",
                      self.out("entities", "--merges", "Bo Lund"))
        self.out("split", "Bo Lund")
        self.assertEqual(self.graph(), apart)
        self.out("merge", "Ada Holm", "Bo Lund", "--note", "after all")
        self.assertEqual(len(self.persons()), 1)
        self.assertEqual(self.out("check"), "all rules hold\n")

    def test_a_split_undoes_what_the_rules_merged(self):
        self.load(ban(1, "Bill Varley"), ban(2, "William Varley"))
        self.assertEqual(self.persons(), ["William Varley"])
        self.out("split", "Bill Varley")
        self.assertEqual(self.persons(), ["Bill Varley", "William Varley"])

    def test_a_split_tells_people_of_one_name_apart(self):
        self.load(ban(1, "Ada Holm"), ban(2, "Ada Holm"))
        one = self.graph()
        self.out("split", "Ada Holm")
        self.assertEqual(self.persons(), ["Ada Holm", "Ada Holm"])
        message = self.error("rename", "Ada Holm", "Ada Holm of Tarn",
                             status=1)
        self.assertRegex(
            message,
            r"\Akg: 'Ada Holm' is the name of several, give the id of one:\n"
            r"(  [0-9a-f]{32}  Ada Holm \(Person, 1 article\)\n){2}\Z")
        first, second = [line.split()[0]
                         for line in message.splitlines()[1:]]
        self.out("rename", first, "Ada Holm of Tarn")
        self.assertEqual(self.persons(), ["Ada Holm", "Ada Holm of Tarn"])
        self.assertIn(first, self.out("show", "Ada Holm of Tarn"))
        self.out("merge", first, second)
        self.assertEqual(len(self.persons()), 1)
        self.assertNotEqual(self.graph(), one)  # it is renamed
        self.assertEqual(self.out("check"), "all rules hold\n")

    def test_decisions_outlive_other_articles_and_travel_with_the_facts(self):
        self.load(ban(1, "Ada Holm"), ban(2, "Bo Lund"), ban(3, "Cai Orm"))
        self.out("merge", "Ada Holm", "Bo Lund")
        self.out("rename", "Cai Orm", "Cai the Elder")
        self.load(ban(4, "Holm"), ban(1, "Ada Holm", "banned"))
        self.out("export", "--format", "facts", "-o", "all.jsonl")
        self.out("load", "all.jsonl", "--db", "b.db")
        self.assertEqual(self.graph("b.db"), self.graph())
        self.assertEqual(self.persons(), ["Ada Holm", "Cai the Elder"])

    def test_errors_say_what_would_help(self):
        self.load(ban(1, "Ada Holm"), ban(2, "Ben Holm"))
        self.assertEqual(self.error("split", "Ada Holn", status=1),
                         "kg: no entity 'Ada Holn', the nearest is "
                         "'ada holm'\n")
        self.assertEqual(self.error("merge", "Ada Holm", "ADA HOLM", status=1),
                         "kg: these names are one entity already\n")
        self.assertEqual(self.error("split", "Ada Holm", status=1),
                         "kg: 'Ada Holm': nothing to split, one article has "
                         "one name for it\n")
        self.assertEqual(self.error("rename", "Ada Holm", "Ada Holm",
                                    status=1),
                         "kg: 'Ada Holm': it is called so\n")

    def test_near_copies_count_once(self):
        def report(number, title, text, date):
            return article(number, f"Ada Holm banned Zorvia. {text}",
                           [("Person", "Ada Holm"),
                            ("Organization", "Zorvia")], title, date)

        half = REPORT[:len(REPORT) // 2]
        self.load(report(1, "Quay closed", REPORT, "2024-05-02"),
                  report(2, "Tarn shuts quay", half, "2024-05-01"),
                  ban(3, "Ada Holm"))
        found = self.lines("find", "Ada Holm", "bans", "Zorvia", "--json")
        self.assertEqual([row["sources"] for row in found], [2])
        lines = [json.loads(line) for line in self.graph().splitlines()]
        copies = {line["path"]: line["near_copy_of"] for line in lines
                  if line["kind"] == "article"}
        self.assertEqual(copies, {"1.txt": f"{2:032x}", "2.txt": None,
                                  "3.txt": None})
        sources = [line["sources"] for line in lines
                   if line["kind"] == "relation"]
        self.assertEqual(sources, [2])
        self.assertEqual(self.out("check"), "all rules hold\n")

    def test_predicates_show_what_they_merged(self):
        self.load(ban(1, "Ada Holm", "outlawed"), ban(2, "Bo Lund", "banned"),
                  ban(3, "Cai Orm", "banned"))
        lines = self.out("predicates").splitlines()
        self.assertRegex(lines[0], r"\APREDICATE +PROPERTY +EVIDENCE  BY +TABLE")
        self.assertRegex(lines[1], r"\Abans +3  ban 2, outlaw 1 +ban, outlaw, ")
        self.assertGreater(len(lines), 100)
        one = self.out("predicates", "forbids").splitlines()
        self.assertEqual(len(one), 2)
        self.assertIn("no predicate 'bansh'",
                      self.error("predicates", "bansh", status=1))

    def test_a_rename_of_the_press_is_applied(self):
        self.out("load", PRESS)
        self.assertIn("Tokyo Electric Works",
                      self.out("entities", "東京電気"))


if __name__ == "__main__":
    unittest.main()
