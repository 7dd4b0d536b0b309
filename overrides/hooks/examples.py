"""Worked examples: each page's front matter holds a case and a day; its plan, drafts, timeline, sheet and calendar file are made in the build.

Plain functions from text to text; what a reader sees stands in ``overrides/pages/`` and in the engine's words.
"""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import answered
import holidays
import pages
import places
from babel import Locale
from guide import half_days, read_page
from markupsafe import Markup

from guide_engine import api
from guide_engine.days import days
from guide_engine.errors import ContentError, Problem
from guide_engine.plan import Plan
from guide_engine.render import OPEN_STATES, why_url
from guide_engine.timeline import as_svg
from guide_engine.words import Words, words_in

FOLDER, INDEX = "examples", "examples/index.md"
SHEET, CALENDAR = "sheet.html", "follow-up-plan.ics"
PARTS = ("answers", "plan", "messages", "sheet")
LIST_MARK = "<!-- example:list -->"
Meta = dict[str, object]


def filled(root: Path, docs: Path, page: str, meta: Meta, markdown: str) -> str:
    """A page with the parts that its marks ask for; pages without marks stay as they are."""
    if LIST_MARK in markdown:
        markdown = markdown.replace(LIST_MARK, html(root, "example-list.html", page, examples=example_pages(docs)))
    asked = [part for part in PARTS if mark(part) in markdown]
    if not asked:
        return markdown
    plan = plan_of(docs, page, meta)
    for part in asked:
        markdown = markdown.replace(mark(part), html(root, f"example-{part}.html", page, **values(root, plan)))
    return markdown


def mark(part: str) -> str:
    """The mark that a part takes the place of."""
    return f"<!-- example:{part} -->"


def html(root: Path, template: str, page: str, **given: object) -> str:
    """A filled template; empty lines go, since they would end a block of HTML in Markdown."""
    up = "../" * (page.removesuffix(".md").removesuffix("/index").count("/") + 1)
    text = pages.environment(root).get_template(template).render(up=up, **given)
    return re.sub(r"\n\s*\n+", "\n", text)


def values(root: Path, plan: Plan) -> dict[str, object]:
    """What the templates of a page may use."""
    open_drafts = [action for action in plan.actions if action.message and action.state in OPEN_STATES]
    return {
        "plan": plan,
        "say": plan.words.say,
        "has": plan.words.has,
        "day": plan.words.day,
        "answers": answered.groups(root, plan.case, plan.words, {"place": country_name(plan.case.place), "region": plan.place.name}),
        "days": days(plan),
        "drawing": Markup(as_svg(plan)),
        "drafts": open_drafts,
        "paragraphs": pages.paragraphs,
        "why_url": why_url,
        "sheet": SHEET,
        "calendar": CALENDAR,
    }


def plan_of(docs: Path, page: str, meta: Meta) -> Plan:
    """The plan of a page's case; a case that cannot be read stops the build with every problem."""
    asked = request(docs, page, meta)
    words = words_in("en")
    found = api.plan_of(asked, words)
    if isinstance(found, Plan):
        return found
    raise ContentError(page, "case", "; ".join(problem_text(problem, words) for problem in found))


def problem_text(problem: Problem, words: Words) -> str:
    """A problem as one phrase: where, and what."""
    (said,) = api.said((problem,), words)
    return f"{said['field']}: {said['message']}"


def request(docs: Path, page: str, meta: Meta) -> Meta:
    """The request to the engine that a page's front matter stands for; days that YAML read as days are text again."""
    for key in ("case", "today"):
        if key not in meta:
            raise ContentError(page, key, "is missing; an example needs it.", 'today: 2026-03-11\\ncase: {organisation: Example Labs, rounds: [{date: 2026-03-10}]}')
    # YAML reads the key ``on`` as true.
    case = json.loads(json.dumps(meta["case"], default=str), object_hook=lambda one: {"on" if key == "true" else key: value for key, value in one.items()})
    today = date.fromisoformat(str(meta["today"]))
    now = meta.get("now")
    return {"case": case, "today": today.isoformat(), "now": now, "place": place_data(docs, page, case.get("place"), today.year)}


def place_data(docs: Path, page: str, code: str | None, year: int) -> Meta | None:
    """The holiday data of the example's own years: examples stay as they are when the planner's data moves on."""
    if code and code not in holidays.list_supported_countries(include_aliases=False):
        raise ContentError(page, "case.place", f"{code!r} is no country that we have holidays for.", "place: GB")
    return country(docs, code, year) if code else None


@cache
def country(docs: Path, code: str, year: int) -> Meta:
    """A country's holiday file around a year."""
    years = range(year - places.YEARS_BACK, year + places.YEARS_AHEAD + 1)
    regions = holidays.list_supported_countries(include_aliases=False)[code]
    return places.country(code, country_name(code), regions, years, half_days(docs).get(code, {}))


def country_name(code: str | None) -> str:
    """A country's English name; none for none."""
    return str(Locale("en").territories[code]) if code else ""


def example_pages(docs: Path) -> list[Meta]:
    """The examples' pages in the order of their ``order``, with what a list shows of them."""
    found = [read_page(docs, path) for path in (docs / FOLDER).glob("*.md") if path.name != "index.md"]
    found = [one for one in found if "case" in one[1]]
    return [{"page": name, "name": Path(name).stem, **meta} for name, meta, _ in sorted(found, key=lambda one: (int(str(one[1].get("order", 99))), one[0]))]


def write_files(root: Path, docs: Path, site: Path) -> None:
    """Put each example's one-page sheet and calendar file beside its page; made-up firms may be named in them."""
    for one in example_pages(docs):
        plan = plan_of(docs, str(one["page"]), one)
        plan = replace(plan, case=plan.case.but(name_firm=True))
        folder = site / FOLDER / str(one["name"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SHEET).write_text(as_example(root, str(one["page"]), api.FORMS["sheet"](plan)), "utf-8")
        (folder / CALENDAR).write_bytes(api.FORMS["ics"](plan).encode())


def as_example(root: Path, page: str, sheet: str) -> str:
    """The sheet, which says at its foot that it is an example; its style is the file that the planner's page uses too: no policy stops that."""
    sheet = re.sub(r"<style>.*?</style>", '<link rel="stylesheet" href="../../planner/assets/sheet.css">', sheet, count=1, flags=re.DOTALL)
    return sheet.replace("<footer>", "<footer>" + html(root, "example-note.html", page).strip(), 1)
