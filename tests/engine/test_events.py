"""A plan that lives: what happens makes a new plan from the same case, and the new plan says what changed and why."""

import itertools
import json
import re
from datetime import date, timedelta

import pytest

from guide_engine import api
from guide_engine.case import EVENTS
from guide_engine.conditions import CONDITIONS
from guide_engine.places import read_place
from guide_engine.words import words_in
from tests.conftest import place_of, request_of

OPEN = ("due", "late", "later", "pinned", "snoozed")
CHECKS = ("check-in", "check-in-again", "ask-your-recruiter", "write-to-the-deputy")
# London, Wednesday 9 September 2026, nothing said: seven working days on is Friday 18, seven more Tuesday 29, ten more Tuesday 13 October.
ROUND = {"date": "2026-09-09", "time": "10:00", "said": {"kind": "nothing"}}
CASE = {"place": "GB", "region": "ENG", "rounds": [ROUND], "events": [{"what": "thanked", "on": "2026-09-09"}]}
SENT = [{"what": "checked_in", "on": "2026-09-18"}, {"what": "checked_in", "on": "2026-09-29"}]


def plan_of(case, today, **more):
    """The plan of a case on a day, as data."""
    answer = json.loads(api.run(json.dumps({**request_of(case, str(today), None, ()), **more})))
    assert answer["ok"], answer
    return answer["plan"]


def with_events(*events, **more):
    """The case with these events as well."""
    return {**CASE, "events": [*CASE["events"], *events], **more}


def open_days(plan):
    """The open steps and their days."""
    return {action["id"]: action["due"] for action in plan["actions"] if action["state"] in OPEN}


def checks(plan):
    """The open steps that ask for news, and their days."""
    return {action["id"]: action["due"] for action in plan["actions"] if action["state"] in OPEN and action["step"].rpartition("/")[2] in CHECKS}


def messages(plan):
    """The open steps that send something."""
    return [action["id"] for action in plan["actions"] if action["state"] in OPEN and action["draft"]]


def days_from(first, count):
    """So many days from one on."""
    return [date.fromisoformat(first) + timedelta(days=n) for n in range(count)]


def ticked(plan, *states):
    """A mark for every open step of a plan, with these states by turns."""
    steps = [action for action in plan["actions"] if action["state"] in OPEN and action["kind"] == "do"]
    return [{"id": action["id"], "state": state, "on": plan["today"], "due": action["due"]} for action, state in zip(steps, itertools.cycle(states), strict=False)]


def test_silence_leads_from_check_in_to_close_out():
    """Nothing said, London, 9 September: check-ins on Friday 18 and Tuesday 29 September, the close-out on Tuesday 13 October."""
    found = open_days(plan_of(CASE, "2026-09-10"))
    assert (found["check-in"], found["check-in-again"], found["close-the-file"]) == ("2026-09-18", "2026-09-29", "2026-10-13")


def test_the_second_check_in_counts_from_the_day_the_first_was_sent():
    """A first check-in sent two days late moves the second one and the close-out by as much."""
    found = open_days(plan_of(with_events({"what": "checked_in", "on": "2026-09-22"}), "2026-09-22"))
    assert "check-in" not in found
    assert (found["check-in-again"], found["close-the-file"]) == ("2026-10-01", "2026-10-15")


def test_a_reply_resets_the_count():
    """They answer without a date after two check-ins: two new ones count from their answer, seven working days and seven more."""
    plan = plan_of(with_events(*SENT, {"what": "replied", "on": "2026-09-30"}), "2026-09-30")
    assert checks(plan) == {"check-in.c1": "2026-10-09", "check-in-again.c1": "2026-10-20"}


def test_a_reply_with_a_date_counts_from_that_date():
    """They answer with a new date, Wednesday 7 October: the next check-in is two working days after it."""
    for event in ({"what": "replied", "on": "2026-09-21", "date": "2026-10-07"}, {"what": "new_date", "on": "2026-09-21", "date": "2026-10-07"}):
        plan = plan_of(with_events(SENT[0], event), "2026-09-21")
        assert checks(plan) == {"check-in.c1": "2026-10-09", "check-in-again.c1": "2026-10-20"}


