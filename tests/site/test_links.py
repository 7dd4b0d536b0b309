"""Links: each leads somewhere, and each step's reason can be linked to."""

import posixpath
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from guide_engine.places import Place
from guide_engine.plan import make
from guide_engine.render import why_url
from tests.content.drafting import TODAY, WORDS, answers, generated
from tests.content.reading import ROOT, sources, steps, whole_guide
from tests.site.html import BuiltPage, parse

# The plan's own anchors come with the plan, from the engine.
PLANNED = {name for path in (ROOT / "guide_engine" / "templates").glob("*.html") for name in re.findall(r'id="([\w-]+)"', path.read_text("utf-8"))}


def target(page: str, href: str) -> tuple[str, str]:
    """The file and the anchor that a link of a page leads to."""
    parts = urlsplit(href)
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    path = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    ends_in_folder = path in ("", ".") or parts.path.endswith(("/", "..", ".")) or "." not in posixpath.basename(path)
    return posixpath.normpath(posixpath.join(path, "index.html")) if ends_in_folder else path, unquote(parts.fragment)


def is_internal(href: str) -> bool:
    """Whether a link stays on the site."""
    parts = urlsplit(href)
    return not parts.scheme and not parts.netloc


def dead(page: BuiltPage, href: str, built: dict[str, BuiltPage], site: Path) -> bool:
    """Whether a link leads nowhere: no file, or no such anchor on a page."""
    path, anchor = target(page.path, href)
    if path not in built:
        return not (site / path).is_file()
    given = set(built[path].ids) | (PLANNED if path == "planner/index.html" else set())
    return bool(anchor) and anchor not in given and "=" not in anchor


def test_every_link_leads_somewhere(built, site) -> None:
    """Each link within the site leads to an existing file, and its anchor to an existing element."""
    links = {(page.path, link.attrs["href"]): page for page in built.values() for link in page.links if is_internal(link.attrs["href"])}
    assert len(links) > 2000
    assert sorted(pair for pair, page in links.items() if dead(page, pair[1], built, site)) == []


def test_every_part_of_a_page_is_there(built, site) -> None:
    """Each script, style, picture, font and icon that a page names is a file of the site."""
    named = {(page.path, one.attrs[key]): page for page in built.values() for one in page.root.all("script", "link", "img", "source", "iframe") for key in ("src", "href") if one.attrs.get(key)}
    assert sorted(pair for pair, page in named.items() if is_internal(pair[1]) and dead(page, pair[1], built, site)) == []


def test_every_reference_by_id_is_met(built) -> None:
    """Each label, description and owner that an element names by id stands on the same page."""
    keys = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")
    named = [(page, one.tag, key, name) for page in built.values() for one in page.root.all() for key in keys for name in one.attrs.get(key, "").split()]
    assert sorted({(page.path, tag, key, name) for page, tag, key, name in named if name not in page.ids}) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    """A link to a missing page, a missing anchor or a missing file is dead; one to the page itself is not."""
    page = parse("a/index.html", '<h1 id="x">A</h1><a href="../b/">b</a><a href="#y">y</a><a href="../z.css">z</a><a href="./#x">x</a><a href="..">up</a>')
    built = {"a/index.html": page, "index.html": page}
    assert [link.attrs["href"] for link in page.links if dead(page, link.attrs["href"], built, tmp_path)] == ["../b/", "#y", "../z.css"]


def test_every_why_link_lands(built) -> None:
    """The why link of each step lands on a heading with a paragraph of at least fifteen words."""
    found = {step.slug: built.get(f"{step.slug}/index.html") for step in whole_guide().steps}
    whys = {slug: page.ids.get("why") if page else None for slug, page in found.items()}
    assert len(whys) == len(steps())
    assert [slug for slug, why in whys.items() if why is None or why.level != 2 or len(why.section.split()) < 15] == []


def test_plans_use_these_links(built) -> None:
    """Each action of a plan links to a paragraph that the site has."""
    cases = [one for _, case in generated() for one in (case, case | {"offer": {}})]
    plans = [make(answers(case), whole_guide(), date.fromisoformat(TODAY), Place(), WORDS) for case in cases]
    links = {why_url(action) for plan in plans for action in plan.actions}
    assert len(links) > 12
    assert [link for link in links if not link or dead(built["index.html"], link, built, Path())] == []


def test_each_cited_source_links_to_the_register(built) -> None:
    """Each key of a source in a text is a link to its entry, and each entry links to its publisher's page."""
    register = built["about/sources/index.html"]
    cited = {link.attrs["href"].partition("#")[2] for page in built.values() for link in page.links if "about/sources/#" in posixpath.normpath(posixpath.join("/", posixpath.dirname(page.path), link.attrs["href"])) + "#"}
    entries = {key: {link.attrs["href"] for link in register.ids[key].all("a")} for key in sources() if key in register.ids}
    assert set(entries) == set(sources())
    assert cited <= set(register.ids)
    assert [key for key, links in entries.items() if sources()[key]["url"] not in links] == []


def test_no_key_of_a_source_stands_without_its_link(built) -> None:
    """Wherever a page names a source by its key in brackets, the key is a link."""
    loose = [(page.path, part) for page in built.values() for one in page.root.all() if one.tag not in ("a", "script", "style", "template") for part in one.inner if isinstance(part, str) and re.search(r"\[[A-Z]\d{1,2}\]", part)]
    assert loose == []
