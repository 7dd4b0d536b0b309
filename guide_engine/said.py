"""What they said about when: phrases such as "early next week", turned into a day, or into an honest "no day in it".

The phrases of a language stand in ``words/<language>.toml`` under ``phrases``; here they are only read; which day each one means stands in ``meanings``.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from guide_engine.dates import fold, month_number, read_day, weekday_number
from guide_engine.errors import NotADay
from guide_engine.meanings import MEANINGS, Asked
from guide_engine.places import Place
from guide_engine.words import Words, words_in

BLANK, YEAR = re.compile(r"\{(\w+)\}"), re.compile(r"\b\d{4}\b")


@dataclass(frozen=True)
class Understood:
    """A phrase that was understood: the last day it allows, or none; ``kind`` is date, window, nothing, if_successful or do_not_contact; of a whole case also unknown, unclear, or before the interview."""

    kind: str
    day: date | None = None


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
    return _plain_date(text, on, words) or _in_its_year(text, on, place, words)


def _in_its_year(text: str, on: date, place: Place, words: Words) -> Understood | None:
    """A phrase with a year in it ("January 2027"), when without it it means a day of that year."""
    rest, *years = YEAR.sub(" ", text), *YEAR.findall(text)
    found = understand(rest, on, place, words) if len(years) == 1 else None
    return found if found and found.day and found.day.year == int(years[0]) else None


def _plain(text: str, language: str) -> str:
    """The phrase without case, punctuation and the small words that change nothing ("by", "probably", "sometime"), its short forms written out."""
    bare = re.sub(r"[^\w\s]", " ", fold(text).replace("’", "'").replace("'", ""))
    short = words_in(language).find("short_forms")
    assert isinstance(short, dict)
    return " ".join(_small_words(language).sub(" ", " ".join(short.get(word, word) for word in bare.split())).split())


@cache
def _small_words(language: str) -> re.Pattern[str]:
    """The words that change nothing; two that change nothing together ("from us") before each of them alone."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words_in(language).names('phrase_small_words'), key=len, reverse=True))})\b")


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
    number = r"\d{1,2}|" + "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    blanks = {
        "n": rf"(?P<n>{number})",
        "most": rf"(?P<most>{number})",
        "weekday": rf"(?P<weekday>{_beginnings(words, 'weekdays')})",
        "month": rf"(?P<month>{_beginnings(words, 'months')})",
    }
    parts = BLANK.split(like)
    plain = [_plain(part, language) if i % 2 == 0 else blanks[part] for i, part in enumerate(parts)]
    return re.compile(" ".join(part for part in plain if part))


def _beginnings(words: Words, names: str) -> str:
    """The short names, and as much of each name as can be told apart: its first three letters or more."""
    full = [fold(name) for name in words.names(names)]
    return "|".join([name[:length] for name in full for length in range(len(name), 2, -1)] + [fold(name) for name in words.names(f"{names}_short")])


def _asked(match: re.Match[str], on: date, place: Place, words: Words) -> Asked:
    blanks = match.groupdict()
    return Asked(
        on,
        place,
        number=_number(blanks.get("most") or blanks.get("n"), words),
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
    """A date with or without its year, or a weekday with its day of the month ("Friday 27th"): the next such day from ``on`` on, in this year or month or the next."""
    for rest in ("", f" {on.year}", f" {on.year + 1}", *_months(text, on, words)):
        try:
            day = read_day(text + rest, words)
        except NotADay:
            continue
        if not rest or day >= on:
            return Understood("date", day)
    return None


def _months(text: str, on: date, words: Words) -> list[str]:
    """This month and the next with their years, for a day of the month that its weekday proves."""
    following = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    parts = re.findall(r"\d+|[^\W\d_]+", fold(text))
    told = set(parts) & set(words.names("ordinals")) and any(weekday_number(part, words) is not None for part in parts)
    return [f" {words.names('months')[day.month - 1]} {day.year}" for day in (on, following)] if told else []
