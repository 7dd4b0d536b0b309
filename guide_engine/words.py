"""Every sentence the engine says, looked up by key in ``words/<language>.toml``."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, eq=False)
class Words:
    """The sentences of one language; ``table`` holds each sentence, list and table under its dotted key."""

    language: str
    table: dict[str, Any]

    def say(self, key: str, **values: object) -> str:
        """The sentence under a dotted key; a table of ``one`` and ``other`` is chosen by ``n``.

        Raises KeyError when no such sentence exists: a missing word is a fault of the content, found by the tests.
        """
        found = self.table[key]
        if isinstance(found, dict):
            found = found["one" if values.get("n") == 1 else "other"]
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format(**values) if values else found

    def find(self, key: str) -> object:
        """Whatever stands under a dotted key: a sentence, a list or a table."""
        return self.table[key]

    def has(self, key: str) -> bool:
        """Whether anything stands under a dotted key."""
        return key in self.table

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names, such as the months."""
        found = self.table[key]
        if not isinstance(found, list):
            raise KeyError(key)
        return tuple(found)

    def day(self, day: date, *, year: bool = True) -> str:
        """A day nobody can misread: weekday, day, month in words, and the year, which only a reason or a draft may go without."""
        weekday, month = self.table["weekdays"][day.weekday()], self.table["months"][day.month - 1]
        return self.say("day.with_year" if year else "day.without_year", weekday=weekday, day=day.day, month=month, year=day.year)

    def place(self, name: str) -> str:
        """A place as a sentence names it: "Spain", "the United Kingdom"."""
        return self.say("places.the", place=name) if name in self.names("places.with_the") else name

    def join(self, parts: list[str]) -> str:
        """A list as one phrase: "Ana, Ben and Chidi"."""
        if len(parts) < 2:
            return "".join(parts)
        return ", ".join(parts[:-1]) + self.say("list.last") + parts[-1]


@cache
def words_in(language: str) -> Words:
    """The words of a language, English where it is not to be had yet."""
    table = _table(language) if language.isalpha() else None
    return Words(language, by_key(table)) if table else Words("en", by_key(_table("en") or {}))


def _table(language: str) -> dict[str, Any] | None:
    """The words as the build has made them, else as they are written; nothing for a language that is not to be had."""
    package = files("guide_engine")
    built, written = package / "data" / "words" / f"{language}.json", package / "words" / f"{language}.toml"
    if built.is_file():
        return json.loads(built.read_text("utf-8"))  # type: ignore[no-any-return]
    return read_words(written.read_text("utf-8")) if written.is_file() else None


def read_words(text: str) -> dict[str, Any]:
    """The words in a file of a language. The build writes them as JSON, which a browser reads twenty times as quickly."""
    import tomllib

    return tomllib.loads(text)


def by_key(table: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Every sentence, list and table in a table of words, under its dotted key."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        found[before + name] = value
        if isinstance(value, dict):
            found |= by_key(value, f"{before}{name}.")
    return found
