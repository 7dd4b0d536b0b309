"""The engine as it lies in the built site."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import ROOT

SITE = Path(os.environ.get("SITE", ROOT / "site"))


@pytest.fixture(scope="module")
def built() -> dict:
    """The manifest of the built site."""
    path = SITE / "engine/manifest.json"
    assert path.exists(), "no built site: run `make build` first"
    return json.loads(path.read_text("utf-8"))
