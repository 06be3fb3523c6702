"""Tables generated from a register, for the ``data-table`` box and the reference pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..model.curriculum import Curriculum
from ..model.selection import flow, selected, strings
from ..model.substance import Substance
from .substances import annexes, batch_of, exemptions, line_of, list_entries


def _lists(curriculum: Curriculum, substance: Substance) -> str:
    lines = list_entries(curriculum).get(substance.id, ())
    return "；".join(line_of(each, entry) for each, entry in lines)


Cell = Callable[[Curriculum, Substance], str]
COLUMNS: Mapping[str, tuple[str, Cell]] = {
    "name": ("名称", lambda c, s: s.name),
    "english": ("英文名", lambda c, s: s.english),
    "abbreviation": ("缩写", lambda c, s: s.abbreviation or "—"),
    "cas": ("CAS号", lambda c, s: "、".join(s.cas) or "—"),
    "annex": ("附件", lambda c, s: annexes(s) or "—"),
    "batch": ("列入会议", lambda c, s: b.meeting if (b := batch_of(c, s)) else "—"),
    "decision": ("决定", lambda c, s: s.listing.decision if s.listing else "—"),
    "in_force": ("国际生效", lambda c, s: b.in_force or "待核" if (b := batch_of(c, s)) else "—"),
    "china_in_force": (
        "对我国生效",
        lambda c, s: b.china_in_force or "未见生效公告" if (b := batch_of(c, s)) else "—",
    ),
    "category": ("类别", lambda c, s: s.category.label),
    "uses": ("用途", lambda c, s: s.uses or "—"),
    "where": ("在哪里会遇到", lambda c, s: s.where or "—"),
    "china": (
        "国内要求",
        lambda c, s: (
            s.china.text + ("" if s.china.trust == "verified" else f"（{s.china.trust.label}）")
        ),
    ),
    "formula": ("分子式", lambda c, s: s.formula or "—"),
    "mass": ("分子量（g/mol）", lambda c, s: f"{s.mass:.2f}" if s.mass else "—"),
    "exemptions": ("公约的豁免", lambda c, s: exemptions(c, s, "convention") or "—"),
    "china_exemptions": ("我国的豁免", lambda c, s: exemptions(c, s, "china") or "—"),
    "lists": ("国内清单", lambda c, s: _lists(c, s) or "—"),
}


class TableError(ValueError):
    """A ``data-table`` box that cannot be filled; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class DataTable:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def data_table(curriculum: Curriculum, options: Mapping[str, str]) -> DataTable:
    """Fill a table as the options of its box ask.

    Raises:
        TableError: unknown register, column or filter, or no row fits.
    """
    if options.get("from") != "substances":
        raise TableError(f"登记表“{options.get('from')}”不能做数据表，可用：substances")
    try:
        columns = _list(options.get("columns", ""), "columns")
        chosen = selected(curriculum, options.get("where", ""))
    except ValueError as error:
        raise TableError(str(error)) from None
    for column in columns:
        if column not in COLUMNS:
            raise TableError(f"没有列“{column}”，可用：{'、'.join(COLUMNS)}")
    if not chosen:
        raise TableError("没有物质符合 where 的条件")
    return DataTable(
        tuple(COLUMNS[column][0] for column in columns),
        tuple(tuple(COLUMNS[column][1](curriculum, s) for column in columns) for s in chosen),
    )


def _list(text: str, name: str) -> tuple[str, ...]:
    value = flow(text, name)
    if not isinstance(value, list) or not value:
        raise ValueError(f"{name} 应写成 [name, cas] 的形式")
    return strings(value)
