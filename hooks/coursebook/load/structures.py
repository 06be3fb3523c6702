"""Structures of the substances that have one; a SMILES that cannot be read is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model.substance import Substance, structure_key
from ..source.place import Place
from ..source.problem import Problem
from ..source.structure import Draw, Structure
from .files import Files


class _Written(NamedTuple):
    key: str
    smiles: str
    place: Place


def structures(files: Files, substances: tuple[Substance, ...], draw: Draw) -> dict[str, Structure]:
    """Return the structures of substances and members by their keys (:func:`structure_key`)."""
    found: dict[str, Structure] = {}
    for substance in substances:
        for key, smiles, place in _written(substance):
            try:
                found[key] = draw(smiles)
            except ValueError as error:
                said, _, mend = str(error).partition(" —— ")
                files.scanned.append(Problem(place, "F063", said, mend or "重新抄写"))
    return found


def _written(substance: Substance) -> Iterator[_Written]:
    if substance.smiles is not None:
        yield _Written(structure_key(substance), substance.smiles, substance.place("smiles"))
    for number, member in enumerate(substance.members):
        if member.smiles is not None:
            place = substance.place("members", number, "smiles")
            yield _Written(structure_key(substance, number), member.smiles, place)
