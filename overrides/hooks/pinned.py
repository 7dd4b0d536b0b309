"""The pinned Pyodide: where it lies, how it is run, and its own files as a page gets them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import glue
import halves
from archives import Files, digest, replace
from rehearsal import rehearsed
from trimming import IN_BROWSERS

HERE = Path(__file__).parent
LOADER, GLUE, WASM, REST = "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "rest.wasm"
# The library goes without asserts and docstrings, a third less to send. The engine keeps its docstrings: a dataclass that has none works one
# out when it is imported, which costs more than the bytes.
LIBRARY_LEVEL, ENGINE_LEVEL = 2, 1


def cut_pyodide(root: Path, archives: Mapping[str, bytes]) -> Files:
    """Pyodide's own files: its loader as it is, its script without names that nobody uses, and its WebAssembly in two halves."""
    loader, script, module = ((npm(root) / name).read_bytes() for name in (LOADER, GLUE, WASM))
    lean, exported = glue.lean(script.decode(), loader.decode())
    found = functions_that_ran(root, module, archives)
    first, rest = halves.cut(module, frozenset(found["ran"]) | IN_BROWSERS, exported)
    return {LOADER: loader, GLUE: lean.encode(), WASM: rehearsed(first, found["orders"]), REST: rest}


def functions_that_ran(root: Path, module: bytes, archives: Mapping[str, bytes]) -> dict:
    """The numbers of the functions that the engine needs of Pyodide's WebAssembly, as a run under Node shows; and in which order a start with a first
    plan calls them."""
    kept = root / ".cache/runtime" / f"ran-{digest(archives, fixed_inputs(root))}.json"
    if not kept.exists():
        progress("Noting what of Pyodide the engine needs (about 5 seconds)")
        replace(kept, run_instrumented(root, module, archives))
    return json.loads(kept.read_text("utf-8"))


def run_instrumented(root: Path, module: bytes, archives: Mapping[str, bytes]) -> bytes:
    """Run ran.mjs with a Pyodide that tells which of its functions have run: their numbers, as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(npm(root), folder / "pyodide")
        (folder / "pyodide" / WASM).write_bytes(halves.instrumented(module))
        job = {"pyodide": str(folder / "pyodide"), "functions": halves.count_functions(module), "folder": name}
        for key, data in archives.items():
            (folder / f"{key}.zip").write_bytes(data)
            job[key] = str(folder / f"{key}.zip")
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        subprocess.run([node(), str(HERE / "ran.mjs"), str(folder / "job.json")], check=True)
        return (folder / "ran.json").read_bytes()


def fixed_inputs(root: Path) -> bytes:
    """What every layer depends on beside its sources: the exact Pyodide, how we compile and trace, the level of optimisation."""
    paths = [npm(root) / WASM, npm(root) / GLUE, *(HERE / name for name in ("compile.mjs", "ran.mjs", "engine_cases.mjs"))]
    return digest({path.name: path.read_bytes() for path in paths}).encode() + bytes([LIBRARY_LEVEL, ENGINE_LEVEL])


def npm(root: Path) -> Path:
    """The pinned Pyodide."""
    return root / "node_modules/pyodide"


def node() -> str:
    """Node, from the variable NODE, the search path, or beside this Python (where the PyPI wheel puts it)."""
    return os.environ.get("NODE") or shutil.which("node") or str(Path(sys.executable).parent / "node")


def progress(text: str) -> None:
    """A line for whoever waits for the build."""
    print(f"• {text}", file=sys.stderr, flush=True)
