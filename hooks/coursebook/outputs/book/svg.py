"""Drawings for print: text in fonts that the book carries, and nothing that moves or calls home."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ...source.drawing import drawing_problems
from .error import BookError

REGULAR = "Noto Sans SC"
BOLD = "Noto Sans CJK SC"
"""The variable font; in a drawing Typst sets its regular weight as thin, therefore two fonts."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_FONT_STYLE = re.compile(r"font-(?P<name>family|weight)\s*:\s*(?P<value>[^;]*);?\s*")


def printable_svg(text: str, path: str) -> str:
    """Return a drawing in which every text names one of the book's fonts, by its weight.

    Raises:
        BookError: B008 for what a press cannot print or a book should not embed.
    """
    found = drawing_problems(text, f"docs/{path}")
    if found:
        # The loader has said so already (F060); a tree that came another way is refused here.
        raise BookError(*(dataclasses.replace(problem, code="B008") for problem in found))
    root = ElementTree.fromstring(text)
    _set_fonts(root, bold=False)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _set_fonts(element: Element, *, bold: bool) -> None:
    """Write the font of each element that may hold text, from the weight it inherits."""
    declared = {m["name"]: m["value"] for m in _FONT_STYLE.finditer(element.get("style", ""))}
    weight = declared.get("weight", element.get("font-weight", "")).strip()
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    if "style" in element.attrib:
        element.set("style", _FONT_STYLE.sub("", element.get("style", "")))
    for name in ("font-family", "font-weight"):
        element.attrib.pop(name, None)
    if element.tag.rpartition("}")[2] in ("text", "tspan", "textPath"):
        element.set("font-family", BOLD if bold else REGULAR)
        element.set("font-weight", "bold" if bold else "normal")
    for child in element:
        _set_fonts(child, bold=bold)
