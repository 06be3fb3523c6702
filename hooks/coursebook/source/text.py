"""Bytes of an editor's file → text, with the mistakes that editors' tools make."""

from __future__ import annotations

import re

from .place import Place
from .problem import Problem, SourceError

MAX_BYTES = 800_000
"""A module has about 40 kB; a file twenty times that size is a mistake or an attack."""

MAX_LINE = 8_000
"""Characters in a line; the longest paragraphs and table rows have a few hundred."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Control characters, and the bidirectional overrides that make text read otherwise than it is."""


def decode(data: bytes, path: str) -> str:
    """Return the text of ``data`` with Unix line ends and without byte-order mark.

    Raises:
        SourceError: F001 not UTF-8, F002 too large, F003 a forbidden control character,
            F006 a line too long.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            Problem(
                Place(path),
                "F002",
                f"文件超过上限 {MAX_BYTES // 1000} kB",
                "拆成几个文件；图片放进 docs/assets/，不要嵌在文字里",
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise SourceError(
            Problem(
                Place(path, line, column),
                "F001",
                "文件不是 UTF-8 编码（可能是 GBK 或 GB 18030）",
                "用编辑器“另存为”，编码选 UTF-8",
            )
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, length in enumerate(map(len, text.split("\n")), 1):
        if length > MAX_LINE:
            raise SourceError(
                Problem(
                    Place(path, number),
                    "F006",
                    f"这一行有 {length} 个字，超过上限 {MAX_LINE}",
                    "在句号后换行；网页上不会多出空格",
                )
            )
    if bad := control_character(text):
        line, column = line_column(text, bad.start())
        raise SourceError(
            Problem(
                Place(path, line, column),
                "F003",
                f"含有不可见的控制字符 U+{ord(bad.group()):04X}",
                "删去这个字符；常见来源是从网页或聊天软件粘贴",
            )
        )
    return text


def control_character(text: str) -> re.Match[str] | None:
    """Return the first character of ``text`` that must not be in it."""
    return _CONTROL.search(text)


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
