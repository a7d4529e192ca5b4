"""kg query and kg shell: formats, parameters, input, errors, word for word."""

import os
import pty
import select
import subprocess
import unittest

from kg_case import PRESS, PROGRAM, KgCase

BANS = ("MATCH (s)-[b:bans]->(o {name: 'orbitel'}) "
        "RETURN s.name AS who, b.sources AS n")


class QueryTest(KgCase):
    def setUp(self):
        super().setUp()
        self.kg("load", PRESS)

    def test_a_table_has_its_numbers_flush_right(self):
        self.assertEqual(self.out("query", BANS + " ORDER BY n"), """\
who        n
Ruritania  1
Ruritania  1
""")

    def test_formats(self):
        query = ("RETURN 'a,\"b' AS x, null AS y, 1.5 AS z, [1, 'ü'] AS l, "
                 "date('2024-04-19') AS d")
        for name, expected in (
                ("csv", 'x,y,z,l,d\r\n"a,""b",,1.5,"[1,""ü""]",2024-04-19\r\n'),
                ("tsv", 'x\ty\tz\tl\td\na,"b\t\t1.5\t[1,"ü"]\t2024-04-19\n'),
                ("jsonl", '{"x":"a,\\"b","y":null,"z":1.5,"l":[1,"ü"],'
                          '"d":"2024-04-19"}\n'),
                ("json", '[\n{"x":"a,\\"b","y":null,"z":1.5,"l":[1,"ü"],'
                         '"d":"2024-04-19"}\n]\n')):
            with self.subTest(format=name):
                out = self.raw("query", "--format", name, query)
                self.assertEqual(out.decode(), expected)

    def raw(self, *arguments):
        """What kg prints, byte for byte."""
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder,
                              env=self.environment, check=True,
                              stdout=subprocess.PIPE).stdout

    def test_nodes_are_objects_in_json(self):
        [row] = self.lines("query", "--format", "jsonl",
                           "MATCH (p {name: 'lena hartwig'}) RETURN p")
        self.assertEqual(row["p"]["labels"], ["Entity", "Person"])
        self.assertEqual(row["p"]["properties"]["name"], "Lena Hartwig")

    def test_parameters_are_json_or_text(self):
        out = self.lines("query", "--format", "jsonl", "-p", "a=[1, 2]",
                         "-p", "b=Ada Holm", "-p", "c=1.5",
                         "RETURN $a AS a, $b AS b, $c AS c")
        self.assertEqual(out, [{"a": [1, 2], "b": "Ada Holm", "c": 1.5}])

    def test_the_query_comes_from_a_file_or_standard_input(self):
        self.write("q.kgq", "RETURN 1 AS x")
        self.assertEqual(self.out("query", "--file", "q.kgq"), "x\n1\n")
        self.assertEqual(self.out("query", stdin="RETURN 2 AS x"), "x\n2\n")

    def test_errors_show_the_place(self):
        self.assertEqual(
            self.error("query", "MATCH (n) RETRUN n", status=2), """\
kg: query:1:11: unexpected 'RETRUN'; expected RETURN
  MATCH (n) RETRUN n
            ^^^^^^
""")
        self.assertEqual(self.error("query", "RETURN 7 / 0", status=1), """\
kg: query:1:8: division by zero
  RETURN 7 / 0
         ^^^^^
""")

    def test_unknown_predicates_are_warned_of(self):
        done = self.kg("query", "MATCH ()-[r:denys]->() RETURN count(r) AS n")
        self.assertEqual(done.stdout, "n\n0\n")
        self.assertEqual(
            done.stderr,
            "kg: warning: no predicate 'denys' in this store; nearest: "
            "'denies'\n")

    def test_explain_shows_the_plan_and_profile_its_rows(self):
        self.assertIn("NodesByName", self.out("query", "--explain", BANS))
        self.assertIn("NodesByName", self.out("query", "EXPLAIN " + BANS))
        self.assertIn(" rows ", self.kg("query", "--profile", BANS).stderr)

    def test_limits_end_a_query(self):
        self.assertIn("time limit", self.error(
            "query", "--timeout", "0.2", "UNWIND range(1, 100000) AS x "
            "UNWIND range(1, 100000) AS y RETURN count(*)", status=1))
        self.assertIn("memory", self.error(
            "query", "--memory", "1", "RETURN range(1, 1000000)", status=1))

    def test_the_shell_reads_queries_and_commands(self):
        out = self.out("shell", stdin="RETURN 1 AS x;\n:format jsonl\n"
                       "RETURN\n2 AS x;\n:schema\n")
        self.assertTrue(out.startswith('x\n1\n{"x":2}\nlabels\n'), out)
        self.assertIn("  denies  ", out)

    def shell(self):
        """A shell on a terminal: its process, and the terminal's other end."""
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execve(PROGRAM, [PROGRAM, "shell"],
                      {**self.environment, "TERM": "dumb"})
        self.addCleanup(os.close, terminal)
        return process, terminal

    def test_ctrl_c_leaves_the_query_and_not_the_shell(self):
        shell, terminal = self.shell()
        shown = b""

        def until(*texts):
            """Reads on to the first of the texts that the terminal shows."""
            nonlocal shown
            while not (found := [text for text in texts if text in shown]):
                self.assertTrue(select.select([terminal], [], [], 60)[0],
                                f"{texts} not in {shown}")
                shown += os.read(terminal, 1 << 16)
            shown = shown.split(found[0], 1)[1]

        until(b"kg> ")
        os.write(terminal, b"RETURN 1 AS\n")
        until(b"  > ")
        os.write(terminal, b"\x03")
        until(b"kg> ")
        os.write(terminal, b"UNWIND range(1, 100000) AS x "
                           b"UNWIND range(1, 100000) AS y RETURN count(*);\n")
        until(b"count(*);\r\n")
        os.write(terminal, b"\x03")
        # The query may not have begun: then it is the line that is left.
        until(b"kg: interrupted\r\n", b"kg> ")
        os.write(terminal, b"RETURN 6 * 7 AS answer;\n")
        until(b"\r\n    42\r\n")
        os.write(terminal, b":quit\n")
        self.assertEqual(os.waitpid(shell, 0)[1], 0)

    def test_tab_completes_what_may_come_next(self):
        shell, terminal = self.shell()
        os.write(terminal, b"MATCH (x)-[:den\t]->(y:Organi\t)\n"
                           b"RETURN x.nam\t = 'x' AS y;\n:quit\n")
        shown = b""
        try:
            while part := os.read(terminal, 1 << 16):
                shown += part
        except OSError:
            pass  # the shell has closed it
        self.assertEqual(os.waitpid(shell, 0)[1], 0)
        self.assertNotIn(b"kg: ", shown)


if __name__ == "__main__":
    unittest.main()
