"""Who cites what: modules and practice questions by instrument and by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model.citation import Citation, readable_citation
from ..model.curriculum import Curriculum
from ..model.question import Scope


@dataclass(slots=True)
class Uses:
    """Modules in the order of the book, and the number of practice questions."""

    modules: dict[str, None] = field(default_factory=dict)
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Citing:
    """What is cited by whom. Examination questions are left out: this is published."""

    instruments: Mapping[str, Uses]
    articles: Mapping[tuple[str, int], Uses]
    """By instrument and number of the article; of a range every article."""


def citing(curriculum: Curriculum) -> Citing:
    """Read every citation of the modules and of the practice questions."""
    instruments: dict[str, Uses] = defaultdict(Uses)
    articles: dict[tuple[str, int], Uses] = defaultdict(Uses)
    for module in curriculum.modules:
        if module.id not in curriculum.numbers:
            continue
        for citation in _parsed(each.text for each in module.body.citations):
            instruments[citation.instrument].modules[module.id] = None
            for number in _articles(citation):
                articles[citation.instrument, number].modules[module.id] = None
    for question in curriculum.asked(Scope.PRACTICE):
        cited = tuple(_parsed(question.sources))
        for instrument in {citation.instrument for citation in cited}:
            instruments[instrument].questions += 1
        for key in {(each.instrument, number) for each in cited for number in _articles(each)}:
            articles[key].questions += 1
    return Citing(dict(instruments), dict(articles))


def _parsed(specs: Iterable[str]) -> Iterator[Citation]:
    """Yield what can be read; the rules report the rest."""
    for spec in specs:
        if citation := readable_citation(spec):
            yield citation


def _articles(citation: Citation) -> Iterator[int]:
    for span in citation.spans:
        yield from range(span.first.article, span.last.article + 1)
