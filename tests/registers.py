"""Small registers of methods, limits, terms and clauses over the tiny curriculum."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "data" / "registers"


def add_registers(project: Path) -> Path:
    """Put the registers into a copy of the tiny curriculum; the TEF are the course's own."""
    target = project / "curriculum"
    for path in sorted(FOLDER.glob("*.yml")):
        if path.name != "substances.yml":
            shutil.copy(path, target)
    shutil.copy(ROOT / "curriculum" / "tef.yml", target)
    with (target / "substances.yml").open("a", encoding="utf-8") as file:
        file.write("\n" + (FOLDER / "substances.yml").read_text(encoding="utf-8"))
    return project
