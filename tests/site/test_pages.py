"""The pages as built: clean markup, sane headings, and not one byte from anybody else."""

import itertools
import re

import pytest

from tests.content.reading import pages as sources_of_pages
from tests.site.html import HEADINGS, parse

LOADED = {"script": ("src",), "link": ("href",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "object": ("data",), "embed": ("src",), "video": ("src", "poster"), "audio": ("src",), "form": ("action",), "use": ("href", "xlink:href"), "image": ("href",)}
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z+.-]*:)?//|^\s*(?:ftp|data|blob):", re.IGNORECASE)
# A link that names an address and loads nothing from it.
NOT_LOADED = {"canonical", "alternate", "license"}


def loaded(page) -> list[str]:
    """Every address from which a page loads something."""
    found = [one.attrs[key] for one in page.root.all(*LOADED) for key in LOADED[one.tag] if key in one.attrs and one.attrs.get("rel") not in NOT_LOADED]
    styles = [one.attrs.get("style", "") for one in page.root.all()] + ["".join(filter(lambda part: isinstance(part, str), one.inner)) for one in page.root.all("style")]
    return found + [address for style in styles for address in addresses(style)]


def addresses(css: str) -> list[str]:
    """Every address that a style names."""
    return [a or b for a, b in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", css)]


def visible_pages(built) -> list:
    """The pages that are meant for reading."""
    return [page for path, page in built.items() if not path.startswith(("assets/", "engine/"))]


def test_every_page_of_docs_was_built(built) -> None:
    """Each source page has its page on the site."""
    names = [one.name.removesuffix(".md").removesuffix("index").rstrip("/") for one in sources_of_pages()]
    assert [name for name in names if f"{name}/index.html".lstrip("/") not in built] == []


def test_markup_is_clean(built) -> None:
    """Every tag of every page is closed in order, and no tag has an attribute twice."""
    assert {path: page.faults[:3] for path, page in built.items() if page.faults} == {}


def test_bad_markup_is_found() -> None:
    """A wrong nesting, a missing end and a doubled attribute are found."""
    assert len(parse("x", '<p><b>a</p></b><i class="a" class="b">').faults) >= 3


def test_ids_are_unique(built) -> None:
    """No page has an id twice."""
    ids = {path: [one.attrs["id"] for one in page.root.all() if "id" in one.attrs] for path, page in built.items()}
    assert {path: sorted({name for name in found if found.count(name) > 1}) for path, found in ids.items() if len(set(found)) != len(found)} == {}


def test_every_page_names_its_language_and_direction(built) -> None:
    """Every page says that it is in English, and its title is not empty."""
    found = {page.path: (next(page.root.all("html")).attrs.get("lang"), bool(next(page.root.all("title")).text)) for page in visible_pages(built)}
    assert {path: said for path, said in found.items() if said != ("en", True)} == {}


def test_titles_differ(built) -> None:
    """No two pages have the same title in the browser, the page for a wrong address included."""
    titles = [next(page.root.all("title")).text for page in visible_pages(built)]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_every_page_has_one_main_heading(built) -> None:
    """Every page has one heading of the first level, with words in it."""
    found = {page.path: [one.text for one in page.root.all("h1")] for page in visible_pages(built)}
    assert {path: texts for path, texts in found.items() if len(texts) != 1 or not texts[0]} == {}


def test_no_title_breaks_a_word_at_its_hyphen(built) -> None:
    """In a page's title each word with a hyphen stays on one line."""
    titles = [one for page in visible_pages(built) for one in page.root.all("h1")]
    assert [word.text for title in titles for word in title.all("span") if word.attrs.get("class") == "whole"].count("thank-you") == 2
    assert [title.text for title in titles if any(isinstance(part, str) and re.search(r"\w-\w", part) for part in title.inner)] == []


def test_the_example_beside_the_form_keeps_its_paragraphs(built) -> None:
    """Each written draft of the plan on the planner's page has an empty line between its greeting and what follows."""
    bodies = [whole(one) for one in built["planner/index.html"].root.all("div") if one.attrs.get("class") == "draft__body"]
    greeted = [body for body in bodies if body.startswith("Hello ")]
    assert len(greeted) > 3
    assert [body for body in greeted if not re.match(r"[^\n]+,\n\n\w", body)] == []


def test_headings_skip_no_level(built) -> None:
    """Within the article, no heading skips a level and none is empty."""
    faults = []
    for page in visible_pages(built):
        article = next(page.root.all("article"), page.root)
        levels = [one.level for one in article.all(*HEADINGS)]
        faults += [page.path for before, after in itertools.pairwise(levels) if after > before + 1]
        faults += [page.path for one in article.all(*HEADINGS) if not one.text.rstrip("¶ ")]
    assert faults == []


def test_every_picture_has_words(built) -> None:
    """Each picture has an alternative text, which may be empty for an ornament; each drawing is named or hidden."""
    pictures = [(page.path, one.attrs.get("src")) for page in built.values() for one in page.root.all("img") if "alt" not in one.attrs]
    drawings = [page.path for page in built.values() for one in page.root.all("svg") if not is_named(one)]
    assert pictures + sorted(set(drawings)) == []


def is_named(drawing) -> bool:
    """Whether a drawing is hidden from screen readers or has a name, itself or through the control it stands in."""
    above = drawing
    while above is not None:
        if above.attrs.get("aria-hidden") == "true" or above.attrs.get("aria-label") or above.attrs.get("aria-labelledby") or (above.tag in ("a", "button", "label") and (above.attrs.get("title") or above.text)):
            return True
        above = above.parent
    return any(drawing.all("title"))


def test_every_link_and_button_has_a_name(built) -> None:
    """Each link and each button can be named aloud."""
    controls = [(page.path, one) for page in built.values() for one in page.root.all("a", "button") if ("href" in one.attrs or one.tag == "button") and not is_template(one)]
    assert len(controls) > 2000
    assert [(path, one.tag, one.line) for path, one in controls if not (one.text or one.attrs.get("aria-label") or one.attrs.get("title") or any(img.attrs.get("alt") for img in one.all("img")))] == []


def is_template(one) -> bool:
    """Whether an element stands in a template, whose words come with the script that uses it."""
    return one is not None and (one.tag == "template" or is_template(one.parent))


def test_nothing_is_loaded_from_elsewhere(built) -> None:
    """No page loads a script, a style, a font, a picture or a frame from another address, nor sends a form to one."""
    found = {page.path: [address for address in loaded(page) if ELSEWHERE.match(address)] for page in built.values()}
    assert sum(len(loaded(page)) for page in built.values()) > 300
    assert {path: addresses for path, addresses in found.items() if addresses} == {}


def test_styles_load_nothing_from_elsewhere(site) -> None:
    """No style sheet imports or shows anything from another address; pictures within the sheet itself are no request."""
    sheets = {path.relative_to(site).as_posix(): addresses(path.read_text("utf-8")) for path in site.rglob("*.css")}
    assert sheets
    assert {name: [one for one in found if ELSEWHERE.match(one) and not one.startswith("data:")] for name, found in sheets.items() if any(ELSEWHERE.match(one) and not one.startswith("data:") for one in found)} == {}


@pytest.mark.parametrize("address", ["https://a.example/x.js", "//a.example/x.js", " http://a.example", "data:text/html,x"])
def test_an_address_elsewhere_is_recognised(address) -> None:
    """Addresses with a host, with or without a scheme, are not ours."""
    assert ELSEWHERE.match(address)
    assert loaded(parse("x", f'<script src="{address}"></script>')) == [address]


def test_no_script_hides_in_an_attribute(built) -> None:
    """No element has a script in an attribute, and no link begins with javascript."""
    faults = [(page.path, one.tag, key) for page in built.values() for one in page.root.all() for key, value in one.attrs.items() if key.startswith("on") or value.strip().lower().startswith(("javascript:", "vbscript:"))]
    assert faults == []


def test_no_page_tells_what_made_it(built) -> None:
    """No page has a line that names its generator."""
    assert [page.path for page in built.values() if any(one.attrs.get("name", "").lower() == "generator" for one in page.root.all("meta"))] == []
    assert [page.path for page in built.values() if re.search(r"made with (?:material|mkdocs)|powered by|squidfunk", page.root.text, re.IGNORECASE)] == []


def test_every_page_describes_itself(built) -> None:
    """Every page of the guide has a description for search engines and previews, and no two share one."""
    found = [(page.path, one.attrs.get("content", "")) for page in visible_pages(built) for one in page.root.all("meta") if one.attrs.get("name") == "description"]
    texts = [text for path, text in found if path != "404.html"]
    assert len({path for path, _ in found}) >= len(sources_of_pages())
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_no_page_shows_machinery(built) -> None:
    """No page shows a mark of a template, of Markdown or of the build, nor the name of nothing where a word should be."""
    marks = re.compile(r"\{\{|\}\}|\{%|\{#|\{: ?[.#]|<!--|\]\(|```|\[[A-Z]\d{1,2}\]\(")
    found = {page.path: marks.findall(next(page.root.all("main"), page.root).text) for page in visible_pages(built)}
    assert {path: marks for path, marks in found.items() if marks} == {}
    assert [page.path for page in built.values() if re.search(r">\s*None\s*<|=\"None\"", page.source)] == []


def test_each_step_shows_its_reviews_and_its_evidence(built) -> None:
    """At the foot of each step's page stand its two dates of review, the strength of its evidence and its sources."""
    steps = [one for one in sources_of_pages() if one.is_step]
    feet = {one.name: foot(built[f"{one.name.removesuffix('.md')}/index.html"]) for one in steps}
    wanted = {one.name: {str(one.meta["reviewed"]), str(one.meta["next_review"]), one.meta["evidence"]["strength"], *one.meta["evidence"].get("sources", ())} for one in steps}
    assert len(feet) > 60
    assert {name: wanted[name] - found for name, found in feet.items() if wanted[name] - found} == {}


def foot(page) -> set[str]:
    """What stands at the foot of a page: its days, and its words in small letters and as they are."""
    found = [one for one in page.root.all("dl") if one.attrs.get("class") == "page-foot"]
    days = {time.attrs.get("datetime", "") for one in found for time in one.all("time")}
    words = {one.text for part in found for one in part.all("a")} | {str(cell.inner[0]).strip().lower() for one in found for cell in one.all("dd") if cell.inner}
    return days | words


def test_no_line_ends_within_a_share(site) -> None:
    """A number and its sign of per cent are never parted by the end of a line in the text of a page."""
    texts = {path.relative_to(site).as_posix(): path.read_text("utf-8").partition("<article")[2].partition("</article>")[0] for path in site.rglob("*.html")}
    assert sum("\u00a0%" in text for text in texts.values()) > 10
    assert {name: parted for name, text in texts.items() if (parted := re.findall(r">[^<]*\d[ \n]%[^<]{0,20}", text))} == {}


def test_what_leads_elsewhere_says_so(built) -> None:
    """Each link to another site is marked as such, so that paper spells out its address and none of ours."""
    links = [(path, one.attrs) for path, page in built.items() if not path.startswith("assets/") for one in page.root.all("a")]
    marked = {(path, attrs["href"]) for path, attrs in links if "external" in (attrs.get("rel") or "").split()}
    leading = {(path, attrs["href"]) for path, attrs in links if re.match("https?:", attrs.get("href") or "")}
    assert leading and marked ^ leading == set()


STAGES = {"before": ("before", "day_before"), "during": ("interview",), "right-after": ("right_after",), "waiting": ("waiting",), "answer": ("answer",)}


@pytest.mark.parametrize("stage", STAGES)
def test_the_steps_of_a_stage_are_counted_aloud(built, stage) -> None:
    """A stage lists each of its steps once; each says "Step 2 of 9", and what may be done in its place, or along with it, says "Step 2 of 9, or"."""
    steps = {one.meta["title"]: one.meta for one in sources_of_pages() if one.is_step and one.meta["stage"] in STAGES[stage]}
    told = counted(built[f"{stage}/index.html"], "steps__step")
    assert sorted(title for _, title in told) == sorted(steps)
    count = sum("beside" not in meta for meta in steps.values())
    numbers = itertools.accumulate(int("beside" not in steps[title]) for _, title in told)
    wanted = [f"Step {n} of {count}{', ' + steps[title]['beside'] if 'beside' in steps[title] else ''}:" for n, (_, title) in zip(numbers, told, strict=True)]
    assert [said for said, _ in told] == wanted


def test_beside_each_step_the_menu_and_the_strip_count_as_its_stage_does(built) -> None:
    """On a step's page the menu counts the steps as the page of the stage does, and the strip reads out the number of this one."""
    for stage, parts in STAGES.items():
        listed = counted(built[f"{stage}/index.html"], "steps__step")
        for one in (page for page in sources_of_pages() if page.is_step and page.meta["stage"] in parts):
            page = built[f"{one.name.removesuffix('.md')}/index.html"]
            assert counted(page, "menu__item--step") == listed, one.name
            said = next(said for said, title in listed if title == one.meta["title"])
            here = next(item for item in items(page, "journey__stage--here"))
            assert whole(here).strip().endswith(", " + re.sub(r"(, \w+)?:$", "", said).lower()), one.name


def whole(one) -> str:
    """The words in an element, with the spaces between its parts as they are."""
    return "".join(part if isinstance(part, str) else whole(part) for part in one.inner)


def counted(page, name: str) -> list[tuple[str, str]]:
    """What a list says before each of its links, and the link's words."""
    return [(whole(next(item.all("span"))), next(item.all("a")).text) for item in items(page, name)]


def items(page, name: str) -> list:
    """The items of a page's lists that bear a class."""
    return [one for one in page.root.all("li") if name in one.attrs.get("class", "").split()]


def rows_below(page, title: str) -> list[list[str]]:
    """The rows of the first table below a heading, each as its cells, without the row of headings."""
    parts = list(page.root.all(*HEADINGS, "table"))
    start = next(number for number, part in enumerate(parts) if part.tag != "table" and title in part.text)
    table = next(part for part in parts[start:] if part.tag == "table")
    return [[cell.text.strip() for cell in row.all("td", "th")] for row in table.all("tr")][1:]


def test_the_accessibility_statement_lists_its_gaps_with_their_days(built) -> None:
    """The statement goes through the parts of EN 301 549, and each known gap says since when it is known, as a day with its year."""
    page = built["about/accessibility/index.html"]
    assert [row[0] for row in rows_below(page, "European standard")] == ["5", "6 to 8", "9", "10", "11", "12"]
    gaps = rows_below(page, "What we know is missing")
    assert len(gaps) > 2 and all(re.fullmatch(r"\d{1,2} [A-Z][a-z]+ 20\d\d", row[1]) for row in gaps)


def test_each_kind_of_calendar_has_a_recipe_of_three_lines(built) -> None:
    """The planner tells in three lines each how Apple's, Google's, Outlook's, Proton's and other calendars open the file, what becomes of reminders there, and when that was looked at."""
    page = built["planner/index.html"]
    lists = [one for one in page.root.all("ol") if "planner__recipe" in one.attrs.get("class", "")]
    said = [[item.text.strip() for item in one.all("li")] for one in lists]
    assert [len(lines) for lines in said] == [3] * 6
    titles = " ".join(one.text for one in page.root.all("h3"))
    assert [name for name in ("iPhone", "Google", "Outlook", "Android", "Proton", "another app") if name not in titles] == []
    assert sum("eminder" in line for lines in said for line in lines) == 5
    assert re.search(r"As we know these calendars in [A-Z][a-z]+ 20\d\d", page.root.text)
