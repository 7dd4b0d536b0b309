"""What of a plan goes into a calendar: the steps and their titles, as others would see them, and links that put one step into a calendar on the web."""

from dataclasses import dataclass
from datetime import timedelta

from jinja2.utils import url_quote

from guide_engine import render
from guide_engine.plan import Action, Plan

SHOWN_STATES = ("due", "late", "later", "pinned", "snoozed", "done")
GOOGLE = "https://calendar.google.com/calendar/render?action=TEMPLATE"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent&allday=true"


@dataclass(frozen=True)
class Entry:
    """One step as a calendar holds it: the title others may see, its day, and a link for each calendar on the web."""

    action: Action
    title: str
    google: str
    outlook: str


def shown(plan: Plan) -> list[Action]:
    """The actions that become events, in the plan's order."""
    return [action for action in plan.actions if action.state in SHOWN_STATES]


def event_title(plan: Plan, action: Action, number: int, count: int) -> str:
    """The title of a step's event: discreet unless the reader chose to name the firm."""
    words, name = plan.words, plan.case.organisation
    if not plan.case.name_firm:
        return words.say("calendar.discreet", n=number, all=count)
    return words.say("calendar.step_named", title=action.title, organisation=name) if name else action.title


def interview_title(plan: Plan) -> str:
    """The title of the interview's event."""
    name = plan.case.organisation if plan.case.name_firm else None
    return plan.words.say("calendar.interview_named", organisation=name) if name else plan.words.say("calendar.interview")


def entries(plan: Plan) -> list[Entry]:
    """Every step as a calendar holds it, with the dates of the calendar file."""
    found, steps = [], shown(plan)
    for number, action in enumerate(steps, 1):
        title, end = event_title(plan, action, number, len(steps)), action.due + timedelta(days=1)
        google = f"{GOOGLE}&text={url_quote(title)}&dates={action.due:%Y%m%d}/{end:%Y%m%d}"
        outlook = f"{OUTLOOK}&subject={url_quote(title)}&startdt={action.due.isoformat()}&enddt={end.isoformat()}"
        found.append(Entry(action, title, google, outlook))
    return found


def as_agenda(plan: Plan) -> str:
    """What others would see in the reader's calendar, and a link for each step: an HTML fragment."""
    interviews = [one.date for one in plan.case.rounds if one.date]
    return render.fill("agenda.html", plan.words, plan=plan, entries=entries(plan), interviews=interviews, interview=interview_title(plan))
