"""The card of a substance: what it is, the two ledgers, where it is met, how it is measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...model.curriculum import Curriculum
from ...model.measurement import Limit
from ...model.substance import Substance, structure_key
from ...views.dates import chinese_date
from ...views.mentions import Mentions
from ...views.substances import Depicted, Entries, depicted
from .formula import formula_html
from .marks import standing_badge, trust_mark
from .page import Page, escape, link, table
from .substance_ledgers import ledgers

SYSTEMS = {"basel": "《巴塞尔公约》技术准则", "eu": "欧盟"}
ROOT = "../../.."
"""The site's root as seen from a card."""


@dataclass(frozen=True, slots=True)
class Around:
    """What other registers, modules and questions say of substances, worked out once for all."""

    entries: Entries
    mentions: Mentions


def card(curriculum: Curriculum, substance: Substance, around: Around) -> Page:
    """Return the page of one substance; sections about which nothing is known are left out."""
    shown = depicted(curriculum, substance)
    blocks = [
        _identity(substance, shown),
        _section("standing", "公约与我国", ledgers(curriculum, substance, around.entries)),
        _section("meeting", "用途和遇到它的地方", _meeting(substance)),
        _section("methods", "监测方法", _methods(curriculum, substance)),
        _section("limits", "限值", _limits(curriculum, substance)),
        _section("properties", "性质", _properties(substance)),
        _section("low-pop", "低POPs含量", _low_pop(substance)),
        _section("members", "包括哪些物质", _members(curriculum, substance)),
        _section("teaching", "教材和题目", _teaching(curriculum, substance, around.mentions)),
        f'<p class="checked">核对日期：{chinese_date(substance.checked)}。'
        f"{escape(curriculum.course.disclaimer)}</p>",
    ]
    body = "\n\n".join(block for block in blocks if block)
    return Page(f"reference/substances/{substance.id}.md", substance.name, body)


def structure_image(shown: Depicted, name: str, folder: str, *, css: str = "structure") -> str:
    """Return the drawing; ``folder`` leads to ``reference/structures/`` from the page."""
    alt = escape(f"{name}的结构式，{shown.structure.formula}")
    return (
        f'<img class="{css}" src="{folder}/{shown.key}.svg" alt="{alt}" loading="lazy"'
        f"{_size(shown.structure.svg)}>"
    )


def _size(svg: str) -> str:
    """Return the size that the drawing gives itself, so that the page does not jump."""
    head = svg[: svg.index(" viewBox")]
    return head[head.index(" width=") :]


def _section(id: str, title: str, content: str) -> str:
    return f"## {title} {{#{id}}}\n\n{content}" if content else ""


def _identity(substance: Substance, shown: Depicted | None) -> str:
    rows = [
        ("英文名", escape(substance.english)),
        ("缩写", escape(substance.abbreviation or "")),
        ("也叫", escape("、".join(substance.aliases))),
        ("CAS号", "、".join(f"<span>{escape(each)}</span>" for each in substance.cas)),
        ("分子式", formula_html(substance.formula) if substance.formula else ""),
        ("分子量", f"{substance.mass:.2f} g/mol" if substance.mass else ""),
        ("类别", escape(substance.category_note or substance.category.label)),
        ("可信度", trust_mark(substance.trust)),
    ]
    figure = ""
    if shown is not None:
        name = shown.member.name if shown.member else substance.name
        caption = f"其中的{escape(name)}，" if shown.member else ""
        image = structure_image(shown, name, "../../structures")
        figure = (
            f'<figure class="structure-card">{image}<figcaption>{caption}'
            f"{formula_html(shown.structure.formula)}</figcaption></figure>"
        )
    return f'<div class="substance-head">\n{facts(rows)}\n{figure}\n</div>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return names and values (HTML) as a list; rows without a value are left out."""
    inner = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return f'<dl class="substance-facts">{inner}</dl>'


def _meeting(substance: Substance) -> str:
    rows = [
        ("用途", escape(substance.uses or "")),
        ("哪里会遇到", escape(substance.where or "")),
        ("替代和减排", escape(substance.alternatives or "")),
    ]
    return f"<div>{facts(rows)}</div>" if any(value for _, value in rows) else ""


def _methods(curriculum: Curriculum, substance: Substance) -> str:
    """List the methods that either register connects with the substance, current ones first."""
    ids = dict.fromkeys(substance.methods)
    ids |= dict.fromkeys(m.id for m in curriculum.methods if substance.id in m.substances)
    known = [curriculum.method[id] for id in ids if id in curriculum.method]
    known.sort(key=lambda each: _is_over(curriculum, each.instrument))
    rows = []
    for method in known:
        instrument = curriculum.instrument.get(method.instrument)
        name = escape(instrument.short if instrument else method.id)
        rows.append(
            (
                link(name, f"../../methods/#{method.id}")
                + _standing(curriculum, method.instrument)
                + trust_mark(method.trust),
                escape("、".join(method.media)),
                escape(method.technique),
            )
        )
    return table(("方法", "介质", "技术"), rows, labelled=True) if rows else ""


