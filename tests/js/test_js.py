"""The planner's modules by themselves, run by Node; they need no browser."""

from pathlib import Path

import pytest

from tests.conftest import ROOT, passes_under_node

HERE = Path(__file__).parent


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_modules_under_node(suite):
    """Each file of tests of the planner's modules passes."""
    passes_under_node(HERE / suite, ROOT / "site", 60)


def test_every_file_of_tests_is_run():
    """Beside each file of tests for Node lies a Python file that runs all of its folder; without one they would pass by not being run."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.test.mjs")}
    idle = [folder.name for folder in folders if not any('glob("*.test.mjs")' in path.read_text("utf-8") for path in folder.glob("test_*.py"))]
    assert idle == []
