"""Reading a case: all mistakes at once, each naming its field and what would be right; "I do not know" is always an answer."""

import json
from html.parser import HTMLParser

import pytest

from guide_engine import api
from guide_engine.answers import read
from guide_engine.case import EVENTS, FORMS, SCHEMA, Case, each_question
from guide_engine.words import words_in
from tests.conftest import request_of
from tests.engine.whole_case import TODAYS, whole_case, with_answer

WORDS = words_in("en")
QUESTIONS = dict(each_question())
ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)><b>&amp;"
FORMS_OF_HTML = ("html", "sheet", "timeline")
# What each kind of question is not.
WRONG = {
    "text": [5, True, ["x"], {"a": "b"}, 1.5, float("nan"), "x" * 201],
    "long": [5, ["x"], {"a": "b"}, "x" * 5000],
    "email": ["ana", "ana@example", "@example.org", "a b@example.org", "<a>@example.org", "a@b.de\r\nBcc: x@y.de <", 5],
    "date": ["31 June 2026", "03/04", 20261204, True, ["2026-12-04"], {"day": "31", "month": "June", "year": "2026"}, {"day": "4"}, float("nan"), "x" * 10000],
    "time": ["25:00", "14", 14, ["14:00"], "noon"],
    "number": [-1, 1.5, True, "ten", [1], float("nan"), float("inf"), 10**12, "1" * 5000],
    "choice": ["banana", 5, ["company"], {"a": 1}, "COMPANY!"],
    "yes_no": ["maybe", 1, 0, [], "TRUE", 1.0],
    "code": [5, "a b", "<b>", "x" * 200, ["a"], "a\nb"],
}


def problems(case, **more):
    """The problems in a case as (code, field), through the whole engine."""
    answer = json.loads(api.run(json.dumps({**request_of(case, "2026-11-22", None, ()), **more})))
    return [] if answer["ok"] else [(problem["code"], problem["field"]) for problem in answer["problems"]]


@pytest.mark.parametrize("path", QUESTIONS)
def test_not_knowing_is_always_an_answer(path):
    """Nothing, an empty text, an empty object for a day, and "unknown" where yes or no is asked, are accepted for every question."""
    question = QUESTIONS[path]
    unknown = [None, *([""] if path != "schema" else []), *(["unknown"] if question.kind == "yes_no" else []), *([{}, {"day": "", "month": "", "year": ""}] if question.kind == "date" else [])]
    for value in unknown:
        assert problems(with_answer(path, value)) == [], value


@pytest.mark.parametrize("path", [path for path in QUESTIONS if path != "schema"])
def test_what_is_wrong_names_its_field(path):
    """For every question each kind of wrong answer is one problem, and it names that field."""
    question = QUESTIONS[path]
    for value in WRONG[question.kind]:
        if value == [] or (question.kind == "text" and isinstance(value, str) and len(value) <= question.longest):
            continue
        found = problems(with_answer(path, value))
        assert [field for _, field in found] == [path], value


def test_every_question_is_answered_by_a_whole_case():
    """A case in which every question is answered is read without a problem."""
    assert isinstance(read(whole_case(), WORDS), Case)


def test_all_mistakes_come_at_once():
    """Ten mistakes in one case are ten problems, each with its own field and a sentence that says what would be right."""
    case = {
        "organistaion": "Harbour", "place": "E<", "kind": "banana", "revision": 1.5, "contact": {"email": "ana"}, "me": {"phone": 5},
        "rounds": [{"date": "31 June 2026", "time": "25:00"}, {"date": 20261204, "said": {"kind": "whenever"}}],
    }  # fmt: skip
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": "2026-11-22"})))
    fields = [problem["field"] for problem in answer["problems"]]
    assert sorted(fields) == sorted([
        "organistaion", "place", "kind", "revision", "contact.email", "me.phone", "rounds.0.date", "rounds.0.time", "rounds.1.date", "rounds.1.said.kind",
    ])  # fmt: skip
    assert all(len(problem["message"]) > 20 for problem in answer["problems"])
    assert all(f'href="#{field}"' in answer["summary"] or field in answer["summary"] for field in fields)


