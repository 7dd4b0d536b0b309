"""WebAssembly's binary format, as far as it takes to put functions elsewhere: sections, vectors and numbers. https://webassembly.github.io/spec/core/binary/"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

HEAD = b"\0asm\1\0\0\0"
CUSTOM, TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA, DATA_COUNT, TAG = range(14)
# Kinds of what is imported and exported, as they are numbered there.
IS_FUNCTION, IS_TABLE, IS_MEMORY, IS_GLOBAL, IS_TAG = range(5)
# Instructions, and the types that they name.
GET_LOCAL, GET_GLOBAL, SET_GLOBAL, CONSTANT, STORE, ADD, IS_NOUGHT = 0x20, 0x23, 0x24, 0x41, 0x36, 0x6A, 0x45
IF, CALL, CALL_INDIRECT, DROP, RETURN, END = 0x04, 0x10, 0x11, 0x1A, 0x0F, 0x0B
I32, FUNCTIONS, NO_RESULT, MUTABLE = 0x7F, 0x70, 0x40, 1
# A value type is one byte, but for a reference to a type of the module's own.
LONG_TYPES = (0x63, 0x64)

Sections = dict[int, bytes]
# What a function takes and what it gives: for each value the first byte of its type.
Signature = tuple[bytes, bytes]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Named:
    """An import or an export: its name (an import's with its module before it), its kind, and what it is, as bytes."""

    name: tuple[bytes, ...]
    kind: int
    what: bytes


def number(value: int) -> bytes:
    """An unsigned number in LEB128."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def signed(value: int) -> bytes:
    """A number of nought or more, as the signed LEB128 of a constant: its highest bit must not look like a sign."""
    return number(value) if value < 64 else bytes([value & 127 | 128]) + signed(value >> 7)


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned number, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def vector(items: Iterable[bytes]) -> bytes:
    """Some items, with their number before them."""
    items = list(items)
    return number(len(items)) + b"".join(items)


def sized(data: bytes) -> bytes:
    """Bytes with their number before them: a name, or the body of a function."""
    return number(len(data)) + data


def read_sized(data: bytes, at: int) -> tuple[bytes, int]:
    """What ``sized`` wrote, and the place behind it."""
    length, at = read_number(data, at)
    return data[at : at + length], at + length


def read_sections(module: bytes) -> tuple[list[bytes], Sections]:
    """A module's custom sections, and the others by their numbers. Raises ValueError for what is no module of version 1."""
    if not module.startswith(HEAD):
        raise ValueError("This is no WebAssembly module of version 1: it does not begin with \\0asm and 1.")
    custom, sections, at = [], {}, len(HEAD)
    while at < len(module):
        kind = module[at]
        data, at = read_sized(module, at + 1)
        if kind == CUSTOM:
            custom.append(data)
        else:
            sections[kind] = data
    return custom, sections


# Not in the order of their numbers: what a section refers to comes before it.
ORDER = (TYPE, IMPORT, FUNCTION, TABLE, MEMORY, TAG, GLOBAL, EXPORT, START, ELEMENT, DATA_COUNT, CODE, DATA)


def write_sections(custom: Iterable[bytes], sections: Sections) -> bytes:
    """A module. Emscripten asks for its own custom section before all others."""
    parts = [(CUSTOM, data) for data in custom] + [(kind, sections[kind]) for kind in ORDER if kind in sections]
    return HEAD + b"".join(bytes([kind]) + sized(data) for kind, data in parts)


def with_more(section: bytes, items: Iterable[bytes]) -> bytes:
    """A section that is a vector, with further items at its end."""
    items = list(items)
    count, at = read_number(section, 0)
    return number(count + len(items)) + section[at:] + b"".join(items)


def read_vector(section: bytes, read: Callable[[bytes, int], tuple[Item, int]]) -> list[Item]:
    """The items of a section that is a vector; ``read`` gives one of them and the place behind it."""
    count, at = read_number(section, 0)
    items = []
    for _ in range(count):
        item, at = read(section, at)
        items.append(item)
    return items


def read_bodies(code: bytes) -> list[bytes]:
    """The bodies of all functions."""
    return read_vector(code, read_sized)


def behind_locals(body: bytes) -> int:
    """Where a body's instructions begin."""
    count, at = read_number(body, 0)
    for _ in range(count):
        at = behind_type(body, read_number(body, at)[1])
    return at


def behind_type(data: bytes, at: int) -> int:
    """The place behind a value type."""
    return read_number(data, at + 1)[1] if data[at] in LONG_TYPES else at + 1


def read_signatures(types: bytes) -> list[Signature]:
    """What each type of function takes and gives. Raises ValueError where a type is not one of a function."""
    count, at = read_number(types, 0)
    found = []
    for number_of in range(count):
        if types[at] != 0x60:
            raise ValueError(f"Type {number_of} of the module is none of a function.")
        takes, at = read_value_types(types, at + 1)
        gives, at = read_value_types(types, at)
        found.append((takes, gives))
    return found


def read_value_types(types: bytes, at: int) -> tuple[bytes, int]:
    """The first byte of each value type of a vector, and the place behind it."""
    length, at = read_number(types, at)
    found = bytearray()
    for _ in range(length):
        found.append(types[at])
        at = behind_type(types, at)
    return bytes(found), at


def count_globals(sections: Sections) -> int:
    """How many globals a module has, with those that it imports."""
    return sum(one.kind == IS_GLOBAL for one in read_imports(sections[IMPORT])) + read_number(sections[GLOBAL], 0)[0]


def read_functions(section: bytes) -> list[int]:
    """The type of each function that the module holds."""
    return read_vector(section, read_number)


def read_imports(section: bytes) -> Iterator[Named]:
    """All imports, in their order."""
    count, at = read_number(section, 0)
    for _ in range(count):
        module, at = read_sized(section, at)
        name, at = read_sized(section, at)
        kind, start = section[at], at + 1
        if kind not in (IS_FUNCTION, IS_GLOBAL):
            raise ValueError(f"The import {name.decode()} is neither a function nor a global.")
        at = read_number(section, start)[1] if kind == IS_FUNCTION else behind_type(section, start) + 1
        yield Named((module, name), kind, section[start:at])


def read_exports(section: bytes) -> Iterator[Named]:
    """All exports, in their order."""
    count, at = read_number(section, 0)
    for _ in range(count):
        name, at = read_sized(section, at)
        start = at + 1
        at, kind = read_number(section, start)[1], section[at]
        yield Named((name,), kind, section[start:at])


def write_named(one: Named) -> bytes:
    """An import or an export."""
    return b"".join(map(sized, one.name)) + bytes([one.kind]) + one.what
