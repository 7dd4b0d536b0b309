"""The start of the engine: its budgets, what the reader sees when it is ill, and the snapshot of earlier visits; each file of tests by Node."""

import subprocess
from pathlib import Path

import pytest

from tests import bench
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


def test_the_bench_names_what_it_cannot_measure(monkeypatch, capsys):
    """A browser that is missing is named as absent, and so is what a browser cannot show; neither gets a figure, and the others are measured."""
    chromium = {"name": "Chromium", "times": {bench.STOCK: 4000, bench.OURS: 1000}, "unmeasured": {}, "slow": {}, "bytes": {}}
    webkit = {**chromium, "name": "WebKitGTK", "unmeasured": {"planner, later visit": "it forgets"}}
    found = {"chromium": chromium, "firefox": {"missing": "Firefox is missing: install it."}, "webkit": webkit}
    monkeypatch.setattr(bench, "node", lambda _, asked: found[asked["engine"]])
    bench.browser()
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()[1:]]
    stock, ours = "stock Pyodide with Jinja2 4,000.0 ms 1.00 of stock", "planner, first visit 1,000.0 ms 0.25 of stock (aim: 0.25)"
    absent, forgotten = "Absent, not measured: Firefox is missing: install it.", "planner, later visit not measured: it forgets"
    assert lines == ["Chromium:", stock, ours, absent, "WebKitGTK:", stock, ours, forgotten]
