"""Every line that readers get, with its place: heads and prose of modules, questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.curriculum import Curriculum
from ..model.question import Numeric, Question
from ..source.body import AUTOLINK, CITATION, CODE_SPAN, LINK, REFERENCE
from ..source.place import Place


def lines(curriculum: Curriculum) -> Iterator[tuple[Place, str]]:
    """Yield every line; what stands in code is blanked, so that columns stay."""
    for module in curriculum.modules:
        yield module.place("title"), module.title
        for number, objective in enumerate(module.objectives):
            yield module.place("objectives", number, "text"), objective.text
    for text in curriculum.texts:
        path = text.place().path
        for number, line in text.body.prose:
            yield Place(path, number), line
    yield from question_lines(curriculum)


def question_lines(curriculum: Curriculum) -> Iterator[tuple[Place, str]]:
    """Yield the texts of every question, those of the parts of a case included."""
    for question in curriculum.asked():
        for place, text in question_texts(question):
            yield place, without_code(text)


def question_texts(question: Question) -> Iterator[tuple[Place, str]]:
    """Yield what is written in a question, as it is written, without that of its parts."""
    yield question.place("stem"), question.stem
    if question.explanation:
        yield question.place("explanation"), question.explanation
    for field in ("options", "items", "left", "right"):
        for number, option in enumerate(getattr(question, field, ())):
            yield question.place(field, number, "text"), option.text
            if why := getattr(option, "why", None):
                yield question.place(field, number, "why"), why
    for number, point in enumerate(getattr(question, "rubric", ())):
        yield question.place("rubric", number, "point"), point.point
    if isinstance(question, Numeric) and question.answer.unit:
        yield question.place("answer", "unit"), question.answer.unit


def without_code(text: str) -> str:
    """Return ``text`` with its code spans blanked."""
    return CODE_SPAN.sub(_blank, text) if "`" in text else text


def without_targets(text: str) -> str:
    """Return ``text`` with citations, cross-references and link targets blanked."""
    if "](" in text:
        text = LINK.sub(lambda m: m[0].replace(m["target"], " " * len(m["target"]), 1), text)
    for pattern, sign in ((CITATION, "[@"), (REFERENCE, "[#"), (AUTOLINK, "<")):
        if sign in text:
            text = pattern.sub(_blank, text)
    return text


def moved(place: Place, columns: int) -> Place:
    """Return the place so many columns to the right."""
    return Place(place.path, place.line, place.column + columns)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
