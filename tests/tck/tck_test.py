"""Does kgq pass the openCypher TCK in ../shared/query/tck?

Runs the program that TCK_RUNNER names.
"""

import os
import pathlib
import subprocess
import unittest

TCK = pathlib.Path(__file__).resolve().parents[3] / "shared/query/tck"


@unittest.skipUnless(TCK.is_dir(), "no ../shared/query/tck")
class TckTest(unittest.TestCase):
    def test_every_scenario_passes(self):
        run = subprocess.run([os.environ["TCK_RUNNER"], str(TCK)],
                             capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stdout[-20000:] + run.stderr)


if __name__ == "__main__":
    unittest.main()
