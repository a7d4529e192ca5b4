#!/usr/bin/env python3
"""Start-up time and peak memory of `kg extract`, against their limits.

    bench/limits.py --kg build/kg FILE.jsonl

Start-up: from the start of the process to its end with an article of one
sentence, so a little more than to the first encoded sentence; the least of
several runs, since whatever else the machine does only adds to it (limit:
200 ms). Memory: the peak with N articles and with four times N (limit: 1 GB,
whatever the number).
"""
import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time

SENTENCE = "The harbour office opened a new pier in Kaldre on Monday.\n"


def command_line():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--kg", default="build/kg")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--articles", type=int, default=25)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--precision", default="auto")
    return parser


def run(options, path):
    """Wall seconds, processor seconds, peak MiB."""
    command = [options.kg, "extract", "--jobs", str(options.jobs),
               "--precision", options.precision, path]
    start = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit("limits.py: kg failed")
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024)


def main():
    options = command_line().parse_args()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as one:
        one.write(SENTENCE)
        one.flush()
        runs = [run(options, one.name) for _ in range(options.runs)]
    wall, processor = min(r[0] for r in runs), min(r[1] for r in runs)
    print(f"start-up: {1000 * wall:.0f} ms, {1000 * processor:.0f} ms processor")
    for count in (options.articles, 4 * options.articles):
        with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as part:
            with open(options.file, "rb") as whole:
                part.writelines(itertools.islice(whole, count))
            part.flush()
            print(f"memory: {run(options, part.name)[2]:.0f} MiB, "
                  f"{count} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
