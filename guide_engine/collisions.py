"""Where several plans meet: one person or one firm on one day, a check-in before the day they named, interviews that overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from guide_engine.action import Action
from guide_engine.case import Round
from guide_engine.conditions import interview_is_ahead
from guide_engine.dates import fold, minutes_later
from guide_engine.plan import Plan
from guide_engine.words import Words

ONE_DAY = timedelta(days=1)
# So many plans are named where many meet; of the rest, how many.
MOST_NAMED = 8
Thing = TypeVar("Thing")
Meeting = tuple[int, Round]
# The day, time and zone of an interview.
Label = tuple[date, str, str]


@dataclass(frozen=True)
class Entry:
    """An open step of one of the plans."""

    plan: int
    title: str
    action: Action


@dataclass(frozen=True)
class Collision:
    """Things that should not meet: ``kind`` is same_person, same_firm, too_early or interviews; a day; the plans; in words."""

    kind: str
    day: date
    plans: tuple[int, ...]
    text: str


def title_of(plan: Plan, number: int) -> str:
    """What an application is called: the firm and the role, or its number."""
    name, role = _firm(plan, number), plan.case.role
    return plan.words.say("overview.with_role", organisation=name, role=role) if role else name


def _firm(plan: Plan, number: int) -> str:
    return plan.case.organisation or plan.words.say("overview.unnamed", n=number + 1)


def collisions(plans: tuple[Plan, ...], entries: list[Entry]) -> tuple[Collision, ...]:
    """Where two plans meet in a way the reader should know of."""
    found = [*_people(entries, plans), *_firms(plans, entries), *_too_early(plans), *_interviews(plans)]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind, one.plans)))


def _people(entries: list[Entry], plans: tuple[Plan, ...]) -> list[Collision]:
    """The same named person in several plans on one day."""
    written = [e for e in entries if e.action.to and e.action.step.drafts and _is_named(e.action.to, plans[e.plan])]
    groups = _groups(((e.action.due, fold(e.action.to or "")), e) for e in written)
    return [_met("same_person", plans, group[0].action.due, [e.plan for e in group], to=group[0].action.to) for group in groups if len({e.plan for e in group}) > 1]


def _groups(keyed: Iterable[tuple[object, Thing]]) -> list[list[Thing]]:
    """The things that share a key, without comparing each with all."""
    groups: dict[object, list[Thing]] = {}
    for key, thing in keyed:
        groups.setdefault(key, []).append(thing)
    return list(groups.values())


def _met(kind: str, plans: tuple[Plan, ...], day: date, numbers: Iterable[int], **values: object) -> Collision:
    """What meets on a day, in one sentence however many plans it is; of more than two interviews the firms are named."""
    found = sorted(set(numbers))
    words = plans[found[0]].words
    firms = list(dict.fromkeys(_firm(plans[n], n) for n in found))
    names = [*firms[:MOST_NAMED], *([words.say("overview.more", n=len(firms) - MOST_NAMED)] if len(firms) > MOST_NAMED else [])]
    key = f"overview.{kind}" if len(found) == 2 else f"overview.{kind}_many"
    return Collision(kind, day, tuple(found), words.say(key, n=len(found), day=words.day(day), names=words.join(names), **values))


def _is_named(to: str, plan: Plan) -> bool:
    """Whether a recipient is a person's name and not "the interviewer"."""
    return to not in dict(plan.words.find("to")).values()  # type: ignore[call-overload]


def _firms(plans: tuple[Plan, ...], entries: list[Entry]) -> list[Collision]:
    """Several plans to one firm that write on one day."""
    written = [e for e in entries if e.action.step.drafts and e.action.step.channel != "spoken" and plans[e.plan].case.organisation]
    groups = (sorted(group, key=lambda e: e.plan) for group in _groups(((e.action.due, fold(plans[e.plan].case.organisation or "")), e) for e in written))
    found = [group for group in groups if group[0].plan != group[-1].plan]
    return [_met("same_firm", plans, group[0].action.due, [e.plan for e in group], organisation=plans[group[0].plan].case.organisation) for group in found]


