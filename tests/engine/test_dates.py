"""Reading a day or a time that a person typed: right, or refused with what would be right; never guessed."""

from datetime import date, timedelta

import pytest

from guide_engine.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    days_in_month,
    fold,
    minutes_later,
    month_number,
    read_day,
    read_time,
)
from guide_engine.errors import NotADay
from guide_engine.words import words_in

WORDS = words_in("en")
GOOD = {
    "2026-12-04": date(2026, 12, 4),
    " 2026-12-4 ": date(2026, 12, 4),
    "2026-1-5": date(2026, 1, 5),
    "4 December 2026": date(2026, 12, 4),
    "4 DECEMBER 2026": date(2026, 12, 4),
    "4 december 2026": date(2026, 12, 4),
    "4. Dec 2026": date(2026, 12, 4),
    "December 4, 2026": date(2026, 12, 4),
    "4th of December 2026": date(2026, 12, 4),
    "the 4th of December, 2026": date(2026, 12, 4),
    "Friday 4 December 2026": date(2026, 12, 4),
    "Fri, 4 Dec 2026": date(2026, 12, 4),
    "2026 December 4": date(2026, 12, 4),
    "4 Decem 2026": date(2026, 12, 4),
    "1 September 2026": date(2026, 9, 1),
    "4 April 2026": date(2026, 4, 4),
    "4 APRİL 2026": date(2026, 4, 4),
    "29 February 2028": date(2028, 2, 29),
    "2028-02-29": date(2028, 2, 29),
    "31 December 2100": date(2100, 12, 31),
    "1 January 2000": date(2000, 1, 1),
}
BAD = {
    "31 June 2026": "date.no_such_day",
    "2026-06-31": "date.no_such_day",
    "29 February 2026": "date.no_such_day",
    "2027-02-29": "date.no_such_day",
    "29 February 2100": "date.no_such_day",
    "30 February 2028": "date.no_such_day",
    "0 May 2026": "date.no_such_day",
    "2026-00-10": "date.unclear",
    "2026-13-10": "date.unclear",
    "03/04/2026": "date.no_month_name",
    "03/04": "date.no_month_name",
    "3.4.2026": "date.no_month_name",
    "03-04-2026": "date.no_month_name",
    "20261204": "date.no_month_name",
    "12026-01-01": "date.no_month_name",
    "4 December": "date.no_year",
    "December 2026": "date.unclear",
    "4 December 26": "date.unclear",
    "4 December 12026": "date.year_range",
    "4 December 1999": "date.year_range",
    "2101-01-01": "date.year_range",
    "4 5 December 2026": "date.unclear",
    "4 December 2026 2027": "date.unclear",
    "4 May June 2026": "date.no_month_name",
    "not before 4 December 2026": "date.unclear",
    "4 Brumaire 2026": "date.unclear",
    "Monday 4 December 2026": "date.other_weekday",
    "Monday Friday 4 December 2026": "date.other_weekday",
    "next Friday": "date.unclear",
    "soon": "date.unclear",
    "": "date.no_month_name",
    "   ": "date.no_month_name",
    "²² May 2026": "date.unclear",
    "4 May " + "9" * 5000: "date.unclear",
    "<b>4 May 2026</b>": "date.unclear",
    "2026-12-04T10:00": "date.unclear",
}
NOT_TEXT = (20261204, 4.5, True, None, [], ["2026-12-04"], float("nan"), b"2026-12-04", date(2026, 12, 4))
PARTS = {
    ("4", "December", "2026"): None,
    ("04", "dec", "2026"): None,
    ("4", "12", "2026"): None,
    (4, 12, 2026): None,
    (" 4 ", " DECEMBER ", " 2026 "): None,
    ("", "December", "2026"): "date.no_day",
    (None, "December", "2026"): "date.no_day",
    ("4", "", "2026"): "date.no_month",
    ("4", "December", ""): "date.no_year",
    ("", "", "2026"): "date.no_day",
    ("31", "June", "2026"): "date.no_such_day",
    ("29", "2", "2026"): "date.no_such_day",
    ("4", "13", "2026"): "date.no_month_name",
    ("December", "4", "2026"): None,
    ("4", "December", "20266"): "date.year_range",
    ("x", "December", "2026"): "date.unclear",
}
TIMES = {
    "14:00": "14:00", "9:05": "09:05", "9.30": "09:30", " 14:00 ": "14:00", "2 pm": "14:00", "2pm": "14:00", "2 PM": "14:00", "2:30 p.m.": "14:30", "12 am": "00:00",
    "12 pm": "12:00", "00:00": "00:00", "23:59": "23:59",
    "24:00": None, "14:60": None, "14": None, "13 pm": None, "0 am": None, "": None, "noon": None, "14:00:00": None, "1400": None, "-1:00": None,
}  # fmt: skip


