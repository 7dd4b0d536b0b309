"""Drafts as they leave the plan: own wording that stays, mail links of a safe length, the agenda, the file that withdraws, the file of one's own."""

import json
import re
from datetime import date, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from icalendar import Calendar

from guide_engine import api
from guide_engine.agenda import MOST_DESCRIPTION
from guide_engine.drafts import MOST_ENCODED
from guide_engine.words import words_in

TODAY = "2026-11-19"
CASE = {
    "id": "k3", "revision": 4, "organisation": "Ash & Co", "role": "Editor",
    "rounds": [{"date": "2026-11-18", "people": [{"name": "Ms Okafor", "email": "okafor@example.org", "cared_about": "short words"}]}],
}  # fmt: skip
THANKS = "send-a-thank-you-note"
PAGE = "https://guide.example/follow-up/planner/"


def made(case, *forms, **more):
    """The forms of a case."""
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": TODAY, "now": "09:00", "forms": list(forms), **more})))
    assert answer["ok"], answer
    return answer["forms"]


def edited(text, **more):
    """The case with wording of one's own for the thank-you."""
    return {**CASE, **more, "marks": [{"id": THANKS, "state": "edited", "on": TODAY, "text": text}]}


def mail(html):
    """The mail link of the thank-you: address, subject and body."""
    href = re.search(rf'href="(mailto:[^"]*)" data-mail="{THANKS}"', html)[1].replace("&amp;", "&").replace("&#39;", "'")
    found = parse_qs(urlsplit(href).query, strict_parsing=True) if "?" in href else {}
    return href, unquote(urlsplit(href).path), found.get("subject", [None])[0], found.get("body", [None])[0]


def test_own_wording_stands_in_every_form_and_survives_another_answer():
    """The reader's own words stay when the plan changes; the fresh draft is offered beside them."""
    for more in ({}, {"organisation": "Birch Ltd", "tone": "formal"}):
        forms = made(edited("My own <words>\nin two lines", name_firm=True, **more), "html", "text", "file", "ics-drafts")
        assert "My own &lt;words&gt;\nin two lines" in forms["html"] and "My own &lt;words&gt;" in forms["file"]
        assert "My own <words>" in forms["text"]
        described = [str(event["DESCRIPTION"]) for event in Calendar.from_ical(forms["ics-drafts"]).walk("VEVENT") if "DESCRIPTION" in event]
        assert any("My own <words>\nin two lines" in text for text in described)
        assert f'data-fresh="{THANKS}"' in forms["html"]
    assert "data-fresh" not in made(CASE, "html")["html"]


def test_a_gap_left_in_own_wording_is_marked_also_when_its_answer_is_known():
    """Wording that was made one's own before the phone number was given still holds the gap: it is marked and counted until it is gone from the text."""
    for phone in (None, "0123"):
        html = made(edited("Hello,\n\n[your phone number] and [my own brackets]", role="Editor", me={"name": "Sam", "phone": phone}), "html")["html"]
        own = re.search(r'draft--own.*?</details>', html, re.DOTALL)[0]
        assert '<mark class="gap">[your phone number]</mark> and [my own brackets]</div>' in own and "1 gap to fill" in own
    assert "1 gap to fill" not in made(edited("Hello", role="Editor", me={"name": "Sam"}), "html")["html"].partition("draft--own")[2].partition("</details>")[0]


def test_the_note_to_a_deputy_greets_the_deputy():
    """Who stands in for an absent manager is greeted by name, and not the one who is away."""
    away = {"contact": {"name": "Petra Lind"}, "manager_back": "2026-12-07", "deputy": "Kim Sato"}
    plan = json.loads(made({**CASE, **away, "rounds": [{**CASE["rounds"][0], "said": {"kind": "date", "date": "2026-11-24"}}]}, "json")["json"])
    note = next(action for action in plan["actions"] if action["step"] == "after/write-to-the-deputy")
    body = "".join(part["text"] for part in note["draft"]["body"])
    assert "Kim Sato" in body and "Petra Lind" not in body


