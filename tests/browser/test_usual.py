"""The dates that are known without the engine are the engine's own."""

import json
import subprocess
from datetime import date, timedelta

import pinned
from planner import usual

from guide_engine import api
from tests.conftest import ROOT

FIRST, DAYS = date(2026, 1, 1), 730
# The day they named, so many days after the interview; and how long the interview is over.
NAMED, OVER = (None, 1, 8, 15), (0, 1, 4)


def told() -> list[dict[str, str]]:
    """Interviews of two years in steps of eleven days, with and without a day that they named, looked at on some days after them."""
    days = [FIRST + timedelta(days=number) for number in range(0, DAYS, 11)]
    cases = [(day, None if named is None else day + timedelta(days=named), day + timedelta(days=over)) for day in days for named in NAMED for over in OVER]
    return [{"interview": str(day), "today": str(today), **({"promised": str(promised)} if promised else {})} for day, promised, today in cases if not promised or promised >= today]


def by_engine(one: dict[str, str]) -> dict[str, str]:
    """The engine's dates for the same answers."""
    said = {"said": {"kind": "date", "date": one["promised"]}} if "promised" in one else {}
    case = {"rounds": [{"date": one["interview"], "over": "yes", **said}]}
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": one["today"], "now": "09:00", "place": None, "forms": [], "before": None})))
    return {action["step"].partition("/")[2]: action["due"] for action in answer["plan"]["actions"]}


def test_usual_dates_are_the_engines():
    """For two years of interviews, each date that is told without the engine is the engine's; four in five of these readers get that of the check-in."""
    asked = told()
    found = subprocess.run([pinned.node(), "tests/browser/usual.mjs"], cwd=ROOT, input=json.dumps({"usual": usual(api.guide()), "told": asked}), capture_output=True, text=True, check=True)
    checks = 0
    for one, dates in zip(asked, json.loads(found.stdout), strict=True):
        engine = by_engine(one)
        assert {date["name"]: date["day"] for date in dates} == {date["name"]: engine[date["name"]] for date in dates}, one
        checks += "check-in" in {date["name"] for date in dates}
    assert checks / len(asked) >= 0.8, checks / len(asked)
