"""Page maps as files: ``dist/pages/<edition>.json``, written by builds, read by ``impact``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..model.edition import Edition
from ..outputs.book.book import BookSource
from ..outputs.book.places import page_map
from ..views.page_map import PageMap, read_page_map
from .typesetter import Typeset

FOLDER = "pages"


def page_map_path(dist: Path, edition: Edition) -> Path:
    """Return where the page map of ``edition`` stands in ``dist``."""
    return dist / FOLDER / f"{edition.id}.json"


def write_page_map(
    target: Path, edition: Edition, source: BookSource, book: Typeset, commit: str
) -> None:
    """Write what stands on which page of ``book``; replaced in one step."""
    found = page_map(
        edition,
        source.modules,
        source.places,
        book.page_map,
        commit=commit,
        first_page=book.first_page,
        count=book.pages,
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    partial.write_text(found.dump(), encoding="utf-8", newline="\n")
    partial.replace(target)


def read_page_maps(dist: Path, editions: Iterable[Edition]) -> list[PageMap]:
    """Return the page maps in ``dist`` of the editions that have been set, in their order."""
    found = []
    for edition in editions:
        try:
            text = page_map_path(dist, edition).read_text(encoding="utf-8")
            found.append(read_page_map(text))
        except (OSError, ValueError):
            continue
    return found
