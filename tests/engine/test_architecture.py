"""How the engine is built: one order of imports, no clock, no disk, no network, small functions and modules."""

import ast
import re
import sys

import pytest

import guide_engine
from tests.conftest import ROOT

FOLDER = ROOT / "guide_engine"
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "__main__"))
TREES = {path.stem: ast.parse(path.read_text("utf-8")) for path in FOLDER.glob("*.py")}
ORDER = re.search(r"Reading order: ([\w,\s]+)\.", guide_engine.__doc__ or "")[1].replace("\n", " ").split(", ")
ALLOWED = {"jinja2", "markupsafe"}
# Modules of the standard library with which a program leaves the page: none of them is imported.
CLOSED = {
    "asyncio", "ctypes", "ftplib", "glob", "http", "io", "locale", "multiprocessing", "os", "pathlib", "pickle", "platform", "random", "secrets", "shutil",
    "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "tempfile", "threading", "time", "urllib", "uuid", "webbrowser",
}  # fmt: skip
CLOCK = {"now", "today", "utcnow", "fromtimestamp", "localtime", "gmtime", "monotonic", "perf_counter", "getenv", "environ"}
LONGEST_FUNCTION, LONGEST_MODULE = 40, 200
# A table with a line for each fact that a message may use.
LONGER_FUNCTIONS = {"messages.context"}
# Longer modules, how long they may be, and why.
LONGER = {
    "case": (320, "every answer there is, one after the other: a list, not a program"),
    "conditions": (510, "one short function for each name that a page may use"),
    "standing": (295, "one noun with all that follows from it"),
    "plan": (245, "the one thing that the project does"),
    "content": (260, "every key of a page, read and checked"),
    "messages": (225, "every fact that a message may use"),
    "api": (250, "four requests and what they answer"),
}


def imported(tree):
    """Every module that a tree imports, wherever it stands in it: (module, names)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", tuple(alias.name for alias in node.names)


def own(tree):
    """The engine's own modules that a tree imports."""
    for module, names in imported(tree):
        if module == "guide_engine":
            yield from names
        elif module.startswith("guide_engine."):
            yield module.split(".")[1]


def functions(tree):
    """Every function of a tree."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_the_reading_order_names_every_module():
    """The package's docstring names each module once, in the order in which to read them."""
    assert sorted(ORDER) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name):
    """Each module imports only from those before it in the reading order."""
    before = ORDER[: ORDER.index(name)]
    assert [other for other in own(TREES[name]) if other not in before] == []


@pytest.mark.parametrize("name", MODULES)
def test_only_the_standard_library_and_jinja2(name):
    """The engine imports the standard library and Jinja2; ``icalendar`` only in calendar.py, when a file is asked for; nothing that leaves the page."""
    roots = {module.split(".")[0] for module, _ in imported(TREES[name])} - {"guide_engine"}
    if name == "calendar":
        in_functions = {module.split(".")[0] for function in functions(TREES[name]) for module, _ in imported(function)}
        assert "icalendar" in in_functions
        roots -= {"icalendar"}
    assert roots - ALLOWED <= set(sys.stdlib_module_names)
    assert not roots & CLOSED


def test_the_calendar_library_is_imported_when_called():
    """At the top of calendar.py ``icalendar`` is imported for type checks only."""
    for node in TREES["calendar"].body:
        assert not (isinstance(node, ast.Import | ast.ImportFrom) and any(module.startswith("icalendar") for module, _ in imported(node)))


@pytest.mark.parametrize("name", MODULES)
def test_no_clock_no_disk(name):
    """Nothing asks what time it is, reads the surroundings, opens a file, or runs text as a program."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert not (node.attr in CLOCK and node.value.id in ("date", "datetime", "time", "Day", "os")), f"{name}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CLOCK, f"{name}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("open", "eval", "exec", "print", "input", "__import__"), f"{name}:{node.lineno}"


@pytest.mark.parametrize("name", [*MODULES, "__main__"])
def test_functions_are_short(name):
    """No function has more than 40 lines, but for one table."""
    long = [f"{name}.{function.name}" for function in functions(TREES[name]) if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION]
    assert set(long) <= LONGER_FUNCTIONS


@pytest.mark.parametrize("name", [*MODULES, "__main__"])
def test_modules_are_short(name):
    """No module has more than 200 lines, but for a named few."""
    length = len((FOLDER / f"{name}.py").read_text("utf-8").splitlines())
    assert length <= LONGER.get(name, (LONGEST_MODULE, ""))[0]


@pytest.mark.parametrize("name", [*MODULES, "__main__"])
def test_what_is_public_says_what_it_is(name):
    """Every module, class and function without an underscore has a docstring."""
    tree = TREES[name]
    silent = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)]
    assert ast.get_docstring(tree) and silent == []


@pytest.mark.parametrize("name", MODULES)
def test_nouns_are_frozen(name):
    """Every dataclass is frozen: what a function was given, nobody changes behind its back."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                if isinstance(called, ast.Name) and called.id == "dataclass":
                    assert isinstance(decorator, ast.Call) and any(word.arg == "frozen" for word in decorator.keywords), node.name


def test_nothing_in_the_engine_knows_the_site():
    """The engine imports neither tests nor hooks nor MkDocs."""
    found = {module.split(".")[0] for tree in TREES.values() for module, _ in imported(tree)}
    assert not found & {"tests", "overrides", "mkdocs", "material", "holidays", "js", "pyodide"}
