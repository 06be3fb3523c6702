"""Element tree → Typst source of a chapter's body."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .block import BLOCK_RULES
from .expression import block
from .inline import INLINE_RULES
from .walk import Scope, Walk
from .whitespace import tidy

_BEFORE_WAY_BACK = re.compile("(?:[\u00a0 ]|\x02[a-z0-9]+\x03)*$")
"""Python-Markdown's no-break space before the link back, or its placeholder for one."""

RULES = {**BLOCK_RULES, **INLINE_RULES}


def emit(tree: Element, scope: Scope) -> str:
    """Return ``tree`` as one Typst expression in terms of ``elements.typ`` (imported as ``b``).

    Raises:
        BookError: for anything in the tree that the book cannot print; nothing is left out.
    """
    tree = copy.deepcopy(tree)
    notes = dict(_notes(tree))
    tidy(tree)
    walk = Walk(scope, RULES, notes=notes)
    return block(walk.flow(tree))


def emit_inline(element: Element, scope: Scope) -> str:
    """Return the inline content of ``element``, as questions need it."""
    element = copy.deepcopy(element)
    tidy(element)
    return Walk(scope, RULES).inline(element)


def _notes(tree: Element) -> Iterator[tuple[str, Element]]:
    """Yield the footnotes of a tree by name, without the links back, which paper does not need."""
    for item in tree.iterfind(".//div[@class='footnote']/ol/li"):
        for paragraph in item:
            _cut_way_back(paragraph)
        yield item.get("id", "").removeprefix("fn:"), item


def _cut_way_back(paragraph: Element) -> None:
    backs = paragraph.findall("a[@class='footnote-backref']")
    for back in backs:
        paragraph.remove(back)
    if not backs:
        return
    if len(paragraph):
        paragraph[-1].tail = _BEFORE_WAY_BACK.sub("", paragraph[-1].tail or "")
    else:
        paragraph.text = _BEFORE_WAY_BACK.sub("", paragraph.text or "")
