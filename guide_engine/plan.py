"""Which steps, on which days, in what order: a case, a guide and a day make a plan."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from guide_engine.action import OWN, Action
from guide_engine.case import Case, Mark, OwnStep, Person
from guide_engine.conditions import an_answer_is_awaited, holds, interview_is_over
from guide_engine.content import STAGES, Due, Guide, Step
from guide_engine.places import Place
from guide_engine.quiet import Delay, after_quiet_times
from guide_engine.reasons import NOTES, Notice, not_now, notices
from guide_engine.rounds import rounds_of
from guide_engine.spacing import spread
from guide_engine.standing import Standing
from guide_engine.ticked import events_done, mark_of
from guide_engine.timing import by_on, chosen, in_time, recipient
from guide_engine.turns import offer_told
from guide_engine.words import Words

NOBODY_NAMED = (Person(),)


@dataclass(frozen=True)
class Plan:
    """Dated actions in order; the next one; what not to do now; what to know about the plan."""

    case: Case
    today: date
    place: Place
    words: Words
    guide: Guide
    actions: tuple[Action, ...]
    not_now: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    status: str = "waiting"
    standing: Standing | None = field(default=None, compare=False)
    # The address of the planner that the reader uses, for what leads back to it; empty where none was told.
    page: str = ""

    @property
    def next(self) -> Action | None:
        """The one next step: the first that is open."""
        return next((action for action in self.actions if action.state in ("late", "due", "later", "pinned", "snoozed") and action.step.kind == "do"), None)

    @property
    def resting_until(self) -> date | None:
        """The day to look again, when nothing is due today."""
        return self.next.due if self.next and self.next.due > self.today else None

    @property
    def rest(self) -> str | None:
        """What is said while nothing is due. That this is normal is news only to somebody who waits for an answer."""
        waits = self.standing and an_answer_is_awaited(self.standing) and interview_is_over(self.standing)
        until, key = self.resting_until, "plan.rest_waiting" if waits else "plan.rest"
        return self.words.say(key, day=self.words.day(until)) if until else None


def make(case: Case, guide: Guide, today: date, place: Place, words: Words, now: str | None = None, today_here: date | None = None) -> Plan:
    """The plan of a case on a day at the employer's place, and at a time of it where that is told.

    ``today_here`` is the reader's day where it is another. Pure: the same input gives the same plan.
    """
    case = case.but(rounds=rounds_of(case, today))
    place = place.without_days(tuple(day.date for day in case.days_off if day.date)) if case.days_off else place
    standing = Standing(case, today, place, words, case.events + offer_told(case) + events_done(case, guide), max(0, len(case.rounds) - 1), now=now, today_here=today_here, rules=guide.rules)
    actions: list[Action] = []
    for step in guide.steps:
        for one in standings(step, standing):
            action = _action(step, one, guide, actions)
            if action:
                actions.append(action)
    actions = _keep_marked(actions, standing, guide)
    actions = [_timely(action, standing) for action in spread(actions + _own_steps(standing), standing)]
    ordered = tuple(sorted(actions, key=lambda action: action.order))
    dated = standing.with_dues(tuple(action.told for action in ordered))
    return Plan(case, today, place, words, guide, ordered, not_now(standing), notices(dated), standing.status, standing)


def standings(step: Step, standing: Standing) -> list[Standing]:
    """The standing once for each round and each person or referee that the step is for."""
    last = standing.number
    rounds = range(last + 1) if step.every_round and standing.case.rounds else (last,)
    found = []
    for number in rounds:
        in_round = replace(standing, number=number) if number != last else standing
        found += [in_round.of(item) for item in EACH[step.per](in_round)] if step.per in EACH else [in_round]
    return found


# The people and referees that a step may be for, one by one; somebody was met even when nobody is named.
EACH: dict[str, Callable[[Standing], tuple[object, ...]]] = {
    "interviewer": lambda s: s.round.people or NOBODY_NAMED,
    "referee": lambda s: s.case.referees,
}


def action_id(step: Step, standing: Standing) -> str:
    """A stable id: the step, then round, person and cycle where there are several."""
    parts = [step.name]
    if standing.number and (step.every_round or step.stage in ("before", "day_before", "interview", "right_after")):
        parts.append(f"r{standing.number + 1}")
    items = EACH[step.per](standing) if step.per in EACH else ()
    if len(items) > 1:
        parts.append(f"p{next(n for n, item in enumerate(items, 1) if item is standing.item)}")
    if step.event == "checked_in" or step.event == "closed":
        parts += [f"r{standing.number + 1}"] if standing.number else []
        parts += [f"c{standing.cycle}"] if standing.cycle else []
    return ".".join(parts)


def _action(step: Step, standing: Standing, guide: Guide, earlier: list[Action]) -> Action | None:
    """The action of a step for one person, or None when it does not apply or its time has passed."""
    if step.follows:
        standing = standing.with_dues(tuple(action.told for action in earlier if action.step.name in step.follows))
    applies = holds(step.when, standing)
    if not applies and not standing.case.marks:
        return None
    name = action_id(step, standing)
    mark = mark_of(standing.case, name)
    if not applies and not (mark and mark.state == "done"):
        return None
    found = chosen(step, standing, guide)
    if found is None:
        return None
    due, timing = found
    followed = step.apart and (standing.due_of(*step.follows) or _told_of(step, standing, guide))
    if followed and standing.place.working_days_between(followed, timing.day) < step.apart:
        return None
    action = Action(
        id=name, step=step, due=timing.day, state="later", why=timing.why, by=timing.by, latest=timing.latest,
        to=recipient(step, standing), channel=_channel(step, due, standing), round=standing.number, title=step.title,
        note=NOTES[step.note](standing) if step.note else None, standing=standing,
    )  # fmt: skip
    return _now(action, standing, guide, mark)


def _told_of(step: Step, standing: Standing, guide: Guide) -> date | None:
    """The last day on which the reader did what a step follows, where that is told of and no longer planned."""
    kinds = {one.event for one in guide.steps if one.event and one.name in step.follows}
    return max((event.on or standing.today for event in standing.events if event.what in kinds), default=None)


def _channel(step: Step, due: Due, standing: Standing) -> str | None:
    """The reader's own channel where the step has a draft for it, else the one of these cases, else the step's."""
    preferred = step.draft_for(standing.case.channel)[0] if step.drafts else None
    if preferred and preferred != step.drafts[0][0]:
        return preferred
    return due.channel or step.channel


def _now(action: Action, standing: Standing, guide: Guide, mark: Mark | None) -> Action | None:
    """The action as of today: done, set aside, pinned, late and moved to today, or gone because its time has passed."""
    today, words = standing.today, standing.words
    if mark and mark.state in ("done", "not_for_me"):
        kept = mark.state == "done" and (mark.due or action.due) != action.due
        return replace(action, state=mark.state, due=mark.due or action.due, why=words.say("why.kept") if kept else action.why)
    if mark and mark.due and mark.state in ("pinned", "snoozed"):
        action = _chosen(action, standing, mark.state, mark.due)
        if mark.state == "pinned" or mark.due >= today:
            return action
    if action.step.kind == "know" or action.due >= today:
        return replace(action, state="due" if action.due == today else "later")
    ahead = action.step.stage in STAGES[: STAGES.index("right_after")]
    end = _end_of_preparation(action, standing) if ahead else action.latest
    if end and end < today:
        return None
    moved, quiet = _moved(action, standing, guide)
    if end and (moved > end or (ahead and moved == standing.round.date and not action.step.channel)):
        moved = today
    moved = in_time(moved, action.step, standing)
    note = action.note or words.say("late.short") if ahead else words.say("late.note", was=words.day(action.due))
    state = "later" if moved > today else "late" if action.step.channel and not ahead else "due"
    why = [action.why, *(words.say(f"why.quiet.{delay.name}", n=delay.days) for delay in quiet), words.say("why.passed", day=standing.short_day(moved))]
    return replace(action, state=state, due=moved, was=action.due, note=note, why=" ".join(why))


def _moved(action: Action, standing: Standing, guide: Guide) -> tuple[date, tuple[Delay, ...]]:
    """The day for what has passed: the next one that suits, and for what asks for news none on which answers wait."""
    # Notes are the reader's own and fade by the hour: they need no working day.
    if action.step.rank == "debrief":
        return standing.today, ()
    day = standing.place.next_suitable(standing.today)
    return after_quiet_times(day, day, standing, guide, add=False) if action.step.quiet_times else (day, ())


def _chosen(action: Action, standing: Standing, state: str, day: date) -> Action:
    """The action on the day that the reader chose, which is said; once that day is over, or where it is too early to ask, that too."""
    words, named = standing.words, standing.promised.day
    why = f"{action.why} {words.say(f'why.{state}' if day != action.due else 'why.kept_day', day=standing.short_day(day))}"
    note = words.say("late.chosen", was=words.day(day)) if day < standing.today and action.step.kind != "know" else action.note
    moved = replace(action, state=state, due=day, why=why, note=note)
    return replace(moved, note=words.say("late.too_early", expected=words.day(named))) if named and moved.asks_early(named) else moved


def _end_of_preparation(action: Action, standing: Standing) -> date | None:
    """The last day for a step of preparation: the interview's own day only for what belongs to its eve and to itself. One that is cancelled ends nothing."""
    day = standing.round.date if standing.status != "cancelled" else action.latest
    return day - timedelta(days=1) if day and action.step.stage == "before" and action.step.rank == "preparation" else day


