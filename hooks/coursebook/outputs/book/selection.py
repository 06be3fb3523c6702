"""What an edition prints: modules, and the elements of a module."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...model.course import OutlinePart
from ...model.curriculum import Curriculum
from ...model.edition import Edition
from ...model.module import Module
from ...model.question import Question
from ...model.vocabulary import Attention


@dataclass(frozen=True, slots=True)
class PartSelection:
    """A part of the book with the modules of it that an edition prints."""

    number: int
    part: OutlinePart
    modules: tuple[Module, ...]


@dataclass(frozen=True, slots=True)
class QuestionSelection:
    """The questions of a module that an edition prints, under the numbers they always have."""

    numbered: tuple[tuple[int, Question], ...]
    complete: bool
    """Whether none was left out, so that the numbers have no gap."""


def attention(module: Module, edition: Edition) -> Attention:
    """Return how far ``module`` matters to the readers of ``edition``; all to all without a tier."""
    if edition.tier is None:
        return Attention.CORE
    return module.tier.get(edition.tier, Attention.OPTIONAL)


def selected_parts(curriculum: Curriculum, edition: Edition) -> tuple[PartSelection, ...]:
    """Return the parts with at least one module to print, in the order of the outline."""
    parts = []
    for number, part in enumerate(curriculum.outline, 1):
        modules = tuple(
            curriculum.module[entry.id]
            for entry in part.modules
            if entry.id in curriculum.module
            and attention(curriculum.module[entry.id], edition) is not Attention.OPTIONAL
        )
        if modules:
            parts.append(PartSelection(number, part, modules))
    return tuple(parts)


def selected_questions(curriculum: Curriculum, edition: Edition, module: str) -> QuestionSelection:
    """Return the practice questions of a module for the edition's tier, retired ones left out."""
    bank = curriculum.practice.get(module)
    questions = bank.questions if bank else ()
    numbered = tuple(
        (number, question)
        for number, question in enumerate(questions, 1)
        if question.published
        and (edition.tier is None or not question.tier or edition.tier in question.tier)
    )
    return QuestionSelection(numbered, len(numbered) == len(questions))


def selected_tree(tree: Element, edition: Edition) -> Element:
    """Return a copy of ``tree`` without the boxes that are for other readers."""
    pruned = copy.deepcopy(tree)
    for parent in list(pruned.iter()):
        for child in list(parent):
            if not _is_for(child, edition):
                parent.remove(child)
    return pruned


def _is_for(element: Element, edition: Edition) -> bool:
    names = element.get("class", "").split()
    if "box-instructor" in names:
        return edition.instructor
    if "box-tier" in names and edition.tier is not None:
        return edition.tier in element.get("data-tier", "").split()
    return True


def targets(trees: Mapping[str, Element]) -> frozenset[str]:
    """Return everything in the pruned ``trees`` that a cross-reference can reach.

    A module is reached by its id, a thing in it by ``MODULE#ID``.
    """
    return frozenset(_targets(trees))


def _targets(trees: Mapping[str, Element]) -> Iterator[str]:
    for module, tree in trees.items():
        yield module
        for element in tree.iter():
            name = element.get("id")
            if name and not name.startswith(("fn:", "fnref")):
                yield f"{module}#{name}"
