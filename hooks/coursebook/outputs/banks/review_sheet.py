"""A bank as a spreadsheet that reviewers read, filter and print: a row a question or part.

It is not read back: corrections go into the question file. Every cell is text, so that no
program makes a date of ``3/4`` or a formula of ``=1+1``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...model.curriculum import Curriculum
from ...model.question import TYPE_LABELS, Bank, Item, Match, Option, Scope
from .asked import STATUSES, Asked, asked
from .inline import Run, runs, settled
from .marking import SCORING_RULE
from .report import Export, ExportReport, Outcome
from .wording import LETTERS, NUMERALS, bank_name, citations, key, lesson, objective
from .workbook import MAX_CELL, TextBook

TARGET = "审阅表"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIN_OPTIONS = 4
CHECKERS = {"author": "编写者", "checker": "核对者"}

Columns = tuple[tuple[str, float, str], ...]

BEFORE: Columns = (
    ("题号", 9, "永久编号，不得重复使用；案例题的小题紧接在材料之后"),
    ("题型", 6, "单选、多选、判断、填空、计算、匹配、排序、简答、案例"),
    ("题干", 28, "匹配题的左项以①②③列在题干之后；填空题的空为横线"),
)
OPTION: Columns = (("选项", 12, "选择题的选项；匹配题的右项；排序题的各项"),)
AFTER: Columns = (
    ("答案", 13, "选择题写字母；填空题每空各种写法之间用“或”；简答题写评分要点和分值"),
    ("选项说明", 16, "各选项为什么对或错，学员答题后看到"),
    ("解析", 22, "为什么，学员答题后看到"),
    ("依据", 14, "法规、标准及其条款"),
    ("目标", 14, "本讲的学习目标"),
    ("层级", 7, "省、市、县"),
    ("认知层次", 5, "记忆、理解、应用、分析"),
    ("难度", 5, "命题人估计，1 最易，5 最难"),
    ("状态", 6, "、".join(STATUSES.values())),
)


def export(curriculum: Curriculum, bank: Bank) -> Export:
    """Return a bank as a workbook of two sheets, 说明 and 题目."""
    course = curriculum.course
    items = list(asked(bank))
    columns = _columns(items)
    outcomes, rows = [], []
    for each in items:
        # Drafts and retired questions are what reviewers look at; only what no spreadsheet
        # can hold keeps a row out.
        blocked = each.blocked if "控制字符" in each.blocked else ""
        if not blocked:
            row = [settled(content) for content in _cells(curriculum, each, columns)]
            if max(sum(len(run.text) for run in content) for content in row) <= MAX_CELL:
                rows.append(row)
            else:
                blocked = f"有一格超过电子表格能放的 {MAX_CELL:,} 字"
        outcomes.append(Outcome(each.id, each.kind, refused=blocked))
    report = ExportReport.of(TARGET, bank_name(bank), outcomes)
    title = f"{lesson(curriculum, bank.module)}　{_scope(bank)}"
    book = TextBook(title, course.organiser, course.as_of)
    about = book.sheet("说明", course.title, (20, 110))
    about.add([[Run("项目")], [Run("内容")]], head=True)
    for name, text in _about(curriculum, bank, columns, items, report):
        about.add([[Run(name)], [Run(text)]])
    sheet = book.sheet("题目", title, [width for _, width, _ in columns])
    sheet.add([[Run(name)] for name, _, _ in columns], head=True)
    for row in rows:
        sheet.add(row)
    sheet.finish_table()
    return Export(book.data(), ".review.xlsx", MEDIA_TYPE, report)


def _scope(bank: Bank) -> str:
    return "考试题（不得公开）" if bank.scope is Scope.EXAM else "练习题"


def _columns(items: Sequence[Asked]) -> Columns:
    count = max([MIN_OPTIONS, *(len(_options(each)) for each in items)])
    _, width, about = OPTION[0]
    return (*BEFORE, *((f"选项{letter}", width, about) for letter in LETTERS[:count]), *AFTER)


def _options(each: Asked) -> Sequence[Option | Item]:
    question = each.question
    found: Sequence[Option | Item] = getattr(question, "options", ()) or getattr(
        question, "items", ()
    )
    return question.right if isinstance(question, Match) else found


def _cells(curriculum: Curriculum, each: Asked, columns: Columns) -> list[list[Run]]:
    question = each.question
    options = _options(each)
    room = len(columns) - len(BEFORE) - len(AFTER)
    tiers = (curriculum.tier[t].short if t in curriculum.tier else t for t in each.tier)
    kind = f"小题：{TYPE_LABELS[question.type]}" if each.case else each.kind
    return [
        [Run(question.id)],
        [Run(kind)],
        _stem(each),
        *(list(runs(option.text)) for option in options),
        *([] for _ in range(room - len(options))),
        [Run(key(question))],
        _reasons(options),
        list(runs(question.explanation or "")),
        [Run(citations(curriculum, question.sources).replace("；", "\n"))],
        [Run(objective(curriculum, each) or each.objective or "")],
        [Run(" ".join(tiers))],
        [Run(each.level.label if each.level else "")],
        [Run(str(each.difficulty or ""))],
        [Run(STATUSES[each.head.status])],
    ]


def _stem(each: Asked) -> list[Run]:
    question = each.question
    found = list(runs(question.stem))
    if isinstance(question, Match):
        for mark, item in zip(NUMERALS, question.left, strict=False):
            found += [Run(f"\n{mark}"), *runs(item.text)]
    return found


def _reasons(options: Sequence[Option | Item]) -> list[Run]:
    found: list[Run] = []
    for letter, option in zip(LETTERS, options, strict=False):
        if isinstance(option, Option) and option.why:
            found += [Run(f"{chr(10) if found else ''}{letter}："), *runs(option.why)]
    return found


def _about(
    curriculum: Curriculum,
    bank: Bank,
    columns: Columns,
    items: Sequence[Asked],
    report: ExportReport,
) -> list[tuple[str, str]]:
    course = curriculum.course
    counts = Counter[str](each.question.type for each in items if each.case is None)
    shares = (f"{label} {counts[type]}" for type, label in TYPE_LABELS.items() if counts[type])
    lines = [
        ("教材", course.title),
        ("题库", f"{lesson(curriculum, bank.module)}，{_scope(bank)}"),
        ("备注", bank.label or ""),
        ("法规基准日", course.as_of.isoformat()),
        ("题数", f"{counts.total()} 题：{'，'.join(shares)}"),
        ("核对", _reviewed(bank)),
        (
            "用法",
            "本表供阅读、核对和打印，不读回系统；要改的题请改题库文件（quizzes/），再重新生成。",
        ),
        ("计分规则", SCORING_RULE + "。"),
        *((f"未列入 {id}", reason) for id, reason in report.refused),
        *((f"“{name}”列", about) for name, about in _legend(columns)),
    ]
    return [line for line in lines if line[1]]


def _legend(columns: Columns) -> list[tuple[str, str]]:
    letters = [name for name, _, _ in columns if name.startswith("选项") and name != "选项说明"]
    span = f"{letters[0]}至{letters[-1]}"
    return [
        *((name, about) for name, _, about in BEFORE),
        *((span, about) for _, _, about in OPTION),
        *((name, about) for name, _, about in AFTER),
    ]


def _reviewed(bank: Bank) -> str:
    if bank.reviewed is None:
        return "尚未核对"
    by = (CHECKERS.get(role, role) for role in bank.reviewed.by)
    return f"{bank.reviewed.on.isoformat()}，{'、'.join(by)}"
