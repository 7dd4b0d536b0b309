"""Why this date, in words: what has passed is told as past, what nobody said is not put into their mouth, and places have their article."""

import json
import re

import pytest

from guide_engine import api
from tests.conftest import request_of

ROUND = {"date": "2026-11-10", "said": {"kind": "nothing"}}


def why(plan, step, case, today, now=None):
    """The reason for a step's date."""
    return next(action["why"] for action in plan(case, today, now)["actions"] if action["id"].startswith(step))


@pytest.mark.parametrize(
    ("today", "now", "said"),
    [
        ("2026-11-09", None, "The interview is on Tuesday 10 November."),
        ("2026-11-10", "09:00", "The interview is on Tuesday 10 November."),
        ("2026-11-10", "12:00", "The interview was on Tuesday 10 November."),
        ("2026-11-11", None, "The interview was on Tuesday 10 November."),
    ],
)
def test_an_interview_is_past_as_soon_as_it_is_over(plan, today, now, said):
    """A date counted from the interview says that it "is" on a day until it has taken place, and then that it "was"."""
    case = {"place": "GB", "rounds": [{**ROUND, "time": "10:00"}]}
    assert why(plan, "send-a-thank-you-note", case, today, now).startswith(said)


def test_what_has_passed_is_told_as_past(plan):
    """A check-in that was sent, the last day of what they said, and the return of whoever decides are told as past once they are."""
    sent = {"place": "GB", "rounds": [ROUND], "events": [{"what": "checked_in", "on": "2026-11-19"}]}
    assert why(plan, "check-in-again", sent, "2026-11-23").startswith("The first check-in was on Thursday 19 November.")
    window = {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": "words", "words": "end of next week"}}]}
    assert "The last working day of that is Friday 20 November." in why(plan, "check-in", window, "2026-11-20")
    assert "The last working day of that was Friday 20 November." in why(plan, "check-in", window, "2026-11-23")
    away = {"place": "GB", "rounds": [ROUND], "manager_back": "2026-11-20"}
    assert why(plan, "check-in", away, "2026-11-23").startswith("The person who decides was back on Friday 20 November.")


def test_the_later_of_two_days_gives_the_reason(plan):
    """The manager is back on Friday 13 November and they said Friday 20: the date is theirs, and nobody is said to come back on it."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": "date", "date": "2026-11-20"}}], "manager_back": "2026-11-13"}
    assert why(plan, "check-in", case, "2026-11-23").startswith("They said Friday 20 November. We add 2 working days.")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("nothing", "They named no day, so we count from the interview on Tuesday 10 November."), ("unknown", "No day is known yet, so we count from the interview on Tuesday 10 November.")],
)
def test_nothing_is_put_into_their_mouth(plan, kind, said):
    """Only a reader who says that they named no time reads so; to one who does not know the plan says that no day is known yet."""
    assert why(plan, "check-in", {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": kind}}]}, "2026-11-11").startswith(said)


def test_a_date_is_not_said_twice(plan):
    """A step on the interview's own day says so once."""
    reason = why(plan, "ask-what-happens-next", {"place": "GB", "rounds": [ROUND]}, "2026-11-09")
    assert reason == "The interview is on Tuesday 10 November. This step belongs to that day."


@pytest.mark.parametrize(("code", "named"), [("GB", "in the United Kingdom:"), ("NL", "in the Netherlands:"), ("IE", "in Ireland:")])
def test_countries_have_their_article(plan, code, named):
    """A holiday is one "in the United Kingdom", and one "in Ireland"."""
    assert named in why(plan, "check-in", {"place": code, "rounds": [{"date": "2026-03-30", "said": {"kind": "nothing"}}]}, "2026-03-31")


def test_no_holiday_is_named_with_a_date_in_figures(plan):
    """A day off in China that stands for a worked Saturday names that day with its month, never as 02/14/2026."""
    reason = why(plan, "check-in", {"place": "CN", "rounds": [{"date": "2026-02-11", "said": {"kind": "nothing"}}]}, "2026-02-12")
    assert "substituted from 14 February 2026" in reason
    assert not re.search(r"\d/\d", reason)


def test_what_is_spoken_is_not_sent():
    """A call to the recruiter is "ready to say", and its button says "I called"; a note is "I sent it"."""
    case = {"place": "GB", "arranged_by": "agency", "contact": {"name": "Dee"}, "role": "Planner", "organisation": "Example Labs", "me": {"name": "Sam", "phone": "1"}, "rounds": [{**ROUND, "my_point": "six years"}]}
    page = json.loads(api.run(json.dumps(request_of(case, "2026-11-11", None, ("html",)))))["forms"]["html"]
    calls = re.findall(r'data-do="sent" data-step="([a-z-]+)[^>]*>([^<]*)<', page)
    assert dict(calls) == {"call-your-recruiter": "I called", "ask-your-recruiter": "I called", "check-in-again": "I sent it", "close-the-file": "I sent it"}
    assert "Ready to say" in page


def notices(plan, *given):
    """The sentences to know about a plan, by their codes."""
    return {notice["code"]: notice["text"] for notice in plan(*given)["notices"]}


def test_a_day_named_before_the_interview_is_doubted_and_not_counted_from(plan):
    """They cannot have promised an answer for a day before the interview: the plan says so, counts from the interview, and asks nothing the day after it."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": "date", "date": "2026-11-06"}}]}
    assert "Friday 6 November 2026, is before the interview" in notices(plan, case, "2026-11-11")["said_before"]
    assert next(action["due"] for action in plan(case, "2026-11-11")["actions"] if action["id"] == "check-in") == "2026-11-19"
    case["rounds"][0]["said"]["date"] = "2026-11-10"
    assert "said_before" not in notices(plan, case, "2026-11-11")


def test_it_is_asked_whether_todays_interview_is_over(plan):
    """On the day of an interview of unknown time the plan asks whether it is over; not when that is told, or follows from the time, or on another day."""
    told = {"place": "GB", "rounds": [{"date": "2026-11-10"}]}
    assert "over_open" in notices(plan, told, "2026-11-10", "12:00")
    assert "over_open" not in notices(plan, told, "2026-11-11")
    for known in ({"over": True}, {"over": False}, {"time": "10:00"}):
        assert "over_open" not in notices(plan, {"place": "GB", "rounds": [{"date": "2026-11-10", **known}]}, "2026-11-10", "12:00")


def test_what_they_said_is_asked_for_only_once_it_can_be_known(plan):
    """Before the interview the plan advises to ask there when one will hear; after it, to tell what they said."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-10", "time": "10:00"}]}
    assert "guess_ahead" in (ahead := notices(plan, case, "2026-11-09")) and "guess" not in ahead
    assert "guess" in (over := notices(plan, case, "2026-11-11")) and "guess_ahead" not in over


