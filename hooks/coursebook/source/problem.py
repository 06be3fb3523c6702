"""What is wrong with the text, as a value: collected, sorted and printed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .place import Place


class Severity(StrEnum):
    """An error stops the build; a review note is shown, and counts only with ``--strict``."""

    ERROR = "错误"
    REVIEW = "人工复核"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, which permanent code, what is wrong, how to mend it."""

    place: Place
    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} [{self.code}] {self.message} —— 改法：{self.remedy}"


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by place, then code; drop exact repeats (two rules may see one mistake)."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place, p.code, p.message)))


class SourceError(Exception):
    """Raised inside ``source`` for text that cannot be read at all; carries its problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
