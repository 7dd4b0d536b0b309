"""How hard each page is to read: its US school grade by the Flesch-Kincaid formula, and its longest sentence.

Run as a script, it lists the pages from the hardest to the easiest and fails when one is over a limit.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import textstat

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(Path(__file__).parent)) if path not in sys.path]

from guide import read_page  # noqa: E402  (the hooks import each other by name, so that each also runs as a script)
from pages import environment, linker  # noqa: E402

HIGHEST_GRADE, LONGEST_SENTENCE = 7.0, 25
# Not written for the readers of the guide: a log of choices, and a list of titles that others chose.
NOT_MEASURED = ("about/decisions.md", "about/sources.md")
QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
# What is no prose in a page's source, and what stays of it.
NO_PROSE = (
    (r"(?s:```.*?```|<!--.*?-->)", ""),
    (r"^\{:.*\}$|\{[#:.][^}]*\}", ""),
    (r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),
    (r"[ \t]*\[[A-Z]\d+[^\]]*\]", ""),
    (r"</?[a-z][^>]*>|&[a-z]+;", " "),
    (r"[*_`]|^>", ""),
)


@dataclass(frozen=True)
class Score:
    """One page's grade, the words of its longest sentence and of the whole page."""

    page: str
    title: str
    grade: float
    longest: int
    words: int

    @property
    def is_hard(self) -> bool:
        """Whether the page is over one of the limits."""
        return self.grade > HIGHEST_GRADE or self.longest > LONGEST_SENTENCE


def plain(text: str) -> str:
    """A page's body without the marks of Markdown, its drafts and its references to sources."""
    for pattern, stays in NO_PROSE:
        text = re.sub(pattern, stays, text, flags=re.MULTILINE)
    return text


def blocks(body: str) -> list[str]:
    """The paragraphs, headings and list items of a body, each ending as a sentence does; rows of tables are left out."""
    text = re.sub(r"^\|.*\|$", "", plain(body), flags=re.MULTILINE)
    pieces = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.|#+)\s)", text)
    lines = [" ".join(re.sub(r"^\s*(?:#+|[-*+]|\d+\.)\s", "", piece.strip()).split()) for piece in pieces]
    return [line if line[-1] in ".!?:" else f"{line}." for line in lines if line]


def cells(body: str) -> list[str]:
    """The cells of a body's tables."""
    rows = re.findall(r"^\|(.*)\|$", plain(body), flags=re.MULTILINE)
    return [cell.strip() for row in rows for cell in row.split("|") if re.search(r"\w", cell)]


def sentences(lines: list[str]) -> Iterator[str]:
    """The sentences of some lines."""
    for line in lines:
        yield from SENTENCE_END.split(line)


def length(sentence: str) -> int:
    """The words of a sentence; a quotation counts as one."""
    return len(QUOTATION.sub("Q", sentence).split())


def score(page: str, title: str, body: str) -> Score:
    """The score of one page's body."""
    lines = blocks(body)
    grade = round(textstat.flesch_kincaid_grade(" ".join(lines)), 1) if lines else 0.0
    longest = max(map(length, sentences([*lines, *cells(body)])), default=0)
    return Score(page, title, grade, longest, sum(len(line.split()) for line in lines))


def scores(docs: Path) -> list[Score]:
    """The score of each page that readers read, in the order of their paths."""
    read = [read_page(docs, path) for path in sorted(docs.rglob("*.md"))]
    return [score(name, str(meta.get("title")), body) for name, meta, body in read if name not in NOT_MEASURED]


def table(root: Path, page: str, docs: Path) -> str:
    """The scores of all pages as a table in Markdown, for the page of that name."""
    found = sorted(scores(docs), key=lambda one: one.title.lower())
    return environment(root).get_template("readability.md").render(scores=found, link=linker(page))


if __name__ == "__main__":
    found = sorted(scores(ROOT / "docs"), key=lambda one: -one.grade)
    for one in found:
        print(f"{one.grade:5.1f}  longest {one.longest:2}  {one.words:4} words  {one.page}{'  <- too hard' if one.is_hard else ''}")
    sys.exit(any(one.is_hard for one in found))
