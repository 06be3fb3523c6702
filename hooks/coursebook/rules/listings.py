"""S005, S006, S011, S013: numbers, batches and exemptions of substances."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.curriculum import Curriculum
from ..model.messages import did_you_mean, nearest
from ..model.substance import CAS, cas_check_digit, cas_is_valid
from ..source.place import Place
from .lines import lines, moved, without_targets
from .registry import Finding, rule


def _numbers(curriculum: Curriculum) -> Iterator[tuple[str, Place]]:
    """Yield every CAS number that readers meet in text and questions."""
    for place, text in lines(curriculum):
        if CAS.search(text):
            for match in CAS.finditer(without_targets(text)):
                yield match.group(), moved(place, match.start())


@rule("S005", "CAS 号校验位不对", "对照原始资料重抄；校验位由前面各位数算出")
def cas_check_digits(curriculum: Curriculum) -> Iterator[Finding]:
    """CAS 号末位是校验位：从右起第 n 位数乘 n，相加除以 10 的余数。登记、正文和题目里的都要对。"""
    for substance in curriculum.substances:
        for number, cas in enumerate(substance.cas):
            if not cas_is_valid(cas):
                yield _bad_digit(substance.place("cas", number), cas)
        for position, member in enumerate(substance.members):
            for number, cas in enumerate(member.cas):
                if not cas_is_valid(cas):
                    yield _bad_digit(substance.place("members", position, "cas", number), cas)
    for congener in curriculum.congeners:
        if not cas_is_valid(congener.cas):
            yield _bad_digit(congener.place("cas"), congener.cas)
    for cas, place in _numbers(curriculum):
        if not cas_is_valid(cas):
            yield Finding(
                place,
                f"“{cas}”不是有效的 CAS 号，校验位应为 {cas_check_digit(cas[:-2])}",
                "重抄；若是有意举出的错号，放进 `反引号` 里",
            )


def _bad_digit(place: Place, cas: str) -> Finding:
    return Finding(place, f"“{cas}”的校验位应为 {cas_check_digit(cas[:-2])}")


def _register_texts(curriculum: Curriculum) -> Iterator[str]:
    for each in curriculum.substances:
        note = each.listing.note if each.listing else None
        for text in (each.alternatives, each.uses, each.where, each.category_note, note):
            yield text or ""
    for term in curriculum.terms:
        yield term.definition
    for listed in curriculum.lists:
        yield from (entry.name for entry in listed.entries)


def _in(text: str) -> Iterator[str]:
    return (match.group() for match in CAS.finditer(text))


@rule(
    "S013",
    "CAS 号没有登记",
    "对照 substances.yml 改正，或先登记这种物质；只作例子的号放进 `反引号` 里",
    whole=True,
)
def registered_cas(curriculum: Curriculum) -> Iterator[Finding]:
    """正文和题目里的 CAS 号都要在物质登记或二噁英同类物登记里：一种物质只有一个出处。替代品等写在登记的说明里（名称后面加括号）也算登记。"""
    names = {cas: each.name for each in curriculum.substances for cas in each.numbers}
    names |= {each.cas: each.name for each in curriculum.congeners}
    mentioned = {cas for text in _register_texts(curriculum) for cas in _in(text)}
    for cas, place in _numbers(curriculum):
        if cas not in names and cas not in mentioned and cas_is_valid(cas):
            near = nearest(cas, names)
            hint = f"，是不是“{near}”（{names[near]}）" if near else ""
            yield Finding(place, f"登记里没有 CAS 号“{cas}”{hint}")


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


@rule("S011", "豁免过期没有写明", "核对原文；已过期的写 ended: true，没有过期的删去 ended")
def exemptions_up_to_date(curriculum: Curriculum) -> Iterator[Finding]:
    """豁免的末日（until）到基准日已过，就要写 ended: true，免得过期的豁免当作有效印出来；末日未到的不能写已结束。"""
    as_of = curriculum.course.as_of
    for substance in curriculum.substances:
        for number, each in enumerate(substance.exemptions):
            if each.until is None or each.expired(as_of) == each.ended:
                continue
            place = substance.place("exemptions", number, "ended" if each.ended else "until")
            yield Finding(
                place,
                f"{substance.name}的豁免“{each.text[:20]}”"
                + (
                    f"写着已结束，但 {each.until} 到{as_of}还没有过"
                    if each.ended
                    else f"{each.until} 已过（基准日{as_of}），没有写 ended: true"
                ),
                "删去 ended；提前取消的，把 until 改成取消的日期"
                if each.ended
                else "补上 ended: true；延期的，把 until 改成新的日期并写依据",
            )
