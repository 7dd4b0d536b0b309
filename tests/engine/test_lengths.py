"""How long each message may be: the house's limits, as a table, against what the plan offers."""

import csv
from pathlib import Path

import pytest

from guide_engine import api

TABLE = Path(__file__).resolve().parents[1] / "tables" / "lengths.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def check(row):
    """A message's limits are those of its row."""
    step = api.guide().step(row["step"])
    assert step is not None and tuple(step.words) == (int(row["least"]), int(row["most"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["step"])
def test_a_message_has_the_length_the_table_says(row):
    """The fewest and the most words of a message are those of the table."""
    check(row)


def test_the_table_has_every_message():
    """Each step that sends a message stands in the table, and no other."""
    assert sorted(row["step"] for row in ROWS) == sorted(step.name for step in api.guide().steps if step.drafts and step.channel != "spoken")
