"""A case in a link: packed and opened again, with names and without, and what is no link of ours."""

import json
import zlib
from binascii import b2a_base64

import pytest
from hypothesis import given

from guide_engine.api import run
from guide_engine.case import each_question
from guide_engine.link import TELLING, packed, unpacked, without_names
from tests.engine.strategies import many_cases
from tests.engine.whole_case import whole_case


def asked(**request):
    """The answer to a request."""
    return json.loads(run(json.dumps(request)))


@given(many_cases())
def test_a_link_opens_as_the_case_it_was_made_of(told):
    """Whatever a case holds, its link is letters that every address may hold, and gives the case back."""
    case, today = told
    made = asked(do="plan", case=case, today=today.isoformat(), forms=["link-names"])
    if made["ok"]:
        link = made["forms"]["link-names"]
        assert link.replace("-", "").replace("_", "").isalnum() and link.isascii()
        assert asked(do="case", link=link) == asked(do="case", case=case)


@given(many_cases())
def test_without_names_it_is_the_same_plan_or_none(told):
    """A link without names leads to the same steps, days and states; where it would not, there is none."""
    case, today = told
    made = asked(do="plan", case=case, today=today.isoformat(), forms=["link"])
    if made["ok"] and made["forms"]["link"]:
        opened = asked(do="case", link=made["forms"]["link"])
        again = asked(do="plan", case=opened["case"], today=today.isoformat(), forms=["json"])
        assert [(one["id"], one["due"], one["state"]) for one in again["plan"]["actions"]] == [(one["id"], one["due"], one["state"]) for one in made["plan"]["actions"]]


def test_no_name_or_note_is_left():
    """Of a case that answers everything, every text is gone but what they said about the date."""
    left = json.dumps(without_names(whole_case("Harbour & Sons")))
    assert left.count("Harbour & Sons") == len([path for path, question in each_question() if path == "rounds.0.said.words" and question.kind in TELLING]) * 2
    assert "ana@example.org" not in left


def test_one_answer_has_a_link_without_names():
    """A plan of one answer needs no names."""
    made = asked(do="plan", case={"rounds": [{"date": "2026-11-17"}]}, today="2026-11-18", forms=["link"])
    assert made["forms"]["link"]


def as_link(data):
    """Bytes as a link holds them."""
    return b2a_base64(zlib.compress(data), newline=False).decode().rstrip("=").replace("+", "-").replace("/", "_")


@pytest.mark.parametrize("link", ["", "abc", "%3Cb%3E", "ü", "A" * 5000, packed({"schema": 2})[:-6], as_link(b"\xff\xfe"), as_link(b"{"), as_link(b"[1]"), as_link(b"null"), as_link(b"[" * 5000)])
def test_what_is_no_link_of_ours_is_a_problem(link):
    """A link that is cut, foreign, or no case is said to be so; nothing is raised."""
    assert asked(do="case", link=link)["problems"]


def test_a_link_does_not_grow_without_end():
    """A short link that would unpack to more than a million letters is refused before it does."""
    assert unpacked(as_link(b" " * 50_000_000)) is None
