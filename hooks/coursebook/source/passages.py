"""Which of many known passages stand in a text: in one pass, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T", str, bytes)
V = TypeVar("V", bound=Hashable)


class Passages(Generic[T, V]):
    """Passages, each with a value, that can be looked for together.

    Every passage has at least ``length`` characters. Cut a text at every ``step``-th place
    into windows of ``width``; with ``step + width - 1 == length``, any occurrence of a
    passage contains a whole window that starts within its first ``step`` characters. So it
    is enough to keep those windows in a set, to look the text's windows up in it, and to
    compare in full only where one is found. Looking each passage up by itself takes time
    that grows with the product of passages and text.
    """

    def __init__(self, passages: Iterable[tuple[T, V]]) -> None:
        known = list(passages)
        self.length = min((len(text) for text, _ in known), default=0)
        self.step = (self.length + 1) // 2
        self.width = self.length + 1 - self.step
        self._windows: dict[T, list[tuple[T, V]]] = defaultdict(list)
        if self.length == 0 and known:
            raise ValueError("an empty passage stands everywhere")
        for text, value in known:
            for start in range(self.step):
                self._windows[text[start : start + self.width]].append((text, value))

    def found_in(self, text: T) -> Iterator[V]:
        """Yield the value of each passage that stands in ``text``, each value once."""
        if not self._windows:
            return
        width = self.width
        here = {text[start : start + width] for start in range(0, len(text) - width + 1, self.step)}
        seen: set[V] = set()
        for window in self._windows.keys() & here:
            for passage, value in self._windows[window]:
                if value not in seen and passage in text:
                    seen.add(value)
                    yield value
