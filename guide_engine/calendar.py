"""The plan as a calendar file: every step an all-day event, the interview timed; made by ``icalendar``, imported when a file is asked for."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from guide_engine.case import Round
from guide_engine.plan import Action, Plan

if TYPE_CHECKING:
    from icalendar.cal import Component

SHOWN_STATES = ("due", "late", "later", "pinned", "snoozed", "done")


def as_ics(plan: Plan) -> str:
    """The calendar file: one event for the interview of each round and one for each step, with stable ids and a growing sequence.

    Titles are discreet unless the reader chose to name the firm. Steps are dates with an exclusive end; the interview is in UTC when its
    zone is known, else all-day, never floating.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", plan.words.say("calendar.product"))
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    for number, round_ in enumerate(plan.case.rounds, 1):
        if round_.date:
            calendar.add_component(_interview(plan, round_, number))
    steps = shown(plan)
    for number, action in enumerate(steps, 1):
        calendar.add_component(_step(plan, action, number, len(steps)))
    return str(calendar.to_ical().decode("utf-8"))


def shown(plan: Plan) -> list[Action]:
    """The actions that become events, in the plan's order."""
    return [action for action in plan.actions if action.state in SHOWN_STATES]


def _event(plan: Plan, uid: str, summary: str) -> "Component":
    from icalendar import Event

    event = Event()
    event.add("UID", f"{uid}.{plan.case.id or 'plan'}@follow-up-planner")
    event.add("DTSTAMP", datetime.combine(plan.today, time(), UTC))
    event.add("SEQUENCE", plan.case.revision or 0)
    event.add("SUMMARY", summary)
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    return event


def _step(plan: Plan, action: Action, number: int, count: int) -> "Component":
    words = plan.words
    discreet = words.say("calendar.discreet", n=number, all=count)
    named = words.say("calendar.step_named", title=action.title, organisation=plan.case.organisation) if plan.case.organisation else action.title
    event = _event(plan, action.id, named if plan.case.name_firm else discreet)
    event.add("DTSTART", action.due)
    event.add("DTEND", action.due + timedelta(days=1))
    event.add("DESCRIPTION", f"{action.title}. {action.why}" if plan.case.name_firm else action.title)
    if action.state != "done":
        event.add_component(_alarm(plan))
    return event


def _alarm(plan: Plan) -> "Component":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", plan.words.say("calendar.alarm"))
    alarm.add("TRIGGER", timedelta(hours=9))
    return alarm


def _interview(plan: Plan, round_: Round, number: int) -> "Component":
    words = plan.words
    named = words.say("calendar.interview_named", organisation=plan.case.organisation) if plan.case.name_firm and plan.case.organisation else ""
    event = _event(plan, f"interview-{number}", named or words.say("calendar.interview"))
    start, end = interview_times(round_, plan.guide.rules.usual_minutes)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    return event


def interview_times(round_: Round, usual_minutes: int) -> tuple[date | datetime, date | datetime]:
    """Start and end of an interview in UTC; whole-day dates where time or zone is not known."""
    assert round_.date is not None
    if not (round_.time and round_.zone):
        return round_.date, round_.date + timedelta(days=1)
    try:
        zone = ZoneInfo(round_.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return round_.date, round_.date + timedelta(days=1)
    start = datetime.combine(round_.date, time.fromisoformat(round_.time), zone).astimezone(UTC)
    if round_.ends and round_.ends > round_.time:
        return start, datetime.combine(round_.date, time.fromisoformat(round_.ends), zone).astimezone(UTC)
    return start, start + timedelta(minutes=usual_minutes)