@pytest.mark.parametrize(
    ("case", "code", "field", "says"),
    [
        ({"rounds": [{"date": "2026-06-31"}]}, "date.no_such_day", "rounds.0.date", "There is no 31 June 2026: that month has 30 days."),
        ({"place": "XX"}, "place.unknown", "place", "We do not know the country “XX”"),
        ({"me": {"place": "ZZ"}}, "place.unknown", "me.place", "We do not know the country “ZZ”"),
        ({"place": "GB", "region": "BAY"}, "region.unknown", "region", "Known are: ENG, NIR, SCT, WLS"),
        ({"rounds": [{"date": 20261204}]}, "date.not_text", "rounds.0.date", "“4 December 2026”"),
        ({"organistaion": "x"}, "field.unknown_close", "organistaion", "Did you mean “organisation”?"),
        ({"rounds": [{"adress": "x"}]}, "field.unknown_close", "rounds.0.adress", "Did you mean “address”?"),
        ({"zzzzzz": "x"}, "field.unknown", "zzzzzz", "There is no such answer."),
        ({"kind": "banana"}, "choice.unknown", "kind", "company, public, academic, local, unknown"),
        ({"rounds": {}}, "group.not_a_list", "rounds", "a list"),
        ({"rounds": ["x"]}, "group.not_an_object", "rounds.0", "an object"),
        ({"me": []}, "group.not_an_object", "me", "an object"),
        ({"rounds": [{}] * 11}, "group.too_many", "rounds", "At most 10"),
        ({"organisation": "x" * 201}, "text.too_long", "organisation", "201 characters. At most 200"),
        ({"schema": SCHEMA + 1}, "case.schema", "schema", f"reads schema {SCHEMA} and older"),
        ({"schema": [1]}, "number.unclear", "schema", "a whole number"),
        ({"schema": "2"}, "number.unclear", "schema", "a whole number"),
        ({"schema": True}, "number.unclear", "schema", "a whole number"),
        ({"schema": 1.0}, "number.unclear", "schema", "a whole number"),
        ([], "case.not_an_object", "", "JSON object"),
        ("x", "case.not_an_object", "", "JSON object"),
        (None, "case.not_an_object", "", "JSON object"),
    ],
)
def test_a_mistake_says_what_would_be_right(case, code, field, says):
    """Each mistake has its stable code, its field, and a sentence with what would be right."""
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": "2026-11-22", "place": request_of(case, "2026-11-22")["place"]})))
    assert [(problem["code"], problem["field"]) for problem in answer["problems"]] == [(code, field)]
    assert says in answer["problems"][0]["message"]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ("", "case.not_json"),
        ("{", "case.not_json"),
        ("[" * 100_000 + "]" * 100_000, "case.too_deep"),
        ('{"a":' * 100_000, "case.too_deep"),
        ('{"do":"plan","case":{"organisation":"' + "[{" * 40 + '\\"[["},"today":"2026-11-22"', "case.not_json"),
        ('{"do":"plan","case":' + "[" * 40 + "]" * 40 + ',"today":"2026-11-22"}', "case.too_deep"),
        ('{"do":"plan","case":"' + "x" * 5_000_000 + '"}', "case.too_large"),
        ("[]", "case.unreadable"),
        ("5", "case.unreadable"),
        ("null", "case.unreadable"),
        ('{"do":"dance"}', "case.unreadable"),
        ('{"do":["plan"]}', "case.unreadable"),
        ('{"do":"plan","case":{},"today":"2026-02-30"}', "date.today"),
        ('{"do":"plan","case":{},"today":20261122}', "date.today"),
        ('{"do":"plan","case":{},"today":"20261122"}', "date.today"),
        ('{"do":"plan","case":{},"today":"2026-W47-7"}', "date.today"),
        ('{"do":"plan","case":{},"today":"9999-12-31"}', "date.today"),
        ('{"do":"plan","case":{}}', "date.today"),
        ('{"do":"understand","text":5,"today":"2026-11-22"}', "case.unreadable"),
        ('{"do":"understand","text":"when pigs fly","today":"2026-11-22"}', "phrase.unclear"),
        ('{"do":"day","cases":5,"today":"2026-11-22"}', "case.unreadable"),
        ('{"do":"day","cases":[{"place":["GB"]}],"today":"2026-11-22"}', "text.not_text"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_request_that_cannot_be_answered_says_so(request_, code):
    """A request that is no JSON, too large, nested too deeply or asks for nothing known comes back as one problem, never as an exception."""
    answer = json.loads(api.run(request_))
    assert [problem["code"] for problem in answer["problems"]] == [code]
    assert answer["problems"][0]["message"] and answer["summary"]


@pytest.mark.parametrize(
    "more",
    [{"forms": 5}, {"forms": [["json"], 5, None, "zip"]}, {"now": 5}, {"now": "25:00"}, {"before": 5}, {"before": {"place": "ZZ"}}, {"language": 5}],
    ids=str,
)
def test_what_surrounds_a_case_may_be_wrong(more):
    """Forms, time of day and an earlier case that cannot be used are left out; the plan is made all the same."""
    assert problems({}, **more) == []


@pytest.mark.parametrize("place", [5, [], {}, {"code": "GB"}, {"code": "GB", "regions": 5}, {"code": "GB", "regions": [], "holidays": []}], ids=str)
@pytest.mark.parametrize("do", ["plan", "understand", "day"])
def test_a_broken_holiday_file_is_a_problem(do, place):
    """A holiday file that is not whole comes back as a problem, never as an exception."""
    asked = {"do": do, "case": {"place": "GB", "region": "ENG"}, "cases": [{"place": "GB"}], "text": "next Friday", "today": "2026-11-22", "place": place, "places": {"GB": place}}
    answer = json.loads(api.run(json.dumps(asked)))
    assert do == "understand" or [problem["code"] for problem in answer["problems"]] == ["case.unreadable"]


def test_brackets_in_answers_are_text():
    """A hundred brackets in a reader's words are no nesting."""
    assert problems({"organisation": "[{" * 50 + '"\\', "debrief": {"asked": '"' * 99 + "[" * 99}}) == []


class Elements(HTMLParser):
    """What a browser would make of a text: its elements, their attributes, and its words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = set(), {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(attrs)

    def handle_data(self, data):
        self.text += data


def assert_harmless(text):
    """No element, attribute or address of the attack is in a text."""
    seen = Elements(text)
    assert not seen.tags & {"script", "img", "b"}
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert "<script" not in text and "<img" not in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", EVENTS)
def test_html_in_every_field_is_text(what, form):
    """With HTML in every field that takes text, page, sheet and timeline hold it as text, whatever happened and whatever the interview was."""
    case = whole_case(ATTACK)
    case |= {"organisation": ATTACK, "place": "GB", "name_firm": True, "events": [{"what": what, "on": "2026-12-04", "to": ATTACK, "note": ATTACK}]}
    for number, round_ in enumerate(case["rounds"]):
        round_ |= {"form": form, "date": f"2026-11-{18 + number}", "said": {"kind": "words", "words": ATTACK}}
    for today in TODAYS:
        answer = json.loads(api.run(json.dumps(request_of(case, today, "12:00", FORMS_OF_HTML))))
        assert answer["ok"], answer
        for made in answer["forms"].values():
            assert_harmless(made)
        assert ATTACK[:25] in Elements(answer["forms"]["html"]).text


def test_html_in_mistakes_is_text():
    """HTML in a field's name and in a wrong value is text in the summary of mistakes."""
    case = {ATTACK: 1, "rounds": [{ATTACK: 1, "date": ATTACK, "said": {"date": {"day": ATTACK, "month": "5", "year": "2026"}}}]}
    answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": "2026-11-22"})))
    assert len(answer["problems"]) == 4
    assert_harmless(answer["summary"])


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200f", "\ufeff", "\x00", "\ue000", "\ue001", "\ud800"], ids=ascii)
def test_hidden_marks_are_taken_out(hidden):
    """Marks that turn text round, hide it, break it or stand for our own gaps are removed from answers."""
    case = read({"organisation": f"Har{hidden}bour", "debrief": {"asked": f"{hidden}why?"}}, WORDS)
    assert isinstance(case, Case)
    assert (case.organisation, case.debrief.asked) == ("Harbour", "why?")


def test_white_space_is_tidied_and_lines_are_kept():
    """Spaces and line ends in a line become one space; notes keep their lines."""
    case = read({"organisation": "  Harbour \r\n & \t Sons ", "debrief": {"asked": " one\r\ntwo \n"}}, WORDS)
    assert isinstance(case, Case)
    assert (case.organisation, case.debrief.asked) == ("Harbour & Sons", "one\ntwo")
