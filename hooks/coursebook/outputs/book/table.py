"""Tables → Typst, with column widths that suit what stands in them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from .expression import array, call, content, string
from .walk import Walk, excerpt, kind_of

LINE = 49.0
"""Width of a table in ems of its own type: the text block at 9 point."""

GAP = 0.9
"""White space that every column needs beside its text, in ems."""

SHORT = 7.5
"""A column that needs no more than this is never broken into lines."""

ROOM = 26
"""Lines of a table that is better moved as a whole than broken over pages."""

TALL = 20
"""Lines of a row that must be allowed to break, or it might not fit on a page."""

GRID_BOXES = frozenset({"checklist", "form"})
"""Boxes whose table is filled in by hand and therefore has all its lines."""

_ALIGN = frozenset({"left", "center", "right"})
_WORD = re.compile(r"[!-~\u00a0-\u024f\u0370-\u03ff]+")


def table(walk: Walk, element: Element) -> str:
    """A table with one head row, repeated where it breaks over pages.

    Raises:
        BookError: B003 for a table that has rows of different length or none.
    """
    rows = [list(row) for row in element.iter("tr")]
    head = list(element.iterfind("thead/tr"))
    if len(head) != 1 or not rows or any(len(row) != len(rows[0]) for row in rows):
        raise walk.fail(
            "B003", f"表格各行的格数不同，或没有表头{excerpt(element)}", "补齐每一行的竖线"
        )
    stray = next((c for r in rows for c in r if c.tag not in ("th", "td")), None)
    if stray is not None:
        raise walk.fail("B001", f"书稿不认识表格里的“{kind_of(stray)}”", "改用竖线表格的写法")
    walk.inside.append("table")
    cells = [[_cell(walk, cell) for cell in row] for row in rows]
    walk.inside.pop()
    texts = [["".join(cell.itertext()) for cell in row] for row in rows]
    widths = column_widths(texts)
    grid = bool(GRID_BOXES & set(walk.inside))
    return call(
        "b.table",
        *(array(row) for row in cells[1:]),
        columns=array(f"{width:.3g}fr" for width in widths),
        alignment=array(string(_alignment(walk, cell)) for cell in rows[0]),
        head=array(cells[0]),
        grid="true" if grid else None,
        continued=walk.caption,
        keep=None if max(row_heights(texts, widths)) <= TALL else "false",
    )


def is_small(element: Element) -> bool:
    """Say whether a table is low enough to be kept whole on a page."""
    texts = [["".join(cell.itertext()) for cell in row] for row in element.iter("tr")]
    return sum(row_heights(texts, column_widths(texts))) <= ROOM


def row_heights(
    rows: Sequence[Sequence[str]], widths: Sequence[float], line: float = LINE
) -> list[int]:
    """Return an estimate of the lines that each row takes when set in these columns."""
    scale = line / sum(widths)
    return [
        max(
            1,
            *(
                math.ceil(text_width(text) / max(1.0, width * scale - GAP))
                for text, width in zip(row, widths, strict=True)
            ),
        )
        for row in rows
    ]


def _cell(walk: Walk, cell: Element) -> str:
    for name in cell.attrib:
        if name != "align":
            raise walk.fail("B002", f"表格里不认识属性 {name}{excerpt(cell)}", "删去这个属性")
    _alignment(walk, cell)
    return content(walk.flow(cell))


def _alignment(walk: Walk, cell: Element) -> str:
    side = cell.get("align", "left")
    if side not in _ALIGN:
        raise walk.fail("B002", f"表格里不认识对齐 {side!r}{excerpt(cell)}", "只能写左、中、右")
    return side


def column_widths(rows: Sequence[Sequence[str]], line: float = LINE) -> list[float]:
    """Return relative widths: natural ones where a row fits, else a fair share of the line.

    A column gets at least its longest word, a short one all it needs, and of what is left a
    share that grows with the square root of its text, which makes the cells of a row about
    equally high.
    """
    columns = list(zip(*rows, strict=True))
    natural = [GAP + max(1.5, *(text_width(text) for text in column)) for column in columns]
    if sum(natural) <= line:
        return natural
    words = [GAP + max(3.0, *(_longest_word(text) for text in column)) for column in columns]
    least = [
        width if width <= SHORT + GAP else min(width, word)
        for width, word in zip(natural, words, strict=True)
    ]
    if sum(least) >= line:
        least = [min(width, word) for width, word in zip(natural, words, strict=True)]
    if sum(least) >= line:
        return least
    area = [
        (sum(text_width(text) for text in column) / len(column) * width) ** 0.5
        for width, column in zip(natural, columns, strict=True)
    ]
    return _share(least, area, natural, line)


def _share(least: list[float], area: list[float], natural: list[float], line: float) -> list[float]:
    """Deal out ``line`` by ``area``, no column under its least or over its natural width."""
    widths = dict(enumerate(least))
    free = set(widths)
    while free:
        left = line - sum(width for column, width in widths.items() if column not in free)
        whole = sum(area[column] for column in free) or 1.0
        ideal = {column: left * area[column] / whole for column in free}
        low = {column for column in free if ideal[column] < least[column]}
        high = {column for column in free if ideal[column] > natural[column]} if not low else set()
        for column in free:
            bound = least[column] if column in low else natural[column]
            widths[column] = bound if column in low | high else ideal[column]
        if not low | high:
            break
        free -= low | high
    return [widths[column] for column in sorted(widths)]


def text_width(text: str) -> float:
    """Return the width of ``text`` in ems, a Chinese character counting one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def _longest_word(text: str) -> float:
    return max((text_width(word) + 0.3 for word in _WORD.findall(text)), default=0.0)
