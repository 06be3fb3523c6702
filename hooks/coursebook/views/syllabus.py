"""Reading paths and coverage: which module matters to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.course import Hours, OutlineEntry
from ..model.curriculum import Curriculum
from ..model.module import Module
from ..model.vocabulary import Attention


@dataclass(frozen=True, slots=True)
class Slot:
    """A module's place in the syllabus, written or planned."""

    number: int
    entry: OutlineEntry
    module: Module | None

    @property
    def tier(self) -> Mapping[str, Attention]:
        return self.module.tier if self.module else self.entry.tier or {}

    @property
    def topic(self) -> tuple[str, ...]:
        return self.module.topic if self.module else self.entry.topic

    @property
    def hours(self) -> Hours:
        hours = self.module.hours if self.module else self.entry.hours
        return hours or Hours(theory=0, practice=0)


def slots(curriculum: Curriculum) -> tuple[Slot, ...]:
    """Return every module of the outline with its number."""
    return tuple(
        Slot(curriculum.numbers[entry.id], entry, curriculum.module.get(entry.id))
        for entry in curriculum.entries
    )


def path_of(curriculum: Curriculum, tier: str) -> tuple[Slot, ...]:
    """Return the modules that are core or aware for a tier, in order."""
    return tuple(
        slot
        for slot in slots(curriculum)
        if slot.tier.get(tier, Attention.OPTIONAL) is not Attention.OPTIONAL
    )


def class_hours(hours: float) -> str:
    """Return hours as people write them: 1.5, 2."""
    return f"{hours:g}"
