"""The page of limit values and emission factors, each with its place, condition and trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ...model.curriculum import Curriculum
from ...model.measurement import Factor, Limit
from ...model.vocabulary import Trust
from ...views.citations import dates
from ...views.dates import chinese_date
from .entries import (
    cells,
    decimal,
    entry_table,
    facets,
    filter_bar,
    filter_item,
    instrument_link,
    standing_mark,
    substance_links,
    substance_words,
)
from .marks import trust_mark
from .page import Page, escape

KINDS = {
    "emission": "排放限值",
    "quality": "环境质量和风险管控值",
    "waste": "废物处置和低POPs含量",
    "identification": "危险废物鉴别",
    "drinking": "饮用水",
    "product": "产品含量",
}
RELATIONS = {"max": "≤", "min": "≥", "range": ""}
PATH = "reference/limits.md"
_HEAD = ("污染物", "限值", "适用范围和条件", "出处")


def limits_page(curriculum: Curriculum) -> Page:
    """Return ``reference/limits.md``; a row's anchor is the id of its limit or factor."""
    trusts = Counter(each.trust for each in curriculum.limits)
    lines = [
        f"登记了 {len(curriculum.limits)} 个限值：{trusts[Trust.VERIFIED]} 个已核（见过标准文本，或者有两处独立来源），"
        f"{trusts[Trust.SINGLE]} 个只有一处来源（标“单一来源”），{trusts[Trust.UNVERIFIED]} 个没有见到出处"
        "（标“待核”，不能用作判定依据）。标准是否现行按"
        f"{chinese_date(curriculum.course.as_of)}判断。当地有更严的地方标准，或者排污许可证另有规定的，还要看它们。",
        "",
        filter_bar(
            "污染物、标准号或行业",
            "项",
            facets=facets({"medium": "介质", "standard": "标准", "pollutant": "污染物"}),
        ),
    ]
    for kind, title in KINDS.items():
        members = [each for each in curriculum.limits if each.kind == kind]
        if members:
            lines += ["", f"## {title} {{#kind-{kind}}}", ""]
            lines += [_standard(curriculum, *group) for group in _by_standard(members)]
    if curriculum.factors:
        lines += _factors(curriculum.factors)
    return Page(PATH, "限值和排放因子", "\n".join(lines))


def _by_standard(limits: list[Limit]) -> Iterator[tuple[str, list[Limit]]]:
    """Group by standard, in the order in which each first comes."""
    order = {
        id: place for place, id in enumerate(dict.fromkeys(each.instrument for each in limits))
    }
    for id, group in groupby(
        sorted(limits, key=lambda each: order[each.instrument]), lambda each: each.instrument
    ):
        yield id, list(group)


def _standard(curriculum: Curriculum, id: str, limits: list[Limit]) -> str:
    instrument = curriculum.instrument.get(id)
    caption = escape(id)
    if instrument:
        caption = (
            f"<strong>{instrument_link(instrument)}</strong> {escape(instrument.title)} "
            f"<small>{escape('，'.join(dates(instrument)))}</small> "
            f"{standing_mark(curriculum, instrument)}"
        )
    return entry_table(
        _HEAD, (_limit(curriculum, each) for each in limits), css="limits", caption=caption
    )


def _limit(curriculum: Curriculum, limit: Limit) -> str:
    instrument = curriculum.instrument.get(limit.instrument)
    short = instrument.short if instrument else limit.instrument
    start = filter_item(
        "tr",
        limit.id,
        {
            "medium": [(limit.medium, limit.medium)],
            "standard": [(limit.instrument, short)],
            "pollutant": [(limit.pollutant, limit.pollutant)],
        },
        (short, limit.medium, *substance_words(curriculum, limit.substances)),
    )
    substances = substance_links(curriculum, limit.substances)
    relation = RELATIONS[limit.relation]
    number = f"{relation}{limit.value}" if relation else limit.value
    values = (
        f"<strong>{escape(limit.pollutant)}</strong><br><small>{escape(limit.medium)}</small>"
        + (f"<br><small>{substances}</small>" if substances else ""),
        f'<span class="nowrap">{escape(number)}</span> '
        f'<span class="nowrap">{escape(limit.unit)}</span>{trust_mark(limit.trust)}',
        escape(limit.subject)
        + (f"<br><small>{escape(limit.condition)}</small>" if limit.condition else "")
        + (f"<br><small>注：{escape(limit.note)}</small>" if limit.note else ""),
        escape(f"{short} {limit.at}")
        + (f"<br><small>{chinese_date(limit.since)}起</small>" if limit.since else ""),
    )
    return start + cells(_HEAD, values) + "</tr>"


def _factors(factors: tuple[Factor, ...]) -> Iterator[str]:
    head = ("类别", "工艺", "向大气", "进残渣", "单位")
    yield "\n## 二噁英等排放因子 {#factors}\n"
    yield (
        "联合国环境规划署工具包（2013年）的因子，用来估算排放量和编清单，不是限值，不能用来判定超标。"
        "“—”是没有因子或者没有见到，不是零；标“待核”的须用工具包原表核对后再用。\n"
    )
    yield entry_table(head, (_factor(head, each) for each in factors), css="factors")


def _factor(head: tuple[str, ...], factor: Factor) -> str:
    label = f"{factor.source_group}-{factor.source_class}"
    return (
        filter_item("tr", factor.id, {}, ("排放因子", "工具包"))
        + cells(
            head,
            (
                escape(label),
                escape(factor.description) + trust_mark(factor.trust),
                _number(factor.air),
                _number(factor.residue),
                escape(factor.unit),
            ),
        )
        + "</tr>"
    )


def _number(value: float | None) -> str:
    return "—" if value is None else decimal(value)
