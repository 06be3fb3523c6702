"""The home page's computed blocks: what this is, a way in for each tier, the parts, downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from ...markup.elements import add
from ...model.citation import chinese_numeral
from ...model.course import OutlinePart, Tier
from ...model.curriculum import Curriculum
from ...model.question import Scope
from ...model.vocabulary import Attention
from ...views.dates import chinese_date
from ...views.syllabus import class_hours, path_of, slots
from .module_header import Link


@dataclass(frozen=True, slots=True)
class Download:
    """A file offered on the home page; ``path`` is relative to the site's root."""

    title: str
    path: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TierCount:
    """What a tier has to learn, in modules and class hours of 45 minutes."""

    core: int
    aware: int
    optional: int
    written: int
    hours: float

    @property
    def required(self) -> int:
        return self.core + self.aware


def home_blocks(
    curriculum: Curriculum,
    link: Link = str,
    downloads: Sequence[Download] | None = None,
    *,
    introduction: str = "",
) -> str:
    """Return the HTML of the home page.

    ``introduction`` is what the editors wrote (HTML that has already been converted); it
    stands under the title. ``downloads`` defaults to the public editions and the banks.
    """
    head = Element("header", {"class": "home-head"})
    _about(head, curriculum, with_purpose=not introduction)
    ways = Element("div", {"class": "home"})
    _tiers(ways, curriculum, link)
    _parts(ways, curriculum, link)
    offered = book_downloads(curriculum) if downloads is None else downloads
    if offered:
        _downloads(ways, offered, link)
    as_of = chinese_date(curriculum.course.as_of)
    standing = f"{curriculum.course.disclaimer}法规效力基准日：{as_of}。"
    add(ways, "p", standing, **{"class": "home-standing"})
    return tostring(head, "unicode", "html") + introduction + tostring(ways, "unicode", "html")


def tier_count(curriculum: Curriculum, tier: Tier) -> TierCount:
    """Count the modules of the outline for one tier; hours are those of core and aware ones."""
    members = [slot for slot in slots(curriculum) if tier.id in slot.tier]
    by_attention = Counter(slot.tier[tier.id] for slot in members)
    required = path_of(curriculum, tier.id)
    return TierCount(
        by_attention[Attention.CORE],
        by_attention[Attention.AWARE],
        by_attention[Attention.OPTIONAL],
        sum(slot.module is not None for slot in members),
        sum(slot.hours.total for slot in required),
    )


def book_downloads(curriculum: Curriculum) -> tuple[Download, ...]:
    """Return the printed editions that are public, and the page that lists the banks."""
    books = (
        Download(f"{edition.title}（PDF）", f"downloads/{edition.file}", "A4双面，可打印")
        for edition in curriculum.editions
        if edition.public
    )
    return (*books, Download("练习题库", "downloads/index.md#banks", "可导入常用考试平台"))


def _about(head: Element, curriculum: Curriculum, *, with_purpose: bool) -> None:
    course = curriculum.course
    add(head, "p", course.edition_name, **{"class": "home-edition"})
    add(head, "h1", course.title)
    if course.subtitle:
        add(head, "p", course.subtitle, **{"class": "home-subtitle"})
    questions = sum(1 for _ in curriculum.questions(Scope.PRACTICE))
    purpose = "供省、市、县三级生态环境部门人员培训和自学使用。" if with_purpose else ""
    extent = (
        f"全书{len(curriculum.outline)}编{len(curriculum.entries)}讲，"
        f"已编写{len(curriculum.modules)}讲，配练习题{questions}道。"
    )
    add(head, "p", purpose + extent, **{"class": "home-about"})


def _tiers(home: Element, curriculum: Curriculum, link: Link) -> None:
    add(home, "h2", "按层级学", id="tiers")
    cards = add(home, "ul", **{"class": "tier-cards"})
    for tier in curriculum.tiers:
        count = tier_count(curriculum, tier)
        card = add(cards, "li", **{"class": "tier-card", "data-tier": tier.id})
        add(card, "a", tier.title, href=link(f"tiers/{tier.id}.md"), **{"class": "tier-link"})
        if tier.duty:
            add(card, "p", tier.duty, **{"class": "tier-duty"})
        facts = add(card, "dl")
        _fact(facts, "必修", f"{count.required}讲", f"核心{count.core}，了解{count.aware}")
        _fact(facts, "学时", class_hours(count.hours), "必修各讲合计")
        _fact(facts, "已编写", f"{count.written}讲", f"含选学共{count.required + count.optional}讲")


def _parts(home: Element, curriculum: Curriculum, link: Link) -> None:
    add(home, "h2", "按内容学", id="parts")
    listed = add(home, "div", **{"class": "home-parts"})
    for number, part in enumerate(curriculum.outline, 1):
        written = sum(entry.id in curriculum.module for entry in part.modules)
        box = add(listed, "details", **{"class": "home-part"})
        summary = add(box, "summary")
        add(summary, "span", f"第{chinese_numeral(number)}编", **{"class": "home-part-number"})
        add(summary, "span", part.title, **{"class": "home-part-title"})
        count = f"{len(part.modules)}讲，已编写{written}讲"
        add(summary, "span", count, **{"class": "home-part-count"})
        _modules(box, curriculum, part, link)


def _modules(box: Element, curriculum: Curriculum, part: OutlinePart, link: Link) -> None:
    listed = add(box, "ul")
    for entry in part.modules:
        line = add(listed, "li")
        add(line, "span", f"第{curriculum.numbers[entry.id]}讲", **{"class": "module-number"})
        module = curriculum.module.get(entry.id)
        if module is None:
            add(line, "span", entry.title, **{"class": "planned"})
            add(line, "span", "待编写", **{"class": "planned-mark"})
        else:
            add(line, "a", module.title, href=link(f"{entry.id}.md"))


def _downloads(home: Element, downloads: Sequence[Download], link: Link) -> None:
    add(home, "h2", "下载", id="downloads")
    listed = add(home, "ul", **{"class": "home-downloads"})
    for each in downloads:
        line = add(listed, "li")
        add(line, "a", each.title, href=link(each.path))
        if each.note:
            add(line, "span", each.note, **{"class": "download-note"})


def _fact(facts: Element, name: str, value: str, note: str) -> None:
    row = add(facts, "div")
    add(row, "dt", name)
    cell = add(row, "dd")
    add(cell, "strong", value)
    add(cell, "span", note, **{"class": "fact-note"})
