"""Days that stand in a page's tables: each is the one that the engine counts, so that none goes stale."""

import json
import re
from datetime import date

import pytest

from guide_engine.case import Case, Event, Round, Said
from guide_engine.places import Place, read_place
from guide_engine.plan import make
from guide_engine.said import understand
from tests.content.drafting import WORDS
from tests.content.reading import ROOT, page, whole_guide

# A Tuesday and a promised Tuesday in weeks that are slow nowhere, at a place without holidays.
MET, EXPECTED = date(2026, 9, 8), date(2026, 9, 15)
PLACE = Place()
CASES = {
    "Most employers": {},
    "Final round": {"final": True},
    "Shops, shifts, trades, small local firms": {"kind": "local"},
    "Austria, France, Germany, Switzerland": {"place": "DE"},
    "Public body": {"kind": "public"},
    "University": {"kind": "academic"},
}
NUMBERS = {"four": 4, "seven": 7, "ten": 10}


def table(name: str, anchor: str, first: str) -> list[list[str]]:
    """The rows of the table in a page's section that begins with that column."""
    text = page(name).section(anchor)
    rows = re.findall(r"^\|(.+)\|$", text[text.index(f"| {first} |") :].partition("\n\n")[0], re.MULTILINE)
    return [[cell.strip() for cell in row.split("|")] for row in rows[2:]]


def waited(step: str, told: dict, said: Said, events: tuple[Event, ...] = (), start: date = MET) -> int:
    """The working days from a day to the one on which a step is due."""
    final = {"final": told["final"]} if "final" in told else {}
    case = Case(**{key: value for key, value in told.items() if key != "final"}, rounds=(Round(date=MET, time="10:00", said=said, **final),), events=(Event(what="thanked", on=MET), *events))
    due = {action.step.name: action.due for action in make(case, whole_guide(), MET, PLACE, WORDS).actions}
    return PLACE.working_days_between(start, due[step])


def number(cell: str) -> int:
    """The first number in a cell."""
    found = re.search(r"\d+", cell)
    assert found, cell
    return int(found[0])


def test_the_table_of_cases_is_whole() -> None:
    """The table on the page about checking in has a row for each of the cases tried here."""
    assert [row[0] for row in table("after/check-in.md", "why", "Your case")] == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_the_page_on_checking_in_says_what_the_plan_does(name) -> None:
    """Both days of a row are those that a plan for such an employer has."""
    row = next(row for row in table("after/check-in.md", "why", "Your case") if row[0] == name)
    for told in (CASES[name], *({"place": code} for code in ("AT", "CH", "FR") if "Austria" in name)):
        assert number(row[1]) == waited("check-in", told, Said(kind="date", date=EXPECTED), start=EXPECTED)
        assert number(row[2]) == waited("check-in", told, Said(kind="nothing"))


def test_the_page_on_calendars_says_what_the_plan_does() -> None:
    """The days in the table for a reader's own calendar are those of an ordinary plan."""
    rows = dict(table("after/put-it-in-your-calendar.md", "why", "Step"))
    sent = Event(what="checked_in", on=MET)
    assert number(rows["Check-in, if they gave a date"]) == waited("check-in", {}, Said(kind="date", date=EXPECTED), start=EXPECTED)
    assert number(rows["Check-in, if they gave none"]) == waited("check-in", {}, Said(kind="nothing"))
    assert number(rows["Second and last check-in"]) == waited("check-in-again", {}, Said(kind="nothing"), (sent,))
    assert number(rows["Closing note, if you like"]) == waited("close-the-file", {}, Said(kind="nothing"), (sent, sent))


def test_the_page_of_questions_reads_words_as_the_planner_does() -> None:
    """What the table of phrases says is what the planner understands: a number of working days, a weekday, a month's end, or no day."""
    rows = {words.strip('"'): says for words, says in table("situations/questions.md", "q-47", "They say")}
    assert len(rows) >= 10
    for phrase, says in rows.items():
        found = understand(phrase, MET, PLACE, WORDS)
        day = found.day if found else None
        if says.split()[0] in NUMBERS:
            assert day and PLACE.working_days_between(MET, day) == NUMBERS[says.split()[0]], phrase
        elif weekday := re.search(r"(Tues|Fri)day", says):
            assert day and day.strftime("%A") == weekday[0] and ((day - MET).days > 5) == ("next week" in says), phrase
        elif "last working day" in says:
            assert day == PLACE.previous_suitable(date(2026, 9, 30)), phrase
        else:
            assert day is None, phrase


# A number beside a span of time, in digits or in words.
SPAN = re.compile(r"\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)(?:(?: to | or |–)(?:\d[\d.,]*|\w+))? (?:working |calendar )?(?:hour|day|week|month)s?\b|\d ?%", re.IGNORECASE)
OURS = re.compile(r"\[[A-Z]\d|our (?:own|plan|judgement|rule)", re.IGNORECASE)
HABITS = "situations/countries.md"
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ROWS = {
    "us": "US", "ca": "CA", "gb": "GB", "ie": "IE", "de": "DE", "at-ch": "AT CH", "fr": "FR", "nl": "NL", "be": "BE", "nordics": "DK FI IS NO SE", "south": "ES PT IT",
    "east": "PL RO", "jp": "JP", "kr": "KR", "cn": "CN", "hk": "HK", "sg-my": "SG MY", "in": "IN", "south-asia": "PK LK", "ae": "AE", "gulf": "SA KW QA BH OM",
    "mena": "EG JO DZ LY IQ", "il": "IL", "ir": "IR", "np": "NP", "tr": "TR", "latam": "BR", "au": "AU", "nz": "NZ", "africa": "ZA NG KE",
}  # fmt: skip


def claims(text: str) -> list[str]:
    """The cells of a page's table and the sentences of its paragraphs."""
    cells = [cell.strip() for row in re.findall(r"^\|(.+)\|$", text, re.MULTILINE) for cell in row.split("|")]
    prose = re.sub(r"^(?:\|.*|#.*|\d\. .*)$", "", text, flags=re.MULTILINE)
    return cells + [" ".join(one.split()) for one in re.split(r"(?<=[.!?])\s+(?=[A-Z\"])", prose)]


def test_no_habit_of_a_country_has_a_figure_without_a_source() -> None:
    """On the page of habits, each span of time and each share names a source or is said to be ours; what is only common advice has none."""
    found = [one for one in claims(page(HABITS).body) if SPAN.search(one)]
    assert len(found) > 20
    assert [one for one in found if not OURS.search(one)] == []


@pytest.mark.parametrize("anchor", ROWS)
def test_a_working_week_is_the_one_that_the_plan_counts(anchor) -> None:
    """The working week in a country's row is the one that the plan counts there, or the lines below the table say what it counts."""
    week = next(row[1] for row in table(HABITS, "table", "Country") if f"(#{anchor})" in row[0])
    first, last = re.search(r"(\w+day) to (\w+day)", week).groups()
    worked = {(WEEK.index(first) + n) % 7 for n in range((WEEK.index(last) - WEEK.index(first)) % 7 + 1)}
    files = {code: json.loads((ROOT / "guide_engine/data/places" / f"{code}.json").read_text("utf-8")) for code in ROWS[anchor].split()}
    others = [code for code, found in files.items() if set(range(7)) - read_place(found).weekend != worked]
    assert others == [] or "our plan counts" in page(HABITS).section(anchor).lower()
