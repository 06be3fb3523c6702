"""The TEQ calculator: a table of factors that works on paper, and that ``teq.js`` computes with.

The factors stand once, in the table's cells; the script reads them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.curriculum import Curriculum
from ...model.measurement import Congener, Limit, TefScheme
from .entries import address, decimal
from .limits import PATH as LIMITS
from .marks import trust_mark
from .page import Page, escape, link

PATH = "reference/teq.md"
UNITS = ("ng/m³", "pg/m³", "ng/L", "pg/L", "ng/kg", "µg/kg")
NON_DETECTS = (("0", "按0计"), ("0.5", "按检出限的一半计"), ("1", "按检出限计"))
DIOXINS = ("pcdd", "pcdf")
DIFFER = "同一份数据，换一版因子结论就不同：报告没有写明所用版本的，不能据以判定是否达标。"


def teq_page(curriculum: Curriculum) -> Page:
    """Return ``reference/teq.md``."""
    dioxins = [each for each in curriculum.congeners if each.group in DIOXINS]
    pcbs = [each for each in curriculum.congeners if each.group not in DIOXINS]
    schemes = curriculum.tef_schemes
    example = len([each for each in curriculum.congeners if each.example])
    lines = [
        "毒性当量（TEQ）是各同类物的浓度乘以毒性当量因子（TEF）再相加：TEQ＝Σ（浓度×TEF）。"
        "因子有几个版本，**同一份数据换一个版本，合计就不同，达标与否也可能不同**。"
        "判定用哪一版，以排放标准、监测方法或者排污许可证写明的为准，一次判定从头到尾用同一版。"
        "**报告没有写明所用版本的，不能据以判定是否达标**，先要求监测单位补正。",
        "",
        "## 计算 {#calculate}",
        "",
        "<div><coursebook-teq>",
        *_controls(curriculum, example),
        _table(dioxins, schemes),
    ]
    if pcbs:
        lines += [
            f'<details class="teq-pcbs"><summary>类二噁英多氯联苯（{len(pcbs)}种，选填）</summary>',
            "<p>二噁英类的排放限值只算上表各项；类二噁英多氯联苯另行合计，不参加与限值的比较。</p>",
            _table(pcbs, schemes),
            "</details>",
        ]
    lines += [
        *_results(schemes),
        "</coursebook-teq></div>",
        "",
        "## 因子的版本 {#schemes}",
        "",
        *_schemes(schemes),
    ]
    return Page(PATH, "毒性当量计算", "\n".join(lines))


def _controls(curriculum: Curriculum, example: int) -> Iterator[str]:
    yield '<div class="teq-controls ui" data-pagefind-ignore hidden>'
    yield (
        "<p>填报告里各同类物的浓度（废气先按规定折算）。未检出写“&lt;”加检出限，如 &lt;0.01；"
        "全角数字也可以，按回车到下一项，也可以从表格软件里复制一列粘贴。"
        "数据只在这一页里计算，不会发送到任何地方。</p>"
    )
    yield _select("unit", "浓度单位", [_option(unit, unit) for unit in UNITS])
    yield _select("below", "未检出", [_option(*each) for each in NON_DETECTS])
    limits = [_limit_option(curriculum, limit) for limit in comparable(curriculum)]
    if limits:
        yield _select("limit", "比较的限值", [_option("", "不比较"), *limits])
    yield '<p class="teq-buttons">'
    if example:
        yield '<button type="button" class="button" data-do="example">填入例题</button>'
    yield '<button type="button" class="button" data-do="reset">清空</button></p>'
    yield "</div>"


def comparable(curriculum: Curriculum) -> tuple[Limit, ...]:
    """Return the limits of dioxins in air that are in force and that a total can be held to."""
    as_of = curriculum.course.as_of
    return tuple(
        each
        for each in curriculum.limits
        if set(DIOXINS) <= set(each.substances)
        and each.medium == "废气"
        and each.relation == "max"
        and re.fullmatch(r"\d+(\.\d+)?", each.value)
        and _concentration(each.unit) in UNITS
        and (instrument := curriculum.instrument.get(each.instrument))
        and instrument.standing(as_of) != "ended"
    )


def _concentration(unit: str) -> str:
    """Return the unit in which the congeners are, where the limit is in ``unit``."""
    return unit.replace(" TEQ", "")


def _limit_option(curriculum: Curriculum, limit: Limit) -> str:
    place = f"{curriculum.instrument[limit.instrument].short} {limit.at}"
    doubt = "" if limit.trust == "verified" else f"（{limit.trust.label}）"
    words = f"{limit.value} {limit.unit}　{place}　{limit.subject}{doubt}"
    return (
        f'<option value="{limit.value}" data-unit="{escape(_concentration(limit.unit))}">'
        f"{escape(words)}</option>"
    )


def _table(congeners: Sequence[Congener], schemes: Sequence[TefScheme]) -> str:
    top = "".join(f'<th scope="col">{escape(scheme.id.upper())}</th>' for scheme in schemes)
    body = "\n".join(_row(each, schemes) for each in congeners)
    return (
        '<div class="table-scroll"><table class="teq-factors">\n'
        '<thead><tr><th scope="col">同类物</th><th scope="col" class="ui" hidden>浓度</th>'
        f"{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _row(congener: Congener, schemes: Sequence[TefScheme]) -> str:
    name = escape(congener.name)
    example = f' data-example="{congener.example}"' if congener.example else ""
    pcb = "" if congener.group in DIOXINS else " data-pcb"
    cells = "".join(
        f'<td data-scheme="{scheme.id}" data-label="{escape(scheme.id.upper())}">'
        + (
            decimal(congener.tef[scheme.id])
            + (
                '<sup class="trust" data-trust="unverified">待核</sup>'
                if scheme.id in congener.unverified
                else ""
            )
            if scheme.id in congener.tef
            else "—"
        )
        + "</td>"
        for scheme in schemes
    )
    return (
        f'<tr id="{congener.id}"{pcb}{example}><th scope="row">{name}'
        f'<small>{escape(congener.chinese)} <span class="nowrap">{congener.cas}</span></small></th>'
        f'<td class="ui" hidden><input type="text" inputmode="decimal" autocomplete="off" '
        f'enterkeyhint="next" aria-label="{name}的浓度"></td>{cells}</tr>'
    )


def _results(schemes: Sequence[TefScheme]) -> Iterator[str]:
    """Yield the place for totals: a bar that stays in sight, and what follows from them."""
    yield '<div class="teq-totals ui" data-pagefind-ignore role="group" aria-label="毒性当量合计" hidden>'
    for scheme in schemes:
        caution = f"<small>{escape(scheme.caution)}</small>" if scheme.caution else ""
        yield (
            f'<div data-total="{scheme.id}">'
            f"<span>{escape(scheme.id.upper())}</span><output></output>"
            f'<span class="teq-verdict"></span>{caution}</div>'
        )
    yield "</div>"
    yield f'<div class="teq-findings ui" data-differ="{DIFFER}" hidden></div>'
    yield '<p class="spoken ui" role="status"></p>'
    yield (
        '<p class="ui" hidden><button type="button" class="button" data-do="copy">复制结果</button> '
        '<span class="teq-copied" role="status"></span></p>'
    )


def _schemes(schemes: Sequence[TefScheme]) -> Iterator[str]:
    for scheme in schemes:
        caution = f" <strong>{escape(scheme.caution)}。</strong>" if scheme.caution else ""
        yield (
            f'<p id="{scheme.id}"><strong>{escape(scheme.id.upper())}</strong> '
            f"{escape(scheme.title)}，{scheme.year}年。{escape(scheme.note)}{caution}"
            f"{trust_mark(scheme.trust)}</p>\n"
        )
    yield f"<p>二噁英类的限值见{link('限值和排放因子', address(LIMITS))}。</p>"


def _select(name: str, label: str, options: Sequence[str]) -> str:
    return f'<label>{label} <select name="{name}">{"".join(options)}</select></label>'


def _option(value: str, label: str) -> str:
    return f'<option value="{escape(value)}">{escape(label)}</option>'
