"""What they said about when: phrases such as "early next week", turned into a day, or into an honest "no day in it".

The phrases of a language stand in ``words/<language>.toml`` under ``phrases``; here is only what each one means.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from guide_engine.dates import days_in_month, fold, month_number, read_day, weekday_number
from guide_engine.errors import NotADay
from guide_engine.places import Place
from guide_engine.words import Words, words_in

BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Understood:
    """A phrase that was understood: the last day it allows, or none; ``kind`` is date, window, nothing, if_successful or do_not_contact."""

    kind: str
    day: date | None = None


@dataclass(frozen=True)
class Asked:
    """What a meaning needs: the day the phrase was said, the place, and what stood in the phrase's blanks."""

    on: date
    place: Place
    number: int = 0
    weekday: int = 0
    month: int = 0


def understand(text: str, on: date, place: Place, words: Words) -> Understood | None:
    """What a phrase means when said on a day at a place; None when it is not in the table and is no date: then we ask."""
    plain = _plain(text, words.language)
    if not plain:
        return None
    present = set(plain.split())
    for needed, like, means in _phrases(words.language):
        match = _pattern(like, words.language).fullmatch(plain) if needed <= present else None
        if match:
            kind, meaning, number = (*means.split(), "", "")[:3]
            asked = _asked(match, on, place, words)
            day = MEANINGS[meaning](replace(asked, number=int(number or asked.number))) if meaning else None
            return Understood(kind, day)
    return _plain_date(text, on, words)


def _plain(text: str, language: str) -> str:
    """The phrase without case, punctuation and the small words that change nothing ("by", "probably", "sometime")."""
    bare = re.sub(r"[^\w\s]", " ", fold(text).replace("’", "'").replace("'", ""))
    small = frozenset(words_in(language).names("phrase_small_words"))
    return " ".join(word for word in bare.split() if word not in small)


@cache
def _phrases(language: str) -> tuple[tuple[frozenset[str], str, str], ...]:
    """Every phrase of a language with the words that must be in it, so that few patterns are ever compiled, and what it means."""
    table = words_in(language).find("phrases")
    assert isinstance(table, dict)
    return tuple((frozenset(_plain(BLANK.sub(" ", like), language).split()), like, means) for means, likes in table.items() for like in likes)


@cache
def _pattern(like: str, language: str) -> re.Pattern[str]:
    words = words_in(language)
    numbers = words.find("numbers")
    assert isinstance(numbers, dict)
    blanks = {
        "n": r"(?P<n>\d{1,2}|" + "|".join(map(re.escape, sorted(numbers, key=len, reverse=True))) + ")",
        "weekday": r"(?P<weekday>" + "|".join([fold(d) for d in words.names("weekdays")] + [fold(d) for d in words.names("weekdays_short")]) + ")",
        "month": r"(?P<month>" + "|".join([fold(m) for m in words.names("months")] + [fold(m) for m in words.names("months_short")]) + ")",
    }
    parts = BLANK.split(like)
    plain = [_plain(part, language) if i % 2 == 0 else blanks[part] for i, part in enumerate(parts)]
    return re.compile(" ".join(part for part in plain if part))


def _asked(match: re.Match[str], on: date, place: Place, words: Words) -> Asked:
    blanks = match.groupdict()
    return Asked(
        on,
        place,
        number=_number(blanks.get("n"), words),
        weekday=_weekday(blanks.get("weekday"), words),
        month=month_number(blanks.get("month") or "", words) or 0,
    )


def _number(text: str | None, words: Words) -> int:
    if not text:
        return 0
    numbers = words.find("numbers")
    assert isinstance(numbers, dict)
    return int(text) if text.isdigit() else int(numbers[text])


def _weekday(text: str | None, words: Words) -> int:
    return (weekday_number(text, words) or 0) if text else 0


def _plain_date(text: str, on: date, words: Words) -> Understood | None:
    """A date with or without its year; without one, the next such day from ``on`` on."""
    for year in ("", f" {on.year}", f" {on.year + 1}"):
        try:
            day = read_day(text + year, words)
        except NotADay:
            continue
        if not year or day >= on:
            return Understood("date", day)
    return None


