"""Shared by all tests: the tiny curriculum, case files found by folder, recording of goldens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "data" / "tiny"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record", action="store_true", help="write what the program says into the golden files"
    )


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny curriculum that a test may spoil."""
    target = tmp_path / "tiny"
    shutil.copytree(TINY, target)
    config = target / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("../../../hooks", (ROOT / "hooks").as_posix()),
        encoding="utf-8",
    )
    return target
