"""Cases of older schemas, brought to the newest without losing a value."""

from collections.abc import Callable
from typing import Any

Document = dict[str, Any]


def migrate(document: Document) -> Document:
    """A case of any older schema as one of the newest; a case that names no schema is taken as newest."""
    version = document.get("schema")
    while version in MIGRATIONS:
        document = MIGRATIONS[version](document)
        version = document["schema"]
    return document


def _from_1(document: Document) -> Document:
    """Schema 1 kept marks by the action's id and days off as plain days; both are lists of objects now, so that each can say more."""
    marks, days_off = document.get("marks"), document.get("days_off")
    changed = {**document, "schema": 2}
    if isinstance(marks, dict):
        changed["marks"] = [_mark(name, mark) for name, mark in marks.items()]
    if isinstance(days_off, list):
        changed["days_off"] = [day if isinstance(day, dict) and "date" in day else {"date": day} for day in days_off]
    return changed


def _mark(name: str, mark: object) -> Document:
    """A mark of schema 1 with its name as its id. One that brings another ``id`` stays as it is under its name: the reading says so, and neither is lost."""
    if not isinstance(mark, dict):
        return {"id": name, "state": mark}
    return {"id": name, **mark} if mark.get("id", name) == name else {name: mark}


MIGRATIONS: dict[object, Callable[[Document], Document]] = {1: _from_1}