def test_everything_that_was_promised_goes_in_one_message():
    """Three promised things stand in one message, in the order in which they were told; what is not named is left out."""
    promised = [{"what": "the slides"}, {"what": "the code"}, {}, {"what": "a reference"}]
    plan = json.loads(made({**CASE, "rounds": [{**CASE["rounds"][0], "promised": promised}]}, "json")["json"])
    notes = [action for action in plan["actions"] if action["step"] == "after/send-what-you-promised"]
    assert ["the slides, the code and a reference" in "".join(part["text"] for part in note["draft"]["body"]) for note in notes] == [True]


def test_a_known_address_is_used_also_without_a_name():
    """Where only HR's address is known, its mails open to it and greet nobody met; so do those to an interviewer whose name was not caught."""
    hr = {**CASE, "contact": {"email": "hr@example.org"}, "rounds": [{"date": "2026-11-18", "people": [{"name": "Ms Okafor"}]}]}
    forms = made(hr, "json", "html")
    assert set(re.findall(r'"mailto:([^"?]*)', forms["html"])) == {"hr@example.org"}
    asked = next(action for action in json.loads(forms["json"])["actions"] if action["id"] == "check-in")
    assert asked["to"] == "the person who arranged it" and "Okafor" not in json.dumps(asked["draft"]["body"])
    nameless = [{"email": f"person{n}@example.org", "cared_about": f"point {n}"} for n in range(2)]
    html = made({**CASE, "rounds": [{"date": "2026-11-18", "people": nameless}]}, "html")["html"]
    assert set(re.findall(r'"mailto:([^"?]+)', html)) == {"person0@example.org", "person1@example.org"}
    through = {"arranged_by": "agency", "contact": {"email": "jo@example.org"}, "events": [{"what": "references_asked", "on": TODAY}]}
    assert set(re.findall(r'"mailto:([^"?]*)', made({**CASE, **through}, "html")["html"])) == {"jo@example.org"}


def test_what_goes_through_an_agency_greets_the_recruiter():
    """Where the recruiter's name is not known, each message to them has one and the same gap for it, which asks for the recruiter and not for somebody met."""
    round_ = {"date": "2026-11-17", "people": [{"name": "Maya Okafor", "lead": True}]}
    plan = json.loads(made({"place": "GB", "arranged_by": "agency", "rounds": [round_]}, "json")["json"])
    drafts = [action["draft"] for action in plan["actions"] if action["draft"] and action["channel"] != "spoken"]
    assert len(drafts) > 3 and all("recruiter" in draft["gaps"] and "to.name" not in draft["gaps"] for draft in drafts)
    assert not any("Maya" in part["text"] for draft in drafts for part in draft["body"][:3])
    named = json.loads(made({"place": "GB", "arranged_by": "agency", "contact": {"name": "Dee"}, "rounds": [round_]}, "json")["json"])
    assert all(action["draft"]["body"][0]["text"].startswith("Hello Dee") for action in named["actions"] if action["draft"] and action["channel"] != "spoken")


def test_who_made_another_offer_is_nobody_met_here():
    """The request for more time goes to whoever made the other offer: it neither greets this employer's people nor opens a mail to them."""
    told = {"contact": {"name": "Petra Lind", "email": "petra@example.org"}, "other_offers": [{"from": "Quay", "received": TODAY, "deadline": "2026-11-27"}]}
    forms = made({**CASE, **told}, "json", "html")
    asked = next(action for action in json.loads(forms["json"])["actions"] if action["step"] == "after/ask-for-more-time")
    assert asked["to"] == "whoever made the other offer" and asked["draft"]["body"][1]["gap"] == "to.name"
    assert re.search(r'href="(mailto:[^"]*)" data-mail="ask-for-more-time"', forms["html"])[1].startswith("mailto:?")


