"""A workbook whose bytes depend on its content only, and whose cells hold text only."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.xml.functions import tostring

from .inline import Run

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can carry."""

CORE = "docProps/core.xml"
FONT = "宋体"
SIZE = 10
LINE = 13.0
"""Height of a line in points, at ``SIZE``."""
MAX_HEIGHT = 409.0
"""The tallest row that Excel allows."""

_TOKEN = re.compile(r"[!-,.-~]+-?|-|.")
"""What is not broken: a word of Latin letters and digits, cut after a hyphen."""


TEXT = "题目文字"
HEAD = "题目表头"


def new_workbook() -> Workbook:
    """Return a workbook that knows the two cell styles ``TEXT`` and ``HEAD``."""
    workbook = Workbook()
    thin = Side(style="thin", color="808080")
    border = Border(thin, thin, thin, thin)
    workbook.add_named_style(
        NamedStyle(
            TEXT,
            font=Font(name=FONT, size=SIZE),
            alignment=Alignment(wrap_text=True, vertical="top"),
            border=border,
            number_format="@",
        )
    )
    workbook.add_named_style(
        NamedStyle(
            HEAD,
            font=Font(name=FONT, size=SIZE, bold=True),
            alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
            border=border,
            fill=PatternFill("solid", "E0E0E0"),
            number_format="@",
        )
    )
    return workbook


def put(cell: Cell | MergedCell, text: str) -> None:
    """Write ``text`` as text, whatever it looks like: ``=1+1`` stays four signs."""
    cell.value = text
    # openpyxl takes a leading = for a formula and #N/A for an error.
    cell.data_type = "s"


def put_runs(cell: Cell | MergedCell, runs: list[Run]) -> None:
    """Write formatted text; without any format it is an ordinary text cell."""
    put(cell, "".join(run.text for run in runs))
    if any(run.strong or run.script for run in runs):
        # Every run names its font: openpyxl would strip a bare one at its ends.
        cell.value = CellRichText([TextBlock(_font(run), run.text) for run in runs])


def _font(run: Run) -> InlineFont:
    script = {"sub": "subscript", "sup": "superscript"}.get(run.script)
    return InlineFont(rFont=FONT, sz=SIZE, b=run.strong or None, vertAlign=script)  # type: ignore[arg-type]


def height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Return the height of a row of wrapped cells.

    Programs do not agree on whether they measure rows when they open a file (LibreOffice
    does not), so the file says it; a column unit is 7 pixels, a Chinese character 13.3.
    """
    lines = max(
        _lines(text, width * 7 / 6.67 - 1) for text, width in zip(texts, widths, strict=True)
    )
    return min(lines * LINE + 4, MAX_HEIGHT)


def _lines(text: str, room: float) -> int:
    """Return how many lines ``text`` takes where ``room`` half-width signs fit into one."""
    count = 0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for token in _TOKEN.findall(paragraph):
            size = sum(1 if sign < "\u0300" else 2 for sign in token)
            if used and used + size > room:
                count, used = count + 1, 0.0
            count += int((used + size) // (room + 1)) if size > room else 0
            used = (used + size) % room if size > room else used + size
    return count


def to_bytes(workbook: Workbook, day: datetime.date) -> bytes:
    """Return the file; ``day`` stands for every date that would be the clock's."""
    moment = datetime.datetime(day.year, day.month, day.day)
    workbook.properties.created = moment
    draft = io.BytesIO()
    workbook.save(draft)
    workbook.properties.modified = moment
    core = tostring(workbook.properties.to_tree())
    final = io.BytesIO()
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(final, "w") as target:
        for item in source.infolist():
            entry = zipfile.ZipInfo(item.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, core if item.filename == CORE else source.read(item))
    return final.getvalue()
