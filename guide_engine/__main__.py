"""The command line: ``python -m guide_engine plan CASE.json --today YYYY-MM-DD --format json|text|html|ics|sheet``."""

import argparse
import json
import sys
from importlib.resources import files
from pathlib import Path

from guide_engine import api
from guide_engine.explain import as_text
from guide_engine.words import words_in

LARGEST_FILE = 1_000_000


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it worked, 2 when the input was wrong (said on standard error)."""
    parser = argparse.ArgumentParser(prog="python -m guide_engine", description="A dated follow-up plan from a case.")
    commands = parser.add_subparsers(dest="command", required=True)
    plan = commands.add_parser("plan", help="print the plan of a case")
    plan.add_argument("case", type=Path, help="the case as JSON; see case.schema.json")
    plan.add_argument("--today", required=True, help="the day the plan is made for, YYYY-MM-DD")
    plan.add_argument("--format", choices=sorted(api.FORMS), default="text")
    why = commands.add_parser("why", help="print why each step is or is not in the plan")
    why.add_argument("case", type=Path)
    why.add_argument("--today", required=True)
    why.add_argument("--step", help="only this step, for example check-in")
    day = commands.add_parser("day", help="print the day over several cases: what is late, due and to come, where they meet, how long each has been quiet")
    day.add_argument("cases", type=Path, nargs="+")
    day.add_argument("--today", required=True)
    given = parser.parse_args(arguments)
    if not (files("guide_engine") / "data" / "guide.json").is_file():
        return _refuse(words_in("en").say("problem.case.no_guide"))
    if given.command == "why":
        return _why(given.case, given.today, given.step)
    if given.command == "day":
        return _day(given.cases, given.today)
    return _plan(given.case, given.today, given.format)


def _plan(path: Path, today: str, form: str) -> int:
    case, mistake = read_file(path)
    if mistake:
        return _refuse(mistake)
    request = {"do": "plan", "case": case, "today": today, "place": place_data(case), "forms": [form]}
    answer = json.loads(api.run(json.dumps(request)))
    if not answer["ok"]:
        return _refuse(*_lines(path, answer["problems"]))
    sys.stdout.buffer.write(answer["forms"][form].encode("utf-8"))
    return 0


def _day(paths: list[Path], today: str) -> int:
    cases = []
    for path in paths:
        case, mistake = read_file(path)
        if mistake:
            return _refuse(mistake)
        cases.append(case)
    places = {case["place"]: place_data(case) for case in cases if isinstance(case, dict) and isinstance(case.get("place"), str)}
    answer = json.loads(api.run(json.dumps({"do": "day", "cases": cases, "places": places, "today": today, "forms": ["text"]})))
    if not answer["ok"]:
        return _refuse(*_named(answer["problems"], paths))
    sys.stdout.buffer.write(answer["forms"]["text"].encode("utf-8"))
    return 0


def _named(problems: list[dict[str, str]], paths: list[Path]) -> list[str]:
    """Each problem with the file that it is in: of several cases its field begins with the number of the case."""
    lines = []
    for problem in problems:
        number, _, field = problem["field"].partition(".")
        lines += _lines(paths[int(number)], [{**problem, "field": field}]) if number.isdecimal() else [": ".join(part for part in (problem["field"], problem["message"]) if part)]
    return lines


def _why(path: Path, today: str, step: str | None) -> int:
    case, mistake = read_file(path)
    if mistake:
        return _refuse(mistake)
    words = words_in("en")
    plan = api.plan_of({"case": case, "today": today, "place": place_data(case)}, words)
    if isinstance(plan, tuple):
        return _refuse(*_lines(path, api.said(plan, words)))
    sys.stdout.buffer.write(as_text(plan, step).encode("utf-8"))
    return 0


def _lines(path: Path, problems: list[dict[str, str]]) -> list[str]:
    return [": ".join(part for part in (str(path), p["field"], p["message"]) if part) for p in problems]


def read_file(path: Path) -> tuple[object, str | None]:
    """The JSON in a file, or what is wrong with the file."""
    words = words_in("en")
    try:
        too_large = path.stat().st_size > LARGEST_FILE
        text = "" if too_large else path.read_text("utf-8-sig")
    except OSError as fault:
        return None, f"{path}: {fault.strerror}"
    except UnicodeDecodeError:
        return None, f"{path}: " + words.say("problem.case.not_text")
    if too_large:
        return None, f"{path}: " + words.say("problem.case.too_large", most=LARGEST_FILE)
    if api.depth(text) > api.DEEPEST:
        return None, f"{path}: " + words.say("problem.case.too_deep")
    try:
        return json.loads(text), None
    except ValueError:
        return None, f"{path}: " + words.say("problem.case.not_json")


def place_data(case: object) -> object:
    """The holiday file of the case's country, where there is one."""
    code = case.get("place") if isinstance(case, dict) else None
    if not (isinstance(code, str) and code.isalpha() and len(code) == 2):
        return None
    file = files("guide_engine") / "data" / "places" / f"{code}.json"
    return json.loads(file.read_text("utf-8")) if file.is_file() else None


def _refuse(*lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
