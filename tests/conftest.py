"""Shared by all tests: the tiny curriculum, case files found by folder, recording of goldens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "data" / "tiny"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record", action="store_true", help="write what the program says into the golden files"
    )


def copy_tiny(target: Path) -> Path:
    """Copy the tiny curriculum to ``target``; its hooks are the repository's own."""
    shutil.copytree(TINY, target)
    config = target / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("../../../hooks", (ROOT / "hooks").as_posix()),
        encoding="utf-8",
    )
    return target


def build(root: Path, *, pdf: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the real ``mkdocs build --strict`` on a project."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    environment.pop("COURSEBOOK_PDF", None)
    if pdf:
        environment["COURSEBOOK_PDF"] = "1"
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny curriculum that a test may spoil."""
    return copy_tiny(tmp_path / "tiny")
