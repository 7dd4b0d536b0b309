"""Dates nobody can misread: weekday, day, month name and year wherever a date is told; without the year only in a reason beside its date, and in a message."""

import json
import re
from html import unescape

import pytest

from guide_engine import api
from guide_engine.words import words_in
from tests.conftest import case_names, load_case, request_of
from tests.engine.whole_case import TODAYS, whole_case

WORDS = words_in("en")
MONTHS, WEEKDAYS = "|".join(WORDS.names("months")), "|".join(WORDS.names("weekdays"))
DAY = rf"(?:{WEEKDAYS}) \d{{1,2}} (?:{MONTHS})"
WITH_YEAR, WITHOUT_YEAR = re.compile(rf"{DAY} 20\d\d"), re.compile(rf"{DAY}(?! 20\d\d)")
IN_FIGURES = re.compile(r"\b\d{1,2}/\d{1,2}\b")
FORMS = ("text", "html", "file", "sheet", "sheet-blank", "sheet-large", "timeline", "months", "agenda-drafts", "ics-drafts")
# A day they named before the interview, a step of one's own that is late, one that was moved to a day that is over, and another day over there.
AWKWARD = {
    "place": "GB", "organisation": "Harbour", "name_firm": True, "own_steps": [{"id": "a", "title": "Ring Ana", "date": "2026-11-16"}],
    "rounds": [{"date": "2026-11-10", "said": {"kind": "date", "date": "2026-11-06"}}], "marks": [{"id": "check-in", "state": "pinned", "due": "2026-11-17"}],
}  # fmt: skip
PROMISED = {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": "date", "date": "2026-11-20"}}]}
CASES = [(load_case(name)[0], str(load_case(name)[1]["today"])) for name in case_names()]
CASES += [(AWKWARD, "2026-11-18"), (PROMISED, "2026-11-12"), (PROMISED, "2026-11-16"), *((whole_case(), today) for today in TODAYS)]


def read(form: str, text: str) -> str:
    """A form as one line of text, as a reader meets it."""
    if form.startswith("ics"):
        text = re.sub(r"\\([,;\\])", r"\1", text.replace("\r\n ", "").replace("\\n", "\n"))
    elif form != "text":
        text = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<(style|script).*?</\1>|<br>", " ", text, flags=re.DOTALL)))
    return " ".join(text.split())


def without(text: str, parts: list[str]) -> str:
    """A text without some of its parts, the longest first."""
    for part in sorted({" ".join(part.split()) for part in parts if part}, key=len, reverse=True):
        text = text.replace(part, " ")
    return text


def may_be_short(plan) -> list[str]:
    """The reasons of a plan, and the subjects and texts of its drafts."""
    drafts = [action["draft"] for action in plan["actions"] if action["draft"]]
    texts = ["".join(part["text"] for part in draft[where]) for draft in drafts for where in ("subject", "body")]
    return [action["why"] for action in plan["actions"]] + texts


@pytest.mark.parametrize(("case", "today"), CASES)
def test_every_date_that_is_told_has_its_year(case, today):
    """In page, text, saved file, sheets, drawing, months, calendar and what others see of it no date lacks its year but in a reason or a draft, and none stands in figures."""
    asked = {**request_of({**case, "name_firm": True}, today, None, FORMS), "today_here": "2026-11-19"}
    made = json.loads(api.run(json.dumps(asked)))
    short = may_be_short(made["plan"])
    for form in FORMS:
        told = without(read(form, made["forms"][form]), short)
        assert (form, WITHOUT_YEAR.findall(told), IN_FIGURES.findall(told)) == (form, [], [])


@pytest.mark.parametrize(
    ("where", "case", "today"),
    [
        ("notices", AWKWARD, "2026-11-18"),
        ("notices", {**PROMISED, "events": [{"what": "offer", "on": "2026-11-13"}], "offer": {"deadline": "2026-11-16"}}, "2026-11-17"),
        ("not_now", PROMISED, "2026-11-12"),
        ("notes", AWKWARD, "2026-11-18"),
    ],
)
def test_what_is_looked_at_names_dates(plan, where, case, today):
    """Of the sentences that tell of a date, notices, what not to do now and notes each name one, with its year."""
    made = plan(case, today)
    told = {"notices": [notice["text"] for notice in made["notices"]], "not_now": made["not_now"], "notes": [action["now"] or "" for action in made["actions"]]}[where]
    assert WITH_YEAR.search(" ".join(told)) and not WITHOUT_YEAR.search(" ".join(told))


@pytest.mark.parametrize(
    ("before", "after", "today", "said"),
    [
        ({"place": "GB"}, {}, "2026-11-12", "New, for"),
        ({**PROMISED, "rounds": [{"date": "2026-11-10", "said": {"kind": "nothing"}}]}, {}, "2026-11-12", "Moved from"),
        (PROMISED, {"events": [{"what": "replied", "on": "2026-11-24"}]}, "2026-11-24", "They answered, so the count begins again"),
    ],
)
def test_what_changed_names_the_year(before, after, today, said):
    """A step that came, moved or begins anew after an answer is told with its days in full, before and after."""
    made = json.loads(api.run(json.dumps({**request_of({**PROMISED, **after}, today), "before": before})))["plan"]
    told = [without(change["why"], may_be_short(made)) for change in made["changes"] if change["why"].startswith(said)]
    assert told and all(WITH_YEAR.search(one) and not WITHOUT_YEAR.search(one) for one in told)


@pytest.mark.parametrize(("promised", "said"), [("2026-12-31", "Thursday 31 December"), ("2027-01-08", "Friday 8 January 2027")])
def test_a_message_names_the_year_only_where_it_is_another(plan, promised, said):
    """A check-in names the day they had named as one writes it: with its year only where that is not this one."""
    made = plan({"place": "GB", "rounds": [{"date": "2026-12-10", "said": {"kind": "date", "date": promised}}]}, "2026-12-11")
    body = next("".join(part["text"] for part in action["draft"]["body"]) for action in made["actions"] if action["id"] == "check-in")
    assert re.search(rf"{said}(?! 20)", body)
