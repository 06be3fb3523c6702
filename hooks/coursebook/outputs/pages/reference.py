"""Reference pages: listed substances."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.curriculum import Curriculum
from ...model.substance import Substance
from ...model.vocabulary import Trust
from ...views.data_tables import annexes
from ...views.dates import chinese_date
from .page import Page, escape, link, table


def reference_pages(curriculum: Curriculum) -> Iterator[Page]:
    """Yield the pages of the registers under ``reference/``."""
    yield _substances(curriculum)


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
