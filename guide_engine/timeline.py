"""The days of a plan, and the drawing of them: a line with a mark for today, what is done set back, what is open in front.

The list and the drawing are both made from ``days``, so neither holds a word that the other lacks. Only whole numbers: the same bytes everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guide_engine import render
from guide_engine.action import Action
from guide_engine.plan import Plan

# Widths in units of the drawing; a letter is about seven units wide.
WIDTH, LINE_X, TEXT_X = 290, 12, 32
LETTERS = 34
TOP, DATE_STEP, TEXT_STEP, ROW_GAP, FOOT = 14, 25, 19, 6, 8
DAY_GAP, UNITS_A_DAY, MOST_DAYS = 32, 3, 14
SAID_STATES = ("done", "late", "pinned", "snoozed", "waiting")


@dataclass(frozen=True)
class Entry:
    """What stands on a day: an event of the plan, or the same step for one or several people."""

    title: str
    state: str
    said: str
    to: str
    actions: tuple[Action, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is behind the reader."""
        return self.state == "done"


@dataclass(frozen=True)
class PlanDay:
    """A day of the plan: its name, whether it is today or past, the plan's events and its steps."""

    day: date
    name: str
    today: bool
    past: bool
    events: tuple[str, ...]
    entries: tuple[Entry, ...]


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


def days(plan: Plan) -> tuple[PlanDay, ...]:
    """The days of the plan in order, today among them; steps that the reader set aside are left out."""
    shown = [action for action in plan.actions if action.state != "not_for_me"]
    events = dict(_events(plan))
    found = sorted({action.due for action in shown} | {plan.today} | set(events))
    return tuple(
        PlanDay(
            day=day,
            name=plan.words.day(day, year=True),
            today=day == plan.today,
            past=day < plan.today,
            events=tuple(events.get(day, ())),
            entries=tuple(_entries([action for action in shown if action.due == day], plan)),
        )
        for day in found
    )


def _events(plan: Plan) -> Iterator[tuple[date, list[str]]]:
    """The interviews, the day they named for news, and deadlines, each with its words."""
    words, case = plan.words, plan.case
    told: list[tuple[date | None, str]] = []
    for n, one in enumerate(case.rounds, 1):
        key = ("round" if len(case.rounds) > 1 else "interview") + ("_at" if one.time else "")
        told.append((one.date, words.say(f"timeline.{key}", n=n, time=one.time or "")))
    if plan.standing and plan.status == "waiting":
        told.append((plan.standing.promised.day, words.say("timeline.expected")))
    if plan.status == "offer" or case.offer.received:
        told.append((case.offer.deadline, words.say("timeline.their_deadline")))
    if plan.status == "waiting":
        told += [(offer.deadline, words.say("timeline.other_deadline")) for offer in case.other_offers]
    for day in {day for day, _ in told if day}:
        yield day, list(dict.fromkeys(text for at, text in told if at == day))


def _entries(actions: list[Action], plan: Plan) -> Iterator[Entry]:
    """The steps of one day: the same step for several people is one entry that names them."""
    words = plan.words
    groups: dict[tuple[str, str, str], list[Action]] = {}
    for action in actions:
        groups.setdefault((action.title, action.state, action.why), []).append(action)
    for (title, state, _), group in groups.items():
        names = list(dict.fromkeys(action.to for action in group if action.to))
        said = words.say(f"plan.state.{state}") if state in SAID_STATES and group[0].step.kind != "know" else ""
        yield Entry(title, state, said, words.say("plan.to", to=words.join(names)) if names else "", tuple(group))


def as_svg(plan: Plan) -> str:
    """The drawing: days downward, with more room between days that are further apart."""
    found, words = days(plan), plan.words
    drawn, height = _drawn(found, plan)
    first, last = (words.day(day.day, year=True) for day in (found[0], found[-1]))
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
