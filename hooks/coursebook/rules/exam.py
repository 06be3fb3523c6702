"""E0xx: exam questions stay out of everything that is published."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ..model.curriculum import Curriculum
from ..model.question import Scope
from ..source.passages import Passages
from ..source.place import Place
from .questions import bare
from .registry import Finding, rule

DATA_FILES = frozenset({".yml", ".yaml", ".json", ".xlsx", ".csv", ".docx", ".gift", ".xml"})
MIN_STEM = 12
"""Stems shorter than this (after stripping punctuation) say too little to be told apart."""


@rule(
    "E001", "题库文件放在了公开的文件夹", "移到 quizzes/practice（公开练习）或 quizzes/exam（考题）"
)
def no_data_under_docs(curriculum: Curriculum) -> Iterator[Finding]:
    """docs/ 下的一切都会公开，题库、表格等数据文件不得放在那里。"""
    for path in sorted(curriculum.assets):
        if posixpath.splitext(path)[1].lower() in DATA_FILES:
            yield Finding(Place(f"docs/{path}"), f"docs/{path} 会随网站公开")


@rule("E002", "考题已经公开", "换掉考题，或换掉公开的那一处")
def exam_not_published(curriculum: Curriculum) -> Iterator[Finding]:
    """考题的题干不得与公开的练习题相同，也不得出现在教材正文里。题面不在信息里打印。"""
    exam = list(curriculum.asked(Scope.EXAM))
    published = {bare(question.stem): question for question in curriculum.questions(Scope.PRACTICE)}
    secret = Passages(
        (stem, question) for question in exam if len(stem := bare(question.stem)) >= MIN_STEM
    )
    for question in exam:
        stem = bare(question.stem)
        if len(stem) >= MIN_STEM and (twin := published.get(stem)):
            yield Finding(question.place("stem"), f"考题“{question.id}”与练习题“{twin.id}”相同")
    for text in curriculum.texts:
        for question in secret.found_in(bare(text.body.text)):
            yield Finding(question.place("stem"), f"考题“{question.id}”的题干出现在“{text.id}”里")
