"""The one door: a JSON request in, a JSON answer out. What a reader typed never raises; it comes back as problems."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from guide_engine import forms, messages, overview, render
from guide_engine.answers import read
from guide_engine.case import SCHEMA, Case
from guide_engine.changes import compare
from guide_engine.compiled import Compiled, file_name
from guide_engine.content import Guide, guide_from_json
from guide_engine.dates import EARLIEST_YEAR, LATEST_YEAR, read_time
from guide_engine.errors import Problem
from guide_engine.link import packed, read_address, unpacked, without_names
from guide_engine.migrations import migrate
from guide_engine.months import as_months
from guide_engine.places import Place, is_place_file, read_place
from guide_engine.plan import Plan, make
from guide_engine.said import understand
from guide_engine.words import Words, words_in

MOST_CHARACTERS, MOST_CHARACTERS_OF_MANY, DEEPEST, MOST_CASES = 1_000_000, 20_000_000, 20, 2000
Answer = dict[str, Any]
STRING, BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"'), re.compile(r"[\[\]{}]")


def run(request: str) -> str:
    """Answer one request (``do``: plan, understand, day or case); mistakes come back as ``{"ok": false, "problems": […]}``."""
    words = words_in("en")
    if len(request) > (MOST_CHARACTERS_OF_MANY if '"cases"' in request[:100] else MOST_CHARACTERS):
        return _json(_mistaken((Problem("case.too_large", "", {"most": MOST_CHARACTERS}),), words))
    if depth(request) > DEEPEST:
        return _json(_mistaken((Problem("case.too_deep", ""),), words))
    try:
        asked = json.loads(request)
    except ValueError:
        return _json(_mistaken((Problem("case.not_json", ""),), words))
    if not isinstance(asked, dict) or asked.get("do") not in tuple(REQUESTS):
        return _json(_mistaken((Problem("case.unreadable", ""),), words))
    return _json(REQUESTS[asked["do"]](asked, words_in(str(_case_of(asked).get("language") or "en"))))


def _case_of(asked: Answer) -> Answer:
    case = asked.get("case")
    return case if isinstance(case, dict) else {}


def depth(text: str) -> int:
    """How deeply a document is nested. Counted before it is read: reading a very deep one would end Pyodide itself."""
    deep = deepest = 0
    for bracket in BRACKET.findall(STRING.sub("", text)):
        deep += 1 if bracket in "[{" else -1
        deepest = max(deepest, deep)
    return deepest


def _json(answer: Answer) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _mistaken(problems: tuple[Problem, ...], words: Words) -> Answer:
    return {"ok": False, "problems": said(problems, words), "summary": render.problems_as_html(problems, words)}


def said(problems: tuple[Problem, ...], words: Words) -> list[dict[str, str]]:
    """Problems with their sentences."""
    return [{"code": p.code, "field": p.field, "message": words.say(f"problem.{p.code}", **p.values)} for p in problems]


@cache
def guide() -> Guide:
    """The guide that was built from the pages."""
    text = (files("guide_engine") / "data" / "guide.json").read_text("utf-8")
    return guide_from_json(json.loads(text))


def plan_of(asked: Answer, words: Words) -> Plan | tuple[Problem, ...]:
    """The plan a request asks for, or every problem with it."""
    case = read(asked.get("case"), words)
    today = _today(asked.get("today"))
    problems = (case if isinstance(case, tuple) else _place_problems(case, asked.get("place"))) + (() if today else (Problem("date.today", "today"),))
    if isinstance(case, tuple) or problems or today is None:
        return problems
    plan = make(case, guide(), today, _place(case, asked.get("place")), words, read_time(asked.get("now")), _today(asked.get("today_here")))
    return replace(plan, page=read_address(asked.get("page")))


def _today(given: object) -> date | None:
    try:
        day = date.fromisoformat(given) if isinstance(given, str) and len(given) == 10 and given[4] == given[7] == "-" else None
    except ValueError:
        return None
    return day if day and EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


def _place_problems(case: Case, data: object) -> tuple[Problem, ...]:
    """An unknown country or region is said so, never taken for "no holidays"."""
    known_places = dict(guide().places)
    unknown = [(field, code) for field, code in (("place", case.place), ("me.place", case.me.place)) if code and code not in known_places]
    if unknown:
        return tuple(Problem("place.unknown", field, {"code": code}) for field, code in unknown)
    if data is not None and not is_place_file(data):
        return (Problem("case.unreadable", "place"),)
    if case.region and isinstance(data, dict) and case.region not in data["regions"]:
        known = ", ".join(sorted(data["regions"])) or "—"
        return (Problem("region.unknown", "region", {"place": data["name"], "code": case.region, "known": known}),)
    return ()


def _place(case: Case, data: Any) -> Place:
    fits = is_place_file(data) and data["code"] == case.place
    return read_place(data if fits else None, case.region)


def _plan(asked: Answer, words: Words) -> Answer:
    plan = plan_of(asked, words)
    if isinstance(plan, tuple):
        return _mistaken(plan, words)
    old = _before(asked, words)
    changes = compare(old, plan) if old else None
    wanted = asked["forms"] if isinstance(asked.get("forms"), list) else []
    made = {form: FORMS[form](plan) for form in wanted or ["json"] if form in tuple(FORMS)}
    if "file" in wanted:
        made["file"] = forms.saved_file(plan, asked["case"])
    if "months" in wanted:
        made["months"] = as_months(plan, asked.get("week_start"))
    if "withdraw" in wanted:
        made |= forms.withdrawn(plan, asked.get("handed"))
    if "link" in wanted or "link-names" in wanted:
        made |= _links(plan, asked, words)
    return {"ok": True, "plan": render.as_data(plan, changes), "forms": made}


def _links(plan: Plan, asked: Answer, words: Words) -> dict[str, str]:
    """The case as it goes behind the # of an address, with its names and without; nothing without, where that would be another plan."""
    case = {**migrate(asked["case"]), "schema": SCHEMA}
    bare = without_names(case)
    other = plan_of({**asked, "case": bare}, words)
    same = isinstance(other, Plan) and _outline(other) == _outline(plan)
    return {"link": packed(bare) if same else "", "link-names": packed(case)}


