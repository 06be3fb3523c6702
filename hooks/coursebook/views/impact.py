"""Everything that depends on an instrument, a substance, a method, a limit or a term.

For editors: what has to be looked at again when a law, a listing or a standard changes. It
finds what the data say (citations, register entries, tables) and what the words say
(mentions); it would rather list too much than miss a place.
"""

from __future__ import annotations

import bisect
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..model.citation import Citation, readable_citation
from ..model.curriculum import Curriculum
from ..model.module import FreePage, Module
from ..model.question import TYPE_LABELS, Question, Scope
from ..model.selection import selected
from ..source.body import CITATION
from ..source.place import Place
from .locators import ARTICLES, touches
from .register_uses import register_uses
from .subjects import Subject

Group = Literal["text", "practice", "exam", "register", "page"]
GROUPS: dict[Group, str] = {
    "text": "正文",
    "practice": "练习题",
    "exam": "考题",
    "register": "登记",
    "page": "查阅页和书末表",
}


@dataclass(frozen=True, slots=True)
class Use:
    """One place that depends on the subject."""

    group: Group
    how: str
    """In what way: 引用, 写到, 数据表 …"""
    what: str
    """What stands there, in a few words; of an exam question nothing but its id."""
    place: Place | None = None
    module: str = ""
    heading: str = ""
    anchors: tuple[str, ...] = ()
    """Anchors of the printed book, where the place itself is not in its text."""
    key: str = ""
    """Tells one use from another: the place, unless something larger is meant as a whole."""


@dataclass(frozen=True, slots=True)
class Impact:
    subjects: tuple[Subject, ...]
    uses: tuple[Use, ...]
    unspecific: int
    """Citations of the whole instrument, left out because the question is about a place in it."""


def impact(
    curriculum: Curriculum,
    subjects: tuple[Subject, ...],
    drawings: Mapping[str, str],
    pages: Iterable[str],
) -> Impact:
    """Find the uses of ``subjects``.

    ``drawings`` are the texts of the SVG files under ``docs/`` by path; ``pages`` the paths of
    the generated pages that the site has.
    """
    found: dict[tuple[str, str], Use] = {}
    unspecific = 0
    for subject in subjects:
        search = _Search(curriculum, subject)
        for use in (
            *search.texts(),
            *search.drawings(drawings),
            *search.questions(),
            *search.registers(frozenset(pages)),
        ):
            # What two subjects (a substance and its term) have in common is listed once.
            found.setdefault((use.group, use.key or str(use.place)), use)
        unspecific += search.unspecific
    order = list(GROUPS)
    chapters = curriculum.numbers
    uses = sorted(
        found.values(),
        key=lambda use: (
            order.index(use.group),
            chapters.get(use.module, 0),
            use.place or Place(""),
            use.what,
        ),
    )
    return Impact(subjects, tuple(uses), unspecific)


