#!/usr/bin/env python3
"""Articles a second and peak memory of `kg extract`, as a whole process.

    bench/extract.py --kg build/kg FILE.jsonl [--first N] [--jobs N]

Prints one line: articles, wall and processor seconds, articles a second, peak
resident memory. Time depends on the machine and its load: compare only runs
made side by side.
"""
import argparse
import itertools
import resource
import subprocess
import sys
import tempfile
import time


def main():
    options = command_line().parse_args()
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as part:
        with open(options.file, "rb") as whole:
            part.writelines(itertools.islice(whole, options.first))
        part.flush()
        command = [options.kg, "extract", "--jobs", str(options.jobs),
                   part.name]
        start = time.monotonic()
        run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        wall = time.monotonic() - start
    if run.returncode != 0:
        print("extract.py: kg failed", file=sys.stderr)
        return 1
    articles = run.stdout.count(b'\n{"kind":"article"')
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = usage.ru_utime + usage.ru_stime
    print(f"{articles} articles, {wall:.1f} s wall, {processor:.1f} s "
          f"processor, {articles / wall:.1f} articles/s, peak memory "
          f"{usage.ru_maxrss / 1024:.0f} MiB")
    return 0


def command_line():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--kg", default="build/kg")
    parser.add_argument("--first", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    return parser


if __name__ == "__main__":
    sys.exit(main())
