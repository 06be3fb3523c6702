"""MkDocs event: Typst in place of the PDF plugin's own renderer.

``mkdocs-pdf-export-plugin`` decides whether there is a PDF, and when: it asks its renderer
for every page and, at the end, for the combined file. Its own renderer (WeasyPrint) loses
most of the text under today's Material and cannot justify Chinese; ours keeps the interface
(``add_doc``, ``add_link``, ``write_combined_pdf``) and hands the chapters to Typst.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from ..outputs.book.book import Stamp, book_source
from ..outputs.book.error import BookError
from ..source.problem import Problem, ordered
from .mkdocs_load import PLUGIN, Build, build_of, log
from .page_maps import page_map_path, write_page_map
from .typesetter import Job, typeset_all


class BookRenderer:
    """The plugin's renderer, as far as the plugin calls it."""

    def __init__(self, build: Build, docs: Path) -> None:
        self.build = build
        self.docs = docs
        self.page_order: list[str] = []
        self.pages: list[Any] = []

    def add_doc(self, content: str, base_url: str, rel_url: str) -> None:
        """Nothing: the trees of the modules were kept while the pages were converted."""

    def add_link(self, content: str, filename: str) -> str:
        """Leave the page alone: the theme links to the downloads."""
        return content

    def write_combined_pdf(self, output_path: str) -> None:
        """Set every edition; public ones beside ``output_path``, the others into ``dist``.

        Raises:
            PluginError: with everything that cannot be printed, of all editions.
        """
        curriculum = self.build.curriculum
        stamp = Stamp(source_commit(self.build.root), curriculum.course.as_of)
        jobs = []
        editions = []
        for edition in curriculum.editions:
            folder = Path(output_path).parent if edition.public else self.build.dist
            if folder is None:
                continue
            try:
                source = book_source(curriculum, edition, self.build.trees, stamp)
            except BookError as error:
                raise PluginError(_refusal({edition.title: error.problems})) from None
            editions.append(edition)
            jobs.append(Job(edition.title, source, self.docs, folder / edition.file))
        refused = {}
        for edition, job, done in zip(editions, jobs, typeset_all(jobs), strict=True):
            if done.book is None:
                refused[done.title] = done.problems
            else:
                if self.build.dist is not None:
                    target = page_map_path(self.build.dist, edition)
                    write_page_map(target, edition, job.source, done.book, stamp.commit)
                log.info("%s：%d 页，%s", done.title, done.book.pages, done.book.pdf_path.name)
        if refused:
            raise PluginError(_refusal(refused))


def _refusal(refused: Mapping[str, Sequence[Problem]]) -> str:
    problems = ordered(problem for found in refused.values() for problem in found)
    return "\n".join([f"{'、'.join(refused)}没有排成：", *map(str, problems)])


def take_over_renderer(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Replace the renderer that the plugin has just made."""
    plugin = config.plugins.get(PLUGIN)
    if plugin is not None and plugin.enabled and plugin.renderer is not None:
        plugin.renderer = BookRenderer(build_of(config), Path(config.docs_dir))
    return nav


def confirm_books(config: MkDocsConfig) -> None:
    """Make the plugin's swallowed errors count.

    Raises:
        PluginError: the plugin met an error that it only printed.
    """
    plugin = config.plugins.get(PLUGIN)
    if plugin is not None and plugin.enabled and plugin.num_errors:
        raise PluginError("PDF 插件报告了错误，见上文")


def source_commit(root: Path) -> str:
    """Return the short commit that is printed in the colophon, or nothing outside git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "--short=10", "HEAD"],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