def test_two_unanswered_check_ins_end_in_a_close_out():
    """After two unanswered check-ins there is a close-out ten working days later, and the plan says that a third would be too much."""
    plan = plan_of(with_events(*SENT), "2026-09-30")
    assert checks(plan) == {}
    assert open_days(plan)["close-the-file"] == "2026-10-13"
    assert any("third" in sentence for sentence in plan["not_now"])


@pytest.mark.parametrize("today", days_from("2026-09-29", 90), ids=str)
def test_there_is_never_a_third_check_in(today):
    """On every day of three months after the second check-in no further one is planned."""
    assert checks(plan_of(with_events(*SENT), today)) == {}


def test_after_the_close_out_nothing_is_left_to_send():
    """Once the file is closed the plan holds no message at all."""
    assert messages(plan_of(with_events(*SENT, {"what": "closed", "on": "2026-10-13"}), "2026-10-14")) == []


def test_resting_is_a_plan():
    """When all that can be done is done, the plan says until which day to rest, and that is the day of the next step."""
    marks = [{"id": name, "state": "done", "on": "2026-09-10", "due": "2026-09-10"} for name in ("keep-applying", "wait-well", "write-it-down", "put-it-in-your-calendar")]
    plan = plan_of({**CASE, "marks": marks}, "2026-09-14")
    assert plan["resting"]["until"] == "2026-09-18"
    assert "Friday 18 September" in plan["resting"]["text"]
    assert plan["next"] == "check-in"


def test_waiting_is_called_normal_where_somebody_waits():
    """Nothing to do for a while is normal after an interview; before one, with less time than usual, the day alone is said."""
    before = {"rounds": [{"date": "2026-12-01"}]}
    assert plan_of(before, "2026-11-28")["resting"]["text"] == "Nothing to do until Monday 30 November 2026."
    marks = [{"id": "write-it-down", "state": "done", "on": "2026-09-10", "due": "2026-09-10"}]
    assert plan_of({**CASE, "marks": marks}, "2026-09-12")["resting"]["text"].endswith("That is normal.")


def test_a_plan_may_hold_no_message():
    """Asked not to write, with thanks sent, and the optional close-out set aside: the plan holds no message, and says why."""
    case = {**CASE, "rounds": [{**ROUND, "said": {"kind": "do_not_contact"}}], "marks": [{"id": "close-the-file", "state": "not_for_me"}]}
    for today in days_from("2026-09-10", 60):
        plan = plan_of(case, today)
        assert messages(plan) == []
        assert any("asked not to be contacted" in sentence for sentence in plan["not_now"])


@pytest.mark.parametrize("kind", ["do_not_contact", "if_successful"])
def test_do_not_contact_is_obeyed(kind):
    """They asked not to be contacted: on no day of three months is there a check-in; one close-out, twenty working days on, asks nothing."""
    case = {**CASE, "rounds": [{**ROUND, "said": {"kind": kind}}]}
    for today in days_from("2026-09-09", 90):
        assert checks(plan_of(case, today)) == {}
    assert open_days(plan_of(case, "2026-09-10"))["close-the-file"] == "2026-10-07"


def test_do_not_contact_holds_for_deadlines_and_portals_too():
    """With another offer and a date of one's own, "do not contact us" still holds."""
    case = {
        **CASE, "kind": "public", "rounds": [{**ROUND, "said": {"kind": "do_not_contact"}}], "must_have_by": "2026-10-01",
        "other_offers": [{"from": "Beta", "received": "2026-09-10", "deadline": "2026-09-24"}],
    }  # fmt: skip
    plan = plan_of(case, "2026-09-10")
    assert {action["to"] for action in plan["actions"] if action["state"] in OPEN and action["draft"]} <= {"whoever made the other offer", "the person who arranged it"}
    assert set(messages(plan)) <= {"ask-for-more-time", "close-the-file"}


def test_a_new_round_restarts_the_clock():
    """Two check-ins went unanswered, then they asked to a second round: its thank-you and check-ins count from the new interview."""
    rounds = [ROUND, {"date": "2026-10-14", "time": "10:00", "said": {"kind": "nothing"}}]
    plan = plan_of(with_events(*SENT, {"what": "next_round", "on": "2026-10-05"}, rounds=rounds), "2026-10-14")
    found = open_days(plan)
    assert found["send-a-thank-you-note.r2"] == "2026-10-14"
    assert checks(plan) == {"check-in.r2": "2026-10-23", "check-in-again.r2": "2026-11-03"}


