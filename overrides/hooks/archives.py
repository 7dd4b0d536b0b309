"""Files in memory, as a mapping from name to content, and the archives made of them: the same bytes for the same files."""

import hashlib
import io
import os
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

Files = dict[str, bytes]


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


def folder_files(folder: Path) -> Files:
    """All files below a folder, named from its parent, without caches."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in paths}


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
