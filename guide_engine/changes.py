"""What moved, came and went between two plans of one case, and why."""

import re
from dataclasses import dataclass

from guide_engine.action import Action
from guide_engine.conditions import CONDITIONS
from guide_engine.plan import Plan
from guide_engine.words import Words

# The part of an id that counts the employer's answers.
COUNT = re.compile(r"\.c\d+$")


@dataclass(frozen=True)
class Change:
    """One difference: ``kind`` is moved, came or went; the action's id and title; its days before and after; why, in words."""

    kind: str
    id: str
    title: str
    before: str | None
    after: str | None
    why: str


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every open step that moved, came or went, in the order of the new plan, the gone ones last."""
    before = {action.id: action for action in old.actions}
    after = {action.id: action for action in new.actions}
    found = _begun_again(before, after, new)
    found += [_came(action, new) for name, action in after.items() if name not in before]
    found += [_moved(before[name], action, new) for name, action in after.items() if name in before and before[name].due != action.due]
    found += [_went(action, new) for name, action in before.items() if name not in after]
    order = {"moved": 0, "came": 1, "went": 2}
    return tuple(sorted(found, key=lambda change: (order[change.kind], change.after or change.before or "", change.id)))


def _begun_again(before: dict[str, Action], after: dict[str, Action], new: Plan) -> list[Change]:
    """Check-ins that start anew after an answer: the same step under the id of the next count. Takes them out of both plans; one that keeps its day has not moved."""
    found = []
    for name in [name for name in after if name not in before]:
        old = next((one for one in before if one not in after and COUNT.sub("", one) == COUNT.sub("", name)), None)
        if old:
            was, action = before.pop(old), after.pop(name)
            if was.due == action.due:
                continue
            said = new.words.say("change.again", before=new.words.day(was.due), after=new.words.day(action.due), why=action.why)
            found.append(Change("moved", action.id, action.title, was.due.isoformat(), action.due.isoformat(), said))
    return found


def _came(action: Action, new: Plan) -> Change:
    return Change("came", action.id, action.title, None, action.due.isoformat(), new.words.say("change.came", day=new.words.day(action.due), why=action.why))


def _moved(old: Action, action: Action, new: Plan) -> Change:
    words = new.words
    said = words.say("change.moved", before=words.day(old.due), after=words.day(action.due), why=action.why)
    return Change("moved", action.id, action.title, old.due.isoformat(), action.due.isoformat(), said)


def _went(action: Action, new: Plan) -> Change:
    """A step that is gone, with the first of its conditions that no longer holds; where all do, another interview may be in hand."""
    words, standing = new.words, new.standing
    broken = next((name for name in action.step.when if standing and not CONDITIONS[name](standing)), None)
    another = broken is None and standing is not None and action.round < standing.number
    return Change("went", action.id, action.title, action.due.isoformat(), None, words.say("change.went_round") if another else _gone(words, broken))


def _gone(words: Words, condition: str | None) -> str:
    """Why a step is gone: in short where we have words for a condition that no longer holds, else with the condition itself."""
    if condition is None:
        return words.say("change.went")
    if words.has(f"change.since.{condition}"):
        return words.say("change.went_since", reason=words.say(f"change.since.{condition}"))
    return words.say("change.went_because", reason=words.say(f"condition.{condition}"))
