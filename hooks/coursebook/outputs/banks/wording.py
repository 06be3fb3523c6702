"""Words that every target shows alike: names, categories, tags, feedback, keys in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from ...model.curriculum import Curriculum
from ...model.question import (
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
from ...views.citations import view_of
from .asked import Asked
from .inline import add_text, flat, html
from .marking import decimal

if TYPE_CHECKING:
    from lxml.etree import _Element

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NUMERALS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NAME_LENGTH = 30
_EMPTY_BRACKETS = re.compile(r"（\s*）$")


def bank_name(bank: Bank) -> str:
    """Return how reports call a bank."""
    return f"{bank.module}（考试题）" if bank.scope is Scope.EXAM else bank.module


def category(curriculum: Curriculum, bank: Bank) -> tuple[str, ...]:
    """Return the path of a bank's category: course, part, module, version.

    The version is the day the bank's law is judged by: importing the same file twice
    doubles every question, so each version needs a category of its own (quiz.md 2.2).
    """
    part = curriculum.part.get(bank.module.partition("/")[0])
    kind = "考试题" if bank.scope is Scope.EXAM else "练习题"
    return (
        curriculum.course.title,
        part.title if part else bank.module.partition("/")[0],
        lesson(curriculum, bank.module),
        f"{kind} {curriculum.course.as_of.isoformat()}",
    )


def moodle_path(names: tuple[str, ...]) -> str:
    """Return a category path as Moodle reads it; a slash within a name is doubled."""
    return "/".join(("$course$", "top", *(name.replace("/", "//") for name in names)))


def lesson(curriculum: Curriculum, module: str) -> str:
    """Return 第30讲 and its title, or the module's id where the outline has none such."""
    titles = {entry.id: entry.title for entry in curriculum.entries}
    if module not in titles:
        return module
    return f"第{curriculum.numbers[module]}讲 {titles[module]}"


def name(asked: Asked) -> str:
    """Return the name in a platform's list of questions: the id, and how the stem begins."""
    words = _EMPTY_BRACKETS.sub("", " ".join(flat(asked.question.stem).text.split()))
    more = "…" if len(words) > NAME_LENGTH else ""
    return f"{asked.id} {words[:NAME_LENGTH]}{more}"


def tags(curriculum: Curriculum, asked: Asked) -> tuple[str, ...]:
    """Return what the question is filed under, each with its kind in front."""
    tiers = [curriculum.tier[t].short if t in curriculum.tier else t for t in asked.tier]
    found = [f"tier-{tier}" for tier in tiers]
    if asked.level:
        found.append(f"level-{asked.level.label}")
    if asked.objective:
        found.append(f"objective-{asked.objective}")
    found.append(f"module-{asked.question.module}")
    if asked.difficulty:
        found.append(f"difficulty-{asked.difficulty}")
    found += [f"role-{role}" for role in asked.role]
    if asked.question.rev > 1:
        found.append(f"rev-{asked.question.rev}")
    return tuple(found)


def citations(curriculum: Curriculum, sources: tuple[str, ...]) -> str:
    """Return the sources in words; one that the register does not know as it is written."""
    return "；".join(_citation(curriculum, source) for source in sources)


def _citation(curriculum: Curriculum, source: str) -> str:
    view = view_of(curriculum, source)
    return view.text if view else source


def objective(curriculum: Curriculum, asked: Asked) -> str:
    """Return 学习目标1 and its words, or nothing."""
    module = curriculum.module.get(asked.question.module)
    for number, each in enumerate(module.objectives if module else (), 1):
        if each.id == asked.objective:
            return f"学习目标{number} {flat(each.text).text}"
    return ""


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line of feedback; ``marked`` texts have inline marks."""

    label: str
    text: str
    marked: bool = False


def feedback(curriculum: Curriculum, asked: Asked, *, closing: bool = False) -> list[Line]:
    """Return what is shown after answering: explanation, points, sources, where to read on.

    ``closing`` adds the explanation of the whole case, for targets whose description of
    the material cannot carry it.
    """
    question = asked.question
    lines: list[Line] = []
    if isinstance(question, Short):
        points = enumerate(question.rubric, 1)
        lines += [Line(f"评分要点{n}（{decimal(p.marks)}分）", p.point, True) for n, p in points]
    if question.explanation:
        lines.append(Line("解析", question.explanation, True))
    if closing and asked.case and asked.case.explanation:
        lines.append(Line("全案解析", asked.case.explanation, True))
    if asked.sources:
        lines.append(Line("依据", citations(curriculum, asked.sources)))
    if found := objective(curriculum, asked):
        lines.append(Line("回看", f"{lesson(curriculum, question.module)}，{found}"))
    return lines


def feedback_html(lines: list[Line]) -> list[_Element]:
    """Return one paragraph for each line, its label in bold."""
    found = []
    for line in lines:
        paragraph = html("p", line.text) if line.marked else etree.Element("p")
        if not line.marked:
            add_text(paragraph, line.text)
        label = etree.Element("strong")
        label.text = f"{line.label}："
        label.tail, paragraph.text = paragraph.text, None
        paragraph.insert(0, label)
        found.append(paragraph)
    return found


def unit_note(question: Numeric) -> str:
    """Return what to type into a field that takes a bare number."""
    unit = question.answer.unit
    return f"（只填数字，单位：{unit}）" if unit else "（只填数字）"


def marks(question: Question) -> float | None:
    """Return the marks of a question where the bank says: its own, or its points' sum."""
    if question.marks is None and isinstance(question, Short):
        return sum(point.marks for point in question.rubric)
    return question.marks


def key(question: Question) -> str:
    """Return the answer in words and letters, options lettered in the author's order."""
    match question:
        case Single() | Multiple():
            letters = lettered(question.options)
            return "".join(sorted(letters.get(each, each) for each in question.keys))
        case TrueFalse():
            return "正确" if question.answer else "错误"
        case Fill():
            blanks = [" 或 ".join(accepted) for accepted in question.answer]
            if len(blanks) == 1:
                return blanks[0]
            return "\n".join(f"第{number}空：{blank}" for number, blank in enumerate(blanks, 1))
        case Numeric():
            number = question.answer
            margin = f"（允许误差±{decimal(number.tolerance)}）" if number.tolerance else ""
            return f"{decimal(number.value)} {number.unit}".strip() + margin
        case Match():
            letters = lettered(question.right)
            pairs = zip(NUMERALS, question.left, strict=False)
            chosen = ((mark, question.answer.get(item.id, "")) for mark, item in pairs)
            return "，".join(f"{mark}—{letters.get(each, each)}" for mark, each in chosen)
        case Order():
            letters = lettered(question.items)
            return "→".join(letters.get(each, each) for each in question.answer)
        case Short():
            points = (f"{flat(p.point).text}（{decimal(p.marks)}分）" for p in question.rubric)
            return "\n".join(f"{number}. {point}" for number, point in enumerate(points, 1))
        case Case():
            return ""


def lettered(items: Sequence[Option | Item]) -> dict[str, str]:
    """Return the letter of each option id."""
    return {item.id: letter for letter, item in zip(LETTERS, items, strict=False)}
