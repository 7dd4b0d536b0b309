"""The base of what is told and what is written in front matter: named values that may each be missing."""

from typing import Any, Self, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Noun:
    """Values by name, never changed; the class lists every one with its default, and only what was given is kept.

    A frozen dataclass would do the same, but writes and compiles its methods when it is imported: a third of the engine's start in a browser.
    """

    def __init__(self, **given: Any) -> None:
        for name in given:
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no {name!r}")
        self.__dict__.update(given)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all its values."""
        return tuple(cls.__annotations__)

    def but(self, **given: Any) -> Self:
        """The same with some values changed."""
        return type(self)(**{**vars(self), **given})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} never changes")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"
