"""What can be wrong: a reader's answer (a value, all of them at once) or the content (an exception that stops the build)."""

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One answer that cannot be used: a stable code, the field's path (``rounds.0.date``) and what the sentence about it needs."""

    code: str
    field: str
    values: dict[str, object] = dataclasses.field(default_factory=dict, compare=False)


class NotADay(ValueError):
    """A value that is no calendar day; carries the code and values for the sentence that says so."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class ContentError(Exception):
    """A page's front matter or a word file that cannot be used; names the file, the key, what is allowed and a good example."""

    def __init__(self, file: str, key: str, allowed: str, example: str = "") -> None:
        hint = f" For example: {example}" if example else ""
        super().__init__(f"{file}: {key}: {allowed}{hint}")