def _outline(plan: Plan) -> list[tuple[str, date, str]]:
    return [(action.id, action.due, action.state) for action in plan.actions]


def _before(asked: Answer, words: Words) -> Plan | None:
    """The plan of the case that the request gives as ``before``; nothing where it cannot be read."""
    if asked.get("before") is None:
        return None
    old = plan_of({**asked, "case": asked["before"]}, words)
    return old if isinstance(old, Plan) else None


def _day(asked: Answer, words: Words) -> Answer:
    """The day over several cases; a case that cannot be read is named by its number."""
    cases, today = asked.get("cases"), _today(asked.get("today"))
    places = asked.get("places")
    if not isinstance(cases, list) or today is None or len(cases) > MOST_CASES:
        return _mistaken((Problem("case.unreadable", ""),), words)
    plans: list[Plan] = []
    problems: list[Problem] = []
    for number, case in enumerate(cases):
        code = case.get("place") if isinstance(case, dict) else None
        place = places.get(code) if isinstance(places, dict) and isinstance(code, str) else None
        plan = plan_of({**asked, "case": case, "place": place}, words)
        if isinstance(plan, Plan):
            plans.append(plan)
        else:
            problems += [Problem(p.code, f"{number}.{p.field}", p.values) for p in plan]
    if problems:
        return _mistaken(tuple(problems), words)
    found = overview.overview(tuple(plans), today)
    wanted = asked["forms"] if isinstance(asked.get("forms"), list) else []
    return {"ok": True, "overview": overview.as_data(found), "forms": {form: DAY_FORMS[form](found, words) for form in wanted if form in tuple(DAY_FORMS)}}


FORMS = forms.FORMS
DAY_FORMS = {"html": overview.as_html, "text": overview.as_text}


def _understand(asked: Answer, words: Words) -> Answer:
    """A typed phrase as a day, echoed with its weekday and its distance in working days."""
    today, text = _today(asked.get("today")), asked.get("text")
    if today is None or not isinstance(text, str):
        return _mistaken((Problem("case.unreadable", ""),), words)
    place = asked.get("place")
    if place is not None and not is_place_file(place):
        return _mistaken((Problem("case.unreadable", "place"),), words)
    where = read_place(place)
    on = _today(asked.get("on")) or today
    found = understand(text[:200], on, where, words)
    if found is None:
        return _mistaken((Problem("phrase.unclear", "text", {"text": text[:60]}),), words)
    return {"ok": True, "kind": found.kind, "date": found.day.isoformat() if found.day else None, "echo": echo(found.day, today, where, words)}


def echo(day: date | None, today: date, place: Place, words: Words) -> str | None:
    """A day said back: weekday, date and distance in working days from today."""
    if day is None:
        return None
    away = (day - today).days
    name = words.day(day)
    if away in (0, 1, -1):
        return words.say(f"echo.{ {0: 'today', 1: 'tomorrow', -1: 'yesterday'}[away] }".replace(" ", ""), day=name)
    n = place.working_days_between(today, day)
    return words.say("echo.ahead" if n >= 0 and away > 0 else "echo.past", n=abs(n), day=name)


def _case(asked: Answer, words: Words) -> Answer:
    """A case of any schema, or in a link, as one of the newest, or every problem in it: what a page asks when a file or a link is opened."""
    found: Any = _linked(asked["link"]) if isinstance(asked.get("link"), str) else asked.get("case")
    case = read(found, words)
    if isinstance(case, tuple):
        return _mistaken(case, words)
    return {"ok": True, "case": {**migrate(found), "schema": SCHEMA}}


def _linked(link: str) -> Any:
    """What a link holds, as far as a request may go; nothing, where it is none of ours."""
    text = unpacked(link)
    try:
        return json.loads(text) if text and depth(text) <= DEEPEST else None
    except ValueError:
        return None


REQUESTS: dict[str, Callable[[Answer, Words], Answer]] = {"plan": _plan, "understand": _understand, "day": _day, "case": _case}


def compiled_templates() -> dict[str, str]:
    """Every template as the Python that Jinja2 makes of it, by its place in the archive: for the build, which ships it as bytecode."""
    looks = render.environment()
    given: list[tuple[Compiled, str, str | None]] = [(messages.ENVIRONMENT, text, None) for step in guide().steps for _, text in step.drafts]
    given += [(looks, (files("guide_engine") / "templates" / name).read_text("utf-8"), name) for name in render.TEMPLATES]
    return {f"guide_engine/{file_name(source)}.py": environment.compile(source, name, raw=True) for environment, source, name in given}
