"""S007–S010, S012, S015, S016: how well facts are known, since when, and where that shows."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator

from ..model.citation import Citation, readable_citation
from ..model.curriculum import Curriculum
from ..model.law import Article
from ..model.record import Record
from ..model.selection import flow, selected, strings
from ..model.substance import Substance
from ..model.vocabulary import Attention, Trust
from ..source.body import TRUST, Box
from ..source.problem import Severity
from .lines import question_texts, without_code
from .registry import Finding, rule

OPEN = "待核"
"""How the note of a trust mark begins that says a statement is not verified."""


@rule("S007", "到了复核日期", "对照现行文件重新核对，更新 reviewed", Severity.REVIEW)
def review_due(curriculum: Curriculum) -> Iterator[Finding]:
    """reviewed.next 早于基准日的讲要重新核对；只有作者、没有核对人的讲也列出。"""
    for module in curriculum.modules:
        due = module.reviewed.next
        if due and due <= curriculum.course.as_of:
            yield Finding(module.place("reviewed", "next"), f"应在{due}前复核")
        if set(module.reviewed.by) <= {"author", "作者"}:
            yield Finding(module.place("reviewed", "by"), "只有作者，没有作者以外的人核对过")


@rule(
    "S012",
    "登记的文件到了复核日期",
    "查官方网站看它是否仍然施行，更新 checked、review_by 和状态",
    Severity.REVIEW,
)
def register_review_due(curriculum: Curriculum) -> Iterator[Finding]:
    """文件登记的 review_by 到了基准日，就要重新查它的效力、修订和替代。"""
    for instrument in curriculum.instruments:
        due = instrument.review_by
        if due and due <= curriculum.course.as_of:
            yield Finding(
                instrument.place("review_by"),
                f"{instrument.short}应在{due}前复核，上次核对是{instrument.checked}",
            )


@rule("S008", "答案依据待核", "先核实，或换一个依据；待核的事实不进答案")
def key_rests_on_verified(curriculum: Curriculum) -> Iterator[Finding]:
    """题的依据不得是可信度为“待核”（只凭记忆）的文件、条文概括或限值表；题干、选项、解析里也不得有 [?待核]。"""
    for question in curriculum.asked():
        for number, spec in enumerate(question.sources):
            citation = readable_citation(spec)
            for said in _unverified(curriculum, citation) if citation else ():
                yield Finding(question.place("sources", number), f"依据{said}的可信度是“待核”")
        for place, text in question_texts(question):
            for match in TRUST.finditer(without_code(text)):
                if match["note"].strip().startswith(OPEN):
                    yield Finding(place, f"题里有“{match['note'].strip()}”的说法")


def _unverified(curriculum: Curriculum, citation: Citation) -> Iterator[str]:
    """Say which of the things that a citation leads to nobody has verified."""
    instrument = curriculum.instrument.get(citation.instrument)
    if instrument is None:
        return
    if instrument.trust is Trust.UNVERIFIED:
        yield instrument.short
        return
    for article in _paraphrases(curriculum, citation):
        if article.trust is Trust.UNVERIFIED:
            yield f"{instrument.short}{article.at}的概括"
    values = curriculum.limits_at.get((citation.instrument, citation.locator))
    if values and all(limit.trust is Trust.UNVERIFIED for limit in values):
        yield f"{instrument.short} {citation.locator}的各项限值"


def _paraphrases(curriculum: Curriculum, citation: Citation) -> Iterator[Article]:
    """Yield what readers of a citation are shown: the clause's own text, else its article's."""
    for span in citation.spans:
        for clause in dict.fromkeys((span.first, span.last)):
            article = curriculum.article.get((citation.instrument, str(clause)))
            article = article or curriculum.article.get((citation.instrument, str(clause.whole)))
            if article is not None:
                yield article


@rule("S009", "待核的说法", "核实后删去标记；出书前清零", Severity.REVIEW, release=True)
def unverified_statements(curriculum: Curriculum) -> Iterator[Finding]:
    """正文里的 [?待核] 逐条列出，供核对；正式出书（--release）时必须清零。"""
    for module in curriculum.texts:
        for mark in module.body.trust_marks:
            if mark.text.startswith(OPEN):
                yield Finding(mark.place, f"“{mark.text}”")


@rule(
    "S016",
    "核心讲里有待核的事实",
    "核实后改登记里的 trust 并写 evidence，或从核心讲里去掉；出书前清零",
    Severity.REVIEW,
    release=True,
)
def unverified_in_core(curriculum: Curriculum) -> Iterator[Finding]:
    """对任一层级是核心的讲，引用的文件、条文概括和数据表里的物质、批次、豁免都要核实过；正式出书（--release）时必须清零。"""
    for module in curriculum.modules:
        if Attention.CORE not in module.tier.values():
            continue
        for found in module.body.citations:
            citation = readable_citation(found.text)
            for said in _unverified(curriculum, citation) if citation else ():
                yield Finding(found.place, f"{said}的可信度是“待核”")
        for box in module.body.boxes:
            if box.name == "data-table" and box.options.get("from") == "substances":
                yield from _table(curriculum, box)


def _table(curriculum: Curriculum, box: Box) -> Iterator[Finding]:
    try:
        shown = selected(curriculum, box.options.get("where", ""))
        columns = strings(flow(box.options.get("columns", ""), "columns"))
    except ValueError:
        return  # said where the table is made
    for substance in shown:
        for said in _unverified_cells(curriculum, substance, columns):
            yield Finding(box.place, f"数据表里{substance.name}{said}的可信度是“待核”")


def _unverified_cells(
    curriculum: Curriculum, substance: Substance, columns: Collection[str]
) -> Iterator[str]:
    if substance.trust is Trust.UNVERIFIED:
        yield ""
    if "china" in columns and substance.china.trust is Trust.UNVERIFIED:
        yield "的国内要求"
    batch = curriculum.batch.get(substance.listing.batch) if substance.listing else None
    if {"in_force", "china_in_force"} & {*columns} and batch and batch.trust is Trust.UNVERIFIED:
        yield "的生效日期"
    if {"exemptions", "china_exemptions"} & {*columns} and any(
        each.trust is Trust.UNVERIFIED for each in substance.exemptions
    ):
        yield "的豁免"


@rule("S010", "日期前后颠倒", "核对各个日期；文件的修正本写 amended，发布日期写最初的或删去")
def dates_in_order(curriculum: Curriculum) -> Iterator[Finding]:
    """文件的施行日期不早于发布日期，失效日期不早于施行日期；物质批次依次是通过、通知、国际生效、对我国生效。"""
    for instrument in curriculum.instruments:
        yield from _order(instrument, instrument.short, ("issued", "effective", "ended"))
    for batch in curriculum.batches:
        yield from _order(
            batch, batch.meeting, ("adopted", "notified", "in_force", "china_in_force")
        )


def _order(record: Record, name: str, fields: Iterable[str]) -> Iterator[Finding]:
    known = [(field, date) for field in fields if (date := getattr(record, field))]
    for (_, earlier), (field, later) in itertools.pairwise(known):
        # Compared as far as both are known: 2023-10 may be any day of that month.
        length = min(len(earlier), len(later))
        if later[:length] < earlier[:length]:
            yield Finding(record.place(field), f"{name}的 {field} {later} 早于 {earlier}")


@rule(
    "S015",
    "可信度没有凭据",
    "在 evidence 里写看到了什么、在哪里、哪天看的；没有看到的写 trust: unverified",
)
def trust_has_evidence(curriculum: Curriculum) -> Iterator[Finding]:
    """写明 verified（已核）或 single（单一来源）的登记，至少要有一条 evidence，别人才能照着再核一遍。"""
    for name, records in (
        ("文件", curriculum.instruments),
        ("限值", curriculum.limits),
        ("方法", curriculum.methods),
        ("清单", curriculum.lists),
        ("物质", curriculum.substances),
        ("批次", curriculum.batches),
        ("排放因子", curriculum.factors),
        ("当量因子版本", curriculum.tef_schemes),
    ):
        for record in records:
            if record.trust is not Trust.UNVERIFIED and not any(record.evidence):
                yield Finding(
                    record.place("trust"),
                    f"{name}“{record.id}”写着“{record.trust.label}”，没有 evidence",
                )