def _limits(curriculum: Curriculum, substance: Substance) -> str:
    named = [each for each in curriculum.limits if substance.id in each.substances]
    named.sort(key=lambda each: _is_over(curriculum, each.instrument))
    rows = [
        (
            link(escape(each.subject), f"../../limits/#{each.id}") + _small(each.condition),
            escape(each.pollutant),
            f"{_relation(each)}{escape(each.value)} {escape(each.unit)}{trust_mark(each.trust)}",
            _standard(curriculum, each),
        )
        for each in named
    ]
    head = ("对象", "项目", "限值", "出处")
    return table(head, rows, labelled=True) if rows else ""


def _small(text: str | None) -> str:
    return f"<br><small>{escape(text)}</small>" if text else ""


def _relation(limit: Limit) -> str:
    return {"max": "≤ ", "min": "≥ ", "range": ""}[limit.relation]


def _standard(curriculum: Curriculum, limit: Limit) -> str:
    instrument = curriculum.instrument.get(limit.instrument)
    short = instrument.short if instrument else limit.instrument
    return escape(f"{short} {limit.at}") + _standing(curriculum, limit.instrument)


def _is_over(curriculum: Curriculum, instrument: str) -> bool:
    found = curriculum.instrument.get(instrument)
    return found is not None and found.standing(curriculum.course.as_of) == "ended"


def _standing(curriculum: Curriculum, instrument: str) -> str:
    """Return a mark for a standard that is not in force: it must not look like one that is."""
    found = curriculum.instrument.get(instrument)
    standing = found.standing(curriculum.course.as_of) if found else "in_force"
    # An unknown date only matters where an older edition may still apply; methods from
    # abroad have none.
    new_edition = any(each.replaced_by == instrument for each in curriculum.instruments)
    if standing == "in_force" or (standing == "open" and not new_edition):
        return ""
    return f" {standing_badge(standing)}"


def _properties(substance: Substance) -> str:
    rows = [
        (
            escape(each.name),
            escape(f"{each.value} {each.unit}".strip()) + trust_mark(each.trust),
            escape(each.source),
        )
        for each in substance.properties
    ]
    return table(("性质", "数值", "来源"), rows, labelled=True) if rows else ""


def _low_pop(substance: Substance) -> str:
    rows = [
        (
            SYSTEMS[each.system],
            escape(f"{each.value} {each.unit}") + trust_mark(each.trust),
            escape(each.note) or "—",
        )
        for each in substance.low_pop_content
    ]
    if not rows:
        return ""
    lead = (
        "<p>低于这个含量的废物，在该体系下可以不按POPs废物处置；"
        "它不是排放限值，也不能代替我国的危险废物鉴别标准。</p>"
    )
    return lead + "\n\n" + table(("体系", "含量", "说明"), rows, labelled=True)


def _members(curriculum: Curriculum, substance: Substance) -> str:
    rows = []
    for number, member in enumerate(substance.members):
        structure = curriculum.structures.get(structure_key(substance, number))
        chemistry = (
            f"{formula_html(structure.formula)}<br>{structure.mass:.2f}" if structure else ""
        )
        rows.append(
            (
                escape(member.name) + _small(member.english),
                escape("、".join(member.cas)) or "—",
                chemistry or "—",
            )
        )
    head = ("名称", "CAS号", "分子式和分子量（g/mol）")
    return table(head, rows, labelled=True) if rows else ""


def _teaching(curriculum: Curriculum, substance: Substance, mentions: Mentions) -> str:
    modules = mentions.modules.get(substance.id, ())
    links = list(_module_links(curriculum, modules))
    asked = mentions.questions.get(substance.id, 0)
    if not links and not asked:
        return "<p>已写的各讲和练习题都还没有提到它。</p>"
    said = f"<ul>{''.join(f'<li>{each}</li>' for each in links)}</ul>" if links else ""
    return f"<div>{said}<p>练习题里有 {asked} 道提到它。</p></div>"


def _module_links(curriculum: Curriculum, modules: Sequence[str]) -> Iterator[str]:
    for id in modules:
        if id in curriculum.numbers:
            title = f"第{curriculum.numbers[id]}讲　{curriculum.module[id].title}"
            yield link(escape(title), f"{ROOT}/{id}/")
