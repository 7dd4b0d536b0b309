"""One day over several plans: what is late, due, soon and later, where plans collide, and how long there has been silence."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest

from guide_engine import api
from guide_engine.__main__ import place_data
from guide_engine.words import words_in

ROUND = {"date": "2026-09-09", "time": "10:00", "said": {"kind": "nothing"}}
DONE = [{"id": name, "state": "done", "on": "2026-09-10", "due": "2026-09-10"} for name in ("keep-applying", "wait-well", "write-it-down", "put-it-in-your-calendar", "send-a-thank-you-note")]


def case(organisation, people=(), **more):
    """A case in London whose interview was on Wednesday 9 September 2026; its first check-in is on Friday 18."""
    round_ = {**ROUND, "people": [{"name": name} for name in people]}
    return {"place": "GB", "organisation": organisation, "rounds": [round_], "marks": DONE, **more}


def day(cases, today):
    """The view of a day over cases."""
    places = {code: place_data({"place": code}) for code in {one.get("place") for one in cases} if code}
    answer = json.loads(api.run(json.dumps({"do": "day", "cases": cases, "places": places, "today": str(today)})))
    assert answer["ok"], answer
    return answer["overview"]


def found(view, kind):
    """The collisions of one kind: their day and plans."""
    return [(one["day"], one["plans"]) for one in view["collisions"] if one["kind"] == kind]


@pytest.mark.parametrize(("today", "group"), [("2026-09-10", "later"), ("2026-09-11", "soon"), ("2026-09-17", "soon"), ("2026-09-18", "due"), ("2026-09-21", "late")])
def test_a_step_goes_from_later_to_soon_to_due_to_late(today, group):
    """A check-in on Friday 18 September is later on the 10th, soon within seven days, due on its day and late after it."""
    view = day([case("Harbour")], today)
    assert [name for name in ("late", "due", "soon", "later") if any(entry["id"] == "check-in" for entry in view[name])] == [group]


def test_every_open_step_of_every_plan_stands_in_one_group():
    """On each day of two months the four groups together hold every open thing to do of every plan, once, in the order of days."""
    cases = [case("Harbour"), case("Beta", place="US"), {"place": "SA", "rounds": [{"date": "2026-10-01", "time": "09:00"}]}]
    for n in range(60):
        today = date(2026, 9, 9) + timedelta(days=n)
        view = day(cases, today)
        listed = [(entry["plan"], entry["id"]) for name in ("late", "due", "soon", "later") for entry in view[name]]
        wanted = []
        for number, one in enumerate(cases):
            request = {"do": "plan", "case": one, "place": place_data(one), "today": str(today)}
            plan = json.loads(api.run(json.dumps(request)))["plan"]
            wanted += [(number, action["id"]) for action in plan["actions"] if action["kind"] == "do" and action["state"] in ("due", "late", "later", "pinned", "snoozed")]
        assert sorted(listed) == sorted(wanted)
        for name in ("late", "due", "soon", "later"):
            assert [entry["due"] for entry in view[name]] == sorted(entry["due"] for entry in view[name])
        assert all(entry["due"] <= str(today) for entry in view["due"])
        assert all(str(today) < entry["due"] <= str(today + timedelta(days=7)) for entry in view["soon"])
        assert all(entry["due"] > str(today + timedelta(days=7)) for entry in view["later"])


def test_the_same_person_on_one_day_is_a_collision():
    """Two plans write to Ana on Friday 18 September: that is said once, with both plans; two people of other names are none."""
    view = day([case("Harbour", ["Ana"]), case("Beta", ["Ana"]), case("Gamma", ["Ben"])], "2026-09-10")
    assert ("2026-09-18", [0, 1]) in found(view, "same_person")
    assert all(plans == [0, 1] for _, plans in found(view, "same_person"))
    assert any("Ana" in one["text"] and "Friday 18 September" in one["text"] for one in view["collisions"])


def test_nobody_named_is_nobody_the_same():
    """ "The person who arranged it" of two firms is not one person."""
    assert found(day([case("Harbour"), case("Beta")], "2026-09-10"), "same_person") == []


def test_two_plans_to_one_firm_on_one_day_are_a_collision():
    """Two plans with one firm, spelt in another letter case, both write on Friday 18 September; another firm does not count."""
    view = day([case("Harbour"), case("HARBOUR"), case("Beta")], "2026-09-10")
    assert ("2026-09-18", [0, 1]) in found(view, "same_firm")
    assert all(plans == [0, 1] for _, plans in found(view, "same_firm"))


def test_firms_without_a_name_are_not_one_firm():
    """Two plans that name no employer are not taken for one firm."""
    assert found(day([case(None), case(None)], "2026-09-10"), "same_firm") == []


@pytest.mark.parametrize(("pinned", "early"), [("2026-09-24", True), ("2026-09-25", True), ("2026-09-28", False)])
@pytest.mark.parametrize("state", ["pinned", "snoozed"])
def test_a_check_in_put_before_the_promised_date_is_too_early(pinned, early, state):
    """They said Friday 25 September: a check-in that the reader put on that day or before it is pointed out."""
    round_ = {**ROUND, "said": {"kind": "date", "date": "2026-09-25"}}
    one = case("Harbour", rounds=[round_], marks=[*DONE, {"id": "check-in", "state": state, "due": pinned}])
    assert found(day([one], "2026-09-10"), "too_early") == ([(pinned, [0])] if early else [])


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (("10:00", "11:00"), ("10:30", "11:30"), True),
        (("10:00", "11:00"), ("11:30", "12:30"), False),
        (("14:00", "15:00"), ("10:00", "11:00"), False),
        (("10:00", None), ("14:00", None), False),
        (("10:00", None), (None, None), True),
        (("10:00", None), ("10:30", None), True),
    ],
)
def test_interviews_that_overlap_are_a_collision(first, second, meet):
    """Two interviews on one day meet when their times overlap, counting an hour where no end is told, or when a time is not known."""
    cases = [{"place": "GB", "organisation": name, "rounds": [{"date": "2026-09-16", "time": time, "ends": ends}]} for name, (time, ends) in zip("AB", (first, second), strict=True)]
    assert found(day(cases, "2026-09-10"), "interviews") == ([("2026-09-16", [0, 1])] if meet else [])


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (("2026-09-16", "10:00", "Europe/London"), ("2026-09-16", "14:00", "Asia/Tokyo"), ["2026-09-16"]),
        (("2026-09-14", "20:00", "America/New_York"), ("2026-09-15", "09:00", "Asia/Tokyo"), ["2026-09-14"]),
        (("2026-09-15", "09:00", "Asia/Tokyo"), ("2026-09-14", "20:00", "America/New_York"), ["2026-09-14"]),
        (("2026-09-14", None, "America/New_York"), ("2026-09-15", "09:00", "Asia/Tokyo"), ["2026-09-14"]),
        (("2026-09-14", "20:00", "America/New_York"), ("2026-09-16", "09:00", "Asia/Tokyo"), []),
        (("2026-09-14", "20:00", "Asia/Tokyo"), ("2026-09-15", "09:00", "Asia/Tokyo"), []),
        (("2026-09-16", "10:00", "Asia/Tokyo"), ("2026-09-16", "14:00", "Asia/Tokyo"), []),
        (("2026-09-14", "20:00", "America/New_York"), ("2026-09-15", "09:00", None), []),
        (("2026-09-16", "10:00", "America/New_York"), ("2026-09-16", "14:00", None), []),
        (("2026-09-16", "10:00", "Europe/London"), ("2026-09-16", "10:30", "Europe/London"), ["2026-09-16"]),
    ],
)
def test_interviews_in_two_zones_may_meet(first, second, meet):
    """With two zones given, interviews of one day or of neighbouring days may meet, once, and the reader is to check; one zone, or none, is reckoned as before."""
    cases = [{"place": "GB", "organisation": name, "rounds": [dict(zip(("date", "time", "zone"), one, strict=True))]} for name, one in zip("AB", (first, second), strict=True)]
    assert found(day(cases, "2026-09-10"), "interviews") == [(one, [0, 1]) for one in meet]


def test_interviews_in_two_zones_are_said_with_their_zones():
    """What may meet is said with both days, times and zones."""
    rounds = ({"date": "2026-09-14", "time": "20:00", "zone": "America/New_York"}, {"date": "2026-09-15", "zone": "Asia/Tokyo"})
    said = [one["text"] for one in day([{"place": "GB", "rounds": [one]} for one in rounds], "2026-09-10")["collisions"] if one["kind"] == "interviews"]
    assert len(said) == 1
    assert all(part in said[0] for part in ("may meet", "Monday 14 September 2026", "20:00 (America/New_York)", "Tuesday 15 September 2026 (Asia/Tokyo)"))


def test_names_meet_however_they_are_typed():
    """One person and one firm in two plans are found in any letter case and spacing."""
    view = day([case("Harbour", ["Ann Lee"]), case("HARBOUR ", ["ann  lee"])], "2026-09-10")
    assert found(view, "same_person")[0] == found(view, "same_firm")[0] == ("2026-09-18", [0, 1])


def test_past_interviews_do_not_collide():
    """Interviews that are over collide no more."""
    assert found(day([case("Harbour"), case("Beta")], "2026-09-10"), "interviews") == []


@pytest.mark.parametrize(
    ("today", "events", "silence"),
    [
        ("2026-09-08", [], None),
        ("2026-09-09", [], 0),
        ("2026-09-11", [], 2),
        ("2026-09-14", [], 3),
        ("2026-09-18", [{"what": "checked_in", "on": "2026-09-18"}], 0),
        ("2026-09-22", [{"what": "checked_in", "on": "2026-09-18"}], 2),
        ("2026-09-22", [{"what": "replied", "on": "2026-09-21"}, {"what": "checked_in", "on": "2026-09-18"}], 1),
        ("2026-09-22", [{"what": "replied", "on": "2026-09-30"}], 9),
        *(("2026-09-22", [{"what": what, "on": "2026-09-21"}], 9) for what in ("referee_told", "references_called", "reposted")),
    ],
)
def test_silence_is_counted_in_working_days_from_the_last_contact(today, events, silence):
    """Silence is the number of working days since the last contact either way that has happened; none before the interview."""
    one = {"place": "GB", "rounds": [ROUND], "events": events}
    assert day([one], today)["silence"] == [silence]


def test_silence_knows_the_places_week():
    """In Riyadh Thursday to Sunday is one working day, in London two."""
    cases = [{"place": code, "rounds": [{"date": "2026-11-19"}]} for code in ("SA", "GB")]
    assert day(cases, "2026-11-22")["silence"] == [1, 1]
    assert day(cases, "2026-11-23")["silence"] == [2, 2]
    assert day(cases, "2026-11-21")["silence"] == [0, 1]


def test_a_day_without_cases_is_empty():
    """Without cases the view is empty, not an error."""
    assert day([], "2026-09-10") == {"today": "2026-09-10", "late": [], "due": [], "soon": [], "later": [], "collisions": [], "silence": []}


@pytest.mark.parametrize("form", ["html", "text"])
def test_the_day_in_words_holds_every_step_every_collision_and_each_silence(form):
    """Page and text tell what the data holds: each open step with its day, firm and person, where plans meet, how long each was quiet; what is late and due comes first."""
    cases = [case("Harbour", ["Ana"]), case("Beta", ["Ana"], role="Clerk"), {"place": "SA", "rounds": [{"date": "2026-10-01"}]}]
    places = {code: place_data({"place": code}) for code in ("GB", "SA")}
    answer = json.loads(api.run(json.dumps({"do": "day", "cases": cases, "places": places, "today": "2026-09-21", "forms": [form]})))
    view, said, words = (answer["overview"], " ".join(unescape(re.sub(r"<[^>]*>", " ", answer["forms"][form])).split()), words_in("en"))
    said = said.replace(" :", ":")
    for name in ("late", "due", "soon", "later"):
        for entry in view[name]:
            told = words.say("overview.entry_to" if entry["to"] else "overview.entry", title=entry["title"], organisation=entry["organisation"], to=entry["to"])
            assert f"{words.day(date.fromisoformat(entry['due']))}: {told}" in said
    assert view["collisions"] and all(one["text"] in said for one in view["collisions"])
    assert "Harbour: 7 working days since" in said and "Beta, Clerk: 7 working days since" in said and "Application 3: the interview is still to come" in said
    heads = [said.index(words.say(f"overview.{name}")) for name in ("collide", "late", "soon", "later", "silence")]
    assert heads == sorted(heads) and words.say("overview.rest") not in said


def test_a_day_on_which_nothing_is_due_says_so():
    """No application, or one that rests: the day says to rest, on the page too."""
    answer = json.loads(api.run(json.dumps({"do": "day", "cases": [], "today": "2026-09-10", "forms": ["html", "text"]})))
    assert all(words_in("en").say("overview.rest") in made for made in answer["forms"].values())


def test_a_case_that_cannot_be_read_is_named_by_its_number():
    """One wrong case among three is named by its number and field."""
    answer = json.loads(api.run(json.dumps({"do": "day", "cases": [{}, {"rounds": [{"date": "31 June 2026"}]}, {}], "today": "2026-09-10"})))
    assert [(problem["code"], problem["field"]) for problem in answer["problems"]] == [("date.no_such_day", "1.rounds.0.date")]


def test_an_unnamed_application_has_a_number():
    """A case without an employer's name is called by its number."""
    names = {entry["plan"]: entry["organisation"] for entry in day([case("Harbour"), case(None)], "2026-09-10")["later"]}
    assert names == {0: "Harbour", 1: "Application 2"}


