"""Project folder → curriculum and problems: the only reader of editors' files.

Reading is apart from judging: what cannot be decoded or does not fit its model is left
out and reported; the rules then run over what is sound, so that an editor sees all
mistakes at once. When anything essential is missing no curriculum is returned.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .model.course import Course, OutlinePart, Role, Tier, Topic, TopicGroup
from .model.curriculum import Curriculum
from .model.edition import Edition
from .model.instrument import Instrument
from .model.module import FreePage, Module
from .model.question import Bank, Question, Scope, read_question
from .model.record import R, keys_only, read_all
from .model.substance import Batch, Substance
from .model.waiver import Waiver
from .rules import judge
from .rules.references import IMAGE_TYPES
from .source.body import scan
from .source.drawing import drawing_problems
from .source.front_matter import split_document
from .source.place import Place, PlaceMap
from .source.problem import Problem, Severity, SourceError, ordered
from .source.text import MAX_BYTES, decode
from .source.yaml_reader import read_yaml

EXAM_BANK_VARIABLE = "COURSEBOOK_EXAM_BANK"
"""Environment variable naming a folder of real exam banks outside the repository."""

MAX_IMAGE = 1_000_000
"""Phones on poor networks load these; nobody needs more in a textbook."""

NOT_MODULES = frozenset({"index.md", "404.md"})


@dataclass(frozen=True)
class Loaded:
    """The curriculum, if there is one, and everything wrong with it, sorted."""

    curriculum: Curriculum | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def reviews(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.REVIEW)


def load(root: Path, exam_bank: Path | None = None) -> Loaded:
    """Read and judge the project at ``root``; never raises for what editors wrote."""
    reader = _Reader(root)
    curriculum = reader.curriculum(exam_bank)
    problems = [*reader.problems, *reader.scanned]
    if curriculum is not None:
        problems += judge(curriculum)
    return Loaded(curriculum, ordered(problems))


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.problems: list[Problem] = []
        self.scanned: list[Problem] = []

    @property
    def unread(self) -> bool:
        """Whether some file or record is missing from what was read."""
        return bool(self.problems)

    # -- files ---------------------------------------------------------------------

    def name(self, path: Path) -> str:
        """Return the path as messages show it; files outside the project by name only."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def text(self, path: Path) -> str | None:
        name = self.name(path)
        if path.is_symlink():
            self.fail(name, "F004", "是符号链接", "换成文件本身；内容不得指向文件夹之外")
            return None
        if path.exists() and not path.is_file():
            self.fail(name, "F005", "不是普通文件", "换成文本文件")
            return None
        try:
            with path.open("rb") as file:
                # One byte more than allowed tells "too large" without reading all of it.
                data = file.read(MAX_BYTES + 1)
            return decode(data, name)
        except OSError:
            self.fail(name, "F005", "文件不存在或读不出", "检查文件名（区分大小写）和权限")
        except SourceError as error:
            self.problems += error.problems
        return None

    def fail(self, path: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(Place(path), code, message, remedy))

    def files(self, folder: Path, suffix: str) -> Iterator[Path]:
        """Yield the files below ``folder`` with this ending, sorted, not following links."""
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for linked in [f for f in folders if (Path(parent) / f).is_symlink()]:
                folders.remove(linked)
                self.fail(self.name(Path(parent) / linked), "F004", "是符号链接", "换成文件夹本身")
            for name in sorted(names):
                if name.endswith(suffix) and not name.startswith("."):
                    yield Path(parent) / name

    def document(self, path: Path) -> tuple[Any, PlaceMap] | None:
        """Read a YAML file; what is wrong with it is kept, and ``None`` returned."""
        text = self.text(path)
        try:
            return None if text is None else read_yaml(text, self.name(path))
        except SourceError as error:
            self.problems += error.problems
            return None

    def data(self, path: Path, keys: dict[str, str]) -> tuple[dict[str, Any], PlaceMap]:
        """Read a YAML file whose top level has exactly ``keys``."""
        document = self.document(path)
        if document is None:
            return {}, PlaceMap({(): Place(self.name(path))})
        value, places = document
        value, problems = keys_only(value, places, keys)
        self.problems += problems
        for key in keys:
            if key not in value and not problems:
                self.problems.append(
                    Problem(places.at(), "F041", f"缺少字段“{key}”（{keys[key]}）", f"补上“{key}:”")
                )
        return value, places

    def records(self, cls: type[R], name: str, key: str, data: Any = None) -> tuple[R, ...]:
        value, places = data or self.data(self.root / "curriculum" / name, {key: key})
        if key not in value:
            return ()
        records, problems = read_all(cls, value[key], places, key)
        self.problems += problems
        return tuple(records)

    # -- parts of the curriculum ---------------------------------------------------

    def curriculum(self, exam_bank: Path | None) -> Curriculum | None:
        course = self.course()
        topics = self.data(
            self.root / "curriculum/topics.yml", {"groups": "内容大类", "topics": "内容要点"}
        )
        substances = self.data(
            self.root / "curriculum/substances.yml", {"batches": "批次", "substances": "物质"}
        )
        outline = self.records(OutlinePart, "outline.yml", "parts")
        tiers = self.records(Tier, "tiers.yml", "tiers")
        roles = self.records(Role, "roles.yml", "roles")
        modules = self.modules(outline)
        pages = self.pages()
        if course is None or not outline or not tiers:
            return None
        instruments = self.instruments()
        banks = tuple(self.banks(exam_bank))
        return Curriculum(
            course=course,
            tiers=tiers,
            roles=roles,
            topic_groups=self.records(TopicGroup, "", "groups", topics),
            topics=self.records(Topic, "", "topics", topics),
            outline=outline,
            instruments=instruments,
            batches=self.records(Batch, "", "batches", substances),
            substances=self.records(Substance, "", "substances", substances),
            modules=modules,
            pages=pages,
            banks=banks,
            editions=self.records(Edition, "editions.yml", "editions"),
            waivers=self.records(Waiver, "waivers.yml", "waivers"),
            assets=self.assets(),
            whole=not self.unread,
        )

    def course(self) -> Course | None:
        document = self.document(self.root / "curriculum/course.yml")
        if document is None:
            return None
        try:
            return Course.read(*document)
        except SourceError as error:
            self.problems += error.problems
            return None

    def instruments(self) -> tuple[Instrument, ...]:
        found: list[Instrument] = []
        for path in self.files(self.root / "curriculum/instruments", ".yml"):
            document = self.document(path)
            if document is None:
                continue
            value, places = document
            if not isinstance(value, list):
                self.problems.append(
                    Problem(places.at(), "F042", "文件应是文件条目的列表", "每一项以“- id:”开头")
                )
                continue
            for number, item in enumerate(value):
                try:
                    found.append(Instrument.read(item, places.under(number)))
                except SourceError as error:
                    self.problems += error.problems
        return tuple(found)

    def modules(self, outline: tuple[OutlinePart, ...]) -> tuple[Module, ...]:
        docs = self.root / "docs"
        order = {e.id: n for n, e in enumerate(e for part in outline for e in part.modules)}
        found: list[Module] = []
        for path in self.files(docs, ".md"):
            relative = path.relative_to(docs)
            if len(relative.parts) == 1 and relative.name in NOT_MODULES:
                continue
            text = self.text(path)
            if text is None:
                continue
            id = relative.with_suffix("").as_posix()
            try:
                document = split_document(text, self.name(path))
                module = Module.read(document.meta, document.places)
            except SourceError as error:
                self.problems += error.problems
                continue
            body = scan(document.body, document.path, document.body_line)
            self.scanned += body.problems
            found.append(module.with_body(id, body))
        return tuple(sorted(found, key=lambda m: (order.get(m.id, len(order)), m.id)))

    def pages(self) -> tuple[FreePage, ...]:
        found: list[FreePage] = []
        for name in sorted(NOT_MODULES):
            path = self.root / "docs" / name
            if not path.is_file():
                if name == "index.md":
                    self.fail("docs/index.md", "F005", "没有首页", "写一个 docs/index.md")
                continue
            if (text := self.text(path)) is None:
                continue
            first = 1
            if text.split("\n", 1)[0].rstrip() == "---":
                try:
                    document = split_document(text, self.name(path))
                except SourceError as error:
                    self.problems += error.problems
                    continue
                text, first = document.body, document.body_line
            body = scan(text, self.name(path), first)
            self.scanned += body.problems
            found.append(FreePage(self.name(path), body))
        return tuple(found)

    def banks(self, exam_bank: Path | None) -> Iterator[Bank]:
        quizzes = self.root / "quizzes"
        yield from self.bank_folder(quizzes / "practice", Scope.PRACTICE, "")
        exam = quizzes / "exam"
        for path in sorted(exam.iterdir()) if exam.is_dir() else ():
            if path.is_symlink():
                self.fail(self.name(path), "F004", "是符号链接", "换成文件夹本身")
            elif path.is_dir():
                yield from self.bank_folder(path, Scope.EXAM, path.name)
            elif not path.name.startswith("."):
                self.fail(
                    self.name(path),
                    "F007",
                    "考题要放在 quizzes/exam/ 下的一个文件夹里",
                    "移到 quizzes/exam/<名称>/<编>/<讲>.yml",
                )
        if exam_bank is not None and not exam_bank.is_dir():
            self.fail(
                EXAM_BANK_VARIABLE,
                "F005",
                "环境变量指的考题文件夹不存在，没有查泄题",
                "改正路径，或取消这个环境变量",
            )
        elif exam_bank is not None:
            yield from self.bank_folder(exam_bank, Scope.EXAM, "external")

    def bank_folder(self, folder: Path, scope: Scope, name: str) -> Iterator[Bank]:
        for path in self.files(folder, ""):
            if path.suffix != ".yml":
                self.fail(
                    self.name(path), "F007", "不是 .yml 文件，没有读", "后缀改为 .yml，或移走"
                )
                continue
            module = path.relative_to(folder).with_suffix("").as_posix()
            if (bank := self.bank(path, module, scope, name)) is not None:
                yield bank

    def bank(self, path: Path, module: str, scope: Scope, folder: str) -> Bank | None:
        document = self.document(path)
        if document is None:
            return None
        value, places = document
        value, problems = keys_only(
            value, places, {"questions": "题", "reviewed": "核对记录", "label": "说明"}
        )
        self.problems += problems
        head = {k: v for k, v in value.items() if k in ("reviewed", "label")}
        try:
            bank = Bank.read(head, places)
        except SourceError as error:
            self.problems += error.problems
            return None
        items = value.get("questions")
        if not isinstance(items, list):
            self.problems.append(
                Problem(
                    places.at("questions"), "F042", "“questions”应为题的列表", "每题以“- id:”开头"
                )
            )
            items = []
        questions: list[Question] = []
        checked = bank.reviewed is not None and "checker" in bank.reviewed.by
        for number, item in enumerate(items):
            if checked and isinstance(item, dict):
                # What somebody else has checked is approved unless it says otherwise.
                item = {"status": "approved", **item}
            try:
                questions.append(
                    read_question(item, places.under("questions", number), module, scope)
                )
            except SourceError as error:
                self.problems += error.problems
        return bank.holding(tuple(questions), module, scope, folder)

    def assets(self) -> frozenset[str]:
        docs = self.root / "docs"
        found = set()
        for path in self.files(docs, ""):
            if path.suffix == ".md":
                continue
            name = self.name(path)
            if path.is_symlink() or not path.is_file():
                self.fail(name, "F004", "是符号链接", "换成文件本身；内容不得指向文件夹之外")
                continue
            if path.suffix.lower() not in IMAGE_TYPES:
                self.fail(
                    name,
                    "F062",
                    "docs/ 里的一切都会公开，只放 Markdown（.md）和图片",
                    f"移走它，或换成 {'、'.join(sorted(IMAGE_TYPES))}",
                )
                found.add(path.relative_to(docs).as_posix())
                continue
            size = path.stat().st_size
            if size > MAX_IMAGE:
                self.fail(
                    name,
                    "F061",
                    f"有 {size / 1e6:.1f} MB，超过上限 {MAX_IMAGE / 1e6:.0f} MB",
                    "缩小图片；照片用 WebP 或 JPG，宽不超过 1600 像素",
                )
            elif path.suffix.lower() == ".svg" and (text := self.text(path)) is not None:
                self.scanned += drawing_problems(text, name)
            found.add(path.relative_to(docs).as_posix())
        return frozenset(found)


def exam_bank_from(environment: dict[str, str]) -> Path | None:
    """Return the folder of real exam banks that the environment names, if any."""
    value = environment.get(EXAM_BANK_VARIABLE, "").strip()
    return Path(value) if value else None
