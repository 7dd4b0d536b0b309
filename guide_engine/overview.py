"""One day's view over several plans: what is late, due today, soon and later; where plans collide; how long there has been silence. As data, page and text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations
from typing import TypeVar

from guide_engine.action import Action
from guide_engine.case import Round
from guide_engine.dates import fold, minutes_later
from guide_engine.plan import Plan
from guide_engine.render import fill
from guide_engine.words import Words

GROUPS = ("late", "due", "soon", "later")
OPEN = ("due", "late", "later", "pinned", "snoozed")
SOON, ONE_DAY = timedelta(days=7), timedelta(days=1)
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Entry:
    """An open step of one of the plans."""

    plan: int
    title: str
    action: Action


@dataclass(frozen=True)
class Collision:
    """Two things that should not meet: ``kind`` is same_person, same_firm, too_early or interviews; a day; the plans; in words."""

    kind: str
    day: date
    plans: tuple[int, ...]
    text: str


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
        (Entry(n, _title(plan, n), action) for n, plan in enumerate(plans) for action in plan.actions if action.state in OPEN and action.step.kind == "do"),
        key=lambda entry: (entry.action.order, entry.plan),
    )
    late = tuple(e for e in entries if e.action.state == "late")
    due = tuple(e for e in entries if e.action.due <= today and e not in late)
    soon = tuple(e for e in entries if today < e.action.due <= today + SOON and e not in late)
    later = tuple(e for e in entries if e.action.due > today + SOON)
    titles = tuple(_title(plan, n) for n, plan in enumerate(plans))
    return Overview(today, titles, late, due, soon, later, collisions(plans, entries), tuple(plan.standing.silence if plan.standing else None for plan in plans))


def _title(plan: Plan, number: int) -> str:
    name, role = plan.case.organisation or plan.words.say("overview.unnamed", n=number + 1), plan.case.role
    return plan.words.say("overview.with_role", organisation=name, role=role) if role else name


def collisions(plans: tuple[Plan, ...], entries: list[Entry]) -> tuple[Collision, ...]:
    """Where two plans meet in a way the reader should know of."""
    found = [*_people(entries, plans), *_firms(plans, entries), *_too_early(plans), *_interviews(plans)]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind, one.plans)))


def _people(entries: list[Entry], plans: tuple[Plan, ...]) -> list[Collision]:
    """The same named person in two plans on one day."""
    written = [e for e in entries if e.action.to and e.action.step.drafts and _is_named(e.action.to, plans[e.plan])]
    return [
        Collision("same_person", a.action.due, (a.plan, b.plan), plans[a.plan].words.say("overview.same_person", to=a.action.to, day=plans[a.plan].words.day(a.action.due)))
        for a, b in _pairs([((e.action.due, fold(e.action.to or "")), e) for e in written])
        if a.plan != b.plan
    ]


def _pairs(keyed: Iterable[tuple[object, Thing]]) -> Iterator[tuple[Thing, Thing]]:
    """Every two things that share their key, without comparing each with all."""
    groups: dict[object, list[Thing]] = {}
    for key, thing in keyed:
        groups.setdefault(key, []).append(thing)
    return chain.from_iterable(combinations(group, 2) for group in groups.values())


def _is_named(to: str, plan: Plan) -> bool:
    """Whether a recipient is a person's name and not "the interviewer"."""
    return to not in dict(plan.words.find("to")).values()  # type: ignore[call-overload]


def _firms(plans: tuple[Plan, ...], entries: list[Entry]) -> list[Collision]:
    """Two plans to one firm that write on one day."""
    written = [e for e in entries if e.action.step.drafts and e.action.step.channel != "spoken" and plans[e.plan].case.organisation]
    pairs = {(a.action.due, a.plan, b.plan) for a, b in _pairs([((e.action.due, fold(plans[e.plan].case.organisation or "")), e) for e in written]) if a.plan != b.plan}
    return [Collision("same_firm", day, (a, b), plans[a].words.say("overview.same_firm", organisation=plans[a].case.organisation, day=plans[a].words.day(day))) for day, a, b in sorted(pairs)]


def _too_early(plans: tuple[Plan, ...]) -> list[Collision]:
    """A check-in that the reader pinned before the promised date has passed."""
    found = []
    for n, plan in enumerate(plans):
        day = plan.standing.promised.day if plan.standing else None
        found += [
            Collision("too_early", action.due, (n,), plan.words.say("overview.too_early", day=plan.words.day(action.due), expected=plan.words.day(day)))
            for action in plan.actions
            if day and action.step.event == "checked_in" and action.state in ("pinned", "snoozed") and action.due <= day
        ]
    return found


def _end(round_: Round, plan: Plan) -> str:
    """When an interview ends: as told, else after its usual length."""
    return round_.ends or minutes_later(str(round_.time), plan.guide.rules.usual_minutes)


def _interviews(plans: tuple[Plan, ...]) -> list[Collision]:
    """Interviews of two plans on one day whose times overlap, or whose times are not known.

    In two zones, those of one day and of the next may meet: Monday evening in New York is Tuesday morning in Tokyo. The engine has no
    zones' data to tell, so it leaves none out and asks the reader to check.
    """
    meetings = [(n, r, plan) for n, plan in enumerate(plans) for r in plan.case.rounds if r.date and r.date >= plan.today]
    found = []
    for (day, a, first, plan), (_, b, second, _) in _pairs([(day, (day, *one)) for one in meetings if one[1].date for day in (one[1].date, one[1].date + ONE_DAY)]):
        days = (first.date or day, second.date or day)
        zones = first.zone and second.zone and first.zone != second.zone
        # Each stands under its own day and the next one: here the two share the later of their days, once.
        if a == b or day != max(days) or not (zones or (days[0] == days[1] and _overlap(first, second, plan))):
            continue
        words, key = plan.words, "zones" if zones else "interviews"
        text = words.say(f"overview.{key}", day=words.day(min(days)), first=_in_zone(first, words), second=_in_zone(second, words))
        found.append(Collision("interviews", min(days), (a, b), text))
    return found


def _overlap(first: Round, second: Round, plan: Plan) -> bool:
    """Whether two interviews of one day share some time; those whose times are not known may."""
    return not (first.time and second.time and (_end(first, plan) <= second.time or _end(second, plan) <= first.time))


def _in_zone(round_: Round, words: Words) -> str:
    """An interview's day, its time where one is known, and its zone."""
    assert round_.date
    day = words.day(round_.date)
    when = words.say("day.at", day=day, time=round_.time) if round_.time else day
    return f"{when} ({round_.zone})"


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
