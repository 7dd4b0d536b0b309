"""The published form of a case and of a plan, as JSON Schema (draft 2020-12), made from the questions themselves."""

from typing import Any

from guide_engine.case import QUESTIONS, SCHEMA, Group, Question
from guide_engine.content import RANKS, STAGES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAN_SCHEMA = 1
DATE = {
    "anyOf": [
        {"type": "string", "examples": ["2026-12-04", "4 December 2026"]},
        {"type": "object", "properties": {part: {"type": "string"} for part in ("day", "month", "year")}, "additionalProperties": False},
    ]
}
KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "long": {"type": "string"},
    "email": {"type": "string", "examples": ["name@example.org"]},
    "date": DATE,
    "time": {"type": "string", "examples": ["14:00", "2 pm"]},
    "number": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]+$"}]},
    "yes_no": {"enum": [True, False, "yes", "no", "unknown", ""]},
    "code": {"type": "string"},
}


def case_schema() -> dict[str, Any]:
    """The schema of a case."""
    group = _group(QUESTIONS)
    group["properties"]["schema"] = _optional({"enum": list(range(1, SCHEMA + 1))})
    return {"$schema": DIALECT, "title": "Case", "x-version": SCHEMA, **group, "examples": [EXAMPLE]}


EXAMPLE: dict[str, Any] = {
    "schema": SCHEMA,
    "place": "GB",
    "rounds": [{"date": "2026-11-18", "time": "14:00", "said": {"kind": "words", "words": "end of next week"}}],
}


def _group(questions: tuple[Question | Group, ...]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {question.name: _optional(_one(question)) for question in questions}}


def _one(question: Question | Group) -> dict[str, Any]:
    if isinstance(question, Group):
        inner = _group(question.questions)
        return {"type": "array", "maxItems": question.most, "items": inner} if question.most else inner
    if question.kind == "choice":
        return {"enum": [*question.choices, ""]}
    kind = dict(KINDS[question.kind])
    return {**kind, "maxLength": question.longest} if question.kind in ("text", "long", "email", "code") else kind


def _optional(schema: dict[str, Any]) -> dict[str, Any]:
    """Every answer may be missing."""
    return {"anyOf": [schema, {"type": "null"}]}


def _text(*choices: str) -> dict[str, Any]:
    return {"enum": list(choices)} if choices else {"type": "string"}


def _object(required: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": required}


def plan_schema() -> dict[str, Any]:
    """The schema of a plan."""
    day = {"type": "string", "format": "date"}
    segment = {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": _text(), "gap": _text()}}
    segments = {"type": "array", "items": segment}
    draft = _object({
        "subject": segments, "body": segments, "gaps": {"type": "array", "items": _text()},
        "words": {"type": "integer"}, "characters": {"type": "integer"}, "most_characters": _optional({"type": "integer"}), "limit": {"type": "array", "items": {"type": "integer"}}, "ready": {"type": "boolean"},
    })  # fmt: skip
    action = _object({
        "id": _text(), "step": _text(), "title": _text(), "stage": _text(*STAGES), "rank": _text(*RANKS), "kind": _text("do", "know"),
        "due": day, "by": _optional(_text()), "latest": _optional(day), "was": _optional(day),
        "state": _text("done", "due", "late", "later", "not_for_me", "pinned", "snoozed"), "day_words": _text(),
        "to": _optional(_text()), "channel": _optional(_text()), "why": _text(), "why_url": _optional(_text()), "now": _optional(_text()),
        "snooze": {"type": "array", "items": day}, "draft": _optional(draft),
    })  # fmt: skip
    change = _object({"kind": _text("moved", "came", "went"), "id": _text(), "title": _text(), "before": _optional(day), "after": _optional(day), "why": _text()})
    return {
        "$schema": DIALECT, "title": "Plan", "x-version": PLAN_SCHEMA,
        **_object({
            "schema": {"const": PLAN_SCHEMA}, "today": day, "title": _text(), "status": _text(), "next": _optional(_text()),
            "resting": _optional(_object({"until": day, "text": _text()})), "actions": {"type": "array", "items": action},
            "not_now": {"type": "array", "items": _text()}, "notices": {"type": "array", "items": _object({"code": _text(), "text": _text()})},
            "changes": _optional({"type": "array", "items": change}), "silence": _optional({"type": "integer"}),
        }),
    }  # fmt: skip
