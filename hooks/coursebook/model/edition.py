"""Printed editions of the book."""

from __future__ import annotations

from pydantic import Field

from .record import Record
from .vocabulary import Identifier, Title


class Edition(Record):
    """One entry of ``curriculum/editions.yml``.

    ``tier`` is the reader's tier: only its blocks and modules (core and aware) are printed;
    absent, everything is. ``instructor`` adds the teaching notes and the answer points, and
    keeps the file out of the public site.
    """

    id: Identifier
    title: Title
    tier: str | None = None
    instructor: bool = False
    file: str = Field(pattern=r"^[a-z0-9-]+\.pdf$")

    @property
    def public(self) -> bool:
        return not self.instructor
