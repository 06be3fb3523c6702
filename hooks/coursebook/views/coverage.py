"""How far the curriculum itself covers a clause of the client's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.curriculum import Curriculum
from ..model.requirement import Requirement
from ..model.vocabulary import Attention
from .syllabus import Slot, slots


@dataclass(frozen=True, slots=True)
class Covered:
    """Modules on which a clause rests, and what those already written bring."""

    slots: tuple[Slot, ...]
    hours: float
    """Class hours of the written ones."""
    objectives: int
    questions: int
    """Practice questions of the written ones; of a tier's, those meant for it."""

    @property
    def written(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.module)

    @property
    def planned(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not slot.module)


def covered(curriculum: Curriculum, requirement: Requirement) -> Covered:
    """Return the modules named by a clause, and those that are core for its content points."""
    return _covered(
        curriculum,
        (
            slot
            for slot in slots(curriculum)
            if slot.entry.id in requirement.modules
            or (set(slot.topic) & set(requirement.topics) and Attention.CORE in slot.tier.values())
        ),
    )


def covered_topic(curriculum: Curriculum, topic: str, tier: str, attention: Attention) -> Covered:
    """Return the modules that treat a content point with that weight for a tier."""
    return _covered(
        curriculum,
        (
            slot
            for slot in slots(curriculum)
            if topic in slot.topic and slot.tier.get(tier) is attention
        ),
        tier,
    )


def _covered(curriculum: Curriculum, found: Iterable[Slot], tier: str | None = None) -> Covered:
    chosen = tuple(found)
    written = [slot.module for slot in chosen if slot.module]
    banks = [bank for module in written if (bank := curriculum.practice.get(module.id))]
    return Covered(
        chosen,
        sum(module.hours.total for module in written),
        sum(len(module.objectives) for module in written),
        sum(
            tier is None or not question.tier or tier in question.tier
            for bank in banks
            for question in bank.questions
            if question.status not in ("draft", "retired")
        ),
    )
