"""Pages that are made from other pages: drafts, links to sources, lists of situations and questions, the trace, the numbers.

Plain functions from text to text; what a reader sees stands in ``overrides/pages/``.
"""

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guide_engine.case import Case, Person, Round
from guide_engine.conditions import CONDITIONS
from guide_engine.content import MESSAGE, Guide, Step
from guide_engine.errors import ContentError
from guide_engine.messages import Message, Segment, draft
from guide_engine.places import Place
from guide_engine.schema import EXAMPLE
from guide_engine.standing import Standing
from guide_engine.words import Words

KEYS = r"\[[A-Z]\d{1,2}(?:\s*[,;]\s*[A-Z]\d{1,2})*\]"
CITATION = re.compile(rf"(?<![\w\]!])(?:{KEYS})+(?![\[(])")
Meta = dict[str, object]


def environment(root: Path) -> Environment:
    """The templates of generated parts."""
    return Environment(loader=FileSystemLoader(root / "overrides" / "pages"), undefined=StrictUndefined, comment_start_string="<##", comment_end_string="##>", trim_blocks=True, lstrip_blocks=True, autoescape=lambda name: str(name).endswith(".html"))


def linker(page: str) -> Callable[[Meta], str]:
    """A function that writes a link from a page to ``{"page", "anchor"}``."""

    def link(to: Meta) -> str:
        path = posixpath.relpath(str(to["page"]), posixpath.dirname(page) or ".")
        return f"{path}#{to['anchor']}" if to.get("anchor") else path

    return link


def with_citations(page: str, text: str, sources: Iterable[str]) -> str:
    """Every ``[N8]`` as a link to its source; a key that the register does not have stops the build."""
    known = set(sources)

    def links(match: re.Match[str]) -> str:
        keys = re.findall(r"[A-Z]\d{1,2}", match[0])
        for key in keys:
            if key not in known:
                raise ContentError(page, key, "is no source of docs/about/sources.md.", "[N8]")
        href = linker(page)({"page": "about/sources.md"})
        return " ".join(f"[[{key}]]({href}#{key})" for key in keys)

    return CITATION.sub(links, text)


def with_figures_whole(text: str) -> str:
    """Every share with a space that no line ends at: "80 %" stays together."""
    return re.sub(r"(?<=\d) %(?=\W|$)", "\u00a0%", text)


def with_elsewhere(html: str) -> str:
    """Every link to another site says so: its address is printed on paper. What stands in ``href`` tells nothing there, as Material makes it whole."""
    return re.sub(r'<a (?=href="https?:)(?![^>]*\brel=)', '<a rel="external" ', html)


def with_words_whole(html: str) -> str:
    """The page's title with each word of several parts on one line: "thank-you" does not end in a hyphen there."""
    return re.sub(r"<h1.*?</h1>", lambda title: re.sub(r"(?<=[ >])\w+(?:-\w+)+", r'<span class="whole">\g<0></span>', title[0]), html, count=1, flags=re.DOTALL)


def with_draft(root: Path, step: Step, text: str, words: Words) -> str:
    """The page's message blocks as readable drafts with their gaps marked."""
    if not step.drafts:
        return text
    person = Person() if step.per == "interviewer" else None
    template = environment(root).get_template("draft.html")
    blocks = []
    for number, (channel, _) in enumerate(step.drafts):
        blank = Standing(Case(rounds=(Round(),), channel=channel if number else None), date(2000, 1, 1), Place(), words, item=person)
        message = draft(step, blank)
        name = words.say(f"plan.channel.{channel}") if number else ""
        blocks.append(template.render(message=message, step=step, channel=name, paragraphs=paragraphs(message)))
    drawn = iter(blocks)
    return MESSAGE.sub(lambda _: next(drawn), text)


def paragraphs(message: Message) -> list[list[Segment]]:
    """A message's body cut at its blank lines."""
    found: list[list[Segment]] = [[]]
    for segment in message.body:
        pieces = segment.text.split("\n\n") if not segment.gap else [segment.text]
        for n, piece in enumerate(pieces):
            if n:
                found.append([])
            found[-1].append(Segment(piece, segment.gap))
    return [paragraph for paragraph in found if any(segment.text.strip() for segment in paragraph)]


