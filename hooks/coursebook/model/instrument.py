"""A law, rule, list, standard or treaty text that the course cites."""

from __future__ import annotations

import datetime

from pydantic import Field

from .record import Record
from .vocabulary import Identifier, InstrumentKind, PartialDate, Text, Trust


class Instrument(Record):
    """One entry of ``curriculum/instruments/*.yml``.

    Dates are kept as far as they are known. An instrument without a known effective date
    counts from its date of issue; without either, its standing is open.
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
    effective: PartialDate | None = None
    ended: PartialDate | None = None
    replaced_by: Identifier | None = None
    article_count: int | None = Field(None, ge=1)
    trust: Trust
    status_note: str | None = None
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
        if self.ended and day >= _last_day(self.ended):
            return "ended"
        start = self.effective or self.issued
        if start is None:
            return "open"
        return "in_force" if day >= start else "future"


STANDINGS = {
    "in_force": "现行",
    "ended": "已废止",
    "future": "未施行",
    "draft": "草案",
    "open": "效力待核",
}


def _last_day(date: str) -> str:
    return date + {4: "-12-31", 7: "-31"}.get(len(date), "")
