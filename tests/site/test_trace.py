"""The trace: each statement, situation, question and message of the research leads to a paragraph that stands on the site."""

import posixpath

import pytest

from tests.content.reading import page, whole_guide
from tests.site.test_links import target

STATEMENTS = [f"S{n:02}" for n in range(1, 25)]
SITUATIONS = [f"D{n}" for n in range(1, 45)]
MESSAGES = [f"M{n}" for n in range(1, 34)]
FEWEST_WORDS = 15


def words_at(built, file: str, anchor: str | None) -> int:
    """How many words stand where a page's anchor leads; none when there is no such place."""
    name = file.removesuffix(".md")
    path = posixpath.normpath(f"{name.removesuffix('index')}/index.html")
    there = built.get(path)
    if there is None:
        return 0
    if anchor:
        return len(there.ids[anchor].section.split()) if anchor in there.ids else 0
    return len(next(there.root.all("article"), there.root).text.split())


def entries(name: str, key: str) -> list[dict]:
    """A list in a page's front matter."""
    return page(name).meta[key]


@pytest.mark.parametrize("number", STATEMENTS)
def test_each_statement_is_carried(built, number) -> None:
    """The statement of the starting text is carried by a page that says what to do and why."""
    carriers = [step.slug for step in whole_guide().steps if number in step.seed]
    assert carriers
    assert [slug for slug in carriers for anchor in ("do-this-now", "why") if words_at(built, slug, anchor) < FEWEST_WORDS] == []


def test_the_statements_are_those_of_the_starting_text() -> None:
    """The list of statements has S01 to S24, each in words, and steps name no others."""
    listed = entries("about/coverage.md", "seed_statements")
    assert list(listed) == STATEMENTS
    assert [number for number, text in listed.items() if len(text.split()) < 2] == []
    assert {number for step in whole_guide().steps for number in step.seed} == set(STATEMENTS)


@pytest.mark.parametrize("number", SITUATIONS)
def test_each_situation_has_its_paragraph(built, number) -> None:
    """The situation is told in the reader's words and leads to a paragraph."""
    told = [one for one in entries("situations/index.md", "situations") if one["id"] == number]
    assert told
    assert [one for one in told if words_at(built, one["page"], one.get("anchor")) < FEWEST_WORDS or len(one["words"].split()) < 3] == []


def test_there_are_forty_situations_and_no_strangers() -> None:
    """At least forty situations are listed, and each bears a number of the research."""
    told = entries("situations/index.md", "situations")
    assert len({one["words"] for one in told}) >= 40
    assert {one["id"] for one in told} == set(SITUATIONS)


@pytest.mark.parametrize("number", range(1, 136))
def test_each_question_is_answered(built, number) -> None:
    """The question leads to one paragraph that stands on the site."""
    asked = [one for one in entries("situations/questions.md", "questions") if one["n"] == number]
    assert len(asked) == 1
    assert words_at(built, asked[0]["page"], asked[0].get("anchor")) >= FEWEST_WORDS
    assert asked[0]["q"].endswith(("?", "."))


def test_there_are_135_questions() -> None:
    """The index holds the questions 1 to 135, and no two are worded alike."""
    asked = entries("situations/questions.md", "questions")
    assert [one["n"] for one in asked] == list(range(1, 136))
    assert len({one["q"] for one in asked}) == 135


@pytest.mark.parametrize("number", MESSAGES)
def test_each_message_has_its_draft(built, number) -> None:
    """The message has a page whose example shows a draft."""
    carriers = [step for step in whole_guide().steps if number in str(step.message or "").split()]
    assert carriers
    for step in carriers:
        there = built[f"{step.slug}/index.html"]
        drafts = [one for one in there.root.all("div") if "draft" in one.attrs.get("class", "").split()]
        assert len(drafts) == len(step.drafts) and len(drafts[0].text.split()) >= 30, step.slug
        assert drafts[0].text in there.ids["example"].section


def test_steps_name_only_messages_of_the_list() -> None:
    """No step names a message that the list does not have."""
    assert {number for step in whole_guide().steps for number in str(step.message or "").split()} == set(MESSAGES)


def rows(built) -> dict[str, list]:
    """The rows of the page that shows the trace, by number."""
    found = {}
    for row in built["about/coverage/index.html"].root.all("tr"):
        cells = list(row.all("th", "td"))
        if cells:
            found[cells[0].text] = list(row.all("a"))
    return found


def test_the_published_trace_is_whole(built) -> None:
    """The page that shows the trace has a row with at least one link for each statement, situation and message."""
    assert [number for number in (*STATEMENTS, *SITUATIONS, *MESSAGES) if not rows(built).get(number)] == []


def clicks(built, start: str) -> set[str]:
    """The pages that one click on a page leads to, its menu and header included."""
    return {target(start, link.attrs["href"])[0] for link in built[start].links if not link.attrs["href"].startswith(("http", "mailto"))}


def test_every_answer_is_two_clicks_from_home(built) -> None:
    """From the home page, the lists of situations and of questions are one click away, and each answer is one more."""
    home = clicks(built, "index.html")
    for name, key in (("situations/index", "situations"), ("situations/questions", "questions")):
        path = posixpath.normpath(f"{name.removesuffix('index')}/index.html")
        assert path in home, name
        told = {posixpath.normpath(f"{one['page'].removesuffix('.md').removesuffix('index')}/index.html") for one in entries(f"{name}.md", key)}
        assert told - clicks(built, path) == set()