class _Search:
    def __init__(self, curriculum: Curriculum, subject: Subject) -> None:
        self.curriculum = curriculum
        self.subject = subject
        self.unspecific = 0

    def cites(self, spec: str) -> Citation | None:
        """Return the citation if it is one of the subject, at the place asked for."""
        citation = readable_citation(spec)
        if (
            not citation
            or self.subject.kind != "instrument"
            or citation.instrument != self.subject.id
        ):
            return None
        if self.subject.at and not citation.locator:
            self.unspecific += 1
            return None
        if self.subject.at and not touches(self.subject.at, citation.locator):
            return None
        return citation

    # -- text --------------------------------------------------------------------------

    def texts(self) -> Iterator[Use]:
        for text in self.curriculum.texts:
            if isinstance(text, Module):
                yield from self.head(text)
            for found in text.body.citations:
                if citation := self.cites(found.text):
                    yield self.at(text, "引用", citation.locator or "全文", found.place)
            yield from self.tables(text)
            yield from self.mentions(text)

    def at(self, text: Module | FreePage, how: str, what: str, place: Place) -> Use:
        lines = [heading.place.line for heading in text.body.headings]
        above = bisect.bisect_right(lines, place.line)
        heading = text.body.headings[above - 1].text if above else ""
        return Use("text", how, what, place, text.id, heading)

    def head(self, module: Module) -> Iterator[Use]:
        """Yield what the front matter says: sources, title, objectives."""
        if self.subject.kind == "instrument" and self.subject.id in module.sources:
            if self.subject.at:
                self.unspecific += 1
            else:
                place = module.place("sources", module.sources.index(self.subject.id))
                yield Use("text", "课程信息", "全讲依据（sources）", place, module.id)
        if word := self.subject.mention(module.title):
            yield Use("text", "课程信息", f"讲名写到“{word[0]}”", module.place("title"), module.id)
        for number, objective in enumerate(module.objectives):
            if word := self.subject.mention(objective.text):
                place = module.place("objectives", number)
                yield Use("text", "课程信息", f"目标写到“{word[0]}”", place, module.id)

    def tables(self, text: Module | FreePage) -> Iterator[Use]:
        """Yield the tables made from the register that show the substance."""
        if self.subject.kind != "substance":
            return
        for box in text.body.boxes:
            if box.name != "data-table":
                continue
            try:
                shown = selected(self.curriculum, box.options.get("where", ""))
            except ValueError:
                continue
            if any(each.id == self.subject.id for each in shown):
                yield self.at(text, "数据表", box.argument, box.place)

    def mentions(self, text: Module | FreePage) -> Iterator[Use]:
        path = text.place().path
        cites = self.subject.at and any(
            _instrument(found.text) == self.subject.id for found in text.body.citations
        )
        for number, line in text.body.prose:
            bare = CITATION.sub(lambda m: " " * len(m.group()), line)
            match = self.subject.mention(bare)
            how = "写到"
            if match is None and cites:
                match, how = self.article(bare), "写到条号，请看是不是本文件"
            if match is not None:
                around = bare[max(0, match.start() - 8) : match.end() + 12].strip()
                yield self.at(text, how, f"“{around}”", Place(path, number, match.start() + 1))

    def article(self, line: str) -> re.Match[str] | None:
        """Return the first place of a law in ``line`` that is, or touches, the one asked for."""
        return next(
            (m for m in ARTICLES.finditer(line) if touches(self.subject.at, m.group())), None
        )

    def drawings(self, drawings: Mapping[str, str]) -> Iterator[Use]:
        """Yield the drawings whose words mention the subject, where the text shows them."""
        for path, content in sorted(drawings.items()):
            words = re.sub("<[^>]*>", " ", content)
            match = self.subject.mention(words)
            if match is None and self.subject.at:
                match = self.article(words)
            if match is None:
                continue
            line = _line_of(content, match.group().strip())
            for text in self.curriculum.texts:
                for link in text.body.links:
                    shown = posixpath.normpath(posixpath.join(text.part, link.target))
                    if link.image and shown == path:
                        what = f"docs/{path}:{line} 写到“{match.group().strip()}”"
                        yield self.at(text, "图里的字", what, link.place)

    # -- questions ---------------------------------------------------------------------

    def questions(self) -> Iterator[Use]:
        for question in self.curriculum.asked():
            found = self.asked(question)
            if found is None:
                continue
            how, place = found
            if question.scope is Scope.EXAM:
                # Nothing of an exam question but its id may appear on a screen.
                yield Use("exam", how, question.id, place, question.module, key=question.id)
                continue
            kind = TYPE_LABELS[question.type]
            stem = " ".join(question.stem.split())
            what = f"{question.id} {kind} {stem[:20]}{'…' if len(stem) > 20 else ''}"
            anchors = (f"question/{question.id}", f"key/{question.id}")
            yield Use(
                "practice", how, what, place, question.module, anchors=anchors, key=question.id
            )

    def asked(self, question: Question) -> tuple[str, Place] | None:
        for number, spec in enumerate(question.sources):
            if citation := self.cites(spec):
                where = citation.locator or "全文"
                return f"依据 {where}", question.place("sources", number)
        parts: Any = getattr(question, "parts", ())
        inner = {text for part in parts for text in part.texts}
        for text in question.texts:
            if text not in question.sources and text not in inner and self.subject.mention(text):
                return "写到", question.place("stem")
        cited = self.subject.at and any(
            _instrument(spec) == self.subject.id for spec in question.sources
        )
        if cited and any(self.article(text) for text in question.texts if text not in inner):
            return "写到条号", question.place("stem")
        return None

    # -- registers and pages -----------------------------------------------------------

    def registers(self, pages: frozenset[str]) -> Iterator[Use]:
        for found in register_uses(self.curriculum, self.subject):
            what = f"{found.register}：{found.title}"
            yield Use("register", found.how, what, found.place, key=str(found.entry))
            if found.page.partition("#")[0] in pages:
                yield Use("page", "网页", found.page, key=found.page)
        if self.subject.kind == "instrument":
            anchor = f"instrument/{self.subject.id}"
            yield Use("page", "书末", "法规文件一览", anchors=(anchor,), key=anchor)


def _instrument(spec: str) -> str:
    citation = readable_citation(spec)
    return citation.instrument if citation else ""


def _line_of(content: str, words: str) -> int:
    at = content.find(words)
    return content.count("\n", 0, at) + 1 if at >= 0 else 1
