"""Every sentence the engine says, looked up by key in ``words/<language>.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Words:
    """The sentences of one language."""

    language: str
    table: dict[str, object]

    def say(self, key: str, **values: object) -> str:
        """The sentence under a dotted key; a table of ``one`` and ``other`` is chosen by ``n``.

        Raises KeyError when no such sentence exists: a missing word is a fault of the content, found by the tests.
        """
        found = self.find(key)
        if isinstance(found, dict):
            found = found["one" if values.get("n") == 1 else "other"]
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format(**values) if values else found

    def find(self, key: str) -> object:
        """Whatever stands under a dotted key: a sentence, a list or a table."""
        found: object = self.table
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                raise KeyError(key)
            found = found[part]
        return found

    def has(self, key: str) -> bool:
        """Whether anything stands under a dotted key."""
        try:
            self.find(key)
        except KeyError:
            return False
        return True

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names, such as the months."""
        found = self.find(key)
        if not isinstance(found, list):
            raise KeyError(key)
        return tuple(found)

    def day(self, day: date, *, year: bool = False) -> str:
        """A day nobody can misread: weekday, day and month in words, and the year when asked for."""
        values = {"weekday": self.names("weekdays")[day.weekday()], "day": day.day, "month": self.names("months")[day.month - 1], "year": day.year}
        return self.say("day.with_year" if year else "day.short", **values)

    def join(self, parts: list[str]) -> str:
        """A list as one phrase: "Ana, Ben and Chidi"."""
        if len(parts) < 2:
            return "".join(parts)
        return ", ".join(parts[:-1]) + self.say("list.last") + parts[-1]


@cache
def words_in(language: str) -> Words:
    """The words of a language, English where it is not to be had yet."""
    folder = files("guide_engine") / "words"
    name = language if language.isalpha() and (folder / f"{language}.toml").is_file() else "en"
    return Words(name, tomllib.loads((folder / f"{name}.toml").read_text("utf-8")))
