"""A module's practice questions → the self-test at the chapter's end: one function per type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...markup.inline_text import inline_elements, plain_text
from ...model.question import (
    TYPE_LABELS,
    Case,
    Fill,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Question,
    Short,
    Single,
    TrueFalse,
)
from .emit import emit_inline
from .expression import array, call, content, string
from .selection import QuestionSelection
from .table import text_width
from .walk import Scope

LINE = 40.0
"""Ems of a question's line, less its number."""

GAP_NOTE = "题号全书统一，未列出的题不在本版范围内。"


@dataclass(frozen=True, slots=True)
class Setting:
    """What every question's function needs to know."""

    scope: Scope
    instructor: bool

    def text(self, text: str) -> str:
        """Return the expression of a text with the inline marks that data may have."""
        tree = inline_elements(text)
        blanks = tree.findall(".//span[@data-blank]")
        if len(blanks) == 1:
            blanks[0].set("data-blank", "")  # one alone needs no number
        return emit_inline(tree, self.scope)

    def paragraphs(self, text: str) -> list[str]:
        return [self.text(line) for line in text.split("\n") if line.strip()]


def letter(position: int) -> str:
    """Return the letter printed for the option at ``position``, from 0: A, B, C …"""
    return chr(ord("A") + position)


def self_test(selection: QuestionSelection, setting: Setting) -> str:
    """Return the self-test of a module, or an empty text where it has no question to print."""
    if not selection.numbered:
        return ""
    return call(
        "q.self-test",
        string(setting.scope.module),
        *(question(number, each, setting) for number, each in selection.numbered),
        note=None if selection.complete else string(GAP_NOTE),
    )


def question(number: int, question: Question, setting: Setting) -> str:
    """Return one question under its number, with room for the answer."""
    kind = TYPE_LABELS[question.type]
    if setting.instructor and question.level:
        kind += f" · {question.level.label} · 难度{question.difficulty}"
    return call(
        "q.question",
        string(question.id),
        string(str(number)),
        string(kind),
        array(_stem(question, setting)),
        *_room(question, setting),
        breakable="true" if isinstance(question, Case) else None,
    )


def _stem(question: Any, setting: Setting) -> list[str]:
    paragraphs = setting.paragraphs(question.stem)
    if isinstance(question, TrueFalse):
        paragraphs[-1] = content([paragraphs[-1], call("q.judgement")])
    return paragraphs


def _room(question: Any, setting: Setting) -> list[str]:
    return ROOM[type(question)](question, setting)


def _options(question: Single | Multiple, setting: Setting) -> list[str]:
    items = (
        array([string(letter(position)), setting.text(option.text)])
        for position, option in enumerate(question.options)
    )
    return [call("q.options", str(_columns(question.options)), *items)]


def _columns(options: Sequence[Option]) -> int:
    """Return how many options stand side by side: 4, 2 or 1."""
    widest = max(text_width(plain_text(option.text)) for option in options) + 2.5
    for columns in (4, 2):
        if len(options) % columns == 0 and widest <= LINE / columns:
            return columns
    return 1


def _nothing(question: TrueFalse | Fill, setting: Setting) -> list[str]:
    """The place for the answer is in the stem."""
    return []


def _number(question: Numeric, setting: Setting) -> list[str]:
    unit = question.answer.unit
    return [call("q.answer-line", string("答："), unit=setting.text(unit) if unit else None)]


def _matching(question: Match, setting: Setting) -> list[str]:
    left = (
        array([string(str(position)), setting.text(item.text)])
        for position, item in enumerate(question.left, 1)
    )
    right = (
        array([string(letter(position)), setting.text(item.text)])
        for position, item in enumerate(question.right)
    )
    return [
        call("q.matching", array(left), array(right)),
        call("q.pairs", str(len(question.left))),
    ]


def _ordering(question: Order, setting: Setting) -> list[str]:
    items = (
        array([string(letter(position)), setting.text(item.text)])
        for position, item in enumerate(question.items)
    )
    return [call("q.options", "1", *items), call("q.answer-line", string("顺序："))]


def _lines(question: Short, setting: Setting) -> list[str]:
    return [call("q.writing-lines", str(min(8, 2 + len(question.rubric))))]


def _parts(question: Case, setting: Setting) -> list[str]:
    return [
        call(
            "q.part",
            string(str(number)),
            string(TYPE_LABELS[part.type]),
            array(_stem(part, setting)),
            *_room(part, setting),
        )
        for number, part in enumerate(question.parts, 1)
    ]


ROOM: Mapping[type, Callable[[Any, Setting], list[str]]] = {
    Single: _options,
    Multiple: _options,
    TrueFalse: _nothing,
    Fill: _nothing,
    Numeric: _number,
    Match: _matching,
    Order: _ordering,
    Short: _lines,
    Case: _parts,
}
