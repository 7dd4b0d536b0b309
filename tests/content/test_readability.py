"""How hard the words are: grades, long sentences, filler that is never used."""

import re

import pytest
import readability

from tests.content.reading import DOCS, ROOT, page, pages, templates, texts, whole_guide, word_files

BANNED = (ROOT / "guide_engine/words/en.avoid.txt").read_text("utf-8").splitlines()
FILLER = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, BANNED))})(?!\w)")


@pytest.fixture(scope="module")
def scores():
    """The scores of all pages."""
    return readability.scores(DOCS)


def fillers(text: str) -> list[str]:
    """The banned phrases in a text, wherever its lines break and whichever apostrophe it has."""
    flat = " ".join(text.replace("’", "'").split()).lower()
    return FILLER.findall(flat)


def long_sentences(lines: list[str]) -> list[str]:
    """The sentences over the limit."""
    return [sentence for sentence in readability.sentences(lines) if readability.length(sentence) > readability.LONGEST_SENTENCE]


def test_the_limits_are_those_we_promise() -> None:
    """The build measures against grade 7 and 25 words."""
    assert (readability.HIGHEST_GRADE, readability.LONGEST_SENTENCE) == (7.0, 25)


def test_every_page_is_grade_seven_or_lower(scores) -> None:
    """No page needs more than seven years of school, by Flesch and Kincaid."""
    assert {one.page: one.grade for one in scores if one.grade > 7.0} == {}


def test_no_sentence_is_over_25_words(scores) -> None:
    """No sentence of a page has more than 25 words outside quotations."""
    assert {one.page: one.longest for one in scores if one.longest > 25} == {}


def test_all_pages_but_two_are_measured(scores) -> None:
    """Every page is measured but the log of decisions and the register of sources."""
    assert {one.name for one in pages()} - {one.page for one in scores} == {"about/decisions.md", "about/sources.md"}


def test_a_hard_text_is_found() -> None:
    """A text of long words and a sentence of 26 words is over both limits."""
    hard = readability.score("x.md", "x", "Organisational responsibilities necessitate considerable deliberation. " + "Word " * 26)
    assert (hard.grade > 7.0, hard.longest, hard.is_hard) == (True, 26, True)


def test_a_quotation_counts_as_one_word() -> None:
    """Long quotations do not make a sentence long."""
    assert readability.length("She said “" + "word " * 40 + "” and left.") == 5


def test_drafts_links_and_keys_are_no_prose() -> None:
    """What is measured is what is read: no draft, no address, no key of a source, no mark of Markdown."""
    body = "# A title {#x}\n\nSee [the *list*](../a.md#b) now [N8].\n{: .answer }\n\n```message\nHello\n```\n\n- One.\n- Two\n\n| a | b |\n"
    assert readability.blocks(body) == ["A title.", "See the list now.", "One.", "Two."]
    assert readability.cells(body) == ["a", "b"]


def test_descriptions_and_lists_are_short_too() -> None:
    """Descriptions, situations and questions, which lists show, have no sentence over 25 words either."""
    lines = [str(one.meta["description"]) for one in pages()]
    lines += [str(one[key]) for one in page("situations/index.md").meta["situations"] for key in ("words", "say")]
    lines += [str(one["q"]) for one in page("situations/questions.md").meta["questions"]]
    lines += [step.evidence.against_note for step in whole_guide().steps]
    assert long_sentences(lines) == []


def test_the_planner_speaks_in_short_sentences() -> None:
    """No sentence of the engine or the planner has more than 25 words."""
    lines = [text for file in word_files().values() for key, value in file.items() if key not in ("phrases", "phrase_small_words", "left_out") for text in texts(value)]
    assert len(lines) > 100
    assert long_sentences(lines) == []


def test_no_filler_in_pages() -> None:
    """No page, nor its front matter or its draft, holds a banned phrase."""
    files = {path.relative_to(ROOT).as_posix(): fillers(path.read_text("utf-8")) for path in DOCS.rglob("*.md")}
    assert {name: found for name, found in files.items() if found} == {}


def test_no_filler_in_the_engine() -> None:
    """No sentence of the engine or the planner that they say to a reader holds a banned phrase."""
    said = {name: fillers(" | ".join(text for key, value in file.items() if key != "phrases" for text in texts(value))) for name, file in word_files().items()}
    assert {name: found for name, found in said.items() if found} == {}


def test_no_filler_in_templates() -> None:
    """No template holds a banned phrase."""
    found = {name: fillers(text) for name, text in templates().items()}
    assert {name: phrases for name, phrases in found.items() if phrases} == {}


def test_filler_is_found_over_a_line_break() -> None:
    """A banned phrase is found across a line break and with a curly apostrophe, and not inside another word."""
    assert fillers("please don’t\n  hesitate, unkindly") == ["don't hesitate"]


def test_the_table_of_scores_names_every_page(scores) -> None:
    """The published list has a row with the grade of each page that was measured."""
    table = readability.table(ROOT, "about/readability.md", DOCS)
    assert [one.page for one in scores if f"| {one.grade:.1f} | {one.longest} |" not in next((row for row in table.split("\n") if f"[{one.title}](" in row), "")] == []