def week_start(day: date, place: Place) -> date:
    """The first day of the working week that ``day`` lies in, after the place's weekend (Sunday in Riyadh, Monday in Rome)."""
    first = next((d for d in range(7) if d not in place.weekend and (d - 1) % 7 in place.weekend), 0)
    return day - timedelta(days=(day.weekday() - first) % 7)


def _in_week(asked: Asked, weeks_ahead: int, day_of_week: int) -> date:
    """A day of a working week (2 is its Tuesday, or Monday where weeks begin on Sunday), or with 0 the last day of it that is worked."""
    start = week_start(asked.on, asked.place) + timedelta(weeks=weeks_ahead)
    if day_of_week:
        return asked.place.add(start + timedelta(days=day_of_week - 1), 0).end
    worked = [start + timedelta(days=n) for n in range(7) if asked.place.is_working_day(start + timedelta(days=n))]
    return worked[-1] if worked else start


def _coming(asked: Asked) -> date:
    """The first such weekday after the day it was said."""
    return asked.on + timedelta(days=(asked.weekday - asked.on.weekday() - 1) % 7 + 1)


def _weekday_of_next_week(asked: Asked) -> date:
    start = week_start(asked.on, asked.place) + timedelta(weeks=1)
    return start + timedelta(days=(asked.weekday - start.weekday()) % 7)


def _month_day(asked: Asked, day: int) -> date:
    """A day of the named month, this year or next; 0 is its last; moved back to a working day."""
    month = asked.month or asked.on.month
    year = asked.on.year
    wanted = date(year, month, day or days_in_month(year, month))
    if wanted < asked.on:
        year += 1
        wanted = date(year, month, day or days_in_month(year, month))
    return asked.place.back(wanted, 0).end


def _months_later(asked: Asked) -> date:
    months = asked.on.month - 1 + (asked.number or 1)
    year, month = asked.on.year + months // 12, months % 12 + 1
    return asked.place.add(date(year, month, min(asked.on.day, days_in_month(year, month))), 0).end


def _end_of_next_month(asked: Asked) -> date:
    year, month = asked.on.year + asked.on.month // 12, asked.on.month % 12 + 1
    return asked.place.back(date(year, month, days_in_month(year, month)), 0).end


MEANINGS: dict[str, Callable[[Asked], date]] = {
    "today": lambda asked: asked.on,
    "yesterday": lambda asked: asked.on - timedelta(days=1),
    "tomorrow": lambda asked: asked.on + timedelta(days=1),
    "day_after_tomorrow": lambda asked: asked.on + timedelta(days=2),
    "coming_weekday": _coming,
    "last_weekday": lambda asked: asked.on - timedelta(days=(asked.on.weekday() - asked.weekday - 1) % 7 + 1),
    "weekday_next_week": _weekday_of_next_week,
    "weekday_after_next": lambda asked: _weekday_of_next_week(asked) + timedelta(weeks=1),
    "early_this_week": lambda asked: _in_week(asked, 0, 2),
    "middle_of_this_week": lambda asked: _in_week(asked, 0, 3),
    "end_of_this_week": lambda asked: _in_week(asked, 0, 0),
    "early_next_week": lambda asked: _in_week(asked, 1, 2),
    "middle_of_next_week": lambda asked: _in_week(asked, 1, 3),
    "end_of_next_week": lambda asked: _in_week(asked, 1, 0),
    "end_of_week_after_next": lambda asked: _in_week(asked, 2, 0),
    "working_days": lambda asked: asked.place.add(asked.on, asked.number).end,
    "days": lambda asked: asked.place.add(asked.on + timedelta(days=asked.number), 0).end,
    "days_ago": lambda asked: asked.on - timedelta(days=asked.number),
    "weeks_ago": lambda asked: asked.on - timedelta(weeks=asked.number),
    "weeks": lambda asked: asked.place.add(asked.on, 5 * asked.number).end,
    "months": _months_later,
    "early_month": lambda asked: _month_day(asked, 10),
    "middle_of_month": lambda asked: _month_day(asked, 15),
    "end_of_month": lambda asked: _month_day(asked, 0),
    "end_of_next_month": _end_of_next_month,
    "end_of_year": lambda asked: asked.place.back(date(asked.on.year, 12, 31), 0).end,
}
