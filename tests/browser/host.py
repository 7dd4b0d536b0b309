"""What the browser's tests ask of Python: one JSON request a line, one JSON answer a line. The engine as CPython runs it, and readers of what leaves the page."""

import base64
import io
import json
import math
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from guide_engine import api  # noqa: E402
from guide_engine.__main__ import place_data  # noqa: E402
from guide_engine.words import words_in  # noqa: E402

CASES = ROOT / "tests" / "cases"


def answer(asked: dict) -> object:
    """A request to the engine (``do``) or to one of the readers below (``read``)."""
    if "do" in asked:
        if asked["do"] == "plan" and "place" not in asked:
            asked["place"] = place_data(asked["case"])
        return json.loads(api.run(json.dumps(asked)))
    return READERS[asked["read"]](asked)


def text(asked: dict) -> str:
    """The engine's answer as it is written: for comparing bytes."""
    return api.run(asked["request"])


def cases(_: dict) -> dict:
    """Every folder of tests/cases, and the dates of the worked examples."""
    read = {path.parent.name: {"case": json.loads(path.read_text("utf-8")), **json.loads((path.parent / "about.json").read_text("utf-8"))} for path in CASES.glob("*/case.json")}
    return {"cases": dict(sorted(read.items())), "expected": json.loads((CASES / "expected.json").read_text("utf-8"))}


def words(_: dict) -> dict:
    """The labels and choices that readers go by."""
    planner = tomllib.loads((ROOT / "guide_engine/words/en.planner.toml").read_text("utf-8"))
    return {**planner, "places": dict(api.guide().places), "months": list(words_in("en").table["months"])}


def steps(_: dict) -> dict:
    """The titles of the steps, by the last part of their page's path."""
    return {step.slug.rsplit("/", 1)[-1]: step.title for step in api.guide().steps}


def place(asked: dict) -> object:
    """The holiday file of a case's country."""
    return place_data(asked["case"])


def events(asked: dict) -> list:
    """The events of a calendar file as ``icalendar`` reads them."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(asked["ics"])
    others = {part.name for part in calendar.walk()} - {"VCALENDAR", "VEVENT", "VALARM"}
    assert not others, others
    return [
        {
            "uid": str(event["UID"]),
            "start": event["DTSTART"].dt.isoformat(),
            "end": event["DTEND"].dt.isoformat(),
            "summary": str(event["SUMMARY"]),
            "description": str(event.get("DESCRIPTION", "")),
            "sequence": int(event["SEQUENCE"]),
        }
        for event in calendar.walk("VEVENT")
    ]


def pdf(asked: dict) -> dict:
    """Pages, sizes, text and smallest letters of a PDF."""
    from pypdf import PdfReader

    pages = []
    for page in PdfReader(io.BytesIO(base64.b64decode(asked["pdf"]))).pages:
        sizes: list[float] = []
        edges: list[tuple[float, float]] = []

        def seen(piece: str, cm: list, tm: list, _font: object, size: float, sizes: list = sizes, edges: list = edges) -> None:
            if piece.strip():
                scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
                sizes.append(round(size * scale, 2))
                edges.append((tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

        found = page.extract_text(visitor_text=seen)
        box = [float(page.mediabox.width), float(page.mediabox.height)]
        pages.append({"text": found, "smallest": min(sizes, default=None), "box": box, "edges": edges})
    return {"pages": pages}


READERS = {"text": text, "cases": cases, "words": words, "steps": steps, "place": place, "events": events, "pdf": pdf}

if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        try:
            print(json.dumps({"answer": answer(json.loads(line))}), flush=True)
        except Exception as fault:
            print(json.dumps({"fault": f"{type(fault).__name__}: {fault}"}), flush=True)
