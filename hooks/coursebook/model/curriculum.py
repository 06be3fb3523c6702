"""The whole curriculum as one frozen value: what rules judge and outputs render."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..source.structure import Structure
from .citation import Clause
from .course import Course, OutlineEntry, OutlinePart, Role, Tier, Topic, TopicGroup
from .edition import Edition
from .glossary import Term, Unit
from .instrument import Instrument
from .law import Article, Correspondence, Extent, Penalty
from .measurement import Congener, Factor, Limit, Method, TefScheme
from .module import FreePage, Module
from .question import Bank, Question, Scope
from .requirement import Requirement
from .substance import Batch, Substance, SubstanceList
from .waiver import Waiver


@dataclass(frozen=True)
class Curriculum:
    """Everything the folders say, in the order the outline gives."""

    course: Course
    tiers: tuple[Tier, ...]
    roles: tuple[Role, ...]
    topic_groups: tuple[TopicGroup, ...]
    topics: tuple[Topic, ...]
    outline: tuple[OutlinePart, ...]
    instruments: tuple[Instrument, ...]
    batches: tuple[Batch, ...]
    substances: tuple[Substance, ...]
    modules: tuple[Module, ...]
    """Written modules found under ``docs/``, in outline order, strays last."""
    pages: tuple[FreePage, ...]
    """Pages beside the modules: the home page."""
    banks: tuple[Bank, ...]
    editions: tuple[Edition, ...]
    waivers: tuple[Waiver, ...]
    assets: frozenset[str]
    """Files under ``docs/`` that are not Markdown, as paths relative to ``docs/``."""
    articles: tuple[Article, ...] = ()
    extents: tuple[Extent, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    lists: tuple[SubstanceList, ...] = ()
    methods: tuple[Method, ...] = ()
    limits: tuple[Limit, ...] = ()
    factors: tuple[Factor, ...] = ()
    tef_schemes: tuple[TefScheme, ...] = ()
    congeners: tuple[Congener, ...] = ()
    terms: tuple[Term, ...] = ()
    units: tuple[Unit, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    structures: Mapping[str, Structure] = field(default_factory=dict)
    """Drawing, formula and mass of each substance and member that has a structure, by its
    key (:func:`~.substance.structure_key`)."""
    whole: bool = True
    """Whether every file could be read; otherwise what is absent may only be unreadable."""

    @cached_property
    def texts(self) -> tuple[Module | FreePage, ...]:
        """Everything that is written in Markdown."""
        return (*self.modules, *self.pages)

    @cached_property
    def entries(self) -> tuple[OutlineEntry, ...]:
        """Every module of the outline, written or planned."""
        return tuple(entry for part in self.outline for entry in part.modules)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Chapter number of each module; planned ones hold their numbers, so none ever moves."""
        return {entry.id: number for number, entry in enumerate(self.entries, 1)}

    @cached_property
    def instrument(self) -> dict[str, Instrument]:
        return {each.id: each for each in self.instruments}

    @cached_property
    def article(self) -> dict[tuple[str, str], Article]:
        """Paraphrases by instrument and locator."""
        return {(each.instrument, each.at): each for each in self.articles}

    @cached_property
    def paraphrases(self) -> dict[str, dict[Clause, Article]]:
        """Paraphrases of each instrument that has some, by the clause they stand for."""
        found: dict[str, dict[Clause, Article]] = {}
        for each in self.articles:
            if each.clause is not None:
                found.setdefault(each.instrument, {}).setdefault(each.clause, each)
        return found

    @cached_property
    def extent(self) -> dict[str, Extent]:
        return {each.instrument: each for each in self.extents}

    @cached_property
    def substance(self) -> dict[str, Substance]:
        return {each.id: each for each in self.substances}

    @cached_property
    def limits_at(self) -> dict[tuple[str, str], list[Limit]]:
        """Limits by instrument and place: those of GB 31574-2015 表3."""
        found: dict[tuple[str, str], list[Limit]] = defaultdict(list)
        for each in self.limits:
            found[each.instrument, each.at].append(each)
        return dict(found)

    @cached_property
    def method(self) -> dict[str, Method]:
        return {each.id: each for each in self.methods}

    @cached_property
    def batch(self) -> dict[str, Batch]:
        return {each.id: each for each in self.batches}

    @cached_property
    def module(self) -> dict[str, Module]:
        return {each.id: each for each in self.modules}

    @cached_property
    def part(self) -> dict[str, OutlinePart]:
        return {each.id: each for each in self.outline}

    @cached_property
    def tier(self) -> dict[str, Tier]:
        return {each.id: each for each in self.tiers}

    @cached_property
    def role(self) -> dict[str, Role]:
        return {each.id: each for each in self.roles}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        return {each.id: each for each in self.topics}

    @cached_property
    def practice(self) -> dict[str, Bank]:
        """The published bank of each module that has one."""
        return {bank.module: bank for bank in self.banks if bank.scope is Scope.PRACTICE}

    def asked(self, scope: Scope | None = None) -> Iterator[Question]:
        """Yield the questions of :meth:`questions`, each case followed by its parts."""
        for question in self.questions(scope):
            yield question
            yield from getattr(question, "parts", ())

    def questions(self, scope: Scope | None = None) -> Iterator[Question]:
        """Yield the questions of all banks, or of those of one scope."""
        for bank in self.banks:
            if scope is None or bank.scope is scope:
                yield from bank.questions