@pytest.mark.parametrize("told", [(True, True), (True, None), (None, None)])
def test_the_list_of_referees_claims_only_what_the_reader_told(told):
    """The list of referees says that all of them know of it only when the reader said so of each."""
    named = [{"name": f"Referee {n}", "told": known} for n, known in enumerate(told)]
    events = [{"what": "references_asked", "on": TODAY}]
    plan = json.loads(made({**CASE, "length": "full", "referees": named, "events": events}, "json")["json"])
    sent = next(action for action in plan["actions"] if action["step"] == "after/send-your-reference-list")
    assert ("know about this role" in "".join(part["text"] for part in sent["draft"]["body"])) == all(told)


def test_drafts_are_in_the_calendar_only_when_asked_for():
    """By default no event holds a message, and a discreet file never does."""
    named = {**CASE, "name_firm": True}
    assert "short words" not in made(named, "ics")["ics"].replace("\r\n ", "")
    assert "short words" in made(named, "ics-drafts")["ics-drafts"].replace("\r\n ", "")
    assert made(CASE, "ics-drafts")["ics-drafts"] == made(CASE, "ics")["ics"]


def test_a_discreet_event_says_nothing_of_what_it_is_about():
    """Its title is a number and its text the same for every step; neither changes with the step, the firm or the people."""
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": CASE, "today": TODAY, "now": "09:00", "forms": ["ics"]})))
    events = Calendar.from_ical(answer["forms"]["ics"]).walk("VEVENT")
    assert len({str(event["DESCRIPTION"]) for event in events if "DESCRIPTION" in event}) == 1
    assert len({re.sub(r"\d+", "n", str(event["SUMMARY"])) for event in events}) == 2
    said = " ".join(str(value) for event in events for name, value in event.property_items() if name in ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CATEGORIES"))
    for telling in ("Ash", "Okafor", "interview", *(action["title"] for action in answer["plan"]["actions"])):
        assert telling.lower() not in said.lower()


@pytest.mark.parametrize("more", [{}, {"name_firm": True}])
@pytest.mark.parametrize("drafts", ["", "-drafts"])
@pytest.mark.parametrize("page", ["", PAGE])
def test_the_preview_shows_what_the_events_hold(more, drafts, page):
    """Every title and every text of the file stands in the preview, and no other."""
    forms = made({**CASE, **more}, f"agenda{drafts}", f"ics{drafts}", page=page)
    seen = unescape(forms[f"agenda{drafts}"])
    events = Calendar.from_ical(forms[f"ics{drafts}"]).walk("VEVENT")
    for event in events:
        assert f": {event['SUMMARY']}" in seen and str(event.get("DESCRIPTION", "")) in seen
    inside = re.findall(r'<p class="agenda__inside">(.*?)</p>', seen, re.DOTALL)
    assert inside == ([str(event["DESCRIPTION"]) for event in events if "DESCRIPTION" in event] if more else [])


def test_each_event_leads_back_to_its_step_in_the_plan():
    """The last line inside is the planner's address with the step's own name, also after a draft that fills the most a calendar takes; an interview leads to the plan."""
    case = edited("long " * 799, name_firm=True)
    for form in ("ics", "ics-drafts"):
        plan = json.loads(made(case, "json")["json"])
        events = {str(event["UID"]).split(".")[0]: str(event["DESCRIPTION"]) for event in Calendar.from_ical(made(case, form, page=PAGE)[form]).walk("VEVENT")}
        ends = {action["id"]: f"{PAGE}#step={action['step']}" for action in plan["actions"] if action["id"] in events}
        assert len(ends) == len(events) - 1 > 3
        for name, text in events.items():
            assert text.endswith(f"My plan: {ends.get(name, PAGE)}") and len(text) <= MOST_DESCRIPTION
    assert max(map(len, events.values())) == MOST_DESCRIPTION


@pytest.mark.parametrize("page", [None, 3, "", "planner/", "javascript:alert(1)", "https://a b/", 'https://example.org/"><b>', "https://example.org/" + "x" * 400])
def test_what_is_no_address_of_the_web_leads_nowhere(page):
    """An event then ends with its own text, and the plan is the same."""
    case = {**CASE, "name_firm": True}
    assert made(case, "html", "ics", "agenda", "file", page=page) == made(case, "html", "ics", "agenda", "file")
    assert "My plan:" not in made(case, "ics", page=page)["ics"]


def test_a_discreet_calendar_does_not_say_what_site_made_it():
    """No link back stands in it or in its preview; the reader's own saved file has one."""
    forms = made(CASE, "ics", "ics-drafts", "agenda", "file", page=PAGE)
    assert not any("guide.example" in forms[form] for form in ("ics", "ics-drafts", "agenda"))
    assert f'<a href="{PAGE}">' in forms["file"]


def test_a_mail_link_has_the_address_and_line_breaks_as_the_standard_wants_them():
    """Every line break is CR LF, and nothing of the text becomes part of the link's own form."""
    href, to, subject, body = mail(made(edited("One & two?\nthree = 100 % / four #5 + \u00e9"), "html")["html"])
    assert to == "okafor@example.org"
    assert subject and body == "One & two?\r\nthree = 100 % / four #5 + \u00e9"
    assert "%0D%0A" in href and not re.search(r"(?<!%0D)%0A", href)


@pytest.mark.parametrize("text", ["plain " * 300, "Здравствуйте " * 25, "您好" * 90])
def test_what_is_too_long_for_a_link_brings_the_subject_alone(text):
    """Above 1,500 encoded characters a link fails silently somewhere: Cyrillic takes six for each letter, Chinese nine."""
    html = made(edited(text), "html")["html"]
    href, _, subject, body = mail(html)
    assert len(href) <= MOST_ENCODED and subject and body is None
    assert "too long for a mail link" in html


def test_a_subject_that_is_too_long_is_left_out_too():
    """Then the link only names the person."""
    href, to, subject, body = mail(made({**CASE, "role": "您" * 190}, "html")["html"])
    assert (to, subject, body) == ("okafor@example.org", None, None) and len(href) <= MOST_ENCODED


def test_a_link_cannot_be_given_more_recipients():
    """What a reader typed as an address or a name stays one address."""
    case = json.loads(json.dumps(CASE))
    case["rounds"][0]["people"][0]["email"] = "a@example.org?bcc=b@example.org"
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": TODAY, "forms": ["html"]})))
    if answer["ok"]:
        assert "?bcc" not in answer["forms"]["html"].split("mailto:")[1].split('"')[0]


@pytest.mark.parametrize(
    ("round_", "first"),
    [
        ({"date": "2026-11-17"}, "20261117/20261118"),
        ({"date": "2026-11-17", "time": "14:00"}, "20261117/20261118"),
        ({"date": "2026-11-17", "time": "14:00", "zone": "Nowhere/At_all"}, "20261117/20261118"),
        ({"date": "2026-11-17", "time": "14:00", "ends": "15:30", "zone": "America/New_York"}, "20261117T190000Z/20261117T203000Z"),
        ({"date": "2026-07-01", "time": "00:30", "zone": "Europe/London"}, "20260630T233000Z/20260701T003000Z"),
    ],
)
def test_links_of_the_agenda_have_the_dates_of_the_file(round_, first):
    """Google, Outlook and Outlook at work are given the same title and the same whole day, or the same hour of an interview, as the calendar file, for each of its events."""
    forms = made({**CASE, "rounds": [round_]}, "agenda", "ics")
    events = Calendar.from_ical(forms["ics"]).walk("VEVENT")
    hosts = ("calendar.google.com", "outlook.live.com", "outlook.office.com")
    google, outlook, office = ([parse_qs(urlsplit(unescape(link)).query) for link in re.findall(rf'href="(https://{host}/[^"]*)"', forms["agenda"])] for host in hosts)
    assert len(events) == len(google) == len(outlook) > 3 and office == outlook
    assert google[0]["dates"] == [first]
    for event, one, other in zip(events, google, outlook, strict=True):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        timed = isinstance(start, datetime)
        assert one["text"] == other["subject"] == [str(event["SUMMARY"])]
        assert one["dates"] == [f"{event['DTSTART'].to_ical().decode()}/{event['DTEND'].to_ical().decode()}"]
        assert [other["startdt"], other["enddt"]] == [[day.isoformat().replace("+00:00", "Z")] for day in (start, end)]
        assert other.get("allday") == (None if timed else ["true"])


def test_the_agenda_names_the_firm_only_when_the_reader_chose_to():
    """Discreet by default."""
    assert "Ash" not in made(CASE, "agenda")["agenda"]
    assert "Ash &amp; Co" in made({**CASE, "name_firm": True}, "agenda")["agenda"]


def test_what_an_earlier_file_held_and_this_plan_does_not_is_withdrawn():
    """The same ids, cancelled and so titled, with a greater sequence, in a file like the one that brought them: no message of an organizer, of whom there is none; what is still in the plan is left alone."""
    before = made({**CASE, "rounds": [{"date": "2026-11-25"}], "revision": 2}, "ics", "events", today="2026-11-18")
    handed = json.loads(before["events"])
    forms = made(CASE, "withdraw", "ics", handed=handed)
    old = {str(event["UID"]) for event in Calendar.from_ical(before["ics"]).walk("VEVENT")}
    assert old == {event["uid"] for event in handed}
    new = {str(event["UID"]) for event in Calendar.from_ical(forms["ics"]).walk("VEVENT")}
    file = Calendar.from_ical(forms["withdraw"])
    assert file["METHOD"] == Calendar.from_ical(before["ics"])["METHOD"] == "PUBLISH"
    assert not any("ORGANIZER" in event or "ATTENDEE" in event for event in file.walk("VEVENT"))
    assert {str(event["SUMMARY"]) for event in file.walk("VEVENT")} == {words_in("en").say("calendar.withdrawn")}
    assert max(int(event["SEQUENCE"]) for event in Calendar.from_ical(before["ics"]).walk("VEVENT")) < 4
    assert {str(event["UID"]) for event in file.walk("VEVENT")} == old - new
    assert {str(event["STATUS"]) for event in file.walk("VEVENT")} == {"CANCELLED"}
    assert {int(event["SEQUENCE"]) for event in file.walk("VEVENT")} == {4}
    assert {event["uid"] for event in json.loads(forms["left"])} == old & new
    for event in handed:
        assert (event["title"] in forms["gone"]) or event["uid"] in new
    assert made(CASE, "withdraw", handed=json.loads(forms["left"]))["withdraw"] == ""


def test_every_earlier_file_is_withdrawn_from_and_no_other_plans():
    """What three files held counts, on the day and with the title of each; the events of another application are left alone."""
    files = [made({**CASE, "rounds": [{"date": day}]}, "events", today=today)["events"] for day, today in (("2026-11-25", "2026-11-17"), ("2026-11-20", "2026-11-18"))]
    other = made({**CASE, "id": "other"}, "events")["events"]
    handed = list({event["uid"]: event for text in (*files, other) for event in json.loads(text)}.values())
    dropped = {"id": "k3", "revision": 9, "events": [{"what": "withdrawn", "on": TODAY}], "rounds": CASE["rounds"]}
    forms = made(dropped, "withdraw", "events", handed=handed)
    here = {event["uid"] for event in json.loads(forms["events"])}
    cancelled = {str(event["UID"]): event["DTSTART"].dt.isoformat() for event in Calendar.from_ical(forms["withdraw"]).walk("VEVENT")}
    assert cancelled == {event["uid"]: event["day"] for event in handed if ".k3@" in event["uid"] and event["uid"] not in here}
    assert len(cancelled) > 5 and len(json.loads(forms["left"])) == len(handed) - len(cancelled)
    assert forms["gone"].count("<li") == len(cancelled)


@pytest.mark.parametrize("handed", [None, 7, "x", [1], [{"uid": "x"}], [{"uid": "a\nb.k3@follow-up-planner", "day": "2026-11-18", "title": "x"}], [{"uid": "x.k3@follow-up-planner", "day": "31 June", "title": "x"}]])
def test_what_was_kept_of_calendars_may_be_broken(handed):
    """What is no event that we handed out is passed over; nothing is raised."""
    assert made(CASE, "withdraw", handed=handed)["withdraw"] == ""


def test_a_saved_page_holds_its_case_and_nothing_that_runs():
    """It opens without network or script, and the case in it is the case that was given."""
    case = {**CASE, "organisation": "</script><script>alert(1)</script>", "days_off": [{"date": {"day": "1", "month": "May", "year": "2027"}}]}
    page = made(case, "file")["file"]
    held = re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert [attributes for attributes, _ in held] == [' type="application/json" id="case"']
    assert json.loads(held[0][1]) == {**case, "schema": 2}
    assert not re.search(r'\s(src|href|on\w+)\s*=', re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL).replace("&lt;", ""))


