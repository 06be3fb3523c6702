"""A bank as a flat list of things to answer: questions, and the parts of cases with the case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.question import (
    TYPE_LABELS,
    Bank,
    Case,
    Fill,
    Match,
    Multiple,
    Order,
    Question,
    Single,
)
from ...model.vocabulary import Cognition

STATUSES = {"draft": "草稿", "review": "待审", "approved": "已审定", "retired": "停用"}

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Not allowed in XML 1.0 (section 2.2), nor kept by spreadsheets and text importers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the tags that hold for it; a part takes those of its case."""

    question: Question
    case: Case | None = None

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def kind(self) -> str:
        label = TYPE_LABELS[self.question.type]
        return f"案例题小题，{label}" if self.case else label

    @property
    def head(self) -> Question:
        """The question that carries the tags."""
        return self.case or self.question

    @property
    def sources(self) -> tuple[str, ...]:
        return self.question.sources or self.head.sources

    @property
    def objective(self) -> str | None:
        return self.head.objective

    @property
    def tier(self) -> tuple[str, ...]:
        return self.head.tier

    @property
    def role(self) -> tuple[str, ...]:
        return self.question.role or self.head.role

    @property
    def level(self) -> Cognition | None:
        return self.head.level

    @property
    def difficulty(self) -> int | None:
        return self.question.difficulty or self.head.difficulty

    @property
    def blocked(self) -> str:
        """Why no platform may get this question, or nothing.

        Drafts and retired questions are for reviewers only; a control character (YAML's
        ``"\\x07"`` makes one) fits in no target's file format.
        """
        if self.head.status in ("draft", "retired"):
            return f"状态为{STATUSES[self.head.status]}，只列入审阅表"
        for text in self.question.texts:
            if bad := _UNWRITABLE.search(text):
                return f"含有不能导出的控制字符 U+{ord(bad.group()):04X}"
        return "" if _sound(self.question) else "答案与题干或选项不符，先按 Q003、Q008、Q009 改正"


def asked(bank: Bank) -> Iterator[Asked]:
    """Yield every question of ``bank``; a case first as its material, then its parts."""
    for question in bank.questions:
        yield Asked(question)
        if isinstance(question, Case):
            for part in question.parts:
                yield Asked(part, question)


def _sound(question: Question) -> bool:
    """Return whether the key fits the question, so that writing it cannot fail or lie.

    The rules report the same with a place; this holds for banks that nobody has judged.
    """
    match question:
        case Single():
            return question.answer in {option.id for option in question.options}
        case Multiple():
            known = {option.id for option in question.options}
            return len(known) == len(question.options) and set(question.answer) < known
        case Match():
            left, right = {i.id for i in question.left}, {i.id for i in question.right}
            return set(question.answer) == left and set(question.answer.values()) <= right
        case Order():
            return sorted(question.answer) == sorted(item.id for item in question.items)
        case Fill():
            wanted = tuple(range(1, len(question.answer) + 1))
            return question.blanks == wanted and all(
                any(text.strip() for text in accepted) for accepted in question.answer
            )
        case _:
            return True
