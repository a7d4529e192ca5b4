#!/usr/bin/env python3
"""Is the time of `kg extract` linear in an article's length?

    bench/long_text.py --kg build/kg

Made-up articles of one kind each (prose, one sentence without an end, one
paragraph, quotations, capitals, a table), in two sizes, the larger four times
the smaller. Prints the processor seconds of both, start-up taken off, and
their ratio: 4 where time is linear, 16 where it grows with the square.
"""
import argparse
import os
import subprocess
import sys
import tempfile

NAMES = ("Anna Keller", "Boris Lund", "Maria Santos", "Peter Holm")
PLACES = ("Kaldre", "Arden", "Lindholm", "Torsby")


def clause(n):
    return (f"{NAMES[n % 4]} told {NAMES[(n + 1) % 4]} in {PLACES[n % 4]} that "
            f"bank number {n} had sued its owner")


def prose(n):
    return clause(n) + (".\n\n" if n % 4 == 3 else ". ")


def endless(n):
    return clause(n) + (" and" if n % 2 else ", while") + " "


def paragraph(n):
    return clause(n) + ". "


def quotations(n):
    return f'"The bank must pay," {NAMES[n % 4]} said. "It has lied," he added. '


def capitals(n):
    return prose(n).upper()


def table(n):
    return f"{NAMES[n % 4]} | {n} | {PLACES[n % 4]} | {3 * n % 7}-{n % 5}\n"


KINDS = (prose, endless, paragraph, quotations, capitals, table)


def seconds(kg, text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as article:
        article.write(text)
        article.flush()
        with open(os.devnull, "wb") as nowhere:
            process = subprocess.Popen([kg, "extract", "--jobs", "1", article.name],
                                       stdout=nowhere, stderr=nowhere)
            _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit("long_text.py: kg failed")
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kg", default="build/kg")
    parser.add_argument("--tokens", type=int, default=25000,
                        help="of the smaller article, about")
    options = parser.parse_args()
    start = seconds(options.kg, "The pier was closed.\n")
    for kind in KINDS:
        count = options.tokens // len(kind(0).split())
        used = [seconds(options.kg, "".join(map(kind, range(times * count)))) - start
                for times in (1, 4)]
        print(f"{kind.__name__:12} {used[0]:8.2f} s {used[1]:8.2f} s  ratio "
              f"{used[1] / max(used[0], 1e-9):.2f}")


if __name__ == "__main__":
    main()
