"""Reference pages: instruments with their standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...model.citation import CitationError, parse_citation
from ...model.curriculum import Curriculum
from ...model.instrument import STANDINGS, Instrument
from ...model.vocabulary import InstrumentKind, Trust
from ...views.citations import dates
from ...views.dates import chinese_date
from .page import Page, escape, link, table


def reference_pages(curriculum: Curriculum) -> Iterator[Page]:
    """Yield the pages of the registers under ``reference/``."""
    yield _instruments(curriculum)


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