def test_more_than_two_are_said_once():
    """Three interviews at one time, to three plans of one firm and one person: each is one collision with all three plans, and the interviews are told by name."""
    cases = [{"place": "GB", "organisation": "Harbour", "role": role, "rounds": [{"date": "2026-09-16", "time": "10:00", "people": [{"name": "Ana"}]}]} for role in ("Clerk", "Cook", "Guard")]
    view = day(cases, "2026-09-10")
    assert found(view, "interviews") == [("2026-09-16", [0, 1, 2])]
    assert all(plans == [0, 1, 2] for kind in ("same_person", "same_firm") for _, plans in found(view, kind)) and found(view, "same_person") and found(view, "same_firm")
    said = [one["text"] for one in view["collisions"]]
    assert "3 interviews meet on Wednesday 16 September 2026: Harbour. Check their times." in said
    assert any("to Ana in 3 plans" in one for one in said) and any(one.startswith("3 plans write to Harbour") for one in said)


def test_interviews_that_overlap_through_another_are_said_together():
    """Of four interviews on one day three overlap in a row and are said together; the fourth begins when the third ends."""
    times = [("09:00", "10:30"), ("10:00", "11:30"), ("11:00", "12:00"), ("12:00", None)]
    cases = [{"place": "GB", "organisation": name, "rounds": [{"date": "2026-09-16", "time": time, "ends": ends}]} for name, (time, ends) in zip("ABCD", times, strict=True)]
    assert found(day(cases, "2026-09-10"), "interviews") == [("2026-09-16", [0, 1, 2])]


