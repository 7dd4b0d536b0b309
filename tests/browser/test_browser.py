"""The planner in a real browser: each file of tests beside this one, run by Node on the built site."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import passes_under_node

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SUITES = sorted(path.name for path in HERE.glob("*.test.mjs"))
# On an idle machine of two cores the slowest file takes two minutes.
LONGEST = 1500


@pytest.mark.parametrize("suite", SUITES)
def test_suites_in_a_browser(suite, site):
    """Each file of tests in a browser passes on the built site."""
    passes_under_node(HERE / suite, site, LONGEST)


@pytest.mark.long
@pytest.mark.parametrize("suite", ["calendar.test.mjs"])
def test_long_suites_in_a_browser(suite, site):
    """The same for everything there is: ten thousand calendar files."""
    passes_under_node(HERE / suite, site, LONGEST, LONG="1")


def test_types_of_these_tests():
    """The tests in a browser pass TypeScript's checker."""
    done = subprocess.run([str(ROOT / "node_modules/.bin/tsc"), "--noEmit", "-p", str(HERE / "tsconfig.json")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
