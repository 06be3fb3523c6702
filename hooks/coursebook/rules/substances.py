"""S014: what the register of substances says of a structure follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.curriculum import Curriculum
from ..model.substance import Substance, structure_key
from .registry import Finding, rule

TOLERANCE = 0.02
"""In g/mol: tables of atomic weights differ in the last place they print."""


@rule(
    "S014",
    "分子式或分子量与结构不符",
    "对照 CAS 号查三者，改错的那个；分子式按希尔次序（C、H，其余按字母），分子量取平均值",
)
def structure_agrees(curriculum: Curriculum) -> Iterator[Finding]:
    """smiles、formula、mass 要么都写、要么都不写；分子式和分子量（g/mol，差不超过 0.02）要与由 smiles 算出的一致。"""
    for substance in curriculum.substances:
        yield from _complete(substance)
        structure = curriculum.structures.get(structure_key(substance))
        if structure is None:
            continue
        if substance.formula not in (None, structure.formula):
            yield Finding(
                substance.place("formula"),
                f"“{substance.name}”的分子式写的是 {substance.formula}，由 smiles 算出 {structure.formula}",
            )
        # The small addend keeps a difference of exactly 0.02 from failing in binary.
        if substance.mass and abs(substance.mass - structure.mass) > TOLERANCE + 1e-9:
            yield Finding(
                substance.place("mass"),
                f"“{substance.name}”的分子量写的是 {substance.mass:g}，由 smiles 算出 {structure.mass:.2f}",
            )


def _complete(substance: Substance) -> Iterator[Finding]:
    fields = {
        "smiles": substance.smiles,
        "formula": substance.formula,
        "mass": substance.mass,
    }
    written = [name for name, value in fields.items() if value is not None]
    missing = [name for name in fields if name not in written]
    if written and missing:
        yield Finding(
            substance.place(written[0]),
            f"“{substance.name}”写了 {'、'.join(written)}，没有写 {'、'.join(missing)}",
            "补上；没有单一结构的物质三个都不写",
        )
