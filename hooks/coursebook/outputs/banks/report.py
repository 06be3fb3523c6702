"""What an exporter hands back: the file's bytes, and what became of every question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from ...model.curriculum import Curriculum
from ...model.question import Bank

Entry: TypeAlias = tuple[str, str]
"""A question's id, and the reason it stands where it stands."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question, or of one part of a case.

    ``refused`` says why it is not in the file; ``losses`` what the target made of it that
    the source does not say, one clause each.
    """

    id: str
    kind: str
    losses: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Every id of the bank in exactly one of three lists; ``notes`` are for the importer."""

    target: str
    bank: str
    written: tuple[Entry, ...]
    downgraded: tuple[Entry, ...]
    refused: tuple[Entry, ...]
    notes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, target: str, bank: str, outcomes: Iterable[Outcome], notes: tuple[str, ...] = ()
    ) -> ExportReport:
        """Sort outcomes into the three lists, keeping their order."""
        written: list[Entry] = []
        downgraded: list[Entry] = []
        refused: list[Entry] = []
        for outcome in outcomes:
            if outcome.refused:
                refused.append((outcome.id, f"{outcome.kind}：{outcome.refused}"))
            elif outcome.losses:
                downgraded.append((outcome.id, f"{outcome.kind}：{'；'.join(outcome.losses)}"))
            else:
                written.append((outcome.id, outcome.kind))
        return cls(target, bank, tuple(written), tuple(downgraded), tuple(refused), notes)

    @property
    def summary(self) -> str:
        """One line for a build's output; the material of a case and each part count one."""
        total = len(self.written) + len(self.downgraded) + len(self.refused)
        return (
            f"{self.target} {self.bank}：共 {total} 条，原样写入 {len(self.written)}，"
            f"改写后写入 {len(self.downgraded)}，未写入 {len(self.refused)}"
        )

    def text(self) -> str:
        """The report as a person reads it beside the file, ending with a line break."""
        lines = [self.summary, *(f"说明：{note}" for note in self.notes)]
        for heading, entries in (("改写后写入", self.downgraded), ("未写入", self.refused)):
            lines += ["", f"{heading}：{'' if entries else '无'}"]
            lines += [f"- {id} {reason}" for id, reason in entries]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Export:
    """A finished file; ``suffix`` is what a border appends to the bank's name."""

    data: bytes
    suffix: str
    media_type: str
    report: ExportReport


Exporter: TypeAlias = Callable[[Curriculum, Bank], Export]
