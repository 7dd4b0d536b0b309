"""Cuts Pyodide's WebAssembly in two: the functions that a plan has been seen to need, and the rest, which is fetched only if it is ever called.

Both halves number all functions alike, so that no body has to be changed. Each function has its body in one of them; in the other a few bytes
stand in its place, which go on to it through a table. The first call of one that lies in the rest asks the worker (starting.mjs) to fetch it.
"""

from collections.abc import Container, Iterator

from wasm import (
    ADD,
    CALL,
    CALL_INDIRECT,
    CODE,
    CONSTANT,
    ELEMENT,
    END,
    EXPORT,
    FUNCTION,
    FUNCTIONS,
    GET_GLOBAL,
    GET_LOCAL,
    GLOBAL,
    I32,
    IF,
    IMPORT,
    IS_FUNCTION,
    IS_GLOBAL,
    IS_MEMORY,
    IS_NOUGHT,
    IS_TABLE,
    IS_TAG,
    MEMORY,
    MUTABLE,
    NO_RESULT,
    SET_GLOBAL,
    STORE,
    TABLE,
    TAG,
    TYPE,
    Named,
    Sections,
    behind_locals,
    behind_type,
    count_globals,
    number,
    read_bodies,
    read_exports,
    read_functions,
    read_imports,
    read_number,
    read_sections,
    read_signatures,
    signed,
    sized,
    vector,
    with_more,
    write_named,
    write_sections,
)

# What the halves share has this module's name; the page's worker knows it too.
SHARED = b"halves"
# Stops in a debugger, which Python never asks for. Its place among the imports is taken by the one that fetches the rest.
SPARE = b"emscripten_debugger"
NOTHING_TO_NOTHING = (0, 0)
# The export through which an instrumented module tells which functions have run.
RAN = b"write_ran"


def instrumented(module: bytes) -> bytes:
    """The module, each function of which notes in a global of its own, when it first runs, how many have run by then; ``write_ran(address)`` writes
    that number for each, nought for those that have not run."""
    custom, sections = read_sections(module)
    bodies = read_bodies(sections[CODE])
    first = count_globals(sections)
    noted = [body[: (at := behind_locals(body))] + noting(first + n, first + len(bodies)) + body[at:] for n, body in enumerate(bodies)]
    telling = b"".join(bytes([GET_LOCAL, 0, GET_GLOBAL]) + number(first + n) + bytes([STORE, 2]) + number(4 * n) for n in range(len(bodies)))
    imported = sum(one.kind == IS_FUNCTION for one in read_imports(sections[IMPORT]))
    of_type = read_number(sections[TYPE], 0)[0]
    sections |= {
        TYPE: with_more(sections[TYPE], [bytes([0x60, 1, I32, 0])]),
        FUNCTION: with_more(sections[FUNCTION], [number(of_type)]),
        GLOBAL: with_more(sections[GLOBAL], [bytes([I32, MUTABLE, CONSTANT, 0, END])] * (len(bodies) + 1)),
        EXPORT: with_more(sections[EXPORT], [sized(RAN) + bytes([IS_FUNCTION]) + number(imported + len(bodies))]),
        CODE: vector(map(sized, [*noted, b"\0" + telling + bytes([END])])),
    }
    return write_sections(custom, sections)


def noting(own: int, counter: int) -> bytes:
    """Instructions that count on and keep the number in a function's own global, unless it has one."""
    mine, count = number(own), number(counter)
    counted = bytes([GET_GLOBAL]) + count + bytes([CONSTANT, 1, ADD, SET_GLOBAL]) + count
    keep = bytes([GET_GLOBAL]) + count + bytes([SET_GLOBAL]) + mine
    return bytes([GET_GLOBAL]) + mine + bytes([IS_NOUGHT, IF, NO_RESULT]) + counted + keep + bytes([END])


def count_functions(module: bytes) -> int:
    """How many functions a module holds, imports not counted."""
    return read_number(read_sections(module)[1][FUNCTION], 0)[0]


