"""One content security policy for the whole site, with the hash of every inline script and style: into each page and into header files for hosts.

Pages must not differ: a browser that takes over a page's head, or follows a second policy, allows only what both allow. The build stops at
whatever the policy would block, so that it is found here and not by a reader.

Run as a script, ``python overrides/hooks/policy.py SITE`` does it to a built site.
"""

import re
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guide_engine.errors import ContentError

CHARSET = '<meta charset="utf-8">'
MADE = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*><meta name="referrer"[^>]*>')
RUNS = ("", "text/javascript", "application/javascript", "module")
# What each element loads; a link that only names an address (license, canonical) loads nothing.
LOADS = {"script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "object": ("data",), "embed": ("src",), "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "form": ("action",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "input": ("src",), "base": ("href",)}
NAMES_ONLY = {"canonical", "alternate", "license", "author", "help", "next", "prev", "bookmark"}
ELSEWHERE = re.compile(r"(^|[\s,])\s*([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass
class Scan(HTMLParser):
    """What one page runs, and what in it no policy of ours would allow."""

    name: str
    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inline: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a script that runs, and what is not allowed."""
        values = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type", "").lower() in RUNS):
            self.inline = []
        for name, value in values.items():
            self.attribute(tag, name, value, values.get("rel", ""))

    def attribute(self, tag: str, name: str, value: str, rel: str) -> None:
        """One attribute of an element."""
        shown = f'<{tag} {name}="{value[:60]}">'
        if name == "style":
            self.faults.append((shown, "is an inline style: give it a class."))
        if name.startswith("on"):
            self.faults.append((shown, "is an inline handler: listen in a module."))
        if re.sub(r"[\s\0]", "", value).lower().startswith("javascript:"):
            self.faults.append((shown, "is a script in place of an address."))
        loads = name in LOADS.get(tag, ()) or (tag == "link" and name == "href" and rel not in NAMES_ONLY)
        if loads and ELSEWHERE.search(value):
            self.faults.append((shown, "is loaded from another server: keep a copy in docs/assets."))

    def handle_data(self, data: str) -> None:
        """The text of a script or style."""
        if self.inline is not None:
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A script or style is complete."""
        if tag in ("script", "style") and self.inline is not None:
            text = "".join(self.inline)
            (self.scripts if tag == "script" else self.styles).add(digest(text))
            self.inline = None
            if tag == "style" and from_elsewhere(text):
                self.faults.append(("<style>", "loads something from another server."))


def digest(text: str) -> str:
    """The hash of a script or style as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def seal(site: Path, root: Path) -> str:
    """Put one policy into every page and write the header files; returns the policy of the pages."""
    pages = {path: MADE.sub("", path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    scans = [scan(path.relative_to(site).as_posix(), html) for path, html in pages.items()]
    stop_at([(one.name, *fault) for one in scans for fault in one.faults] + list(styles_from_elsewhere(site)))
    policy = policy_text(set().union(*(one.scripts for one in scans)), set().union(*(one.styles for one in scans)))
    for path, html in pages.items():
        path.write_text(with_policy(path.relative_to(site).as_posix(), html, policy), "utf-8")
    write_headers(site, root, policy)
    return policy


def scan(name: str, html: str) -> Scan:
    """A page, read."""
    found = Scan(name)
    found.feed(html)
    found.close()
    return found


def styles_from_elsewhere(site: Path) -> list[tuple[str, str, str]]:
    """Style sheets that would load something from another server."""
    named = [(path.relative_to(site).as_posix(), address) for path in sorted(site.rglob("*.css")) for address in from_elsewhere(path.read_text("utf-8"))]
    return [(name, address, "is loaded from another server.") for name, address in named]


def from_elsewhere(css: str) -> list[str]:
    """The addresses of other servers that a style loads from."""
    return [one or other for one, other in CSS_ADDRESS.findall(css) if re.match(r"\s*([a-z]+:)?//", one or other, re.IGNORECASE)]


def stop_at(faults: list[tuple[str, str, str]]) -> None:
    """Stop the build at what is not allowed; the first is named in full, the others in the same sentence."""
    if faults:
        name, what, why = faults[0]
        others = "".join(f"\n  {name}: {what}: {why}" for name, what, why in faults[1:20])
        raise ContentError(name, what, why + others)


def policy_text(scripts: set[str], styles: set[str], own: str = "'self'") -> str:
    """The policy; ``own`` is where our own files come from."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join([own, "'wasm-unsafe-eval'", *sorted(scripts)]),
        "style-src": " ".join([own, *sorted(styles)]),
        "img-src": f"{own} data:",
        "font-src": own,
        "connect-src": own,
        "worker-src": f"{own} blob:",
        "manifest-src": own,
        "base-uri": "'none'",
        "form-action": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_policy(name: str, html: str, policy: str) -> str:
    """A page with the policy right after its first line, before anything that could run."""
    before, charset, after = html.partition(CHARSET)
    if not charset or "<script" in before or "<link" in before:
        raise ContentError(name, CHARSET, "must come first in the head: the policy goes after it.")
    return f'{before}{charset}<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">{after}'


def write_headers(site: Path, root: Path, policy: str) -> None:
    """Header files for common hosts, all from the same policy; what a meta element cannot say is added."""
    engine = sorted(path.name for path in (site / "engine").iterdir() if path.is_dir()) if (site / "engine").exists() else []
    headers = {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'self'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    templates = Environment(loader=FileSystemLoader(root / "overrides/deploy"), undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    (site / "deploy").mkdir(exist_ok=True)
    for source, target in {"_headers": "_headers", "htaccess": ".htaccess", "nginx.conf": "deploy/nginx.conf", "Caddyfile": "deploy/Caddyfile"}.items():
        (site / target).write_text(templates.get_template(source).render(headers=headers, engine=engine), "utf-8")
    # GitHub Pages leaves out what begins with an underscore unless this is here.
    (site / ".nojekyll").write_text("", "utf-8")


if __name__ == "__main__":
    print(seal(Path(sys.argv[1]), Path(__file__).resolve().parents[2]))