def test_a_deadline_that_has_passed_is_not_called_near(plan):
    """Of another offer's deadline the plan says that it is near, or that it has passed, never both."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-10"}], "other_offers": [{"deadline": "2026-11-18"}]}
    found = [set(notices(plan, case, today)) & {"deadline_near", "deadline_passed"} for today in ("2026-11-17", "2026-11-18", "2026-11-19")]
    assert found == [{"deadline_near"}, {"deadline_near"}, {"deadline_passed"}]


def test_a_day_that_moves_off_the_weekend_says_so(plan):
    """Thanks for an interview on a Saturday wait for Monday, and the reason says that Saturday is no working day there."""
    case = {"place": "GB", "kind": "local", "rounds": [{"date": "2026-11-21", "time": "09:00"}]}
    reason = why(plan, "send-a-thank-you-note", case, "2026-11-21", "11:00")
    assert reason.startswith("The interview was on Saturday 21 November. That is no working day there, and the next one is best. So: Monday 23 November")


def test_no_closing_date_is_named_that_nobody_gave(plan):
    """The check after a recording counts from its closing date; where none was given, from the day of the recording, and says so."""
    recorded = {"date": "2026-11-17", "form": "recorded"}
    assert why(plan, "check-in", {"place": "GB", "rounds": [recorded]}, "2026-11-18").startswith("The interview was on Tuesday 17 November.")
    assert why(plan, "check-in", {"place": "GB", "rounds": [{**recorded, "closing": "2026-11-19"}]}, "2026-11-18").startswith("The closing date is Thursday 19 November.")


@pytest.mark.parametrize("what", ["moved", "cancelled"])
def test_a_cancelled_interview_is_not_said_to_be_only_moved(plan, what):
    """The reason for offering times holds for an interview that was moved and for one that was cancelled."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-20"}], "events": [{"what": what, "on": "2026-11-17"}]}
    assert why(plan, "agree-a-new-time", case, "2026-11-18").startswith("They moved or cancelled it on Tuesday 17 November.")


def test_the_same_point_in_notes_to_several_people_is_said(plan):
    """Where one point of the reader's own stands in the notes to several people, the plan says so, until one is sent; with one person, or no point, it does not."""
    point, people = "I set up the shift plan", [{"name": "Maya Okafor", "cared_about": "the rota"}, {"name": "Jon Reyes", "cared_about": "new tools"}, {"name": "Ana Silva", "cared_about": "the winter"}]
    case = {"place": "GB", "rounds": [{**ROUND, "people": people, "my_point": point}]}
    notes = [json.dumps(action["draft"]) for action in plan(case, "2026-11-11")["actions"] if action["id"].startswith("send-a-thank-you-note")]
    assert [point in note for note in notes] == [True, True, True]
    assert "same_point" in notices(plan, case, "2026-11-11")
    for other in ({"people": people[:1], "my_point": point}, {"people": people}):
        assert "same_point" not in notices(plan, {"place": "GB", "rounds": [{**ROUND, **other}]}, "2026-11-11")
    assert "same_point" not in notices(plan, {**case, "events": [{"what": "thanked", "on": "2026-11-11", "to": "Maya Okafor"}]}, "2026-11-12")