def test_the_sheet_says_when_to_leave_and_what_was_noted_also_where_the_plan_is_long():
    """The paper that is taken along says when to leave; the notes of the hour after stand on it beside a plan of twenty steps, and not on a blank one."""
    case = {"place": "GB", "rounds": [{"date": "2026-12-02", "time": "10:30", "form": "in_person", "travel_minutes": 40}], "debrief": {"went_well": "the night shift"}}
    forms = made(case, "sheet", "sheet-blank", today="2026-11-20")
    assert "Leave by 09:15" in forms["sheet"] and '<body class="many">' in forms["sheet"]
    assert "Went well: the night shift" in forms["sheet"] and "the night shift" not in forms["sheet-blank"]


def test_where_an_interview_is_stands_beside_its_hour_until_it_is_over():
    """Paper, page, text, saved file, drawing and months say where to go, cut on paper where it is long; past interviews do not, nor does a discreet calendar."""
    case = {"place": "GB", "rounds": [{"date": "2026-12-02", "time": "10:30", "form": "in_person", "address": "12 Dock Road"}]}
    forms = ("sheet", "sheet-blank", "sheet-large", "html", "text", "file", "timeline", "months")
    assert [form for form, text in made(case, *forms, today="2026-12-01").items() if "Interview at 10:30, 12 Dock Road" not in " ".join(unescape(re.sub(r"</text>.*?>", " ", text, flags=re.DOTALL)).split())] == []
    assert "Dock" not in made(case, "ics", today="2026-12-01")["ics"] + made(case, "html", today="2026-12-03")["html"]
    case["rounds"][0]["address"] = "Long Street " * 15
    assert 0 < made(case, "sheet", today="2026-12-01")["sheet"].count("Long Street") < 15


