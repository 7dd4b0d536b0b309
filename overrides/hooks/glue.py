"""Pyodide's script that surrounds its WebAssembly, without the names that only a library loaded later would ask for: a third of it."""

import re

# One statement for each name that the module exports, in one function, and one list that declares them all.
NAMED = re.compile(r"function assignWasmExports\(wasmExports\)\{(.*?)\}", re.DOTALL)
STATEMENT = re.compile(r'^((?:[\w$]+=|Module\["[\w$]+"\]=)+)wasmExports\["([\w$]+)"\]')
DECLARED = re.compile(r"var ([\w$]+(?:,[\w$]+){1000,})(?=[;=])")
# Something of the script's own that the module gets too: sixteen hundred of them, for libraries that are loaded later.
SHARED = re.compile(r'Module\["([\w$]+)"\]=[\w$]+;')
TAKEN = re.compile(r"\.([\w$]+)|[\"']([\w$]+)[\"']")
TAKEN_BY_US = {"growMemory"}
# All of it, with the name under which it is exported.
MAIN = re.compile(r"(?P<function>async function (?P<name>\w+)\(.*\})\s*export default (?P=name);", re.DOTALL)
WORD = re.compile(r"[\w$]+")
# What is asked of the module: by a name in quotes, some of which are put together with others first, or behind a dot.
ASKED = re.compile(r"[\"']([\w$]+)[\"']|wasmExports\.([\w$]+)")


def lean(glue: str, loader: str) -> tuple[str, set[str]]:
    """The script with the names that it or the loader uses, and all names that either may ask the module for. Raises ValueError where the script is built
    in another way than it was."""
    glue = unshared(glue, loader)
    named, declared = NAMED.search(glue), DECLARED.search(glue)
    if not named or not declared:
        raise ValueError("Pyodide's script names its exports in another way than it did: look for assignWasmExports in pyodide.asm.mjs.")
    statements = [statement for statement in named[1].split(";") if statement]
    elsewhere = glue.replace(named[0], "").replace(declared[0], "")
    used = {*WORD.findall(elsewhere), *WORD.findall(loader)}
    kept = [statement for statement in statements if used & names_in(statement)]
    dropped = {name for statement in statements if statement not in kept for name in names_in(statement)}
    assign = named[0].replace(named[1], ";".join(kept))
    declare = "var " + ",".join(name for name in declared[1].split(",") if name not in dropped)
    made = glue.replace(named[0], assign).replace(declared[0], declare)
    return at_once(made), {name for found in ASKED.findall(made + loader) for name in found if name}


def unshared(glue: str, loader: str) -> str:
    """The script without putting things into its module that nobody takes from there, by a dot or by a name in quotes."""
    rest = SHARED.sub("", glue) + loader
    taken = {*TAKEN_BY_US, *(name for found in TAKEN.findall(rest) for name in found if name)}
    return SHARED.sub(lambda found: found[0] if found[1] in taken else "", glue)


def at_once(glue: str) -> str:
    """The script, all of which is one function, with that function in brackets: browsers take it that it is called at once, and read it once instead
    of twice. Raises ValueError where the script is built in another way."""
    found = MAIN.fullmatch(glue.strip())
    if not found:
        raise ValueError("Pyodide's script is no single function any more: look for the export of pyodide.asm.mjs.")
    return f"export default ({found['function']});\n"


def names_in(statement: str) -> set[str]:
    """The names that a statement gives to an export."""
    found = STATEMENT.match(statement)
    if not found:
        raise ValueError(f"Pyodide's script names an export in a way that is not known: {statement[:80]}")
    return set(WORD.findall(found[1])) - {"Module"}