@pytest.mark.parametrize("pressing", [{"other_offers": [{"from": "Beta", "received": "2026-11-12", "deadline": "2026-11-18"}]}, {"must_have_by": "2026-11-18"}])
def test_nothing_is_advised_against_that_the_plan_asks_for(plan, pressing):
    """Where another offer or a day of the reader's own is a reason to write before the day they named, the plan does not say to wait for it."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": "date", "date": "2026-11-20"}}]}
    waits = [any("Friday 20 November" in sentence for sentence in plan({**case, **more}, "2026-11-12")["not_now"]) for more in ({}, pressing)]
    assert waits == [True, False]


def test_a_task_for_a_weekend_is_not_handed_in_after_it(plan):
    """A task for Sunday 22 November is handed in on Friday, and the reason says why, and does not call the day after the best."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-22", "time": "17:00", "form": "task"}]}
    assert why(plan, "send-your-task", case, "2026-11-19") == "The interview is on Sunday 22 November. That is no working day there, so the one before it. So: Friday 20 November."


def test_a_step_that_was_done_on_another_day_gives_no_count(plan):
    """Withdrawn on Friday: on Saturday the ticked step does not say that today is Saturday, and so Monday."""
    done = [{"id": "withdraw", "state": "done", "on": "2026-11-20", "due": "2026-11-20"}]
    assert why(plan, "withdraw", {"place": "GB", "rounds": [ROUND], "offer": {"answer": "decline"}, "marks": done}, "2026-11-21") == "You have done this."


@pytest.mark.parametrize(("step", "status"), [("accept-an-offer", "accepted"), ("decline-an-offer", "declined")])
def test_an_answered_offer_is_answered(plan, step, status):
    """A ticked acceptance or refusal is one: the case is no longer one of an open offer, whose next step would be to answer it."""
    marks = [{"id": step, "state": "done", "on": "2026-11-20", "due": "2026-11-20"}]
    made = plan({"place": "GB", "rounds": [ROUND], "events": [{"what": "offer", "on": "2026-11-19"}], "marks": marks}, "2026-11-20")
    assert (made["status"], made["next"]) == (status, None)


@pytest.mark.parametrize(
    ("state", "due", "said"),
    [
        ("pinned", "2026-11-24", "So: Thursday 19 November, before 16:00. You chose Tuesday 24 November instead."),
        ("snoozed", "2026-11-24", "So: Thursday 19 November, before 16:00. You put it off to Tuesday 24 November."),
        ("pinned", "2026-11-19", "So: Thursday 19 November, before 16:00. You keep it on this day, whatever changes."),
    ],
)
def test_a_day_that_the_reader_chose_is_said_to_be_theirs(plan, state, due, said):
    """A step that was moved, put off or kept says so after the count, which leads to another day; once that day is over, a note says that as well."""
    case = {"place": "GB", "rounds": [ROUND], "marks": [{"id": "check-in", "state": state, "due": due}]}
    assert why(plan, "check-in", case, "2026-11-16").endswith(said)
    notes = [next(action["now"] for action in plan(case, today)["actions"] if action["id"] == "check-in") for today in (due, "2026-11-25")]
    assert notes[0] is None and "It still helps" in notes[1]


@pytest.mark.parametrize(("due", "warned"), [("2026-11-19", True), ("2026-11-20", True), ("2026-11-23", False)])
@pytest.mark.parametrize("state", ["pinned", "snoozed"])
def test_a_check_in_that_the_reader_put_too_early_says_so(plan, state, due, warned):
    """They named Friday 20 November: a check-in on that day or before is where the reader put it, with a word to wait; a later one, and another step, have none."""
    case = {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": "date", "date": "2026-11-20"}}]}
    for today in ("2026-11-16", due):
        found = {action["id"]: action for action in plan({**case, "marks": [{"id": step, "state": state, "due": due} for step in ("check-in", "keep-applying")]}, today)["actions"]}
        assert found["check-in"]["due"] == due
        assert ("It is better to ask once that has passed" in (found["check-in"]["now"] or "")) == warned
        assert "better to ask" not in (found["keep-applying"]["now"] or "")


def test_a_day_of_another_year_says_which(plan):
    """In the sentences of a reason a day carries its year where that is not this year."""
    said = why(plan, "close-the-file", {"place": "GB", "rounds": [{"date": "2026-11-10", "said": {"kind": "date", "date": "2026-11-24"}}]}, "2026-11-12")
    assert "second check-in is on Monday 7 December." in said and said.endswith("So: Monday 11 January 2027.")
