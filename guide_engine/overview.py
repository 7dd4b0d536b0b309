"""One day's view over several plans: what is late, due today, soon and later; where plans collide; how long there has been silence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations
from typing import TypeVar

from guide_engine.case import Round
from guide_engine.dates import fold, minutes_later
from guide_engine.plan import Action, Plan

OPEN = ("due", "late", "later", "pinned", "snoozed")
SOON = timedelta(days=7)
# What happened between others: it breaks no silence.
ELSEWHERE = ("referee_told", "references_called", "reposted")
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
    return Overview(today, late, due, soon, later, collisions(plans, entries), tuple(silence(plan) for plan in plans))


def _title(plan: Plan, number: int) -> str:
    return plan.case.organisation or plan.words.say("overview.unnamed", n=number + 1)


def silence(plan: Plan) -> int | None:
    """Working days since the last contact either way (the interview, a message, an answer); None before the interview."""
    standing = plan.standing
    assert standing is not None
    days = [event.on for event in standing.events if event.what not in ELSEWHERE and event.on and event.on <= plan.today]
    days += [round_.date for round_ in plan.case.rounds if round_.date and round_.date <= plan.today]
    return plan.place.working_days_between(max(days), plan.today) if days else None


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
    """Interviews of two plans on one day whose times overlap, or whose times are not known."""
    meetings = [(n, r, plan) for n, plan in enumerate(plans) for r in plan.case.rounds if r.date and r.date >= plan.today]
    found = []
    for (a, first, plan), (b, second, _) in _pairs([(one[1].date, one) for one in meetings]):
        apart = first.time and second.time and (_end(first, plan) <= second.time or _end(second, plan) <= first.time)
        if a != b and first.date and not apart:
            found.append(Collision("interviews", first.date, (a, b), plan.words.say("overview.interviews", day=plan.words.day(first.date))))
    return found
