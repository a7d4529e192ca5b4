"""The shapes of what kg annotate prints, for any model."""

import json
import unittest

from kg_case import KgCase, story

CONLLU = """\
# newdoc id = d1
# sent_id = weblog-17
# text = Ada didn't pay.
1\tAda\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tpay\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = weblog-18
# text = Bo did.
1\tBo\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\t.\t_\t_\t_\t_\t_\t_\t_\t_

"""
KEYS = ["path", "id", "record", "title", "date", "language", "text", "body",
        "sentences", "mentions", "attributions", "tuples", "found"]


class AnnotateTest(KgCase):
    def test_json_has_the_keys_and_code_point_offsets(self):
        self.write("a.txt", story(1).replace("Ada Lund", "Zoë Åström 🚢"))
        article, = self.lines("annotate", "a.txt")
        self.assertEqual(list(article), KEYS)
        self.assertEqual(article["path"], "a.txt")
        text = article["text"]
        self.assertEqual(article["title"], text[:article["body"]].strip())
        for sentence in article["sentences"]:
            for token in sentence["tokens"]:
                self.assertEqual(text[token["start"]:token["end"]],
                                 token["form"])
                self.assertLessEqual(token["head"], len(sentence["tokens"]))
        roots = [sum(token["head"] == 0 for token in sentence["tokens"])
                 for sentence in article["sentences"]]
        self.assertEqual(set(roots), {1})

    def test_conllu_keeps_sentences_tokens_and_their_ids(self):
        self.write("a.conllu", CONLLU)
        text = self.out("annotate", "--format", "conllu", "a.conllu")
        self.assertTrue(text.startswith("# newdoc id = a.conllu\n"), text)
        self.assertIn("# sent_id = weblog-17\n", text)
        self.assertIn("# sent_id = weblog-18\n", text)
        forms = [line.split("\t")[1] for line in text.splitlines()
                 if line and not line.startswith("#")]
        self.assertEqual(forms, ["Ada", "did", "n't", "pay", ".", "Bo", "did",
                                 "."])
        self.assertIn("NER=", text)

    def test_output_is_in_input_order_with_any_number_of_jobs(self):
        names = []
        for number in range(8):
            names.append(f"{number}.txt")
            self.write(names[-1], story(number) * (1 + 5 * (number % 2)))
        one = self.out("annotate", *names, "--jobs", 1)
        self.assertEqual([json.loads(line)["path"]
                          for line in one.splitlines()], names)
        self.assertEqual(self.out("annotate", *names, "--jobs", 4), one)

    def test_a_file_that_is_not_there_is_named_and_the_rest_printed(self):
        self.write("a.txt", story(1))
        done = self.kg("annotate", "none.txt", "a.txt", status=1)
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertTrue(done.stderr.startswith("kg: none.txt: "), done.stderr)

    def test_a_broken_conllu_file_is_named_with_its_line(self):
        self.write("a.conllu", "1\tonly three\tcolumns\n\n")
        done = self.kg("annotate", "a.conllu", status=1)
        self.assertTrue(done.stderr.startswith("kg: a.conllu:1: "),
                        done.stderr)

    def test_other_languages_are_not_skipped(self):
        self.write("a.txt", "Le ministre a annoncé lundi que le port serait "
                            "vendu, et les habitants ne sont pas contents.\n")
        self.assertEqual(len(self.lines("annotate", "a.txt")), 1)


if __name__ == "__main__":
    unittest.main()
