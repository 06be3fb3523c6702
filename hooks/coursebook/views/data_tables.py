"""Tables generated from a register, for the ``data-table`` box and the reference pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..model.curriculum import Curriculum
from ..model.substance import Batch, Substance
from ..source.problem import SourceError
from ..source.yaml_reader import read_yaml


def annexes(substance: Substance) -> str:
    """Return the annexes in words: A、C."""
    return "、".join(substance.listing.annex) if substance.listing else ""


def exemptions(curriculum: Curriculum, substance: Substance) -> str:
    """Return what the exemptions say, those that have ended marked so."""
    as_of = curriculum.course.as_of
    return "；".join(
        f"{each.text}（已失效）" if each.expired(as_of) and not each.ended else each.text
        for each in substance.exemptions
    )


def _batch(curriculum: Curriculum, substance: Substance) -> Batch | None:
    return curriculum.batch.get(substance.listing.batch) if substance.listing else None


Cell = Callable[[Curriculum, Substance], str]
COLUMNS: Mapping[str, tuple[str, Cell]] = {
    "name": ("名称", lambda c, s: s.name),
    "english": ("英文名", lambda c, s: s.english),
    "abbreviation": ("缩写", lambda c, s: s.abbreviation or "—"),
    "cas": ("CAS号", lambda c, s: "、".join(s.cas) or "—"),
    "annex": ("附件", lambda c, s: annexes(s) or "—"),
    "batch": ("列入会议", lambda c, s: b.meeting if (b := _batch(c, s)) else "—"),
    "decision": ("决定", lambda c, s: s.listing.decision if s.listing else "—"),
    "in_force": ("国际生效", lambda c, s: b.in_force or "待核" if (b := _batch(c, s)) else "—"),
    "china_in_force": (
        "对我国生效",
        lambda c, s: b.china_in_force or "未见生效公告" if (b := _batch(c, s)) else "—",
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
    "exemptions": ("豁免", lambda c, s: exemptions(c, s) or "—"),
}
FILTERS = frozenset({"annex", "batch", "category", "id"})


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
    columns = _list(options.get("columns", ""), "columns")
    for column in columns:
        if column not in COLUMNS:
            raise TableError(f"没有列“{column}”，可用：{'、'.join(COLUMNS)}")
    chosen = selected(curriculum, options)
    if not chosen:
        raise TableError("没有物质符合 where 的条件")
    return DataTable(
        tuple(COLUMNS[column][0] for column in columns),
        tuple(tuple(COLUMNS[column][1](curriculum, s) for column in columns) for s in chosen),
    )


def selected(curriculum: Curriculum, options: Mapping[str, str]) -> tuple[Substance, ...]:
    """Return the substances that a table shows.

    Raises:
        TableError: unknown filter.
    """
    where = _mapping(options.get("where", ""))
    for key in where:
        if key not in FILTERS:
            raise TableError(f"没有条件“{key}”，可用：{'、'.join(sorted(FILTERS))}")
    # Without being named, only what the Convention lists: China's own lists are longer.
    return tuple(
        s
        for s in curriculum.substances
        if _fits(s, where) and ("id" in where or _batch(curriculum, s))
    )


def _fits(substance: Substance, where: Mapping[str, tuple[str, ...]]) -> bool:
    listing = substance.listing
    values = {
        "annex": {annex.value for annex in listing.annex} if listing else set(),
        "batch": {listing.batch} if listing else set(),
        "category": {substance.category.value},
        "id": {substance.id},
    }
    return all(values[key] & set(wanted) for key, wanted in where.items())


def _mapping(text: str) -> dict[str, tuple[str, ...]]:
    value = _flow(text, "where") if text else {}
    if not isinstance(value, dict):
        raise TableError("where 应写成 {annex: A} 的形式")
    return {key: tuple(_strings(each)) for key, each in value.items()}


def _list(text: str, name: str) -> tuple[str, ...]:
    value = _flow(text, name)
    if not isinstance(value, list) or not value:
        raise TableError(f"{name} 应写成 [name, cas] 的形式")
    return tuple(_strings(value))


def _strings(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        yield str(each)


def _flow(text: str, name: str) -> object:
    try:
        return read_yaml(text, name)[0]
    except SourceError as error:
        raise TableError(f"{name} 写法不对：{error.problems[0].message}") from None
