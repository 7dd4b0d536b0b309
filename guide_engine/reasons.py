"""Why this date, counted aloud; what to know about a plan; and what not to do now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from guide_engine.case import Round
from guide_engine.conditions import an_answer_is_awaited, has_offer, holds
from guide_engine.content import Due, Step
from guide_engine.dates import A_DAY, minutes_later, minutes_of
from guide_engine.places import Count
from guide_engine.quiet import Delay
from guide_engine.standing import Rules, Standing


@dataclass(frozen=True)
class Notice:
    """Something the reader should know about the plan as a whole."""

    code: str
    text: str


def reason(step: Step, due: Due, standing: Standing, count: Count | None, day: date, delays: tuple[Delay, ...] = (), by: str | None = None) -> str:
    """The count that leads to a date, in words."""
    parts = [_start(due, standing), _counted(step, due, standing, count)]
    if count and count.passed:
        parts += _holidays(count, standing)
    parts += [standing.words.say(f"why.quiet.{delay.name}", n=delay.days) for delay in delays]
    if count and not delays and day != count.end:
        parts.append(standing.words.say("why.days_off", day=standing.short_day(count.end)))
    if day != standing.anchor(due.anchor):
        key = "why.so" if not by else "why.so_by_there" if standing.is_abroad else "why.so_by"
        parts.append(standing.words.say(key, day=standing.short_day(day), by=by))
    return " ".join(part for part in parts if part)


def _start(due: Due, standing: Standing) -> str:
    """The day that is counted from, and whose word it is."""
    words, anchor, told = standing.words, standing.anchor(due.anchor), standing.told(due.anchor)
    assert anchor is not None and told is not None
    moved = " " + words.say("why.no_working_day", day=standing.short_day(anchor)) if anchor != told else ""
    name, said = due.anchor, standing.promised
    if name == "promised_date" and said.kind == "window" and standing.round.said.words and standing.round.said.date is None:
        name, told, moved = "window", anchor, ""
    if name == "interview" and "timing_is_unknown" in due.when:
        name = "interview_no_date" if said.kind == "nothing" else "interview_open"
    if name == "closing_date" and standing.round.closing is None:
        name = "interview"
    key = f"why.anchor_past.{name}"
    if not (_has_passed(due.anchor, told, standing) and words.has(key)):
        key = f"why.anchor.{name}"
    return words.say(key, day=standing.short_day(told), said=standing.round.said.words) + moved


def _has_passed(anchor: str, told: date, standing: Standing) -> bool:
    """Whether a day is spoken of as past: the interview's own as soon as it is over."""
    return told < standing.today or (anchor == "interview" and standing.is_over)


def _counted(step: Step, due: Due, standing: Standing, count: Count | None) -> str:
    words = standing.words
    if due.days is not None:
        return words.say("why.add_days", n=due.days)
    if count is None:
        return words.say("why.on_the_day")
    if due.working_days == 0:
        return words.say("why.same_day" if count.end == count.start else "why.earlier_day" if due.before else "why.next_day")
    return words.say("why.before" if due.before else "why.add", n=due.working_days)


def _holidays(count: Count, standing: Standing) -> list[str]:
    """The public holidays the count passed over, each by its day and name."""
    named = [(day, name) for day, name in count.passed if name and day.weekday() not in standing.place.weekend]
    where = standing.words.place(standing.place.name)
    return [standing.words.say("why.holiday", day=standing.short_day(day), name=name, place=where) for day, name in sorted(named)]


def notices(standing: Standing) -> tuple[Notice, ...]:
    """What the reader should know: what we guessed, what we do not know, and what cannot be had."""
    found = [code for code, applies in NOTICES.items() if applies(standing)]
    values = {
        "place": standing.words.place(standing.place.name),
        "first": standing.place.years[0],
        "last": standing.place.years[1],
        "said": standing.round.said.words or "",
        "told": standing.words.day(standing.round.said.date) if standing.round.said.date else "",
        "offer_ends": standing.words.day(standing.case.offer.deadline) if standing.case.offer.deadline else "",
        "there": standing.words.day(standing.today),
        "here": standing.words.day(standing.today_here or standing.today),
    }
    return tuple(Notice(code, standing.words.say(f"notice.{code}", **values)) for code in found)


