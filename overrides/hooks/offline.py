"""Writes into the service worker what it keeps: every file that a reader needs without a network, with its revision and size.

Run as a script, ``python overrides/hooks/offline.py SITE`` does it to a built site.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from guide_engine.errors import ContentError

GROUPS = "const GROUPS = "
# What no reader needs: source maps for people who look into the theme's code, its other languages, the picture for link previews, files for hosts.
NEVER = ("sw.js", "sitemap.xml.gz", "_headers", ".htaccess", ".nojekyll", "deploy/", "assets/javascripts/lunr/", "assets/images/", "assets/img/preview.png", "follow-up-guide.zip")
# Code is checked by the browser against its hash. Pages are not: some hosts add to them, and then nothing would be kept.
CHECKED = (".js", ".mjs", ".css", ".wasm", ".zip", ".woff2")
Entry = tuple[str, str, int]


def write_worker(site: Path, root: Path) -> None:
    """The service worker with its two lists: reading, and what the planner needs beyond its page."""
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and is_kept(path.relative_to(site).as_posix())]
    entries = [entry(site, path) for path in files]
    engine = [one for one in entries if is_engine(one[0])]
    groups = {"reading": group(one for one in entries if one not in engine), "engine": group(engine)}
    source = (root / "overrides/sw.js").read_text("utf-8").splitlines()
    lines = [number for number, line in enumerate(source) if line.startswith(GROUPS)]
    if len(lines) != 1:
        raise ContentError("overrides/sw.js", GROUPS, "must stand at the beginning of exactly one line.")
    source[lines[0]] = f"{GROUPS}{json.dumps(groups, separators=(',', ':'))};"
    (site / "sw.js").write_text("\n".join(source) + "\n", "utf-8")


def is_kept(path: str) -> bool:
    """Whether a file is for readers."""
    return not path.startswith(NEVER) and not path.endswith(".map")


def is_engine(path: str) -> bool:
    """The engine itself and the holidays of all places; the planner's own page and modules are read like any page."""
    return path.startswith(("engine/", "planner/places.json")) and path != "engine/manifest.json"


def entry(site: Path, path: Path) -> Entry:
    """A file's address below the site, its revision and its size; a folder's page stands under the folder's address."""
    name, data = path.relative_to(site).as_posix(), path.read_bytes()
    hashed = sha256(data)
    revision = f"sha256-{b64encode(hashed.digest()).decode()}" if name.endswith(CHECKED) else hashed.hexdigest()[:16]
    return name.removesuffix("index.html") if Path(name).name == "index.html" else name, revision, len(data)


def group(entries: Iterable[Entry]) -> dict[str, object]:
    """Files that are kept together, with a version that changes when one of them does."""
    files = list(entries)
    return {"version": sha256(json.dumps(files).encode()).hexdigest()[:12], "files": files}


if __name__ == "__main__":
    write_worker(Path(sys.argv[1]), Path(__file__).resolve().parents[2])
