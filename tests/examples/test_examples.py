"""The worked examples and the drawings: each builds, says that it is an example, and shows nothing that its text lacks."""

import json
import re
from datetime import date
from html import unescape
from itertools import pairwise

import examples
import pictures
import pytest
import readability

from guide_engine import api
from guide_engine.answers import read
from guide_engine.case import Case
from guide_engine.days import days
from guide_engine.errors import ContentError
from guide_engine.timeline import LETTERS, as_svg, wrapped
from guide_engine.words import words_in
from tests.conftest import ROOT, case_names, request_for
from tests.content.reading import DOCS, Page, pages

EXAMPLES = [one for one in pages() if "case" in one.meta]
NAMES = [one.name for one in EXAMPLES]
# What the issue asks for, by the page that shows it.
ASKED_FOR = ("first-job", "agency", "panel-of-four", "internal-move", "competing-offer", "no-contact-details", "remote-abroad", "rejected", "public-service", "returning-after-a-break")
TEXT = re.compile(r"<(text|title|desc|h3|p|li|dt|dd|strong|figcaption|caption|t[hd])\b[^>]*>")


@pytest.fixture(params=EXAMPLES, ids=NAMES)
def example(request) -> Page:
    """Each example's page."""
    return request.param


def plan_of(one: Page):
    """The plan of an example."""
    return examples.plan_of(DOCS, one.name, one.meta)


def filled(one: Page) -> str:
    """An example's page with all its parts."""
    return examples.filled(ROOT, DOCS, one.name, one.meta, one.body)


def words_of(html: str) -> list[str]:
    """The words of some HTML without its tags."""
    return re.findall(r"[\w’'-]+", unescape(re.sub(r"<[^>]+>", " ", html)).lower())


def texts_of(svg: str) -> list[str]:
    """The texts that a drawing shows."""
    return [unescape(text) for text in re.findall(r"<text\b[^>]*>([^<]*)</text>", svg)]


def drawing(html: str) -> str:
    """The first drawing of a page."""
    return html[html.index("<svg") : html.index("</svg>") + 6]


def without_drawings(html: str) -> str:
    """A page without its drawings."""
    return re.sub(r"<svg\b.*?</svg>", "", html, flags=re.DOTALL)


def test_the_people_asked_for_are_there() -> None:
    """At least ten examples, and among them those that readers ask for."""
    assert len(EXAMPLES) >= 10
    assert [name for name in ASKED_FOR if f"examples/{name}.md" not in NAMES] == []


def test_an_example_says_that_it_is_one(example) -> None:
    """The page, its title and its answer say so, and its reader and firm bear names nobody takes for real."""
    case = example.meta["case"]
    assert example.meta["title"].startswith("Example: ")
    assert "This is an example." in example.body.split("{: .answer }")[0]
    assert "Example" in case["me"]["name"]
    assert any(name in case["organisation"] for name in ("Example", "Sample", "Specimen"))
    people = [person["name"] for one in case["rounds"] for person in one.get("people", ())] + [one["name"] for one in case.get("referees", ())]
    assert [name for name in people if not any(word in name for word in ("Sample", "Specimen", "Example"))] == []


def test_an_example_is_easy_to_read(example) -> None:
    """Its prose is of grade seven or lower, with no sentence over 25 words."""
    score = readability.score(example.name, example.meta["title"], example.body)
    assert (score.grade <= 7.0, score.longest <= 25) == (True, True), score


def test_an_example_has_steps_and_a_next_one(example) -> None:
    """Its plan holds dated steps with reasons, and one that comes next."""
    plan = plan_of(example)
    assert len(plan.actions) >= 4
    assert plan.next is not None
    assert [action.id for action in plan.actions if not action.why] == []


def test_an_example_lies_in_its_year(example) -> None:
    """Its day is in 2026, and no holiday of its plan is missing from the data."""
    plan = plan_of(example)
    assert plan.today.year == 2026
    assert [notice.code for notice in plan.notices if notice.code in ("year_outside", "no_place", "unclear")] == []


def test_an_example_answers_in_words(example) -> None:
    """Every answer of the case stands on the page in words: no code, no ISO date."""
    html = filled(example)
    told = html[html.index('class="told"') : html.index("{#plan}")]
    assert example.meta["case"]["organisation"] in unescape(told)
    assert re.findall(r">(?:True|False|None|in_person|\d{4}-\d\d-\d\d)<", told) == []


def test_every_mark_is_filled(example) -> None:
    """All four marks stand in the page, and none is left in what is built."""
    assert [part for part in examples.PARTS if examples.mark(part) not in example.body] == []
    assert "<!-- example" not in filled(example)


def test_every_step_stands_in_the_page(example) -> None:
    """The page shows each step's title with the reason of its date and a link to the paragraph that explains it."""
    html, plan = unescape(filled(example)), plan_of(example)
    shown = [action for action in plan.actions if action.state not in ("not_for_me", "done")]
    assert [action.id for action in shown if action.title not in html or action.why not in html] == []
    assert [action.id for action in shown if f'href="../../{action.step.slug}/#why"' not in html] == []


