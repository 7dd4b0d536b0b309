"""The guide as a folder to open without any server: every page, the sheets and pictures, without what only a server can give.

Links lead to files in place of folders. The planner's engine, search and what keeps pages on the device are left out, because a browser gives
none of them to a page that was opened as a file.

Run as a script, ``python overrides/hooks/folder.py SITE`` writes ``SITE/follow-up-guide.zip`` from a built site.
"""

import io
import posixpath
import re
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

NAME = "follow-up-guide"
KEPT = (".html", ".css", ".js", ".svg", ".png", ".woff2", ".ics", ".json", ".txt")
LEFT_OUT = ("404.html", "sw.js", "engine/", "deploy/", "search/", "planner/places.json", "schemas/", "assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/js/offline.js")
VOID = ("link", "meta", "img", "input", "br", "hr", "source")
POLICY = re.compile(r'(?<=Content-Security-Policy" content=")[^"]*')
Edit = tuple[int, int, str]


class Rewriter(HTMLParser):
    """Collects what has to change in one page, as places in its text."""

    def __init__(self, html: str, page: str, pages: set[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.html, self.page, self.pages = html, page, pages
        self.lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.edits: list[Edit] = []
        self.open: list[tuple[str, int]] = []

    def place(self) -> int:
        """Where the parser is."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave an element out, or lead its link to a file."""
        values, start, text = {name: value or "" for name, value in attrs}, self.place(), self.get_starttag_text() or ""
        if self.open:
            if tag == self.open[0][0]:
                self.open.append((tag, start))
        elif needs_server(tag, values):
            self.open = [] if tag in VOID else [(tag, start)]
            if tag in VOID:
                self.edits.append((start, start + len(text), ""))
        elif tag == "noscript":
            self.edits.append((start, start + len(text), ""))
        elif tag == "a" and self.leads_to_folder(values.get("href", "")):
            self.edits.append((start, start + len(text), re.sub(r'(?<=\shref=")[^"#?]*', self.file_of(values["href"]), text, count=1)))

    def handle_endtag(self, tag: str) -> None:
        """The end of an element that is left out; what is for readers without scripts is for all here."""
        end = self.html.index(">", self.place()) + 1
        if self.open and tag == self.open[0][0]:
            _, start = self.open.pop()
            if not self.open:
                self.edits.append((start, end, ""))
        elif tag == "noscript" and not self.open:
            self.edits.append((self.place(), end, ""))

    def leads_to_folder(self, href: str) -> bool:
        """Whether a link leads to a page under its folder's address."""
        return not re.match(r"[a-z]+:|//|#|$", href) and self.target(href) in self.pages

    def target(self, href: str) -> str:
        """The file that a folder's address stands for."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page), re.split("[#?]", href)[0], "index.html"))

    def file_of(self, href: str) -> str:
        """The link to that file."""
        return posixpath.relpath(self.target(href), posixpath.dirname(self.page) or ".")


def needs_server(tag: str, values: dict[str, str]) -> bool:
    """What a page opened as a file cannot use, or would be told off for."""
    source = values.get("src", "")
    return (
        (tag == "link" and values.get("rel") in ("preload", "modulepreload", "manifest"))
        or (tag == "script" and (values.get("type") == "module" or source.endswith("assets/js/offline.js")))
        or values.get("data-md-component") == "search"
        or values.get("data-opens") == "__search"
    )


def rewritten(html: str, page: str, pages: set[str]) -> str:
    """A page that works when it is opened as a file."""
    reader = Rewriter(html, page, pages)
    reader.feed(html)
    reader.close()
    for start, end, text in sorted(reader.edits, reverse=True):
        html = html[:start] + text + html[end:]
    # A file has no origin of its own: "self" alone would keep out our style sheets.
    return POLICY.sub(lambda policy: policy[0].replace("'self'", "'self' file:"), html)


def write_folder(site: Path) -> None:
    """The folder as an archive beside the site's pages; the same bytes for the same site."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file() and path.suffix in KEPT]
    names = [name for name in names if not name.startswith(LEFT_OUT)]
    pages = {name for name in names if name.endswith(".html")}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names:
            data = (site / name).read_bytes()
            entry = zipfile.ZipInfo(f"{NAME}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, rewritten(data.decode(), name, pages).encode() if name in pages else data)
    (site / f"{NAME}.zip").write_bytes(buffer.getvalue())


if __name__ == "__main__":
    write_folder(Path(sys.argv[1]))
