"""Cases of older schemas are opened for ever, and nothing that a reader told is lost on the way."""

import copy
import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide_engine import api
from guide_engine.answers import read
from guide_engine.case import QUESTIONS, SCHEMA, Case
from guide_engine.migrations import MIGRATIONS, migrate
from guide_engine.words import words_in
from tests.conftest import ROOT, request_of
from tests.engine.strategies import group

FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("case-*.json"))
TODAY = date(2026, 11, 22)


def leaves(value):
    """Every value in a document, and the names by which schema 1 kept its marks; not the schema's own number."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key == "schema" else leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield json.dumps(value)


def told(document):
    """How often each value stands in a document of schema 1 or 2."""
    marks = document.get("marks")
    names = Counter(json.dumps(name) for name in marks) if isinstance(marks, dict) else Counter()
    return Counter(leaves(document)) + names


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_old_cases_open(path):
    """Each kept case of an older schema is read, gives a plan, and has every value that it had."""
    old = json.loads(path.read_text("utf-8"))
    new = migrate(copy.deepcopy(old))
    assert new["schema"] == SCHEMA and told(old) == told(new)
    assert isinstance(read(old, words_in("en")), Case)
    assert json.loads(api.run(json.dumps(request_of(old, TODAY.isoformat()))))["ok"]


def test_every_older_schema_has_a_kept_case():
    """There is a migration and a kept case for every schema before the newest."""
    older = set(range(1, SCHEMA))
    assert set(MIGRATIONS) == older == {json.loads(path.read_text("utf-8"))["schema"] for path in FIXTURES}


def test_what_was_meant_is_kept():
    """Marks keep their steps, days off their days: the case of schema 1 means what it meant."""
    case = read(json.loads((ROOT / "tests" / "fixtures" / "case-1-whole.json").read_text("utf-8")), words_in("en"))
    assert isinstance(case, Case)
    assert [(mark.id, mark.state, mark.due) for mark in case.marks] == [
        ("send-a-thank-you-note", "done", date(2026, 11, 10)), ("check-in.r2", "snoozed", date(2026, 12, 9)), ("wait-well", "not_for_me", None),
    ]  # fmt: skip
    assert [day.date for day in case.days_off] == [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31)]
    assert (case.rounds[1].time, case.rounds[1].said.date) == ("14:00", date(2026, 12, 4))


def test_the_given_document_is_left_alone():
    """A migration makes a new document; the one that was given is as it was."""
    for path in FIXTURES:
        old = json.loads(path.read_text("utf-8"))
        kept = copy.deepcopy(old)
        migrate(old)
        assert old == kept


def test_the_newest_schema_is_not_touched():
    """A case of the newest schema, and one that names none, come out as they went in."""
    for case in ({"schema": SCHEMA, "marks": [{"id": "a"}]}, {"days_off": [{"date": "2026-12-24"}]}, {}):
        assert migrate(case) == case


def test_a_mark_with_two_names_keeps_both():
    """A mark of schema 1 whose own ``id`` is another than its name keeps both and is asked about; one that repeats its name is read."""
    two, one = ({"schema": 1, "marks": {"wait-well": {"id": name, "state": "done"}}} for name in ("check-in", "wait-well"))
    assert migrate(two)["marks"] == [two["marks"]]
    assert [problem.code for problem in read(two, words_in("en"))] == ["field.unknown"]
    assert [(mark.id, mark.state) for mark in read(one, words_in("en")).marks] == [("wait-well", "done")]


marks = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}(-[a-z]{1,5})?(\.p[1-9])?", fullmatch=True),
    st.one_of(st.sampled_from(["done", "not_for_me"]), st.fixed_dictionaries({"state": st.sampled_from(["done", "pinned", "snoozed"])}, optional={"due": st.just("2026-12-01"), "text": st.text(max_size=20)})),
    max_size=6,
)
dates = st.dates(date(2026, 1, 1), date(2027, 12, 31))
days_off = st.lists(st.one_of(dates.map(str), dates.map(lambda day: {"day": str(day.day), "month": str(day.month), "year": str(day.year)})), max_size=6)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(group(QUESTIONS, TODAY), marks, days_off)
def test_migrations_lose_nothing(answers, marks, days_off):
    """Whatever a case of schema 1 held, each of its values stands in the migrated one as often as before, and that one is read."""
    old = {**answers, "schema": 1, "marks": marks, "days_off": days_off}
    new = migrate(copy.deepcopy(old))
    assert told(old) == told(new)
    found = read(new, words_in("en"))
    assert isinstance(found, Case), found
