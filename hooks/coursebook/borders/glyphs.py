"""Characters that the book has no glyph for, found before anything is set, at their place.

Typst itself is asked, with one small document of all signs that occur: the same fonts, the
same search through them. A book says no more than that somewhere a sign is missing.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import typst

from ..model.curriculum import Curriculum
from ..outputs.book.expression import string
from ..source.body import without_comments
from ..source.place import Place
from ..source.problem import Problem
from ..source.text import line_column
from .typesetter import fonts, missing_texts, write_templates

_HEAD = '#import "/style.typ": typography\n#set document(title: "字")\n#show: typography\n'

Printed = tuple[Place, str]


def glyph_problems(curriculum: Curriculum, drawings: Mapping[str, str]) -> list[Problem]:
    """Return B010 for each sign without glyph in what the books print, at its first place."""
    printed = list(_printed(curriculum, drawings))
    missing = missing_glyphs({sign for _, text in printed for sign in text})
    problems = []
    for place, text in printed if missing else ():
        for sign in sorted(missing & set(text)):
            line, column = line_column(text, text.index(sign))
            # Only a whole body knows lines; of a field the place of its beginning is told.
            exact = Place(place.path, place.line + line - 1, column) if "\n" in text else place
            problems.append(
                Problem(
                    exact,
                    "B010",
                    f"字体里没有字符“{sign}”（U+{ord(sign):04X}）",
                    "换成常用字；确需此字时，请维护者增加字体",
                )
            )
    return problems


def _printed(curriculum: Curriculum, drawings: Mapping[str, str]) -> Iterator[Printed]:
    for module in curriculum.modules:
        # Line ends tell a body from a field, also where it has but one line.
        body = without_comments(module.body.text) + "\n"
        yield Place(module.place().path, module.body.first_line), body
        yield module.place("title"), module.title
        for number, objective in enumerate(module.objectives):
            yield module.place("objectives", number), objective.text
        bank = curriculum.practice.get(module.id)
        for question in bank.questions if bank else ():
            for text in question.texts:
                yield question.place("stem"), text.replace("\n", " ")
    for path, content in drawings.items():
        yield Place(f"docs/{path}"), content + "\n"


def missing_glyphs(signs: Collection[str]) -> frozenset[str]:
    """Return those of ``signs`` that none of the book's fonts has."""
    asked = sorted(
        sign
        for sign in signs
        # A mark that combines with the letter before it cannot be judged alone.
        if not sign.isascii() and not sign.isspace() and not unicodedata.combining(sign)
    )
    if not asked:
        return frozenset()
    with tempfile.TemporaryDirectory(prefix="coursebook-") as name:
        folder = Path(name)
        write_templates(folder)
        lines = "".join(f"#{string(sign)}\n\n" for sign in asked)
        (folder / "main.typ").write_text(_HEAD + lines, encoding="utf-8")
        compiler = typst.Compiler(
            str(folder / "main.typ"), root=name, font_paths=fonts(), ignore_system_fonts=True
        )
        try:
            compiler.compile(format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            return frozenset("".join(missing_texts(error))) & set(asked)
    return frozenset()
