"""Inline marks in data texts (stems, options, cells): the few that every output can show.

Questions are exported to platforms that know no Markdown, so their texts have only
``**strong**``, ``~sub~``, ``^sup^``, a code span in backticks, line breaks and, in a fill
question, blanks ``{{1}}``. Whatever does not fit this grammar is ordinary text.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from .elements import append_text

INLINE = re.compile(
    r"\*\*(?P<strong>(?!\s)(?:(?!\*\*).)+?)\*\*"
    r"|~(?P<sub>[^~\s]+)~"
    r"|\^(?P<sup>[^^\s]+)\^"
    r"|`(?P<code>[^`\n]+)`"
    r"|\{\{(?P<blank>\d+)\}\}"
    r"|(?P<br>\n+)",
    re.DOTALL,
)
BLANK_LINE = "____"
"""What stands for a blank; of one length, so that it says nothing about the answer."""


def inline_elements(text: str) -> Element:
    """Return a ``span`` holding ``text`` with its marks as elements.

    A blank becomes ``span.blank[data-blank]`` with a line in it. Nothing of the text is
    ever read as HTML: it ends up in text nodes only.
    """
    span = Element("span")
    _fill(span, text)
    return span


def plain_text(text: str, blank: str = BLANK_LINE) -> str:
    """Return ``text`` without its marks, for outputs that know none (H~2~O gives H2O)."""
    parts = []
    for node in _fill(Element("span"), text).iter():
        if node.tag == "br":
            parts.append("\n")
        parts.append(blank if node.get("data-blank") else node.text or "")
        parts.append(node.tail or "")
    return "".join(parts)


def _fill(parent: Element, text: str) -> Element:
    end = 0
    for match in INLINE.finditer(text):
        append_text(parent, text[end : match.start()])
        _mark(parent, match)
        end = match.end()
    append_text(parent, text[end:])
    return parent


def _mark(parent: Element, match: re.Match[str]) -> None:
    kind = match.lastgroup or ""
    if kind == "blank":
        blank = SubElement(parent, "span", {"class": "blank", "data-blank": match[kind]})
        blank.text = BLANK_LINE
        return
    element = SubElement(parent, kind)
    if kind == "strong":
        _fill(element, match[kind])
    elif kind != "br":
        element.text = match[kind]
