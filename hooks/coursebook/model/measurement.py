"""Methods, limit values and factors: the numbers of monitoring."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from .record import Part, Record
from .substance import Cas
from .vocabulary import Identifier, PartialDate, Text, Trust

Medium = Literal[
    "废气",
    "环境空气",
    "废水",
    "地表水",
    "地下水",
    "海水",
    "饮用水",
    "生活污水",
    "工业废水",
    "土壤",
    "沉积物",
    "固体废物",
    "产品",
    "生物",
    "现场",
]
Decimal = str
"""A number as the source prints it: 0.10 is not 0.1. Ranges are written 6—9."""


class DetectionLimit(Part):
    analyte: Text
    value: Text
    unit: Text
    note: str = ""


class Method(Record):
    """How something is measured; number, title and dates stand in the instrument."""

    id: Identifier
    instrument: Identifier
    measures: Text
    substances: tuple[Identifier, ...] = ()
    media: tuple[Medium, ...] = Field(min_length=1)
    technique: Text
    stage: Literal["sampling", "screening", "analysis", "specification"]
    limits_of_detection: tuple[DetectionLimit, ...] = ()
    use: Text
    trust: Trust
    evidence: tuple[Text, ...] = ()
    checked: datetime.date


class Limit(Record):
    """A limit value at its place in a standard, with unit and condition."""

    id: Identifier
    instrument: Identifier
    at: Text
    subject: Text
    pollutant: Text
    substances: tuple[Identifier, ...] = ()
    medium: Medium
    value: Decimal
    relation: Literal["max", "min", "range"]
    unit: Text
    condition: str = ""
    since: PartialDate | None = None
    kind: Literal["emission", "quality", "identification", "waste", "drinking", "product"]
    note: str = ""
    trust: Trust
    evidence: tuple[Text, ...] = ()
    checked: datetime.date


class Factor(Record):
    """An emission factor of the UNEP Toolkit, by source group and class.

    ``None`` means that the Toolkit gives no factor, or that none was seen; never zero.
    """

    id: Identifier
    source_group: Text
    source_class: Text = Field(alias="class")
    description: Text
    air: float | None = Field(None, ge=0)
    residue: float | None = Field(None, ge=0)
    unit: Text
    trust: Trust
    evidence: tuple[Text, ...] = ()
    checked: datetime.date


class TefScheme(Record):
    """One edition of the toxic equivalency factors."""

    id: Identifier
    title: Text
    year: int
    note: str = ""
    caution: str = ""
    """What has to stand beside every figure under this edition."""
    trust: Trust
    evidence: tuple[Text, ...] = ()


class Congener(Record):
    """A dioxin, furan or dioxin-like PCB with its factor in each edition that lists it."""

    id: Identifier
    name: Text
    chinese: Text
    cas: Cas
    group: Literal["pcdd", "pcdf", "non-ortho-pcb", "mono-ortho-pcb"]
    tef: dict[Identifier, float]
    unverified: tuple[Identifier, ...] = ()
    """Editions whose factor here has not been verified."""
    example: str | None = Field(None, pattern=r"^\d+(\.\d+)?$")
    """Its concentration in the worked example, in ng/m³; invented for teaching."""
