"""The command that says why a step is, or is not, in a plan: each of its conditions with its value."""

import json

import pytest

from guide_engine import api
from guide_engine.__main__ import main
from guide_engine.conditions import CONDITIONS
from guide_engine.explain import explain
from guide_engine.words import words_in
from tests.conftest import CASES, case_names, load_case, place_of

WORDS = words_in("en")


def plan_of(name):
    """The plan of one of the approved cases."""
    case, about = load_case(name)
    return api.plan_of({"case": case, "today": about["today"], "now": about["now"], "place": place_of(case)}, WORDS)


@pytest.mark.parametrize("name", case_names())
def test_explanations_agree_with_the_plan(name):
    """Every step of the guide is explained once; one with a condition that does not hold is not in the plan unless it is done."""
    plan = plan_of(name)
    found = explain(plan)
    assert [one.step for one in found] == [step.slug for step in plan.guide.steps]
    states = {action.id: action.state for action in plan.actions}
    for one, step in zip(found, plan.guide.steps, strict=True):
        assert tuple(condition for condition, _ in one.conditions) == step.when
        assert set(one.ids) == {action.id for action in plan.actions if action.step is step}
        if not all(value for _, value in one.conditions) and step.per == "once" and not step.every_round:
            assert all(states[id_] == "done" for id_ in one.ids)
        if any(states[id_] != "done" for id_ in one.ids):
            assert one.anchor and one.counted_from


@pytest.mark.parametrize("name", ["e-1-window-in-london", "please-do-not-contact", "rejected"])
def test_the_command_prints_each_condition_with_its_value(name, capfd):
    """``why`` prints for every step whether it is in the plan, each condition with yes or no and its sentence, and what it counts from."""
    assert main(["why", str(CASES / name / "case.json"), "--today", load_case(name)[1]["today"]]) == 0
    printed = capfd.readouterr().out
    for one in explain(plan_of(name)):
        assert f"{one.step}: {'in the plan as' if one.ids else 'not in the plan'}" in printed
        for condition, value in one.conditions:
            assert f"    {'yes' if value else 'no '}  {condition}: {WORDS.say(f'condition.{condition}')}\n" in printed


def test_one_step_alone_can_be_asked_about(capfd):
    """``why --step check-in`` tells of that step only."""
    name = "please-do-not-contact"
    assert main(["why", str(CASES / name / "case.json"), "--today", load_case(name)[1]["today"], "--step", "check-in"]) == 0
    printed = capfd.readouterr().out
    assert printed.startswith("after/check-in: not in the plan\n") and "after/check-in-again" not in printed
    assert "    no   contact_is_welcome: " in printed


def told_of(case, step, today, capfd, tmp_path):
    """What the command says of one step of a case."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case), "utf-8")
    assert main(["why", str(file), "--today", today, "--step", step]) == 0
    return capfd.readouterr().out


def test_a_step_for_one_of_two_people_is_explained_by_that_one(capfd, tmp_path):
    """Ann is still to be thanked and Bob was: the step is in the plan for Ann, and no condition of it says no."""
    people = [{"name": "Ann", "cared_about": "maps"}, {"name": "Bob", "cared_about": "tides"}]
    case = {"place": "GB", "rounds": [{"date": "2026-11-18", "people": people}], "events": [{"what": "thanked", "on": "2026-11-18", "to": "Bob"}]}
    printed = told_of(case, "send-a-thank-you-note", "2026-11-19", capfd, tmp_path)
    assert "in the plan as send-a-thank-you-note.p1\n" in printed and "    no " not in printed


def test_a_step_whose_time_has_passed_says_so(capfd, tmp_path):
    """Where every condition holds and the step is not in the plan, a last line says that its time has passed; nowhere else does it stand."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-18"}]}
    assert told_of(case, "send-a-thank-you-note", "2026-11-25", capfd, tmp_path).endswith(WORDS.say("explain.no_time") + "\n")
    assert told_of(case, "wait-well", "2026-11-25", capfd, tmp_path).count(WORDS.say("explain.no_time")) == 0
    assert told_of(case, "withdraw", "2026-11-25", capfd, tmp_path).count(WORDS.say("explain.no_time")) == 0


def test_every_condition_has_a_sentence_and_the_other_way_round():
    """Each condition a page may name has its sentence in words, and no sentence is left over."""
    assert set(WORDS.find("condition")) == set(CONDITIONS)


def test_every_condition_is_used():
    """Each condition is named by a step, by one of its dates, or by what is not to be done now."""
    steps = api.guide().steps
    used = {name for step in steps for name in (*step.when, *(name for due in step.due for name in due.when))}
    used |= {name for entry in WORDS.find("not_now") for name in entry["when"]}
    assert json.dumps(sorted(set(CONDITIONS) - used - INNER)) == "[]"


# Named by other conditions or by the engine, not by a page.
INNER = {"place_is_slow"} & set(CONDITIONS)
