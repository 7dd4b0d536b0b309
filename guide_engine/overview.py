"""One day's view over several plans: what is late, due today, soon and later; where plans collide; how long there has been silence. As data, page and text."""

from dataclasses import dataclass
from datetime import date, timedelta

from guide_engine.collisions import Collision, Entry, collisions, title_of
from guide_engine.plan import Plan
from guide_engine.render import fill
from guide_engine.words import Words

GROUPS = ("late", "due", "soon", "later")
OPEN = ("due", "late", "later", "pinned", "snoozed")
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Overview:
    """A day over all plans."""

    today: date
    titles: tuple[str, ...]
    late: tuple[Entry, ...]
    due: tuple[Entry, ...]
    soon: tuple[Entry, ...]
    later: tuple[Entry, ...]
    collisions: tuple[Collision, ...]
    silence: tuple[int | None, ...]


def overview(plans: tuple[Plan, ...], today: date) -> Overview:
    """The day over several plans; ``silence`` holds for each the working days since the last contact either way."""
    entries = sorted(
        (Entry(n, title_of(plan, n), action) for n, plan in enumerate(plans) for action in plan.actions if action.state in OPEN and action.step.kind == "do"),
        key=lambda entry: (entry.action.order, entry.plan),
    )
    late = tuple(e for e in entries if e.action.state == "late")
    due = tuple(e for e in entries if e.action.due <= today and e.action.state != "late")
    soon = tuple(e for e in entries if today < e.action.due <= today + SOON)
    later = tuple(e for e in entries if e.action.due > today + SOON)
    titles = tuple(title_of(plan, n) for n, plan in enumerate(plans))
    return Overview(today, titles, late, due, soon, later, collisions(plans, entries), tuple(plan.standing.silence if plan.standing else None for plan in plans))


def as_data(found: Overview) -> dict[str, object]:
    """The day as plain data."""
    groups = {name: [_entry(entry) for entry in getattr(found, name)] for name in GROUPS}
    collisions = [{"kind": c.kind, "day": c.day.isoformat(), "plans": list(c.plans), "text": c.text} for c in found.collisions]
    return {"today": found.today.isoformat(), **groups, "collisions": collisions, "silence": list(found.silence)}


def _entry(entry: Entry) -> dict[str, object]:
    action = entry.action
    return {"plan": entry.plan, "organisation": entry.title, "id": action.id, "title": action.title, "due": action.due.isoformat(), "by": action.by, "to": action.to, "state": action.state}


def as_html(found: Overview, words: Words) -> str:
    """The day as the page shows it: an HTML fragment."""
    return fill("day.html", words, found=found, groups=GROUPS)


def as_text(found: Overview, words: Words) -> str:
    """The day as plain text, in the same order as on the page."""
    return fill("day.txt", words, found=found, groups=GROUPS) + "\n"
