"""What the browser's tests ask of Python: one JSON request a line, one JSON answer a line. The engine as CPython runs it, and readers of what leaves the page."""

import base64
import io
import json
import math
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from guide_engine import api  # noqa: E402
from guide_engine.__main__ import place_data  # noqa: E402
from guide_engine.answers import read  # noqa: E402
from guide_engine.rounds import rounds_of  # noqa: E402
from guide_engine.words import words_in  # noqa: E402
from tests.engine import strategies, whole_case  # noqa: E402

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


def day_there(asked: dict) -> str | None:
    """The day at a case's place at a moment, where all its zones share one."""
    found = place_data(asked["case"])
    zones = found["zones"] if isinstance(found, dict) else []
    days = {datetime.fromisoformat(asked["now"]).astimezone(ZoneInfo(name)).date().isoformat() for name in zones}
    return days.pop() if len(days) == 1 else None


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


NAMES = (
    'Ana, Ruiz; "O’Neill" \\ \\n',
    "👩‍👩‍👧‍👦 " * 12 + "Família",
    "شركة الأمثلة، المحدودة \u200f(الرياض)",
    "דוגמה בע״מ – " * 9,
    "株式会社サンプル" * 8,
    "BEGIN:VTODO\nSUMMARY:x\r\nEND:VEVENT",
    "x" * 200,
    "ü,;:\\" * 30,
    "<b>Tea & Co</b>",
    "Zoë\tand\u2028Sons",
)


def generated(asked: dict) -> list:
    """Calendar files of plans made from numbers, as ``icalendar`` reads them, before and after one more change."""
    found = []
    for seed in range(asked["first"], asked["first"] + asked["count"]):
        case, today = strategies._from_seed(seed)
        name = NAMES[seed % len(NAMES)]
        case |= {"id": f"case-{seed}", "name_firm": seed % 2 == 0, "organisation": name, "revision": seed % 7}
        case["own_steps"] = [*case.get("own_steps", []), {"id": "mine", "title": name, "date": today.isoformat(), "note": name}]
        asks = {"do": "plan", "today": today.isoformat(), "forms": ["ics"], "place": place_data(case)}
        made = [json.loads(api.run(json.dumps({**asks, "case": {**case, "revision": case["revision"] + more}}))) for more in (0, 1)]
        if not made[0]["ok"]:
            continue
        ics = made[0]["forms"]["ics"]
        later = events({"ics": made[1]["forms"]["ics"]})
        open_steps = [action for action in made[0]["plan"]["actions"] if action["state"] != "not_for_me"]
        # An event may begin a round, or give one its day.
        rounds = [one for one in rounds_of(read(case, words_in("en")), today) if one.date]
        found.append({"seed": seed, "ics": ics, "events": events({"ics": ics}), "later": later, "count": len(open_steps) + len(rounds)})
    return found


def longest(asked: dict) -> list:
    """The generated cases whose plans have the most steps, and a case that answers every question, on three days."""
    made = []
    for seed in range(asked["among"]):
        case, today = strategies._from_seed(seed)
        answer = json.loads(api.run(json.dumps({"do": "plan", "case": case, "today": today.isoformat(), "place": place_data(case)})))
        if answer["ok"]:
            made.append((len(answer["plan"]["actions"]), seed, {"case": case, "today": today.isoformat()}))
    most = [told for _, _, told in sorted(made, key=lambda one: (-one[0], one[1]))[: asked["count"]]]
    return [*({"case": whole_case.whole_case(), "today": today} for today in whole_case.TODAYS), *most]


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


def pdf_text(asked: dict) -> dict:
    """The text of a PDF, all pages after each other."""
    from pypdf import PdfReader

    return {"text": "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(base64.b64decode(asked["pdf"]))).pages)}


READERS = {"text": text, "cases": cases, "words": words, "steps": steps, "place": place, "day_there": day_there, "events": events, "generated": generated, "longest": longest, "pdf": pdf, "pdf_text": pdf_text}

if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        try:
            print(json.dumps({"answer": answer(json.loads(line))}), flush=True)
        except Exception as fault:
            print(json.dumps({"fault": f"{type(fault).__name__}: {fault}"}), flush=True)
