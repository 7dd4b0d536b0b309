"""A case as text that goes behind the # of an address, and back; and the address itself: ways from paper and calendar to the plan. What stands behind the # is never sent to a server."""

import json
import re
import zlib
from binascii import Error, a2b_base64, b2a_base64
from typing import Any

from guide_engine.case import QUESTIONS, Group, Question

# The most that a link may hold once it is unpacked: a few letters can be made to grow for ever.
MOST = 1_000_000
# Kinds of answers in which names and notes stand. What they said about the date is kept: the plan is counted from it.
TELLING = ("text", "long", "email")
KEPT = ("rounds.said.words",)
ADDRESS = re.compile(r"https?://[^\s<>\"'\\#]{1,300}")


def packed(document: dict[str, Any]) -> str:
    """A case as letters that every address may hold."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return b2a_base64(zlib.compress(text.encode(), 9), newline=False).decode().rstrip("=").translate({43: "-", 47: "_"})


def unpacked(link: str) -> str | None:
    """The JSON in a link, or nothing when it is none of ours."""
    letters = link.translate({45: "+", 95: "/"})
    reading = zlib.decompressobj()
    try:
        found = reading.decompress(a2b_base64(letters + "=" * (-len(letters) % 4)), MOST)
        return found.decode() if reading.eof else None
    except (Error, ValueError, zlib.error):
        return None


def read_address(given: object) -> str:
    """The address of the planner's page. What is no address of the web is left out: a plan does not depend on it."""
    return given if isinstance(given, str) and ADDRESS.fullmatch(given) else ""


def without_names(document: dict[str, Any]) -> dict[str, Any]:
    """A case with its days, choices and ticks, and no name, address or note; of several people their number is left."""
    return _bare(document, QUESTIONS, "")


def _bare(given: dict[str, Any], questions: tuple[Question | Group, ...], path: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in questions:
        value, where = given.get(item.name), f"{path}{item.name}"
        if value in (None, "", [], {}) or (isinstance(item, Question) and item.kind in TELLING and where not in KEPT):
            continue
        if isinstance(item, Question):
            found[item.name] = value
        elif item.most:
            found[item.name] = [_bare(one, item.questions, f"{where}.") for one in value]
        else:
            found[item.name] = _bare(value, item.questions, f"{where}.")
    return found