def test_a_blank_sheet_shows_no_progress_and_a_large_one_is_in_18_points():
    """Two ways to print: with progress, or blank to use again."""
    case = {**CASE, "marks": [{"id": "write-it-down", "state": "done", "on": TODAY, "due": (date(2026, 11, 19) - timedelta(days=1)).isoformat()}]}
    forms = made(case, "sheet", "sheet-blank", "sheet-large")
    assert "box--done\"" in forms["sheet"] and "box--done\"" not in forms["sheet-blank"]
    assert '<body class="large">' in forms["sheet-large"] and "font-size: 18pt" in forms["sheet-large"]


def test_what_the_reader_set_aside_is_on_no_paper_and_in_no_calendar():
    """A step that is not for the reader stands on the page, among those that can be brought back, and nowhere else."""
    case = {**CASE, "name_firm": True, "marks": [{"id": "check-in", "state": "not_for_me", "on": TODAY}]}
    title = api.guide().step("check-in").title
    forms = made(case, "html", "text", "file", "sheet", "sheet-blank", "sheet-large", "timeline", "months", "ics", "agenda", "events")
    assert [form for form, text in forms.items() if title in text.replace("\r\n ", "")] == ["html"]
    assert title in made(CASE, "sheet")["sheet"]


def test_notes_of_the_hour_after_feed_the_referees_note_and_the_next_round():
    """A referee's note holds what the reader brings and what they cared about; the preparation of the next round holds the notes."""
    round_ = {"date": "2026-11-16", "my_point": "six years of rotas", "people": [{"name": "Ms Example", "cared_about": "calm handovers"}]}
    notes = {"asked": "How I plan a shift", "would_change": "Shorter answers"}
    case = {"rounds": [round_, {"date": "2026-11-27"}], "referees": [{"name": "A. Former"}], "debrief": notes}
    forms = made(case, "html", "text", "sheet", today="2026-11-18")
    assert [note for note in notes.values() if note not in forms["html"] or note not in forms["text"]] == []
    assert "six years of rotas; calm handovers" in made({**case, "rounds": [round_]}, "text", today="2026-11-17")["text"]


