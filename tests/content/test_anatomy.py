"""The shape that every step's page has: the answer, what to do, an example, why, what others advise, common mistakes."""

import re

import readability

from tests.content.reading import Page, steps

HEADINGS = [
    ("Do this now", "do-this-now"),
    ("Example", "example"),
    ("Why this works", "why"),
    ("What others advise", "others"),
    ("Common mistakes", "mistakes"),
]


def items(text: str) -> list[str]:
    """The numbered items of a section, each on one line."""
    return [" ".join(item.split()) for item in re.findall(r"^\d+\.\s+(.*(?:\n[ \t]+\S.*)*)", text, re.MULTILINE)]


def answer(one: Page) -> str:
    """The paragraph that answers."""
    found = re.search(r"^# [^\n]+\n\n((?:[^\n]+\n)+?)\{: \.answer \}$", one.body.strip(), re.MULTILINE)
    return found[1] if found else ""


def words(text: str) -> int:
    """The words of a text as a visitor reads it."""
    return sum(len(line.split()) for line in readability.blocks(text))


def test_the_headings_are_the_agreed_ones_in_order() -> None:
    """Every step has the five sections with their names and ids, in the same order; a page may have more between them."""
    found = {one.name: re.findall(r"^## (.+?) \{#([\w-]+)\}$", one.body, re.MULTILINE) for one in steps()}
    assert len(found) > 60
    assert {name: headings for name, headings in found.items() if [one for one in headings if one in HEADINGS] != HEADINGS} == {}


def test_every_section_has_an_id_of_its_own() -> None:
    """Every section can be linked to, and no two sections of a page share an id."""
    ids = {one.name: re.findall(r"^##+ [^\n{]*(?:\{#([\w-]+)\})?$", one.body, re.MULTILINE) for one in steps()}
    assert {name: found for name, found in ids.items() if "" in found or len(set(found)) != len(found)} == {}


def test_the_title_is_the_first_heading() -> None:
    """Every step's page begins with its title as a heading of the first level, and has only that one."""
    assert [one.name for one in steps() if re.findall(r"^# (.+)$", one.body, re.MULTILINE) != [one.meta["title"]] or not one.body.lstrip().startswith("# ")] == []


def test_the_answer_comes_first_and_is_short() -> None:
    """Right below the title stands the answer, in at most two sentences."""
    found = {one.name: list(readability.sentences(readability.blocks(answer(one)))) for one in steps()}
    assert {name: said for name, said in found.items() if not 1 <= len(said) <= 2} == {}


def test_do_this_now_is_three_to_five_items() -> None:
    """Every step says in three to five items what to do now."""
    found = {one.name: len(items(one.section("do-this-now"))) for one in steps()}
    assert {name: count for name, count in found.items() if not 3 <= count <= 5} == {}


def test_do_this_now_is_under_sixty_words() -> None:
    """The items together have fewer than sixty words."""
    found = {one.name: len(" ".join(items(one.section("do-this-now"))).split()) for one in steps()}
    assert {name: count for name, count in found.items() if count >= 60} == {}


def test_examples_say_that_they_are_examples() -> None:
    """Each example begins with the word Example, so that nobody takes its people for real."""
    assert [one.name for one in steps() if not one.section("example").startswith("Example:")] == []


def test_no_section_is_thin() -> None:
    """No section is empty or a mere fragment."""
    assert [(one.name, anchor) for one in steps() for _, anchor in HEADINGS if words(one.section(anchor)) < 15] == []


def test_common_mistakes_are_a_list() -> None:
    """The common mistakes are at least two items of a list."""
    assert [one.name for one in steps() if len(re.findall(r"^- ", one.section("mistakes"), re.MULTILINE)) < 2] == []


def test_a_page_has_300_to_700_words() -> None:
    """A step's page takes one to three minutes to read: 300 to 700 words, without its draft."""
    found = {one.name: words(one.body) for one in steps()}
    assert {name: count for name, count in found.items() if not 300 <= count <= 700} == {}


def test_a_message_has_one_place() -> None:
    """A step that names a message of the list has one draft in its example, and perhaps more for other channels; no other step has one."""
    blocks = {one.name: re.findall(r"^```message(?: (\w+))?$", one.section("example"), re.MULTILINE) for one in steps()}
    assert {one.name: one.meta.get("message") for one in steps() if bool(blocks[one.name]) != bool(one.meta.get("message"))} == {}
    assert [one.name for one in steps() if one.body.count("```message") != len(blocks[one.name]) or blocks[one.name][:1] not in ([], [""])] == []
