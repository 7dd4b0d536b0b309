"""A rehearsal of what starts: browsers compile a function of WebAssembly when it is first called, which is a third of Python's start.

Each function that the start is known to call can be entered and left at once. A second worker, with a memory of its own, does so for all of them
in the order in which they will be needed (compiling.mjs), while the first still reads Pyodide's script; what one worker has compiled, both have.
"""

from collections.abc import Iterable, Mapping

from wasm import (
    CALL,
    CODE,
    CONSTANT,
    DROP,
    END,
    EXPORT,
    FUNCTION,
    GET_GLOBAL,
    GLOBAL,
    I32,
    IF,
    IMPORT,
    IS_FUNCTION,
    MUTABLE,
    NO_RESULT,
    RETURN,
    SET_GLOBAL,
    TYPE,
    Named,
    Signature,
    behind_locals,
    count_globals,
    number,
    read_bodies,
    read_functions,
    read_imports,
    read_number,
    read_sections,
    read_signatures,
    sized,
    vector,
    with_more,
    write_named,
    write_sections,
)

# Nought in each type of number: i32, i64, f32, f64. What takes or gives anything else is not rehearsed.
NOUGHT = {0x7F: b"\x41\0", 0x7E: b"\x42\0", 0x7D: b"\x43" + bytes(4), 0x7C: b"\x44" + bytes(8)}


def rehearsed(module: bytes, orders: Mapping[str, Iterable[int]]) -> bytes:
    """The module with an export for each order of functions (their numbers, imports not counted) that enters them one after the other. Once it has
    run, that instance of the module is good for nothing else."""
    custom, sections = read_sections(module)
    bodies, types = read_bodies(sections[CODE]), read_functions(sections[FUNCTION])
    signatures = read_signatures(sections[TYPE])
    imported = sum(one.kind == IS_FUNCTION for one in read_imports(sections[IMPORT]))
    rehearsing, of_type = count_globals(sections), read_number(sections[TYPE], 0)[0]
    known = {n: signatures[types[n]] for order in orders.values() for n in order if set(b"".join(signatures[types[n]])) <= NOUGHT.keys()}
    for n, signature in known.items():
        bodies[n] = with_way_out(bodies[n], rehearsing, signature)
    begins = b"\0" + bytes([CONSTANT, 1, SET_GLOBAL]) + number(rehearsing)
    acts = [begins + b"".join(entering(imported + n, known[n]) for n in order if n in known) + bytes([END]) for order in orders.values()]
    exports = [Named((name.encode(),), IS_FUNCTION, number(imported + len(bodies) + at)) for at, name in enumerate(orders)]
    return write_sections(custom, sections | {
        TYPE: with_more(sections[TYPE], [bytes([0x60, 0, 0])]),
        FUNCTION: with_more(sections[FUNCTION], [number(of_type)] * len(acts)),
        GLOBAL: with_more(sections[GLOBAL], [bytes([I32, MUTABLE, CONSTANT, 0, END])]),
        EXPORT: with_more(sections[EXPORT], map(write_named, exports)),
        CODE: vector(map(sized, [*bodies, *acts])),
    })


def with_way_out(body: bytes, rehearsing: int, signature: Signature) -> bytes:
    """A body that returns at once while there is a rehearsal."""
    way = bytes([GET_GLOBAL]) + number(rehearsing) + bytes([IF, NO_RESULT]) + noughts(signature[1]) + bytes([RETURN, END])
    at = behind_locals(body)
    return body[:at] + way + body[at:]


def entering(function: int, signature: Signature) -> bytes:
    """A call, with noughts for its parameters; what it gives is dropped."""
    return noughts(signature[0]) + bytes([CALL]) + number(function) + bytes([DROP]) * len(signature[1])


def noughts(types: bytes) -> bytes:
    """A nought of each of these types."""
    return b"".join(NOUGHT[one] for one in types)
