"""The register of rules, and the judge that runs them.

A rule is a function ``(curriculum) -> findings`` with a permanent code. It never raises,
prints or opens a file. A retired code stays in :data:`RETIRED`, so that it is not reused.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..model.curriculum import Curriculum
from ..source.place import Place
from ..source.problem import Problem, Severity

RETIRED: frozenset[str] = frozenset()

FAMILIES = {
    "F": "文件与写法",
    "R": "编号与互见",
    "S": "法规与来源",
    "C": "覆盖",
    "Q": "题目",
    "P": "行文",
    "E": "考试保密",
    "B": "印刷",
    "W": "豁免",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says: place and message; the remedy defaults to the rule's own."""

    place: Place
    message: str
    remedy: str = ""


Check = Callable[[Curriculum], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule: its docstring is its paragraph in the rule book."""

    code: str
    title: str
    remedy: str
    severity: Severity
    check: Check
    whole: bool = False
    """It judges what is absent: skipped while some file could not be read, whose content it
    would miss by mistake."""
    release: bool = False
    """A book must not go out with it: what it finds is a review note, and an error then."""

    @property
    def explanation(self) -> str:
        return " ".join((self.check.__doc__ or "").split())


RULES: dict[str, Rule] = {}


def rule(
    code: str,
    title: str,
    remedy: str,
    severity: Severity = Severity.ERROR,
    *,
    whole: bool = False,
    release: bool = False,
) -> Callable[[Check], Check]:
    """Register a check under a permanent code."""

    def register(check: Check) -> Check:
        if code in RULES or code in RETIRED:
            raise ValueError(f"rule code {code} is taken")
        RULES[code] = Rule(code, title, remedy, severity, check, whole, release)
        return check

    return register


def judge(curriculum: Curriculum) -> list[Problem]:
    """Run every rule; apply the waivers; report waivers that fit nothing or have run out."""
    problems = [
        problem
        for each in RULES.values()
        if curriculum.whole or not each.whole
        for problem in _run(each, curriculum)
    ]
    return list(_waived(problems, curriculum))


def _run(each: Rule, curriculum: Curriculum) -> Iterator[Problem]:
    for finding in each.check(curriculum):
        yield Problem(
            finding.place, each.code, finding.message, finding.remedy or each.remedy, each.severity
        )


def at_release(problem: Problem) -> Problem:
    """Return the problem as it counts when a book goes out."""
    found = RULES.get(problem.code)
    if found is None or not found.release:
        return problem
    return dataclasses.replace(problem, severity=Severity.ERROR)


def _waived(problems: list[Problem], curriculum: Curriculum) -> Iterator[Problem]:
    used = set()
    for problem in problems:
        fitting = [
            number
            for number, waiver in enumerate(curriculum.waivers)
            if waiver.code == problem.code
            and waiver.path == problem.place.path
            and waiver.contains in problem.message
            and waiver.until >= curriculum.course.as_of
        ]
        used.update(fitting)
        if not fitting:
            yield problem
    for number, waiver in enumerate(curriculum.waivers):
        if waiver.until < curriculum.course.as_of:
            yield Problem(
                waiver.place("until"),
                "W002",
                f"豁免 {waiver.code}（{waiver.path}）已过期",
                "改正原来的问题，或重新写明理由和日期",
            )
        elif number not in used and curriculum.whole:
            yield Problem(
                waiver.place(),
                "W001",
                f"豁免 {waiver.code}（{waiver.path}）没有用上",
                "删去这一项",
            )
