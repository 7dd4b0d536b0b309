"""What holds for every case that anybody could tell us."""

import copy
import json
import os
import re
from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings

from guide_engine import api
from guide_engine.answers import read
from guide_engine.places import read_place
from guide_engine.words import words_in
from tests.conftest import place_of, request_of
from tests.engine.strategies import cases, many_cases

EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "10000" if os.environ.get("CI") else "300"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
fewer = settings(parent=many, max_examples=100)
OPEN = ("due", "late", "later")


def plan_of(case, today, **more):
    """The plan as data; a generated case always has one."""
    answer = json.loads(api.run(json.dumps({**request_of(case, today.isoformat(), None, ()), **more})))
    assert answer["ok"], answer["problems"]
    return answer["plan"]


def place(case):
    """The place of a case with the reader's own days off."""
    off = tuple(d.date for d in read(case, words_in("en")).days_off if d.date)
    return read_place(place_of(case)).without_days(off)


def tied_to_interview(action, case):
    """Steps of the interview's own day stay on it, whatever day that is."""
    return action["channel"] in (None, "spoken") and action["due"] in [one.get("date") for one in (*case.get("rounds", []), *case.get("events", []))]


@many
@given(many_cases())
def test_every_plan_keeps_the_promises_of_the_rules(told):
    """For any subset of answers: a plan without error or blank; open steps on working days, none in the past, reasons that
    name their day; never two messages to one person on a day; never more check-ins than the cap; order by day."""
    case, today = told
    plan = plan_of(case, today)
    where = place(case)
    written = Counter()
    for action in plan["actions"]:
        day = date.fromisoformat(action["due"])
        assert action["title"] and action["why"] and action["day_words"]
        if action["state"] not in OPEN:
            continue
        if action["kind"] == "do" and not action["id"].startswith("own."):
            assert where.suits(day) or tied_to_interview(action, case) or day == today, action
            assert day >= today, action
        if action["state"] == "late":
            assert action["now"]
        if action["draft"] and action["channel"] != "spoken":
            written[(action["to"], day)] += 1
    assert max(written.values(), default=0) <= 1, written
    assert [a["due"] for a in plan["actions"]] == sorted(a["due"] for a in plan["actions"])
    assert plan["next"] is None or plan["next"] in [a["id"] for a in plan["actions"]]


@many
@given(many_cases())
def test_no_open_step_stands_after_the_deadline_it_is_about(told):
    """While a deadline is ahead, an open step that is about it stands on it or before, whatever day of the week that is."""
    case, today = told
    plan = api.plan_of(request_of(case, today.isoformat()), words_in("en"))
    for action in plan.actions:
        last = action.standing.told(action.step.until) if action.standing and action.step.until else None
        assert action.state not in OPEN or not last or last < today or action.due <= last, action


@fewer
@given(cases())
def test_no_third_unanswered_check_in(told):
    """However many check-ins were sent, sent and planned ones since the last answer never exceed two."""
    case, today = told
    plan = plan_of(case, today)
    standing = api.plan_of(request_of(case, today.isoformat()), words_in("en")).standing
    planned = [a for a in plan["actions"] if a["step"].rpartition("/")[2] in ("check-in", "check-in-again", "ask-your-recruiter", "write-to-the-deputy") and a["state"] in OPEN]
    assert not planned or len(standing.unanswered) + len(planned) <= 2


@fewer
@given(cases())
def test_same_input_same_bytes(told):
    """A plan is a pure function: the same request gives the same bytes."""
    case, today = told
    request = json.dumps(request_of(case, today.isoformat(), None, ("json", "text", "html", "sheet")))
    assert api.run(request) == api.run(request)


@fewer
@given(cases())
def test_done_and_pinned_steps_never_move(told):
    """Steps marked done or pinned keep their day, ten days later and after an answer came."""
    case, today = told
    marks = []
    for number, action in enumerate(a for a in plan_of(case, today)["actions"] if not a["id"].startswith("own.") and a["kind"] == "do"):
        marks.append({"id": action["id"], "state": ("done", "pinned")[number % 2], "on": today.isoformat(), "due": action["due"]})
    later = {**copy.deepcopy(case), "marks": marks}
    for changed in (later, {**later, "events": [*later.get("events", []), {"what": "replied", "on": today.isoformat()}]}):
        found = {a["id"]: a for a in plan_of(changed, today + timedelta(days=10))["actions"]}
        for mark in marks:
            if mark["state"] == "done":
                assert found[mark["id"]]["due"] == mark["due"] and found[mark["id"]]["state"] == "done"
            elif mark["id"] in found:
                assert found[mark["id"]]["due"] == mark["due"]


@fewer
@given(cases())
def test_changes_are_the_difference(told):
    """What a new plan says came and went is exactly the difference of the two plans' steps."""
    case, today = told
    new = {**case, "events": [*case.get("events", []), {"what": "rejected", "on": today.isoformat()}]}
    old_plan, plan = plan_of(case, today), plan_of(new, today, before=case)
    old, now = ({a["id"]: a["due"] for a in p["actions"]} for p in (old_plan, plan))
    again = {c["id"] for c in plan["changes"] if c["kind"] == "moved" and c["id"] not in old}
    told_changes = {(c["kind"], c["id"]) for c in plan["changes"]}
    assert told_changes == (
        {("came", i) for i in now.keys() - old.keys() - again}
        | {("went", i) for i in old.keys() - now.keys() - {re.sub(r"\.c\d+$", "", i) for i in again} - again}
        | {("moved", i) for i in again}
        | {("moved", i) for i in now.keys() & old.keys() if now[i] != old[i]}
    )
