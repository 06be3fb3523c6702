"""The head of a module's page: what it is, for whom, how long, what one learns, who checked it."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, tostring

from ...markup.elements import add, append_text
from ...markup.inline_text import inline_elements
from ...model.curriculum import Curriculum
from ...model.module import Module, Review
from ...model.vocabulary import Attention
from ...views.dates import chinese_date

Link = Callable[[str], str]
"""Path of a page below ``docs/`` (``topics/T1.2.md``) → address that works on this page."""

CHECKER = "checker"


def module_header(curriculum: Curriculum, module: Module, link: Link = str) -> str:
    """Return the HTML that opens the page of ``module``; its ``h1`` is the page's title."""
    number = f"第{curriculum.numbers[module.id]}讲" if module.id in curriculum.numbers else ""
    header = Element("header", {"class": "module-header"})
    title = add(header, "h1", **{"data-pagefind-meta": "title"})
    if number:
        mark = add(title, "span", number, **{"class": "module-number"})
        mark.tail = " "
    append_text(title, module.title)
    _tiers(header, curriculum, module)
    if number:
        add(header, "span", hidden="", **{"data-pagefind-meta": f"module:{number}"})
    facts = add(header, "dl", **{"class": "module-facts", "data-pagefind-ignore": "all"})
    hours = f"{module.hours.total:g}学时，每学时45分钟"
    if module.hours.practice and module.hours.theory:
        hours += f"（理论{module.hours.theory:g}，实践{module.hours.practice:g}）"
    _fact(facts, "学时", hours)
    topics = _fact(facts, "内容要点")
    for id in module.topic:
        topic = curriculum.topic.get(id)
        words = f"{id.removeprefix('T')} {topic.title}" if topic else id
        add(topics, "a", words, href=link(f"topics/{id}.md"), **{"class": "chip"})
    roles = (curriculum.role[id].title for id in module.role if id in curriculum.role)
    _fact(facts, "业务口", "、".join(roles))
    _fact(facts, "核对", _reviewed(module.reviewed))
    _objectives(header, module)
    return tostring(header, encoding="unicode", method="html")


def tier_badges(curriculum: Curriculum, tiers: dict[str, Attention]) -> Element:
    """Return the list of tiers with 核心, 了解 or 选学; told apart by words, not by colour."""
    badges = Element("ul", {"class": "tier-badges"})
    for tier in curriculum.tiers:
        if (attention := tiers.get(tier.id)) is None:
            continue
        marks = {"class": "tier-badge", "data-tier": tier.id, "data-attention": attention.value}
        badge = add(badges, "li", **marks)
        add(badge, "span", tier.title, **{"class": "tier-name"})
        add(badge, "span", attention.label, **{"class": "tier-attention"})
    return badges


def _tiers(header: Element, curriculum: Curriculum, module: Module) -> None:
    badges = tier_badges(curriculum, module.tier)
    badges.set("aria-label", "适用层级")
    badges.set("data-pagefind-ignore", "all")
    header.append(badges)
    words = " ".join(
        f"{tier.short}{module.tier[tier.id].label}"
        for tier in curriculum.tiers
        if tier.id in module.tier
    )
    add(header, "span", hidden="", **{"data-pagefind-meta": f"tier:{words}"})


def _objectives(header: Element, module: Module) -> None:
    # Without an id: the search would file the paragraphs that follow under this heading.
    add(header, "h2", "学习目标")
    add(header, "p", "学完本讲，你能够：", **{"class": "objectives-lead"})
    listed = add(header, "ol", **{"class": "objectives"})
    for objective in module.objectives:
        line = add(add(listed, "li"), "a", href=f"#{objective.id}")
        line.append(inline_elements(objective.text))


def _reviewed(review: Review) -> str:
    by = "作者以外的人核对" if CHECKER in review.by else "作者自查，尚未由他人核对"
    words = f"{chinese_date(review.on)}，{by}"
    return f"{words}；下次{chinese_date(review.next)}" if review.next else words


def _fact(facts: Element, name: str, text: str = "") -> Element:
    row = add(facts, "div")
    add(row, "dt", name)
    return add(row, "dd", text)
