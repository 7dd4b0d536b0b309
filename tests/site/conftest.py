"""The built site, once for all tests of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.html import BuiltPage, read_site

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("docs", "overrides", "guide_engine", "mkdocs.yml", "node_modules/.package-lock.json")
MADE = ("data", "__pycache__")


def newest(paths: list[Path]) -> float:
    """When the newest of some files and folders was changed; what the build itself makes does not count."""
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))]
    return max((file.stat().st_mtime for file in files if file.is_file() and not set(file.parts) & set(MADE)), default=0.0)


def is_fresh(site: Path) -> bool:
    """Whether a built site is newer than all that it is made from."""
    index = site / "sitemap.xml"
    return index.exists() and index.stat().st_mtime > newest([ROOT / source for source in SOURCES])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site: ``site/`` when it is fresh, else a strict build into a folder of its own."""
    if is_fresh(ROOT / "site"):
        return ROOT / "site"
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    if built.returncode or "WARNING" in built.stderr:
        pytest.fail("The strict build fails:\n" + (built.stdout + built.stderr)[-1500:], pytrace=False)
    return folder


@pytest.fixture(scope="session")
def built(site: Path) -> dict[str, BuiltPage]:
    """The pages of the built site, by their paths."""
    return read_site(site)
