"""Pyodide's WebAssembly in two halves: what each holds, that they say together what the whole says, and what stops the build."""

import glue
import halves
import pinned
import pytest
from wasm import (
    CODE,
    ELEMENT,
    EXPORT,
    FUNCTION,
    GLOBAL,
    IMPORT,
    TYPE,
    number,
    read_bodies,
    read_exports,
    read_number,
    read_sections,
    signed,
    write_sections,
)

from tests.conftest import ROOT
from tests.runtime.conftest import SITE

NPM = pinned.npm(ROOT)


@pytest.fixture(scope="module")
def module() -> bytes:
    """Pyodide's WebAssembly as it comes."""
    return (NPM / pinned.WASM).read_bytes()


@pytest.mark.parametrize("value", [0, 1, 63, 64, 127, 128, 8191, 8192, 16384, 2**31 - 1])
def test_numbers_are_written_as_they_are_read(value):
    """A number reads as what was written, and one that is written as signed has no bit where its sign would be."""
    assert read_number(number(value), 0) == (value, len(number(value)))
    assert read_number(signed(value), 0)[0] == value
    assert not signed(value)[-1] & 0x40


def test_sections_are_written_as_they_came(module):
    """A module that is read and written again is the same to the byte."""
    assert write_sections(*read_sections(module)) == module


def test_each_function_has_its_body_in_one_half(module):
    """Of three functions that ran, the first half holds the bodies and the rest a way there; of all others it is the other way round."""
    ran = {10, 2000, 16000}
    whole = read_bodies(read_sections(module)[1][CODE])
    first, rest = (read_bodies(read_sections(half)[1][CODE]) for half in halves.cut(module, ran, {"memory"}))
    assert len(whole) == len(first) == len(rest)
    assert {n for n, body in enumerate(whole) if body == first[n]} >= ran
    assert all((body == first[n], body == rest[n]) in ({(True, False)} if n in ran else {(False, True)}) for n, body in enumerate(whole))


def test_only_what_is_asked_for_is_exported(module):
    """Beside what the halves share, the first half exports the names that it was told, and no other."""
    first, _ = halves.cut(module, {0}, {"memory", "malloc"})
    names = {one.name[0].decode() for one in read_exports(read_sections(first)[1][EXPORT])}
    assert {name for name in names if not name.startswith("halves ")} == {"memory", "malloc"}


def test_the_rest_has_no_memory_and_no_data_of_its_own(built):
    """All that the rest works on belongs to the first half."""
    _, sections = read_sections((SITE / built["files"]["rest"]["path"]).read_bytes())
    assert sections.keys() == {TYPE, IMPORT, FUNCTION, GLOBAL, ELEMENT, CODE}


def test_an_import_that_is_gone_stops_the_build(module):
    """Were the import gone whose place the fetching takes, the build says which one to look for."""
    custom, sections = read_sections(module)
    without = write_sections(custom, sections | {IMPORT: sections[IMPORT].replace(b"emscripten_debugger", b"emscripten_debuggee")})
    with pytest.raises(ValueError, match="name another import"):
        halves.cut(without, {0}, {"memory"})


def test_what_is_no_module_stops_the_build():
    """A file that is no WebAssembly is refused."""
    with pytest.raises(ValueError, match="no WebAssembly module"):
        read_sections(b"<!doctype html>")


def test_the_script_keeps_the_names_that_it_uses():
    """Pyodide's script loses a third, and every name that it or the loader still says is one that it still declares."""
    script, loader = ((NPM / name).read_text("utf-8") for name in (pinned.GLUE, pinned.LOADER))
    made, asked = glue.lean(script, loader)
    assert len(made) < 0.65 * len(script)
    assert {"memory", "__main_argc_argv", "run_main_promising", "malloc"} <= asked
    dropped = set(glue.WORD.findall(script)) - set(glue.WORD.findall(made))
    assert len(dropped) > 4000
    assert not dropped & set(glue.WORD.findall(loader))


def test_another_script_stops_the_build():
    """Were Pyodide's script built in another way, the build would say where to look."""
    with pytest.raises(ValueError, match="assignWasmExports"):
        glue.lean("function other(){}", "")
    with pytest.raises(ValueError, match="no single function"):
        glue.at_once("function one(){} export default one; function two(){}")


def test_the_script_is_read_once():
    """The one function that the script is stands in brackets: a browser reads such a function when it comes, not once more when it is called."""
    assert glue.at_once("async function _m(a={}){return a}export default _m;") == "export default (async function _m(a={}){return a});\n"


def test_the_module_gets_only_what_is_taken_from_it():
    """What nobody takes from the module, by a dot or by a name in quotes, is not put into it; what the planner itself takes stays."""
    script = 'Module["one"]=one;Module["two"]=two;Module["three"]=three;Module["growMemory"]=growMemory;x(API.one,"two")'
    assert glue.unshared(script, "") == 'Module["one"]=one;Module["two"]=two;Module["growMemory"]=growMemory;x(API.one,"two")'


def test_two_thirds_of_the_code_are_not_fetched_for_a_plan(built):
    """What a plan fetches of Python's code is less than a third of it."""
    whole = len(read_sections((NPM / pinned.WASM).read_bytes())[1][CODE])
    first = len(read_sections((SITE / built["files"]["wasm"]["path"]).read_bytes())[1][CODE])
    assert first < whole / 3
