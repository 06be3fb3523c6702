"""A module's practice questions as HTML: a plain list with its key, and all the player needs.

Without JavaScript this is a numbered list of questions with the key folded at the end. The
custom element around it (``self-test.js``) reads the same markup: the type and the key stand
in data attributes, the explanations in the key's list. Nothing is written twice, there is no
script block, and every text goes through an element tree, so it cannot become markup.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, tostring

from ..markup.elements import add
from ..markup.inline_text import BLANK_LINE, inline_elements
from ..model.curriculum import Curriculum
from ..model.question import (
    TYPE_LABELS,
    Bank,
    Case,
    Fill,
    Item,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Question,
    Scope,
    Short,
    Single,
    TrueFalse,
)
from ..views.citations import view_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NUMERALS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
TRUE_FALSE = (Option(id="true", text="正确"), Option(id="false", text="错误"))
PLAYER = "coursebook-self-test"
BLOCKS = {"section", PLAYER, "h2", "p", "div", "ol", "ul", "li", "details", "summary"}
"""Elements after which a line break may stand, so that a page's source can be read."""


def self_test(
    bank: Bank, curriculum: Curriculum, link: Callable[[str], str] = str, *, heading: bool = True
) -> str:
    """Return the questions of a practice bank as one HTML section.

    ``link`` turns a path below ``docs/`` into an address that works on the page.

    Raises:
        ValueError: an examination bank; those are never published.
    """
    if bank.scope is Scope.EXAM:
        raise ValueError(f"exam bank {bank.module!r} must not be published")
    questions = [q for q in bank.questions if q.status not in ("draft", "retired")]
    section = Element("section", {"class": "self-test", "data-pagefind-ignore": "all"})
    if heading:
        add(section, "h2", "自测", id="self-test")
    player = add(section, PLAYER, **{"data-bank": bank.module})
    total = f"共{len(questions)}题。答案、解析和依据在全部题目之后。"
    add(player, "p", total, **{"class": "self-test-about"})
    listed = add(player, "ol", **{"class": "questions"})
    details = add(player, "details", **{"class": "key"})
    add(details, "summary", "答案与解析")
    keys = add(details, "ol")
    writer = _Writer(curriculum, link)
    for number, question in enumerate(questions, 1):
        writer.question(listed, question, number)
        writer.key(keys, question, number, question.objective)
    for element in section.iter():
        if element.tag in BLOCKS:
            element.tail = (element.tail or "") + "\n"
    return tostring(section, encoding="unicode", method="html")


class _Writer:
    """Adds one question, or its key, to a list; knows how to cite and where to link."""

    def __init__(self, curriculum: Curriculum, link: Callable[[str], str]) -> None:
        self.curriculum = curriculum
        self.link = link

    # -- what is asked -------------------------------------------------------------

    def question(self, parent: Element, question: Question, number: int) -> None:
        item = add(
            parent,
            "li",
            id=f"q-{question.id}",
            value=str(number),
            **{"class": "question", "data-question": question.id, "data-type": question.type},
        )
        stem = add(item, "p", id=f"q-{question.id}-stem", **{"class": "stem"})
        add(stem, "span", TYPE_LABELS[question.type], **{"class": "kind"})
        stem.append(inline_elements(question.stem))
        if isinstance(question, Case):
            parts = add(item, "ol", **{"class": "parts"})
            for part_number, part in enumerate(question.parts, 1):
                self.question(parts, part, part_number)
            return
        item.set("data-digest", _digest(question))
        item.set("data-key", json.dumps(_key(question), ensure_ascii=False, separators=(",", ":")))
        _response(add(item, "div", **{"class": "response"}), question)

    # -- the key -------------------------------------------------------------------

    def key(self, parent: Element, question: Question, number: int, objective: str | None) -> None:
        item = add(parent, "li", value=str(number), **{"data-key-of": question.id})
        if isinstance(question, Case):
            parts = add(item, "ol", **{"class": "parts"})
            for part_number, part in enumerate(question.parts, 1):
                self.key(parts, part, part_number, objective)
        elif isinstance(question, Short):
            add(item, "p", "评分要点", **{"class": "answer"})
            rubric = add(item, "ol", **{"class": "rubric"})
            for point in question.rubric:
                line = add(rubric, "li", **{"data-marks": f"{point.marks:g}"})
                line.append(inline_elements(point.point))
                add(line, "span", f"（{point.marks:g}分）", **{"class": "marks"})
        else:
            answer = add(item, "p", **{"class": "answer"})
            add(answer, "strong", "答案：")
            add(answer, "span", _answer(question))
        if question.explanation:
            explanation = add(item, "p", **{"class": "explanation"})
            add(explanation, "strong", "解析：")
            explanation.append(inline_elements(question.explanation))
        if isinstance(question, Single | Multiple):
            _reasons(item, question.options)
        self.sources(item, question.sources)
        self.lesson(item, question, None if isinstance(question, Case) else objective)

    def sources(self, parent: Element, sources: Sequence[str]) -> None:
        if not sources:
            return
        line = add(parent, "p", **{"class": "sources"})
        add(line, "strong", "依据：")
        for position, source in enumerate(sources):
            if position:
                add(line, "span", "；")
            self.source(line, source)

    def source(self, parent: Element, source: str) -> None:
        view = view_of(self.curriculum, source)
        if view is None:
            # The rules have already reported it; the reader still gets the words.
            add(parent, "span", source)
            return
        page, _, anchor = view.target.partition("#")
        attributes = {"class": "citation", "data-standing": view.standing, "title": view.tooltip}
        add(parent, "a", view.text, href=f"{self.link(page)}#{anchor}", **attributes)

    def lesson(self, parent: Element, question: Question, objective: str | None) -> None:
        """Link to the heading that teaches the objective."""
        module = self.curriculum.module.get(question.module)
        for number, each in enumerate(module.objectives if module else (), 1):
            if each.id == objective:
                line = add(parent, "p", **{"class": "lesson"})
                add(line, "strong", "回看：")
                add(line, "a", f"学习目标{number} {each.text}", href=f"#{each.id}")


