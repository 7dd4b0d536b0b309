"""Drawings on pages: the decision "May I write today?" and the chart of how long answers took. Both are made from a page's front matter.

Only whole numbers reach the drawings; the words stand in front matter, once, and the list or table beside a drawing is made from the same words.
"""

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pages

from guide_engine.errors import ContentError
from guide_engine.timeline import wrapped

DECISION, CHART = "<!-- decision -->", "<!-- waiting-chart -->"
Meta = dict[str, Any]


def filled(root: Path, page: str, meta: Meta, markdown: str) -> str:
    """A page with the drawings that its marks ask for, each beside the same words as a list or a table."""
    if DECISION in markdown:
        markdown = markdown.replace(DECISION, decision(root, page, meta))
    if CHART in markdown:
        markdown = markdown.replace(CHART, chart(root, page, meta))
    return markdown


def _given(page: str, meta: Meta, key: str, example: str) -> Any:
    if key not in meta:
        raise ContentError(page, key, "is missing; the drawing is made from it.", example)
    return meta[key]


def _href(page: str, to: Meta) -> str:
    """The address of ``{"page", "anchor"}`` from the built page: links in HTML are not translated as those in Markdown are."""
    path = posixpath.relpath(str(to["page"]).removesuffix(".md"), page.removesuffix(".md").removesuffix("/index"))
    return f"{path}/#{to['anchor']}" if to.get("anchor") else f"{path}/"


def _html(root: Path, template: str, **given: object) -> str:
    """A filled template without empty lines, which would end a block of HTML in Markdown."""
    environment = pages.environment(root).overlay(autoescape=True)
    return re.sub(r"\n\s*\n+", "\n", environment.get_template(template).render(**given))


# ---- May I write today? ----

LETTER_HEIGHT, PADDING = 21, 13


@dataclass(frozen=True)
class Layout:
    """How the drawing lies, in its own units: beside each question what stops you, or, on narrow screens, below it.

    ``way`` is where the line to the next question runs, ``gap`` the room between a box and the one below it.
    """

    name: str
    width: int
    box: int
    box_letters: int
    answer_x: int
    answer: int
    answer_letters: int
    way: int
    gap: int
    below: bool


WIDE = Layout("wide", 700, 330, 37, 410, 290, 33, 165, 40, below=False)
NARROW = Layout("narrow", 320, 320, 36, 96, 224, 25, 24, 26, below=True)


def decision(root: Path, page: str, meta: Meta) -> str:
    """The questions as a list and as a drawing, which lies in two ways."""
    asked = _given(page, meta, "questions", 'questions: [{q: Did they name a day?, if: "no", say: Wait 7 working days., page: after/check-in.md}]')
    words = _given(page, meta, "words", "words: {yes: Yes, no: No, end: You may write today.}")
    steps = [{**one, "stops": words[one["if"]], "goes_on": words["no" if one["if"] == "yes" else "yes"], "href": _href(page, one)} for one in asked]
    drawings = [_drawn(steps, words["end"], layout) for layout in (WIDE, NARROW)]
    return _html(root, "decision.html", steps=steps, words=words, title=meta["title"], end_href=_href(page, words), drawings=drawings)


def _drawn(steps: list[Meta], end: str, layout: Layout) -> Meta:
    """Where everything stands: boxes with their lines of text, ways with their words."""
    boxes: list[Meta] = []
    ways: list[Meta] = []
    y = 2
    for number, one in enumerate(steps, 1):
        question, answer = wrapped(f"{number}. {one['q']}", layout.box_letters), wrapped(one["say"], layout.answer_letters)
        lines = [len(question)] if layout.below else [max(len(question), len(answer))]
        height = lines[0] * LETTER_HEIGHT + 2 * PADDING
        boxes.append(_box("box", 0, y, layout.box, height, question))
        if layout.below:
            start, y = y + height, y + height + layout.gap
            tall = len(answer) * LETTER_HEIGHT + 2 * PADDING
            middle = y + tall // 2
            bend = layout.way + 44
            ways.append({"d": f"M{bend} {start}V{middle}H{layout.answer_x - 4}m-7 -6l7 6l-7 6", "word": one["stops"], "x": bend + 9, "y": start + 18, "anchor": "start"})
        else:
            start, tall, middle = y, height, y + height // 2
            ways.append({"d": f"M{layout.box} {middle}H{layout.answer_x - 4}m-7 -6l7 6l-7 6", "word": one["stops"], "x": (layout.box + layout.answer_x) // 2 - 4, "y": middle - 9, "anchor": "middle"})
            start = y + height
        boxes.append(_box("answer", layout.answer_x, y, layout.answer, tall, answer))
        y += tall + layout.gap
        ways.append({"d": f"M{layout.way} {start}V{y - 4}m-6 -8l6 8l6 -8", "word": one["goes_on"], "x": layout.way + 9 if layout.below else layout.way + 14, "y": (y - 12 if layout.below else start + 24), "anchor": "start"})
    last = wrapped(end, layout.box_letters)
    height = len(last) * LETTER_HEIGHT + 2 * PADDING
    boxes.append(_box("end", 0, y, layout.box, height, last))
    return {"name": layout.name, "width": layout.width, "height": y + height + 2, "boxes": boxes, "ways": ways}


def _box(kind: str, x: int, y: int, width: int, height: int, texts: list[str]) -> Meta:
    """A box with its lines of text, which stand in the middle of its height."""
    first = y + (height - len(texts) * LETTER_HEIGHT) // 2 + 16
    return {"kind": kind, "x": x, "y": y, "width": width, "height": height, "lines": [(first + n * LETTER_HEIGHT, text) for n, text in enumerate(texts)]}


# ---- How long answers took ----

# The axis begins at 0 and each day has the same width; days come in tenths and are drawn in whole units.
CHART_WIDTH, LEFT, RIGHT, ROW, BAR, HEAD = 320, 46, 62, 34, 20, 6
TICK_DAYS = 5


def chart(root: Path, page: str, meta: Meta) -> str:
    """The rows as bars and as a table."""
    given = _given(page, meta, "waiting_chart", "waiting_chart: {title: …, unit: days, rows: [{year: 2023, days: 25.1}]}")
    tenths = [round(float(row["days"]) * 10) for row in given["rows"]]
    most = -(-max(tenths) // (TICK_DAYS * 10)) * TICK_DAYS
    unit = (CHART_WIDTH - LEFT - RIGHT) // most
    rows = [
        {**row, "y": HEAD + n * ROW, "width": unit * tenth // 10, "label": f"{given['almost']} {tenth // 10}" if row.get("almost") else f"{tenth // 10}.{tenth % 10}"}
        for n, (row, tenth) in enumerate(zip(given["rows"], tenths, strict=True))
    ]
    bottom = HEAD + len(rows) * ROW
    ticks = [{"x": LEFT + unit * days, "days": days} for days in range(0, most + 1, TICK_DAYS)]
    return _html(root, "chart.html", chart=given, rows=rows, ticks=ticks, width=CHART_WIDTH, height=bottom + 44, left=LEFT, bottom=bottom, bar=BAR)
