"""What every test may use: the engine's data made from the pages, the cases, and ``--approve``."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOOKS = ROOT / "overrides" / "hooks"
CASES = ROOT / "tests" / "cases"
# Holiday data for the tests covers the same years whatever the day they run on.
FIRST_YEAR = 2025
# What a test under Node says beside its result, and not the counts at the end.
FIGURE = re.compile(r"\s*# (?!Subtest:|(?:tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) )")
FIGURES: list[str] = []
sys.path.insert(0, str(HOOKS))


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--approve`` writes the outputs that the engine makes now as the expected ones."""
    parser.addoption("--approve", action="store_true", help="write approved outputs anew")


def pytest_configure(config: pytest.Config) -> None:
    """Make the engine's data from the pages, once, before any test imports it."""
    if not hasattr(config, "workerinput"):
        import guide

        guide.write_data(ROOT / "docs", ROOT / "guide_engine" / "data", FIRST_YEAR)


@pytest.fixture
def approve(request: pytest.FixtureRequest) -> bool:
    """Whether outputs are to be written instead of compared."""
    return bool(request.config.getoption("--approve"))


def place_of(case: object) -> object:
    """The holiday file of a case's country."""
    from guide_engine.__main__ import place_data

    return place_data(case)


def request_of(case: object, today: str, now: str | None = None, forms: tuple[str, ...] = ("json",)) -> dict[str, object]:
    """A request for the plan of a case."""
    return {"do": "plan", "case": case, "today": today, "now": now, "place": place_of(case), "forms": list(forms)}


def case_names() -> list[str]:
    """The folders of ``tests/cases``."""
    return sorted(path.parent.name for path in CASES.glob("*/case.json"))


def load_case(name: str) -> tuple[dict[str, object], dict[str, object]]:
    """A case and what is told about it."""
    folder = CASES / name
    return json.loads((folder / "case.json").read_text("utf-8")), json.loads((folder / "about.json").read_text("utf-8"))


def request_for(name: str, *forms: str) -> dict[str, object]:
    """The request for one of ``tests/cases``."""
    case, about = load_case(name)
    return request_of(case, str(about["today"]), about["now"], forms or ("json",))  # type: ignore[arg-type]


@pytest.fixture
def plan() -> Callable[..., dict[str, object]]:
    """A function that gives the plan of a case on a day, as data."""
    from guide_engine import api

    def make(case: object, today: str, now: str | None = None) -> dict[str, object]:
        answer = json.loads(api.run(json.dumps(request_of(case, today, now, ()))))
        assert answer["ok"], answer
        return answer["plan"]

    return make


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what the tests under Node measured, such as what keeps a page from Lighthouse's 100: a run that passes would not show it."""
    if FIGURES:
        terminalreporter.section("figures")
        for figure in FIGURES:
            terminalreporter.write_line(figure)


def passes_under_node(suite: Path, site: Path, longest: int, **more: str) -> None:
    """Run one file of tests under Node on the built site, for at most ``longest`` seconds. Where a browser is missing its tests are skipped by name; with CI=true that is a failure, so
    there each of them runs."""
    environment = {**os.environ, "SITE": str(site), "PYTHON": sys.executable, **more}
    command = ["node", "--test", "--test-reporter=tap", str(suite)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=longest)
    print(done.stdout)
    FIGURES.extend(f"{suite.name}: {line.strip()[2:]}" for line in done.stdout.splitlines() if FIGURE.match(line))
    assert done.returncode == 0, done.stdout + done.stderr
    missing = {line.partition("# SKIP")[2].strip() for line in done.stdout.splitlines() if "is missing: install" in line}
    if missing:
        pytest.skip("; ".join([*sorted(missing), "with CI=true each of them runs"]))
