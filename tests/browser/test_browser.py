"""The planner in a real browser: each file of tests beside this one, run by Node on the built site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SUITES = sorted(path.name for path in HERE.glob("*.test.mjs"))
# On an idle machine of two cores the slowest file takes two minutes.
LONGEST = 1500


def run(suite: str, site: Path, **more: str) -> None:
    """Run one file of tests; what is skipped for want of a browser is skipped here by name."""
    environment = {**os.environ, "SITE": str(site), "PYTHON": sys.executable, **more}
    done = subprocess.run(["node", "--test", "--test-reporter=spec", str(HERE / suite)], cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    if "is missing: install it" in done.stdout:
        pytest.skip("Chromium is missing: install it, or name it in CHROMIUM.")


@pytest.mark.parametrize("suite", SUITES)
def test_suites_in_a_browser(suite, site):
    """Each file of tests in a browser passes on the built site."""
    run(suite, site)


@pytest.mark.long
@pytest.mark.parametrize("suite", ["calendar.test.mjs"])
def test_long_suites_in_a_browser(suite, site):
    """The same for everything there is: ten thousand calendar files."""
    run(suite, site, LONG="1")


def test_types_of_these_tests():
    """The tests in a browser pass TypeScript's checker."""
    done = subprocess.run([str(ROOT / "node_modules/.bin/tsc"), "--noEmit", "-p", str(HERE / "tsconfig.json")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
