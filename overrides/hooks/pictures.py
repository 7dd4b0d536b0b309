"""Drawings on pages: the decision "May I write today?" and the chart of how long answers took. Both are made from a page's front matter.

Only whole numbers reach the drawings; the words stand in front matter, once, and the list or table beside a drawing is made from the same words.
"""

import re
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


def _html(root: Path, template: str, **given: object) -> str:
    """A filled template without empty lines, which would end a block of HTML in Markdown."""
    environment = pages.environment(root).overlay(autoescape=True)
    return re.sub(r"\n\s*\n+", "\n", environment.get_template(template).render(**given))


# ---- May I write today? ----

# In units of the drawing: the boxes of questions below each other, each with the answer that ends it at its right.
WIDTH, BOX, ANSWER_X, ANSWER, LETTER_HEIGHT, PADDING, GAP = 700, 330, 410, 290, 21, 14, 40
BOX_LETTERS, ANSWER_LETTERS = 37, 33


def decision(root: Path, page: str, meta: Meta) -> str:
    """The questions as a list and as a drawing."""
    asked = _given(page, meta, "questions", 'questions: [{q: Did they name a day?, if: "no", say: Wait 7 working days., page: after/check-in.md}]')
    words = _given(page, meta, "words", "words: {yes: Yes, no: No, end: You may write today.}")
    link = pages.linker(page)
    steps, y = [], 0
    for number, one in enumerate(asked, 1):
        question, answer = wrapped(f"{number}. {one['q']}", BOX_LETTERS), wrapped(one["say"], ANSWER_LETTERS)
        height = max(len(question), len(answer)) * LETTER_HEIGHT + 2 * PADDING
        stops = str(one["if"])
        steps.append({**one, "question": _lines(question, y, height), "answer": _lines(answer, y, height), "y": y + 2, "height": height, "middle": y + 2 + height // 2, "stops": words[stops], "goes_on": words["no" if stops == "yes" else "yes"], "href": link(one)})
        y += height + GAP
    end = wrapped(words["end"], BOX_LETTERS)
    height = len(end) * LETTER_HEIGHT + 2 * PADDING
    last = {"lines": _lines(end, y, height), "y": y + 2, "height": height}
    sizes = {"width": WIDTH, "height": y + height + 4, "box": BOX, "answer_x": ANSWER_X, "answer_width": ANSWER, "gap": GAP}
    given = {"steps": steps, "last": last, "words": words, "title": meta["title"], "end_href": link(words), **sizes}
    return _html(root, "decision.html", **given)


def _lines(texts: list[str], y: int, height: int) -> list[tuple[int, str]]:
    """Lines of text with their heights, in the middle of a box."""
    first = y + 2 + (height - len(texts) * LETTER_HEIGHT) // 2 + 16
    return [(first + n * LETTER_HEIGHT, text) for n, text in enumerate(texts)]


# ---- How long answers took ----

# The axis begins at 0 and each day has the same width; days come in tenths and are drawn in whole units.
CHART_WIDTH, LEFT, RIGHT, ROW, BAR, HEAD = 360, 48, 24, 34, 20, 6
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
