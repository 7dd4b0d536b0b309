"""Each folder of ``tests/cases`` gives the outputs that were approved, by library, by command line, and twice alike."""

import json
import subprocess
import sys

import pytest

from guide_engine import api
from guide_engine.days import days
from guide_engine.plan import Plan
from guide_engine.words import words_in
from tests.conftest import CASES, ROOT, case_names, load_case, request_for
from tests.site.html import Element, Reader

APPROVED = {"text": "plan.txt", "ics": "plan.ics"}
# What the research states for each worked example; the browser's tests read the same file.
EXAMPLES = json.loads((CASES / "expected.json").read_text("utf-8"))


def answer(name: str, *forms: str) -> dict[str, object]:
    """The engine's answer for a case."""
    return json.loads(api.run(json.dumps(request_for(name, *forms))))


@pytest.mark.parametrize("name", case_names())
def test_outputs_are_the_approved_ones(name, approve):
    """Text and calendar of a case are what was approved; the git diff of a change to them is what changed for readers."""
    forms = answer(name, *APPROVED)["forms"]
    for form, file in APPROVED.items():
        path = CASES / name / file
        if approve:
            path.write_bytes(forms[form].encode())
        assert path.read_bytes().decode() == forms[form]


@pytest.mark.parametrize("name", case_names())
def test_same_input_gives_the_same_bytes(name):
    """The engine keeps nothing between two calls: all forms of a case are the same twice."""
    forms = ("json", "text", "html", "sheet", "ics")
    assert answer(name, *forms) == answer(name, *forms)


def blocks(html: str, tag: str) -> list[str]:
    """The text of each element that holds one with this tag for a heading: a day of a list."""
    reader = Reader()
    reader.feed(html)
    return [one.text for one in reader.root.all("li") if any(isinstance(inner, Element) and inner.tag == tag for inner in one.inner)]


@pytest.mark.parametrize("name", case_names())
def test_interviews_and_their_days_stand_in_the_list_as_in_the_drawing(name):
    """Who hears the page, copies the plan as text or opens the saved file learns of every interview, named day and deadline that the drawing shows, on its day."""
    plan = api.plan_of(request_for(name), words_in("en"))
    assert isinstance(plan, Plan)
    forms = answer(name, "html", "text", "file")["forms"]
    lists = [blocks(forms["html"], "h4"), blocks(forms["file"], "h3"), [" ".join(part.split()) for part in forms["text"].split("\n\n")]]
    for day in days(plan):
        for event in day.events:
            for found in lists:
                assert [one for one in found if one.startswith(day.name) and event in one], f"{event}, {day.name}"


@pytest.mark.parametrize(("name", "dates"), EXAMPLES.items())
def test_worked_examples_give_their_dates(name, dates):
    """The worked examples E-1 to E-8 of the research give the dates that stand there."""
    plan = answer(name)["plan"]
    found = {action["id"]: action["due"] for action in plan["actions"]}
    assert {key: found.get(key) for key in dates} == dates


def test_no_message_goes_to_the_client_of_an_agency():
    """E-8: with an agency in between, every message goes to the recruiter."""
    plan = answer("e-8-agency")["plan"]
    told = {action["to"] for action in plan["actions"] if action["draft"] and action["channel"] != "spoken"}
    assert told == {"your recruiter"}


def test_half_day_closes_at_noon():
    """E-4: on a half-day Friday a message is due before offices close at noon, not at 16:00."""
    plan = answer("e-4-half-day-friday")["plan"]
    assert next(action["by"] for action in plan["actions"] if action["id"] == "check-in") == "12:00"


@pytest.mark.parametrize("form", ["json", "text", "html", "ics", "sheet"])
def test_command_line_prints_what_the_library_gives(form):
    """``python -m guide_engine plan`` prints the same bytes as the library for the same case and day."""
    name = "e-1-window-in-london"
    about = load_case(name)[1]
    command = [sys.executable, "-m", "guide_engine", "plan", str(CASES / name / "case.json"), "--today", about["today"], "--format", form]
    printed = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    assert printed.stdout.decode() == answer(name, form)["forms"][form]
