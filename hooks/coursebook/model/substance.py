"""Substances of the Stockholm Convention and the batches in which they were listed."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from .record import Part, Record
from .vocabulary import Annex, Identifier, PartialDate, Text, Title, Trust

CAS = re.compile(r"(?<![\d-])(\d{2,7})-(\d{2})-(\d)(?![\d-])")


def cas_check_digit(number: str) -> int:
    """Return the check digit that a CAS number without it must have.

    Counted from the right, each digit times its position, summed, modulo 10
    (Chemical Abstracts Service, registry number check digit).
    """
    digits = number.replace("-", "")
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits), 1)) % 10


def cas_is_valid(number: str) -> bool:
    """Say whether ``number`` has the form of a CAS number and the right check digit."""
    match = CAS.fullmatch(number)
    return bool(match) and cas_check_digit(number[:-2]) == int(number[-1])


class Batch(Record):
    """A meeting's listings: dates are written once and shared by its substances."""

    id: Identifier
    meeting: Title
    adopted: PartialDate | None = None
    in_force: PartialDate | None = None
    china_in_force: PartialDate | None = None
    trust: Trust


class ChinaStatus(Part):
    """What China's own lists and notices already require, apart from the Convention."""

    text: Text
    trust: Trust


class Substance(Record):
    """One of the listed substances (a group counts as one where the Convention counts so)."""

    id: Identifier
    name: Text
    english: Text
    abbreviation: str | None = None
    cas: tuple[str, ...] = ()
    annex: tuple[Annex, ...] = Field(min_length=1)
    batch: Identifier
    decision: Text
    category: str = Field(pattern=r"^(pesticide|industrial|unintentional)$")
    category_note: str | None = None
    exemptions: str | None = None
    china: ChinaStatus
    uses: str | None = None
    where: str | None = None

    @field_validator("cas")
    @classmethod
    def _form(cls, numbers: tuple[str, ...]) -> tuple[str, ...]:
        for number in numbers:
            if not CAS.fullmatch(number):
                raise ValueError(f"CAS 号“{number}”写法不对 —— 写成 118-74-1 的形式，放进引号")
        return numbers
