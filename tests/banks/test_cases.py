"""Every folder of ``cases/``: a bank, and what the exporters make of it, byte for byte.

``pytest tests/banks --record`` writes the files anew; review them in the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coursebook.outputs.banks import EXPORTERS

FILES = {"gift": "out.gift", "moodle-xml": "out.xml"}


def test_case(case: Path, overlay: Callable[[Path], Any], request: pytest.FixtureRequest) -> None:
    source = overlay(case / "in.yml")
    exports = {
        name: exporter(source.curriculum, source.bank) for name, exporter in EXPORTERS.items()
    }
    found = {file: exports[name].data.decode() for name, file in FILES.items()}
    found["report.txt"] = "\n".join(export.report.text() for export in exports.values())
    for name, text in found.items():
        golden = case / name
        if request.config.getoption("--record", default=False):
            golden.write_text(text, encoding="utf-8", newline="\n")
        assert golden.exists(), f"{golden} is missing: run pytest with --record"
        assert text == golden.read_text(encoding="utf-8")
