"""The personal checklist: the days of the plan along a line, with boxes to tick, on one page of paper."""

from dataclasses import dataclass
from math import ceil

from guide_engine import render
from guide_engine.action import OWN, Action
from guide_engine.days import days
from guide_engine.plan import Plan


@dataclass(frozen=True)
class Size:
    """A size of letters: up to how many lines it leaves room for on the smaller paper, in how many columns, and how many letters go on a line of one."""

    name: str
    most: int
    columns: int
    letters: int


# What is longer than all of these has the last.
SIZES = (Size("few", 34, 1, 60), Size("many", 66, 2, 34), Size("very-many", 0, 2, 38))
# A day's name takes so many lines with the room above it, a ruled line for notes so many.
DAY_LINES, RULED_LINES, MOST_RULED = 1.5, 2, 4
MOST_NOT_NOW, MOST_NOTED = 5, 110


def as_sheet(plan: Plan, *, blank: bool = False, large: bool = False) -> str:
    """The checklist as a whole HTML document: one page, with progress or blank; ``large`` in 18 points, on as many pages as it takes."""
    noted = [] if blank else render.noted(plan)
    size = next((size for size in SIZES if length(plan, noted, size) <= size.most), SIZES[-1])
    # The longest have no room for what stands elsewhere as well.
    full = size is SIZES[-1] and not large
    noted = [] if full else noted
    ruled = 0 if large else min(MOST_RULED, (size.most - length(plan, noted, size)) // (RULED_LINES * size.columns))
    values = {"days": days(plan), "size": "large" if large else size.name, "not_now": plan.not_now[:MOST_NOT_NOW], "blank": blank, "noted": noted, "ruled": ruled}
    return render.fill("sheet.html", plan.words, plan=plan, most_noted=MOST_NOTED, on_paper=lambda action: on_paper(action, own=not full), **values)


def length(plan: Plan, noted: list[str], size: Size) -> int:
    """About how many lines a plan takes on paper, with what was noted in the hour after."""
    texts = [text for day in days(plan) for text in (*day.events, *(f"{action.title} {action.to or ''}" for entry in day.entries for action in entry.actions))]
    texts += [note for action in plan.actions if (note := on_paper(action))]
    below = [*plan.not_now[:MOST_NOT_NOW], *(str(getattr(plan.case.debrief, name))[:MOST_NOTED] for name in noted)]
    # What stands below the columns takes the same room from each.
    lines = sum(ceil(len(text) / size.letters) for text in texts) + size.columns * sum(ceil(len(text) / SIZES[0].letters) for text in below)
    return ceil(DAY_LINES * len(days(plan))) + lines


def on_paper(action: Action, *, own: bool = True) -> str | None:
    """What is worth having on paper beside a step: when to leave for the interview, and the note of a step of one's own."""
    if action.state in ("done", "not_for_me") or not action.note:
        return None
    if action.step is OWN and own:
        note = " ".join(action.note.split())
        return note if len(note) <= MOST_NOTED else f"{note[: MOST_NOTED - 1].rstrip()}…"
    return action.note if action.step.note else None
