"""S001–S004: every citation resolves to an instrument that was in force, at a clause it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model.citation import Citation, CitationError, Clause, Flag, chinese_numeral, parse_locator
from ..model.citation import parse_citation as parse
from ..model.curriculum import Curriculum
from ..model.instrument import Instrument
from ..model.law import Locus
from ..model.messages import did_you_mean
from ..model.record import Record
from ..model.succession import successions
from ..source.body import CITATION
from ..source.place import Path, Place
from .registry import Finding, rule

SHOWN = 3
"""So many replacing clauses are named in a message; the look-up page has them all."""


class Cited(NamedTuple):
    spec: str
    place: Place


def citations(curriculum: Curriculum) -> Iterator[Cited]:
    """Yield every citation that readers meet, unparsed: in texts, questions and definitions."""
    for text in curriculum.texts:
        for found in text.body.citations:
            yield Cited(found.text, found.place)
    for module in curriculum.modules:
        for number, id in enumerate(module.sources):
            # A module may rest on an ended law for its history; the text's own citation
            # says whether it is used as current.
            yield Cited(f"{id} | 历史 草案", module.place("sources", number))
    for question in curriculum.asked():
        for number, spec in enumerate(question.sources):
            yield Cited(spec, question.place("sources", number))
    for term in curriculum.terms:
        for match in CITATION.finditer(term.source or ""):
            yield Cited(match["spec"], term.place("source"))


def registered(curriculum: Curriculum) -> Iterator[tuple[str, str, Record, Path]]:
    """Yield every clause that a register names: instrument, locator, record and way in it."""
    for row in curriculum.correspondences:
        yield row.old.instrument, row.old.at, row, ("old", "at")
        for number, new in enumerate(row.new):
            yield new.instrument, new.at, row, ("new", number, "at")
    for penalty in curriculum.penalties:
        before = penalty.before.at if penalty.before else ()
        ways: tuple[tuple[Path, tuple[Locus, ...]], ...] = (
            (("duty",), penalty.duty),
            (("penalty",), penalty.penalty),
            (("before", "at"), before),
        )
        for path, loci in ways:
            for number, locus in enumerate(loci):
                yield locus.instrument, locus.at, penalty, (*path, number, "at")
    for article in curriculum.articles:
        yield article.instrument, article.at, article, ("at",)


def parsed(curriculum: Curriculum) -> Iterator[tuple[Citation, Place]]:
    """Yield the citations that follow the grammar."""
    for cited in citations(curriculum):
        try:
            yield parse(cited.spec), cited.place
        except CitationError:
            continue


@rule("S001", "引用写法不对", "写成 [@文件编号 第…条]，如 [@eec-2026 第六百四十四条]")
def citation_form(curriculum: Curriculum) -> Iterator[Finding]:
    """引用由文件编号、条款和标记组成；条、款、项写汉字，范围从小到大；标记只有“历史”“文”“草案”。"""
    for cited in citations(curriculum):
        try:
            parse(cited.spec)
        except CitationError as error:
            yield Finding(cited.place, str(error))


@rule(
    "S002",
    "引用的文件没有登记",
    "在 curriculum/instruments/ 里登记这份文件，或改用已登记的编号",
    whole=True,
)
def known_instrument(curriculum: Curriculum) -> Iterator[Finding]:
    """每个引用都要能在文件登记里查到；登记的替代文件也要存在，不绕成圈。"""
    known = curriculum.instrument
    for citation, place in parsed(curriculum):
        if citation.instrument not in known:
            near = did_you_mean(citation.instrument, known)
            yield Finding(place, f"没有登记文件“{citation.instrument}”{near}")
    for instrument in curriculum.instruments:
        if instrument.replaced_by and instrument.replaced_by not in known:
            near = did_you_mean(instrument.replaced_by, known)
            yield Finding(
                instrument.place("replaced_by"), f"没有登记文件“{instrument.replaced_by}”{near}"
            )
        elif circle := _circle(curriculum, instrument):
            yield Finding(
                instrument.place("replaced_by"),
                f"替代关系绕成了圈：{' → '.join(circle)}",
                "后出的文件代替先出的，改正其中一处 replaced_by",
            )


def _circle(curriculum: Curriculum, instrument: Instrument) -> list[str]:
    """Return the way from an instrument over its successors back to itself, if there is one."""
    way, following = [instrument.id], instrument.replaced_by
    while following and following not in way:
        way.append(following)
        found = curriculum.instrument.get(following)
        following = found.replaced_by if found else None
    return [*way, following] if following == instrument.id else []


@rule("S003", "把不在施行的文件当现行引用", "改引现行文件；确是讲历史的，在引用里加“| 历史”")
def in_force(curriculum: Curriculum) -> Iterator[Finding]:
    """基准日（course.yml 的 as_of）未在施行的法律、标准只能作为历史引用；草案只能标明草案。
    旧法条文现在是哪一条，取自 concordance.yml。"""
    as_of = curriculum.course.as_of
    for citation, place in parsed(curriculum):
        instrument = curriculum.instrument.get(citation.instrument)
        if instrument is None:
            continue
        standing = instrument.standing(as_of)
        if standing == "ended" and not citation.historical:
            now, instead = _replacement(curriculum, citation, instrument)
            flags = " ".join([Flag.HISTORICAL, *sorted(citation.flags)])
            spec = " ".join(part for part in (citation.instrument, citation.locator) if part)
            yield Finding(
                place,
                f"{instrument.short}已于{instrument.ended}失效{now}",
                f"改引{instead}；确是讲历史的，写成“{spec} | {flags}”",
            )
        elif standing == "future" and not citation.historical:
            yield Finding(
                place,
                f"{instrument.short}到{as_of}还没有施行（{instrument.effective}起）",
                "写明施行日期，并加“| 历史”或等施行后再引",
            )
        elif standing == "draft" and Flag.DRAFT not in citation.flags:
            yield Finding(
                place,
                f"{instrument.short}是草案，不能作为依据",
                "在引用里加“| 草案”，正文说明尚未出台",
            )


def _replacement(
    curriculum: Curriculum, citation: Citation, instrument: Instrument
) -> tuple[str, str]:
    """Return what took the clause's place in words, and what to cite instead."""
    rows = successions(curriculum.correspondences, citation)
    new = list(dict.fromkeys((n.instrument, n.at) for row in rows for n in row.new))
    named = [(curriculum.instrument[id].short, at) for id, at in new if id in curriculum.instrument]
    if named:
        more = f"等{len(named)}处" if len(named) > SHOWN else ""
        short = "、".join(
            at if number and named[number - 1][0] == name else f"{name}{at}"
            for number, (name, at) in enumerate(named[:SHOWN])
        )
        specs = "、".join(f"“{id} {at}”" for id, at in new[:SHOWN])
        return f"；{citation.locator}现在是{short}{more}", specs
    replaced = curriculum.instrument.get(instrument.replaced_by or "")
    if rows and replaced:
        note = next((f"（{row.note}）" for row in rows if row.note), "")
        return f"；{replaced.short}里没有与{citation.locator}对应的条文{note}", "别的现行规定"
    if replaced:
        return f"，由{replaced.short}（{replaced.id}）代替", "现行文件"
    return "", "现行文件"


