"""The two ledgers of a substance: what the Convention says, and what binds in China."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.curriculum import Curriculum
from ...model.substance import Batch, Exemption, Substance
from ...model.vocabulary import Trust
from ...views.dates import chinese_date
from ...views.substances import ANNEXES, Entries, batch_of, has_ended, line_of, term
from .marks import standing_badge, trust_mark
from .page import escape, link

UNKNOWN = '<sup class="trust" data-trust="unverified">待核</sup>'


def ledgers(curriculum: Curriculum, substance: Substance, entries: Entries) -> str:
    """Return both, each under its own head, so that no date of one is taken for the other's."""
    return (
        '<div class="ledgers">\n'
        + _ledger("convention", "公约上", _convention(curriculum, substance))
        + _ledger("china", "在我国", _china(curriculum, substance, entries))
        + "</div>"
    )


def _ledger(id: str, title: str, rows: Iterator[tuple[str, str]]) -> str:
    inner = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    return (
        f'<section class="ledger" data-ledger="{id}" aria-labelledby="ledger-{id}">\n'
        f'<h3 id="ledger-{id}">{title}</h3>\n<dl>{inner}</dl>\n</section>\n'
    )


def _convention(curriculum: Curriculum, substance: Substance) -> Iterator[tuple[str, str]]:
    listing, batch = substance.listing, batch_of(curriculum, substance)
    if listing is None:
        yield "列入", escape(substance.candidate or "没有列入《斯德哥尔摩公约》。")
    else:
        words = "、".join(f"附件{each}（{ANNEXES[each]}）" for each in listing.annex)
        yield "列入", words + _note(listing.note)
        yield "决定", escape(listing.decision)
        if batch is not None:
            yield "批次", _meeting(batch)
            yield "国际生效", _date(batch.in_force, batch.trust)
    yield from _exemptions(curriculum, substance, "convention")


def _china(
    curriculum: Curriculum, substance: Substance, entries: Entries
) -> Iterator[tuple[str, str]]:
    batch = batch_of(curriculum, substance)
    if substance.listing is not None and batch is not None:
        since = batch.china_in_force
        yield "对我国生效", _date(since, batch.trust) if since else "未见生效公告"
        if batch.china_ratified:
            yield "批准", escape(batch.china_ratified)
    china = substance.china
    since = f"<br><small>自{chinese_date(china.since)}起</small>" if china.since else ""
    yield "国内要求", escape(china.text) + trust_mark(china.trust) + since
    yield from _exemptions(curriculum, substance, "china")
    for each, entry in entries.get(substance.id, ()):
        name = link(escape(line_of(each, entry)), f"../../lists/#{each.id}")
        yield "国内清单", f"{name}{trust_mark(entry.trust)}" + _note(entry.measures)


def _exemptions(
    curriculum: Curriculum, substance: Substance, scope: str
) -> Iterator[tuple[str, str]]:
    """Yield the exemptions of one ledger, those that still hold first."""
    as_of = curriculum.course.as_of
    own = [each for each in substance.exemptions if each.scope == scope]
    own.sort(key=lambda each: has_ended(each, as_of))
    if own:
        lines = "".join(_exemption(curriculum, each) for each in own)
        yield "豁免", f'<ul class="exemptions">{lines}</ul>'
    elif scope == "convention" and substance.listing:
        yield "豁免", "没有登记到豁免"


def _exemption(curriculum: Curriculum, each: Exemption) -> str:
    as_of = curriculum.course.as_of
    ended = has_ended(each, as_of)
    when = term(each, as_of)
    mark = f"{standing_badge('ended', when)} " if ended else ""
    lasts = f"（{when}）" if when and not ended else ""
    return f"<li>{mark}{escape(each.text)}{lasts}{trust_mark(each.trust)}</li>"


def _meeting(batch: Batch) -> str:
    adopted = f"，{chinese_date(batch.adopted)}通过" if batch.adopted else ""
    return escape(batch.meeting + adopted) + _note(batch.note)


def _date(date: str | None, trust: Trust) -> str:
    return chinese_date(date) + trust_mark(trust) if date else UNKNOWN


def _note(note: str | None) -> str:
    return f"<br><small>{escape(note)}</small>" if note else ""
