"""The start of the engine: its budgets, what the reader sees when it is ill, and the snapshot of earlier visits; each file of tests by Node."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import passes_under_node

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LONGEST = 1200


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_suites_under_node(suite, site):
    """Each file of tests passes on the built site; what is skipped for want of a browser is named."""
    passes_under_node(HERE / suite, site, LONGEST)


def test_types_of_these_tests():
    """These tests, those in further browsers and the bench pass TypeScript's checker."""
    done = subprocess.run([str(ROOT / "node_modules/.bin/tsc"), "--noEmit", "-p", str(HERE / "tsconfig.json")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
