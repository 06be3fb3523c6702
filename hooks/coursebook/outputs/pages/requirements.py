"""The client's terms of reference clause by clause: what is asked, and where it is seen."""

from __future__ import annotations

from ...model.curriculum import Curriculum
from ...model.requirement import PROOFS, Requirement
from ...views.coverage import covered
from ...views.syllabus import Slot, class_hours
from .entries import address, cells, entry_table, facets, filter_bar, filter_item
from .page import Page, escape, link

PATH = "reference/requirements.md"
CLAUSES = {
    "一": "一、工作背景",
    "二": "二、工作目标",
    "三.1": "三、工作内容（1）编制实施计划",
    "三.2": "三、工作内容（2）编制教材",
    "三.3": "三、工作内容（3）实施培训",
    "三.4": "三、工作内容（4）培训总结",
    "三.5": "三、工作内容（5）其他工作",
    "四": "四、时间安排",
    "五": "五、工作产出",
    "六": "六、资质要求",
}
_HEAD = ("要求", "怎样算做到", "在哪里看", "教材目前")


def requirements_page(curriculum: Curriculum) -> Page:
    """Return ``reference/requirements.md``; a row's anchor is the clause's id in lower case."""
    lines = [
        f"工作大纲的 {len(curriculum.requirements)} 项要求，用本书的话概括，以大纲原文为准。"
        "“怎样算做到”前有“本书定”的，大纲没有给数，是编写组的理解。“教材目前”由程序从教材和练习题库"
        "算出，只说写到哪里，不等于验收；要看证明材料的，由承担单位提供，本页不判断。",
        "",
        filter_bar("要求、编号或产出", "项", facets=facets({"kind": "类别", "proof": "怎样证明"})),
    ]
    clauses = dict.fromkeys(each.clause.partition("、")[0] for each in curriculum.requirements)
    for number, clause in enumerate(clauses, 1):
        members = [
            each for each in curriculum.requirements if each.clause.partition("、")[0] == clause
        ]
        lines += ["", f"## {CLAUSES.get(clause, clause)} {{#clause-{number}}}", ""]
        lines.append(
            entry_table(_HEAD, (_row(curriculum, each) for each in members), css="requirements")
        )
    return Page(PATH, "工作大纲逐条对照", "\n".join(lines))


def _row(curriculum: Curriculum, requirement: Requirement) -> str:
    start = filter_item(
        "tr",
        requirement.id.lower(),
        {
            "kind": [(requirement.kind, requirement.kind)],
            "proof": [(requirement.proof, PROOFS[requirement.proof])],
        },
    )
    topics = "".join(
        f"<br>{link(escape(f'要点{id}'), address(f'topics/{id}.md'))}"
        for id in requirement.topics
        if len(requirement.topics) == 1
    )
    ours = "本书定：" if requirement.ours else ""
    by = (
        f"<br><small>由{escape(requirement.checked_by)}检查</small>"
        if requirement.checked_by
        else ""
    )
    return (
        start
        + cells(
            _HEAD,
            (
                f"{escape(requirement.text)}<br><small>{requirement.id} {escape(requirement.kind)}"
                f"</small>{topics}",
                escape(ours + requirement.threshold) if requirement.threshold else "—",
                f"{escape(requirement.met_by)}<br><small>{PROOFS[requirement.proof]}</small>{by}",
                _state(curriculum, requirement),
            ),
        )
        + "</tr>"
    )


def _state(curriculum: Curriculum, requirement: Requirement) -> str:
    """Return what the curriculum itself brings so far, for clauses that rest on modules."""
    if not (requirement.topics or requirement.modules):
        return "—"
    found = covered(curriculum, requirement)
    if not found.slots:
        return "没有讲次"
    parts = []
    if found.written:
        parts.append(
            f"成稿{len(found.written)}讲（{slot_links(found.written)}），"
            f"{class_hours(found.hours)}学时，练习题{found.questions}道"
        )
    if found.planned:
        parts.append(
            f'<span class="planned">待编写{len(found.planned)}讲'
            f"（{slot_links(found.planned)}）</span>"
        )
    return "<br>".join(parts)


def slot_links(found: tuple[Slot, ...]) -> str:
    """Return the numbers of modules, as links to those that are written."""
    return "、".join(
        link(str(slot.number), address(f"{slot.entry.id}.md")) if slot.module else str(slot.number)
        for slot in found
    )
