"""The one way our own markup is put together: texts become text nodes, never HTML."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element at the end of ``parent``; ``**{"class": …}`` for names Python reserves."""
    element = SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def append_text(parent: Element, text: str) -> None:
    """Add text after whatever ``parent`` already holds."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
