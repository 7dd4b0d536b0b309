"""The answers of a case in words: each question as the planner's form asks it, with what was answered."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from guide_engine.case import QUESTIONS, Case, Group, Question
from guide_engine.words import Words

WORDS = "guide_engine/words/en.planner.toml"
# What belongs to the messages and what happened since stand last; the employer first, then the interviews.
RANKS = {"rounds": 1, "me": 8, "tone": 8, "length": 8, "events": 9}
FORM_WORDS = dict[str, Any]
Answer = tuple[str, str, str]


def groups(root: Path, case: Case, words: Words, names: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Headings, each with its questions and answers; what was not answered is left out. ``names`` are the words for codes."""
    form = tomllib.loads((root / WORDS).read_text("utf-8"))
    found: dict[str, list[tuple[str, str]]] = {}
    for path, question, value in sorted(_answered(QUESTIONS, case, form, words), key=_rank):
        found.setdefault(_heading(path, case, form), []).append((question, names.get(path) or value))
    return list(found.items())


def _rank(answer: Answer) -> int:
    """Where an answer stands; answers of one rank keep their order."""
    head, _, rest = answer[0].partition(".")
    return RANKS.get(head, 5 if rest else 0)


def _answered(questions: tuple[Question | Group, ...], given: object, form: FORM_WORDS, words: Words, path: str = "") -> Iterator[Answer]:
    """Every answer that was given: its path, its question and its value in words."""
    for item in questions:
        where = f"{path}.{item.name}" if path else item.name
        value: Any = getattr(given, "from_" if item.name == "from" else item.name)
        if isinstance(item, Group):
            for n, one in enumerate(value if item.most else (value,)):
                yield from _answered(item.questions, one, form, words, f"{where}.{n}" if item.most else where)
        elif value is not None and _key(where) not in form["left_out"]:
            yield where, form["labels"][_key(where)], _said(item, _key(where), value, form, words)


def _key(path: str) -> str:
    """A path without the numbers of its lists."""
    return re.sub(r"\.\d+", "", path)


def _said(question: Question, key: str, value: object, form: FORM_WORDS, words: Words) -> str:
    """An answer in words."""
    choices = form["choices"]
    if isinstance(value, bool):
        return str(choices["yes_no"]["yes" if value else "no"])
    if isinstance(value, date):
        return words.day(value)
    return str(choices[key][value]) if question.choices else str(value)


def _heading(path: str, case: Case, form: FORM_WORDS) -> str:
    """The heading that an answer stands under."""
    parts = path.split(".")
    if parts[0] == "rounds":
        number = int(parts[1])
        name = form["form"]["more_rounds"].format(n=number + 1) if len(case.rounds) > 1 else form["form"]["interview"]
        return _numbered(f"{name}: {form['form']['person'].lower()}", parts[3], len(case.rounds[number].people)) if parts[2] == "people" else str(name)
    if parts[0] in form["groups"]:
        return _numbered(form["groups"][parts[0]], parts[1], len(getattr(case, parts[0])) if parts[1].isdigit() else 1)
    return str(form["form"]["happened" if parts[0] == "events" else "messages" if parts[0] in RANKS else "employer"])


def _numbered(name: str, number: str, count: int) -> str:
    """A name with its number where there are several."""
    return f"{name} {int(number) + 1}" if count > 1 else name
