"""Reading a case from JSON: every answer checked, every mistake at once, each naming its field."""

from difflib import get_close_matches
from typing import Any

from guide_engine.case import QUESTIONS, SCHEMA, Case, Group, Question
from guide_engine.dates import read_day, read_time
from guide_engine.errors import NotADay, Problem
from guide_engine.migrations import migrate
from guide_engine.words import Words

# Marks that turn the direction of text or hide it, halves of letters, and our own marks for gaps: removed from every answer.
HIDDEN = dict.fromkeys([*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000), 0xE000, 0xE001, 0xFEFF, 0])


def read(answers: object, words: Words) -> Case | tuple[Problem, ...]:
    """The case in a JSON document, or every problem in it at once, each naming its field."""
    if not isinstance(answers, dict):
        return (Problem("case.not_an_object", ""),)
    if answers.get("schema") is not None and type(answers["schema"]) is not int:
        return (Problem("number.unclear", "schema"),)
    answers = migrate(answers)
    if answers.get("schema") not in (None, SCHEMA):
        return (Problem("case.schema", "schema", {"schema": str(answers["schema"])[:20], "latest": SCHEMA}),)
    reader = _Reader(words)
    case: Case = reader.group(Group("", Case, QUESTIONS), answers, "")
    return tuple(reader.problems) or case


class _Reader:
    """Reads one document and collects what is wrong in it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.problems: list[Problem] = []

    def group(self, group: Group, given: object, path: str) -> Any:
        """One noun of the group's own type from its answers."""
        if given is None:
            return group.noun()
        if not isinstance(given, dict):
            self.problems.append(Problem("group.not_an_object", path))
            return group.noun()
        self._strangers(group, given, path)
        found: dict[str, object] = {}
        for question in group.questions:
            where = f"{path}.{question.name}" if path else question.name
            key = question.name if question.name != "from" else "from_"
            found[key] = self._one(question, given.get(question.name), where)
        return group.noun(**{key: value for key, value in found.items() if value is not None})

    def _strangers(self, group: Group, given: dict[str, object], path: str) -> None:
        names = [question.name for question in group.questions]
        for key in given:
            if key not in names:
                close = get_close_matches(str(key), names, 1)
                field = f"{path}.{key}" if path else str(key)
                self.problems.append(Problem("field.unknown_close" if close else "field.unknown", field[:80], {"close": "".join(close)}))

    def _one(self, question: Question | Group, given: object, where: str) -> object:
        if isinstance(question, Question):
            return self._answer(question, given, where)
        if not question.most:
            return self.group(question, given, where)
        return self._many(question, given, where)

    def _many(self, group: Group, given: object, where: str) -> object:
        if given is None:
            return ()
        if not isinstance(given, list):
            self.problems.append(Problem("group.not_a_list", where))
            return ()
        if len(given) > group.most:
            self.problems.append(Problem("group.too_many", where, {"most": group.most}))
            return ()
        return tuple(self.group(group, item, f"{where}.{n}") for n, item in enumerate(given))

    def _answer(self, question: Question, given: object, where: str) -> object:
        if given is None or given == "" or (isinstance(given, dict) and not any(given.values())):
            return None
        value, problem = READERS[question.kind](question, given, where, self.words)
        if problem:
            self.problems.append(problem)
        return value


Answer = tuple[object, Problem | None]


def _text(question: Question, given: object, where: str, words: Words) -> Answer:
    if not isinstance(given, str):
        return None, Problem("text.not_text", where)
    text = given.translate(HIDDEN).replace("\r\n", "\n").strip()
    if question.kind != "long":
        text = " ".join(text.split())
    if len(text) > question.longest:
        return None, Problem("text.too_long", where, {"length": len(text), "longest": question.longest})
    return text or None, None


def _email(question: Question, given: object, where: str, words: Words) -> Answer:
    text, problem = _text(question, given, where, words)
    if problem or text is None:
        return text, problem
    name, at, host = str(text).rpartition("@")
    if not at or not name or "." not in host.strip(".") or any(c.isspace() or c in '<>(),;:"' for c in str(text)):
        return None, Problem("email.unclear", where)
    return text, None


def _date(question: Question, given: object, where: str, words: Words) -> Answer:
    try:
        return read_day(given, words), None
    except NotADay as mistake:
        return None, Problem(mistake.code, where, mistake.values)


def _time(question: Question, given: object, where: str, words: Words) -> Answer:
    time = read_time(given)
    return time, None if time else Problem("time.unclear", where)


def _number(question: Question, given: object, where: str, words: Words) -> Answer:
    if isinstance(given, str) and given.strip().isdecimal() and len(given) < 10:
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 10**9:
        return None, Problem("number.unclear", where)
    return given, None


def _choice(question: Question, given: object, where: str, words: Words) -> Answer:
    if given in question.choices:
        return given, None
    return None, Problem("choice.unknown", where, {"choices": ", ".join(question.choices)})


def _yes_no(question: Question, given: object, where: str, words: Words) -> Answer:
    answers = {"yes": True, "no": False, "unknown": None}
    if isinstance(given, bool):
        return given, None
    if isinstance(given, str) and given in answers:
        return answers[given], None
    return None, Problem("yes_no.unclear", where)


def _code(question: Question, given: object, where: str, words: Words) -> Answer:
    if not isinstance(given, str):
        return None, Problem("text.not_text", where)
    if len(given) > question.longest:
        return None, Problem("text.too_long", where, {"length": len(given), "longest": question.longest})
    if any(not c.isalnum() and c not in "-_./+:" for c in given):
        return None, Problem("code.unclear", where)
    return (given.upper() if question.name in ("place", "region") else given), None


READERS = {
    "text": _text, "long": _text, "email": _email, "date": _date, "time": _time,
    "number": _number, "choice": _choice, "yes_no": _yes_no, "code": _code,
}  # fmt: skip
