"""S0xx: every citation resolves to an instrument that was in force, at an article it has."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from ..model.citation import Citation, CitationError, Flag, chinese_numeral, parse_citation
from ..model.curriculum import Curriculum
from ..model.messages import did_you_mean
from ..model.substance import CAS, cas_check_digit, cas_is_valid
from ..model.vocabulary import Trust
from ..source.place import Place
from ..source.problem import Severity
from .registry import Finding, rule


class Cited(NamedTuple):
    spec: str
    place: Place


def citations(curriculum: Curriculum) -> Iterator[Cited]:
    """Yield every citation of the curriculum, in modules and in questions, unparsed."""
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


def _parsed(curriculum: Curriculum) -> Iterator[tuple[Citation, Place]]:
    for cited in citations(curriculum):
        try:
            yield parse_citation(cited.spec), cited.place
        except CitationError:
            continue


@rule("S001", "引用写法不对", "写成 [@文件编号 第…条]，如 [@eec-2026 第六百四十四条]")
def citation_form(curriculum: Curriculum) -> Iterator[Finding]:
    """引用由文件编号、条款和标记组成；条号写汉字；标记只有“历史”“文”“草案”。"""
    for cited in citations(curriculum):
        try:
            parse_citation(cited.spec)
        except CitationError as error:
            yield Finding(cited.place, str(error))


@rule(
    "S002",
    "引用的文件没有登记",
    "在 curriculum/instruments/ 里登记这份文件，或改用已登记的编号",
    whole=True,
)
def known_instrument(curriculum: Curriculum) -> Iterator[Finding]:
    """每个引用都要能在文件登记里查到；登记的替代文件也要存在。"""
    known = curriculum.instrument
    for citation, place in _parsed(curriculum):
        if citation.instrument not in known:
            near = did_you_mean(citation.instrument, known)
            yield Finding(place, f"没有登记文件“{citation.instrument}”{near}")
    for instrument in curriculum.instruments:
        if instrument.replaced_by and instrument.replaced_by not in known:
            yield Finding(
                instrument.place("replaced_by"), f"没有登记文件“{instrument.replaced_by}”"
            )


@rule("S003", "把不在施行的文件当现行引用", "改引现行文件；确是讲历史的，在引用里加“| 历史”")
def in_force(curriculum: Curriculum) -> Iterator[Finding]:
    """基准日（course.yml 的 as_of）未在施行的法律、标准只能作为历史引用；草案只能标明草案。"""
    as_of = curriculum.course.as_of
    for citation, place in _parsed(curriculum):
        instrument = curriculum.instrument.get(citation.instrument)
        if instrument is None:
            continue
        standing = instrument.standing(as_of)
        if standing == "ended" and not citation.historical:
            replaced = curriculum.instrument.get(instrument.replaced_by or "")
            by = f"，由{replaced.short}（{replaced.id}）代替" if replaced else ""
            yield Finding(place, f"{instrument.short}已于{instrument.ended}失效{by}")
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


@rule("S004", "条号超出文件的条数", "翻开文件核对条号")
def article_exists(curriculum: Curriculum) -> Iterator[Finding]:
    """引用的条号不能大于登记的条数，范围要从小到大。"""
    for citation, place in _parsed(curriculum):
        instrument = curriculum.instrument.get(citation.instrument)
        if instrument is None:
            continue
        articles = citation.articles
        last = instrument.article_count
        for article in articles:
            if article < 1 or (last and article > last):
                yield Finding(
                    place,
                    f"{instrument.short}没有第{chinese_numeral(article)}条（共{last}条）",
                )
        if "至" in citation.locator and len(articles) == 2 and articles[0] >= articles[1]:
            yield Finding(place, f"条款范围“{citation.locator}”前大后小")


@rule("S005", "CAS 号校验位不对", "对照原始资料重抄；校验位由前面各位数算出")
def cas_check_digits(curriculum: Curriculum) -> Iterator[Finding]:
    """CAS 号末位是校验位：从右起第 n 位数乘 n，相加除以 10 的余数。登记和正文里的都要对。"""
    for substance in curriculum.substances:
        for number, cas in enumerate(substance.cas):
            if not cas_is_valid(cas):
                yield Finding(
                    substance.place("cas", number),
                    f"“{cas}”的校验位应为 {cas_check_digit(cas[:-2])}",
                )
    for module in curriculum.texts:
        for line, text in module.body.prose:
            for match in CAS.finditer(text):
                if not cas_is_valid(match.group()):
                    yield Finding(
                        Place(module.place().path, line, match.start() + 1),
                        f"“{match.group()}”不是有效的 CAS 号，校验位应为 "
                        f"{cas_check_digit(match.group()[:-2])}",
                        "重抄；若是有意举出的错号，放进 `反引号` 里",
                    )


@rule(
    "S006",
    "物质的批次没有登记",
    "在 substances.yml 的 batches 里登记，或改用已登记的批次",
    whole=True,
)
def known_batch(curriculum: Curriculum) -> Iterator[Finding]:
    """每种物质的列入批次要在批次表里，日期只在批次里写一次。"""
    for substance in curriculum.substances:
        batch = substance.listing.batch if substance.listing else None
        if batch is not None and batch not in curriculum.batch:
            near = did_you_mean(batch, curriculum.batch)
            yield Finding(substance.place("listing", "batch"), f"没有批次“{batch}”{near}")


@rule("S007", "到了复核日期", "对照现行文件重新核对，更新 reviewed", Severity.REVIEW)
def review_due(curriculum: Curriculum) -> Iterator[Finding]:
    """reviewed.next 早于基准日的讲要重新核对；只有作者、没有核对人的讲也列出。"""
    for module in curriculum.modules:
        due = module.reviewed.next
        if due and due <= curriculum.course.as_of:
            yield Finding(module.place("reviewed", "next"), f"应在{due}前复核")
        if set(module.reviewed.by) <= {"author", "作者"}:
            yield Finding(module.place("reviewed", "by"), "只有作者，没有作者以外的人核对过")


@rule("S008", "答案依据的文件待核", "先核实文件，或换一个依据；待核的事实不进答案")
def key_rests_on_verified(curriculum: Curriculum) -> Iterator[Finding]:
    """题的依据不得是可信度为“待核”（只凭记忆）的文件。"""
    for question in curriculum.asked():
        for number, spec in enumerate(question.sources):
            try:
                citation = parse_citation(spec)
            except CitationError:
                continue
            instrument = curriculum.instrument.get(citation.instrument)
            if instrument and instrument.trust is Trust.UNVERIFIED:
                yield Finding(
                    question.place("sources", number), f"依据{instrument.short}的可信度是“待核”"
                )


@rule("S009", "待核的说法", "核实后删去标记；出书前清零", Severity.REVIEW)
def unverified_statements(curriculum: Curriculum) -> Iterator[Finding]:
    """正文里的 [?待核] 逐条列出，供核对；正式出书（--release）时必须清零。"""
    for module in curriculum.texts:
        for mark in module.body.trust_marks:
            if mark.text.startswith("待核"):
                yield Finding(mark.place, f"“{mark.text}”")


@rule("S010", "日期前后颠倒", "核对发布、施行、失效日期；修正本写 amended，发布日期写最初的或删去")
def dates_in_order(curriculum: Curriculum) -> Iterator[Finding]:
    """文件的施行日期不早于发布日期，失效日期不早于施行日期。"""
    for instrument in curriculum.instruments:
        known = [
            (name, date)
            for name in ("issued", "effective", "ended")
            if (date := getattr(instrument, name))
        ]
        for (_, earlier), (name, later) in itertools.pairwise(known):
            # Compared as far as both are known: 2023-10 may be any day of that month.
            length = min(len(earlier), len(later))
            if later[:length] < earlier[:length]:
                yield Finding(
                    instrument.place(name), f"{instrument.short}的 {name} {later} 早于 {earlier}"
                )
