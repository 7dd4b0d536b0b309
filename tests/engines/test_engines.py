"""The planner in Firefox and in WebKitGTK: a first plan, paper, calendar, reload, sealed; and what these browsers' drivers cannot show is named."""

from pathlib import Path

import pytest

from tests.conftest import passes_under_node

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
LONGEST = 900


@pytest.mark.parametrize("suite", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_suites_under_node(suite, site):
    """Each file of tests passes on the built site. A browser that is missing is skipped by name on a laptop; with CI=true it is a failure."""
    passes_under_node(HERE / suite, site, LONGEST)
