"""R008, R009: what one register says of another exists, and words do not contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..model.curriculum import Curriculum
from ..model.law import Penalty
from ..model.measurement import Limit, Method
from ..model.messages import did_you_mean
from ..model.record import Record
from ..model.requirement import Requirement
from ..model.substance import SubstanceList
from ..source.place import Path, Place
from .prose import Misspelling, found_in, misspellings
from .registry import Finding, rule


@rule(
    "R008",
    "登记所指的编号不存在",
    "改用已登记的编号，或先登记所指的内容",
    whole=True,
)
def registered_references(curriculum: Curriculum) -> Iterator[Finding]:
    """条文概括、新旧对照、罚则、清单、方法、限值、物质、术语、要求等登记里写的文件、物质、方法、讲、
    内容要点、批次、当量因子版本的编号，都要真的存在。"""
    for kind, file, known, uses in (
        ("文件", "curriculum/instruments/", curriculum.instrument, _instruments(curriculum)),
        ("物质", "curriculum/substances.yml", curriculum.substance, _substances(curriculum)),
        ("方法", "curriculum/methods.yml", curriculum.method, _methods(curriculum)),
        ("讲", "curriculum/outline.yml", curriculum.numbers, _modules(curriculum)),
        ("内容要点", "curriculum/topics.yml", curriculum.topic, _topics(curriculum)),
        (
            "当量因子版本",
            "curriculum/tef.yml 的 schemes",
            {scheme.id for scheme in curriculum.tef_schemes},
            _schemes(curriculum),
        ),
        (
            "术语",
            "curriculum/glossary.yml",
            {term.id for term in curriculum.terms},
            _terms(curriculum),
        ),
    ):
        yield from _unknown(kind, file, known, uses)


Uses = Iterable[tuple[str, Record, Path]]
"""The id that is used, the record that uses it, and the way to it inside the record: places
are looked up only of what is missing."""


def _unknown(kind: str, file: str, known: Collection[str], uses: Uses) -> Iterator[Finding]:
    for id, record, path in uses:
        if id not in known:
            yield Finding(
                record.place(*path),
                f"没有{kind}“{id}”{did_you_mean(id, known)}",
                f"编号见 {file}；改正，或先登记",
            )


def _instruments(curriculum: Curriculum) -> Iterator[tuple[str, Record, Path]]:
    named: set[str] = set()
    for article in curriculum.articles:
        if article.instrument not in named:
            # The file's name says it, once for all its articles.
            named.add(article.instrument)
            yield article.instrument, article, ()
    for extent in curriculum.extents:
        yield extent.instrument, extent, ("instrument",)
    for row in curriculum.correspondences:
        yield (
            row.old.instrument,
            row,
            (
                "old",
                "instrument",
            ),
        )
        for number, new in enumerate(row.new):
            yield (
                new.instrument,
                row,
                (
                    "new",
                    number,
                    "instrument",
                ),
            )
    for penalty in curriculum.penalties:
        for field in ("duty", "penalty"):
            for number, locus in enumerate(getattr(penalty, field)):
                yield (
                    locus.instrument,
                    penalty,
                    (
                        field,
                        number,
                        "instrument",
                    ),
                )
        for number, locus in enumerate(penalty.before.at if penalty.before else ()):
            yield (
                locus.instrument,
                penalty,
                (
                    "before",
                    "at",
                    number,
                    "instrument",
                ),
            )
    records: tuple[SubstanceList | Method | Limit, ...] = (
        *curriculum.lists,
        *curriculum.methods,
        *curriculum.limits,
    )
    for record in records:
        yield record.instrument, record, ("instrument",)


def _substances(curriculum: Curriculum) -> Iterator[tuple[str, Record, Path]]:
    for listed in curriculum.lists:
        for entry, each in enumerate(listed.entries):
            for number, id in enumerate(each.substances):
                yield (
                    id,
                    listed,
                    (
                        "entries",
                        entry,
                        "substances",
                        number,
                    ),
                )
    records: tuple[Method | Limit, ...] = (*curriculum.methods, *curriculum.limits)
    for record in records:
        for number, id in enumerate(record.substances):
            yield (
                id,
                record,
                (
                    "substances",
                    number,
                ),
            )


def _methods(curriculum: Curriculum) -> Iterator[tuple[str, Record, Path]]:
    for substance in curriculum.substances:
        for number, id in enumerate(substance.methods):
            yield (
                id,
                substance,
                (
                    "methods",
                    number,
                ),
            )


def _modules(curriculum: Curriculum) -> Iterator[tuple[str, Record, Path]]:
    records: tuple[Penalty | Requirement, ...] = (*curriculum.penalties, *curriculum.requirements)
    for record in records:
        for number, id in enumerate(record.modules):
            yield (
                id,
                record,
                (
                    "modules",
                    number,
                ),
            )


def _topics(curriculum: Curriculum) -> Iterator[tuple[str, Record, Path]]:
    for instrument in curriculum.instruments:
        for number, id in enumerate(instrument.topics):
            yield (
                id,
                instrument,
                (
                    "topics",
                    number,
                ),
            )


def _schemes(curriculum: Curriculum) -> Iterator[tuple[str, Record, Path]]:
    for congener in curriculum.congeners:
        for id in congener.tef:
            yield (
                id,
                congener,
                (
                    "tef",
                    id,
                ),
            )
        for number, id in enumerate(congener.unverified):
            yield (
                id,
                congener,
                (
                    "unverified",
                    number,
                ),
            )


def _terms(curriculum: Curriculum) -> Iterator[tuple[str, Record, Path]]:
    for term in curriculum.terms:
        for number, id in enumerate(term.see):
            yield (
                id,
                term,
                (
                    "see",
                    number,
                ),
            )


@rule("R009", "不用的写法出现在规范名称里", "改登记里的名称，或从 forbidden 里删去这个写法")
def forbidden_not_preferred(curriculum: Curriculum) -> Iterator[Finding]:
    """glossary.yml 里 forbidden 的写法，不得是任何术语、文件名、物质名或定义的一部分，也不得归两个术语：
    否则照规范写也会报错。"""
    owner: dict[str, str] = {}
    for term in curriculum.terms:
        for number, variant in enumerate(term.forbidden):
            if variant in owner:
                yield Finding(
                    term.place("forbidden", number),
                    f"“{variant}”已是“{owner[variant]}”的不规范写法",
                    "留下一处",
                )
            owner.setdefault(variant, term.term)
    wrong = misspellings(
        Misspelling(variant, term.term) for term in curriculum.terms for variant in term.forbidden
    )
    for kind, place, text in _preferred(curriculum):
        for found, _ in found_in(wrong, text):
            yield Finding(
                place,
                f"{kind}“{text[:24]}”里有不规范的写法“{found.spelling}”（规范是“{found.right}”）",
            )


def _preferred(curriculum: Curriculum) -> Iterator[tuple[str, Place, str]]:
    for term in curriculum.terms:
        yield "术语", term.place("term"), term.term
        yield "缩写", term.place("abbreviation"), term.abbreviation or ""
        yield "定义", term.place("definition"), term.definition
    for instrument in curriculum.instruments:
        yield "文件名", instrument.place("title"), instrument.title
        yield "文件简称", instrument.place("short"), instrument.short
    for substance in curriculum.substances:
        yield "物质名", substance.place("name"), substance.name
