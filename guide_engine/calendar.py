"""The plan as a calendar file: every step an all-day event, the interview timed; made by ``icalendar``, imported when a file is asked for."""

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from guide_engine.action import Action
from guide_engine.agenda import Handed, described, event_title, gone, interview_title, shown, uid, way_back
from guide_engine.case import Round
from guide_engine.plan import Plan
from guide_engine.reasons import minutes_before
from guide_engine.rounds import interview_times

if TYPE_CHECKING:
    from icalendar.cal import Component


def as_ics(plan: Plan, *, drafts: bool = False) -> str:
    """The calendar file: one event for the interview of each round and one for each step, with stable ids and a growing sequence.

    Titles are discreet unless the reader chose to name the firm. Steps are dates with an exclusive end; the interview is in UTC when its
    zone is known, else all-day, never floating. Drafts stand in the descriptions only when asked for, and never in a discreet file.
    """
    calendar = _calendar(plan)
    for number, round_ in enumerate(plan.case.rounds, 1):
        if round_.date:
            calendar.add_component(_interview(plan, round_, number))
    steps = shown(plan)
    for number, action in enumerate(steps, 1):
        calendar.add_component(_step(plan, action, number, len(steps), drafts))
    return str(calendar.to_ical().decode("utf-8"))


def as_withdrawal(plan: Plan, handed: list[Handed]) -> str:
    """A file that publishes again, as cancelled, what any earlier file held and this plan does not: steps, and interviews of rounds that are gone.

    Not METHOD:CANCEL: that is a message from an organizer to guests, and no calendar has to obey it without the organizer's address (RFC 5546,
    3.2.5). A plan has neither, and no address is made up. What goes by UID and SEQUENCE takes the event out, or shows it as withdrawn.
    """
    calendar = _calendar(plan)
    for old in gone(plan, handed):
        event = _event(plan, old.uid, plan.words.say("calendar.withdrawn"))
        event.add("STATUS", "CANCELLED")
        event.add("DTSTART", old.day)
        event.add("DTEND", old.day + timedelta(days=1))
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _calendar(plan: Plan) -> "Component":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", plan.words.say("calendar.product"))
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    return calendar


def _event(plan: Plan, name: str, summary: str) -> "Component":
    from icalendar import Event

    event = Event()
    event.add("UID", name)
    event.add("DTSTAMP", datetime.combine(plan.today, time(), UTC))
    event.add("SEQUENCE", plan.case.revision or 0)
    event.add("SUMMARY", summary)
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    return event


# When a whole day reminds.
MORNING = timedelta(hours=9)


def _step(plan: Plan, action: Action, number: int, count: int, drafts: bool) -> "Component":
    event = _event(plan, uid(plan, action.id), event_title(plan, action, number, count))
    event.add("DTSTART", action.due)
    event.add("DTEND", action.due + timedelta(days=1))
    event.add("DESCRIPTION", described(plan, action, drafts=drafts))
    if action.state != "done":
        event.add_component(_alarm(plan.words.say("calendar.alarm"), MORNING))
    return event


def _alarm(text: str, trigger: timedelta) -> "Component":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", text)
    alarm.add("TRIGGER", trigger)
    return alarm


def _interview(plan: Plan, round_: Round, number: int) -> "Component":
    event = _event(plan, uid(plan, f"interview-{number}"), interview_title(plan))
    start, end = interview_times(round_, plan.guide.rules.usual_minutes)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    if back := way_back(plan):
        event.add("DESCRIPTION", back)
    timed = isinstance(start, datetime)
    if timed:
        # Nobody else is to book that hour.
        event["TRANSP"] = "OPAQUE"
    if round_.date and round_.date >= plan.today:
        event.add_component(_alarm(interview_title(plan), -timedelta(minutes=minutes_before(round_, plan.guide.rules)) if timed else MORNING))
    return event