def test_every_open_draft_stands_in_the_page(example) -> None:
    """The page shows each open draft; its gaps are marked, and only gaps are."""
    html, plan = filled(example), plan_of(example)
    drafts = [action for action in plan.actions if action.message and action.state != "done"]
    assert drafts
    assert html.count('class="draft"') == len(drafts)
    gaps = [segment.text for action in drafts for segment in (*action.message.subject, *action.message.body) if segment.gap]
    assert [unescape(gap) for gap in re.findall(r"<mark>([^<]*)</mark>", html)] == gaps


def test_the_drawing_says_nothing_that_the_text_lacks(example) -> None:
    """Each word that the timeline shows stands in the list beside it."""
    html = filled(example)
    said = set(words_of(without_drawings(html)))
    assert texts_of(drawing(html))
    assert [word for text in texts_of(drawing(html)) for word in words_of(text) if word not in said] == []


def test_no_style_stands_in_an_attribute(example) -> None:
    """Nothing in the page's generated part needs inline styles or scripts."""
    assert re.findall(r"\s(?:style|on\w+)=", filled(example)) == []


def test_sheet_and_calendar_lie_beside_each_page(tmp_path) -> None:
    """Each example has a sheet without inline style and a calendar file, each with a name of its own."""
    examples.write_files(ROOT, DOCS, tmp_path)
    folders = [tmp_path / one.name.removesuffix(".md") for one in EXAMPLES]
    sheets = [(folder / examples.SHEET).read_text("utf-8") for folder in folders]
    assert [sheet for sheet in sheets if "<style" in sheet or 'href="../../planner/assets/sheet.css"' not in sheet] == []
    assert [sheet for sheet in sheets if "This is an example" not in sheet] == []
    assert len({re.findall(r"<title>([^<]*)", sheet)[0] for sheet in sheets}) == len(EXAMPLES)
    assert [folder for folder in folders if (folder / examples.CALENDAR).read_bytes().count(b"BEGIN:VEVENT") < 4] == []


def test_the_list_names_every_example() -> None:
    """The page of examples links to each of them."""
    html = examples.filled(ROOT, DOCS, examples.INDEX, {}, examples.LIST_MARK)
    assert [one.name for one in EXAMPLES if f'href="{one.name.removeprefix("examples/").removesuffix(".md")}/"' not in html] == []


def test_a_mistake_in_a_case_stops_the_build() -> None:
    """A case with an unknown answer, without a day or with an unknown country is refused with the page's name and the field."""
    good = {"today": "2026-05-05", "case": {"place": "GB"}}
    for change in ({"case": {"colour": "red"}}, {"case": {"rounds": [{"date": "31 Febuary"}]}}, {"case": {"place": "ZZ"}}):
        with pytest.raises(ContentError, match=r"examples/x\.md"):
            examples.plan_of(DOCS, "examples/x.md", good | change)
    with pytest.raises(ContentError, match="today"):
        examples.plan_of(DOCS, "examples/x.md", {"case": {}})


def test_yaml_days_and_keys_are_read() -> None:
    """A day that YAML reads as a day, and ``on`` that it reads as true, reach the engine as they were meant."""
    asked = examples.request(DOCS, "examples/x.md", {"today": date(2026, 5, 5), "case": {"rounds": [{"date": date(2026, 5, 4)}], "events": [{"what": "rejected", True: date(2026, 5, 5)}]}})
    assert asked["case"] == {"rounds": [{"date": "2026-05-04"}], "events": [{"what": "rejected", "on": "2026-05-05"}]}
    assert asked["today"] == "2026-05-05"


# ---- The timeline ----


def timeline(name: str) -> tuple[object, str]:
    """The plan of one of ``tests/cases`` and its drawing."""
    plan = api.plan_of(request_for(name), words_in("en"))
    return plan, as_svg(plan)


@pytest.mark.parametrize("name", case_names())
def test_every_plan_can_be_drawn(name) -> None:
    """The drawing of every case is named, described, of whole numbers, and the same through the engine's door."""
    _, svg = timeline(name)
    assert 'role="img"' in svg and "<title " in svg and "<desc " in svg
    assert re.findall(r"\d\.\d", re.sub(r">[^<]*<", "><", svg)) == []
    assert json.loads(api.run(json.dumps(request_for(name, "timeline"))))["forms"]["timeline"] == svg


@pytest.mark.parametrize("name", case_names())
def test_the_drawing_has_every_day_once_in_order(name) -> None:
    """Each day of the plan is drawn once, from top to bottom, and one of them is today."""
    plan, svg = timeline(name)
    drawn = re.findall(r'line-of-days__date" x="\d+" y="(\d+)"[^>]*>([^<]*)<', svg)
    assert [unescape(text).split(" – ")[0] for _, text in drawn] == [day.name for day in days(plan)]
    heights = [int(y) for y, _ in drawn]
    assert heights == sorted(set(heights))
    assert svg.count("line-of-days__day--today") == 1


