"""Drawings kept from one build to the next, by content.

A drawing depends on its SMILES, on RDKit and on our own drawing code; their hash names its
file. So nothing ever has to be invalidated, and a substance that has not changed costs one
small file: RDKit is then not even imported.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path

from ..source import structure as drawing
from ..source.structure import Draw, Structure, structure_of


def structure_store(root: Path) -> StructureStore:
    """Return the store of the project at ``root``."""
    return StructureStore(root / ".cache" / "structures")


class StructureStore:
    """Draws through a folder: what is there is read, what is not is drawn and kept."""

    def __init__(self, folder: Path, draw: Draw = structure_of) -> None:
        self.folder = folder
        self._draw = draw
        code = Path(drawing.__file__).read_bytes()
        self._made_by = [version("rdkit"), hashlib.sha256(code).hexdigest()]

    def __call__(self, smiles: str) -> Structure:
        """Return the structure of ``smiles``.

        Raises:
            ValueError: it cannot be read; nothing is kept then.
        """
        path = self.folder / f"{self._name(smiles)}.json"
        stored = _read(path)
        if stored is not None and stored.smiles == smiles:
            return stored
        structure = self._draw(smiles)
        _write(path, structure)
        return structure

    def _name(self, smiles: str) -> str:
        content = json.dumps([smiles, *self._made_by])
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def _read(path: Path) -> Structure | None:
    """Return what is stored, or ``None`` for a file that is absent, cut short or not ours."""
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    kinds = {"smiles": str, "formula": str, "mass": float, "svg": str}
    if not isinstance(stored, dict) or set(stored) != set(kinds):
        return None
    if not all(isinstance(stored[name], kind) for name, kind in kinds.items()):
        return None
    return Structure(**stored)


def _write(path: Path, structure: Structure) -> None:
    """Write in one step, so that another build never reads half a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(dataclasses.asdict(structure)), encoding="utf-8")
        beside.replace(path)
    except OSError:
        # A folder that cannot be written costs time at the next build, nothing else.
        return
