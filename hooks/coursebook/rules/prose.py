"""P0xx: how the text is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.curriculum import Curriculum
from ..source.passages import Passages
from ..source.place import Place
from ..source.problem import Severity
from .lines import lines, moved, without_targets
from .registry import Finding, rule

_HAN = "\u4e00-\u9fff"
_PUNCTUATION = re.compile(f"(?<=[{_HAN}])([,;:?!])(?=[{_HAN}])")
_RANGE = re.compile(r"(?<=\d)~(?=\d)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A spelling that must not be written, and what is written instead."""

    spelling: str
    right: str

    def stands_alone(self, text: str, start: int) -> bool:
        """Say whether it is no part of a longer Latin word or code such as ``gb-m3x``."""
        end = start + len(self.spelling)
        if _WORD.match(self.spelling) and _JOINS_BEFORE.search(text, 0, start):
            return False
        # ng TEQ/m is forbidden in front of any way to write the cube: a digit may follow.
        joins = _ALNUM if self.spelling[-1].isdigit() else _LETTER
        return not (_ALNUM.match(self.spelling[-1]) and joins.match(text, end))


_WORD = re.compile("[A-Za-zµμ]")
_LETTER = re.compile("[A-Za-z]")
_ALNUM = re.compile("[A-Za-z0-9]")
_JOINS_BEFORE = re.compile("[A-Za-z_.-]$")


def misspellings(known: Iterable[Misspelling]) -> Passages[Misspelling]:
    """Return what finds all of them in one pass."""
    return Passages((each.spelling, each) for each in known)


def found_in(passages: Passages[Misspelling], text: str) -> Iterator[tuple[Misspelling, int]]:
    """Yield what stands in ``text``, the longest where two overlap."""
    end = 0
    hits = sorted(
        ((wrong, at) for wrong, at in passages.places_in(text) if wrong.stands_alone(text, at)),
        key=lambda hit: (hit[1], -len(hit[0].spelling)),
    )
    for wrong, at in hits:
        if at >= end:
            end = at + len(wrong.spelling)
            yield wrong, at


@rule("P001", "用了不规范的名称", "换成规范名称；说明误写本身时放进 `反引号` 里")
def forbidden_terms(curriculum: Curriculum) -> Iterator[Finding]:
    """术语用规范写法，如“二噁英”，不写俗写和旧写。哪些写法不用，登记在 glossary.yml 各术语的 forbidden 里。"""
    wrong = misspellings(
        Misspelling(variant, term.term) for term in curriculum.terms for variant in term.forbidden
    )
    for place, text in lines(curriculum):
        for found, start in found_in(wrong, text):
            yield Finding(
                moved(place, start),
                f"“{found.spelling}”不规范，术语是“{found.right}”",
                f"改用“{found.right}”；说明误写本身时放进反引号里",
            )


@rule("P002", "中文里用了半角标点", "改成全角", Severity.REVIEW)
def half_width(curriculum: Curriculum) -> Iterator[Finding]:
    """两个汉字之间的逗号、分号、冒号、问号、叹号用全角。"""
    for place, text in lines(curriculum):
        for match in _PUNCTUATION.finditer(text):
            sign = match.group()
            yield Finding(
                moved(place, match.start()),
                f"半角“{sign}”",
                f"改成“{_FULL_WIDTH[sign]}”",
            )


@rule("P003", "数字范围用了半角波浪号", "改成“—”或“～”")
def range_sign(curriculum: Curriculum) -> Iterator[Finding]:
    """半角 ~ 在本书里是下标记号，数字范围用一字线或全角浪纹。"""
    for place, text in lines(curriculum):
        for match in _RANGE.finditer(text):
            yield Finding(
                moved(place, match.start()),
                f"“{text[max(0, match.start() - 6) : match.end() + 6]}”用了半角 ~",
            )


_LOOKALIKES = (
    (re.compile(r"\[＠|【@"), "[@"),
    (re.compile(r"\[＃|【#"), "[#"),
    (re.compile(r"\[？|【\?"), "[?"),
    (re.compile(r"^[／/]*／[／/]*|^//(?=\s)"), "///"),
    (re.compile(r"^＃+"), "##"),
    (re.compile(r"^#{2,}(?=[^\s#])"), "## 加空格"),
    (re.compile(r"｛#"), "{#"),
    (re.compile(r"\]（(?=https?:)"), "]("),
    (re.compile(r"^\[\^[^\]\s]+\]："), "[^名]: "),
    (re.compile(r"^｜"), "|"),
)


@rule("P004", "记号用了全角或少了空格", "换成半角的记号")
def lookalikes(curriculum: Curriculum) -> Iterator[Finding]:
    """引用、互见、方框、标题、脚注和表格的记号都是半角的；写成全角就会原样印出来。"""
    for text in curriculum.texts:
        for number, line in text.body.prose:
            for pattern, right in _LOOKALIKES:
                for match in pattern.finditer(line):
                    place = Place(text.place().path, number, match.start() + 1)
                    yield Finding(place, f"“{match.group()}”会原样印出来", f"写成 {right}")


@rule(
    "P005", "单位写成了另一种样子", "按 glossary.yml 的 units 写；照录别人的写法时放进 `反引号` 里"
)
def unit_spelling(curriculum: Curriculum) -> Iterator[Finding]:
    """一个单位只有一种写法，如 ng TEQ/m³、mg/L、℃；正文、题目和登记里都一样。代码、链接和编号里的不算。"""
    wrong = misspellings(
        Misspelling(spelling, unit.unit) for unit in curriculum.units for spelling in unit.forbidden
    )
    for place, text in (*lines(curriculum), *_registered_units(curriculum)):
        # Few lines have any; only those are worth a look at what their links point to.
        if not any(True for _ in wrong.found_in(text)):
            continue
        for found, start in found_in(wrong, without_targets(text)):
            yield Finding(
                moved(place, start),
                f"单位“{found.spelling}”不写这个样子",
                f"写成“{found.right}”",
            )


def _registered_units(curriculum: Curriculum) -> Iterator[tuple[Place, str]]:
    for limit in curriculum.limits:
        yield limit.place("unit"), limit.unit
    for factor in curriculum.factors:
        yield factor.place("unit"), factor.unit
    for method in curriculum.methods:
        for number, least in enumerate(method.limits_of_detection):
            yield method.place("limits_of_detection", number, "unit"), least.unit
    for substance in curriculum.substances:
        for number, each in enumerate(substance.properties):
            yield substance.place("properties", number, "unit"), each.unit
        for number, content in enumerate(substance.low_pop_content):
            yield substance.place("low_pop_content", number, "unit"), content.unit
