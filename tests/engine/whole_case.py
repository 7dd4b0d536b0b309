"""A case in which every question is answered, whatever the questions are."""

from guide_engine.case import QUESTIONS, SCHEMA, Group, Question

PLAIN = {
    "date": "2026-12-04", "time": "14:00", "number": 20, "yes_no": True, "code": "a-1", "email": "ana@example.org", "text": "Harbour & Sons", "long": "Two lines\nof notes",
}  # fmt: skip
# Answers that must be of a certain kind to be taken: a country, a zone, the newest schema.
FIXED = {"schema": SCHEMA, "place": "GB", "region": "ENG", "language": "en", "zone": "Europe/London"}
# A day on which most of such a case is still ahead, one in its middle, and one after it.
TODAYS = ("2026-11-22", "2026-12-04", "2026-12-15")


def answer(question: Question, text: str | None = None) -> object:
    """A valid answer to one question; ``text`` where any text will do."""
    if question.name in FIXED and question.kind in ("code", "number"):
        return FIXED[question.name]
    if question.kind == "choice":
        return question.choices[0]
    return text[: question.longest] if text and question.kind in ("text", "long") else PLAIN[question.kind]


def whole_case(text: str | None = None, questions: tuple[Question | Group, ...] = QUESTIONS) -> dict[str, object]:
    """Every question answered, with two of whatever there may be several of."""
    found: dict[str, object] = {}
    for item in questions:
        if isinstance(item, Question):
            found[item.name] = answer(item, text)
        else:
            found[item.name] = [whole_case(text, item.questions) for _ in range(2)] if item.most else whole_case(text, item.questions)
    return found


def with_answer(path: str, value: object) -> dict[str, object]:
    """A case with one answer, at a path such as ``rounds.0.said.date``."""
    case: object = value
    for part in reversed(path.split(".")):
        case = [case] if part == "0" else {part: case}
    assert isinstance(case, dict)
    return case
