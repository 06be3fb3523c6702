"""P0xx: how the text is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.curriculum import Curriculum
from ..source.place import Place
from ..source.problem import Severity
from .registry import Finding, rule

FORBIDDEN = {
    "二恶英": "二噁英",
    "二恶因": "二噁英",
    "二噁因": "二噁英",
    "戴奥辛": "二噁英",
    "持久性有机物": "持久性有机污染物",
}
_HAN = "\u4e00-\u9fff"
_PUNCTUATION = re.compile(f"(?<=[{_HAN}])([,;:?!])(?=[{_HAN}])")
_RANGE = re.compile(r"(?<=\d)~(?=\d)")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def _lines(curriculum: Curriculum) -> Iterator[tuple[Place, str]]:
    """Yield every line of prose with its place: module text and the texts of questions."""
    for module in curriculum.texts:
        path = module.place().path
        for number, text in module.body.prose:
            yield Place(path, number), text
    for question in curriculum.questions():
        yield question.place("stem"), question.stem
        if question.explanation:
            yield question.place("explanation"), question.explanation
        for number, option in enumerate(getattr(question, "options", ())):
            yield question.place("options", number, "text"), option.text


@rule("P001", "用了不规范的名称", "换成规范名称")
def forbidden_terms(curriculum: Curriculum) -> Iterator[Finding]:
    """术语用规范写法，如“二噁英”，不写俗写和旧写；说明误写本身时放进 `代码` 里。"""
    for place, text in _lines(curriculum):
        for wrong, right in FORBIDDEN.items():
            start = text.find(wrong)
            if start >= 0:
                yield Finding(
                    Place(place.path, place.line, place.column + start),
                    f"“{wrong}”应写“{right}”",
                    f"改成“{right}”",
                )


@rule("P002", "中文里用了半角标点", "改成全角", Severity.REVIEW)
def half_width(curriculum: Curriculum) -> Iterator[Finding]:
    """两个汉字之间的逗号、分号、冒号、问号、叹号用全角。"""
    for place, text in _lines(curriculum):
        for match in _PUNCTUATION.finditer(text):
            sign = match.group()
            yield Finding(
                Place(place.path, place.line, place.column + match.start()),
                f"半角“{sign}”",
                f"改成“{_FULL_WIDTH[sign]}”",
            )


@rule("P003", "数字范围用了半角波浪号", "改成“—”或“～”")
def range_sign(curriculum: Curriculum) -> Iterator[Finding]:
    """半角 ~ 在本书里是下标记号，数字范围用一字线或全角浪纹。"""
    for place, text in _lines(curriculum):
        for match in _RANGE.finditer(text):
            yield Finding(
                Place(place.path, place.line, place.column + match.start()),
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
