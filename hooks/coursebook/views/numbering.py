"""Numbers of figures, tables and boxes: by chapter, the same in every edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.curriculum import Curriculum
from ..model.module import Module

KINDS = {
    "figure": "图",
    "table": "表",
    "data-table": "表",
    "example": "例",
    "checklist": "检查表",
    "form": "表单",
    "exercise": "练习",
    "case": "案例",
}
"""Boxes that are numbered, and the word before the number; two of a word share a count."""


@dataclass(frozen=True, slots=True)
class Label:
    """The number of one numbered thing: ``word`` 图, ``number`` 3-2."""

    kind: str
    word: str
    number: str
    title: str

    def __str__(self) -> str:
        return f"{self.word}{self.number}"


@dataclass(frozen=True, slots=True)
class ModuleLabels:
    """Labels of one module, by id, and by the line where the box begins."""

    by_id: Mapping[str, Label]
    by_line: Mapping[int, Label]


def module_labels(curriculum: Curriculum, module: Module) -> ModuleLabels:
    """Number the boxes of ``module`` in the order of the text."""
    chapter = curriculum.numbers.get(module.id, 0)
    counts: dict[str, int] = {}
    by_id: dict[str, Label] = {}
    by_line: dict[int, Label] = {}
    for box in module.body.boxes:
        word = KINDS.get(box.name)
        if word is None:
            continue
        counts[word] = counts.get(word, 0) + 1
        label = Label(box.name, word, f"{chapter}-{counts[word]}", box.argument)
        by_line[box.place.line] = label
        if name := box.options.get("id"):
            by_id[name] = label
    return ModuleLabels(by_id, by_line)


def all_labels(curriculum: Curriculum) -> dict[str, ModuleLabels]:
    """Labels of every written module, by module id."""
    return {module.id: module_labels(curriculum, module) for module in curriculum.modules}
