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
        changed["marks"] = [{"id": name, **mark} if isinstance(mark, dict) else {"id": name, "state": mark} for name, mark in marks.items()]
    if isinstance(days_off, list):
        changed["days_off"] = [day if isinstance(day, dict) and "date" in day else {"date": day} for day in days_off]
    return changed


MIGRATIONS: dict[object, Callable[[Document], Document]] = {1: _from_1}