def test_an_invitation_ends_the_wait():
    """Asked to a second round without a day yet: confirm within one working day, no check-in."""
    plan = plan_of(with_events({"what": "next_round", "on": "2026-09-15"}), "2026-09-15")
    assert checks(plan) == {}
    assert open_days(plan)["confirm-the-interview"] == "2026-09-16"


@pytest.mark.parametrize("what", ["rejected", "offer", "withdrawn", "accepted", "declined", "closed", "reserve", "on_hold", "cancelled"])
def test_what_ends_or_pauses_the_wait_ends_the_check_ins(what):
    """After a no, an offer, a hold, a withdrawal and the like nobody is asked for news."""
    for today in days_from("2026-09-15", 30):
        assert checks(plan_of(with_events({"what": what, "on": "2026-09-15"}), today)) == {}


@pytest.mark.parametrize("what", ["withdrawn", "closed"])
def test_an_ended_case_sends_nothing(what):
    """After the reader has withdrawn or closed the file, no message is left in the plan."""
    case = with_events({"what": what, "on": "2026-09-15"}, contact={"name": "Ana", "email": "ana@example.org"}, must_have_by="2026-10-01", referred_by="Ben")
    assert messages(plan_of(case, "2026-09-15")) == []


def test_fraud_sends_nothing_to_them():
    """With signs of fraud the plan begins with checking who they are and holds no message to them."""
    case = {**CASE, "events": [], "fraud_signs": True, "must_have_by": "2026-10-01", "referees": [{"name": "Ana"}], "offer": {"received": "2026-09-10"}}
    plan = plan_of(case, "2026-09-10")
    assert plan["next"] == "stop-if-it-smells-like-fraud"
    assert messages(plan) == []


def test_one_person_is_thanked_and_the_others_remain():
    """Thanks told for one of three leave the notes to the two others in the plan."""
    people = [{"name": name, "cared_about": name} for name in ("Ana", "Ben", "Chi")]
    case = {**CASE, "rounds": [{**ROUND, "people": people}], "events": [{"what": "thanked", "on": "2026-09-09", "to": "Ben"}]}
    to = {action["to"] for action in plan_of(case, "2026-09-09")["actions"] if action["step"].endswith("send-a-thank-you-note") and action["state"] in OPEN}
    assert to == {"Ana", "Chi"}


def test_five_people_in_each_of_four_rounds():
    """Five people in each of four rounds: on each round's day five notes, one to each, no id twice; ticked ones all stay to the end."""
    rounds, marks = [], []
    for number, day in enumerate(("2026-09-09", "2026-09-16", "2026-09-23", "2026-09-30"), 1):
        people = [{"name": f"P{number}{n}", "cared_about": f"matter {number}{n}"} for n in range(5)]
        rounds = [*rounds, {"date": day, "time": "10:00", "people": people, "said": {"kind": "nothing"}}]
        plan = plan_of({"place": "GB", "rounds": rounds, "marks": marks}, day)
        notes = [action for action in plan["actions"] if action["step"].endswith("send-a-thank-you-note") and action["state"] == "due"]
        assert sorted(action["to"] for action in notes) == [person["name"] for person in people]
        marks = [*marks, *({"id": action["id"], "state": "done", "on": day, "due": day} for action in notes)]
        ids = [action["id"] for action in plan["actions"]]
        assert len(ids) == len(set(ids))
    plan = plan_of({"place": "GB", "rounds": rounds, "marks": marks}, "2026-10-01")
    done = [action for action in plan["actions"] if action["state"] == "done"]
    assert len(done) == 20 and {action["due"] for action in done} == {round_["date"] for round_ in rounds}
    assert checks(plan) == {"check-in.r4": "2026-10-09", "check-in-again.r4": "2026-10-20"}


@pytest.mark.parametrize("what", EVENTS)
def test_done_and_pinned_steps_never_move(what):
    """Whatever happens, ticked steps keep day and tick, and pinned ones that still apply keep their day."""
    marks = ticked(plan_of({**CASE, "events": []}, "2026-09-10"), "done", "pinned")
    for today in ("2026-09-15", "2026-10-15"):
        plan = plan_of({**CASE, "events": [{"what": what, "on": "2026-09-15"}], "marks": marks}, today)
        found = {action["id"]: action for action in plan["actions"]}
        for mark in marks:
            if mark["state"] == "done":
                assert (found[mark["id"]]["state"], found[mark["id"]]["due"]) == ("done", mark["due"])
            elif mark["id"] in found:
                assert (found[mark["id"]]["state"], found[mark["id"]]["due"]) == ("pinned", mark["due"])


