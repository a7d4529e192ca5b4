"""One fuzz target, built without libFuzzer: no seed and no change of a seed may
crash it, break a promise of it, or take long.

    KG_FUZZ_PROGRAM=build/fuzz/TARGET_fuzz KG_FUZZ_TARGET=TARGET KG_FUZZ_RUNS=N
    python3 tests/fuzz/smoke_test.py
"""

import os
import pathlib
import subprocess
import tempfile
import unittest

import seeds

PROGRAM = os.environ["KG_FUZZ_PROGRAM"]
TARGET = os.environ["KG_FUZZ_TARGET"]
FACTOR = 20 if "KG_LONG_TESTS" in os.environ else 1
RUNS = int(os.environ["KG_FUZZ_RUNS"]) * FACTOR
PUMPED_RUNS = 10 * FACTOR
PUMPED_BYTES = 1 << 17


class SmokeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="kg-fuzz-")
        cls.addClassCleanup(folder.cleanup)
        cls.seeds = pathlib.Path(folder.name)
        seeds.write(TARGET, cls.seeds)

    def run_target(self, *flags):
        # The input of a failure stays, for whoever looks into it.
        kept = f"-artifact_prefix={tempfile.gettempdir()}/kg-fuzz-"
        done = subprocess.run([PROGRAM, kept, *flags, str(self.seeds)],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_changed_seeds_are_taken(self):
        self.run_target(f"-runs={RUNS}")

    def test_time_grows_no_faster_than_the_input(self):
        """Pieces of seeds again and again run into the driver's time limit
        where it does."""
        self.run_target(f"-runs={PUMPED_RUNS}", f"-pump={PUMPED_BYTES}")


if __name__ == "__main__":
    unittest.main()