def test_many_that_meet_are_not_all_named():
    """Ten interviews at one time are one line that names eight firms and counts the rest; a hundred make no more lines."""
    for count in (10, 100):
        cases = [{"place": "GB", "organisation": f"Firm {n}", "rounds": [{"date": "2026-09-16", "time": "10:00"}]} for n in range(count)]
        said = [one["text"] for one in day(cases, "2026-09-10")["collisions"]]
        assert len(said) == 1 and f"Firm 7 and {count - 8} more" in said[0] and "Firm 8" not in said[0]


@pytest.mark.parametrize(
    "more",
    [
        {"events": [{"what": "withdrawn", "on": "2026-09-09"}]},
        {"events": [{"what": "cancelled", "on": "2026-09-09"}]},
        {"events": [{"what": "rejected", "on": "2026-09-09"}]},
        {"offer": {"answer": "decline"}},
        {"fraud_signs": True},
    ],
)
def test_an_interview_that_will_not_be_held_meets_none(more):
    """Withdrawn from, about to be, cancelled, answered with a no, or feared to be fraud: nobody goes, so it overlaps with nothing."""
    cases = [{"place": "GB", "organisation": name, "rounds": [{"date": "2026-09-16", "time": "10:00"}]} for name in "AB"]
    assert found(day([{**cases[0], **more}, cases[1]], "2026-09-10"), "interviews") == []
