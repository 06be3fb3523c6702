"""A curriculum in one edition → the Typst source of a book, as values."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from ...model.citation import chinese_numeral
from ...model.curriculum import Curriculum
from ...model.edition import Edition
from ...model.module import Module
from ...model.vocabulary import Attention
from ...source.problem import Problem
from ...views.dates import chinese_date
from .emit import emit
from .error import BookError, located
from .expression import string
from .instruments import instrument_groups
from .keys import cited_in, keys, number_text
from .places import Mark, module_places
from .questions import Setting, self_test
from .selection import (
    PartSelection,
    QuestionSelection,
    attention,
    selected_parts,
    selected_questions,
    selected_tree,
    targets,
)
from .table import text_width
from .walk import Scope

TEMPLATES = ("style.typ", "elements.typ", "questions.typ", "book.typ")
"""Files beside this module that the typesetter puts next to the source."""

MAIN = "main.typ"
_IMPORTS = '#import "/elements.typ" as b\n#import "/questions.typ" as q\n'


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one build from another; passed in, since nothing here reads a clock."""

    commit: str
    as_of: datetime.date


@dataclass(frozen=True)
class BookSource:
    """A book ready to be set: source files by name, and the drawings that it needs."""

    files: Mapping[str, str]
    assets: frozenset[str]
    """Paths relative to ``docs/``."""
    anchors: tuple[str, ...]
    """Everything whose page is worth knowing, in the order of the book."""
    date: datetime.date
    """Date of the PDF file: the same source gives the same bytes."""
    places: Mapping[str, Mark] = field(default_factory=dict)
    """Where in the editor's text an anchor stands, as far as that is known: also of citations,
    which are no ``anchors``, because a note that nobody calls is not printed."""
    modules: tuple[Module, ...] = ()
    """What the edition prints."""


def chapter_file(module: str) -> str:
    """Return the name of a chapter's file; Typst's messages name it, so it names the module."""
    return f"chapters/{module}.typ"


def book_source(
    curriculum: Curriculum, edition: Edition, trees: Mapping[str, Element], stamp: Stamp
) -> BookSource:
    """Return the source of ``edition``; ``trees`` holds the whole tree of each module.

    Raises:
        BookError: for anything that cannot be printed, with the module it stands in.
    """
    book = _Book(curriculum, edition, trees, stamp)
    if not book.modules:
        raise BookError(
            Problem(
                edition.place(),
                "B012",
                f"{edition.title}里没有可印的讲",
                "检查版本的 tier，或各讲的 tier 是否都是 optional",
            )
        )
    return book.source()


