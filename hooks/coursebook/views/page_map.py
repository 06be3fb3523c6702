"""Where everything stands in a printed edition: written by every build, read by ``impact``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ..model.module import Module


@dataclass(frozen=True, slots=True)
class PageMap:
    """Printed page numbers of one edition, as its last build set it."""

    edition: str
    title: str
    file: str
    source_commit: str
    first_page: int
    """Position in the PDF file, from 0, of the page that is printed as 1."""
    pages: int
    """Pages of the file, cover and blank ones included."""
    texts: Mapping[str, str]
    """Digest of the text of each module in it: another one means that pages may have moved."""
    anchors: Mapping[str, int]
    """By anchor: chapters, headings, figures, tables, questions and their keys, instruments."""
    places: Mapping[str, Mapping[str, int]]
    """By module and ``line:column`` of its file: headings, boxes with an id, citations."""

    def page(self, module: Module, line: int, column: int = 1) -> int | None:
        """Return the page of a place, or of the nearest known one above it in the text."""
        places = self.places.get(module.id)
        if places is None:
            return None
        above = [(marks, page) for marks, page in _numbers(places) if marks <= (line, column)]
        return max(above)[1] if above else self.anchors.get(module.id)

    def follows(self, module: Module) -> bool:
        """Say whether the text of ``module`` is still the one that was set."""
        return self.texts.get(module.id) == digest(module)

    def dump(self) -> str:
        """Return the map as JSON, the same for the same book."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_page_map(text: str) -> PageMap:
    """Read what :meth:`PageMap.dump` wrote.

    Raises:
        ValueError: it is something else, or of another version of the program.
    """
    value = json.loads(text)
    try:
        return PageMap(**value)
    except TypeError as error:
        raise ValueError(str(error)) from None


def digest(module: Module) -> str:
    """Return a short digest of a module's text, its front matter left out."""
    return hashlib.sha256(module.body.text.encode()).hexdigest()[:16]


def _numbers(places: Mapping[str, int]) -> list[tuple[tuple[int, int], int]]:
    found = []
    for mark, page in places.items():
        line, _, column = mark.partition(":")
        found.append(((int(line), int(column)), page))
    return found
