"""The archive that a browser starts from: what it holds, that it is the same each time, and that it answers as CPython does."""

import hashlib
import io
import json
import marshal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
sys.path.insert(0, str(ROOT / "overrides/hooks"))
import archives  # noqa: E402
import runtime  # noqa: E402
import trimming  # noqa: E402

from tests.conftest import case_names, request_for  # noqa: E402
from tests.runtime.conftest import SITE  # noqa: E402

SMALL_ENGINE = {
    "guide_engine/__init__.py": b"",
    "guide_engine/api.py": b'import jinja2\n\n\ndef run(request: str) -> str:\n    """Echo."""\n    return str(jinja2.utils.url_quote(request))\n',
}


def node(script: str, *arguments: object) -> subprocess.CompletedProcess:
    """Run one of the scripts beside this file, from the project's root."""
    command = [runtime.node(), str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def opened(built: dict, archive: str) -> list[zipfile.ZipFile]:
    """One of the site's archives, and the one in it that holds the modules."""
    outer = zipfile.ZipFile(SITE / built["files"][archive]["path"])
    return [outer, zipfile.ZipFile(io.BytesIO(outer.read(archives.MODULES)))]


def test_manifest_tells_the_truth(built):
    """Each file of the manifest is there, with the size and the checksum that it states."""
    for sent in built["files"].values():
        data = (SITE / sent["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (sent["bytes"], sent["sha256"])


def test_only_what_is_needed_is_sent(built):
    """Beside the manifest, nothing lies in the engine's folder that no page fetches."""
    there = {path.relative_to(SITE).as_posix() for path in (SITE / "engine").rglob("*") if path.is_file()}
    assert there == {sent["path"] for sent in built["files"].values()} | {"engine/manifest.json"}


def test_nothing_is_left_to_load(built):
    """The lock file that is given inline names no package, so there is nothing that Pyodide could fetch."""
    assert built["lock"]["packages"] == {}


@pytest.mark.parametrize("archive", ["python", "calendar"])
def test_archives_hold_bytecode_only(built, archive):
    """No source, no compiled extension, no date: bytecode that Pyodide accepts without looking for its source."""
    entries = [(one, entry) for one in opened(built, archive) for entry in one.infolist()]
    assert {entry.date_time for _, entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not [entry.filename for _, entry in entries if entry.filename.endswith((".py", ".so"))]
    starts = {one.read(entry)[:8] for one, entry in entries if entry.filename.endswith(".pyc")}
    assert starts == {bytes.fromhex("2b0e0d0a01000000")}, "Python 3.14's magic number, then: hash-based, unchecked"


@pytest.mark.parametrize("archive", ["python", "calendar"])
def test_archives_name_no_machine(built, archive):
    """Nothing tells on which machine, in which folder, the archive was made."""
    data = (SITE / built["files"][archive]["path"]).read_bytes()
    for trace in (str(ROOT), str(Path.home()) + "/", "/site-packages/jinja2", "/job/"):
        assert trace.encode() not in data


def test_markupsafe_is_the_pure_one(built):
    """Escaping works without a compiled extension, which would need dynamic loading and forbid snapshots."""
    assert "markupsafe/_native.pyc" in opened(built, "python")[1].namelist()


def test_first_plan_fits_the_budget(built):
    """Pyodide's own files are fixed; ours, the archive, stays below 3 MB before compression."""
    assert built["files"]["python"]["bytes"] < 3_000_000


@pytest.mark.parametrize(("archive", "place"), [("python", "/lib/python314.zip"), ("calendar", "/lib/calendar.zip")])
def test_the_list_of_an_archive_is_what_python_would_find(built, archive, place):
    """The list that Python reads in one piece tells of each module where its bytes begin and how many they are."""
    outer, inner = opened(built, archive)
    data = (SITE / built["files"][archive]["path"]).read_bytes()
    listed = marshal.loads(outer.read(archives.LIST))
    assert listed.keys() == set(inner.namelist())
    for name, (path, packed, size, whole, begin, *_, checksum) in listed.items():
        start = begin + 30 + len(name)
        assert (path, data[begin : begin + 4], data[start - len(name) : start]) == (f"{place}/{name}", b"PK\3\4", name.encode())
        assert (packed, size, data[start : start + size], checksum) == (0, whole, inner.read(name), inner.getinfo(name).CRC)


def test_another_python_stops_the_build():
    """Where a piece of Python's text that we change is not there once, the build says which, and what to look at."""
    with pytest.raises(ValueError, match=r"dataclasses.py: .* should stand there once. See CHANGED"):
        trimming.adapted("dataclasses.py", b"import another")


def test_a_template_that_the_build_did_not_compile_is_named(built):
    """Jinja2's compiler is not sent: a template that is not there in compiled form ends in a sentence that says so."""
    done = node("compile_in_pyodide.mjs", SITE)
    assert "The build has not compiled this template" in done.stdout, done.stderr
    assert "{{ a }}" in done.stdout


def test_the_engine_is_imported_without_detours(built):
    """Each module of the engine is read once, no method of a dataclass and no regular expression is compiled from text, and what a plan does not use is not read."""
    done = node("import_in_pyodide.mjs", SITE)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert "guide_engine.case" in found["read"]
    assert len(found["read"]) == len(set(found["read"]))
    assert (found["compiled"], found["patterns"]) == ([], [])
    assert set(found["unread"]) == {"annotationlib", "difflib", "hashlib", "inspect", "random", "traceback"}


def test_two_builds_give_the_same_bytes(tmp_path):
    """A build from nothing gives the very bytes that a build from the cache gives."""
    fresh = tmp_path / "root"
    for name in ("node_modules", "requirements-pyodide.lock", ".cache/wheels"):
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).symlink_to(ROOT / name)
    runtime.build_runtime(tmp_path / "kept", ROOT, SMALL_ENGINE)
    runtime.build_runtime(tmp_path / "fresh", fresh, SMALL_ENGINE)
    contents = [{p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()} for out in (tmp_path / "kept", tmp_path / "fresh")]
    assert contents[0] == contents[1]


def test_an_engine_that_fails_stops_the_build(tmp_path):
    """A module that cannot be imported in Pyodide is found when the site is built, not by a reader."""
    broken = SMALL_ENGINE | {"guide_engine/api.py": b"import no_such_module\n"}
    with pytest.raises(subprocess.CalledProcessError):
        runtime.build_runtime(tmp_path, ROOT, broken)
    assert not (tmp_path / "engine").exists()


def requests() -> list[str]:
    """The build's own requests, and one for each approved case."""
    script = 'import { REQUESTS } from "./overrides/hooks/engine_cases.mjs"; process.stdout.write(JSON.stringify(REQUESTS.flat()))'
    command = [runtime.node(), "--input-type=module", "--eval", script]
    built_in = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout)
    forms = ("json", "html", "text", "sheet", "ics", "timeline")
    return built_in + [json.dumps(request_for(name, *forms)) for name in case_names()]


def test_pyodide_and_cpython_give_the_same_bytes(built, tmp_path):
    """Whatever is asked, the archive answers byte for byte what CPython answers on the machine that builds the site."""
    from guide_engine.api import run

    asked = requests()
    (tmp_path / "asked.json").write_text(json.dumps(asked), "utf-8")
    done = node("cases_in_pyodide.mjs", SITE, tmp_path / "asked.json", tmp_path / "answers.json")
    assert done.returncode == 0, done.stderr
    for request, answer in zip(asked, json.loads((tmp_path / "answers.json").read_text("utf-8")), strict=True):
        assert answer == run(request), request[:200]


def test_engine_tests_pass_inside_the_archive(built):
    """The engine's own tests pass in the finished archive, with the rest of the standard library closed to the engine; and the archive holds nothing
    else: what a run of all of them never loads is on the list of what goes wrong seldom."""
    packages = Path(pytest.__file__).parents[1]
    done = node("suite_in_pyodide.mjs", SITE, packages, "-q", "tests/engine")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    unused = set(done.stdout.rpartition("never loaded:")[2].split())
    assert unused <= set(trimming.ALWAYS)
