"""Why a step is or is not in a plan: each of its conditions with its value, and the due entry that was chosen."""

from dataclasses import dataclass

from guide_engine.conditions import CONDITIONS, holds
from guide_engine.content import Step
from guide_engine.plan import Plan, standings
from guide_engine.standing import Standing
from guide_engine.timing import chosen


@dataclass(frozen=True)
class Explanation:
    """One step: whether it is in the plan, each condition with its value, the anchor that was chosen and its day; of several people or rounds, for the first for whom it holds."""

    step: str
    ids: tuple[str, ...]
    conditions: tuple[tuple[str, bool], ...]
    anchor: str | None
    counted_from: str | None


def explain(plan: Plan) -> tuple[Explanation, ...]:
    """An explanation for every step of the guide, in the guide's order."""
    assert plan.standing is not None
    return tuple(_one(step, plan, plan.standing) for step in plan.guide.steps)


def _one(step: Step, plan: Plan, standing: Standing) -> Explanation:
    dues = tuple(action.told for action in plan.actions)
    every = standings(step, standing.with_dues(dues)) or [standing]
    one = next((one for one in every if holds(step.when, one)), every[-1])
    values = tuple((name, CONDITIONS[name](one)) for name in step.when)
    found = chosen(step, one, plan.guide)
    due = found[0] if found else None
    day = one.anchor(due.anchor) if due else None
    ids = tuple(action.id for action in plan.actions if action.step.slug == step.slug)
    return Explanation(step.slug, ids, values, due.anchor if due else None, day.isoformat() if day else None)


def as_text(plan: Plan, only: str | None = None) -> str:
    """The explanations as lines, for the command line."""
    words, lines = plan.words, []
    for one in explain(plan):
        if only and only not in (one.step, one.step.rpartition("/")[2]):
            continue
        key = "in" if one.ids else "out"
        lines.append(words.say(f"explain.{key}", step=one.step, ids=", ".join(one.ids)))
        lines += [words.say("explain.yes" if value else "explain.no", name=name, text=words.say(f"condition.{name}")) for name, value in one.conditions]
        lines.append(words.say("explain.anchor", anchor=one.anchor, day=one.counted_from) if one.anchor else words.say("explain.no_anchor"))
        if one.anchor and not one.ids and all(value for _, value in one.conditions):
            lines.append(words.say("explain.no_time"))
    return "\n".join(lines) + "\n"


