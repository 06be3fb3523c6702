"""Tag pages: a reading path for each tier, and a page for each of the client's topics."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.curriculum import Curriculum
from ...model.vocabulary import Attention
from ...views.coverage import Covered, covered_topic
from ...views.syllabus import Slot, class_hours, path_of, slots
from .entries import cells, entry_table
from .page import Page, escape, link, table


def tag_pages(curriculum: Curriculum) -> Iterator[Page]:
    """Yield ``tiers/<tier>.md``, ``topics/index.md`` and ``topics/<topic>.md``."""
    for tier in curriculum.tiers:
        yield _tier(curriculum, tier.id)
    yield _topics(curriculum)
    for topic in curriculum.topics:
        yield _topic(curriculum, topic.id)


def _html_link(page: str) -> str:
    """HTML links are not rewritten by MkDocs: turn a page into its directory URL."""
    return page.removesuffix("index.md").removesuffix(".md") + (
        "" if page.endswith("index.md") else "/"
    )


def _tier(curriculum: Curriculum, id: str) -> Page:
    tier = curriculum.tier[id]
    path = path_of(curriculum, id)
    core = [slot for slot in path if slot.tier[id] is Attention.CORE]
    written = [slot for slot in path if slot.module]
    lines = [
        f"{tier.title}学员的阅读路径：核心 {len(core)} 讲（必修必考），了解 {len(path) - len(core)} 讲"
        f"（必修选考），共 {class_hours(sum(s.hours.total for s in path))} 学时（1 学时 45 分钟）；"
        f"其中 {len(written)} 讲已成稿。",
    ]
    for part in curriculum.outline:
        members = [slot for slot in path if slot.entry.id.startswith(part.id + "/")]
        if not members:
            continue
        lines += ["", f"## {part.title} {{#{part.id}}}", ""]
        lines.append(
            table(
                ("讲", "要求", "学时", "学完能做什么"),
                (
                    (
                        _row_title(slot),
                        slot.tier[id].label,
                        class_hours(slot.hours.total),
                        "；".join(escape(o.text) for o in slot.module.objectives)
                        if slot.module
                        else "—",
                    )
                    for slot in members
                ),
                css="reading-path",
            )
        )
    return Page(f"tiers/{id}.md", f"{tier.title}阅读路径", "\n".join(lines))


def _row_title(slot: Slot) -> str:
    words = f"第{slot.number}讲 {escape(slot.entry.title)}"
    if slot.module is None:
        return f'<span class="planned">{words}（待编写）</span>'
    return link(words, "../../" + _html_link(f"{slot.entry.id}.md"))


def _topics(curriculum: Curriculum) -> Page:
    lines = [
        f"工作大纲要求教材至少包含下列 {len(curriculum.topics)} 个内容要点。每格先列这一层级的核心讲、"
        "了解讲，数字是讲的编号，带链接的已成稿，“待编写”的不算数；再列已成稿各讲的学习目标和"
        "这一层级的练习题（一讲讲几个要点的，每个要点都算）。逐条的要求见"
        "[工作大纲逐条对照](../reference/requirements.md)。"
        if curriculum.requirements
        else f"工作大纲要求教材至少包含下列 {len(curriculum.topics)} 个内容要点。",
    ]
    for group in curriculum.topic_groups:
        lines += ["", f"## {group.title} {{#{group.id.lower()}}}", ""]
        head = ("要点", *(tier.title for tier in curriculum.tiers))
        lines.append(
            entry_table(
                head,
                (
                    "<tr>"
                    + cells(
                        head,
                        (
                            link(f"{topic.id} {escape(topic.title)}", f"{topic.id}/"),
                            *(_cell(curriculum, topic.id, tier.id) for tier in curriculum.tiers),
                        ),
                    )
                    + "</tr>"
                    for topic in curriculum.topics
                    if topic.group == group.id
                ),
                css="coverage",
            )
        )
    return Page("topics/index.md", "内容要点与讲次", "\n".join(lines))


def _cell(curriculum: Curriculum, topic: str, tier: str) -> str:
    """Return what a content point has for a tier: core, aware, objectives, questions."""
    core = covered_topic(curriculum, topic, tier, Attention.CORE)
    aware = covered_topic(curriculum, topic, tier, Attention.AWARE)
    parts = [
        f"{weight.label} {_numbers(found)}"
        for weight, found in ((Attention.CORE, core), (Attention.AWARE, aware))
        if found.slots
    ]
    if core.written or aware.written:
        parts.append(
            f"<small>目标{core.objectives + aware.objectives}条，"
            f"题{core.questions + aware.questions}道</small>"
        )
    return "<br>".join(parts) or "—"


def _numbers(found: Covered) -> str:
    written = "、".join(
        link(str(slot.number), "../" + _html_link(f"{slot.entry.id}.md")) for slot in found.written
    )
    planned = "、".join(str(slot.number) for slot in found.planned)
    return " ".join(
        [
            *([f"<strong>{len(found.written)}讲</strong>（{written}）"] if written else []),
            *(
                [f'<span class="planned">待编写{len(found.planned)}讲（{planned}）</span>']
                if planned
                else []
            ),
        ]
    )


def _topic(curriculum: Curriculum, id: str) -> Page:
    topic = curriculum.topic[id]
    members = [slot for slot in slots(curriculum) if id in slot.topic]
    count = {
        slot.entry.id: len(bank.questions)
        for slot in members
        if (bank := curriculum.practice.get(slot.entry.id))
    }
    rows = (
        (
            _row_title(slot),
            *(slot.tier.get(tier.id, Attention.OPTIONAL).label for tier in curriculum.tiers),
            str(count.get(slot.entry.id, "—")),
        )
        for slot in members
    )
    body = (
        f"工作大纲内容要点 {id}“{escape(topic.title)}”由下列各讲讲授。\n\n"
        + table(("讲", *(tier.title for tier in curriculum.tiers), "练习题"), rows)
        + "\n\n[全部内容要点](index.md)"
    )
    return Page(f"topics/{id}.md", f"{id} {topic.title}", body)
