"""Are the rules held by the tests? Changes each number of the front matter and negates each condition, one at a time, and runs the expectations.

``make mutations`` prints every change with the first expectation that noticed it, and ends with 1 when one went unnoticed. ``--only TEXT`` tries
the changes whose name holds a text. Pages are read once; each change is made to the guide in memory.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from time import perf_counter
from typing import Any

from guide_engine import api, render
from guide_engine.answers import read
from guide_engine.case import Case
from guide_engine.conditions import CONDITIONS
from guide_engine.content import Due, Guide, Step
from guide_engine.places import read_place
from guide_engine.plan import make
from guide_engine.words import words_in
from tests.conftest import CASES, FIRST_YEAR, ROOT, case_names, load_case, place_of
from tests.engine import test_cases, test_lengths, test_tables

NUMBERS_OF_A_DATE = ("working_days", "days", "within_minutes", "by", "if_over_by")
NUMBERS_OF_A_STEP = ("useful_days", "apart")


@dataclass(frozen=True)
class Change:
    """One change: its name, the step it is of, the guide with it, or what else it does to words and holiday files."""

    name: str
    step: str
    guide: Guide
    elsewhere: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Expectation:
    """One test that can be run here: its name, the steps it speaks of, and the test."""

    name: str
    steps: frozenset[str]
    test: Callable[[], object]


def other_values(value: int | str) -> list[int | str]:
    """A number one more and one less, a time a minute later and earlier, a day of the year one later and earlier."""
    if isinstance(value, int):
        return [value + 1, value - 1] if value > 0 else [value + 1]
    if ":" in value:
        minutes = int(value[:2]) * 60 + int(value[3:])
        return [f"{n // 60:02d}:{n % 60:02d}" for n in (minutes + 1, minutes - 1)]
    day = date(2026, int(value[:2]), int(value[3:]))
    return [(day + timedelta(days=n)).strftime("%m-%d") for n in (1, -1)]


def negated(names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each of the conditions in turn replaced by its contrary."""
    for n, name in enumerate(names):
        contrary = f"not {name}"
        CONDITIONS.setdefault(contrary, lambda s, name=name: not CONDITIONS[name](s))  # type: ignore[misc]
        yield f"{name} negated", (*names[:n], contrary, *names[n + 1 :])


def changed_dues(step: Step) -> Iterator[tuple[str, tuple[Due, ...]]]:
    """Each number and each condition of a step's dates changed."""
    for n, due in enumerate(step.due):
        for key in NUMBERS_OF_A_DATE:
            value = getattr(due, key)
            for other in other_values(value) if value is not None and not (key == "working_days" and due.days is not None) else []:
                yield f"due {n + 1}: {key} {value} -> {other}", (*step.due[:n], due.but(**{key: other}), *step.due[n + 1 :])
        for name, when in negated(due.when):
            yield f"due {n + 1}: {name}", (*step.due[:n], due.but(when=when), *step.due[n + 1 :])


def changed_steps(step: Step) -> Iterator[tuple[str, Step]]:
    """Each number and each condition of a step changed."""
    for name, due in changed_dues(step):
        yield name, step.but(due=due)
    for name, when in negated(step.when):
        yield name, step.but(when=when)
    for key in NUMBERS_OF_A_STEP:
        value = getattr(step, key)
        for other in other_values(value) if value else []:
            yield f"{key} {value} -> {other}", step.but(**{key: other})
    if step.until:
        yield f"until {step.until} dropped", step.but(until=None)
    for n, value in enumerate(step.words):
        for other in other_values(value):
            yield f"words[{n}] {value} -> {other}", step.but(words=(*step.words[:n], int(other), *step.words[n + 1 :]))


def changes(guide: Guide) -> Iterator[Change]:
    """Every change there is to try."""
    for n, step in enumerate(guide.steps):
        for name, other in changed_steps(step):
            yield Change(f"{step.name}: {name}", step.name, guide.but(steps=(*guide.steps[:n], other, *guide.steps[n + 1 :])))
    for name in guide.rules.names():
        value = getattr(guide.rules, name)
        for other in other_values(value):
            yield Change(f"rules: {name} {value} -> {other}", "", guide.but(rules=guide.rules.but(**{name: other})))
    for n, quiet in enumerate(guide.quiet):
        for key in ("add_working_days", "first", "last"):
            value = getattr(quiet, key)
            for other in other_values(value) if value else []:
                seasons = (*guide.quiet[:n], quiet.but(**{key: other}), *guide.quiet[n + 1 :])
                yield Change(f"rules: {quiet.name} {key} {value} -> {other}", "", guide.but(quiet=seasons))
    yield from changed_half_days(guide)
    yield from changed_not_now(guide)


def changed_half_days(guide: Guide) -> Iterator[Change]:
    """The hour at which offices close on a half day changed, and the day itself."""
    for code, _ in guide.places:
        kept = (place_of({"place": code}) or {})["half_days"]  # type: ignore[index]
        for day, time in kept.items():
            for other in ({day: later} for later in other_values(time)):
                yield Change(f"rules: half day in {code} {time} -> {other[day]}", "", guide, lambda code=code, other=other: half_days(code, other))
            yield Change(f"rules: half day in {code} on another weekday", "", guide, lambda code=code, time=time: half_days(code, {"0": time}))


