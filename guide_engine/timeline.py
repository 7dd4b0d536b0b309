"""The drawing of a plan's days: a line with a mark for today, what is done set back, what is open in front.

Only whole numbers: the same bytes everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from guide_engine import render
from guide_engine.days import PlanDay, days
from guide_engine.plan import Plan

# Widths in units of the drawing; a letter is about seven units wide.
WIDTH, LINE_X, TEXT_X = 290, 12, 32
LETTERS = 34
TOP, DATE_STEP, TEXT_STEP, ROW_GAP, FOOT = 14, 25, 19, 6, 8
DAY_GAP, UNITS_A_DAY, MOST_DAYS = 32, 3, 14


@dataclass(frozen=True)
class Line:
    """One line of text in the drawing: where it begins, how it looks, whether a tick or a dot stands before it."""

    y: int
    text: str
    look: str
    mark: str = ""


@dataclass(frozen=True)
class Drawn:
    """One day of the drawing: where its node is, its shape, its lines of text."""

    y: int
    shape: str
    date: str
    lines: tuple[Line, ...]


def as_svg(plan: Plan) -> str:
    """The drawing: days downward, with more room between days that are further apart."""
    found, words = days(plan), plan.words
    drawn, height = _drawn(found, plan)
    first, last = (words.day(day.day) for day in (found[0], found[-1]))
    desc = words.say("timeline.desc" if first != last else "timeline.desc_one", first=first, last=last)
    return render.fill("timeline.svg", words, days=drawn, desc=desc, width=WIDTH, height=height, line_x=LINE_X, text_x=TEXT_X)


def _drawn(found: tuple[PlanDay, ...], plan: Plan) -> tuple[list[Drawn], int]:
    """Where everything stands, and the height of the whole."""
    y, drawn = TOP, []
    for n, day in enumerate(found):
        if n:
            y += DAY_GAP + UNITS_A_DAY * min((day.day - found[n - 1].day).days - 1, MOST_DAYS)
        node = y
        lines: list[Line] = []
        name = day.name + (f" – {plan.words.say('timeline.today')}" if day.today else "")
        for text, look, mark in _texts(day):
            for number, piece in enumerate(wrapped(text, LETTERS - (3 if mark == "tick" else 0))):
                y += DATE_STEP if not lines else TEXT_STEP + (ROW_GAP if mark and not number else 0)
                lines.append(Line(y, piece, look, "" if number else mark))
        shape = "today" if day.today else "past" if day.past else "event" if day.events and not day.entries else "open"
        drawn.append(Drawn(node, shape, name, tuple(lines)))
    return drawn, y + FOOT


def _texts(day: PlanDay) -> Iterator[tuple[str, str, str]]:
    """The texts of a day, each with its look and with the mark before it."""
    for event in day.events:
        yield event, "event", "event"
    for entry in day.entries:
        title = f"{entry.title} ({entry.said})" if entry.said else entry.title
        yield title, "done" if entry.is_done else "open", "tick" if entry.is_done else "dot"
        if entry.to and not entry.is_done:
            yield entry.to, "to", ""


def wrapped(text: str, letters: int) -> list[str]:
    """A text cut into lines of at most so many letters; a longer word is cut."""
    lines = [""]
    for word in text.split():
        pieces = [word[n : n + letters] for n in range(0, len(word), letters)]
        for piece in pieces:
            joined = f"{lines[-1]} {piece}".strip()
            if len(joined) <= letters:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines
