"""Adds up the test cases in ctest's log: 'N passed, N failed'.

Usage: count_tests.py build/Testing/Temporary/LastTest.log
"""

import re
import sys

# What GoogleTest and Python's unittest print at their end.
GOOGLE_PASSED = re.compile(r"^\[  PASSED  \] (\d+) tests?", re.M)
GOOGLE_FAILED = re.compile(r"^\[  FAILED  \] (\d+) tests?", re.M)
PYTHON_RAN = re.compile(r"^Ran (\d+) tests? in", re.M)
PYTHON_BAD = re.compile(r"^FAILED \((.*)\)", re.M)
PYTHON_SKIPPED = re.compile(r"^(?:OK|FAILED) \(.*skipped=(\d+)", re.M)
BROKEN = re.compile(r"^Test (?:Failed|timed out)", re.M | re.I)


def total(pattern, text):
    return sum(int(number) for number in pattern.findall(text))


def main():
    with open(sys.argv[1], encoding="utf-8", errors="replace") as file:
        text = file.read()
    failed = total(GOOGLE_FAILED, text)
    for line in PYTHON_BAD.findall(text):
        failed += sum(int(n) for n in
                      re.findall(r"(?:failures|errors)=(\d+)", line))
    skipped = total(PYTHON_SKIPPED, text)
    passed = total(GOOGLE_PASSED, text) + total(PYTHON_RAN, text) - skipped
    for line in PYTHON_BAD.findall(text):
        passed -= sum(int(n) for n in
                      re.findall(r"(?:failures|errors)=(\d+)", line))
    # A program that died printed no count of its own.
    failed = max(failed, len(BROKEN.findall(text)))
    print(f"{passed} passed, {failed} failed")


main()
