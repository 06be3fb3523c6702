"""Whether two places in an instrument touch: 第六百四十四条至第六百五十二条 holds 第六百四十九条."""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.citation import chinese_number

_NUMERAL = "[零一二三四五六七八九十百千]+"
_STEP = re.compile(f"第({_NUMERAL})([条款项目])(?:之([一二三四五六七八九十]+))?")
ARTICLES = re.compile(
    f"第{_NUMERAL}条(?:第{_NUMERAL}[款项目])*(?:至第{_NUMERAL}[条款项目](?:第{_NUMERAL}[款项目])*)?"
)
"""A place in a law as running text names it."""

Step = tuple[int, int]
"""Number, and the number behind 之: 第一百三十三条之一 is (133, 1)."""
Way = tuple[Step, ...]
"""From the article down to paragraph (款), item (项) and sub-item (目), as far as named."""


@lru_cache(maxsize=16384)
def spans(locator: str) -> tuple[tuple[Way, Way], ...]:
    """Return first and last way of each stretch named; nothing where no article is named.

    An item of an article without paragraph is read as one of the first paragraph.
    """
    ways: list[tuple[str, list[Step]]] = []
    end = last = 0
    for match in _STEP.finditer(locator):
        number = (chinese_number(match[1]), chinese_number(match[3] or "零"))
        level = "条款项目".index(match[2])
        gap = locator[end : match.start()]
        if ways and not gap and level > last:
            way = ways[-1][1]
        else:
            way = ways[-1][1][:level] if ways else []
            ways.append((gap, way))
        way += [(1, 0)] * (level - len(way)) + [number]
        end, last = match.end(), level
    found: list[tuple[Way, Way]] = []
    for gap, steps in ways:
        if found and "至" in gap:
            found[-1] = (found[-1][0], tuple(steps))
        else:
            found.append((tuple(steps), tuple(steps)))
    return tuple(found)


def touches(changed: str, cited: str) -> bool:
    """Say whether a change at one place concerns what another says.

    A change of an article concerns each of its items, and a change of an item whoever cites
    the article; other items it does not. Tables, annexes and clauses are compared as text:
    附件A holds 附件A第一部分, 4.2 holds 4.2.8, but 表1 is not 表10.
    """
    one, two = spans(changed), spans(cited)
    if one and two:
        return any(
            not _before(a_last, b_first) and not _before(b_last, a_first)
            for a_first, a_last in one
            for b_first, b_last in two
        )
    if one or two:
        return False
    return any(_holds(a, b) or _holds(b, a) for a in _pieces(changed) for b in _pieces(cited))


def _before(one: Way, two: Way) -> bool:
    length = min(len(one), len(two))
    return one[:length] < two[:length]


def _pieces(locator: str) -> list[str]:
    return [piece for piece in re.split("[、，和及\\s]+", locator) if piece]


def _holds(whole: str, part: str) -> bool:
    if not part.startswith(whole):
        return False
    rest = part[len(whole) :]
    return not (rest[:1].isalnum() and whole[-1].isascii() and rest[0].isascii())
