"""Substances: those of the Stockholm Convention with their batches, and China's own lists."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from .record import Part, Record
from .vocabulary import Annex, Identifier, PartialDate, Text, Title, Trust, last_day

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


def _cas(number: str) -> str:
    if not CAS.fullmatch(number):
        raise ValueError(f"CAS 号“{number}”写法不对 —— 写成 118-74-1 的形式，放进引号")
    return number


Cas = Annotated[str, AfterValidator(_cas)]


class Batch(Record):
    """A meeting's listings: dates are written once and shared by its substances."""

    id: Identifier
    meeting: Title
    adopted: PartialDate | None = None
    notified: PartialDate | None = None
    in_force: PartialDate | None = None
    china_ratified: str | None = None
    china_in_force: PartialDate | None = None
    note: str | None = None
    trust: Trust
    evidence: tuple[Text, ...] = ()


class Listing(Part):
    """How the Convention lists a substance."""

    annex: tuple[Annex, ...] = Field(min_length=1)
    batch: Identifier
    decision: Text
    note: str | None = None


class Member(Part):
    """A congener, isomer, salt or precursor that the listing names."""

    name: Text
    english: str | None = None
    cas: tuple[Cas, ...] = ()
    smiles: str | None = None


class Exemption(Part):
    """A specific exemption or acceptable purpose, of the Convention or for China.

    ``ended`` is what the text says of it; a rule compares it with ``until`` and the day on
    which the law is judged, so that no expired exemption is printed as valid.
    """

    scope: Literal["convention", "china"]
    text: Text
    until: PartialDate | None = None
    ended: bool = False
    trust: Trust

    def expired(self, as_of: datetime.date) -> bool:
        """Say whether its last day is past; of a date known in part, the last it can be."""
        return self.until is not None and last_day(self.until) < as_of.isoformat()


class ChinaStatus(Part):
    """What China's own lists and notices already require, apart from the Convention."""

    text: Text
    since: PartialDate | None = None
    trust: Trust


class Property(Part):
    """A measured property with its source; ``value`` as the source prints it."""

    name: Text
    value: Text
    unit: str = ""
    source: Text
    trust: Trust


class LowPopContent(Part):
    """Below this content a waste need not be treated as POPs waste under that system."""

    system: Literal["basel", "eu"]
    value: Text
    unit: Text
    note: str = ""
    trust: Trust


class Category(StrEnum):
    PESTICIDE = "pesticide"
    INDUSTRIAL = "industrial"
    UNINTENTIONAL = "unintentional"
    PHARMACEUTICAL = "pharmaceutical"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "pesticide": "农药",
            "industrial": "工业化学品",
            "unintentional": "无意产生",
            "pharmaceutical": "药物",
            "other": "其他化学物质",
        }[self.value]


class Substance(Record):
    """A substance or group: listed, under review, or only on China's own lists.

    A group counts as one where the Convention counts so. ``smiles``, with ``formula``
    (Hill order) and ``mass`` (g/mol), only where one structure stands for the entry. It is
    listed by the Convention, a candidate for that, or neither; never both.
    """

    id: Identifier
    name: Text
    english: Text
    abbreviation: str | None = None
    aliases: tuple[Text, ...] = ()
    """Other names that texts use for it (氯仿, 二噁英), to find where it is treated."""
    cas: tuple[Cas, ...] = ()
    members: tuple[Member, ...] = ()
    smiles: str | None = None
    formula: str | None = None
    mass: float | None = Field(None, gt=0)
    category: Category
    category_note: str | None = None
    listing: Listing | None = None
    candidate: str | None = None
    exemptions: tuple[Exemption, ...] = ()
    china: ChinaStatus
    uses: str | None = None
    where: str | None = None
    methods: tuple[Identifier, ...] = ()
    properties: tuple[Property, ...] = ()
    low_pop_content: tuple[LowPopContent, ...] = ()
    alternatives: str | None = None
    trust: Trust
    evidence: tuple[Text, ...] = ()
    checked: datetime.date

    @model_validator(mode="after")
    def _one_standing(self) -> Substance:
        if self.listing is not None and self.candidate is not None:
            raise ValueError(
                "listing（已列入）和 candidate（审查中）只能有一个 —— 列入以后删去 candidate"
            )
        return self

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every CAS number of the entry, those of its members included."""
        return (*self.cas, *(cas for member in self.members for cas in member.cas))


def structure_key(substance: Substance, member: int | None = None) -> str:
    """Return the key in ``Curriculum.structures``: ``hcb``; ``pfos.1`` for its first member.

    It is also the drawing's file name. Ids have no point, so that no two keys are equal.
    """
    return substance.id if member is None else f"{substance.id}.{member + 1}"


class ListEntry(Part):
    """A line of a list, pointing to the substances that it means."""

    number: Text
    name: Text
    substances: tuple[Identifier, ...] = ()
    measures: str = ""
    trust: Trust


class SubstanceList(Record):
    """A list of China's own: 重点管控新污染物清单, 优先控制化学品名录 and the like."""

    id: Identifier
    instrument: Identifier
    title: Title
    entries: tuple[ListEntry, ...] = Field(min_length=1)
    trust: Trust
    evidence: tuple[Text, ...] = ()
    checked: datetime.date
