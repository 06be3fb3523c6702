"""The client's clauses as data."""

from __future__ import annotations

from typing import Literal

from .record import Record
from .vocabulary import Text


class Requirement(Record):
    """A clause of the terms of reference, how it is met and how that can be seen."""

    id: Text
    clause: Text
    kind: Text
    text: Text
    threshold: str = ""
    checked_by: str = ""
    met_by: str = ""
    """What meets it, and where it is seen."""
    modules: tuple[str, ...] = ()
    """Modules of the outline on which it rests, as paths."""
    proof: Literal["data", "evidence", "both"]
    """Whether the build can judge it, or somebody must hand in evidence."""
