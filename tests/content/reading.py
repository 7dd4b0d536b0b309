"""The pages as the tests of words read them: name, front matter, body; the guide and the register made of them."""

import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HOOKS = ROOT / "overrides" / "hooks"
if str(HOOKS) not in sys.path:
    sys.path.append(str(HOOKS))

import guide  # noqa: E402  (the build's own modules, found through the line above)
import readability  # noqa: E402

from guide_engine.content import Guide  # noqa: E402

STEP_ROOMS = guide.ROOMS


@dataclass(frozen=True)
class Page:
    """One page of ``docs``."""

    name: str
    meta: dict
    body: str

    @property
    def is_step(self) -> bool:
        """Whether the page is a step of the plan."""
        return self.name.partition("/")[0] in STEP_ROOMS

    def section(self, anchor: str) -> str:
        """The text below the heading with that id, up to the next heading of its level; empty without such a heading."""
        found = re.search(rf"^(##+) [^\n]*\{{#{anchor}\}}\n(.*?)(?=^\1 |\Z)", self.body, re.DOTALL | re.MULTILINE)
        return found[2].strip() if found else ""


@cache
def pages() -> tuple[Page, ...]:
    """Every page."""
    return tuple(Page(*guide.read_page(DOCS, path)) for path in sorted(DOCS.rglob("*.md")))


def page(name: str) -> Page:
    """One page by its path."""
    return next(one for one in pages() if one.name == name)


def steps() -> list[Page]:
    """The pages that are steps."""
    return [one for one in pages() if one.is_step]


@cache
def sources() -> dict[str, dict]:
    """The register of sources."""
    return page("about/sources.md").meta["sources"]


@cache
def whole_guide() -> Guide:
    """The guide as the build reads it from the pages."""
    return guide.read_guide(DOCS, [("GB", "United Kingdom")])


def visible(body: str) -> list[str]:
    """What a visitor reads of a body: its paragraphs and its cells."""
    return [*readability.blocks(body), *readability.cells(body)]


def texts(value: object) -> list[str]:
    """Every text in nested lists and tables."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [text for one in inner for text in texts(one)]


@cache
def word_files() -> dict[str, dict]:
    """The sentences of the engine and of the planner, by file."""
    return {path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / "guide_engine" / "words").glob("*.toml"))}


@cache
def templates() -> dict[str, str]:
    """The templates that visitors see, by path."""
    folders = (ROOT / "guide_engine" / "templates", ROOT / "overrides")
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".md", ".txt")]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in found}
