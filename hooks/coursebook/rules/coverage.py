"""C0xx: what is promised is taught, and what is taught is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..model.curriculum import Curriculum
from ..model.question import Scope
from ..model.vocabulary import Attention
from ..source.problem import Severity
from .registry import Finding, rule

PER_OBJECTIVE = 2
PER_MODULE = 12


@rule("C001", "学习目标没有讲到", "在讲这个目标的标题末尾加上 {#目标编号}")
def objective_taught(curriculum: Curriculum) -> Iterator[Finding]:
    """每个学习目标要在一个标题上有同名锚点，题目和学习路径由此链接到讲它的段落。"""
    for module in curriculum.modules:
        anchors = {heading.anchor for heading in module.body.headings}
        for number, objective in enumerate(module.objectives):
            if objective.id not in anchors:
                yield Finding(
                    module.place("objectives", number),
                    f"目标“{objective.id}”没有对应的标题锚点 {{#{objective.id}}}",
                )


@rule("C002", "没有题库", "在 quizzes/practice/ 下建同名 .yml 文件", whole=True)
def bank_exists(curriculum: Curriculum) -> Iterator[Finding]:
    """每一讲都有公开的练习题库，路径与讲的路径相同。"""
    for module in curriculum.modules:
        if module.id not in curriculum.practice:
            yield Finding(module.place(), f"没有题库 quizzes/practice/{module.id}.yml")


@rule(
    "C003",
    "题目太少",
    f"每个目标至少 {PER_OBJECTIVE} 题，每讲至少 {PER_MODULE} 题",
    Severity.REVIEW,
    whole=True,
)
def enough_questions(curriculum: Curriculum) -> Iterator[Finding]:
    """每个学习目标至少两题，每讲至少十二题，其中三分之一以上考应用或分析。"""
    for module in curriculum.modules:
        bank = curriculum.practice.get(module.id)
        if bank is None:
            continue
        count = Counter(question.objective for question in bank.questions)
        for number, objective in enumerate(module.objectives):
            if count[objective.id] < PER_OBJECTIVE:
                yield Finding(
                    module.place("objectives", number),
                    f"目标“{objective.id}”只有 {count[objective.id]} 题",
                )
        if len(bank.questions) < PER_MODULE:
            yield Finding(bank.place(), f"这一讲只有 {len(bank.questions)} 题")
        high = sum(q.level in ("apply", "analyse") for q in bank.questions)
        if bank.questions and high * 3 < len(bank.questions):
            yield Finding(
                bank.place(),
                f"{len(bank.questions)} 题中只有 {high} 题考应用或分析",
                "把回忆题改成情境题，占到三分之一以上",
            )


@rule(
    "C004", "内容要点没有核心讲", "给一讲加上这个要点，或在大纲里安排", Severity.REVIEW, whole=True
)
def topics_covered(curriculum: Curriculum) -> Iterator[Finding]:
    """工作大纲的每个内容要点，至少有一讲（已写或计划）对至少一个层级是核心。"""
    covered: set[str] = set()
    for entry in curriculum.entries:
        module = curriculum.module.get(entry.id)
        tier = module.tier if module else entry.tier or {}
        if Attention.CORE in tier.values():
            covered.update(module.topic if module else entry.topic)
    for topic in curriculum.topics:
        if topic.id not in covered:
            yield Finding(topic.place(), f"“{topic.id} {topic.title}”没有一讲是核心")


@rule("C005", "讲的结构不全", "按 CONTRIBUTING.md“一讲的样子”补上")
def module_shape(curriculum: Curriculum) -> Iterator[Finding]:
    """一讲恰有一个小结方框；对每个核心或了解的层级有分层要点；有讲师方框。"""
    for module in curriculum.modules:
        names = Counter(box.name for box in module.body.boxes)
        if names["summary"] != 1:
            yield Finding(module.place(), f"小结方框（summary）有 {names['summary']} 个，应为 1 个")
        if not names["instructor"]:
            yield Finding(module.place(), "没有讲师方框（instructor）")
        shown = {t for b in module.body.boxes if b.name == "tier" for t in b.argument.split()}
        for tier, attention in module.tier.items():
            if (
                attention is not Attention.OPTIONAL
                and tier in curriculum.tier
                and tier not in shown
            ):
                yield Finding(
                    module.place("tier", tier),
                    f"没有{curriculum.tier[tier].title}的分层要点",
                    f"加一个“/// tier | {tier}”方框",
                )


@rule("C006", "考题没有目标可依", "考题的 objective 用本讲的学习目标", whole=True)
def exam_objectives(curriculum: Curriculum) -> Iterator[Finding]:
    """考题和练习题一样，属于一讲的一个学习目标。"""
    for question in curriculum.questions(Scope.EXAM):
        module = curriculum.module.get(question.module)
        if module is None:
            yield Finding(question.place(), f"题“{question.id}”不属于任何已写的讲")
