"""Where something stands in an editor's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Way to a value inside a YAML document: keys and list positions from the root."""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A point in a file. ``line`` and ``column`` count from 1, as editors show them.

    ``path`` is relative to the project folder and uses forward slashes on every system.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


Mark = tuple[int, int]
"""Line and column, from 1."""


class PlaceMap:
    """The place of every value of one YAML document, found by its path.

    A path that is not in the document (a missing field) falls back to the nearest
    enclosing value, so that a message always points at a line that exists. The marks
    are bare numbers: of the many values of a document few are ever asked for.
    """

    def __init__(self, file: str, marks: Mapping[Path, Mark], root: Path = ()) -> None:
        self._file = file
        self._marks = marks
        self._root = root

    def at(self, *path: str | int) -> Place:
        """Return the place of ``path``, or of what encloses it."""
        current = self._root
        mark = self._marks.get(current) or self._marks[()]
        for part in path:
            # pydantic inserts the tag of a discriminated union into its paths; such a
            # part names nothing in the file and is passed over.
            if found := self._marks.get((*current, part)):
                current = (*current, part)
                mark = found
        return Place(self._file, *mark)

    def under(self, *path: str | int) -> PlaceMap:
        """Return the same map seen from the value at ``path``."""
        return PlaceMap(self._file, self._marks, (*self._root, *path))

    def __iter__(self) -> Iterator[Path]:
        return iter(self._marks)
