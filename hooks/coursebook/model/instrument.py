"""A law, rule, list, standard or treaty text that the course cites."""

from __future__ import annotations

import datetime

from pydantic import Field

from .record import Record
from .vocabulary import Identifier, InstrumentKind, PartialDate, Text, Trust, last_day


class Instrument(Record):
    """One entry of ``curriculum/instruments/*.yml``.

    Dates are kept as far as they are known. Policies, notices and the like apply from their
    date of issue when no other is known; of a law, a rule or a standard the date of issue says
    nothing about when it takes effect: without an effective date its standing is open.
    """

    id: Identifier
    kind: InstrumentKind
    title: Text
    short: Text
    abbreviation: Text | None = None
    """What practitioners call it; used inside brackets, where the full short title is too long."""
    number: str | None = None
    issuer: str | None = None
    issued: PartialDate | None = None
    amended: PartialDate | None = None
    """Date of the amendment that made this version, where its effective date is older."""
    effective: PartialDate | None = None
    ended: PartialDate | None = None
    replaced_by: Identifier | None = None
    article_count: int | None = Field(None, ge=1)
    trust: Trust
    status_note: str | None = None
    topics: tuple[str, ...] = ()
    """Content points (``topics.yml``) for which it matters."""
    summary: str | None = None
    """What it governs, for whom, and what an officer needs it for; in our own words."""
    review_by: datetime.date | None = None
    """When its standing has to be looked at again."""
    evidence: tuple[str, ...] = ()
    checked: datetime.date

    def standing(self, as_of: datetime.date) -> str:
        """Return ``in_force``, ``ended``, ``future``, ``draft`` or ``open`` on a day.

        A partial date is read generously for the start (first day) and for the end, so
        that an instrument is called ended only when it surely is.
        """
        if self.kind is InstrumentKind.DRAFT:
            return "draft"
        day = as_of.isoformat()
        if self.ended and day >= last_day(self.ended):
            return "ended"
        start = self.effective or (None if self.kind in _DATED else self.issued)
        if start is None:
            return "open"
        return "in_force" if day >= start else "future"


_DATED = frozenset(
    {InstrumentKind.LAW, InstrumentKind.REGULATION, InstrumentKind.RULE, InstrumentKind.STANDARD}
)
"""Kinds whose texts name the day on which they take effect."""

STANDINGS = {
    "in_force": "现行",
    "ended": "已废止",
    "future": "未施行",
    "draft": "草案",
    "open": "施行日期待核",
}
