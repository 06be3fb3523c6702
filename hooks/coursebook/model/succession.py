"""Where a provision of an ended instrument went: the rows of the concordance that fit it best."""

from __future__ import annotations

from collections.abc import Iterable

from .citation import Citation, Span
from .law import Correspondence


def successions(rows: Iterable[Correspondence], citation: Citation) -> tuple[Correspondence, ...]:
    """Return the rows for what ``citation`` names.

    That is the row of the same clause; else the narrowest that holds it; else those of its
    parts; else those of its articles. Empty where no row fits.
    """
    own = [row for row in rows if row.old.instrument == citation.instrument]
    found: dict[int, Correspondence] = {}
    for span in citation.spans:
        for row in _best(own, span):
            found.setdefault(id(row), row)
    return tuple(found.values())


def _best(rows: list[Correspondence], span: Span) -> list[Correspondence]:
    wanted, named = span.first, [(row, old.first) for row in rows for old in row.old.citation.spans]
    if span.first == span.last:
        if same := [row for row, old in named if old.within(wanted) and wanted.within(old)]:
            return same
        if holding := [(old, row) for row, old in named if wanted.within(old)]:
            narrowest = max(old for old, _ in holding)
            return [row for old, row in holding if old == narrowest]
    if parts := [row for row, old in named if old in span]:
        return parts
    return [row for row, old in named if old.whole == wanted.whole]
