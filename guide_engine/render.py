"""How a plan looks: as JSON, text and HTML for the page. Looks stand in ``templates/``."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from jinja2 import FunctionLoader, StrictUndefined
from markupsafe import Markup

from guide_engine.action import Action
from guide_engine.changes import Change
from guide_engine.compiled import Compiled
from guide_engine.days import days
from guide_engine.drafts import mail_link, shown_draft
from guide_engine.errors import Problem
from guide_engine.messages import Message, Segment
from guide_engine.plan import Plan
from guide_engine.schema import PLAN_SCHEMA
from guide_engine.words import Words

SNOOZES = 3
NOTES = ("asked", "went_well", "would_change", "focus")
NEXT_ROUND = "prepare-for-the-next-round"
TEMPLATES = ("plan.html", "plan.txt", "problems.html", "sheet.html", "timeline.svg", "agenda.html", "saved.html", "gone.html", "months.html", "day.html", "day.txt")
OPEN_STATES = ("due", "late", "later", "pinned", "snoozed")


def as_json(plan: Plan) -> str:
    """The plan as one JSON document, the same bytes for the same plan."""
    return json.dumps(as_data(plan), ensure_ascii=False, indent=1) + "\n"


def as_data(plan: Plan, changes: tuple[Change, ...] | None = None) -> dict[str, object]:
    """The plan as plain data, as the published schema describes it; with what changed, where an earlier plan was given."""
    following = plan.next
    resting = plan.resting_until
    return {
        "schema": PLAN_SCHEMA,
        "today": plan.today.isoformat(),
        "title": title(plan),
        "status": plan.status,
        "next": following.id if following else None,
        "resting": {"until": resting.isoformat(), "text": plan.rest} if resting else None,
        "actions": [_action(action, plan) for action in plan.actions],
        "not_now": list(plan.not_now),
        "notices": [{"code": notice.code, "text": notice.text} for notice in plan.notices],
        "changes": [asdict(change) for change in changes] if changes is not None else None,
        "silence": plan.standing.silence if plan.standing else None,
    }


def title(plan: Plan) -> str:
    """The plan's title: with the employer's name where it is known."""
    name = plan.case.organisation
    return plan.words.say("plan.title_for", organisation=name) if name else plan.words.say("plan.title")


def nothing(plan: Plan) -> str:
    """What stands in the next step's place while no step is open: nothing can be dated before a day is told, or all is done."""
    return plan.words.say("plan.no_day" if any(notice.code == "no_date" for notice in plan.notices) else "plan.nothing_next")


def _action(action: Action, plan: Plan) -> dict[str, object]:
    words = plan.words
    return {
        "id": action.id,
        "step": action.step.slug,
        "title": action.title,
        "stage": action.step.stage,
        "rank": action.step.rank,
        "kind": action.step.kind,
        "due": action.due.isoformat(),
        "by": action.by,
        "latest": action.latest.isoformat() if action.latest else None,
        "was": action.was.isoformat() if action.was else None,
        "state": action.state,
        "day_words": words.day(action.due),
        "to": action.to,
        "channel": action.channel,
        "why": action.why,
        "why_url": why_url(action),
        "now": action.note,
        "snooze": [day.isoformat() for day in snooze_days(action, plan)],
        "draft": _draft(action.message),
    }


def snooze_days(action: Action, plan: Plan) -> list[date]:
    """The days an open step may be put off to: the next working days of the place, the reader's days off left out."""
    if action.state not in OPEN_STATES or action.step.kind != "do":
        return []
    days: list[date] = []
    day = max(action.due, plan.today)
    while len(days) < SNOOZES:
        day = plan.place.next_suitable(day + timedelta(days=1))
        days.append(day)
    return days


def why_url(action: Action) -> str | None:
    """The paragraph that explains the step, below the site's root; own steps have none."""
    return None if action.step.slug == "own" else f"{action.step.slug}/#why"


def noted(plan: Plan) -> list[str]:
    """The questions of the hour after that the reader has answered."""
    return [name for name in NOTES if getattr(plan.case.debrief, name)]


def debrief_of(action: Action, plan: Plan) -> list[str]:
    """Which of these notes an open step makes use of: only the preparation of the next round."""
    return noted(plan) if action.step.name == NEXT_ROUND and action.state in OPEN_STATES else []


def _draft(message: Message | None) -> dict[str, object] | None:
    if message is None:
        return None
    return {
        "subject": [_segment(segment) for segment in message.subject],
        "body": [_segment(segment) for segment in message.body],
        "gaps": list(message.gaps),
        "words": message.words,
        "limit": list(message.limit),
        "characters": message.characters,
        "most_characters": message.most_characters,
        "ready": message.ready,
    }


def _segment(segment: Segment) -> dict[str, str]:
    return {"gap": segment.gap, "text": segment.text} if segment.gap else {"text": segment.text}


@cache
def environment() -> Compiled:
    """The environment of the looks."""
    folder = files("guide_engine") / "templates"
    loader = FunctionLoader(lambda name: (folder / name).read_text("utf-8"))
    return Compiled(loader=loader, undefined=StrictUndefined, autoescape=lambda name: str(name).endswith((".html", ".svg")), trim_blocks=True, lstrip_blocks=True)


def fill(template: str, words: Words, **values: object) -> str:
    """A template with its words and values."""
    return environment().get_template(template).render(say=words.say, day=words.day, words=words, **values)


def as_text(plan: Plan) -> str:
    """The plan as plain text, in the same order as on the page."""
    return fill("plan.txt", plan.words, plan=plan, title=title(plan), nothing=nothing(plan), days=days(plan), shown_draft=shown_draft, debrief_of=debrief_of)


def as_html(plan: Plan) -> str:
    """The plan as the page shows it: an HTML fragment whose links are relative to ``/planner/``."""
    return fill(
        "plan.html", plan.words, plan=plan, title=title(plan), nothing=nothing(plan), why_url=why_url, days=days(plan), open_states=OPEN_STATES,
        shown_draft=shown_draft, debrief_of=debrief_of, mail_link=mail_link, places=places(plan), tomorrow=plan.today + timedelta(days=1),
    )  # fmt: skip


def as_file(plan: Plan, case: str, drawing: str) -> str:
    """The plan as a file of one's own: a whole HTML document that needs no network and no script, with the case as data in it."""
    return fill(
        "saved.html", plan.words, plan=plan, title=title(plan), nothing=nothing(plan), days=days(plan), open_states=OPEN_STATES, shown_draft=shown_draft, debrief_of=debrief_of,
        case=Markup(case), drawing=Markup(drawing),
    )  # fmt: skip


def places(plan: Plan) -> dict[str, int]:
    """Which of the plan's steps each one is, in the order of their days, counted from one; what is only good to know is none of them."""
    steps = [action for day in days(plan) for action in day.actions if action.step.kind != "know"]
    return {action.id: number for number, action in enumerate(steps, 1)}


def problems_as_html(problems: tuple[Problem, ...], words: Words) -> str:
    """The summary of every mistake, each a link to its field."""
    return fill("problems.html", words, problems=[(problem, words.say(f"problem.{problem.code}", **problem.values)) for problem in problems], count=len(problems))