@contextmanager
def half_days(code: str, other: object) -> Iterator[None]:
    """The holiday file of a country with other half days."""
    found = test_tables._place_file(code)
    kept, found["half_days"] = found["half_days"], other
    try:
        yield
    finally:
        found["half_days"] = kept


def changed_not_now(guide: Guide) -> Iterator[Change]:
    """Each condition of what is not to be done now negated."""
    for n, entry in enumerate(words_in("en").find("not_now")):  # type: ignore[arg-type,var-annotated]
        for name, when in negated(tuple(entry["when"])):
            yield Change(f"not now {n + 1}: {name}", "", guide, lambda entry=entry, when=when: conditions_of(entry, when))


@contextmanager
def conditions_of(entry: dict[str, Any], when: tuple[str, ...]) -> Iterator[None]:
    """An entry of the words with other conditions."""
    kept, entry["when"] = entry["when"], list(when)
    try:
        yield
    finally:
        entry["when"] = kept


def expectations() -> list[Expectation]:
    """The tables, the approved plans, the worked examples and the lengths."""
    found = []
    test_tables._plan = plan_of
    for param in test_tables._entries():
        entry = param.values[0]
        named = {name.split(".")[0] for name, _ in test_tables._wanted(entry)} | set(entry.get("never", ()))
        found.append(Expectation(f"table {param.id}", frozenset(named), lambda entry=entry: test_tables.test_plan_is_as_the_table_says(entry)))
    for name in case_names():
        found.append(Expectation(f"case {name}", frozenset(), lambda name=name: approved(name)))
    for name, dates in test_cases.EXAMPLES.items():
        found.append(Expectation(f"example {name}", frozenset(dates), lambda name=name, dates=dates: test_cases.test_worked_examples_give_their_dates(name, dates)))
    found += [Expectation("lengths", frozenset({row["step"]}), lambda row=row: test_lengths.check(row)) for row in test_lengths.ROWS]
    return found


@cache
def read_entry(case: str) -> Case:
    """A case of the tables; reading it does not depend on the rules."""
    found = read(json.loads(case), words_in("en"))
    assert isinstance(found, Case)
    return found


def plan_of(entry: dict[str, Any]) -> dict[str, Any]:
    """The plan of an entry, made without the way through JSON: there are many thousands of them."""
    case = read_entry(json.dumps(entry["case"], default=str))
    place = read_place(test_tables._place_file(case.place), case.region)
    plan = make(case, api.guide(), date.fromisoformat(str(entry["today"])), place, words_in("en"), entry.get("now"))
    return render.as_data(plan)


def approved(name: str) -> None:
    """The text of an approved case is still what was approved."""
    case, about = load_case(name)
    plan = api.plan_of({"case": case, "today": about["today"], "now": about["now"], "place": place_of(case)}, words_in("en"))
    assert render.as_text(plan) == (CASES / name / "plan.txt").read_text("utf-8")  # type: ignore[arg-type]


def fails(expectation: Expectation) -> bool:
    """Whether a test notices."""
    try:
        expectation.test()
    except Exception:  # whatever a test or a broken rule raises is a notice
        return True
    return False


@contextmanager
def applied(change: Change) -> Iterator[None]:
    """The engine with a change."""
    kept, api.guide = api.guide, lambda: change.guide  # type: ignore[assignment]
    try:
        if change.elsewhere:
            with change.elsewhere():
                yield
        else:
            yield
    finally:
        api.guide = kept


def noticed(change: Change, held: list[Expectation]) -> str | None:
    """The first expectation that notices a change: those that name its step first, then those that noticed something lately."""
    with applied(change):
        for expectation in sorted(held, key=lambda one: change.step not in one.steps):
            if fails(expectation):
                held.remove(expectation)
                held.insert(0, expectation)
                return expectation.name
    return None


def main() -> int:
    """Try every change and say which were noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--only", default="", help="try only the changes whose name holds this text")
    parser.add_argument("--quiet", action="store_true", help="print only what survived and the sum")
    given = parser.parse_args()
    made = importlib.import_module("guide").write_data(ROOT / "docs", ROOT / "guide_engine" / "data", FIRST_YEAR)
    print(f"{len(made.steps)} steps")
    start = perf_counter()
    held = expectations()
    broken = [one.name for one in held if fails(one)]
    for name in broken:
        print(f"left out  {name}: fails without any change")
    held = [one for one in held if one.name not in broken]
    survived, tried = [], 0
    for change in changes(api.guide()):
        if given.only not in change.name:
            continue
        tried += 1
        by = noticed(change, held)
        if by is None:
            survived.append(change.name)
        if by is None or not given.quiet:
            print(f"caught    {change.name}  ({by})" if by else f"SURVIVED  {change.name}", flush=True)
    print(f"{tried} changes, {tried - len(survived)} caught, {len(survived)} survived; {len(held)} expectations; {perf_counter() - start:.0f} s")
    return 1 if survived or broken else 0


if __name__ == "__main__":
    sys.exit(main())
