"""The client's clauses as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .record import Record
from .vocabulary import ModuleId, Text

PROOFS = {"data": "看教材和题库", "evidence": "看证明材料", "both": "看数据和证明材料"}


class Requirement(Record):
    """A clause of the terms of reference, how it is met and how that can be seen.

    ``text`` is what the client asks, in our own words; ``threshold`` what we count as doing
    so, which is the client's own figure only where ``ours`` is not set.
    """

    id: str = Field(pattern=r"^TOR(-\d+)(\.\d+)*$")
    clause: Text
    """Section of the terms of reference: 三.2."""
    kind: Text
    text: Text
    threshold: str = ""
    ours: bool = False
    """The threshold is the authors' reading, not a figure of the client's."""
    checked_by: str = ""
    met_by: str = ""
    """What meets it, and where it is seen."""
    topics: tuple[str, ...] = ()
    """Content points (``topics.yml``) whose coverage decides it."""
    modules: tuple[ModuleId, ...] = ()
    """Modules of the outline on which it rests, as paths."""
    proof: Literal["data", "evidence", "both"]
    """Whether the build can judge it, or somebody must hand in evidence."""
