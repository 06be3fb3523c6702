"""How problems are printed: for people, for programs, for forges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ..source.problem import Problem, Severity


def summary(problems: Sequence[Problem]) -> str:
    """Return one line: how many errors, how many things to review."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    reviews = len(problems) - errors
    if not problems:
        return "检查通过，没有发现问题"
    parts = [f"{errors} 处错误" if errors else "没有错误"]
    if reviews:
        parts.append(f"{reviews} 处请人工复核")
    return "检查结果：" + "，".join(parts)


def as_text(problems: Iterable[Problem]) -> str:
    """Return one line for each problem; editors make the place clickable."""
    return "\n".join(map(str, problems))


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list of objects with path, line, column, severity, code, message, remedy."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": "error" if problem.severity is Severity.ERROR else "review",
                "code": problem.code,
                "message": problem.message,
                "remedy": problem.remedy,
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=1,
    )


def as_github(problems: Iterable[Problem]) -> str:
    """Return GitHub workflow commands, which show as annotations on the changed lines."""
    return "\n".join(
        f"::{'error' if problem.severity is Severity.ERROR else 'warning'} "
        f"file={_property(problem.place.path)},line={problem.place.line},"
        f"col={problem.place.column},title={_property(problem.code)}"
        f"::{_data(f'{problem.message} —— 改法：{problem.remedy}')}"
        for problem in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
