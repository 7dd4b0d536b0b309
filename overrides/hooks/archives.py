"""Files in memory, as a mapping from name to content, and the archives made of them: the same bytes for the same files."""

import hashlib
import io
import marshal
import os
import zipfile
from collections.abc import Collection, Mapping
from importlib.util import find_spec
from pathlib import Path

Files = dict[str, bytes]

MODULES, LIST = "modules.zip", "modules.zip.list"
# Of marshal's versions the last whose bytes depend on nothing but the value.
PLAIN = 2
# The first day that an archive can name, as it counts.
NO_TIME = (0, 33)


def read_zip(path: Path) -> Files:
    """All files of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """An archive with the same bytes for the same files. Stored, not deflated: hosts compress the whole better, and Python starts sooner."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def write_listed_zip(files: Mapping[str, bytes], place: str, first: Collection[str] = ()) -> bytes:
    """An archive for Python to import from, which lies at ``place`` there: a second archive in it holds the modules, beside the list that Python
    would make of it, entry by entry, at every start (stand_ins/library/sitecustomize.py). Only ``first`` can be imported without the list."""
    outer = {name: files[name] for name in first}
    inner = write_zip({name: data for name, data in files.items() if name not in outer})
    # The list comes behind the modules, so where they begin does not depend on it.
    begin = write_zip(outer | {MODULES: inner}).index(inner)
    with zipfile.ZipFile(io.BytesIO(inner)) as modules:
        entries = {entry.filename: listed(entry, begin, place) for entry in modules.infolist()}
    return write_zip(outer | {MODULES: inner, LIST: marshal.dumps(entries, PLAIN)})


def listed(entry: zipfile.ZipInfo, begin: int, place: str) -> tuple[str | int, ...]:
    """An entry as Python's zipimport keeps it: path, compression, two sizes, place in the file, time, date, checksum."""
    sizes = (entry.compress_size, entry.file_size)
    return (f"{place}/{entry.filename}", entry.compress_type, *sizes, begin + entry.header_offset, *NO_TIME, entry.CRC)


def folder_files(folder: Path) -> Files:
    """All files below a folder, named from its parent, without caches."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in paths}


def read_folder(folder: Path) -> Files:
    """The files below a folder, named from it."""
    return {name.removeprefix(f"{folder.name}/"): data for name, data in folder_files(folder).items()}


def package_files(name: str) -> Files:
    """The Python files and time zone data of an installed package or module; compiled extensions stay behind."""
    origin = Path(find_spec(name).origin)
    if origin.name != "__init__.py":
        return {origin.name: origin.read_bytes()}
    files = folder_files(origin.parent)
    return {path: data for path, data in files.items() if path.endswith(".py") or path.startswith("tzdata/zone")}


def digest(files: Mapping[str, bytes], *more: bytes) -> str:
    """A short name for exactly this content."""
    whole = hashlib.sha256(b"".join(more))
    for name in sorted(files):
        whole.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()[:16]


def replace(path: Path, data: bytes) -> None:
    """Write a file in one move, so that a build that was stopped leaves no half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)
