"""Moodle XML, the format that keeps most of a question.

Element names, type names and what survives an import are from quiz.md section 2.2 and from
Moodle's importer (``question/format/xml/format.php``). Every text is an element tree before
it is text, so nothing an author types can become markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ...model.curriculum import Curriculum
from ...model.question import (
    Bank,
    Case,
    Fill,
    Match,
    Multiple,
    Numeric,
    Order,
    Short,
    Single,
    TrueFalse,
)
from .asked import Asked, asked
from .cloze import cloze
from .gift import SLOT, literal
from .inline import Flat, add_text, flat, html, markup
from .marking import SCORING_RULE, decimal, fractions, may_shuffle
from .report import Export, ExportReport, Outcome
from .wording import (
    bank_name,
    category,
    feedback,
    feedback_html,
    marks,
    moodle_path,
    name,
    tags,
    unit_note,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

TARGET = "Moodle XML"
NOTES = (
    SCORING_RULE,
    "分值未写明的题每题 1 分，多空填空题每空 1 分，简答题为评分要点之和",
    "同一文件导入两次会重复出题、后一份丢失题号，请每次导入到新的类别",
    "部分 Moodle 版本导入完形填空题时不读题号字段，题号另写在题目名称开头",
)


def export(curriculum: Curriculum, bank: Bank) -> Export:
    """Return a bank as one Moodle XML file with its category, tags, feedback and marks."""
    quiz = etree.Element("quiz")
    _category(quiz, curriculum, bank)
    outcomes = []
    for each in asked(bank):
        outcome = Outcome(each.id, each.kind, refused=each.blocked)
        if not outcome.refused:
            question = etree.Element("question")
            outcome = _write(question, curriculum, each)
            if not outcome.refused:
                quiz.append(question)
        outcomes.append(outcome)
    data = etree.tostring(quiz, encoding="utf-8", xml_declaration=True, pretty_print=True)
    report = ExportReport.of(TARGET, bank_name(bank), outcomes, NOTES)
    return Export(data, ".moodle.xml", "application/xml", report)


def _category(quiz: _Element, curriculum: Curriculum, bank: Bank) -> None:
    names = category(curriculum, bank)
    question = etree.SubElement(quiz, "question", type="category")
    _text(etree.SubElement(question, "category"), moodle_path(names))
    about = etree.Element("p")
    add_text(about, "，".join(part for part in (*names[2:], bank.label or "") if part))
    _html(question, "info", about)


def _write(target: _Element, curriculum: Curriculum, each: Asked) -> Outcome:
    """Fill in the ``question`` element; return what became of the question."""
    question = each.question
    losses: tuple[str, ...] = ()
    points = marks(question) or 1.0
    match question:
        case Single() | Multiple():
            shares = fractions(question)
            if shares is None:
                reason = f"{len(question.keys)} 个正确项，Moodle 没有这样的分数"
                return Outcome(each.id, each.kind, refused=reason)
            _head(target, "multichoice", curriculum, each, html("p", question.stem), points)
            _choice(target, question, shares)
        case TrueFalse():
            _head(target, "truefalse", curriculum, each, html("p", question.stem), points)
            for text in ("true", "false"):
                _answer(target, text, right=question.answer is (text == "true"))
        case Fill():
            losses = _fill(target, curriculum, each, question)
        case Numeric():
            stem = html("p", question.stem)
            add_text(stem, unit_note(question))
            _head(target, "numerical", curriculum, each, stem, points)
            answer = _answer(target, decimal(question.answer.value), right=True)
            _leaf(answer, "tolerance", decimal(question.answer.tolerance))
            for tag, value in (("unitgradingtype", "0"), ("unitpenalty", "0"), ("showunits", "3")):
                _leaf(target, tag, value)
        case Match():
            used = set(question.answer.values())
            spare = [item for item in question.right if item.id not in used]
            if len(question.left) + len(spare) < 3:
                reason = "Moodle 的匹配题至少要三个配对（可含多余的右项）"
                return Outcome(each.id, each.kind, refused=reason)
            right = {item.id: flat(item.text) for item in question.right}
            _head(target, "matching", curriculum, each, html("p", question.stem), points)
            _leaf(target, "shuffleanswers", "true")
            for left in question.left:
                _pair(target, html("p", left.text), right[question.answer[left.id]])
            for item in spare:
                _pair(target, None, right[item.id])
            losses = tuple(dict.fromkeys(loss for f in right.values() for loss in f.losses))
        case Order():
            _head(target, "matching", curriculum, each, html("p", question.stem), points)
            _leaf(target, "shuffleanswers", "true")
            steps = {id: f"第{place}位" for place, id in enumerate(question.answer, 1)}
            for item in question.items:
                _pair(target, html("p", item.text), Flat(steps[item.id]))
            losses = ("排序题改为匹配题，给每一项选位次，按位得分",)
        case Short():
            _head(target, "essay", curriculum, each, html("p", question.stem), points)
            _essay(target, question)
        case Case():
            _head(target, "description", curriculum, each, html("p", question.stem), 0)
            losses = (f"拆成材料说明和 {len(question.parts)} 道小题，组卷时放在一起、不打乱顺序",)
    return Outcome(each.id, each.kind, losses)


def _head(
    target: _Element, kind: str, curriculum: Curriculum, each: Asked, stem: _Element, points: float
) -> None:
    """Add what every question has, in the order of Moodle's own export."""
    target.set("type", kind)
    _text(etree.SubElement(target, "name"), name(each))
    _html(target, "questiontext", stem)
    _html(target, "generalfeedback", *feedback_html(feedback(curriculum, each)))
    _leaf(target, "defaultgrade", decimal(points))
    _leaf(target, "penalty", "0")
    _leaf(target, "hidden", "0")
    _leaf(target, "idnumber", each.id)
    listed = etree.SubElement(target, "tags")
    for tag in tags(curriculum, each):
        _text(etree.SubElement(listed, "tag"), tag)