class _Book:
    def __init__(
        self, curriculum: Curriculum, edition: Edition, trees: Mapping[str, Element], stamp: Stamp
    ) -> None:
        self.curriculum = curriculum
        self.edition = edition
        self.stamp = stamp
        self.parts = selected_parts(curriculum, edition)
        self.modules = tuple(module for part in self.parts for module in part.modules)
        self.trees = {m.id: selected_tree(trees[m.id], edition) for m in self.modules}
        self.questions = {m.id: selected_questions(curriculum, edition, m.id) for m in self.modules}
        self.has_keys = any(selection.numbered for selection in self.questions.values())
        self.targets = targets(self.trees)
        self.cited = self._cited()

    def source(self) -> BookSource:
        chapters = {module.id: self._chapter(module) for module in self.modules}
        files = {
            MAIN: self._main(),
            "data.json": json.dumps(self._data(), ensure_ascii=False, indent=1) + "\n",
            "keys.typ": self._keys(),
            **{chapter_file(id): text for id, text in chapters.items()},
        }
        images = {
            image.get("src", "") for tree in self.trees.values() for image in tree.iter("img")
        }
        places = {
            anchor: mark
            for module in self.modules
            for anchor, mark in module_places(module, self.trees[module.id], self.targets)
        }
        return BookSource(
            files, frozenset(images), tuple(self._anchors()), self.stamp.as_of, places, self.modules
        )

    # -- files ---------------------------------------------------------------------------

    def _main(self) -> str:
        """The order of the book."""
        lines = [
            '#import "/book.typ" as book',
            '#let data = json("/data.json")',
            "#show: book.book.with(data)",
            "#book.cover(data)",
            "#book.colophon(data)",
            "#book.contents()",
            "#book.main-matter()",
        ]
        position = 0
        for number, part in enumerate(self.parts):
            lines.append(f"#book.part(data.parts.at({number}))")
            for module in part.modules:
                lines.append(
                    f"#book.chapter(data, data.chapters.at({position}), "
                    f"include {string('/' + chapter_file(module.id))})"
                )
                position += 1
        if self.has_keys:
            lines.append('#book.keys(data, include "/keys.typ")')
        if self.cited:
            lines.append(
                '#book.back-matter(data, "instruments", "法规文件一览", book.instruments(data))'
            )
        lines.append("#metadata(none)<end>")
        return "\n".join(lines) + "\n"

    def _chapter(self, module: Module) -> str:
        try:
            body = emit(self.trees[module.id], self._scope(module))
        except BookError as error:
            raise BookError(*(located(each, module) for each in error.problems)) from None
        test = self_test(self.questions[module.id], self._setting(module))
        return f"{_IMPORTS}#{body}\n" + (f"#{test}\n" if test else "")

    def _keys(self) -> str:
        parts = (
            keys(
                self.curriculum,
                self.questions[module.id],
                self._setting(module),
                f"{self._number(module)}　{module.title}",
            )
            for module in self.modules
        )
        return _IMPORTS + "".join(f"#{part}\n" for part in parts if part)

    def _scope(self, module: Module) -> Scope:
        return Scope(module.id, self.targets, frozenset(self.cited))

    def _setting(self, module: Module) -> Setting:
        return Setting(self._scope(module), self.edition.instructor)

    def _number(self, module: Module) -> str:
        return f"第{self.curriculum.numbers[module.id]}讲"

    # -- data for the templates ------------------------------------------------------------

    def _data(self) -> dict[str, Any]:
        course = self.curriculum.course
        return {
            "title": course.title,
            "title-lines": title_lines(course.title, 14),
            "subtitle": course.subtitle,
            "organiser": course.organiser,
            "project": course.project,
            "edition": self.edition.title,
            "edition-name": course.edition_name,
            "keywords": [part.part.title for part in self.parts],
            "notices": list(self._notices()),
            "colophon": [
                ["书名", course.title],
                ["版本", f"{self.edition.title}，{course.edition_name}"],
                ["编写", course.organiser],
                ["项目", course.project],
                ["法规基准日", chinese_date(self.stamp.as_of)],
                ["源文件版本", self.stamp.commit],
            ],
            "parts": [self._part(part) for part in self.parts],
            "chapters": [
                self._opening(module, first=module is part.modules[0])
                for part in self.parts
                for module in part.modules
            ],
            "instrument-note": (
                f"本表列出本版正文和习题引用的法规文件。状态按{chinese_date(self.stamp.as_of)}判断；"
                f"{course.disclaimer}"
            ),
            "instruments": instrument_groups(self.curriculum, self.cited),
        }

    def _notices(self) -> Iterator[str]:
        course = self.curriculum.course
        yield course.disclaimer
        yield (
            f"书中“现行”“已废止”等状态，以{chinese_date(self.stamp.as_of)}为基准日。"
            "标“待核”的内容尚未与原文核对，不得作为执法依据。"
        )
        planned = len(self.curriculum.entries)
        if len(self.curriculum.modules) < planned:
            yield (
                f"全书计划 {planned} 讲，本版收入已成稿的"
                f" {sum(len(part.modules) for part in self.parts)} 讲。"
            )
        if self.edition.tier is not None:
            yield (
                f"本书是{self.edition.title}，只收该层级的核心内容和了解内容；"
                "讲、图、表、题的编号各版一致，因此本版的编号可以不连续。"
            )
        if self.edition.instructor:
            yield "讲师版含教学提示和答案要点，仅供教员使用，不得公开。"

    def _part(self, selection: PartSelection) -> dict[str, Any]:
        return {
            "id": selection.part.id,
            "number": f"第{chinese_numeral(selection.number)}编",
            "title": selection.part.title,
            "chapters": [
                {
                    "id": module.id,
                    "number": self._number(module),
                    "title": module.title,
                    "mark": self._mark(module),
                }
                for module in selection.modules
            ],
        }

    def _mark(self, module: Module) -> str | None:
        level = attention(module, self.edition)
        return level.label if level is not Attention.CORE else None

    def _opening(self, module: Module, *, first: bool) -> dict[str, Any]:
        tiers = (
            f"{tier.title}{module.tier[tier.id].label}"
            for tier in self.curriculum.tiers
            if tier.id in module.tier
        )
        roles = (self.curriculum.role[id].title for id in module.role if id in self.curriculum.role)
        hours = (
            f"理论{number_text(module.hours.theory)}学时，"
            f"实操{number_text(module.hours.practice)}学时"
        )
        return {
            "id": module.id,
            "number": self._number(module),
            "title": module.title,
            "title-lines": title_lines(module.title, 20),
            "mark": self._mark(module),
            "opens-part": first,
            "facts": [
                ["适用层级", "　".join(tiers)],
                ["适用业务", "、".join(roles)],
                ["学时", hours],
            ],
            "objectives": [objective.text for objective in module.objectives],
        }

    # -- what is where -------------------------------------------------------------------

    def _cited(self) -> dict[str, tuple[str, ...]]:
        """Modules by the instrument that they cite, in text or keys."""
        cited: dict[str, list[str]] = {}
        for module in self.modules:
            own = {
                link.get("data-instrument", "")
                for link in self.trees[module.id].iter("a")
                if link.get("data-instrument")
            }
            for instrument in own | cited_in(self.questions[module.id]):
                if instrument in self.curriculum.instrument:
                    cited.setdefault(instrument, []).append(module.id)
        return {instrument: tuple(modules) for instrument, modules in cited.items()}

    def _anchors(self) -> Iterator[str]:
        for part in self.parts:
            yield f"part/{part.part.id}"
            for module in part.modules:
                yield module.id
                yield from self._inner(module)
        for name, wanted in (("keys", self.has_keys), ("instruments", self.cited)):
            if wanted:
                yield name
        yield from (f"instrument/{id}" for id in sorted(self.cited))

    def _inner(self, module: Module) -> Iterator[str]:
        for element in self.trees[module.id].iter():
            if (name := f"{module.id}#{element.get('id')}") in self.targets:
                yield name
        selection: QuestionSelection = self.questions[module.id]
        if selection.numbered:
            yield f"test/{module.id}"
            yield f"keys/{module.id}"
        for _, question in selection.numbered:
            yield f"question/{question.id}"
            yield f"key/{question.id}"


def title_lines(title: str, line: int) -> list[str]:
    """Return a title that is longer than ``line`` ems in two lines.

    It is broken after a colon, else before a joining word, wherever that is nearest to its
    middle; a title with neither is left to the typesetter.
    """
    if text_width(title) <= line:
        return [title]
    breaks = [at + 1 for at, sign in enumerate(title) if sign == "："] or [
        at for at, sign in enumerate(title) if sign in "与和及"
    ]
    inner = [at for at in breaks if 1 < at < len(title) - 1]
    if not inner:
        return [title]
    at = min(inner, key=lambda place: abs(place - len(title) / 2))
    return [title[:at], title[at:]]
