"""Q0xx: a question can be answered, marked and explained."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ..model.curriculum import Curriculum
from ..model.messages import did_you_mean
from ..model.question import (
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
)
from ..source.problem import Severity
from .registry import Finding, rule

MIN_EXPLANATION = 15


@rule("Q001", "题号重复", "换一个没有用过的题号；题号不得重复使用")
def unique_ids(curriculum: Curriculum) -> Iterator[Finding]:
    """题号在全部题库（练习和考试）中唯一，统计、导出和错题本都靠它。"""
    first: dict[str, Question] = {}
    for question in curriculum.asked():
        if question.id in first:
            yield Finding(
                question.place("id"),
                f"题号“{question.id}”已在 {first[question.id].place('id')} 用过",
            )
        first.setdefault(question.id, question)


@rule(
    "Q002",
    "题库与讲对不上",
    "题库的路径与讲相同：docs/law/eco-code.md 对 quizzes/practice/law/eco-code.yml",
    whole=True,
)
def mirrored_path(curriculum: Curriculum) -> Iterator[Finding]:
    """练习题库的路径必须与一个已写的讲相同。"""
    for bank in curriculum.banks:
        if bank.scope is Scope.PRACTICE and bank.module not in curriculum.module:
            near = did_you_mean(bank.module, curriculum.module)
            yield Finding(bank.place(), f"没有与“{bank.module}”对应的讲{near}")


@rule("Q003", "答案不在选项里", "答案写选项的 id；多选写成 [a, c]")
def answer_exists(curriculum: Curriculum) -> Iterator[Finding]:
    """选择题的答案、匹配题的配对、排序题的次序都只能用题里真有的 id。"""
    for question in curriculum.asked():
        match question:
            case Single() | Multiple():
                yield from _unknown(question, question.keys, question.options)
            case Match():
                left = {item.id for item in question.left}
                for key in [k for k in question.answer if k not in left]:
                    yield Finding(
                        question.place("answer", key), f"题“{question.id}”左边没有“{key}”"
                    )
                for key in [item.id for item in question.left if item.id not in question.answer]:
                    yield Finding(
                        question.place("answer"), f"题“{question.id}”的左项“{key}”没有配对"
                    )
                yield from _unknown(question, question.answer.values(), question.right)
            case Order():
                if Counter(question.answer) != Counter(item.id for item in question.items):
                    yield Finding(
                        question.place("answer"),
                        f"题“{question.id}”的次序与各项不一致",
                        "answer 里把每一项的 id 恰写一次",
                    )


def _unknown(
    question: Question, keys: object, options: tuple[Option | Item, ...]
) -> Iterator[Finding]:
    known = [option.id for option in options]
    for key in keys:  # type: ignore[attr-defined]
        if key not in known:
            yield Finding(
                question.place("answer"),
                f"题“{question.id}”的答案“{key}”不在选项 {'、'.join(known)} 中",
            )


@rule("Q004", "选项重复", "改成不同的选项；id 各不相同")
def distinct_options(curriculum: Curriculum) -> Iterator[Finding]:
    """同一题的选项 id 不得重复；除去标点、空格和全半角之别，文字也不得相同。"""
    for question in curriculum.asked():
        for field in ("options", "items", "left", "right"):
            seen_ids: set[str] = set()
            seen_texts: dict[str, str] = {}
            for number, option in enumerate(getattr(question, field, ())):
                words = bare(option.text)
                if option.id in seen_ids:
                    yield Finding(
                        question.place(field, number, "id"),
                        f"题“{question.id}”的选项编号“{option.id}”重复",
                    )
                elif words in seen_texts:
                    yield Finding(
                        question.place(field, number, "text"),
                        f"题“{question.id}”的选项“{option.id}”与“{seen_texts[words]}”文字相同",
                    )
                seen_ids.add(option.id)
                seen_texts.setdefault(words, option.id)


class _Kept(dict[int, str | None]):
    """For ``str.translate``: drops punctuation and spaces; learns each character once."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        self[code] = None if unicodedata.category(sign)[0] in "PZ" else sign
        return self[code]


_KEPT = _Kept()


def bare(text: str) -> str:
    """Return ``text`` without punctuation, spaces and the difference of full and half width."""
    return unicodedata.normalize("NFKC", text).translate(_KEPT) or text


@rule("Q005", "没有解析", f"写明为什么，至少 {MIN_EXPLANATION} 个字")
def explained(curriculum: Curriculum) -> Iterator[Finding]:
    """每题要有解析，讲清理由，不是把答案重说一遍；案例题可以由各小题分别解析。"""
    for question in curriculum.asked():
        if isinstance(question, Case) and all(part.explanation for part in question.parts):
            continue
        text = question.explanation or ""
        if len(text) < MIN_EXPLANATION:
            yield Finding(
                question.place("explanation"),
                f"题“{question.id}”的解析" + (f"只有 {len(text)} 个字" if text else "没有写"),
            )


@rule("Q006", "没有依据", '在 sources 里写依据，如 ["eec-2026 第六百四十四条"]')
def sourced(curriculum: Curriculum) -> Iterator[Finding]:
    """每题至少有一个依据；案例题可以由各小题分别写。"""
    for question in curriculum.asked():
        if isinstance(question, Case) and all(part.sources for part in question.parts):
            continue
        if not question.sources:
            yield Finding(question.place(), f"题“{question.id}”没有依据")


