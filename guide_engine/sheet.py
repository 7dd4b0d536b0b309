"""The personal checklist: the days of the plan along a line, with boxes to tick, on one page of paper."""

from math import ceil

from guide_engine import render
from guide_engine.plan import Plan
from guide_engine.timeline import days

# About so many letters go on a line of paper, and a day's name takes so many lines with the room above it.
LETTERS, DAY_LINES = 60, 1.5
# Up to how many lines a size of letters leaves room on the smaller paper; what is longer has the smallest letters.
SIZES = (("few", 26), ("many", 50))
MOST_NOT_NOW = 5


def as_sheet(plan: Plan, *, blank: bool = False, large: bool = False) -> str:
    """The checklist as a whole HTML document: one page, with progress or blank; ``large`` in 18 points, on as many pages as it takes."""
    lines = length(plan)
    size = "large" if large else next((name for name, most in SIZES if lines <= most), "very-many")
    return render.fill("sheet.html", plan.words, plan=plan, days=days(plan), size=size, not_now=plan.not_now[:MOST_NOT_NOW], blank=blank, noted=render.noted(plan))


def length(plan: Plan) -> int:
    """About how many lines a plan takes on paper."""
    texts = [text for day in days(plan) for text in (*day.events, *(f"{action.title} {action.to or ''}" for entry in day.entries for action in entry.actions))]
    return ceil(DAY_LINES * len(days(plan))) + sum(ceil(len(text) / LETTERS) for text in (*texts, *plan.not_now[:MOST_NOT_NOW]))
