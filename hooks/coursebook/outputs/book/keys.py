"""Answers, explanations and sources of a module's questions, for the back of the book."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...model.citation import parse_citation
from ...model.curriculum import Curriculum
from ...model.question import (
    Case,
    Fill,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    Short,
    Single,
    TrueFalse,
)
from ...views.citations import view_of
from .error import book_error
from .expression import array, call, content, string
from .questions import Setting, letter
from .selection import QuestionSelection


def keys(curriculum: Curriculum, selection: QuestionSelection, setting: Setting, title: str) -> str:
    """Return the keys of one module under its title, or an empty text where it has none."""
    if not selection.numbered:
        return ""
    return call(
        "q.keys-of",
        string(setting.scope.module),
        string(title),
        *(_key(curriculum, number, each, setting) for number, each in selection.numbered),
    )


def cited_in(selection: QuestionSelection) -> frozenset[str]:
    """Return the instruments that the printed keys name as sources."""
    specs = (spec for _, question in selection.numbered for spec in _specs(question))
    return frozenset(parse_citation(spec).instrument for spec in specs)


def _specs(question: Any) -> Iterator[str]:
    yield from question.sources
    for part in getattr(question, "parts", ()):
        yield from part.sources


def _key(curriculum: Curriculum, number: int, question: Question, setting: Setting) -> str:
    return call(
        "q.key",
        string(question.id),
        string(str(number)),
        ANSWERS[type(question)](question, setting),
        *_notes(curriculum, question, setting),
    )


def _notes(curriculum: Curriculum, question: Any, setting: Setting) -> Iterator[str]:
    """Yield the paragraphs under the answer: parts, points, explanation, wrong options, sources."""
    for number, part in enumerate(getattr(question, "parts", ()), 1):
        yield content(
            [string(f"（{number}）"), call("b.strong", ANSWERS[type(part)](part, setting))]
        )
        yield from _notes(curriculum, part, setting)
    if isinstance(question, Short) and setting.instructor:
        items = (
            array([setting.text(point.point), string(number_text(point.marks))])
            for point in question.rubric
        )
        yield call("q.points", *items)
    if question.explanation:
        yield _remark("解析：", setting.text(question.explanation))
    wrong = [
        f"{letter(position)}．{option.why.rstrip('。')}"
        for position, option in enumerate(getattr(question, "options", ()))
        if option.why
    ]
    if wrong:
        yield _remark("干扰项：", setting.text("；".join(wrong) + "。"))
    if question.sources:
        yield _remark("依据：", content(_sources(curriculum, question)))


def _remark(label: str, body: str) -> str:
    return call("q.remark", string(label), body)


def _sources(curriculum: Curriculum, question: Any) -> Iterator[str]:
    """Yield the sources, each followed by the mark that the list of instruments looks for."""
    for position, spec in enumerate(question.sources):
        view = view_of(curriculum, spec)
        if view is None:
            raise book_error(
                question.module,
                "B007",
                f"题 {question.id} 的来源“{spec}”不认识",
                "改正题库的 sources",
            )
        yield string(("；" if position else "") + view.text)
        yield call("b.cited", string(view.citation.instrument), string(question.module))


def number_text(value: float) -> str:
    """Return a number as it is written: 2 for 2.0, 0.48 as it is, a real minus sign."""
    if math.isclose(value, round(value)) and abs(value) < 1e15:
        text = str(round(value))
    else:
        text = f"{value:.10g}"
    return text.replace("-", "−")


def _single(question: Single, setting: Setting) -> str:
    return string(_letters(question, (question.answer,)))


def _multiple(question: Multiple, setting: Setting) -> str:
    return string(_letters(question, question.answer))


def _letters(question: Single | Multiple, answer: tuple[str, ...]) -> str:
    positions = {option.id: position for position, option in enumerate(question.options)}
    _check(question, answer, positions)
    return "".join(letter(position) for position in sorted(positions[id] for id in answer))


def _check(question: Any, used: Any, known: Mapping[str, int]) -> None:
    for id in used:
        if id not in known:
            raise book_error(
                question.module,
                "B007",
                f"题 {question.id} 的答案“{id}”不在选项中",
                "改正题库的 answer",
            )


def _truth(question: TrueFalse, setting: Setting) -> str:
    return string("正确" if question.answer else "错误")


def _fill(question: Fill, setting: Setting) -> str:
    blanks = (
        content(
            [string(f"（{number}）" if len(question.answer) > 1 else ""), _either(texts, setting)]
        )
        for number, texts in enumerate(question.answer, 1)
    )
    return content(blanks)


def _either(texts: tuple[str, ...], setting: Setting) -> str:
    others = f"（或：{'、'.join(texts[1:])}）" if len(texts) > 1 else ""
    return setting.text(texts[0] + others)


def _numeric(question: Numeric, setting: Setting) -> str:
    number = question.answer
    tolerance = f"（允许误差±{number_text(number.tolerance)}）" if number.tolerance else ""
    unit = f" {number.unit}" if number.unit else ""
    return setting.text(f"{number_text(number.value)}{unit}{tolerance}")


def _match(question: Match, setting: Setting) -> str:
    right = {item.id: position for position, item in enumerate(question.right)}
    left = {item.id: position for position, item in enumerate(question.left, 1)}
    _check(question, question.answer, left)
    _check(question, question.answer.values(), right)
    pairs = sorted((left[a], right[b]) for a, b in question.answer.items())
    return string("，".join(f"{a}—{letter(b)}" for a, b in pairs))


def _order(question: Order, setting: Setting) -> str:
    positions = {item.id: position for position, item in enumerate(question.items)}
    _check(question, question.answer, positions)
    return string("→".join(letter(positions[id]) for id in question.answer))


def _short(question: Short, setting: Setting) -> str:
    if setting.instructor:
        return string("答案要点")
    return string("参考要点" if question.explanation else "开放题，与同事讨论后对照正文")


def _case(question: Case, setting: Setting) -> str:
    return string("各小题：")


ANSWERS: Mapping[type, Callable[[Any, Setting], str]] = {
    Single: _single,
    Multiple: _multiple,
    TrueFalse: _truth,
    Fill: _fill,
    Numeric: _numeric,
    Match: _match,
    Order: _order,
    Short: _short,
    Case: _case,
}
