"""A question's texts, with their inline marks, as the targets take them: HTML, plain, runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from lxml import etree

from ...markup.inline_text import BLANK_LINE, inline_elements

if TYPE_CHECKING:
    from lxml.etree import _Element

BlankWriter = Callable[["_Element", int], None]

RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def html(tag: str, text: str, blank: BlankWriter | None = None, guard: str = "") -> _Element:
    """Return ``text`` as an element; nothing of it can become markup.

    ``blank`` adds what stands for blank *n*; signs in ``guard`` are written as numeric
    character references, for targets that look for them in the serialised HTML.
    """
    return _copy(inline_elements(text), tag, blank or _underscores, guard)


def markup(element: _Element) -> str:
    """Return ``element`` as text, in the XML form of HTML."""
    return etree.tostring(element, encoding="unicode", with_tail=False)


def inner(element: _Element) -> str:
    """Return what is in ``element``, without its own tags."""
    return markup(element).removeprefix(f"<{element.tag}>").removesuffix(f"</{element.tag}>")


def add_text(parent: _Element, text: str, guard: str = "") -> None:
    """Append ``text`` after whatever ``parent`` holds."""
    for piece in re.split(f"([{re.escape(guard)}])", text) if guard else [text]:
        if not piece:
            continue
        if piece in guard:
            parent.append(etree.Entity(f"#{ord(piece)}"))
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece


def _copy(source: Element, tag: str, blank: BlankWriter, guard: str) -> _Element:
    target = etree.Element(tag)
    add_text(target, source.text or "", guard)
    for child in source:
        if number := child.get("data-blank"):
            blank(target, int(number))
        else:
            target.append(_copy(child, child.tag, blank, guard))
        add_text(target, child.tail or "", guard)
    return target


def _underscores(parent: _Element, number: int) -> None:
    add_text(parent, BLANK_LINE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one format."""

    text: str
    strong: bool = False
    script: str = ""
    """``sub``, ``sup`` or nothing."""


def runs(text: str) -> Iterator[Run]:
    """Yield ``text`` cut where the format changes, for targets with rich text of their own."""
    yield from _runs(inline_elements(text), strong=False)


def _runs(node: Element, *, strong: bool) -> Iterator[Run]:
    if node.text:
        yield Run(node.text, strong, node.tag if node.tag in ("sub", "sup") else "")
    for child in node:
        if child.tag == "br":
            yield Run("\n", strong)
        else:
            yield from _runs(child, strong=strong or child.tag == "strong")
        if child.tail:
            yield Run(child.tail, strong)


def small(run: Run) -> str | None:
    """Return a lowered or raised stretch in Unicode's own small signs, if it has them all."""
    signs = run.text.translate(RAISED if run.script == "sup" else LOWERED)
    same = any(a == b for a, b in zip(signs, run.text, strict=True))
    return None if same else signs


@dataclass(frozen=True, slots=True)
class Flat:
    """A text for a target that knows no format, and what it cost."""

    text: str
    losses: tuple[str, ...] = ()


def flat(text: str) -> Flat:
    """Return ``text`` in plain Unicode: CO₂ and m³ by Unicode's own small figures.

    Emphasis, and small letters that Unicode does not have, are losses. They are named
    without quoting the text: reports of exam banks may be printed in public logs.
    """
    parts: list[str] = []
    losses: list[str] = []
    for run in runs(text):
        signs = small(run) if run.script else run.text
        if signs is None:
            losses.append("有上标或下标改排在行内")
        if run.strong:
            losses.append("有加粗不能显示")
        parts.append(run.text if signs is None else signs)
    return Flat("".join(parts), tuple(dict.fromkeys(losses)))


def settled(found: Iterable[Run]) -> list[Run]:
    """Return runs with small figures as signs of their own, which survive copy and paste."""
    kept = []
    for run in found:
        signs = small(run) if run.script else None
        kept.append(run if signs is None else Run(signs, run.strong))
    return kept
