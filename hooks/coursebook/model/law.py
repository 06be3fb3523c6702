"""What instruments say: paraphrases by article, old law to new, conduct to penalty."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, PrivateAttr, StringConstraints

from .citation import Citation, CitationError, Clause, parse_citation
from .record import Part, Record
from .vocabulary import Identifier, Text, Title, Trust


def _locator(at: str) -> str:
    try:
        parse_citation(f"x {at}")
    except CitationError as error:
        raise ValueError(str(error)) from None
    return at


Locator = Annotated[str, StringConstraints(min_length=1), AfterValidator(_locator)]
"""A place as citations write it: 第六百四十四条, 第一千一百七十五条第一款第五项, 表3."""


def full(clause: Clause) -> Clause:
    """Return the clause with its paragraph: an item named without one stands in the first."""
    if clause.item and not clause.paragraph:
        return Clause(clause.article, clause.inserted, 1, clause.item)
    return clause


class Locus(Part):
    """A place in an instrument: ``eec-2026`` 第六百四十四条."""

    instrument: Identifier
    at: Locator

    @property
    def citation(self) -> Citation:
        return parse_citation(f"{self.instrument} {self.at}")


class Article(Record):
    """An entry of ``curriculum/articles/<instrument>.yml``: one article in our own words.

    ``at`` may be a paragraph or an item where the point is there; readers who cite it get
    this text, others that of the whole article.
    """

    at: Locator
    heading: Text
    text: Text
    keywords: tuple[Text, ...] = ()
    trust: Trust

    _instrument: str = PrivateAttr(default="")

    @property
    def instrument(self) -> str:
        return self._instrument

    @property
    def clause(self) -> Clause | None:
        """The article, paragraph or item, unless ``at`` is a table or an annex."""
        spans = parse_citation(f"x {self.at}").spans
        return full(spans[0].first) if spans else None

    def of(self, instrument: str) -> Article:
        """Return the article as one of ``instrument``."""
        self._instrument = instrument
        return self


class Heading(Part):
    """A part (编) or chapter of an instrument, with the number of its first article."""

    title: Title
    first: int = Field(ge=1)


class Extent(Record):
    """How many items (项) each paragraph (款) of each article has, from the official text.

    ``items[643]`` is article 644: ``[0, 3]`` is a first paragraph without items and a
    second with three.
    """

    instrument: Identifier
    parts: tuple[Heading, ...] = ()
    """Parts or chapters in order: headings of the page that lists the articles."""
    items: tuple[tuple[int, ...], ...] = Field(min_length=1)


class Correspondence(Record):
    """Where a repealed provision went; no ``new`` one where the new law has none."""

    old: Locus
    new: tuple[Locus, ...]
    note: str = ""
    keywords: tuple[Text, ...] = ()
    trust: Trust


class Fine(Part):
    """The first range of a fine; ``then`` says what follows (a refusal, a serious case)."""

    min: float = Field(ge=0)
    max: float = Field(gt=0)
    unit: Text
    then: str = ""


class Before(Part):
    """What the repealed law said of the same conduct."""

    at: tuple[Locus, ...] = ()
    text: Text


class Penalty(Record):
    """A conduct with the article that forbids it and what it costs now and did before."""

    id: Identifier
    conduct: Text
    duty: tuple[Locus, ...] = ()
    penalty: tuple[Locus, ...] = Field(min_length=1)
    fine: Fine | None = None
    text: Text
    before: Before | None = None
    change: str = ""
    keywords: tuple[Text, ...] = ()
    modules: tuple[str, ...] = ()
    """Modules of the outline that teach it, as paths."""
    trust: Trust
