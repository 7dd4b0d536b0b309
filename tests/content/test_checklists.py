"""The checklists at the pause points: short, named by how they are ticked, and with the numbers of the rules."""

import re

import pytest

from tests.conftest import ROOT
from tests.content.reading import whole_guide

SHEET = (ROOT / "docs" / "sheets" / "checklist.md").read_text("utf-8")
PARTS = re.findall(r"^## (.*?) \{#[\w-]+\}\n(.*?)(?=^## |\Z)", SHEET, re.DOTALL | re.MULTILINE)
MOST_ITEMS, MOST_WORDS = 9, 120


def days(step: str, anchor: str) -> int:
    """The working days of the last, general due entry of a step that counts from an anchor."""
    found = whole_guide().step(step)
    return [due.working_days for due in found.due if due.anchor == anchor][-1]


@pytest.mark.parametrize(("title", "body"), PARTS)
def test_each_pause_point_is_short_and_named(title, body):
    """A pause point has one to nine items, is read in a minute, and says whether to do and tick, or to tick what was done."""
    items = re.findall(r"^- ", body, re.MULTILINE)
    assert 1 <= len(items) <= MOST_ITEMS
    assert len(body.split()) <= MOST_WORDS
    assert "do, then tick" in title or "tick what you did" in title


def test_all_five_pause_points_stand_on_the_sheet():
    """Before, at the interview, right after, waiting, the answer: five pause points in this order."""
    assert [title[:2] for title, _ in PARTS] == ["1.", "2.", "3.", "4.", "5."]


def test_numbers_on_the_sheet_are_those_of_the_rules():
    """The blank sheet counts as the planner does: first check, second check, close."""
    waiting = next(body for title, body in PARTS if title.startswith("4."))
    assert [int(n) for n in re.findall(r"\b(\d+)\b(?= working| after)", waiting)] == [
        days("check-in", "promised_date"),
        days("check-in", "interview"),
        days("check-in-again", "check_in"),
        days("close-the-file", "check_in_again"),
    ]