@rule("S004", "文件没有这一条、款、项", "翻开文件核对条、款、项")
def clause_exists(curriculum: Curriculum) -> Iterator[Finding]:
    """条号不能大于登记的条数；数过款、项的文件（extents.yml），引用的款、项也要有。
    一条有几款时，项要写明在哪一款。正文、题目、术语和各登记都查。"""
    for citation, place in parsed(curriculum):
        for message, remedy in _wrong(curriculum, citation.instrument, citation.locator):
            yield Finding(place, message, remedy)
    for instrument, at, record, path in registered(curriculum):
        for message, remedy in _wrong(curriculum, instrument, at):
            yield Finding(record.place(*path), message, remedy)
    for extent in curriculum.extents:
        known = curriculum.instrument.get(extent.instrument)
        if known and known.article_count != len(extent.items):
            yield Finding(
                extent.place("items"),
                f"数了{len(extent.items)}条的款、项，{known.short}登记的是{known.article_count}条",
                "把 extents.yml 的行数与 article_count 改成一致",
            )


def _wrong(curriculum: Curriculum, id: str, locator: str) -> Iterator[tuple[str, str]]:
    instrument = curriculum.instrument.get(id)
    if instrument is None:
        return
    for span in parse_locator(locator):
        for clause in dict.fromkeys((span.first, span.last)):
            yield from _missing(curriculum, instrument, clause)


def _missing(
    curriculum: Curriculum, instrument: Instrument, clause: Clause
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a clause, and its own remedy if there is one."""
    last = instrument.article_count
    article = f"{instrument.short}{clause.whole}"
    if last and clause.article > last:
        yield f"{instrument.short}没有{clause.whole}（共{last}条）", ""
        return
    extent = curriculum.extent.get(instrument.id)
    if extent is None or clause.inserted or clause.article > len(extent.items):
        return
    items = extent.items[clause.article - 1]
    if clause.paragraph > len(items):
        yield f"{article}只有{len(items)}款，没有第{chinese_numeral(clause.paragraph)}款", ""
    elif clause.item and not clause.paragraph and len(items) > 1:
        right = [
            f"“{Clause(clause.article, 0, number, clause.item)}”"
            for number, count in enumerate(items, 1)
            if count >= clause.item
        ]
        yield (
            f"{article}有{len(items)}款，“第{chinese_numeral(clause.item)}项”没有写在哪一款"
            if right
            else f"{article}没有第{chinese_numeral(clause.item)}项",
            f"写成{'或'.join(right)}" if right else "",
        )
    elif clause.item:
        count = items[max(clause.paragraph, 1) - 1]
        if clause.item > count:
            where = (
                f"{article}第{chinese_numeral(clause.paragraph)}款" if clause.paragraph else article
            )
            only = f"只有{count}项" if count else "不分项"
            yield f"{where}{only}，没有第{chinese_numeral(clause.item)}项", ""
