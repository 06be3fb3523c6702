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


class PlaceMap:
    """The place of every value of one YAML document, found by its path.

    A path that is not in the document (a missing field) falls back to the nearest
    enclosing value, so that a message always points at a line that exists.
    """

    def __init__(self, places: Mapping[Path, Place], root: Path = ()) -> None:
        self._places = places
        self._root = root

    def at(self, *path: str | int) -> Place:
        """Return the place of ``path``, or of what encloses it."""
        found = self._places[self._root] if self._root in self._places else self._places[()]
        current = self._root
        for part in path:
            # pydantic inserts the tag of a discriminated union into its paths; such a
            # part names nothing in the file and is passed over.
            if (*current, part) in self._places:
                current = (*current, part)
                found = self._places[current]
        return found

    def under(self, *path: str | int) -> PlaceMap:
        """Return the same map seen from the value at ``path``."""
        return PlaceMap(self._places, (*self._root, *path))

    def __iter__(self) -> Iterator[Path]:
        return iter(self._places)
