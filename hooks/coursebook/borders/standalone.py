"""Work that needs no MkDocs: one edition, schema files, pages for another generator."""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Mapping
from pathlib import Path

from ..markup.convert import Converter
from ..model.curriculum import Curriculum
from ..model.edition import Edition
from ..outputs.book.book import Stamp, book_source
from ..outputs.pages.home import home_blocks
from ..outputs.pages.module_header import module_header
from ..outputs.pages.page import front_matter
from ..outputs.self_test import self_test
from ..source.problem import Problem, SourceError
from .glyphs import glyph_problems
from .mkdocs_pdf import source_commit
from .mkdocs_site import HOME, generated_files, generated_pages
from .page_maps import write_page_map
from .typesetter import typeset


def output_problems(curriculum: Curriculum, docs: Path) -> list[Problem]:
    """Return what only shows when pages are made: what a box cannot show or a book cannot print.

    With it, text that passes the check also builds; nothing is written or typeset.
    """
    converter = Converter(curriculum)
    problems = glyph_problems(curriculum, read_drawings(curriculum, docs))
    trees = {}
    for module in curriculum.modules:
        converted = converter.convert(module)
        problems += converted.problems
        trees[module.id] = converted.tree
    stamp = Stamp("", curriculum.course.as_of)
    for edition in () if problems else curriculum.editions:
        try:
            book_source(curriculum, edition, trees, stamp)
        except SourceError as error:
            problems += error.problems
    return problems


def set_edition(
    curriculum: Curriculum, edition: Edition, root: Path, target: Path, pages: Path
) -> int:
    """Set one edition into ``target``, its page map into ``pages``; return its number of pages.

    Raises:
        SourceError: the text has something that the book cannot show.
    """
    converter = Converter(curriculum)
    trees = {}
    for module in curriculum.modules:
        converted = converter.convert(module)
        if converted.problems:
            raise SourceError(*converted.problems)
        trees[module.id] = converted.tree
    commit = source_commit(root)
    source = book_source(curriculum, edition, trees, Stamp(commit, curriculum.course.as_of))
    book = typeset(source, root / "docs", target)
    write_page_map(pages, edition, source, book, commit)
    return book.pages


def read_drawings(curriculum: Curriculum, docs: Path) -> dict[str, str]:
    """Return the text of every drawing under ``docs/`` that has words in it."""
    return {
        name: (docs / name).read_text(encoding="utf-8")
        for name in curriculum.assets
        if name.endswith(".svg")
    }


def write_files(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Write texts into ``folder``, each in one step, and return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    return list(files)


def write_pages(curriculum: Curriculum, docs: Path, folder: Path) -> int:
    """Write every page as Markdown that needs none of our constructs, and the assets.

    Module bodies are HTML blocks inside Markdown, with front matter; any generator that
    reads CommonMark shows them. Returns the number of pages.
    """
    converter = Converter(curriculum)
    pages = {page.path: page.source for page in generated_pages(curriculum)}
    for module in curriculum.modules:
        here = f"{module.id}.md"

        def link(path: str, here: str = here) -> str:
            return posixpath.relpath(path, posixpath.dirname(here))

        converted = converter.convert(module)
        if converted.problems:
            raise SourceError(*converted.problems)
        bank = curriculum.practice.get(module.id)
        body = module_header(curriculum, module, link) + converted.html
        body += self_test(bank, curriculum, link) if bank else ""
        # A blank line would end the HTML block in CommonMark.
        compact = "\n".join(line for line in body.split("\n") if line.strip())
        pages[here] = f"{front_matter(module.title)}\n<div>\n{compact}\n</div>\n"
    home = (docs / HOME).read_text(encoding="utf-8")
    pages[HOME] = f"{home}\n{home_blocks(curriculum)}\n"
    for path, text in (pages | generated_files(curriculum)).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for asset in curriculum.assets:
        target = folder / asset
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / asset, target)
    return len(pages)
