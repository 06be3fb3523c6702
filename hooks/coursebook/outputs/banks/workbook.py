"""A workbook whose bytes depend on its content only, and whose cells hold text only."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .inline import Run

FONT = "宋体"
SIZE = 10
LINE = 13.0
"""Height of a line in points, at ``SIZE``."""
MAX_HEIGHT = 409.0
"""The tallest row that Excel allows."""
MAX_CELL = 32_767
"""The longest text that a cell holds."""

_TOKEN = re.compile(r"[!-,.-~]+-?|-|.")
"""What is not broken: a word of Latin letters and digits, cut after a hyphen."""
_NARROW = re.compile("[\0-\u02ff]")

_CELL = {
    "font_name": FONT,
    "font_size": SIZE,
    "text_wrap": True,
    "border": 1,
    "border_color": "#808080",
    "num_format": "@",
}
_HEAD = {"bold": True, "valign": "vcenter", "align": "center", "bg_color": "#E0E0E0"}


class TextBook:
    """Sheets of wrapped text for A4 landscape.

    XlsxWriter gives every entry of its zip file the earliest date there is; ``day`` stands
    for the only other date that would be the clock's.
    """

    def __init__(self, title: str, author: str, day: datetime.date) -> None:
        self._file = io.BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})
        created = datetime.datetime(day.year, day.month, day.day)
        self._book.set_properties({"title": title, "author": author, "created": created})
        self.head = self._book.add_format({**_CELL, **_HEAD})
        self._formats: dict[tuple[bool, str, bool], Format] = {}

    def sheet(self, name: str, title: str, widths: Sequence[float]) -> TextSheet:
        """Add a sheet that prints one page wide, with ``title`` above every page."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.6)
        # The ampersand is the head's own sign.
        sheet.set_header("&C" + title.replace("&", "&&"), {"margin": 0.3})
        sheet.set_footer("&C第 &P 页，共 &N 页", {"margin": 0.3})
        return TextSheet(self, sheet, widths)

    def format_of(self, run: Run, *, cell: bool = False) -> Format:
        """Return the format of a stretch of text, or of a cell that is all one stretch."""
        key = (run.strong, run.script, cell)
        if key not in self._formats:
            script = {"sub": 2, "sup": 1}.get(run.script, 0)
            font = {"font_name": FONT, "font_size": SIZE, "bold": run.strong, "font_script": script}
            base = {**_CELL, "valign": "top"} if cell else {}
            self._formats[key] = self._book.add_format({**base, **font})
        return self._formats[key]

    def data(self) -> bytes:
        """Return the file; nothing can be added afterwards."""
        self._book.close()
        return self._file.getvalue()


class TextSheet:
    """One sheet, filled row by row."""

    def __init__(self, book: TextBook, sheet: Worksheet, widths: Sequence[float]) -> None:
        self._book, self._sheet, self._widths = book, sheet, widths
        self._rows = 0

    def add(self, cells: Sequence[list[Run]], *, head: bool = False) -> None:
        """Add a row.

        Raises:
            ValueError: a text is longer than a cell can hold.
        """
        texts = ["".join(run.text for run in content) for content in cells]
        self._sheet.set_row(self._rows, height(texts, self._widths))
        for column, (content, text) in enumerate(zip(cells, texts, strict=True)):
            self._put(column, [run for run in content if run.text], text, head)
        self._rows += 1

    def _put(self, column: int, content: list[Run], text: str, head: bool) -> None:
        book, at = self._book, (self._rows, column)
        whole = content[0] if len(content) == 1 else Run(text)
        style = book.head if head else book.format_of(whole, cell=True)
        if not text:
            wrong = self._sheet.write_blank(*at, None, style)
        elif len(content) > 1 and any(run.strong or run.script for run in content):
            parts = [part for run in content for part in (book.format_of(run), run.text)]
            wrong = self._sheet.write_rich_string(*at, *parts, style)
        else:
            # As text, whatever it looks like: ``=1+1`` stays four signs.
            wrong = self._sheet.write_string(*at, text, style)
        if wrong:
            raise ValueError(f"a cell holds {MAX_CELL} signs, not {len(text)}")

    def finish_table(self) -> None:
        """Keep head and first column in sight, repeat the head in print, offer filters."""
        self._sheet.freeze_panes(1, 1)
        self._sheet.repeat_rows(0)
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._widths) - 1)


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
    return sum(_paragraph_lines(paragraph, room) for paragraph in text.split("\n"))


def _paragraph_lines(text: str, room: float) -> int:
    narrow = len(_NARROW.findall(text))
    if 2 * len(text) - narrow <= room:
        return 1
    if not narrow:
        return -(-len(text) // max(int(room // 2), 1))
    count, used = 1, 0.0
    for token in _TOKEN.findall(text):
        size = 2 * len(token) - len(token) * (token[0] < "\u0300")
        if used and used + size > room:
            count, used = count + 1, 0.0
        count += int((used + size) // (room + 1)) if size > room else 0
        used = (used + size) % room if size > room else used + size
    return count
