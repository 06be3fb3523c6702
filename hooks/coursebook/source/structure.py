"""Chemical structures: SMILES → drawing, formula and mass, by RDKit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Structure:
    """What follows from a SMILES."""

    smiles: str
    formula: str
    """In Hill order."""
    mass: float
    """Average molar mass in g/mol."""
    svg: str
