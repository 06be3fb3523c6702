"""Whether two places in an instrument touch: 第六百四十四条至第六百五十二条 holds 第六百四十九条."""

from __future__ import annotations

import re

from ..model.citation import CitationError, Span, parse_locator

_NUMERAL = "[零一二三四五六七八九十百千]+"
ARTICLES = re.compile(
    f"第{_NUMERAL}条(?:第{_NUMERAL}[款项])*(?:至第{_NUMERAL}[条款项](?:第{_NUMERAL}[款项])*)?"
)
"""A place in a law as running text names it."""


def spans(locator: str) -> tuple[Span, ...]:
    """Return the clauses that a locator names; nothing where it names none, or badly."""
    try:
        return parse_locator(locator)
    except CitationError:
        return ()


def touches(changed: str, cited: str) -> bool:
    """Say whether a change at one place concerns what another says.

    A change of an article concerns each of its items, and a change of an item whoever cites
    the article; other items it does not. Tables, annexes and clauses are compared as text:
    附件A holds 附件A第一部分, 4.2 holds 4.2.8, but 表1 is not 表10.
    """
    one, two = spans(changed), spans(cited)
    if one and two:
        return any(_overlap(a, b) for a in one for b in two)
    if one or two:
        return False
    return any(_holds(a, b) or _holds(b, a) for a in _pieces(changed) for b in _pieces(cited))


def _overlap(one: Span, two: Span) -> bool:
    return one.first in two or one.last in two or two.first in one or two.last in one


def _pieces(locator: str) -> list[str]:
    return [piece for piece in re.split("[、，和及\\s]+", locator) if piece]


def _holds(whole: str, part: str) -> bool:
    if not part.startswith(whole):
        return False
    rest = part[len(whole) :]
    return not (rest[:1].isalnum() and whole[-1].isascii() and rest[0].isascii())
