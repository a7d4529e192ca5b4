"""What the end-to-end tests share: the program, a folder that goes at the end.

Run by ctest with KG_PROGRAM naming the program; see tests/CMakeLists.txt.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PRESS = ROOT / "tests/cli/press.jsonl"
PROGRAM = os.environ.get("KG_PROGRAM", str(ROOT / "build/kg"))


class KgCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kg-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                            "KG_HOME": str(ROOT)}

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content)
        return path

    def start(self, *arguments, **more):
        more.setdefault("env", self.environment)
        more.setdefault("stdout", subprocess.PIPE)
        more.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([PROGRAM, *map(str, arguments)],
                                cwd=self.folder, text=True, **more)

    def kg(self, *arguments, status=0, stdin=None, timeout=300, **more):
        """Runs kg in the folder; fails unless it ends with `status`."""
        more.setdefault("env", self.environment)
        done = subprocess.run([PROGRAM, *map(str, arguments)],
                              cwd=self.folder, text=True, input=stdin,
                              capture_output=True, timeout=timeout, **more)
        if done.returncode != status:
            self.fail(f"kg {' '.join(map(str, arguments))}: status "
                      f"{done.returncode}, expected {status}\n"
                      f"{done.stdout}\n{done.stderr}")
        return done

    def out(self, *arguments, **more):
        return self.kg(*arguments, **more).stdout

    def error(self, *arguments, status, **more):
        return self.kg(*arguments, status=status, **more).stderr

    def lines(self, *arguments, **more):
        return [json.loads(line)
                for line in self.out(*arguments, **more).splitlines()]


def story(number):
    """A short article, different for each number."""
    people = ("Ada Lund", "Bo Frank", "Cai Olsen", "Dora Venn")
    first, second = people[number % 4], people[(number // 4 + 1) % 4]
    return (f"Harbour notes {number}\n\n"
            f"The harbour office arrested {first} on Monday.\n\n"
            f"\"We have not bribed anyone,\" said {second}, the chairman of "
            f"Pier {number} Holdings. The company has not sold any of its "
            f"ships, and the town will not buy the old harbour.\n")
