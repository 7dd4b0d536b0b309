"""What of a plan goes into a calendar: its events as others would see them, links that put one of them into a calendar on the web, and what was handed out before."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jinja2.utils import url_quote

from guide_engine import render
from guide_engine.action import OWN, Action
from guide_engine.case import Round
from guide_engine.drafts import shown_draft
from guide_engine.plan import Plan
from guide_engine.rounds import interview_times

SHOWN_STATES = ("due", "late", "later", "pinned", "snoozed", "done")
GOOGLE = "https://calendar.google.com/calendar/render?action=TEMPLATE"
# The same form for a private account and for one of work or school.
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent"
OFFICE = "https://outlook.office.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent"
# A description longer than this is cut by some calendars.
MOST_DESCRIPTION = 4000
MOST_HANDED, LONGEST_TITLE, UID = 2000, 400, re.compile(r"[\w.@+:/-]{1,200}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """One event as a calendar holds it: its day, what it is in the plan, title and text that others may see, and a link for each calendar on the web, by its name."""

    day: date
    name: str
    title: str
    inside: str
    links: dict[str, str]


@dataclass(frozen=True)
class Handed:
    """An event that a calendar file held: its id in the calendar, its day and its title."""

    uid: str
    day: date
    title: str


def shown(plan: Plan) -> list[Action]:
    """The actions that become events, in the plan's order."""
    return [action for action in plan.actions if action.state in SHOWN_STATES]


def uid(plan: Plan, name: str) -> str:
    """The id of an event: that of the plan, and of the step in it."""
    return f"{name}.{plan.case.id or 'plan'}@follow-up-planner"


def event_title(plan: Plan, action: Action, number: int, count: int) -> str:
    """The title of a step's event: discreet unless the reader chose to name the firm."""
    words, name = plan.words, plan.case.organisation
    if not plan.case.name_firm:
        return words.say("calendar.discreet", n=number, all=count)
    return words.say("calendar.step_named", title=action.title, organisation=name) if name else action.title


def described(plan: Plan, action: Action, *, drafts: bool) -> str:
    """The text inside a step's event. A discreet one never says what it is about, nor holds a draft."""
    if not plan.case.name_firm:
        return plan.words.say("calendar.inside_discreet")
    text, back = f"{action.title}. {action.why}", "\n\n" + way_back(plan, action.step.slug)
    if action.step is OWN and action.note:
        text += f"\n\n{action.note}"
    if drafts and action.message and action.state != "done":
        subject = f"{plan.words.say('plan.subject')}: {action.message.subject_text}\n\n" if action.message.subject else ""
        text += f"\n\n{subject}{shown_draft(action, plan.case).text}"
    return f"{text[: MOST_DESCRIPTION - len(back)]}{back}".strip()


def way_back(plan: Plan, slug: str = "") -> str:
    """The last line inside an event: where the plan is, and in it the step of this name. Nothing in a discreet calendar, which does not say what site made it."""
    if not (plan.page and plan.case.name_firm):
        return ""
    return plan.words.say("calendar.back", page=f"{plan.page}#step={url_quote(slug)}" if slug else plan.page)


def interview_title(plan: Plan) -> str:
    """The title of the interview's event."""
    name = plan.case.organisation if plan.case.name_firm else None
    return plan.words.say("calendar.interview_named", organisation=name) if name else plan.words.say("calendar.interview")


def entries(plan: Plan, *, drafts: bool = False) -> list[Entry]:
    """Every interview and every step as a calendar holds it, with the dates and times of the calendar file."""
    found, steps = [_interview(plan, one) for one in plan.case.rounds if one.date], shown(plan)
    for number, action in enumerate(steps, 1):
        title = event_title(plan, action, number, len(steps))
        links = _links(title, action.due, action.due + timedelta(days=1))
        found.append(Entry(action.due, action.title, title, described(plan, action, drafts=drafts), links))
    return found


def _interview(plan: Plan, round_: Round) -> Entry:
    assert round_.date is not None
    title = interview_title(plan)
    links = _links(title, *interview_times(round_, plan.guide.rules.usual_minutes))
    return Entry(round_.date, plan.words.say("plan.interview"), title, way_back(plan), links)


def _links(title: str, start: date | datetime, end: date | datetime) -> dict[str, str]:
    """A link for each calendar on the web: Google wants its times without signs, and Outlook a word for a whole day."""
    timed, text = isinstance(start, datetime), url_quote(title)
    google, outlook = ("%Y%m%dT%H%M%SZ", "%Y-%m-%dT%H:%M:%SZ") if timed else ("%Y%m%d", "%Y-%m-%d")
    given = f"{'' if timed else '&allday=true'}&subject={text}&startdt={start:{outlook}}&enddt={end:{outlook}}"
    return {"google": f"{GOOGLE}&text={text}&dates={start:{google}}/{end:{google}}", "outlook": OUTLOOK + given, "office": OFFICE + given}


def as_agenda(plan: Plan, *, drafts: bool = False) -> str:
    """What others would see in the reader's calendar, and links for each event: an HTML fragment."""
    return render.fill("agenda.html", plan.words, plan=plan, entries=entries(plan, drafts=drafts))


def events(plan: Plan) -> list[Handed]:
    """Every event of the calendar file."""
    interviews = [Handed(uid(plan, f"interview-{number}"), one.date, interview_title(plan)) for number, one in enumerate(plan.case.rounds, 1) if one.date]
    steps = shown(plan)
    return interviews + [Handed(uid(plan, action.id), action.due, event_title(plan, action, number, len(steps))) for number, action in enumerate(steps, 1)]


def gone(plan: Plan, handed: list[Handed]) -> list[Handed]:
    """What was handed out of this very plan before, and is in it no more."""
    here = {event.uid for event in events(plan)}
    return [event for event in handed if event.uid not in here and event.uid.endswith(uid(plan, ""))]


def as_gone(plan: Plan, handed: list[Handed]) -> str:
    """What is to be deleted by hand where a calendar ignores the file that withdraws it: an HTML fragment, or nothing."""
    found = gone(plan, handed)
    return render.fill("gone.html", plan.words, gone=sorted(found, key=lambda event: event.day)) if found else ""


def as_handed(events: list[Handed]) -> str:
    """Events as JSON, for whoever hands the file out and keeps them."""
    return json.dumps([{"uid": event.uid, "day": event.day.isoformat(), "title": event.title} for event in events], ensure_ascii=False)


def read_handed(given: object) -> list[Handed]:
    """Events that were handed out before, as they were kept; what is none is passed over."""
    found = []
    for one in given[:MOST_HANDED] if isinstance(given, list) else ():
        try:
            if UID.fullmatch(one["uid"]):
                found.append(Handed(one["uid"], date.fromisoformat(one["day"]), str(one["title"])[:LONGEST_TITLE]))
        except (TypeError, KeyError, ValueError):
            continue
    return found
