"""A module in one screen, for authors and checkers."""

from __future__ import annotations

import re
from collections import Counter

from ..model.citation import readable_citation
from ..model.curriculum import Curriculum
from ..model.instrument import STANDINGS
from ..model.module import Module
from ..model.question import TYPE_LABELS
from ..views.numbering import module_labels
from ..views.syllabus import class_hours

_HAN = re.compile("[\u4e00-\u9fff]")


def module_report(curriculum: Curriculum, module: Module) -> str:
    """Return number, tags, size, figures, cited instruments and questions of a module."""
    as_of = curriculum.course.as_of
    labels = module_labels(curriculum, module)
    text = "\n".join(line for _, line in module.body.prose if not line.startswith("|"))
    cited: Counter[str] = Counter()
    for found in module.body.citations:
        if citation := readable_citation(found.text):
            cited[citation.instrument] += 1
    bank = curriculum.practice.get(module.id)
    questions = bank.questions if bank else ()
    kinds = Counter(label.word for label in labels.by_line.values())
    lines = [
        f"第{curriculum.numbers[module.id]}讲 {module.title}（{module.id}）",
        "层级："
        + "，".join(f"{curriculum.tier[t].title}{a.label}" for t, a in module.tier.items()),
        "内容要点：" + "，".join(f"{t} {curriculum.topic[t].title}" for t in module.topic),
        f"学时：理论 {class_hours(module.hours.theory)}，实践 {class_hours(module.hours.practice)}",
        f"核对：{module.reviewed.on}，{'、'.join(module.reviewed.by)}；下次 {module.reviewed.next or '未定'}",
        "学习目标：",
        *(
            f"  {o.id} {o.text}（{o.level.label}，{sum(q.objective == o.id for q in questions)} 题）"
            for o in module.objectives
        ),
        f"正文汉字（不含表格）：{len(_HAN.findall(text))}",
        "编号的内容：" + "，".join(f"{word} {n}" for word, n in kinds.items()),
        f"待核标记：{len(module.body.trust_marks)}",
        f"引用 {sum(cited.values())} 处，文件 {len(cited)} 份：",
        *(
            f"  {curriculum.instrument[id].short} {n} 处，"
            f"{STANDINGS[curriculum.instrument[id].standing(as_of)]}，"
            f"{curriculum.instrument[id].trust.label}"
            for id, n in cited.most_common()
            if id in curriculum.instrument
        ),
        f"练习题 {len(questions)}："
        + "，".join(f"{TYPE_LABELS[t]} {n}" for t, n in Counter(q.type for q in questions).items()),
        "认知层次："
        + "，".join(
            f"{level.label} {n}"
            for level, n in Counter(q.level for q in questions if q.level).items()
        ),
    ]
    return "\n".join(lines)
