"""What only a screen needs: labels for stacked tables, and words that must not break.

Done to the page's own tree after the book has its copy: paper has room, and Typst breaks
lines by its own rules.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

KEEP = re.compile(
    r"\d{2,7}-\d{2}-\d(?![\d-])"  # a CAS number: half of one is another substance's
    r"|(?:GB|HJ|GB/T|HJ/T)\u00a0?\s?[\d.]+-\d{4}"  # a standard's number
)
CLOSING = "。，；：、）！？"
_SKIP = frozenset({"pre", "code", "a", "title"})


def suit_screen(root: etree.Element) -> None:
    """Label the cells of tables and keep numbers, and marks before punctuation, in one piece."""
    for table in root.iter("table"):
        _label_cells(table)
    _keep_marks(root)
    _keep_numbers(root)


def _label_cells(table: etree.Element) -> None:
    heads = ["".join(th.itertext()).strip() for th in table.iterfind("thead/tr/th")]
    for row in table.iterfind("tbody/tr"):
        for head, cell in zip(heads, row, strict=False):
            cell.set("data-label", head)


def _keep_marks(parent: etree.Element) -> None:
    """Put a trust mark and the punctuation after it into one piece: no line begins with 。"""
    for index, child in enumerate(list(parent)):
        tail = child.tail or ""
        if child.get("class") == "trust" and tail[:1] in CLOSING and tail:
            piece = etree.Element("span", {"class": "nowrap"})
            parent.remove(child)
            child.tail, piece.tail = tail[0], tail[1:]
            piece.append(child)
            parent.insert(index, piece)
        else:
            _keep_marks(child)


def _keep_numbers(parent: etree.Element) -> None:
    if parent.tag in _SKIP or parent.get("class") == "nowrap":
        return
    for child in list(parent):
        _keep_numbers(child)
        if child.tail and KEEP.search(child.tail):
            place = list(parent).index(child) + 1
            child.tail = _split(parent, place, child.tail)
    if parent.text and KEEP.search(parent.text):
        parent.text = _split(parent, 0, parent.text)


def _split(parent: etree.Element, place: int, text: str) -> str:
    """Insert the numbers of ``text`` as elements from ``place`` on; return what is before them."""
    before, end, last = "", 0, None
    for match in KEEP.finditer(text):
        between = text[end : match.start()]
        if last is None:
            before = between
        else:
            last.tail = between
        last = etree.Element("span", {"class": "nowrap"})
        last.text = match.group()
        parent.insert(place, last)
        place += 1
        end = match.end()
    if last is not None:
        last.tail = text[end:]
    return before