def code(value):
    """The code of the mistake in a value, or None when it is a day."""
    try:
        read_day(value, WORDS)
    except NotADay as mistake:
        return mistake.code
    return None


@pytest.mark.parametrize(("text", "day"), GOOD.items())
def test_a_day_is_read_as_it_is_meant(text, day):
    """ISO days and days with the month in words, in any order and letter case, with or without a fitting weekday, are read."""
    assert read_day(text, WORDS) == day


@pytest.mark.parametrize(("text", "mistake"), BAD.items(), ids=lambda value: str(value)[:30])
def test_a_day_that_is_none_is_refused(text, mistake):
    """A day that does not exist, that could mean two days, or that says more than a day is refused and never rolls over."""
    assert code(text) == mistake


@pytest.mark.parametrize("value", NOT_TEXT, ids=repr)
def test_what_is_no_text_is_no_day(value):
    """A number, a list, nothing: none of them is taken for a day."""
    assert code(value) == "date.not_text"


@pytest.mark.parametrize(("parts", "mistake"), PARTS.items(), ids=str)
def test_three_fields_are_read_or_the_missing_one_is_named(parts, mistake):
    """Three fields give a day, the month in words or figures; the first missing field is the one that is named."""
    given = dict(zip(("day", "month", "year"), parts, strict=True))
    assert code(given) == mistake
    if mistake is None:
        assert read_day(given, WORDS) == date(2026, 12, 4)


def test_no_field_at_all_asks_for_the_day():
    """An object with none of the three fields asks for the day first."""
    assert code({}) == code({"days": "4"}) == "date.no_day"


def test_every_day_is_read_back():
    """Every day of four years is read from its ISO form, from its words, and from its three fields."""
    day = date(2025, 1, 1)
    while day.year < 2029:
        fields = {"day": str(day.day), "month": WORDS.names("months")[day.month - 1], "year": str(day.year)}
        assert read_day(day.isoformat(), WORDS) == read_day(WORDS.day(day), WORDS) == read_day(fields, WORDS) == day
        day += timedelta(days=1)


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_known_by_name_and_by_its_first_letters_in_any_case(number):
    """A month's name and each beginning of three letters or more are read in small, capital and title letters, and with a Turkish İ."""
    name = WORDS.names("months")[number - 1]
    for length in range(3, len(name) + 1):
        for typed in (name[:length], name[:length].upper(), name[:length].lower(), name[:length].upper().replace("I", "İ")):
            assert month_number(typed, WORDS) == number, typed
    assert month_number(name[:2], WORDS) is None


def test_no_month_is_known_by_too_little():
    """Two letters, a figure and a word that only begins like a month are no month."""
    assert [month_number(text, WORDS) for text in ("Ma", "5", "Marching", "Mayor", "")] == [None] * 5


def test_folding_makes_letters_alike():
    """Letters are compared by Unicode's folding: STRASSE is Straße, İ is i, spaces are single."""
    assert fold("  STRASSE  x ") == fold("Straße x")
    assert fold("İ") == fold("I") == "i"


def test_months_have_their_lengths():
    """Every month from the first year that is taken to the last has its days."""
    for year in range(EARLIEST_YEAR, LATEST_YEAR + 1):
        for month in range(1, 13):
            last = days_in_month(year, month)
            assert (date(year, month, last) + timedelta(days=1)).day == 1


@pytest.mark.parametrize(("text", "time"), TIMES.items())
def test_a_time_is_read_or_refused(text, time):
    """A time of day is read from 24 hours or a.m. and p.m.; anything else is refused, a lone number too."""
    assert read_time(text) == time


@pytest.mark.parametrize("value", [14, 14.0, None, True, [], {}])
def test_what_is_no_text_is_no_time(value):
    """A number is no time of day."""
    assert read_time(value) is None


def test_minutes_stay_within_the_day():
    """An hour after 23:30 is 23:59, an hour before 00:30 is 00:00: an interview never ends on another day."""
    assert (minutes_later("14:00", 90), minutes_later("23:30", 60), minutes_later("00:30", -60)) == ("15:30", "23:59", "00:00")