def test_the_last_mark_of_a_step_counts():
    """A step that was put off and then ticked is ticked; an edited draft changes neither."""
    marks = [{"id": "check-in", "state": "snoozed", "due": "2026-09-21"}, {"id": "check-in", "state": "edited", "text": "Hello"}]
    assert open_days(plan_of({**CASE, "marks": marks}, "2026-09-10"))["check-in"] == "2026-09-21"
    marks += [{"id": "check-in", "state": "done", "on": "2026-09-18", "due": "2026-09-18"}]
    plan = plan_of({**CASE, "marks": marks}, "2026-09-18")
    assert next(action["state"] for action in plan["actions"] if action["id"] == "check-in") == "done"
    assert checks(plan) == {"check-in-again": "2026-09-29"}


@pytest.mark.parametrize("code", ["GB", "SA", "IL", "CN", "JP", "US", "NP"])
def test_putting_off_offers_working_days_only(code):
    """Every open step may be put off to three later days, each a working day of the place and none of the reader's days off."""
    off = [{"date": "2026-12-22"}, {"date": "2026-12-23"}, {"date": "2026-12-30"}]
    case = {"place": code, "rounds": [{"date": "2026-12-10", "said": {"kind": "date", "date": "2026-12-18"}}], "days_off": off}
    place = read_place(place_of(case))
    for today in days_from("2026-12-10", 40):
        for action in plan_of(case, today)["actions"]:
            if action["state"] not in OPEN or action["kind"] != "do":
                assert action["snooze"] == []
                continue
            days = [date.fromisoformat(day) for day in action["snooze"]]
            assert len(days) == 3 and days == sorted(set(days)) and days[0] > max(today, date.fromisoformat(action["due"]))
            assert all(place.is_working_day(day) and {"date": day.isoformat()} not in off for day in days)


@pytest.mark.parametrize("what", EVENTS)
def test_changes_say_what_and_why(what):
    """Whatever happens, each step that moved, came or went is in the list of changes, with its days and a sentence that says why."""
    before = {**CASE, "events": []}
    case = {**before, "events": [{"what": what, "on": "2026-09-15", "date": "2026-10-02" if what in ("new_date", "replied") else None}]}
    old, new = plan_of(before, "2026-09-15"), plan_of(case, "2026-09-15", before=before)
    was, now = ({action["id"]: action["due"] for action in plan["actions"]} for plan in (old, new))
    changes = {change["id"]: change for change in new["changes"]}
    again = {re.sub(r"\.c\d+$", "", name): name for name in now if name not in was and re.sub(r"\.c\d+$", "", name) in was and re.sub(r"\.c\d+$", "", name) not in now}
    was = {again.get(name, name): day for name, day in was.items()}
    assert set(changes) == {name for name in was | now if was.get(name) != now.get(name)}
    for name, change in changes.items():
        assert change["kind"] == ("came" if name not in was else "went" if name not in now else "moved")
        assert (change["before"], change["after"]) == (was.get(name), now.get(name))
        assert change["title"] and len(change["why"]) > 20 and "None" not in change["why"] and "{" not in change["why"]


def test_what_went_names_the_reason():
    """After a no, the check-in is gone, and the list says in a few words why."""
    new = plan_of(with_events({"what": "rejected", "on": "2026-09-15"}), "2026-09-15", before=CASE)
    went = next(change for change in new["changes"] if change["id"] == "check-in")
    assert (went["kind"], went["why"]) == ("went", "No longer needed: you are not waiting for their answer any more.")


def test_what_keeps_its_day_has_not_moved():
    """They ask for referees before the day they named: the check-ins begin a new count on the same days, so none is said to have moved."""
    case = {**CASE, "rounds": [{**ROUND, "said": {"kind": "date", "date": "2026-09-16"}}]}
    asked = {**case, "events": [*CASE["events"], {"what": "references_asked", "on": "2026-09-11"}]}
    new = plan_of(asked, "2026-09-11", before=case)
    assert "check-in.c1" in open_days(new) and [change["id"] for change in new["changes"]] == ["send-your-reference-list"]


