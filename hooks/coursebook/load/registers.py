"""The registers under ``curriculum/``: law, substances, monitoring, words, the client's clauses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.glossary import Term, Unit
from ..model.instrument import Instrument
from ..model.law import Article, Correspondence, Extent, Penalty
from ..model.measurement import Congener, Factor, Limit, Method, TefScheme
from ..model.requirement import Requirement
from ..model.substance import Batch, Substance, SubstanceList
from .files import Files


def read_registers(files: Files) -> dict[str, Any]:
    """Return the registers as fields of a curriculum.

    ``instruments/`` and ``substances.yml`` must be there; the others are registers that a
    small curriculum can do without, and then empty.
    """
    folder = files.root / "curriculum"
    substances = files.data(folder / "substances.yml", {"batches": "批次", "substances": "物质"})
    found: dict[str, Any] = {
        "instruments": _instruments(files, folder / "instruments"),
        "articles": _articles(files, folder / "articles"),
        "batches": files.records_in(substances, Batch, "batches"),
        "substances": files.records_in(substances, Substance, "substances"),
    }
    for register in _REGISTERS:
        found |= _register(files, folder / register.file, register)
    return found


@dataclass(frozen=True, slots=True)
class _Register:
    """A file with its keys: what each holds, and the field of the curriculum it fills."""

    file: str
    keys: tuple[tuple[str, type[Any], str], ...]


_REGISTERS = (
    _Register("extents.yml", (("extents", Extent, "extents"),)),
    _Register("concordance.yml", (("rows", Correspondence, "correspondences"),)),
    _Register("penalties.yml", (("penalties", Penalty, "penalties"),)),
    _Register("lists.yml", (("lists", SubstanceList, "lists"),)),
    _Register("methods.yml", (("methods", Method, "methods"),)),
    _Register("limits.yml", (("limits", Limit, "limits"),)),
    _Register("factors.yml", (("factors", Factor, "factors"),)),
    _Register(
        "tef.yml",
        (("schemes", TefScheme, "tef_schemes"), ("congeners", Congener, "congeners")),
    ),
    _Register("glossary.yml", (("terms", Term, "terms"), ("units", Unit, "units"))),
    _Register("requirements.yml", (("requirements", Requirement, "requirements"),)),
)


def _register(files: Files, path: Path, register: _Register) -> dict[str, tuple[Any, ...]]:
    if not path.exists():
        return {field: () for _, _, field in register.keys}
    data = files.data(path, {key: key for key, _, _ in register.keys})
    return {field: files.records_in(data, cls, key) for key, cls, field in register.keys}


def _instruments(files: Files, folder: Path) -> tuple[Instrument, ...]:
    return tuple(
        instrument
        for path in files.files(folder, ".yml")
        for instrument in files.list(Instrument, path)
    )


def _articles(files: Files, folder: Path) -> tuple[Article, ...]:
    """Read ``articles/<instrument>.yml``: the file's name says whose articles they are."""
    return tuple(
        article.of(path.stem)
        for path in files.files(folder, ".yml")
        for article in files.list(Article, path)
    )
