"""Names of the files that readers download: one table for the writer and for the links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BankFormat:
    """A format of question bank and whom it serves."""

    suffix: str
    title: str
    audience: str
    how: str


BANK_FORMATS = {
    "moodle-xml": BankFormat(
        ".moodle.xml",
        "Moodle XML",
        "用 Moodle 等学习平台的单位",
        "题库 → 导入 → Moodle XML 格式。同一文件导入两次会重复，请导入到新的类别。",
    ),
    "gift": BankFormat(
        ".gift.txt",
        "GIFT",
        "用 Moodle 或支持 GIFT 的平台的单位",
        "题库 → 导入 → GIFT 格式；文本文件，可以直接看。",
    ),
    "review": BankFormat(
        ".review.xlsx",
        "审阅表",
        "教员、审题人",
        "用 WPS 或 Excel 打开，一行一题，可以打印、批注；不能导回。",
    ),
}
"""By the name that exporters and the command line use."""


def bank_file(module: str, format: str) -> str:
    """Return the file name of a module's bank: ``law-eco-code.gift.txt``."""
    return module.replace("/", "-") + BANK_FORMATS[format].suffix