def test_what_went_with_the_round_before_says_so():
    """A second interview takes the first one's check-in away, and the list says why."""
    second = {**CASE, "rounds": [ROUND, {"date": "2026-09-23"}]}
    went = next(change for change in plan_of(second, "2026-09-15", before=CASE)["changes"] if change["id"] == "check-in")
    assert (went["kind"], went["why"]) == ("went", "No longer needed: another interview is in hand, and its own dates count.")


def test_what_goes_before_an_interview_is_not_said_to_be_over():
    """Who decides against a second interview is told that it will not be held, and not that it is over."""
    second = {**CASE, "rounds": [ROUND, {"date": "2026-09-23"}]}
    went = {change["id"]: change["why"] for change in plan_of({**second, "offer": {"answer": "decline"}}, "2026-09-15", before=second)["changes"] if change["kind"] == "went"}
    assert went["stay-calm.r2"] == went["write-it-down.r2"] == "No longer needed: that interview is over, or you will not have it now."
    assert went["send-a-thank-you-note.r2"] == "No longer needed: it is settled, called off, or you are leaving it."


def test_short_reasons_are_those_of_conditions():
    """Each short reason for what went stands under the name of a condition."""
    assert {key.removeprefix("change.since.") for key in words_in("en").table if key.startswith("change.since.")} <= set(CONDITIONS)


def test_what_moved_names_both_days():
    """A new date moves the check-in, and the list says from which day to which, and what it now counts from."""
    case = {**CASE, "rounds": [{**ROUND, "said": {"kind": "date", "date": "2026-09-16"}}]}
    changed = {**case, "rounds": [{**ROUND, "said": {"kind": "date", "date": "2026-09-23"}}]}
    moved = next(change for change in plan_of(changed, "2026-09-10", before=case)["changes"] if change["id"] == "check-in")
    assert (moved["kind"], moved["before"], moved["after"]) == ("moved", "2026-09-18", "2026-09-25")
    assert "Friday 18 September" in moved["why"] and "Friday 25 September" in moved["why"] and "They said Wednesday 23 September" in moved["why"]


def test_an_offer_is_answered_before_a_referee_hears_of_it():
    """On the day an offer comes, the one next step is to answer it, and not to tell a referee the result."""
    new = plan_of(with_events({"what": "offer", "on": "2026-09-15"}, referees=[{"name": "Dr Roy", "told": True}]), "2026-09-15")
    assert "tell-referees-the-result" in open_days(new) and new["next"] == "answer-an-offer"


def test_no_earlier_plan_no_changes():
    """Without an earlier case there is no list of changes; with the same case it is empty."""
    assert plan_of(CASE, "2026-09-10")["changes"] is None
    assert plan_of(CASE, "2026-09-10", before=CASE)["changes"] == []


def test_events_count_by_their_days_not_by_their_order():
    """Events told in another order give the same plan."""
    events = [*SENT, {"what": "replied", "on": "2026-09-21"}, {"what": "thanked", "on": "2026-09-09"}]
    plans = [plan_of({**CASE, "events": list(some)}, "2026-09-30")["actions"] for some in itertools.permutations(events)]
    assert all(plan == plans[0] for plan in plans)


def test_an_event_without_a_day_counts_as_today():
    """A check-in told without its day counts from today."""
    assert open_days(plan_of(with_events({"what": "checked_in"}), "2026-09-18"))["check-in-again"] == "2026-09-29"


@pytest.mark.parametrize("first", EVENTS)
def test_every_pair_of_events_gives_a_plan(first):
    """Any two things that happen, on one day or on two, give a plan without error in which every step says why."""
    for second, day in itertools.product(EVENTS, ("2026-09-15", "2026-09-22")):
        events = [{"what": first, "on": "2026-09-15"}, {"what": second, "on": day}]
        plan = plan_of({**CASE, "events": events}, "2026-09-23")
        assert all(action["why"] for action in plan["actions"])


def test_safety_comes_before_everything_else_of_its_day(plan):
    """Where it smells of fraud while preparation would be due, the next step is to stop and check who they are."""
    case = {"place": "GB", "fraud_signs": True, "rounds": [{"date": "2026-11-26", "time": "10:00"}]}
    for today in ("2026-11-23", "2026-11-24", "2026-11-25"):
        made = plan(case, today, "09:00")
        assert made["next"] == "stop-if-it-smells-like-fraud", today
