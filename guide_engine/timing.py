"""When and to whom: the day a step falls on for one case, counted, and the person it concerns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from guide_engine.conditions import holds
from guide_engine.content import Due, Guide, Step
from guide_engine.dates import minutes_later
from guide_engine.places import Place
from guide_engine.quiet import Delay, after_quiet_times
from guide_engine.reasons import reason
from guide_engine.standing import Standing


def chosen(step: Step, standing: Standing, guide: Guide) -> "tuple[Due, Timing] | None":
    """The first entry of ``due`` that counts, with its day; one that is ``at_least`` in its place, where that gives a later day."""
    first = next((due for due in step.due if not due.at_least and _counts(due, standing)), None)
    if first is None:
        return None
    found = first, when_due(step, first, standing, guide)
    later = [(due, when_due(step, due, standing, guide)) for due in step.due if due.at_least and _counts(due, standing)]
    return max([found, *later], key=lambda one: one[1].day)


def _counts(due: Due, standing: Standing) -> bool:
    """Whether the anchor of an entry is known, its conditions hold, and the interview ends early enough for it."""
    if standing.anchor(due.anchor) is None or not holds(due.when, standing):
        return False
    return not due.if_over_by or bool(standing.over_by and standing.over_by <= _closing(due.if_over_by, standing))


def _closing(time: str, standing: Standing) -> str:
    """A time of the interview's day, or the hour its offices close when that is earlier (a half-day Friday)."""
    half = standing.place.half_days.get(standing.round.date.weekday()) if standing.round.date else None
    return min(time, half) if half else time


# Nobody at the employer is written to past a recruiter.
THROUGH_AGENCY = ("interviewer", "lead", "contact", "coordinator", "deputy")


@dataclass(frozen=True)
class Timing:
    """A day with its reason: why it is this one, by what time, and the last day on which the step still makes sense."""

    day: date
    why: str
    by: str | None
    latest: date | None


def when_due(step: Step, due: Due, standing: Standing, guide: Guide) -> Timing:
    """The day a due entry gives, with the count that leads there said aloud."""
    anchor, place = standing.anchor(due.anchor), standing.place
    assert anchor is not None
    if due.days is not None:
        day = anchor + timedelta(days=due.days)
        return Timing(day, reason(step, due, standing, None, day), None, None)
    on_the_day = due.anchor == "interview" and not due.working_days and step.channel in (None, "spoken")
    if on_the_day:
        return Timing(anchor, reason(step, due, standing, None, anchor), _by(due, standing), _latest(step, anchor, anchor, place))
    count = place.back(anchor, due.working_days) if due.before else place.add(anchor, due.working_days)
    day = place.previous_suitable(count.end) if due.before else place.next_suitable(count.end)
    quiet: tuple[Delay, ...] = ()
    if step.quiet_times:
        day, quiet = after_quiet_times(day, anchor, standing, guide, add=step.quiet_times == "add")
    by = by_on(day, due.by, place)
    why = reason(step, due, standing, count, day, quiet, by)
    possible = _once_known(day, due, standing)
    timely = in_time(possible, step, standing)
    for key, before, after in (("came_later", day, possible), ("too_late", possible, timely)):
        why += " " + standing.words.say(f"why.{key}", day=standing.short_day(after)) if after != before else ""
    return Timing(timely, why, by, _latest(step, anchor, timely, place))


# Since when a deadline is known, where that was told.
KNOWN_SINCE: dict[str, Callable[[Standing], date | None]] = {
    "offer_deadline": lambda s: s.told("offer_received"),
    "other_offer_deadline": lambda s: s.other_offer.received,
}


def _once_known(day: date, due: Due, standing: Standing) -> date:
    """A day counted back from a deadline; nobody could have met one that lies before the deadline was known."""
    known = KNOWN_SINCE[due.anchor](standing) if due.before and due.anchor in KNOWN_SINCE else None
    return standing.place.next_suitable(known) if known and day < known else day


def in_time(day: date, step: Step, standing: Standing) -> date:
    """A day for a step; where that is after the deadline it is about, the last working day up to the deadline, today where none is left.

    Source: deadlines stand fourth in the order of docs/about/how-dates-are-counted.md; that a day off is better than a day too late is our judgement.
    """
    last = standing.told(step.until) if step.until else None
    if last is None or not standing.today <= last < day:
        return day
    return max(standing.today, standing.place.previous_suitable(last))


def by_on(day: date, by: str | None, place: Place) -> str | None:
    """A time of a day by which to write, or the hour offices close that day when it is earlier."""
    half = place.half_days.get(day.weekday())
    return min(by, half) if by and half else by


def _by(due: Due, standing: Standing) -> str | None:
    """The time of the interview's own day by which to act: as given, or so many minutes after its end."""
    if due.within_minutes and standing.over_by:
        return minutes_later(standing.over_by, due.within_minutes)
    return due.by


def _latest(step: Step, anchor: date, day: date, place: Place) -> date | None:
    """The last day on which a step still makes sense, never before its own."""
    return max(day, place.add(anchor, step.useful_days).end) if step.useful_days is not None else None


def recipient(step: Step, standing: Standing) -> str | None:
    """To whom, by name where one is known, else by what they are."""
    case, words = standing.case, standing.words
    named: dict[str, str | None] = {
        "interviewer": getattr(standing.item, "name", None),
        "referee": getattr(standing.item, "name", None),
        "lead": standing.lead,
        "contact": case.contact.name,
        "coordinator": standing.coordinator,
        "recruiter": case.contact.name,
        "referrer": case.referred_by,
        "deputy": case.deputy,
    }
    if step.to is None:
        return None
    if case.arranged_by == "agency" and step.to in THROUGH_AGENCY and step.channel != "spoken":
        return case.contact.name or words.say("to.recruiter")
    return named.get(step.to) or words.say(f"to.{step.to.replace(' ', '_')}")
