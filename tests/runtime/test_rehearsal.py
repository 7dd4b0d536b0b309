"""The rehearsal of a start: what is put into Pyodide's WebAssembly for it, and that it does nothing but have functions compiled."""

import json
import subprocess

import pinned
import pytest
from rehearsal import rehearsed, with_way_out
from wasm import (
    CODE,
    EXPORT,
    FUNCTION,
    GLOBAL,
    IMPORT,
    MEMORY,
    TYPE,
    number,
    read_bodies,
    read_exports,
    read_number,
    read_sections,
    read_signatures,
    sized,
    vector,
    write_sections,
)

from tests.runtime.conftest import SITE

# Enters every function of both orders in an instance that has nothing around it, and tells whether its memory is as it was.
REHEARSE = """
import { readFileSync } from "node:fs";
const module = new WebAssembly.Module(readFileSync(process.argv[1]));
const found = {};
for (const act of WebAssembly.Module.exports(module).map(({ name }) => name).filter((name) => name.startsWith("rehearse "))) {
  const imports = {};
  let asked = 0;
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = kind === "function" ? () => ++asked && 0 : new WebAssembly.Global({ value: "i32", mutable: true }, 0);
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  const before = Buffer.from(exports.memory.buffer).toString("latin1");
  exports[act]();
  found[act] = [asked, Buffer.from(exports.memory.buffer).toString("latin1") === before];
}
console.log(JSON.stringify(found));
"""


def small(bodies: list[bytes]) -> bytes:
    """A module with functions from an i32 and an f64 to an i64."""
    return write_sections((), {
        TYPE: vector([bytes([0x60, 2, 0x7F, 0x7C, 1, 0x7E])]),
        IMPORT: vector([]),
        FUNCTION: vector([number(0)] * len(bodies)),
        MEMORY: vector([b"\0\1"]),
        GLOBAL: vector([]),
        EXPORT: vector([]),
        CODE: vector(map(sized, bodies)),
    })


def test_a_function_of_the_order_gets_a_way_out_and_no_other_changes():
    """Behind its locals, a function that is rehearsed returns a nought of its type while there is a rehearsal; the others keep every byte."""
    body, other = b"\1\1\x7f\x42\7\x0b", b"\0\x42\5\x0b"
    _, sections = read_sections(rehearsed(small([body, other]), {"act": [0]}))
    bodies = read_bodies(sections[CODE])
    assert bodies[:2] == [b"\1\1\x7f" + b"\x23\0\x04\x40\x42\0\x0f\x0b" + b"\x42\7\x0b", other]


def test_an_order_is_an_export_that_calls_each_with_noughts():
    """The export says that there is a rehearsal, and calls each function of the order with noughts for its parameters, dropping what it gives."""
    _, sections = read_sections(rehearsed(small([b"\0\x42\5\x0b"] * 3), {"act": [2, 0]}))
    assert [one.name for one in read_exports(sections[EXPORT])] == [(b"act",)]
    noughts = b"\x41\0\x44" + bytes(8)
    assert read_bodies(sections[CODE])[3] == b"\0\x41\1\x24\0" + noughts + b"\x10\2\x1a" + noughts + b"\x10\0\x1a\x0b"
    assert read_number(sections[GLOBAL], 0)[0] == 1


def test_what_is_no_number_is_left_out():
    """A function that takes a reference has no nought to be called with: it stays as it is, and is called by nobody."""
    custom, sections = read_sections(small([b"\0\x0b"]))
    module = write_sections(custom, sections | {TYPE: vector([bytes([0x60, 1, 0x6F, 0])])})
    _, made = read_sections(rehearsed(module, {"act": [0]}))
    assert read_bodies(made[CODE]) == [b"\0\x0b", b"\0\x41\1\x24\0\x0b"]


def test_signatures_are_read_with_references_to_types():
    """What a type takes and gives is read as the first byte of each value, also where a reference names a type of the module's own."""
    assert read_signatures(vector([bytes([0x60, 2, 0x64, 3, 0x7F, 1, 0x7C]), bytes([0x60, 0, 0])])) == [(b"\x64\x7f", b"\x7c"), (b"", b"")]
    with pytest.raises(ValueError, match="none of a function"):
        read_signatures(vector([bytes([0x5E, 0])]))


def test_a_way_out_gives_nothing_where_nothing_is_expected():
    """A function without a result returns without one."""
    assert with_way_out(b"\0\x0b", 300, (b"", b"")) == b"\0\x23\xac\2\x04\x40\x0f\x0b\x0b"


def test_a_rehearsal_of_the_real_start_does_nothing(built):
    """Both orders run to their end, each in an instance without Python around it: nothing outside is called, and the memory is as it was."""
    made = subprocess.run([pinned.node(), "--input-type=module", "-e", REHEARSE, str(SITE / built["files"]["wasm"]["path"])], capture_output=True, text=True, check=True)
    found = json.loads(made.stdout)
    assert found == {"rehearse a fresh start": [0, True], "rehearse a restored one": [0, True]}


def test_what_a_start_calls_is_rehearsed(built):
    """The orders hold most of what lies in the first half, each function once, and the restored start far fewer than a fresh one."""
    _, sections = read_sections((SITE / built["files"]["wasm"]["path"]).read_bytes())
    bodies = read_bodies(sections[CODE])
    ways = sum(b"\x04\x40" in body[:24] and b"\x0f\x0b" in body[:40] for body in bodies[:-2])
    assert ways > 2000
    fresh, restored = sorted(map(len, bodies[-2:]), reverse=True)
    assert restored < 0.75 * fresh
