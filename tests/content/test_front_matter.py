"""What stands at the top of each page: its name, its dates, its evidence."""

import itertools
import re
from datetime import date
from pathlib import Path

import overdue
import pytest

from guide_engine.content import MESSAGE, STRENGTHS, read_step
from guide_engine.errors import ContentError
from guide_engine.words import by_key, read_words, words_in
from tests.content.reading import ROOT, page, pages, sources, steps, texts, whole_guide


def day(value: object) -> date | None:
    """A day in front matter; None when it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def test_every_page_has_a_title_and_a_description() -> None:
    """Every page says in its front matter what it is called and what it holds."""
    assert [one.name for one in pages() for key in ("title", "description") if len(str(one.meta.get(key) or "").split()) < (1 if key == "title" else 4)] == []


def test_no_two_pages_share_a_title() -> None:
    """A title names one page."""
    titles = [one.meta["title"] for one in pages()]
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []


def test_every_page_was_reviewed_and_will_be() -> None:
    """Every page has the day of its last review and, later, the day of its next one, at most two years on."""
    dates = {one.name: (day(one.meta.get("reviewed")), day(one.meta.get("next_review"))) for one in pages()}
    assert [name for name, (last, following) in dates.items() if not (last and following and 0 < (following - last).days <= 731)] == []


def test_evidence_has_a_strength_and_known_sources() -> None:
    """Every step says on what it rests: one of four strengths, and sources that stand in the register."""
    faults = [one.name for one in steps() if one.meta["evidence"].get("strength") not in STRENGTHS]
    cited = [(one.name, key) for one in steps() for kind in ("sources", "against") for key in one.meta["evidence"].get(kind) or ()]
    assert faults + [(name, key) for name, key in cited if key not in sources()] == []


def test_only_our_judgement_may_lack_a_source() -> None:
    """A step whose strength is a survey or advisers names at least one source."""
    assert [one.name for one in steps() if not one.meta["evidence"].get("sources") and one.meta["evidence"]["strength"] != "our judgement"] == []


def test_every_step_shows_the_contrary_view() -> None:
    """Every step says in one line who sees it otherwise."""
    assert [one.name for one in steps() if len(str(one.meta["evidence"].get("against_note") or "").split()) < 5] == []


def test_every_number_of_a_date_has_sources() -> None:
    """Each number of days in a rule names its sources, or its step is marked as our judgement."""
    faults = []
    for step in whole_guide().steps:
        unsourced = [due for due in step.due if (due.working_days or due.days) and not due.sources]
        faults += [(step.slug, due.anchor, due.when) for due in unsourced if step.evidence.strength != "our judgement"]
    assert faults == []


def test_sources_of_dates_stand_in_the_register() -> None:
    """Each source of a number of days stands in the register."""
    assert [(step.slug, key) for step in whole_guide().steps for due in step.due for key in due.sources if key not in sources()] == []


def test_a_number_lies_in_the_range_of_others() -> None:
    """Our number of days lies within the range that the page says others advise."""
    dues = [(step.slug, due) for step in whole_guide().steps for due in step.due if due.range]
    assert [(slug, due.working_days) for slug, due in dues if due.days is None and not due.range[0] <= due.working_days <= due.range[-1]] == []


# Numbers that no adviser gives: what an interview lasts, what a channel takes, how long a break or a journey's spare time is.
OUR_OWN = {"usual_minutes", "long_break_days", "linkedin_characters", "text_characters", "card_words", "phone_words", "spare_least", "spare_most"}


def test_shared_rules_name_known_sources() -> None:
    """Each number that several steps share names sources of the register, or is one of the few that are our judgement."""
    rules = {name: rule for name, rule in page("about/how-dates-are-counted.md").meta["rules"].items() if isinstance(rule, dict) and "value" in rule}
    assert [name for name, rule in rules.items() if not rule["sources"] and name not in OUR_OWN] == []
    assert [key for rule in rules.values() for key in rule["sources"] if key not in sources()] == []


@pytest.mark.parametrize("key", ["title", "publisher", "url"])
def test_the_register_is_complete(key) -> None:
    """Each source of the register has a title, a publisher and an address."""
    assert [name for name, source in sources().items() if not str(source.get(key) or "").strip()] == []


def test_addresses_of_sources_are_addresses() -> None:
    """Each source's address begins with http and names a host."""
    assert [name for name, source in sources().items() if not re.match(r"https?://[\w.-]+\.[a-z]{2,}(/|$)", source["url"])] == []


def test_a_second_hand_source_names_who_reported_it() -> None:
    """A source that was read in somebody else's page names that page's publisher too."""
    assert [name for name, source in sources().items() if source.get("mark") == "second-hand" and not source.get("reported_by")] == []