def _choice(target: _Element, question: Single | Multiple, shares: dict[str, str]) -> None:
    _leaf(target, "single", "true" if isinstance(question, Single) else "false")
    _leaf(target, "shuffleanswers", "true" if may_shuffle(question.options) else "false")
    _leaf(target, "answernumbering", "ABCD")
    for option in question.options:
        answer = etree.SubElement(target, "answer", fraction=shares[option.id], format="html")
        _text(answer, markup(html("p", option.text)))
        _html(answer, "feedback", *([html("p", option.why)] if option.why else []))


def _fill(target: _Element, curriculum: Curriculum, each: Asked, question: Fill) -> tuple[str, ...]:
    """Write one blank as a short answer with the field in its place, several as a cloze."""
    if len(question.answer) == 1:
        stem = html("p", question.stem, lambda parent, _: add_text(parent, SLOT))
        _head(target, "shortanswer", curriculum, each, stem, question.marks or 1)
        _leaf(target, "usecase", "0")
        for text in question.answer[0]:
            if text.strip():
                _answer(target, literal(text), right=True)
        return ()
    stem, points, losses = cloze(question)
    _head(target, "cloze", curriculum, each, stem, points)
    return losses


def _essay(target: _Element, question: Short) -> None:
    _leaf(target, "responseformat", "editor")
    _leaf(target, "responserequired", "1")
    _leaf(target, "responsefieldlines", "15")
    _leaf(target, "attachments", "0")
    rubric = etree.Element("ol")
    for point in question.rubric:
        line = html("li", point.point)
        add_text(line, f"（{decimal(point.marks)}分）")
        rubric.append(line)
    _html(target, "graderinfo", rubric)


def _answer(target: _Element, text: str, right: bool) -> _Element:
    answer = etree.SubElement(target, "answer", fraction="100" if right else "0")
    answer.set("format", "moodle_auto_format")
    _text(answer, text)
    _html(answer, "feedback")
    return answer


def _pair(target: _Element, left: _Element | None, right: Flat) -> None:
    """Add a row of a matching question; without a left side it is a spare right one."""
    row = etree.SubElement(target, "subquestion", format="html")
    _text(row, "" if left is None else markup(left))
    _text(etree.SubElement(row, "answer"), right.text)


def _html(parent: _Element, tag: str, *content: _Element) -> None:
    field = etree.SubElement(parent, tag, format="html")
    _text(field, "".join(markup(element) for element in content))


def _text(parent: _Element, text: str) -> None:
    etree.SubElement(parent, "text").text = text


def _leaf(parent: _Element, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = text
