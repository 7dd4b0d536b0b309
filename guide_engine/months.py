"""The days of a plan as months: a table for each month in which something stands, its weeks as the reader or the place begins them."""

from dataclasses import dataclass
from datetime import date, timedelta

from guide_engine import render
from guide_engine.days import PlanDay, days
from guide_engine.places import ONE_DAY, Place
from guide_engine.plan import Plan
from guide_engine.words import Words

WEEK = 7
MOST_MONTHS = 24


@dataclass(frozen=True)
class Cell:
    """A day of a month: what is said of it, where it leads, and how it looks."""

    day: date
    said: str
    to: str
    look: str


@dataclass(frozen=True)
class Month:
    """A month by its first day, and its weeks; a week has no cell where another month's day would stand."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


def week_start(place: Place) -> int:
    """The weekday that follows the place's weekend, Monday where there is none."""
    return next((day for day in range(WEEK) if day not in place.weekend and (day - 1) % WEEK in place.weekend), 0)


def months(plan: Plan, start: int) -> list[Month]:
    """The months in which something stands, each as weeks that begin on a weekday."""
    found = {day.day: day for day in days(plan)}
    firsts = sorted({day.replace(day=1) for day in found})[:MOST_MONTHS]
    return [Month(first, tuple(_weeks(first, start, found, plan))) for first in firsts]


def _weeks(first: date, start: int, found: dict[date, PlanDay], plan: Plan) -> list[tuple[Cell | None, ...]]:
    begin = first - timedelta(days=(first.weekday() - start) % WEEK)
    weeks = []
    while (begin.year, begin.month) <= (first.year, first.month):
        week = [begin + n * ONE_DAY for n in range(WEEK)]
        weeks.append(tuple(_cell(day, found.get(day), plan) if day.month == first.month else None for day in week))
        begin += WEEK * ONE_DAY
    return weeks


def _cell(day: date, there: PlanDay | None, plan: Plan) -> Cell:
    if there is None:
        return Cell(day, "", "", "" if plan.place.is_working_day(day) else "off")
    words = plan.words
    texts = [*there.events, *(f"{entry.title} ({entry.said})" if entry.said else entry.title for entry in there.entries)]
    name = f"{there.name}, {words.say('timeline.today')}" if there.today else there.name
    looks = ["today"] * there.today + ["event"] * bool(there.events)
    if there.entries:
        looks.append("done" if all(entry.is_done for entry in there.entries) else "open")
    to = there.entries[0].actions[0].id if there.entries else ""
    return Cell(day, words.say("by_month.day", day=name, what="; ".join(texts)) if texts else name, to, " ".join(looks))


def as_months(plan: Plan, given: object) -> str:
    """The tables as an HTML fragment whose links lead to the plan's steps on the same page; ``given`` is the weekday that the reader's weeks begin on."""
    start = given if isinstance(given, int) and 0 <= given < WEEK else week_start(plan.place)
    weekdays = [(start + n) % WEEK for n in range(WEEK)]
    return render.fill("months.html", plan.words, months=months(plan, start), weekdays=weekdays, name=_name(plan.words))


def _name(words: Words) -> dict[int, str]:
    return dict(enumerate(words.names("months"), 1))
