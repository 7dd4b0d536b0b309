"""A built page as a tree, made with the standard library: elements, texts, headings, links, and faults of the markup."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(eq=False)
class Element:
    """One element with what stands in it."""

    tag: str
    attrs: dict[str, str]
    line: int = 0
    parent: "Element | None" = None
    inner: "list[Element | str]" = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Element]":
        """This element and those in it, in the order of the page; with tags, only those."""
        if not tags or self.tag in tags:
            yield self
        for one in self.inner:
            if isinstance(one, Element):
                yield from one.all(*tags)

    @property
    def text(self) -> str:
        """The words in it, without those of scripts and styles."""
        if self.tag in ("script", "style", "template"):
            return ""
        return " ".join("".join(one if isinstance(one, str) else f" {one.text} " if one.tag not in ("a", "em", "strong", "mark", "code", "span") else one.text for one in self.inner).split())

    @property
    def level(self) -> int:
        """A heading's level; 9 for what is no heading."""
        return HEADINGS.index(self.tag) + 1 if self.tag in HEADINGS else 9

    @property
    def section(self) -> str:
        """The words that an anchor here leads to: below a heading all up to the next of its level, else the element's own."""
        if self.level == 9 or self.parent is None:
            return self.text
        rest = self.parent.inner[self.parent.inner.index(self) + 1 :]
        found: list[str] = []
        for one in rest:
            if isinstance(one, Element) and one.level <= self.level:
                break
            found.append(one if isinstance(one, str) else one.text)
        return " ".join(" ".join(found).split())


class Reader(HTMLParser):
    """Builds the tree and notes each tag that does not fit."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#page", {})
        self.at = self.root
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        names = [name for name, _ in attrs]
        self.faults += [f"line {self.getpos()[0]}: <{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        one = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0], self.at)
        self.at.inner.append(one)
        if tag not in VOID:
            self.at = one

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself, as in pictures."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.at = self.at.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open; anything else is a fault."""
        if self.at.tag != tag or self.at.parent is None:
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> closes <{self.at.tag}> of line {self.at.line}")
            return
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.at.inner.append(data)


@dataclass(frozen=True, eq=False)
class BuiltPage:
    """One page of the built site: its path below the site's folder, its tree and the faults of its markup."""

    path: str
    root: Element
    faults: tuple[str, ...]
    source: str

    @property
    def ids(self) -> dict[str, Element]:
        """The elements that a link can lead to."""
        return {one.attrs["id"]: one for one in self.root.all() if "id" in one.attrs}

    @property
    def links(self) -> list[Element]:
        """The links of the page."""
        return [one for one in self.root.all("a") if "href" in one.attrs]


def parse(path: str, source: str) -> BuiltPage:
    """A page from its HTML."""
    reader = Reader()
    reader.feed(source)
    reader.close()
    left = [] if reader.at is reader.root else [f"<{reader.at.tag}> of line {reader.at.line} is not closed"]
    return BuiltPage(path, reader.root, tuple(reader.faults + left), source)


def read_site(folder: Path) -> dict[str, BuiltPage]:
    """Every page of a built site, by its path."""
    paths = sorted(folder.rglob("*.html"))
    return {name: parse(name, path.read_text("utf-8")) for path in paths for name in [path.relative_to(folder).as_posix()]}
