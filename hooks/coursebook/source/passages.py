"""Which of many known passages stand in a text: in one pass, however many there are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from ahocorasick_rs import BytesAhoCorasick

V = TypeVar("V", bound=Hashable)


class Passages(Generic[V]):
    """Passages, each with a value, that are looked for together (Aho and Corasick, 1975).

    Looking each passage up by itself takes time that grows with the product of passages
    and text; this reads the text once. Text is compared as UTF-8, where no character's
    bytes stand inside another's.

    Raises:
        ValueError: a passage is empty, and so would stand everywhere.
    """

    def __init__(self, passages: Iterable[tuple[str, V]]) -> None:
        known = list(passages)
        if not all(text for text, _ in known):
            raise ValueError("an empty passage stands everywhere")
        self._values = [value for _, value in known]
        self._automaton = BytesAhoCorasick([_utf8(text) for text, _ in known])

    def found_in(self, text: str | bytes) -> Iterator[V]:
        """Yield the value of each passage that stands in ``text``, each value once."""
        data = _utf8(text) if isinstance(text, str) else text
        seen: set[V] = set()
        for number, _, _ in self._automaton.find_matches_as_indexes(data, overlapping=True):
            value = self._values[number]
            if value not in seen:
                seen.add(value)
                yield value

    def places_in(self, text: str) -> Iterator[tuple[V, int]]:
        """Yield every passage that stands in ``text`` with the position where it begins."""
        data = _utf8(text)
        for number, start, _ in self._automaton.find_matches_as_indexes(data, overlapping=True):
            yield self._values[number], len(data[:start].decode(errors="surrogatepass"))


def _utf8(text: str) -> bytes:
    # A lone surrogate, which an escape in YAML can make, is reported elsewhere.
    return text.encode(errors="surrogatepass")
