"""Drafts as they leave the plan: own wording that stays, mail links of a safe length, the agenda, the file that withdraws, the file of one's own."""

import json
import re
from datetime import date, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from icalendar import Calendar

from guide_engine import api
from guide_engine.drafts import MOST_ENCODED

TODAY = "2026-11-19"
CASE = {
    "id": "k3", "revision": 4, "organisation": "Ash & Co", "role": "Editor",
    "rounds": [{"date": "2026-11-18", "people": [{"name": "Ms Okafor", "email": "okafor@example.org", "cared_about": "short words"}]}],
}  # fmt: skip
THANKS = "send-a-thank-you-note"


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
        forms = made(edited("My own <words>\nin two lines", **more), "html", "text", "file", "ics-drafts")
        assert "My own &lt;words&gt;\nin two lines" in forms["html"] and "My own &lt;words&gt;" in forms["file"]
        assert "My own <words>" in forms["text"]
        described = [str(event["DESCRIPTION"]) for event in Calendar.from_ical(forms["ics-drafts"]).walk("VEVENT") if "DESCRIPTION" in event]
        assert any("My own <words>\nin two lines" in text for text in described)
        assert f'data-fresh="{THANKS}"' in forms["html"]
    assert "data-fresh" not in made(CASE, "html")["html"]


def test_drafts_are_in_the_calendar_only_when_asked_for():
    """By default no event holds a message."""
    assert "short words" not in made(CASE, "ics")["ics"].replace("\r\n ", "")
    assert "short words" in made(CASE, "ics-drafts")["ics-drafts"].replace("\r\n ", "")


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


def test_links_of_the_agenda_have_the_dates_of_the_file():
    """Google and Outlook are given the same title and the same whole day as the calendar file."""
    forms = made(CASE, "agenda", "ics")
    events = [event for event in Calendar.from_ical(forms["ics"]).walk("VEVENT") if "interview" not in event["UID"]]
    google = [parse_qs(urlsplit(link.replace("&amp;", "&")).query) for link in re.findall(r'href="(https://calendar\.google\.com[^"]*)"', forms["agenda"])]
    outlook = [parse_qs(urlsplit(link.replace("&amp;", "&")).query) for link in re.findall(r'href="(https://outlook\.live\.com[^"]*)"', forms["agenda"])]
    assert len(events) == len(google) == len(outlook) > 3
    for event, first, second in zip(events, google, outlook, strict=True):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        assert first["text"] == second["subject"] == [str(event["SUMMARY"])]
        assert first["dates"] == [f"{start:%Y%m%d}/{end:%Y%m%d}"]
        assert (second["startdt"], second["enddt"], second["allday"]) == ([start.isoformat()], [end.isoformat()], ["true"])


def test_the_agenda_names_the_firm_only_when_the_reader_chose_to():
    """Discreet by default."""
    assert "Ash" not in made(CASE, "agenda")["agenda"]
    assert "Ash &amp; Co" in made({**CASE, "name_firm": True}, "agenda")["agenda"]


def test_what_an_earlier_file_held_and_this_plan_does_not_is_withdrawn():
    """The same ids, cancelled, with a sequence that is no smaller; what is still in the plan is left alone."""
    before = {**CASE, "rounds": [{"date": "2026-11-25"}], "revision": 2}
    forms = made(CASE, "withdraw", "ics", before=before, before_today="2026-11-18")
    old = {str(event["UID"]) for event in Calendar.from_ical(made(before, "ics", today="2026-11-18")["ics"]).walk("VEVENT")}
    new = {str(event["UID"]) for event in Calendar.from_ical(forms["ics"]).walk("VEVENT")}
    file = Calendar.from_ical(forms["withdraw"])
    assert file["METHOD"] == "CANCEL"
    assert {str(event["UID"]) for event in file.walk("VEVENT")} == old - new
    assert {str(event["STATUS"]) for event in file.walk("VEVENT")} == {"CANCELLED"}
    assert {int(event["SEQUENCE"]) for event in file.walk("VEVENT")} == {4}
    assert not Calendar.from_ical(made(CASE, "withdraw")["withdraw"]).walk("VEVENT")


def test_a_saved_page_holds_its_case_and_nothing_that_runs():
    """It opens without network or script, and the case in it is the case that was given."""
    case = {**CASE, "organisation": "</script><script>alert(1)</script>", "days_off": [{"date": {"day": "1", "month": "May", "year": "2027"}}]}
    page = made(case, "file")["file"]
    held = re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert [attributes for attributes, _ in held] == [' type="application/json" id="case"']
    assert json.loads(held[0][1]) == {**case, "schema": 2}
    assert not re.search(r'\s(src|href|on\w+)\s*=', re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL).replace("&lt;", ""))


def test_a_blank_sheet_shows_no_progress_and_a_large_one_is_in_18_points():
    """Two ways to print: with progress, or blank to use again."""
    case = {**CASE, "marks": [{"id": "write-it-down", "state": "done", "on": TODAY, "due": (date(2026, 11, 19) - timedelta(days=1)).isoformat()}]}
    forms = made(case, "sheet", "sheet-blank", "sheet-large")
    assert "box--done\"" in forms["sheet"] and "box--done\"" not in forms["sheet-blank"]
    assert '<body class="large">' in forms["sheet-large"] and "font-size: 18pt" in forms["sheet-large"]
