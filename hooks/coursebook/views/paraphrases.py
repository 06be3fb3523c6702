"""Which paraphrase a citation means, and where on the site it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.citation import Citation, Clause
from ..model.curriculum import Curriculum
from ..model.law import Article, full

LIST = "reference/instruments.md"
"""The generated page that lists every instrument, as a path relative to ``docs/``."""

LONGEST = 160
"""Signs of a paraphrase that a tooltip shows."""


def paraphrase(curriculum: Curriculum, citation: Citation) -> Article | None:
    """Return what the register says of the place cited, or of the next larger one."""
    known = curriculum.paraphrases.get(citation.instrument)
    if not known or not citation.spans:
        return None
    return next((known[each] for each in _wider(citation.spans[0].first) if each in known), None)


def _wider(clause: Clause) -> Iterator[Clause]:
    """Yield the clause, then what contains it; of a whole article also its first paragraph."""
    clause = full(clause)
    yield clause
    if clause.item:
        yield Clause(clause.article, clause.inserted, clause.paragraph)
    yield clause.whole
    if not clause.paragraph:
        yield Clause(clause.article, clause.inserted, 1)


def anchor(clause: Clause) -> str:
    """Return the anchor of a clause on its instrument's page: ``a644``, ``a1175-1-5``."""
    clause = full(clause)
    inserted = f"z{clause.inserted}" if clause.inserted else ""
    parts = [part for part in (clause.paragraph, clause.item) if part]
    return "-".join([f"a{clause.article}{inserted}", *map(str, parts)])


def page(instrument: str) -> str:
    """Return the page with the paraphrases of an instrument, relative to ``docs/``."""
    return f"reference/instruments/{instrument}.md"


def target(curriculum: Curriculum, citation: Citation) -> str:
    """Return where a citation leads: its article, its instrument's page, or its line in the list."""
    if citation.instrument not in curriculum.paraphrases:
        return f"{LIST}#{citation.instrument}"
    found = paraphrase(curriculum, citation)
    if found is None or found.clause is None:
        return f"{page(citation.instrument)}#{citation.instrument}"
    return f"{page(citation.instrument)}#{anchor(found.clause)}"


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return at most ``longest`` signs of a text: whole sentences if they are most of it."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    ends = [match.end() for match in re.finditer("[。；！？]", cut)]
    return (cut[: ends[-1]] if ends and ends[-1] > longest // 2 else cut) + "…"
