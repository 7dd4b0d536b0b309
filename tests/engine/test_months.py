"""The plan by month: a table for each month, weeks as the reader or the place begins them, every day of the plan a link or words."""

import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given

from guide_engine import api
from guide_engine.__main__ import place_data
from guide_engine.places import Place, read_place
from guide_engine.words import words_in
from tests.engine.strategies import many_cases
from tests.site.html import Reader

CASE = {"place": "GB", "organisation": "Ash", "rounds": [{"date": "2026-11-18", "time": "14:00"}]}


def every(html, *tags):
    """The elements of a fragment or below an element."""
    if isinstance(html, str):
        reader = Reader()
        reader.feed(html)
        html = reader.root
    return list(html.all(*tags))


def tables(case, today, **more):
    """The tables of a case, each as its caption, its header cells and its rows of cells; and the plan."""
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": today, "place": place_data(case), "forms": ["months", "html"], **more})))
    assert answer["ok"], answer
    return every(answer["forms"]["months"], "table"), answer


def said(cell):
    """What is read out of a cell."""
    links = every(cell, "a")
    return links[0].attrs["aria-label"] if links else cell.text


@pytest.mark.parametrize(("code", "first"), [("GB", "Monday"), ("US", "Monday"), ("IL", "Sunday"), ("SA", "Sunday"), ("", "Monday")])
def test_weeks_begin_after_the_places_weekend(code, first):
    """Where the reader's own week is not known, it begins on the first day of work."""
    found, _ = tables({**CASE, "place": code or None}, "2026-11-18")
    assert every(found[0], "th")[0].text.endswith(first)
    assert read_place(None) == Place()


def test_weeks_begin_where_the_readers_begin():
    """A reader whose weeks begin on Sunday sees them so; what is no weekday is passed over."""
    assert every(tables(CASE, "2026-11-18", week_start=6)[0][0], "th")[0].text.endswith("Sunday")
    for odd in (7, -1, "6", None, [1]):
        assert every(tables(CASE, "2026-11-18", week_start=odd)[0][0], "th")[0].text.endswith("Monday")


@given(many_cases())
def test_every_day_of_the_plan_stands_in_its_month_under_its_weekday(told):
    """Each step's day is in the table of its month, in the column of its weekday, and says day and step in words; links lead to steps that are there."""
    case, today = told
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": today.isoformat(), "forms": ["months", "html"]})))
    if not answer["ok"]:
        return
    words, there = words_in("en"), {}
    for table in every(answer["forms"]["months"], "table"):
        caption, heads = every(table, "caption")[0].text, [one.text for one in every(table, "th")]
        for row in every(table, "tr")[1:]:
            cells = every(row, "td")
            assert len(cells) == 7
            for head, cell in zip(heads, cells, strict=True):
                number = re.match(r"\d+", cell.text.strip())
                if number:
                    there[f"{number[0]} {caption}"] = (head, said(cell), [link.attrs["href"] for link in every(cell, "a")])
    ids = set(re.findall(r'id="(step-[^"]+)"', answer["forms"]["html"]))
    for action in answer["plan"]["actions"]:
        day = date.fromisoformat(action["due"])
        if action["state"] != "not_for_me":
            head, text, links = there[f"{day.day} {words.names('months')[day.month - 1]} {day.year}"]
            assert head.endswith(words.names("weekdays")[day.weekday()])
            assert text.startswith(words.day(day)) and " ".join(action["title"].split()) in " ".join(text.split())
            assert len(links) == 1 and links[0][1:] in ids


def test_today_is_marked_and_the_interview_is_said():
    """Today is the table's current day; a day without steps that holds an event says so."""
    case = {**CASE, "rounds": [{"date": "2026-12-18", "time": "14:00"}]}
    found, _ = tables(case, "2026-11-18")
    current = [cell for table in found for cell in every(table, "td") if cell.attrs.get("aria-current") == "date"]
    assert len(current) == 1 and "Wednesday 18 November 2026, today" in said(current[0])
    assert any("Interview at 14:00" in said(cell) for table in found for cell in every(table, "td"))


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ({"kind": "date", "date": "2026-12-18"}, "The day they named for news"),
        ({"kind": "words", "words": "by 18 December 2026"}, "The day they named for news"),
        ({"kind": "words", "words": "middle of December"}, "The last day of the time they named"),
        ({"kind": "window", "date": "2026-12-18"}, "The last day of the time they named"),
    ],
)
def test_the_end_of_a_rough_time_is_no_day_that_they_named(told, label):
    """A day that they named is called so; of "middle of December" the plan shows the last day."""
    found, _ = tables({**CASE, "rounds": [{"date": "2026-11-17", "said": told}]}, "2026-11-18")
    texts = [said(cell) for table in found for cell in every(table, "td")]
    assert [text.rpartition(": ")[2] for text in texts if "they named" in text] == [label]


def test_months_in_which_nothing_stands_are_left_out():
    """A plan with a pause of months shows no empty table."""
    own = [{"id": "a", "title": "Call", "date": (date(2026, 11, 18) + timedelta(days=200)).isoformat()}]
    captions = [every(table, "caption")[0].text for table in tables({"own_steps": own}, "2026-11-18")[0]]
    assert captions == ["November 2026", "June 2027"]
