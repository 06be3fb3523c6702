"""Question files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model.question import Bank, Question, Scope, read_question
from ..model.record import keys_only
from ..source.problem import Problem, SourceError
from .files import Files

EXAM_BANK_VARIABLE = "COURSEBOOK_EXAM_BANK"
"""Environment variable naming a folder of real exam banks outside the repository."""


def banks(files: Files, exam_bank: Path | None) -> Iterator[Bank]:
    quizzes = files.root / "quizzes"
    yield from _folder(files, quizzes / "practice", Scope.PRACTICE, "")
    exam = quizzes / "exam"
    for path in sorted(exam.iterdir()) if exam.is_dir() else ():
        if path.is_symlink():
            files.fail(files.name(path), "F004", "是符号链接", "换成文件夹本身")
        elif path.is_dir():
            yield from _folder(files, path, Scope.EXAM, path.name)
        elif not path.name.startswith("."):
            files.fail(
                files.name(path),
                "F007",
                "考题要放在 quizzes/exam/ 下的一个文件夹里",
                "移到 quizzes/exam/<名称>/<编>/<讲>.yml",
            )
    if exam_bank is not None and not exam_bank.is_dir():
        files.fail(
            EXAM_BANK_VARIABLE,
            "F005",
            "环境变量指的考题文件夹不存在，没有查泄题",
            "改正路径，或取消这个环境变量",
        )
    elif exam_bank is not None:
        yield from _folder(files, exam_bank, Scope.EXAM, "external")


def _folder(files: Files, folder: Path, scope: Scope, name: str) -> Iterator[Bank]:
    for path in files.files(folder, ""):
        if path.suffix != ".yml":
            files.fail(files.name(path), "F007", "不是 .yml 文件，没有读", "后缀改为 .yml，或移走")
            continue
        module = path.relative_to(folder).with_suffix("").as_posix()
        if (bank := _bank(files, path, module, scope, name)) is not None:
            yield bank


def _bank(files: Files, path: Path, module: str, scope: Scope, folder: str) -> Bank | None:
    document = files.document(path)
    if document is None:
        return None
    value, places = document
    value, problems = keys_only(
        value, places, {"questions": "题", "reviewed": "核对记录", "label": "说明"}
    )
    files.problems += problems
    head = {k: v for k, v in value.items() if k in ("reviewed", "label")}
    try:
        bank = Bank.read(head, places)
    except SourceError as error:
        files.problems += error.problems
        return None
    items = value.get("questions")
    if not isinstance(items, list):
        files.problems.append(
            Problem(places.at("questions"), "F042", "“questions”应为题的列表", "每题以“- id:”开头")
        )
        items = []
    questions: list[Question] = []
    checked = bank.reviewed is not None and "checker" in bank.reviewed.by
    for number, item in enumerate(items):
        if checked and isinstance(item, dict):
            # What somebody else has checked is approved unless it says otherwise.
            item = {"status": "approved", **item}
        try:
            questions.append(read_question(item, places.under("questions", number), module, scope))
        except SourceError as error:
            files.problems += error.problems
    return bank.holding(tuple(questions), module, scope, folder)