@rule("Q007", "题的标签不全", "补上 objective、tier、level、difficulty；目标用本讲的编号")
def tagged(curriculum: Curriculum) -> Iterator[Finding]:
    """每题标明学习目标、层级、认知层次和估计难度（1—5），目标必须是本讲的。"""
    for question in curriculum.questions():
        missing = [
            name
            for name in ("objective", "tier", "level", "difficulty")
            if not getattr(question, name)
        ]
        if missing:
            yield Finding(question.place(), f"题“{question.id}”缺少 {'、'.join(missing)}")
        module = curriculum.module.get(question.module)
        if module and question.objective:
            known = [objective.id for objective in module.objectives]
            if question.objective not in known:
                yield Finding(
                    question.place("objective"),
                    f"“{module.id}”没有目标“{question.objective}”"
                    f"{did_you_mean(question.objective, known)}",
                    f"可用：{'、'.join(known)}",
                )


@rule("Q008", "空格与答案不符", "题干里按次序写 {{1}}、{{2}}，answer 里每空一个列表")
def blanks_match(curriculum: Curriculum) -> Iterator[Finding]:
    """填空题题干里的空从 {{1}} 起连续编号，每空有一组可以接受的答案。"""
    for question in curriculum.asked():
        if not isinstance(question, Fill):
            continue
        if question.blanks != tuple(range(1, len(question.answer) + 1)):
            yield Finding(
                question.place("stem"),
                f"题“{question.id}”题干有 {len(question.blanks)} 个空，"
                f"answer 有 {len(question.answer)} 组",
            )
        for number, accepted in enumerate(question.answer):
            if not [text for text in accepted if text.strip()]:
                yield Finding(
                    question.place("answer", number), f"题“{question.id}”第 {number + 1} 空没有答案"
                )


@rule("Q009", "正误项个数不对", "多选至少两个正确项、一个错误项；单选三到五个选项")
def key_counts(curriculum: Curriculum) -> Iterator[Finding]:
    """多选题至少两个正确项、至少一个干扰项，正确项不重复；选项至多八个（考试宝、学习通的上限）。"""
    for question in curriculum.asked():
        if isinstance(question, Multiple):
            keys = set(question.answer)
            if (
                len(keys) < 2
                or len(keys) >= len(question.options)
                or len(keys) < len(question.answer)
            ):
                yield Finding(
                    question.place("answer"),
                    f"题“{question.id}”有 {len(question.options)} 个选项、{len(keys)} 个正确项",
                )
        if isinstance(question, Single | Multiple) and len(question.options) > 8:
            yield Finding(
                question.place("options"),
                f"题“{question.id}”有 {len(question.options)} 个选项，超过 8 个",
                "拆成两题，或减少选项",
            )


@rule("Q010", "计算题的容差不对", "tolerance 写允许的误差，不小于答案末位的一半；单位写明")
def numeric_tolerance(curriculum: Curriculum) -> Iterator[Finding]:
    """数值答案的容差不得小于答案的修约误差，否则四舍五入正确的人会被判错。"""
    for question in curriculum.asked():
        if not isinstance(question, Numeric):
            continue
        # The key is written with as many decimals as it is known to; 1e-05 is 0.00001.
        exponent = Decimal(repr(question.answer.value)).normalize().as_tuple().exponent
        rounding = 0.5 * 10.0 ** int(exponent) if int(exponent) < 0 else 0.0
        if question.answer.tolerance + 1e-12 < rounding:
            yield Finding(
                question.place("answer", "tolerance"),
                f"题“{question.id}”的容差 {question.answer.tolerance} 小于修约误差 {rounding:g}",
            )


@rule("Q011", "简答题没有分值", "rubric 的各点写分值，合计与 marks 一致")
def rubric_marks(curriculum: Curriculum) -> Iterator[Finding]:
    """简答题写了总分时，评分点之和要等于总分。"""
    for question in curriculum.asked():
        if isinstance(question, Short) and question.marks is not None:
            total = sum(point.marks for point in question.rubric)
            if abs(total - question.marks) > 1e-9:
                yield Finding(
                    question.place("rubric"),
                    f"题“{question.id}”评分点合计 {total:g} 分，总分 {question.marks:g} 分",
                )


_LETTER = re.compile(r"\s*[（(【]?[A-HＡ-Ｈ](?:[)）】]\s*|[.．、:：]\s*)(?=\S)")


@rule("Q012", "选项里贴进了字母", "删去开头的字母，只写选项的文字；字母由程序加", Severity.REVIEW)
def letters_in_options(curriculum: Curriculum) -> Iterator[Finding]:
    """从别处贴来的“A. 甲”会印成“A. A. 甲”，打乱选项时字母还会错。"""
    for question in curriculum.asked():
        for field in ("options", "items", "left", "right"):
            for number, option in enumerate(getattr(question, field, ())):
                if match := _LETTER.match(option.text):
                    yield Finding(
                        question.place(field, number, "text"),
                        f"题“{question.id}”的选项以“{match.group().strip()}”开头",
                    )