def test_the_note_of_a_step_of_ones_own_goes_wherever_the_step_goes():
    """It stands on the sheets, in the text and in the saved file, cut to two lines on paper; in the calendar only where the reader chose to name the steps."""
    case = {**CASE, "own_steps": [{"id": "a", "title": "Call aunt Mo", "date": "2026-11-24", "note": "Her number\nis on the fridge" + " and by the door" * 9}]}
    forms = made(case, "sheet", "sheet-large", "sheet-blank", "text", "file", "ics")
    assert [form for form, text in forms.items() if "on the fridge" not in " ".join(text.split())] == ["ics"]
    assert "Her number is on the fridge and by the door" in forms["sheet"] and "…</li>" in forms["sheet"]
    named = Calendar.from_ical(made({**case, "name_firm": True}, "ics")["ics"])
    assert [event for event in named.walk("VEVENT") if "Her number\nis on the fridge" in str(event.get("description"))]
    many = [{"id": f"n{number}", "title": f"Step {number}", "date": "2026-11-24", "note": "on the fridge"} for number in range(50)]
    assert "on the fridge" not in made({**case, "own_steps": many}, "sheet")["sheet"], "a sheet that is full has the steps alone"


def test_notes_of_the_hour_after_stand_on_the_sheet_unless_it_is_blank():
    """A short plan's sheet has the notes where it would have lines to write on; a blank one has the lines."""
    case = {"rounds": [{"date": "2026-11-16"}], "debrief": {"went_well": "The rota example"}}
    forms = made(case, "sheet", "sheet-blank", today="2026-11-18")
    assert "The rota example" in forms["sheet"]
    assert "The rota example" not in forms["sheet-blank"]