def cut(module: bytes, ran: Container[int], exported: Container[str]) -> tuple[bytes, bytes]:
    """The half that starts, and the rest. ``ran`` holds the numbers of the functions whose bodies lie in the first, imports not counted; of the
    exports only those with a name in ``exported`` stay."""
    custom, sections = read_sections(module)
    bodies = read_bodies(sections[CODE])
    types, takes = read_functions(sections[FUNCTION]), [len(takes) for takes, _ in read_signatures(sections[TYPE])]
    imports = list(read_imports(sections[IMPORT]))
    first, loads = sum(one.kind == IS_FUNCTION for one in imports), number_of_spare(imports)
    tables = read_number(sections[TABLE], 0)[0]
    sides: tuple[list[int], list[int]] = ([], [])
    for n in range(len(bodies)):
        sides[n not in ran].append(n)

    def half(side: int) -> bytes:
        """The code of one half: bodies of its own side, and for each function of the other a way to it."""
        own, other = dict.fromkeys(sides[side]), {n: at for at, n in enumerate(sides[1 - side])}
        begins = b"" if side else bytes([CALL]) + number(loads)
        ways = (bodies[n] if n in own else way_to(other[n], types[n], takes[types[n]], tables + 1 - side, begins) for n in range(len(bodies)))
        return vector(map(sized, ways))

    room = [bytes([FUNCTIONS, 0]) + number(len(side)) for side in sides]
    elements = [bytes([2]) + number(tables + n) + bytes([CONSTANT, 0, END, 0]) + vector(number(first + n) for n in side) for n, side in enumerate(sides)]
    shared = list(shared_exports(sections, tables))
    main = sections | {
        IMPORT: vector(write_named(Named((SHARED, b"fetch"), one.kind, one.what) if is_spare(one) else one) for one in imports),
        TABLE: with_more(sections[TABLE], room),
        EXPORT: vector(write_named(one) for one in [*(one for one in read_exports(sections[EXPORT]) if one.name[0].decode() in exported), *shared]),
        ELEMENT: with_more(sections[ELEMENT], [elements[0]]),
        CODE: half(0),
    }
    return write_sections(custom, main), write_sections((), rest_of(main, imports, room, [elements[1]], half(1)))


def way_to(place: int, of_type: int, takes: int, table: int, begins: bytes) -> bytes:
    """A body that hands its parameters to the function at a place of a table."""
    parameters = b"".join(bytes([GET_LOCAL]) + number(n) for n in range(takes))
    return b"\0" + begins + parameters + bytes([CONSTANT]) + signed(place) + bytes([CALL_INDIRECT]) + number(of_type) + number(table) + bytes([END])


def is_spare(one: Named) -> bool:
    """Whether an import is the one whose place is taken."""
    return one.name[-1] == SPARE and one.kind == IS_FUNCTION


def number_of_spare(imports: list[Named]) -> int:
    """The number of the function that fetches the rest. Raises ValueError where Pyodide has it no more."""
    functions = [one for one in imports if one.kind == IS_FUNCTION]
    found = [n for n, one in enumerate(functions) if is_spare(one)]
    if not found:
        raise ValueError(f"Pyodide imports {SPARE.decode()} no more: name another import without parameters that is never called.")
    return found[0]


def shared_exports(sections: Sections, tables: int) -> Iterator[Named]:
    """What the rest takes from the first half beside functions: each under its kind and number, which are its name."""
    for kind, count in ((IS_TABLE, tables + 2), (IS_MEMORY, 1), (IS_GLOBAL, len(changing(sections))), (IS_TAG, read_number(sections[TAG], 0)[0])):
        first = sum(one.kind == kind for one in read_imports(sections[IMPORT]))
        yield from (Named((b"%s %d %d" % (SHARED, kind, n),), kind, number(first + n)) for n in range(count))


def changing(sections: Sections) -> list[bytes]:
    """The globals that may change, as an import names them. All of them come first, so that the others keep their numbers in the rest."""
    return [what for what, _ in read_globals(sections[GLOBAL]) if what[-1] == MUTABLE]


def read_globals(section: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each global's type and what it begins as: a number in all of Pyodide's."""
    count, at = read_number(section, 0)
    for _ in range(count):
        value = behind_type(section, at) + 1
        if section[value] != CONSTANT:
            raise ValueError("A global of the module does not begin as a number.")
        end = read_number(section, value + 1)[1] + 1
        yield section[at:value], section[value:end]
        at = end


def rest_of(main: Sections, imports: list[Named], room: list[bytes], elements: list[bytes], code: bytes) -> Sections:
    """The sections of the second half: all that the first one numbers, imported from there, and no memory or data of its own."""
    what = {IS_TABLE: [*read_tables(main[TABLE])], IS_MEMORY: [main[MEMORY][1:]], IS_GLOBAL: changing(main), IS_TAG: read_tags(main[TAG])}
    shared = [Named((SHARED, b"%s %d %d" % (SHARED, kind, n)), kind, one) for kind, all_of in what.items() for n, one in enumerate(all_of)]
    constants = [kind + value for kind, value in read_globals(main[GLOBAL]) if kind[-1] != MUTABLE]
    taken = [Named((SHARED, b"fetch"), one.kind, one.what) if is_spare(one) else one for one in imports]
    return {
        TYPE: main[TYPE],
        IMPORT: vector(write_named(one) for one in [*taken, *shared]),
        FUNCTION: main[FUNCTION],
        GLOBAL: vector(constants),
        ELEMENT: vector(elements),
        CODE: code,
    }


def read_tables(section: bytes) -> Iterator[bytes]:
    """Each table's type, as an import names it."""
    count, at = read_number(section, 0)
    for _ in range(count):
        start, at = at, behind_type(section, at)
        limits = section[at]
        at = read_number(section, at + 1)[1]
        if limits & 1:
            at = read_number(section, at)[1]
        yield section[start:at]


def read_tags(section: bytes) -> list[bytes]:
    """Each exception's type, as an import names it."""
    count, at = read_number(section, 0)
    found = []
    for _ in range(count):
        end = read_number(section, at + 1)[1]
        found.append(section[at:end])
        at = end
    return found
