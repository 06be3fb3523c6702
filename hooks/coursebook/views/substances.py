"""What follows from a substance's entry and its neighbours in other registers."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.curriculum import Curriculum
from ..model.substance import (
    Batch,
    Exemption,
    ListEntry,
    Member,
    Substance,
    SubstanceList,
    structure_key,
)
from ..model.vocabulary import last_day
from ..source.structure import Structure
from .dates import chinese_date

ANNEXES = {"A": "消除", "B": "限制", "C": "无意产生"}


def batch_of(curriculum: Curriculum, substance: Substance) -> Batch | None:
    """Return the meeting that listed it; ``None`` also when the register lacks that meeting."""
    return curriculum.batch.get(substance.listing.batch) if substance.listing else None


def annexes(substance: Substance) -> str:
    """Return the annexes in words: A、C."""
    return "、".join(substance.listing.annex) if substance.listing else ""


@dataclass(frozen=True, slots=True)
class Depicted:
    """The structure that stands for an entry: its own, or that of a typical member."""

    key: str
    structure: Structure
    member: Member | None = None


def depicted(curriculum: Curriculum, substance: Substance) -> Depicted | None:
    """Return what to draw for a substance; of a group, the first member with a structure."""
    own = curriculum.structures.get(structure_key(substance))
    if own is not None:
        return Depicted(structure_key(substance), own)
    for number, member in enumerate(substance.members):
        key = structure_key(substance, number)
        if (structure := curriculum.structures.get(key)) is not None:
            return Depicted(key, structure, member)
    return None


Entries = Mapping[str, tuple[tuple[SubstanceList, ListEntry], ...]]


def list_entries(curriculum: Curriculum) -> Entries:
    """Return the lines of China's lists by the substances that they mean."""
    found: dict[str, list[tuple[SubstanceList, ListEntry]]] = defaultdict(list)
    for each in curriculum.lists:
        for entry in each.entries:
            for id in entry.substances:
                found[id].append((each, entry))
    return {id: tuple(lines) for id, lines in found.items()}


def line_of(each: SubstanceList, entry: ListEntry) -> str:
    """Return a line of a list as texts refer to it: …名录（第一批）PC015, …清单第十项."""
    coded = entry.number[0].isascii() and entry.number[0].isalpha()
    return each.title + (entry.number if coded else f"第{entry.number}项")


CHINA_STATUS = {
    "in-force": "对我国生效",
    "not-seen": "未见生效",
    "domestic": "国内清单",
}


def china_status(curriculum: Curriculum, substance: Substance, entries: Entries) -> tuple[str, ...]:
    """Return how a substance stands in China, as keys of :data:`CHINA_STATUS`.

    The listing may bind China or not, and China's own lists may name it besides: two
    questions, so up to two answers.
    """

    def answers() -> Iterator[str]:
        if substance.listing:
            batch = batch_of(curriculum, substance)
            since = batch.china_in_force if batch else None
            today = curriculum.course.as_of.isoformat()
            yield "in-force" if since and last_day(since) <= today else "not-seen"
        if substance.id in entries:
            yield "domestic"

    return tuple(answers())


def has_ended(exemption: Exemption, as_of: datetime.date) -> bool:
    """Say whether an exemption is over, by its date or because its text says so."""
    return exemption.ended or exemption.expired(as_of)


def term(exemption: Exemption, as_of: datetime.date) -> str:
    """Return until when an exemption lasts, or that it is over; empty without a date."""
    until = chinese_date(exemption.until) if exemption.until else ""
    if has_ended(exemption, as_of):
        return f"已到期：{until}" if until else "已到期"
    return f"到{until}" if until else ""


def exemptions(curriculum: Curriculum, substance: Substance, scope: str) -> str:
    """Return the exemptions of one ledger in a line, each with its term."""
    as_of = curriculum.course.as_of
    lines = []
    for each in substance.exemptions:
        if each.scope == scope:
            when = term(each, as_of)
            lines.append(each.text.rstrip("。；") + (f"（{when}）" if when else ""))
    return "；".join(lines)