def interview_event(**round_):
    """The event of an interview on Thursday 26 November in a calendar file, as ``icalendar`` reads it."""
    case = {"place": "GB", "id": "k", "organisation": "Harbour Labs", "rounds": [{"date": "2026-11-26", **round_}]}
    calendar = Calendar.from_ical(made(case, "ics", today="2026-11-18")["ics"])
    return next(event for event in calendar.walk("VEVENT") if event["UID"].startswith("interview-1."))


def test_an_interview_keeps_its_hour_and_reminds_in_time_to_leave():
    """A timed interview is marked as busy and reminds when it is time to leave: for 40 minutes of journey 1 hour 15 before, else half an hour; a whole day stays free and reminds at nine."""
    timed = interview_event(time="10:30", zone="Europe/London", travel_minutes=40)
    assert (timed["TRANSP"], timed.walk("VALARM")[0]["TRIGGER"].dt) == ("OPAQUE", -timedelta(minutes=75))
    assert "Harbour" not in timed.to_ical().decode()
    assert interview_event(time="10:30", zone="Europe/London").walk("VALARM")[0]["TRIGGER"].dt == -timedelta(minutes=30)
    whole = interview_event()
    assert (whole["TRANSP"], whole.walk("VALARM")[0]["TRIGGER"].dt) == ("TRANSPARENT", timedelta(hours=9))


def test_an_interview_that_is_past_does_not_remind():
    """Taken into a calendar afterwards, an interview has no alarm any more."""
    assert interview_event(date="2026-11-17").walk("VALARM") == []
