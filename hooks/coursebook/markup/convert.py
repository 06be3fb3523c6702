"""Module text → element tree without MkDocs: for the book alone, for tests, for other generators."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from dataclasses import dataclass

import markdown

from ..model.curriculum import Curriculum
from ..model.module import Module
from ..source.problem import Problem
from .context import Context
from .extension import CoursebookExtension


@dataclass(frozen=True)
class Converted:
    """One page: whole tree for the book, public HTML for the site, and what went wrong."""

    tree: etree.Element
    html: str
    problems: tuple[Problem, ...]


class Converter:
    """Converts modules one after another with one set-up."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.context = Context(curriculum)

    def convert(self, module: Module) -> Converted:
        """Convert one module; mistakes that only show here (F050) are returned, not raised."""
        self.context.begin(module)
        extension = CoursebookExtension(self.context)
        html = markdown.Markdown(extensions=[extension], output_format="html").convert(
            module.body.text
        )
        assert extension.tree is not None
        return Converted(extension.tree, html, tuple(self.context.problems))


def convert(curriculum: Curriculum, module: Module) -> etree.Element:
    """Return the whole tree of one module."""
    return Converter(curriculum).convert(module).tree
