"""One message a day to one person: which of several goes first, and what becomes of the others."""

from dataclasses import replace
from datetime import date, timedelta

from guide_engine.action import Action
from guide_engine.content import RANKS, Step
from guide_engine.standing import Standing


def spread(actions: list[Action], standing: Standing) -> list[Action]:
    """Never two messages to one person on one day: the one of lower rank goes on the next working day, unless only the other can wait that long."""
    taken: set[tuple[str, date]] = set()
    spread = []
    for action in sorted(actions, key=lambda action: (action.state not in ("done", "pinned", "not_for_me", "snoozed"), _can_wait(action.step, action.due, standing), RANKS.index(action.step.rank), action.order)):
        if action.to and action.step.draft and action.step.channel != "spoken" and action.state != "not_for_me":
            action = _apart(action, taken, standing) if action.state in ("due", "late", "later") else action
            taken.add((action.to or "", action.due))
        spread.append(action)
    return spread


def _apart(action: Action, taken: set[tuple[str, date]], standing: Standing) -> Action:
    """A message on the first day that is free of others to the same person; where that would be too late, a word to put it into the other one."""
    words, to, day = standing.words, action.to or "", action.due
    while (to, day) in taken:
        if not _can_wait(action.step, day, standing):
            return replace(action, note=words.say("late.together", to=to), standing=None)
        day = standing.place.next_suitable(day + timedelta(days=1))
    if day == action.due:
        return action
    return replace(action, due=day, state="later", why=action.why + " " + words.say("why.spread", day=standing.short_day(day), to=to))


def _can_wait(step: Step, day: date, standing: Standing) -> bool:
    """Whether the working day after this one is still in time for the deadline that a step is about."""
    last = standing.told(step.until) if step.until else None
    return last is None or not day <= last < standing.place.next_suitable(day + timedelta(days=1))