@pytest.mark.parametrize("name", case_names())
def test_nothing_is_drawn_over_something_else(name) -> None:
    """Lines of text keep their distance and stay inside the drawing."""
    _, svg = timeline(name)
    lines = [int(y) for y in re.findall(r'<text [^>]*\sy="(\d+)"', svg)]
    height = int(re.findall(r'viewBox="0 0 \d+ (\d+)"', svg)[0])
    assert all(after - before >= 15 for before, after in pairwise(lines))
    assert lines[-1] < height
    assert max(map(len, texts_of(svg))) <= LETTERS + 8


def test_what_a_reader_typed_is_escaped_in_the_drawing() -> None:
    """Signs of markup in a name are drawn as signs."""
    case = {"place": "GB", "rounds": [{"date": "2026-05-04", "people": [{"name": "<b>&\"x"}]}]}
    svg = as_svg(api.plan_of({"case": case, "today": "2026-05-04", "now": "18:00", "place": None}, words_in("en")))
    assert "<b>" not in svg and "&lt;b&gt;&amp;" in svg


def test_an_unanswered_case_can_be_drawn() -> None:
    """A case without any answer has a drawing too."""
    assert isinstance(read({}, words_in("en")), Case)
    svg = as_svg(api.plan_of({"case": {}, "today": "2026-05-04", "place": None}, words_in("en")))
    assert "Monday 4 May 2026 – today" in svg


def test_long_words_are_cut() -> None:
    """No line is longer than asked for, and no letter is lost."""
    lines = wrapped("one two " + "x" * 50 + " end", 20)
    assert max(map(len, lines)) <= 20
    assert "".join(lines).replace(" ", "") == "onetwo" + "x" * 50 + "end"


# ---- The other drawings ----


def page_with(mark: str) -> Page:
    """The page with a mark."""
    return next(one for one in pages() if mark in one.body)


def test_the_decision_says_what_its_list_says() -> None:
    """Both ways in which the drawing lies show each question, each answer and the end, in the words of the list."""
    one = page_with(pictures.DECISION)
    html = pictures.filled(ROOT, one.name, one.meta, pictures.DECISION)
    drawings = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    text = " ".join(words_of(without_drawings(html)))
    assert len(drawings) == 2
    for svg in drawings:
        joined = " ".join(word for shown in texts_of(svg) for word in words_of(shown))
        for asked in one.meta["questions"]:
            for said in (asked["q"], asked["say"]):
                assert " ".join(words_of(said)) in joined
                assert " ".join(words_of(said)) in text
        assert " ".join(words_of(one.meta["words"]["end"])) in joined


def test_the_decision_links_to_built_pages() -> None:
    """Each answer links to a page's paragraph as the site has it, not to a source file."""
    one = page_with(pictures.DECISION)
    links = re.findall(r'href="([^"]*)"', pictures.filled(ROOT, one.name, one.meta, pictures.DECISION))
    assert links == [f"../../{to['page'].removesuffix('.md')}/#{to['anchor']}" for to in (*one.meta["questions"], one.meta["words"])]


def test_the_chart_is_honest() -> None:
    """Its axis begins at 0 and each bar is as long as its days; every number stands in the table beside it."""
    one = page_with(pictures.CHART)
    html = pictures.filled(ROOT, one.name, one.meta, pictures.CHART)
    bars = [int(width) for width in re.findall(r'chart__bar" d="M\d+ \d+h(\d+)', html)]
    rows = one.meta["waiting_chart"]["rows"]
    lengths = [width / row["days"] for width, row in zip(bars, rows, strict=True)]
    assert max(lengths) - min(lengths) < 0.1
    assert re.findall(r'chart__number" x="(\d+)"[^>]*>0<', html) == re.findall(r'chart__axis" d="M(\d+) ', html)
    table = html[html.index("<table") :]
    assert [row for row in rows if str(row["year"]) not in table or f"{row['days']}".removesuffix(".0") not in table] == []


def test_the_chart_names_who_where_and_when() -> None:
    """Publisher, country and years stand beside the chart, outside of it."""
    one = page_with(pictures.CHART)
    text = " ".join(words_of(without_drawings(pictures.filled(ROOT, one.name, one.meta, pictures.CHART))))
    assert [word for word in ("nace", "us", "2015", "2023", "graduates") if word not in text.split()] == []


def test_a_drawing_without_its_data_stops_the_build() -> None:
    """A mark on a page whose front matter lacks the data is refused."""
    for mark in (pictures.DECISION, pictures.CHART):
        with pytest.raises(ContentError, match=r"x\.md"):
            pictures.filled(ROOT, "x.md", {"title": "x"}, mark)