def _response(parent: Element, question: Question) -> None:
    """Add what the reader chooses from or writes on."""
    match question:
        case Single() | Multiple():
            _lettered(parent, question.options, "options", "data-option")
        case TrueFalse():
            choices = add(parent, "ul", **{"class": "options"})
            for option in TRUE_FALSE:
                add(add(choices, "li", **{"data-option": option.id}), "span", option.text)
        case Numeric():
            line = add(parent, "p", **{"class": "answer-line"})
            add(line, "span", "答：")
            add(line, "span", BLANK_LINE, **{"class": "blank", "data-blank": "1"})
            add(line, "span", question.answer.unit, **{"class": "unit"})
        case Match():
            left = add(parent, "ul", **{"class": "left"})
            for mark, item in zip(NUMERALS, question.left, strict=False):
                _labelled(left, mark, item, "data-item")
            _lettered(parent, _right(question), "right", "data-item")
        case Order():
            _lettered(
                parent, _mixed(question.items, question.answer, question.id), "items", "data-item"
            )
        case Short():
            add(parent, "div", **{"class": "answer-space"})
        case _:
            pass


def _answer(question: Question) -> str:
    """Return the key in words and letters, as the printed list shows it."""
    match question:
        case Single() | Multiple():
            return "、".join(_letters(question.options)[key] for key in question.keys)
        case TrueFalse():
            return "正确" if question.answer else "错误"
        case Fill():
            blanks = ["，或".join(accepted) for accepted in question.answer]
            if len(blanks) == 1:
                return blanks[0]
            return "；".join(f"（{number}）{blank}" for number, blank in enumerate(blanks, 1))
        case Numeric():
            number, unit = question.answer, question.answer.unit
            margin = f"（允许误差±{number.tolerance:.12g}）" if number.tolerance else ""
            gap = " " if unit and unit[0].isascii() and unit != "%" else ""
            return f"{number.value:.12g}{gap}{unit}{margin}"
        case Match():
            letters = _letters(_right(question))
            pairs = zip(NUMERALS, question.left, strict=False)
            return "，".join(f"{mark}—{letters[question.answer[item.id]]}" for mark, item in pairs)
        case Order():
            letters = _letters(_mixed(question.items, question.answer, question.id))
            return "→".join(letters[item] for item in question.answer)
        case _:
            return ""


def _key(question: Question) -> object:
    """Return the key as the player compares it."""
    match question:
        case Single() | Multiple():
            return question.keys
        case TrueFalse():
            return ["true" if question.answer else "false"]
        case Numeric():
            return [question.answer.value, question.answer.tolerance, question.answer.unit]
        case Fill() | Match() | Order():
            return question.answer
        case _:
            return None


def _reasons(parent: Element, options: Sequence[Option]) -> None:
    if not any(option.why for option in options):
        return
    reasons = add(parent, "ul", **{"class": "reasons"})
    for letter, option in zip(LETTERS, options, strict=False):
        if option.why:
            line = add(reasons, "li", **{"data-option": option.id})
            add(line, "span", letter, **{"class": "letter"})
            line.append(inline_elements(option.why))


def _right(question: Match) -> Sequence[Item]:
    return _mixed(question.right, [question.answer[item.id] for item in question.left], question.id)


def _mixed(items: Sequence[Item], answer: Sequence[str], salt: str) -> Sequence[Item]:
    """Keep the author's order unless it gives the answer away; then order by a salted hash."""
    listed = [item.id for item in items]
    if list(answer) != listed[: len(answer)]:
        return items
    mixed = sorted(items, key=lambda item: hashlib.sha256(f"{salt} {item.id}".encode()).digest())
    return items[::-1] if [item.id for item in mixed] == listed else mixed


def _letters(items: Sequence[Item | Option]) -> dict[str, str]:
    return {item.id: letter for letter, item in zip(LETTERS, items, strict=False)}


def _lettered(parent: Element, items: Sequence[Item | Option], name: str, key: str) -> None:
    listed = add(parent, "ul", **{"class": name})
    for letter, item in zip(LETTERS, items, strict=False):
        _labelled(listed, letter, item, key)


def _labelled(parent: Element, mark: str, item: Item | Option, key: str) -> None:
    line = add(parent, "li", **{key: item.id})
    add(line, "span", mark, **{"class": "letter"})
    line.append(inline_elements(item.text))


def _digest(question: Question) -> str:
    """Fingerprint of what is asked: a stored answer to another wording is not shown again."""
    listed = [getattr(question, name, ()) for name in ("options", "left", "right", "items")]
    texts = [item.text for items in listed for item in items]
    texts += [point.point for point in getattr(question, "rubric", ())]
    asked = json.dumps([question.type, question.stem, texts, _key(question)])
    return hashlib.sha256(asked.encode()).hexdigest()[:8]