def _outside_years(standing: Standing) -> bool:
    days = [standing.today, standing.promised.day, *(r.date for r in standing.case.rounds), *(due for _, due in standing.dues)]
    return bool(standing.place.code) and any(day and not standing.place.covers(day) for day in days)


def _is_guess(standing: Standing) -> bool:
    """Nothing is known yet of what they say about when."""
    return standing.promised.kind == "unknown" and an_answer_is_awaited(standing)


def _deadline_too_near(standing: Standing) -> bool:
    deadline = standing.told("other_offer_deadline")
    return bool(deadline and deadline >= standing.today and standing.status == "waiting" and standing.place.working_days_between(standing.today, deadline) < standing.rules.deadline_near)


def _point_repeats(standing: Standing) -> bool:
    """One point of the reader's own would stand in notes to several people who talk to each other, and none of them is sent yet."""
    return bool(standing.round.my_point) and len(standing.round.people) > 1 and standing.status == "waiting" and not standing.happened("thanked")


NOTICES: dict[str, Callable[[Standing], bool]] = {
    "no_date": lambda s: s.round.date is None and s.status == "waiting",
    "over_open": lambda s: s.round.date == (s.today_here or s.today) and s.round.over is None and not s.over_by and s.status == "waiting",
    "guess_ahead": lambda s: _is_guess(s) and not s.is_over,
    "guess": lambda s: _is_guess(s) and s.is_over,
    "said_before": lambda s: s.promised.kind == "before",
    "unclear": lambda s: s.promised.kind == "unclear",
    "no_place": lambda s: not s.case.place,
    "place_missing": lambda s: bool(s.case.place and not s.place.code),
    "region_open": lambda s: s.place.region_is_open,
    "year_outside": _outside_years,
    "deadline_near": _deadline_too_near,
    "offer_ends": lambda s: bool(has_offer(s) and (d := s.told("offer_deadline")) and s.today <= d < s.place.next_suitable(s.today)),
    "offer_ended": lambda s: bool(has_offer(s) and (d := s.told("offer_deadline")) and d < s.today),
    "deadline_passed": lambda s: bool((d := s.told("other_offer_deadline")) and d < s.today and s.status == "waiting"),
    "other_day_there": lambda s: bool(s.today_here and s.today_here != s.today),
    "same_point": _point_repeats,
    "fraud": lambda s: bool(s.case.fraud_signs),
}


def not_now(standing: Standing) -> tuple[str, ...]:
    """What not to do now: each sentence of the table whose conditions hold, in the table's order."""
    table = standing.words.find("not_now")
    assert isinstance(table, list)
    day = standing.promised.day
    values = {"expected": standing.words.day(day) if day else ""}
    return tuple(entry["text"].format(**values) for entry in table if holds(tuple(entry["when"]), standing))


def minutes_before(round_: Round, rules: Rules) -> int:
    """How long before an interview to leave for it, or to be ready where there is no journey: the journey, the time to be early and what is kept spare."""
    travel = round_.travel_minutes or 0
    return travel + rules.arrive_early + _spare(travel, rules)


def _spare(travel: int, rules: Rules) -> int:
    return min(max(travel // 2, rules.spare_least), rules.spare_most)


def _leave_by(standing: Standing) -> str | None:
    """When to leave for an interview: its start, less the journey, the time to be early and what is kept spare."""
    time, travel, rules = standing.round.time, standing.round.travel_minutes, standing.rules
    if not time or travel is None:
        return None
    before = minutes_before(standing.round, rules)
    days = max(0, -((minutes_of(time) - before) // A_DAY))
    leave = minutes_later(time, days * A_DAY - before)
    key = "note.leave_days_before" if days else "note.leave_by"
    return standing.words.say(key, n=days, leave=leave, time=time, travel=travel, early=rules.arrive_early, spare=_spare(travel, rules))


# What a page may add to its step by name, worked out from the reader's own answers.
NOTES: dict[str, Callable[[Standing], str | None]] = {"leave_by": _leave_by}
