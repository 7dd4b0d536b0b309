"""Makes what a browser needs to run the engine: Pyodide's own files, one archive of bytecode, and one more for calendar files.

Two layers are kept in ``.cache/runtime``. The *library* is everything that might be needed (standard library, Jinja2, icalendar, and the
compiler itself), compiled once by Pyodide. The *engine* layer compiles only our own code and notes which modules it loads. The archives are
then put together from both, so that a change to the engine costs seconds.

Run as a script, ``python overrides/hooks/runtime.py FOLDER`` writes ``FOLDER/engine/``.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from archives import Files, digest, folder_files, package_files, read_zip, replace, write_listed_zip, write_zip
from pinned import ENGINE_LEVEL, LIBRARY_LEVEL, cut_pyodide, fixed_inputs, node, npm, progress
from trimming import ALWAYS, FIRST, SITE_PACKAGES, adapted, as_sent, is_wanted, replacements

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sent:
    """A file that a browser fetches: its address below the site's root, its size and its checksum."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a page must know to start the engine; ``folder`` changes with Pyodide, the archives' names with their content."""

    pyodide: str
    folder: str
    files: dict[str, Sent]
    lock: dict[str, object]

    def to_json(self) -> str:
        """As JSON, the same bytes for the same content."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def build_runtime(out_dir: Path, root: Path, engine_files: Mapping[str, bytes]) -> Manifest:
    """Write ``out_dir/engine`` and return what it holds. ``engine_files`` maps names such as guide_engine/api.py to their content."""
    library = read_zip(build_library(root))
    engine, boot, groups = build_engine(root, engine_files)
    main = as_sent(chosen(library, [*boot, *groups[0], *ALWAYS]), library) | engine
    calendar = {name: data for name, data in chosen(library, groups[-1]).items() if name not in main}
    archives = {
        "python": write_listed_zip(main, "/lib/python314.zip", FIRST),
        "calendar": write_listed_zip(calendar | time_zones(library), "/lib/calendar.zip"),
    }
    return write_all(out_dir, root, archives)


def engine_files(root: Path) -> Files:
    """What a page needs of the engine as it lies in the tree."""
    return {name: data for name, data in folder_files(root / "guide_engine").items() if is_wanted(name)}


def build_library(root: Path) -> Path:
    """Everything that might be needed, as bytecode in one archive; made again only when an input changes."""
    sources = read_zip(npm(root) / "python_stdlib.zip")
    for package in SITE_PACKAGES:
        sources |= package_files(package)
    wheels = download_tools(root)
    for wheel in wheels:
        sources |= {name: data for name, data in read_zip(wheel).items() if name.endswith(".py")}
    sources = {name: adapted(name, data) for name, data in sources.items() if is_wanted(name)}
    sources |= replacements()
    target = root / ".cache/runtime" / f"library-{digest(sources, fixed_inputs(root))}.zip"
    if not target.exists():
        progress(f"Compiling {len(sources)} files of Python's library inside Pyodide (once, about 15 seconds)")
        stdlib = npm(root) / "python_stdlib.zip"
        compiled, _ = run_job(root, stdlib, sources, tools=wheels)
        replace(target, write_zip(compiled))
    return target


def build_engine(root: Path, files: Mapping[str, bytes]) -> tuple[Files, list[str], list[list[str]]]:
    """Our own code as bytecode, the modules that Pyodide loads, and those that each group of requests loads."""
    library = build_library(root)
    kept = root / ".cache/runtime" / f"engine-{digest(files, library.name.encode(), fixed_inputs(root))}"
    if not kept.with_suffix(".json").exists():
        progress("Compiling the engine inside Pyodide and tracing what it loads (about 4 seconds)")
        compiled, found = run_job(root, library, files, trace=True)
        replace(kept.with_suffix(".zip"), write_zip(compiled))
        replace(kept.with_suffix(".json"), json.dumps(found, sort_keys=True).encode())
    found = json.loads(kept.with_suffix(".json").read_text("utf-8"))
    return read_zip(kept.with_suffix(".zip")), found["boot"], found["trace"]


