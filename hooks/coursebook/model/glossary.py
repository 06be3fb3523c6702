"""The words of the course: preferred terms with forbidden variants, spellings of units."""

from __future__ import annotations

from .record import Record
from .vocabulary import Identifier, Text, Title, Trust


class Term(Record):
    """A term in its preferred form; ``forbidden`` variants are errors in text."""

    id: Identifier
    term: Title
    abbreviation: str | None = None
    english: Text
    forbidden: tuple[Text, ...] = ()
    definition: Text
    source: str | None = None
    """Citations ``[@id 条款]`` or words."""
    pinyin: str | None = None
    """Only where a character with several readings is read wrongly by the library."""
    see: tuple[Identifier, ...] = ()
    trust: Trust


class Unit(Record):
    """The one spelling of a unit; the others are errors in text."""

    unit: Text
    forbidden: tuple[Text, ...] = ()
    note: str = ""
