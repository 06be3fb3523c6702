"""The register of substances: a list to filter, a card for each, China's own lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.curriculum import Curriculum
from ...model.substance import Batch, ListEntry, Substance, SubstanceList
from ...views.dates import chinese_date
from ...views.mentions import mentions
from ...views.substances import (
    CHINA_STATUS,
    annexes,
    batch_of,
    china_status,
    depicted,
    list_entries,
)
from .entries import facets, filter_bar
from .marks import trust_mark
from .page import Page, escape, link, table
from .substance_card import Around, card, structure_image

FACETS = (
    ("annex", "公约附件"),
    ("category", "类型"),
    ("batch", "批次"),
    ("china", "在我国"),
)


def substance_pages(curriculum: Curriculum) -> Iterator[Page]:
    """Yield the list of substances, the card of each, and the page of China's lists."""
    around = Around(list_entries(curriculum), mentions(curriculum))
    yield _list(curriculum, around)
    for substance in curriculum.substances:
        yield card(curriculum, substance, around)
    if curriculum.lists:
        yield _china_lists(curriculum)


def structure_files(curriculum: Curriculum) -> dict[str, str]:
    """Return the drawings that the pages show, by their paths below ``docs/``."""
    shown = (depicted(curriculum, substance) for substance in curriculum.substances)
    return {f"reference/structures/{each.key}.svg": each.structure.svg for each in shown if each}


def _list(curriculum: Curriculum, around: Around) -> Page:
    listed = sum(each.listing is not None for each in curriculum.substances)
    items = "\n".join(_item(curriculum, each, around) for each in curriculum.substances)
    body = "\n".join(
        (
            f"登记 {len(curriculum.substances)} 种（类）物质，其中《斯德哥尔摩公约》列入 {listed} 种"
            "（一组物质公约算作一种的，这里也算一种）。公约上的义务和对我国有约束力的要求是两本账："
            "列入公约不等于对我国生效，国内清单也不等于公约。",
            "",
            filter_bar("名称、缩写、英文名或CAS号", "种", facets=facets(dict(FACETS))),
            f'<ul class="substance-list">\n{items}\n</ul>',
            "",
            "## 各批次的日期 {#batches}",
            "",
            table(
                ("列入会议", "通过", "国际生效", "对我国生效", "批准"),
                (_batch(each) for each in curriculum.batches),
                labelled=True,
            ),
        )
    )
    return Page("reference/substances.md", "受控物质", body)


def _item(curriculum: Curriculum, substance: Substance, around: Around) -> str:
    batch = batch_of(curriculum, substance)
    china = china_status(curriculum, substance, around.entries)
    outside = ("candidate", "审查中") if substance.candidate else ("none", "未列入公约")
    values: dict[str, list[tuple[str, str]]] = {
        "annex": [(each.value, f"附件{each}") for each in substance.listing.annex]
        if substance.listing
        else [outside],
        "category": [(substance.category.value, substance.category.label)],
        "batch": [(batch.id, batch.meeting)] if batch else [],
        "china": [(key, CHINA_STATUS[key]) for key in china],
    }
    words = (substance.english, *substance.aliases, *_member_words(substance))
    chips = [f"附件{annexes(substance)}" if substance.listing else outside[1]]
    chips += [substance.category.label, *(CHINA_STATUS[key] for key in china)]
    quiet = [substance.abbreviation or "", "、".join(substance.cas[:3])]
    if len(substance.cas) > 3:
        quiet[-1] += f"等{len(substance.cas)}个号"
    shown = depicted(curriculum, substance)
    image = ""
    if shown:
        name = shown.member.name if shown.member else substance.name
        image = structure_image(shown, name, "../structures", css="structure-thumb")
    return (
        f'<li class="filter-item substance-item" id="{substance.id}"{_facets(values)}'
        f' data-words="{escape(" ".join(words))}">'
        f'<span class="thumb">{image}</span><span class="about">'
        f"<strong>{link(escape(substance.name), f'{substance.id}/')}</strong>"
        f"<small>{escape('　'.join(each for each in quiet if each))}</small>"
        f'<span class="chips">{"".join(f"<span>{escape(each)}</span>" for each in chips)}</span>'
        "</span></li>"
    )


def _facets(values: dict[str, list[tuple[str, str]]]) -> str:
    """Return the attributes that the filter reads; values apart by spaces, labels by bars."""
    return "".join(
        f' data-{key}="{escape(" ".join(value for value, _ in found))}"'
        f' data-{key}-label="{escape("|".join(label for _, label in found))}"'
        for key, found in values.items()
        if found
    )


def _member_words(substance: Substance) -> Iterator[str]:
    yield from substance.cas
    for member in substance.members:
        yield from (member.name, *member.cas)


def _batch(batch: Batch) -> tuple[str, ...]:
    def date(value: str | None, otherwise: str) -> str:
        return chinese_date(value) if value else otherwise

    return (
        f'<span id="{batch.id}">{escape(batch.meeting)}</span>{trust_mark(batch.trust)}',
        date(batch.adopted, "待核"),
        date(batch.in_force, "待核"),
        date(batch.china_in_force, "未见生效公告"),
        escape(batch.china_ratified or "—"),
    )


def _china_lists(curriculum: Curriculum) -> Page:
    blocks = [
        "我国自己的清单和名录，每一项指到物质卡。要求一栏是本书的概括，办案时以文件原文为准。",
    ]
    for each in curriculum.lists:
        blocks += [f"## {escape(each.title)} {{#{each.id}}}", _source(curriculum, each)]
        rows = (_line(curriculum, entry) for entry in each.entries)
        blocks.append(table(("序号", "名称", "要求", "物质卡"), rows, labelled=True))
    return Page("reference/lists.md", "国内清单", "\n\n".join(blocks))


def _source(curriculum: Curriculum, each: SubstanceList) -> str:
    instrument = curriculum.instrument.get(each.instrument)
    if instrument is None:
        return ""
    number = f"（{escape(instrument.number)}）" if instrument.number else ""
    name = link(escape(instrument.title), f"../instruments/#{instrument.id}")
    return f"<p>文件：{name}{number}{trust_mark(each.trust)}</p>"


def _line(curriculum: Curriculum, entry: ListEntry) -> tuple[str, ...]:
    return (
        escape(entry.number),
        escape(entry.name) + trust_mark(entry.trust),
        escape(entry.measures) or "—",
        _cards(curriculum, entry.substances) or "—",
    )


def _cards(curriculum: Curriculum, ids: Iterable[str]) -> str:
    known = (curriculum.substance[id] for id in ids if id in curriculum.substance)
    return "、".join(
        link(escape(each.abbreviation or each.name), f"../substances/{each.id}/") for each in known
    )