def sources_table(root: Path, sources: dict[str, Meta], names: dict[str, str]) -> str:
    """The register of sources as lists, one for each kind."""
    ordered = sorted(sources.items(), key=lambda pair: (pair[0][0], int(pair[0][1:])))
    groups = [(names[letter], list(entries)) for letter, entries in groupby(ordered, key=lambda pair: pair[0][0])]
    return environment(root).get_template("sources.html").render(groups=groups)


def grouped_list(root: Path, template: str, page: str, entries: list[Meta], **values: object) -> str:
    """A list of entries by their ``group``, in the order in which the groups first appear."""
    order = list(dict.fromkeys(str(entry["group"]) for entry in entries))
    groups = [(group, [entry for entry in entries if entry["group"] == group]) for group in order]
    return environment(root).get_template(template).render(groups=groups, link=linker(page), **values)


def sheets_pack(docs: Path, names: list[str]) -> str:
    """The blank sheets one below the other: headings one level down, anchors that bear the sheet's name."""
    bodies = [(name, re.sub(r"\A---\n.*?\n---\n", "", (docs / "sheets" / f"{name}.md").read_text("utf-8"), flags=re.DOTALL)) for name in names]
    deeper = [(name, re.sub(r"^#", "##", body, flags=re.MULTILINE).replace("{#", f"{{#{name}-")) for name, body in bodies]
    return "\n\n".join(f'<div class="paper paper--{name}" markdown="1">\n\n{body}\n\n</div>' for name, body in deeper)


def coverage(root: Path, page: str, guide: Guide, statements: dict[str, str], situations: list[Meta]) -> str:
    """The trace: each statement of the seed, each situation and each message with its pages; an empty row stops the build."""
    files = [{"title": step.title, "file": f"{step.slug}.md", "seed": step.seed, "message": step.message} for step in guide.steps]
    seed = [(number, text, [file for file in files if number in file["seed"]]) for number, text in statements.items()]  # type: ignore[operator]
    numbered = [(f"D{n}", [one for one in situations if one["id"] == f"D{n}"]) for n in range(1, 45)]
    messages = [(f"M{n}", [file for file in files if file["message"] and f"M{n}" in str(file["message"]).split()]) for n in range(1, 34)]
    for name, found in [*((row[0], row[2]) for row in seed), *numbered, *messages]:
        if not found:
            raise ContentError(page, name, "no page carries it.", "seed: [S21] or message: M9 in a page's front matter")
    return environment(root).get_template("coverage.md").render(seed=seed, situations=numbered, messages=messages, link=linker(page))


def expectations(root: Path, tables: Path, meta: Meta, guide: Guide, words: Words) -> str:
    """The tables of expected days that the tests run, for everybody to read."""
    groups = [(path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in sorted(tables.glob("*.yaml"))]
    template = environment(root).get_template("expectations.md")
    titles = defaultdict(str, {step.name: step.title for step in guide.steps})
    entries = [(name, [{"dates": {}, "never": [], **entry} for entry in found]) for name, found in groups]
    return template.render(groups=entries, columns=meta["columns"], titles=titles, day=lambda day: words.day(date.fromisoformat(str(day))))


def case_example() -> str:
    """The example of a case, as the published schema gives it."""
    return "    " + json.dumps(EXAMPLE, indent=1, ensure_ascii=False).replace("\n", "\n    ")


def numbers(root: Path, page: str, meta: Meta, guide: Guide, words: Words) -> str:
    """Every number of the plan with its range and its sources."""
    rules = [(name, rule) for name, rule in meta["rules"].items() if isinstance(rule, dict) and "value" in rule]  # type: ignore[attr-defined]
    said = {name: words.say(f"condition.{name}") for name in CONDITIONS}
    steps = [step for step in guide.steps if any(due.working_days or due.days for due in step.due)]
    return environment(root).get_template("numbers.md").render(rules=rules, names=meta["rule_names"], steps=steps, conditions=said, anchors=meta["anchor_names"], link=linker(page))
