"""GIFT, the text format of Moodle and of many small tools.

Syntax and escapes as in quiz.md section 2.1, read from Moodle's own importer
(``question/format/gift/format.php``): exactly ``~ = # { } : \\`` and the line break are
escaped by a backslash, a blank line ends a question, id and tags stand in a comment above
it. Texts are HTML (``[html]``), except accepted answers and the right side of a matching
question, which Moodle keeps as plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    Short,
    Single,
    TrueFalse,
)
from .asked import Asked, asked
from .inline import add_text, flat, html, inner, markup
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

TARGET = "GIFT"
SLOT = "_____"
"""Five underscores and more become Moodle's input field within the stem."""

NOTES = (
    SCORING_RULE,
    "GIFT 不能写分值，导入后每题 1 分；在平台上按试卷另设分值",
    "同一文件导入两次会重复出题，请每次导入到新的类别",
)

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "~=#{}:\\"} | {"\n": "\\n"})


def escape(text: str) -> str:
    """Return ``text`` so that GIFT readers see its signs and not their own."""
    return text.translate(_ESCAPES)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One question of the file; ``body`` are the lines within braces, ``None`` for a text only."""

    stem: str
    body: tuple[str, ...] | None
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    entries: tuple[_Entry, ...] = ()
    losses: tuple[str, ...] = ()
    refused: str = ""


def export(curriculum: Curriculum, bank: Bank) -> Export:
    """Return a bank as one GIFT file (UTF-8), each question with its id, tags and feedback."""
    head = [f"// {part}" for part in (*category(curriculum, bank), bank.label or "") if part]
    blocks = ["\n".join([*head, f"$CATEGORY: {moodle_path(category(curriculum, bank))}"])]
    outcomes: list[Outcome] = []
    for each in asked(bank):
        blocked = each.blocked
        written = _Written(refused=blocked) if blocked else _write(curriculum, each)
        outcomes.append(Outcome(each.id, each.kind, written.losses, written.refused))
        blocks += [_block(curriculum, each, entry) for entry in written.entries]
    report = ExportReport.of(TARGET, bank_name(bank), outcomes, NOTES)
    text = "\n\n".join(blocks) + "\n"
    return Export(text.encode(), ".gift.txt", "text/plain; charset=utf-8", report)


def _block(curriculum: Curriculum, each: Asked, entry: _Entry) -> str:
    marks_ = [f"[id:{each.id}{entry.suffix}]"]
    marks_ += [f"[tag:{tag}]" for tag in tags(curriculum, each)]
    title = name(each).replace(each.id, each.id + entry.suffix, 1)
    stem = f"::{escape(title)}::[html]{escape(entry.stem)}"
    if entry.body is not None:
        stem = "\n".join([f"{stem} {{", *(f"\t{line}" for line in entry.body), "}"])
    return f"// {' '.join(marks_)}\n{stem}"


def _write(curriculum: Curriculum, each: Asked) -> _Written:
    question = each.question
    after = _feedback(curriculum, each)
    losses = _lost_marks(each)
    match question:
        case Single() | Multiple():
            shares = fractions(question)
            if shares is None:
                return _Written(refused=f"{len(question.keys)} 个正确项，Moodle 没有这样的分数")
            if not may_shuffle(question.options):
                losses += ("选项按数值排列，GIFT 不能写明不打乱",)
            options = (_option(question, option, shares) for option in question.options)
            return _Written((_Entry(_html(question.stem), (*options, *after)),), losses)
        case TrueFalse():
            body = ("TRUE" if question.answer else "FALSE", *after)
            return _Written((_Entry(_html(question.stem), body),), losses)
        case Fill():
            return _fill(question, after, losses)
        case Numeric():
            stem = html("span", question.stem)
            add_text(stem, unit_note(question))
            answer = f"#{decimal(question.answer.value)}:{decimal(question.answer.tolerance)}"
            return _Written((_Entry(inner(stem), (answer, *after)),), losses)
        case Match():
            pairs = [
                (item, _item(question.right, question.answer[item.id])) for item in question.left
            ]
            used = set(question.answer.values())
            spare = [item for item in question.right if item.id not in used]
            if len(pairs) + len(spare) < 3:
                return _Written(refused="Moodle 的匹配题至少要三个配对（可含多余的右项）")
            right = [flat(item.text) for _, item in pairs] + [flat(item.text) for item in spare]
            left = [_html(item.text) for item, _ in pairs] + [""] * len(spare)
            body = tuple(_pair(a, b.text) for a, b in zip(left, right, strict=True))
            dropped = tuple(dict.fromkeys(loss for each in right for loss in each.losses))
            return _Written((_Entry(_html(question.stem), (*body, *after)),), losses + dropped)
        case Order():
            steps = {id: f"第{place}位" for place, id in enumerate(question.answer, 1)}
            body = tuple(_pair(_html(item.text), steps[item.id]) for item in question.items)
            changed = ("排序题改为匹配题，给每一项选位次，按位得分",)
            return _Written((_Entry(_html(question.stem), (*body, *after)),), losses + changed)
        case Short():
            changed = ("改为论述题人工评分，评分要点写在总反馈里",)
            return _Written((_Entry(_html(question.stem), after),), losses + changed)
        case Case():
            changed = (f"拆成材料说明和 {len(question.parts)} 道小题，组卷时放在一起、不打乱顺序",)
            return _Written((_Entry(_html(question.stem), None),), changed)


def _fill(question: Fill, after: tuple[str, ...], losses: tuple[str, ...]) -> _Written:
    """Write one short answer for each blank; the others stay visible as numbered lines."""
    if any("->" in text for accepted in question.answer for text in accepted):
        return _Written(refused="答案里有“->”，GIFT 会误认为匹配题")
    entries = []
    for number, accepted in enumerate(question.answer, 1):
        answers = [f"={_field(literal(text), 'plain')}" for text in accepted if text.strip()]
        stem = _one_blank(question, number)
        suffix = f"-b{number}" if len(question.answer) > 1 else ""
        entries.append(_Entry(stem, (*answers, *after), suffix))
    if len(entries) > 1:
        losses += (f"{len(entries)} 个空拆成 {len(entries)} 道填空题，题号加 -b1、-b2……",)
    return _Written(tuple(entries), losses)


def _one_blank(question: Fill, asked_for: int) -> str:
    several = len(question.answer) > 1

    def blank(parent: _Element, number: int) -> None:
        line = SLOT if number == asked_for else SLOT[:-1]
        add_text(parent, f"（{number}）{line}" if several else line)

    stem = html("span", question.stem, blank)
    if several:
        add_text(stem, f"（填第{asked_for}空）")
    return inner(stem)


def literal(text: str) -> str:
    """Return an accepted answer so that Moodle does not read its asterisks as wildcards.

    Source: ``qtype_shortanswer_question::compare_string_with_wildcard``.
    """
    return text.strip().replace("*", "\\*")


def _option(question: Single | Multiple, option: Option, shares: dict[str, str]) -> str:
    share = shares[option.id]
    single = "=" if share == "100" else "~"
    mark = single if isinstance(question, Single) else f"~%{share}%"
    why = f"#{_field(_html(option.why))}" if option.why else ""
    return f"{mark}{_field(_html(option.text))}{why}"


def _field(text: str, format: str = "html") -> str:
    """Return a text after a mark; a leading ``[`` or ``%`` must not be read as format or weight.

    Readers look for those at the very beginning only, and take one format off.
    """
    return f"[{format}]{escape(text)}" if text.startswith(("[", "%")) else escape(text)


def _pair(left: str, right: str) -> str:
    # HTML writes every > of the left side as &gt;, so the first -> is the separator's.
    return f"={_field(left)} -> {escape(right)}"


def _item(items: Sequence[Item], id: str) -> Item:
    return next(item for item in items if item.id == id)


def _html(text: str) -> str:
    return inner(html("span", text))


def _feedback(curriculum: Curriculum, each: Asked) -> tuple[str, ...]:
    """Return the general feedback as one line, or none; a description cannot have any."""
    closing = each.case is not None and each.question is each.case.parts[-1]
    paragraphs = feedback_html(feedback(curriculum, each, closing=closing))
    text = "".join(escape(markup(paragraph)) for paragraph in paragraphs)
    return (f"####{text}",) if text else ()


def _lost_marks(each: Asked) -> tuple[str, ...]:
    points = marks(each.question)
    return () if points in (None, 1) else (f"原 {decimal(points or 0)} 分，导入后为 1 分",)
