"""The rules as tables: what a careers adviser expects of the plan, against what the engine plans (``tests/tables``)."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from guide_engine import api
from guide_engine.__main__ import place_data
from guide_engine.places import read_place

TABLES = Path(__file__).resolve().parents[1] / "tables"
ALL_SITUATIONS = {f"D{n}" for n in range(1, 45)} | {f"E-{n}" for n in range(1, 9)}
# The key of an entry, and what it says of a step of the plan.
SAID_OF_A_STEP = {"dates": "due", "by": "by", "latest": "latest", "to": "to", "channel": "channel", "state": "state", "note": "now", "length": "limit", "characters": "most_characters"}
KEYS = {"situation", "told", "today", "now", "case", "never", "next", "notices", *SAID_OF_A_STEP}
CLOSED = ("done", "not_for_me")


def _entries():
    for file in sorted(TABLES.glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(file.read_text("utf-8")), 1):
            yield pytest.param(entry, id=f"{file.stem}-{number}-{entry['situation']}")


def _rows(name, *columns):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            yield pytest.param(row, id=f"{number}-" + "-".join(row[column].replace(" ", "_") for column in columns))


@cache
def _place_file(country):
    return place_data({"place": country})


def _ask(country, **request):
    return json.loads(api.run(json.dumps({**request, "place": _place_file(country)}, default=str)))


def _plan(entry):
    case = entry["case"]
    answer = _ask(case.get("place"), do="plan", case=case, today=str(entry["today"]), now=entry.get("now"))
    assert answer["ok"], answer.get("problems")
    return answer["plan"]


def _find(plan, name):
    """The actions with this id, else those of the step with this name."""
    exact = [action for action in plan["actions"] if action["id"] == name]
    return exact or [action for action in plan["actions"] if action["step"].rpartition("/")[2] == name]


def _said(action, what):
    """What an action, or its draft, says."""
    return action[what] if what in action else (action["draft"] or {}).get(what)


def _wanted(entry):
    """What the entry says of each step: (step, what) and its value."""
    return {
        (name, what): str(value) for key, what in SAID_OF_A_STEP.items() for name, value in entry.get(key, {}).items()
    }


@pytest.mark.parametrize("entry", list(_entries()))
def test_plan_is_as_the_table_says(entry):
    """The plan holds the table's steps on the table's days, to the table's people, and none of the steps it excludes."""
    plan, wanted = _plan(entry), _wanted(entry)
    found = {
        (name, what): "; ".join(sorted({str(_said(action, what)) for action in _find(plan, name)})) for name, what in wanted
    }
    unwanted = {
        name for name in entry.get("never", ()) for action in _find(plan, name) if action["state"] not in CLOSED
    }

    codes = {notice["code"] for notice in plan["notices"]}

    assert (found, unwanted) == (wanted, set()), entry["told"]
    assert plan["next"] == entry.get("next", plan["next"]), entry["told"]
    assert {code: code in codes for code in entry.get("notices", {})} == entry.get("notices", {}), entry["told"]


@pytest.mark.parametrize("row", list(_rows("phrases.csv", "phrase", "said_on", "place")))
def test_phrase_is_understood_as_the_table_says(row):
    """What they said, on that day at that place, means that day, or no day, or is asked about."""
    answer = _ask(row["place"], do="understand", text=row["phrase"], today=row["said_on"])

    assert (answer["date"] or answer["kind"] if answer["ok"] else "ask") == row["day"]


@pytest.mark.parametrize("row", list(_rows("working-days.csv", "place", "region", "from", "working_days")))
def test_working_days_are_counted_as_the_table_says(row):
    """So many working days after (or, below 0, before) a day at that place lead to that day."""
    place = read_place(_place_file(row["place"]), row["region"] or None)
    start, days = date.fromisoformat(row["from"]), int(row["working_days"])
    count = place.add(start, days) if days >= 0 else place.back(start, -days)

    assert count.end.isoformat() == row["result"]


@pytest.mark.parametrize("entry", list(_entries()))
def test_entry_is_spelt_right(entry):
    """An entry has no unknown key and names only steps that the guide has, so a slip of the pen cannot pass as agreement."""
    named = {name for name, _ in _wanted(entry)} | set(entry.get("never", ())) | ({entry["next"]} if "next" in entry else set())

    assert (set(entry) - KEYS, {name for name in named if not api.guide().step(name.split(".")[0])}) == (set(), set())


def test_every_situation_has_an_entry():
    """Each situation of the decision table, D1 to D44 and E-1 to E-8, stands in some table."""
    assert {entry.values[0]["situation"] for entry in _entries()} == ALL_SITUATIONS


def test_tables_hold_enough_dates():
    """The tables hold at least 500 expected days, 200 phrases and 150 counts of working days."""
    days = sum(len(entry.values[0].get("dates", {})) for entry in _entries())
    phrases, counts = len(list(_rows("phrases.csv", "phrase"))), len(list(_rows("working-days.csv", "place")))

    assert (days + phrases + counts >= 500, phrases >= 200, counts >= 150) == (True, True, True)