def run_job(root: Path, stdlib: Path, sources: Mapping[str, bytes], tools: Iterable[Path] = (), trace: bool = False) -> tuple[Files, dict]:
    """Run compile.mjs on some sources: their bytecode, and what it reports."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "compile").mkdir()
        (folder / "compile/sources.zip").write_bytes(write_zip(sources))
        (folder / "traced.zip").write_bytes(write_zip(sources if trace else {}))
        tools = [shutil.copy(tool, folder) for tool in tools]
        job = {"pyodide": str(npm(root)), "stdlib": str(stdlib), "folder": name, "trace": trace, "optimize": ENGINE_LEVEL if trace else LIBRARY_LEVEL}
        job["tools"] = [Path(tool).name for tool in tools]
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        subprocess.run([node(), str(HERE / "compile.mjs"), str(folder / "job.json")], check=True)
        return read_zip(folder / "compile/sources.zip"), json.loads((folder / "result.json").read_text("utf-8"))


def chosen(library: Files, modules: Iterable[str]) -> Files:
    """The library's files of these modules and of the packages that they lie in."""
    names = {".".join(module.split(".")[:depth]) for module in modules for depth in range(1, module.count(".") + 2)}
    places = {name.replace(".", "/") + end for name in names for end in (".pyc", "/__init__.pyc")}
    return {name: library[name] for name in places & library.keys()}


def time_zones(library: Files) -> Files:
    """The time zone data that a calendar file may need."""
    return {name: data for name, data in library.items() if name.startswith("tzdata/")}


def write_all(out_dir: Path, root: Path, archives: Mapping[str, bytes]) -> Manifest:
    """Write Pyodide's files, the archives and the manifest; nothing of an earlier build stays."""
    contents = cut_pyodide(root, archives)
    folder = f"engine/{digest(contents)}"
    contents |= {f"{name}-{digest({name: data})}.zip": data for name, data in archives.items()}
    shutil.rmtree(out_dir / "engine", ignore_errors=True)
    (out_dir / folder).mkdir(parents=True)
    sent = {}
    for key, (name, data) in zip(("loader", "glue", "wasm", "rest", *archives), contents.items(), strict=True):
        (out_dir / folder / name).write_bytes(data)
        sent[key] = Sent(f"{folder}/{name}", len(data), hashlib.sha256(data).hexdigest())
    version = json.loads((npm(root) / "package.json").read_text("utf-8"))["version"]
    made = Manifest(version, f"{folder}/", sent, lock(root, version))
    (out_dir / "engine/manifest.json").write_text(made.to_json(), "utf-8")
    return made


def lock(root: Path, version: str) -> dict[str, object]:
    """Pyodide's own lock file without its packages: given inline, nothing has to be fetched for it."""
    whole = json.loads((npm(root) / "pyodide-lock.json").read_text("utf-8"))
    return {"info": whole["info"] | {"version": version}, "packages": {}}


def download_tools(root: Path) -> list[Path]:
    """The archives of pyodide-build and what it imports, downloaded once and checked against the lock file."""
    wanted = root / "requirements-pyodide.lock"
    folder = root / ".cache/wheels" / digest({"": wanted.read_bytes()})
    if not folder.exists():
        progress("Downloading pyodide-build")
        # Asked for as Python 3.14, which is where it runs; an older host would otherwise be given an old release.
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
        with tempfile.TemporaryDirectory() as fresh:
            subprocess.run([*command, "--python-version=3.14", f"--requirement={wanted}", f"--dest={fresh}"], check=True)
            shutil.copytree(fresh, folder)
    return sorted(folder.glob("*.whl"))


if __name__ == "__main__":
    here = HERE.parents[1]
    print(build_runtime(Path(sys.argv[1]), here, engine_files(here)).to_json(), end="")
