"""Templates that the build has compiled: in the browser's archive they lie in this package as bytecode; elsewhere Jinja2 compiles them."""

from types import CodeType
from typing import Any
from zlib import crc32

from jinja2 import Environment


def file_name(source: str) -> str:
    """Where a template's bytecode lies, below this package."""
    return f"templates/c{crc32(source.encode()):08x}"


class Compiled(Environment):
    """An environment that takes what the build compiled, when it is there: a start without Jinja2's lexer and parser."""

    def compile(self, source: Any, *how: Any, raw: bool = False, **named: Any) -> Any:
        """The code of a template; ``raw`` gives its Python text, as the build wants it."""
        found = None if raw else self._from_archive(source)
        return found or super().compile(source, *how, raw=raw, **named)  # type: ignore[call-overload]

    def _from_archive(self, source: str) -> CodeType | None:
        try:
            return __spec__.loader.get_code(file_name(source))  # type: ignore[union-attr, no-any-return]
        except ImportError:
            return None