def _keep_marked(actions: list[Action], standing: Standing, guide: Guide) -> list[Action]:
    """What the reader ticked stays in the plan, even when its step no longer applies."""
    present = {action.id for action in actions}
    for mark in standing.case.marks:
        name = str(mark.id)
        step = guide.step(name.split(".")[0])
        if mark.state == "done" and step and mark.due and name not in present:
            present.add(name)
            actions.append(Action(name, step, mark.due, "done", standing.words.say("why.kept"), title=step.title))
    return actions


def _own_steps(standing: Standing) -> list[Action]:
    """The reader's own steps, on the days the reader gave."""
    steps = standing.case.own_steps
    ids = [one.id for one in steps]
    # A second step with the same id, from a file made elsewhere, is told apart by its place.
    names = [one.id if one.id and ids.index(one.id) == number else f"n{number + 1}" for number, one in enumerate(steps)]
    return [_own(f"own.{name}", one, standing) for name, one in zip(names, steps, strict=True) if one.date and one.title]


def _own(name: str, one: OwnStep, standing: Standing) -> Action:
    assert one.date and one.title
    mark = mark_of(standing.case, name)
    words, today = standing.words, standing.today
    state = "due" if one.date == today else "late" if one.date < today else "later"
    if mark and mark.state in ("done", "not_for_me"):
        state = mark.state
    note = one.note or (words.say("late.note", was=words.day(one.date)) if state == "late" else None)
    return Action(name, OWN, one.date, state, words.say("why.own"), title=one.title, note=note)


def _timely(action: Action, standing: Standing) -> Action:
    """An open step with its last day no earlier than its own, and with a time of that day only where it can be kept."""
    if action.state not in ("due", "late", "later") or not (action.by or action.latest):
        return action
    by = by_on(action.due, action.by, standing.place) if action.step.channel else None if action.was else action.by
    # The reader's clock tells nothing of offices in another country.
    if by and standing.now and action.due == standing.today == (standing.today_here or standing.today) and not standing.is_abroad and by < standing.now:
        by = None
    latest = max(action.latest, action.due) if action.latest else None
    return action if (by, latest) == (action.by, action.latest) else replace(action, by=by, latest=latest)