def _too_early(plans: tuple[Plan, ...]) -> list[Collision]:
    """A check-in that the reader pinned before the promised date has passed."""
    found = []
    for n, plan in enumerate(plans):
        day = plan.standing.promised.day if plan.standing else None
        found += [
            Collision("too_early", action.due, (n,), plan.words.say("overview.too_early", day=plan.words.day(action.due), expected=plan.words.day(day)))
            for action in plan.actions
            if day and action.asks_early(day)
        ]
    return found


def _interviews(plans: tuple[Plan, ...]) -> list[Collision]:
    """Interviews of several plans that are still to come and whose times on one day overlap, or are not known."""
    meetings = [(n, r) for n, plan in enumerate(plans) if plan.standing and interview_is_ahead(plan.standing) for r in plan.case.rounds if r.date and r.date >= plan.today]
    found: dict[tuple[int, ...], Collision] = {}
    for day in _groups((r.date, (n, r)) for n, r in meetings):
        for zone in dict.fromkeys(r.zone for _, r in day if r.zone) or (None,):
            for group in _overlapping([(n, r) for n, r in day if r.zone in (None, "", zone)], plans):
                if len({n for n, _ in group}) > 1:
                    met = _met("interviews", plans, day[0][1].date or plans[0].today, [n for n, _ in group])
                    found[(met.day.toordinal(), *met.plans)] = met
    return [*found.values(), *_in_two_zones(meetings, plans)]


def _overlapping(meetings: list[Meeting], plans: tuple[Plan, ...]) -> list[list[Meeting]]:
    """Interviews of one day, those together that overlap, or overlap another of them; one whose time is not known may meet all."""
    if any(not r.time for _, r in meetings):
        return [meetings]
    groups: list[list[Meeting]] = []
    last = ""
    for n, round_ in sorted(meetings, key=lambda one: str(one[1].time)):
        end = round_.ends or minutes_later(str(round_.time), plans[n].guide.rules.usual_minutes)
        if groups and str(round_.time) < last:
            groups[-1].append((n, round_))
        else:
            groups.append([(n, round_)])
            last = ""
        last = max(last, end)
    return groups


def _in_two_zones(meetings: list[Meeting], plans: tuple[Plan, ...]) -> list[Collision]:
    """In two zones, interviews of one day and of the next may meet: Monday evening in New York is Tuesday morning in Tokyo.

    The engine has no zones' data to tell, so it leaves none out and asks the reader to check, once for all interviews of the same day, time and zone.
    """
    labels: dict[tuple[date, str, str], set[int]] = {}
    for n, r in meetings:
        if r.date and r.zone:
            labels.setdefault((r.date, r.time or "", r.zone), set()).add(n)
    found = []
    for first, second in _neighbours(list(labels)):
        numbers, day = labels[first] | labels[second], min(first[0], second[0])
        if len(numbers) > 1 and first[2] != second[2]:
            words = plans[min(numbers)].words
            text = words.say("overview.zones", first=_in_zone(first, words), second=_in_zone(second, words))
            found.append(Collision("interviews", day, tuple(sorted(numbers)), text))
    return found


def _neighbours(labels: list[Label]) -> Iterator[tuple[Label, Label]]:
    """Every two labels of one day or of two days that follow each other."""
    for n, first in enumerate(labels):
        yield from ((first, second) for second in labels[n + 1 :] if abs(first[0] - second[0]) <= ONE_DAY)


def _in_zone(label: Label, words: Words) -> str:
    """An interview's day, its time where one is known, and its zone."""
    day, time, zone = label
    when = words.say("day.at", day=words.day(day), time=time) if time else words.day(day)
    return f"{when} ({zone})"
