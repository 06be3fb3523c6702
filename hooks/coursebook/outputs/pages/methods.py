"""The page of monitoring methods: by stage, each with what to look for in a report."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.curriculum import Curriculum
from ...model.instrument import Instrument
from ...model.measurement import DetectionLimit, Method
from ...views.dates import chinese_date
from .entries import (
    facets,
    filter_bar,
    filter_item,
    instrument_link,
    rows,
    standing_mark,
    substance_facets,
    substance_links,
    substance_words,
)
from .marks import trust_mark
from .page import Page, escape

STAGES = {
    "sampling": "采样",
    "screening": "现场筛查",
    "analysis": "实验室分析",
    "specification": "监测技术规范",
}
PATH = "reference/methods.md"


def methods_page(curriculum: Curriculum) -> Page:
    """Return ``reference/methods.md``; an entry's anchor is the id of its method."""
    lines = [
        f"登记了 {len(curriculum.methods)} 种方法：测什么、用在什么介质、报告里看什么。标准是否现行按"
        f"{chinese_date(curriculum.course.as_of)}判断；标“单一来源”“待核”的，使用前先核对标准原文。"
        "“检出限”是标准给出的，报告里要看实验室自己的检出限是否够低。",
        "",
        filter_bar(
            "物质、标准号或仪器",
            "种",
            facets=facets({"stage": "环节", "medium": "介质", "substance": "物质"}),
        ),
    ]
    for stage, title in STAGES.items():
        members = [each for each in curriculum.methods if each.stage == stage]
        if members:
            lines += ["", f"## {title} {{#{stage}}}", "", '<div class="register">']
            lines += [_entry(curriculum, each) for each in members]
            lines += ["</div>"]
    return Page(PATH, "监测方法", "\n".join(lines))


def _entry(curriculum: Curriculum, method: Method) -> str:
    instrument = curriculum.instrument.get(method.instrument)
    start = filter_item(
        "section",
        method.id,
        {
            "stage": [(method.stage, STAGES[method.stage])],
            "medium": [(medium, medium) for medium in method.media],
            "substance": substance_facets(curriculum, method.substances),
        },
        substance_words(curriculum, method.substances),
        css="entry",
    )
    return "".join([start, *_content(curriculum, method, instrument), "</section>"])


def _content(
    curriculum: Curriculum, method: Method, instrument: Instrument | None
) -> Iterator[str]:
    name = instrument_link(instrument) if instrument else escape(method.instrument)
    standing = f" {standing_mark(curriculum, instrument)}" if instrument else ""
    yield f'<p class="entry-title"><strong>{escape(method.measures)}</strong> {name}'
    yield f"{standing}{trust_mark(method.trust)}</p>"
    if instrument and instrument.title != instrument.short:
        yield f'<p class="entry-about">{escape(instrument.title)}</p>'
    yield rows(
        (
            ("介质", escape("、".join(method.media))),
            ("技术", escape(method.technique)),
            ("用途和看报告", escape(method.use)),
            ("检出限", "；".join(map(_detection, method.limits_of_detection))),
            ("涉及物质", substance_links(curriculum, method.substances)),
        )
    )


def _detection(limit: DetectionLimit) -> str:
    note = f"（{limit.note}）" if limit.note else ""
    return escape(f"{limit.analyte} {limit.value} {limit.unit}{note}")
