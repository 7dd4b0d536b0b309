"""The start of the engine: its budgets, what the reader sees when it is ill, and the snapshot of earlier visits; each file of tests by Node."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LONGEST = 1200


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_suites_under_node(suite, site):
    """Each file of tests passes on the built site; what is skipped for want of a browser is named."""
    environment = {**os.environ, "SITE": str(site), "PYTHON": sys.executable}
    done = subprocess.run(["node", "--test", "--test-reporter=tap", str(HERE / suite)], cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    if "is missing: install it" in done.stdout:
        pytest.skip("Chromium is missing: install it, or name it in CHROMIUM.")


def test_types_of_these_tests():
    """These tests, those in further browsers and the bench pass TypeScript's checker."""
    done = subprocess.run([str(ROOT / "node_modules/.bin/tsc"), "--noEmit", "-p", str(HERE / "tsconfig.json")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
