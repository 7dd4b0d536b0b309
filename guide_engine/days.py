"""The days of a plan in order, each with the plan's events and its steps: the list, the drawing, the months, the sheet and the text are all made from
these, so none of them holds a day that another lacks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guide_engine.action import Action
from guide_engine.plan import Plan

SAID_STATES = ("done", "late", "pinned", "snoozed", "waiting")


@dataclass(frozen=True)
class Entry:
    """What stands on a day: an event of the plan, or the same step for one or several people."""

    title: str
    state: str
    said: str
    to: str
    actions: tuple[Action, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is behind the reader."""
        return self.state == "done"


@dataclass(frozen=True)
class PlanDay:
    """A day of the plan: its name, whether it is today or past, the plan's events and its steps."""

    day: date
    name: str
    today: bool
    past: bool
    events: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Its steps, one by one."""
        return tuple(action for entry in self.entries for action in entry.actions)


def days(plan: Plan) -> tuple[PlanDay, ...]:
    """The days of the plan in order, today among them; steps that the reader set aside are left out."""
    shown = [action for action in plan.actions if action.state != "not_for_me"]
    events = dict(_events(plan))
    found = sorted({action.due for action in shown} | {plan.today} | set(events))
    return tuple(
        PlanDay(
            day=day,
            name=plan.words.day(day),
            today=day == plan.today,
            past=day < plan.today,
            events=tuple(events.get(day, ())),
            entries=tuple(_entries([action for action in shown if action.due == day], plan)),
        )
        for day in found
    )


def _events(plan: Plan) -> Iterator[tuple[date, list[str]]]:
    """The interviews, the day they named for news, and deadlines, each with its words."""
    words, case = plan.words, plan.case
    told: list[tuple[date | None, str]] = []
    for n, one in enumerate(case.rounds, 1):
        key = ("round" if len(case.rounds) > 1 else "interview") + ("_at" if one.time else "")
        meeting = words.say(f"timeline.{key}", n=n, time=one.time or "")
        # Where it is helps until it is over.
        ahead = one.address and one.date and one.date >= plan.today
        told.append((one.date, words.say("timeline.where", meeting=meeting, place=one.address) if ahead else meeting))
    if plan.standing and plan.status == "waiting":
        window = "_window" if plan.standing.promised.kind == "window" else ""
        told.append((plan.standing.promised.day, words.say(f"timeline.expected{window}")))
    if plan.status == "offer" or case.offer.received:
        told.append((case.offer.deadline, words.say("timeline.their_deadline")))
    if plan.status == "waiting":
        told += [(offer.deadline, words.say("timeline.other_deadline")) for offer in case.other_offers]
    for day in {day for day, _ in told if day}:
        yield day, list(dict.fromkeys(text for at, text in told if at == day))


def _entries(actions: list[Action], plan: Plan) -> Iterator[Entry]:
    """The steps of one day: the same step for several people is one entry that names them."""
    words = plan.words
    groups: dict[tuple[str, str, str], list[Action]] = {}
    for action in actions:
        groups.setdefault((action.title, action.state, action.why), []).append(action)
    for (title, state, _), group in groups.items():
        names = list(dict.fromkeys(action.to for action in group if action.to))
        said = words.say(f"plan.state.{state}") if state in SAID_STATES and group[0].step.kind != "know" else ""
        yield Entry(title, state, said, words.say("plan.to", to=words.join(names)) if names else "", tuple(group))
