"""When: reading a day that a person typed, without guessing."""

import re
from datetime import date, timedelta

from guide_engine.errors import NotADay
from guide_engine.words import Words

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
# In minutes.
A_DAY = 24 * 60


def read_day(value: object, words: Words) -> date:
    """A calendar day from an ISO string, "4 December 2026", or ``{"day", "month", "year"}`` as three fields hold it.

    Raises NotADay for anything else; nothing rolls over (31 June is an error, not 1 July).
    """
    if isinstance(value, dict):
        return _from_parts(value, words)
    if not isinstance(value, str):
        raise NotADay("date.not_text")
    iso = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", value)
    if iso:
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]), words)
    return _from_text(value, words)


def _from_parts(parts: dict[str, object], words: Words) -> date:
    given = {name: str(parts.get(name) or "").strip() for name in ("day", "month", "year")}
    for name, text in given.items():
        if not text:
            raise NotADay(f"date.no_{name}")
    return _from_text(f"{given['day']} {given['month']} {given['year']}", words, loose=True)


def _from_text(text: str, words: Words, loose: bool = False) -> date:
    """Day, month name and year in either order; a month in figures only from its own field (``loose``)."""
    found = re.findall(r"\d+|[^\W\d_]+", text)
    months = [m for m in (month_number(part, words) for part in found) if m]
    weekdays = {weekday_number(part, words) for part in found} - {None}
    if any(_is_strange(part, words) for part in found):
        raise NotADay("date.unclear", text=text[:40])
    numbers = [int(part) for part in found if part.isdecimal()]
    if loose and not months and len(numbers) == 3 and 1 <= numbers[1] <= 12:
        months, numbers = [numbers[1]], [numbers[0], numbers[2]]
    if len(months) != 1:
        raise NotADay("date.no_month_name", text=text[:40])
    days, years = [n for n in numbers if n < 100], [n for n in numbers if n >= 1000]
    if len(days) != 1 or len(numbers) != len(days) + len(years):
        raise NotADay("date.unclear", text=text[:40])
    if len(years) != 1:
        raise NotADay("date.unclear" if years else "date.no_year", text=text[:40])
    day = _checked(years[0], months[0], days[0], words)
    if weekdays - {day.weekday()}:
        raise NotADay("date.other_weekday", day=words.day(day))
    return day


def _is_strange(part: str, words: Words) -> bool:
    """A word that has no place in a date: then it may say something we do not understand, such as "not before"."""
    known = (part.isdecimal() and len(part) < 10) or month_number(part, words) or weekday_number(part, words) is not None
    return not known and fold(part) not in (*words.names("date_small_words"), *words.names("ordinals"))


def weekday_number(text: str, words: Words) -> int | None:
    """A weekday by its name or the first three letters of it or more, in any letter case; Monday is 0."""
    return _number_of(text, "weekdays", words)


def _checked(year: int, month: int, day: int, words: Words) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotADay("date.year_range", year=year, first=EARLIEST_YEAR, last=LATEST_YEAR)
    if not 1 <= month <= 12:
        raise NotADay("date.unclear", text=f"{year}-{month}-{day}")
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        raise NotADay("date.no_such_day", day=day, month=words.names("months")[month - 1], year=year, last=last)
    return date(year, month, day)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def month_number(text: str, words: Words) -> int | None:
    """A month by its name or the first three letters of it or more, in any letter case (by Unicode's folding, so also a Turkish İ)."""
    found = _number_of(text, "months", words)
    return None if found is None else found + 1


def _number_of(text: str, names: str, words: Words) -> int | None:
    """Which of some names a text begins with three letters or more of, or is the short form of; the first is 0."""
    typed = fold(text)
    pairs = zip(words.names(names), words.names(f"{names}_short"), strict=True)
    return next((n for n, (name, short) in enumerate(pairs) if typed == fold(short) or (len(typed) > 2 and fold(name).startswith(typed))), None)


def fold(text: str) -> str:
    """Text for matching: case folded by Unicode's rules, the dot that folding leaves on a Turkish İ removed, spaces made single."""
    return " ".join(text.casefold().replace("i̇", "i").split())


def read_time(text: object) -> str | None:
    """A time of day as "HH:MM" from "14:00", "9.30" or "2 pm"; None when it is no time."""
    if not isinstance(text, str):
        return None
    match = re.fullmatch(r"\s*(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?\s*", text.casefold())
    if not match or (not match[2] and not match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def minutes_of(time: str) -> int:
    """How many minutes after midnight a time of day is."""
    return int(time[:2]) * 60 + int(time[3:])


def minutes_later(time: str, minutes: int) -> str:
    """A time of day so many minutes later (or earlier), kept within the day."""
    total = max(0, min(minutes_of(time) + minutes, A_DAY - 1))
    return f"{total // 60:02d}:{total % 60:02d}"
