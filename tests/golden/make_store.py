"""Makes the golden store of a format version: tests/golden/store-N.tar.gz, and
what it exports, facts-N.jsonl and graph-N.jsonl. Run once when the format
changes, with the program that writes it:

    KG_PROGRAM=build/kg python3 tests/golden/make_store.py N
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

GOLDEN = pathlib.Path(__file__).resolve().parent
ROOT = GOLDEN.parents[1]
sys.path.insert(0, str(ROOT / "tests/cli"))
from kg_case import PRESS, story  # noqa: E402
from made_facts import articles_of  # noqa: E402

PROGRAM = os.path.abspath(os.environ.get("KG_PROGRAM", ROOT / "build/kg"))
# The store remembers its roots: no folder of anybody's.
FOLDER = pathlib.Path("/tmp/kg-golden")


def kg(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=FOLDER,
                          env={"KG_HOME": str(ROOT)}, check=True,
                          capture_output=True, text=True)
    return done.stdout


def plain(member):
    """Without what differs from run to run and machine to machine."""
    if member.name.endswith("writer.lock"):
        return None
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    return member


def main():
    version = sys.argv[1]
    written = re.search(r"format (\d+)", subprocess.run(
        [PROGRAM, "--version"], env={"KG_HOME": str(ROOT)},
        capture_output=True, text=True, check=True).stdout)[1]
    if written != version:
        sys.exit(f"{PROGRAM} writes format {written}, not {version}")
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "news").mkdir(parents=True)
    (FOLDER / "news/a.txt").write_text(story(1))
    (FOLDER / "made.jsonl").write_text(articles_of(range(6), 0))
    kg("build", "news")
    kg("load", PRESS, FOLDER / "made.jsonl")
    kg("merge", "Ada Lund", "Eva Moor", "--note", "one person")
    kg("rename", "Orbitel", "Orbitel Networks")
    with tarfile.open(GOLDEN / f"store-{version}.tar.gz", "w:gz") as archive:
        archive.add(FOLDER / "kg.db", "kg.db", filter=plain)
    for name, form in (("facts", "facts"), ("graph", "jsonl")):
        (GOLDEN / f"{name}-{version}.jsonl").write_text(
            kg("export", "--format", form))
    shutil.rmtree(FOLDER)


if __name__ == "__main__":
    main()
