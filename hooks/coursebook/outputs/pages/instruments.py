"""The list of instruments; and what the pages of the registers of law have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.curriculum import Curriculum
from ...model.instrument import STANDINGS, Instrument
from ...model.vocabulary import InstrumentKind
from ...views.citations import dates
from ...views.dates import chinese_date
from ...views.uses import Citing, Uses
from .entries import filter_bar
from .marks import standing_badge, trust_mark
from .page import Page, escape, link


def instrument_list(curriculum: Curriculum, found: Citing) -> Page:
    """Return ``reference/instruments.md``."""
    as_of = curriculum.course.as_of
    hint = "从旧法条号找法典条文，用[查法条](lookup.md)。" if curriculum.correspondences else ""
    lines = [
        f"本教材引用和登记的 {len(curriculum.instruments)} 份文件，效力按{chinese_date(as_of)}判断。"
        f"{escape(curriculum.course.disclaimer)}{hint}",
        "",
        filter_bar(
            "文件名、文号或内容",
            "份",
            facets=[
                {"key": "kind", "label": "种类"},
                {"key": "standing", "label": "效力"},
                {
                    "key": "topic",
                    "label": "内容要点",
                    "options": [
                        [topic.id, f"{topic.id} {topic.title}"]
                        for topic in curriculum.topics
                        if any(topic.id in each.topics for each in curriculum.instruments)
                    ],
                },
            ],
        ),
    ]
    for kind in InstrumentKind:
        members = [each for each in curriculum.instruments if each.kind is kind]
        if members:
            lines += ["", f"## {kind.label} {{#kind-{kind.value}}}", ""]
            lines += [
                _entry(curriculum, each, found.instruments.get(each.id, Uses())) for each in members
            ]
    return Page("reference/instruments.md", "法规文件", "\n".join(lines))


def module_links(curriculum: Curriculum, modules: Iterable[str], up: str) -> str:
    """Return links to modules by their numbers; ``up`` leads from the page to the root."""
    return "、".join(
        link(f"第{curriculum.numbers[id]}讲", f"{up}{id}/")
        for id in sorted(modules, key=curriculum.numbers.__getitem__)
    )


def _entry(curriculum: Curriculum, each: Instrument, uses: Uses) -> str:
    standing = each.standing(curriculum.course.as_of)
    title = escape(each.title)
    if each.id in curriculum.paraphrases:
        title = link(title, f"{each.id}/")
    lines = [
        f'<h3 class="register-title" id="{each.id}">{title}</h3>',
        f'<p class="register-facts">{facts(curriculum, each)}</p>',
    ]
    if each.summary:
        lines.append(f"<p>{escape(each.summary)}</p>")
    more = [
        *succession(curriculum, each, ""),
        *used(curriculum, uses, "../../"),
    ]
    if each.id in curriculum.paraphrases:
        count = len(curriculum.paraphrases[each.id])
        more.append(link(f"逐条概括（{count}处）", f"{each.id}/"))
    if more:
        lines.append(f'<p class="register-more">{"；".join(more)}</p>')
    data = {
        "kind": each.kind.value,
        "kind-label": each.kind.label,
        "standing": standing,
        "standing-label": STANDINGS[standing],
        "topic": " ".join(each.topics),
        "words": " ".join(dict.fromkeys((each.id, each.short, each.abbreviation or each.short))),
    }
    text = " ".join(f'data-{key}="{escape(value)}"' for key, value in sorted(data.items()))
    return f'<div class="filter-item register-entry" {text}>{"".join(lines)}</div>'


def facts(curriculum: Curriculum, each: Instrument) -> str:
    """Return standing, dates, number, issuer and short name on one line."""
    parts = [_standing(curriculum, each), *map(escape, dates(each))]
    short = each.abbreviation if each.abbreviation != each.short.strip("《》") else None
    parts += [
        escape(text)
        for text in (
            each.number if each.number and each.number not in each.title else None,
            each.issuer if (each.issuer or "") not in (each.number or "") else None,
            f"文中简称“{short}”" if short else None,
        )
        if text
    ]
    return "　".join(part for part in parts if part)


def _standing(curriculum: Curriculum, each: Instrument) -> str:
    if each.kind is InstrumentKind.LITERATURE:
        return trust_mark(each.trust)
    standing = each.standing(curriculum.course.as_of)
    text = standing_badge(standing)
    text += trust_mark(each.trust)
    if standing == "open" and each.status_note:
        text += f"（{escape(each.status_note)}）"
    return text


def succession(curriculum: Curriculum, each: Instrument, up: str) -> Iterator[str]:
    """Yield what replaced it and what it replaced; ``up`` leads to the list."""
    later = curriculum.instrument.get(each.replaced_by or "")
    if later:
        yield f"由{link(escape(later.short), f'{up}#{later.id}')}代替"
    earlier = [other for other in curriculum.instruments if other.replaced_by == each.id]
    if earlier:
        names = "、".join(link(escape(other.short), f"{up}#{other.id}") for other in earlier)
        yield f"代替{names}"


def used(curriculum: Curriculum, uses: Uses, up: str) -> Iterator[str]:
    """Yield where it is cited; ``up`` leads to the root of the site."""
    if uses.modules:
        yield f"见于{module_links(curriculum, uses.modules, up)}"
    if uses.questions:
        yield f"练习题{uses.questions}道"
