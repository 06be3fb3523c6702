"""A rule set aside for one file, with a reason and an end."""

from __future__ import annotations

import datetime

from pydantic import Field

from .record import Record
from .vocabulary import Text


class Waiver(Record):
    """One entry of ``curriculum/waivers.yml``; it must fit a finding, or it is an error itself."""

    code: str = Field(pattern=r"^[A-Z]\d{3}$")
    path: Text
    contains: str = ""
    """Only findings whose message contains this text; empty for all of the file."""
    reason: Text
    until: datetime.date
