"""Reference pages: instruments with their standing, listed substances."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...model.citation import CitationError, parse_citation
from ...model.curriculum import Curriculum
from ...model.instrument import STANDINGS, Instrument
from ...model.substance import Substance
from ...model.vocabulary import InstrumentKind, Trust
from ...views.citations import dates
from ...views.data_tables import annexes
from ...views.dates import chinese_date
from .page import Page, escape, link, table


def reference_pages(curriculum: Curriculum) -> Iterator[Page]:
    """Yield the pages of the registers under ``reference/``."""
    yield _instruments(curriculum)
    yield _substances(curriculum)


def citing_modules(curriculum: Curriculum) -> Mapping[str, tuple[str, ...]]:
    """Return for each instrument the ids of the modules whose text cites it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for module in curriculum.modules:
        for citation in module.body.citations:
            try:
                found[parse_citation(citation.text).instrument][module.id] = None
            except CitationError:
                continue
    return {instrument: tuple(modules) for instrument, modules in found.items()}


def _instruments(curriculum: Curriculum) -> Page:
    as_of = curriculum.course.as_of
    citing = citing_modules(curriculum)
    lines = [
        f"本教材引用和登记的 {len(curriculum.instruments)} 份文件，效力按{chinese_date(as_of)}判断。"
        f"{escape(curriculum.course.disclaimer)}",
    ]
    for kind in InstrumentKind:
        members = [each for each in curriculum.instruments if each.kind is kind]
        if not members:
            continue
        lines += ["", f"## {kind.label} {{#kind-{kind.value}}}", ""]
        lines.append(
            table(
                ("文件", "施行与效力", "见于"),
                (_instrument_row(curriculum, each, citing.get(each.id, ())) for each in members),
                css="instruments",
            )
        )
    return Page("reference/instruments.md", "法规文件", "\n".join(lines))


def _instrument_row(
    curriculum: Curriculum, each: Instrument, modules: Sequence[str]
) -> tuple[str, str, str]:
    standing = each.standing(curriculum.course.as_of)
    about = [f'<strong id="{each.id}">{escape(each.title)}</strong>']
    short = each.abbreviation if each.abbreviation != each.short.strip("《》") else None
    detail = [
        text
        for text in (
            each.number,
            each.issuer if (each.issuer or "") not in (each.number or "") else None,
            f"文中简称“{short}”" if short else None,
        )
        if text
    ]
    if detail:
        about.append(f"<small>{escape('，'.join(detail))}</small>")
    status = f'<span class="standing" data-standing="{standing}">{STANDINGS[standing]}</span>'
    if each.kind is InstrumentKind.LITERATURE:
        status = ""
    elif standing == "open" and each.status_note:
        status += f"<br><small>{escape(each.status_note)}</small>"
    elif each.trust is not Trust.VERIFIED:
        status += f' <sup class="trust" data-trust="{each.trust.value}">{each.trust.label}</sup>'
    replaced = curriculum.instrument.get(each.replaced_by or "")
    if replaced:
        status += f"<br>由{link(escape(replaced.short), '#' + replaced.id)}代替"
    where = "、".join(
        link(f"第{curriculum.numbers[id]}讲", f"../../{id}/")
        for id in modules
        if id in curriculum.numbers
    )
    return (
        "<br>".join(about),
        "<br>".join([*map(escape, dates(each)), *filter(None, [status])]),
        where or "—",
    )


def _substances(curriculum: Curriculum) -> Page:
    mentions = {
        substance.id: [
            module.id for module in curriculum.modules if _mentions(module.body.text, substance)
        ]
        for substance in curriculum.substances
    }
    lines = [
        f"《斯德哥尔摩公约》列入的 {len(curriculum.substances)} 种类物质。“公约”一栏是国际上的义务，"
        "“对我国生效”一栏是对我国有约束力的日期，“国内要求”一栏是我国自己的清单和公告，三者分开看。",
    ]
    for batch in curriculum.batches:
        members = [
            each
            for each in curriculum.substances
            if each.listing and each.listing.batch == batch.id
        ]
        if not members:
            continue
        lines += ["", f"## {escape(batch.meeting)} {{#{batch.id}}}", ""]
        lines.append(
            f"通过：{_date(batch.adopted)}；国际生效：{_date(batch.in_force)}；"
            f"对我国生效：{chinese_date(batch.china_in_force) if batch.china_in_force else '未见公告'}。\n"
        )
        lines.append(
            table(
                ("物质", "附件与类别", "国内要求", "见"),
                (
                    (
                        f'<strong id="{each.id}">{escape(each.name)}</strong>'
                        f"<br><small>{escape(each.english)}"
                        + (
                            f"，{escape(each.abbreviation)}"
                            if each.abbreviation and each.abbreviation != each.english
                            else ""
                        )
                        + f"<br>CAS {escape('、'.join(each.cas) or '—')}</small>",
                        f"附件{annexes(each)}<br>{each.category.label}",
                        escape(each.china.text)
                        + (
                            ""
                            if each.china.trust is Trust.VERIFIED
                            else f' <sup class="trust" data-trust="{each.china.trust.value}">'
                            f"{each.china.trust.label}</sup>"
                        ),
                        "、".join(
                            link(f"第{curriculum.numbers[id]}讲", f"../../{id}/")
                            for id in mentions[each.id]
                            if id in curriculum.numbers
                        )
                        or "—",
                    )
                    for each in members
                ),
                css="substances",
            )
        )
    return Page("reference/substances.md", "公约受控物质", "\n".join(lines))


def _mentions(text: str, substance: Substance) -> bool:
    """Say whether a text names a substance: by name, abbreviation or CAS number."""
    names = [part for part in re.split(r"[（()）、和]", substance.name) if len(part) > 2]
    if substance.abbreviation and len(substance.abbreviation) > 2:
        names.append(substance.abbreviation)
    return any(name in text for name in (substance.name, *names[:1], *names[-1:], *substance.cas))


def _date(date: str | None) -> str:
    return chinese_date(date) if date else "待核"
