"""From the pages to the engine's data: ``guide.json``, the holiday files and the words. Run as a script, it writes ``guide_engine/data``.

The pages are the only source; what is written here is never committed.
"""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import places  # noqa: E402  (the hooks import each other by name, so that each also runs as a script)

from guide_engine.content import STAGES, Guide, QuietTime, Step, guide_to_json, read_step  # noqa: E402
from guide_engine.errors import ContentError  # noqa: E402
from guide_engine.standing import Rules  # noqa: E402
from guide_engine.words import read_words  # noqa: E402

ROOMS = ("before", "during", "after")
WORDS = ROOT / "guide_engine" / "words"
RULES_PAGE = "about/how-dates-are-counted.md"


def read_page(docs: Path, path: Path) -> tuple[str, dict[str, object], str]:
    """A page's name below ``docs``, its front matter and its body."""
    name, text = path.relative_to(docs).as_posix(), path.read_text("utf-8")
    if not text.startswith("---\n"):
        raise ContentError(name, "front matter", "is missing; a page begins with it.", "---\\ntitle: Send a thank-you note\\n---")
    _, head, body = text.split("---\n", 2)
    try:
        return name, yaml.safe_load(head) or {}, body
    except yaml.YAMLError as fault:
        raise ContentError(name, "front matter", f"is no YAML: {fault}") from fault


def read_guide(docs: Path, codes: list[tuple[str, str]]) -> Guide:
    """The guide in a folder of pages; ``codes`` are the countries there is holiday data for."""
    pages = [read_page(docs, path) for room in ROOMS for path in sorted((docs / room).glob("*.md"))]
    steps = in_order([read_step(name, meta, body) for name, meta, body in pages])
    _, shared, _ = read_page(docs, docs / RULES_PAGE)
    rules = shared["rules"]
    assert isinstance(rules, dict)
    quiet = tuple(QuietTime(**{key: tuple(value) if isinstance(value, list) else value for key, value in one.items()}) for one in rules.pop("quiet"))
    rules.pop("half_days")
    named = {key: value["value"] for key, value in rules.items()}
    guide = Guide(steps=steps, rules=Rules(**named), quiet=quiet, places=tuple(codes))
    text = json.dumps(guide_to_json(guide), sort_keys=True)
    return guide.but(version=hashlib.sha256(text.encode()).hexdigest()[:12])


def in_order(steps: list[Step]) -> tuple[Step, ...]:
    """The steps by stage and name, each after those it follows."""
    names = {step.name: step for step in steps}

    def depth(step: Step) -> int:
        for name in step.follows:
            if name not in names:
                raise ContentError(f"{step.slug}.md", "follows", f"{name!r} is no step.", "follows: [check-in]")
        return max((depth(names[name]) + 1 for name in step.follows), default=0)

    return tuple(sorted(steps, key=lambda step: (depth(step), STAGES.index(step.stage), step.slug)))


def half_days(docs: Path) -> dict[str, dict[int, str]]:
    """The weekdays on which offices close early, by country, from the page on counting."""
    rules = read_page(docs, docs / RULES_PAGE)[1]["rules"]
    assert isinstance(rules, dict)
    return {code: dict(entry["days"]) for code, entry in rules["half_days"].items()}


def write_data(docs: Path, folder: Path, first_year: int) -> Guide:
    """Write ``guide.json``, ``places/`` and ``words/`` and give back the guide."""
    found = places.build_places(first_year, half_days(docs))
    guide = read_guide(docs, [(str(entry["code"]), str(entry["name"])) for entry in places.index(found)])
    places.write_places(folder / "places", found)
    places.write_if_changed(folder / "guide.json", json.dumps(guide_to_json(guide), ensure_ascii=False, separators=(",", ":")) + "\n")
    for path in WORDS.glob("??.toml"):
        places.write_if_changed(folder / "words" / f"{path.stem}.json", json.dumps(read_words(path.read_text("utf-8")), ensure_ascii=False, separators=(",", ":")) + "\n")
    return guide


def first_year() -> int:
    """The first year of holiday data: last year."""
    return date.today().year - places.YEARS_BACK


if __name__ == "__main__":
    guide = write_data(ROOT / "docs", ROOT / "guide_engine" / "data", first_year())
    print(f"{len(guide.steps)} steps, version {guide.version}")