def test_every_key_in_the_text_is_a_source() -> None:
    """Each key in square brackets in any page stands in the register."""
    cited = [(one.name, key) for one in pages() for group in re.findall(r"(?<![\w!])\[([A-Z]\d{1,2}(?:\s*[,;]\s*[A-Z]\d{1,2})*)\](?![(:])", one.body) for key in re.split(r"\s*[,;]\s*", group)]
    assert len(cited) > 100
    assert [(name, key) for name, key in cited if key not in sources()] == []


def test_every_address_on_a_page_is_registered() -> None:
    """Each link to another site leads to a source of the register, or to one of the few offices that help readers."""
    known = {address for source in sources().values() for address in (source["url"], *(more["url"] for more in source.get("also") or ()))}
    known |= links(page("about/sources.md").section("helpers"))
    assert {one.name: found for one in pages() if (found := links(one.body, *texts({**one.meta, "sources": None})) - known)} == {}


def links(*found: str) -> set[str]:
    """Every address on the web in some texts."""
    return {address for text in found for address in re.findall(r"https?://[^\s)>\"'\]]+", text)}


FIGURE = re.compile(r"\d %|\d(?:\.\d)? days on average")
# A page that quotes figures in order to say what is wrong with them, and pages whose figures are our own.
NOT_CLAIMED = ("about/numbers-that-are-wrong.md", "about/decisions.md", "about/readability.md")


def test_every_figure_names_its_source_and_its_year() -> None:
    """Each paragraph, row and item with a share or an average cites a source of the register and names a year, or says that no date was seen."""
    blocks = [(one.name, block) for one in pages() if one.name not in NOT_CLAIMED for block in re.split(r"\n\s*\n|\n(?=[-|] )", MESSAGE.sub("", one.body))]
    figures = [(name, block) for name, block in blocks if FIGURE.search(block)]
    assert len(figures) > 30
    assert [(name, block) for name, block in figures if not re.search(r"\[[A-Z]\d{1,2}", block)] == []
    assert [(name, block) for name, block in figures if not re.search(r"\b(?:19|20)\d\d\b|no date", block)] == []


def test_overdue_lists_late_pages_only() -> None:
    """The command for late reviews lists a page from the day after its date, and not on the day itself."""
    first = min(one.meta["next_review"] for one in pages())
    due = date.fromisoformat(str(first))
    late = overdue.overdue(ROOT / "docs", due.replace(day=due.day + 1))
    assert overdue.overdue(ROOT / "docs", due) == []
    assert {name for name, _ in late} == {one.name for one in pages() if str(one.meta["next_review"]) == str(first)}


def test_overdue_puts_the_latest_first(tmp_path: Path) -> None:
    """The page that has waited longest for its review comes first."""
    for name, following in (("a", "2026-03-01"), ("b", "2026-01-01"), ("c", "2027-01-01")):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\nnext_review: {following}\n---\n", "utf-8")
    assert [name for name, _ in overdue.overdue(tmp_path, date(2026, 4, 1))] == ["b.md", "a.md"]


def test_the_built_words_are_the_words_of_the_source() -> None:
    """The JSON that the build makes holds what stands in words/en.toml, each sentence under its dotted key."""
    text = (ROOT / "guide_engine/words/en.toml").read_text("utf-8")
    assert words_in("en").table == by_key(read_words(text))
    assert (ROOT / "guide_engine/data/words/en.json").is_file()


def test_what_stands_beside_a_step_is_and_or_or() -> None:
    """Any word but "or" and "and" in a step's "beside" is a mistake that names the file, the key and both words."""
    one = page("after/ask-your-recruiter.md")
    assert read_step(one.name, dict(one.meta), one.body).name == "ask-your-recruiter"
    with pytest.raises(ContentError, match=r"after/ask-your-recruiter\.md.*beside.*'then'.*or, and"):
        read_step(one.name, {**one.meta, "beside": "then"}, one.body)


def test_a_step_stands_beside_one_of_its_own_stage() -> None:
    """A step that names "beside" follows another step of its stage in the navigation, and no step has both "or" and "and" around it."""
    order = [page(name).meta for name in re.findall(r"^ +- ((?:before|during|after)/[\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)]
    assert len(order) == len(steps())
    pairs = [(before, one) for before, one in itertools.pairwise([{"stage": None}, *order]) if one.get("beside")]
    assert len(pairs) > 20
    assert [one["title"] for before, one in pairs if before["stage"] != one["stage"] or before.get("beside", one["beside"]) != one["beside"]] == []
