"""Moodle's embedded answers: a fill question whose blanks are fields within its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.question import Fill
from .inline import add_text, html
from .marking import decimal

if TYPE_CHECKING:
    from lxml.etree import _Element

GUARDED = "{}"
"""A brace of the author's must not begin a field; as ``&#123;`` it cannot."""

GUARDED_IN_ANSWER = '{}~#&\\"'
"""Signs that end or escape an answer (``ANSWER_ALTERNATIVE_ANSWER_REGEX`` in Moodle's
``question/type/multianswer/questiontype.php``). Moodle looks for them in the serialised HTML,
passes over ``&#`` (and over any such sign after ``&amp;``), and decodes the references of an
answer afterwards."""


def cloze(question: Fill) -> tuple[_Element, float, tuple[str, ...]]:
    """Return the stem with ``{1:SHORTANSWER:=…~=…}`` for each blank, its marks, and losses.

    A field's weight is a whole number, and Moodle takes their sum for the question's
    marks: marks that do not divide among the blanks are a loss.
    """
    blanks = len(question.answer)
    share = (question.marks or blanks) / blanks
    losses: tuple[str, ...] = ()
    weight = int(share)
    if weight != share or weight < 1:
        weight = 1
        losses = (f"原 {decimal(question.marks or 0)} 分不能平分给 {blanks} 空，改为每空 1 分",)

    def field(parent: _Element, number: int) -> None:
        add_text(parent, f"{{{weight}:SHORTANSWER:")
        accepted = [text.strip() for text in question.answer[number - 1] if text.strip()]
        for place, text in enumerate(accepted):
            add_text(parent, "~=" if place else "=")
            # An asterisk stands for anything unless a backslash is before it.
            add_text(parent, text.replace("*", "\\*"), guard=GUARDED_IN_ANSWER)
        add_text(parent, "}")

    return html("p", question.stem, field, GUARDED), float(weight * blanks), losses
