"""Every form a plan can be written in, by the name a request gives it."""

import json
from collections.abc import Callable
from typing import Any

from guide_engine import render
from guide_engine.agenda import as_agenda, as_gone, as_handed, events, gone, read_handed
from guide_engine.case import SCHEMA
from guide_engine.migrations import migrate
from guide_engine.plan import Plan
from guide_engine.sheet import as_sheet
from guide_engine.timeline import as_svg


def _ics(plan: Plan, *, drafts: bool = False) -> str:
    from guide_engine.calendar import as_ics

    return as_ics(plan, drafts=drafts)


FORMS: dict[str, Callable[[Plan], str]] = {
    "json": render.as_json, "text": render.as_text, "html": render.as_html,
    "sheet": as_sheet, "sheet-blank": lambda plan: as_sheet(plan, blank=True), "sheet-large": lambda plan: as_sheet(plan, large=True),
    "ics": _ics, "ics-drafts": lambda plan: _ics(plan, drafts=True),
    "timeline": as_svg, "agenda": as_agenda, "agenda-drafts": lambda plan: as_agenda(plan, drafts=True), "events": lambda plan: as_handed(events(plan)),
}  # fmt: skip


def saved_file(plan: Plan, document: dict[str, Any]) -> str:
    """The plan as one HTML file that opens without network or script, and holds its case so that it can be opened again."""
    case = json.dumps({**migrate(document), "schema": SCHEMA}, ensure_ascii=False, indent=1)
    return render.as_file(plan, case.replace("<", "\\u003c"), as_svg(plan))


def withdrawn(plan: Plan, given: object) -> dict[str, str]:
    """What was handed out before and is gone: the calendar file that takes it back, the list for deleting by hand, and what is left of all that was handed out."""
    from guide_engine.calendar import as_withdrawal

    handed = read_handed(given)
    old = gone(plan, handed)
    return {"withdraw": as_withdrawal(plan, handed) if old else "", "gone": as_gone(plan, handed), "left": as_handed([event for event in handed if event not in old])}
