"""What cannot be printed, as problems in an editor's words."""

from __future__ import annotations

import dataclasses
import re

from ...model.module import Module
from ...source.place import Place
from ...source.problem import Problem, SourceError


class BookError(SourceError):
    """Raised for a text that cannot be set; carries one or more problems, like its base.

    Codes: B001 element unknown to the book, B002 attribute unknown, B003 element in the wrong
    place, B004 figure without alternative text, B005 heading level skipped, B006 footnote
    missing, B007 question that cannot be printed, B008 unsafe or unprintable drawing, B009
    file missing, B010 character without glyph, B011 Typst's own complaint, B012
    edition without a module.
    """


def book_error(module: str, code: str, message: str, remedy: str) -> BookError:
    """Return a :class:`BookError` with one problem in the text of ``module``."""
    return BookError(Problem(Place(f"docs/{module}.md"), code, message, remedy))


_EXCERPT = re.compile("（“(?P<text>.+?)…?”附近）")


def located(problem: Problem, module: Module) -> Problem:
    """Return ``problem`` at the line of ``module`` where its excerpt stands, if it is found.

    An element tree carries no lines; the excerpt in the message is what is left of the text.
    Markup inside the excerpt is not in the file as it is printed, so ever shorter beginnings
    of it are looked for.
    """
    match = _EXCERPT.search(problem.message)
    text = match["text"] if match else ""
    for length in range(len(text), 1, -1):
        for number, line in module.body.prose:
            column = line.find(text[:length])
            if column >= 0:
                place = Place(problem.place.path, number, column + 1)
                return dataclasses.replace(problem, place=place)
    return problem
