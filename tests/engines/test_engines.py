"""The planner in Firefox and in WebKitGTK: a first plan, paper, calendar, reload, sealed; and what these browsers' drivers cannot show is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
# Some minutes each: `make long-tests` runs them.
pytestmark = pytest.mark.long
LONGEST = 900


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_suites_under_node(suite, site):
    """Each file of tests passes on the built site. A browser that is missing is skipped by name on a laptop; with CI=true it is a failure."""
    environment = {**os.environ, "SITE": str(site), "PYTHON": sys.executable}
    done = subprocess.run(["node", "--test", "--test-reporter=tap", str(HERE / suite)], cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    missing = [line.partition("# SKIP")[2].strip() for line in done.stdout.splitlines() if "is missing: install" in line]
    if missing:
        pytest.skip(missing[0])
