"""Every rule has a text that breaks it and a twin that does not.

A case is a YAML file ``tests/rules/<CODE>/<fail|pass>*.yml``: edits laid over the tiny
curriculum, which is complete and sound, and the problems that must follow, all of them.
To add one: write the edits, run ``pytest tests/test_rules.py --record``, read the diff.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
import yaml

from coursebook.load import load
from coursebook.rules.registry import RULES
from coursebook.source.codes import CODES
from coursebook.source.problem import Problem

CASES = Path(__file__).parent / "rules"
FORMAT_CODES = {code for code in CODES if code[0] in "FW"} - {"F050", "F051"}
"""Codes that the loader and the judge themselves give, beside those of the rules. F050 and
F051 show only when a page is converted (tests/markup); B and E010 belong to the outputs."""


def cases() -> list[Any]:
    return [
        pytest.param(path, id=f"{path.parent.name}-{path.stem}")
        for path in sorted(CASES.glob("*/*.yml"))
    ]


@pytest.mark.parametrize("path", cases())
def test_case(path: Path, tiny: Path, request: pytest.FixtureRequest) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    before = load(tiny).problems
    for edit in case["edits"]:
        apply(tiny, edit)
    new = [p for p in load(tiny).problems if not _known(p, before)]
    found = [str(problem) for problem in new]
    if request.config.getoption("--record"):
        record(path, case, found)
        return
    assert found == (case.get("expect") or [])
    codes = {problem.code for problem in new}
    if path.stem.startswith("fail"):
        assert path.parent.name in codes
    else:
        assert path.parent.name not in codes
    for problem in new:
        file = tiny / problem.place.path
        if file.is_file() and not file.is_symlink():
            lines = file.read_bytes().count(b"\n") + 1
            assert 1 <= problem.place.line <= lines, "a message must point at a line that exists"


def _known(problem: Problem, before: tuple[Problem, ...]) -> bool:
    return any(
        (problem.place.path, problem.code, problem.message) == (p.place.path, p.code, p.message)
        for p in before
    )


def apply(root: Path, edit: dict[str, Any]) -> None:
    """Lay one edit over the tiny curriculum: replace text, write, remove or link a file."""
    path = root / edit["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if "find" in edit:
        text = path.read_text(encoding="utf-8")
        assert edit["find"] in text, f"{edit['find']!r} is not in {edit['file']}"
        path.write_text(text.replace(edit["find"], edit["put"], 1), encoding="utf-8")
    elif "content" in edit:
        content = edit["content"] * edit.get("repeat", 1)
        path.write_bytes(content.encode(edit.get("encoding", "utf-8")))
    elif "bytes" in edit:
        data = base64.b64decode(edit["bytes"])
        path.write_bytes(data.ljust(edit.get("padded", 0), b"\0"))
    elif "link" in edit:
        path.unlink(missing_ok=True)
        path.symlink_to(edit["link"])
    elif "remove" in edit:
        path.unlink()
    elif "append" in edit:
        path.write_text(path.read_text(encoding="utf-8") + edit["append"], encoding="utf-8")
    else:
        raise AssertionError(f"edit of {edit['file']} says nothing to do")


def record(path: Path, case: dict[str, Any], found: list[str]) -> None:
    """Write the problems into the case, keeping the text above ``expect`` as it is."""
    head = path.read_text(encoding="utf-8").partition("\nexpect:")[0].rstrip("\n")
    body = "".join(f"\n- {_quoted(line)}" for line in found)
    path.write_text(f"{head}\nexpect:{body or ' []'}\n", encoding="utf-8")


def _quoted(line: str) -> str:
    """Return a YAML single-quoted scalar."""
    return "'" + line.replace("'", "''") + "'"


@pytest.mark.parametrize("code", sorted(set(RULES) | FORMAT_CODES))
def test_every_code_has_its_twins(code: str) -> None:
    """A code without a failing and a passing case is not finished."""
    names = {path.stem.partition("-")[0] for path in (CASES / code).glob("*.yml")}
    assert names == {"fail", "pass"}


def test_every_case_has_a_code() -> None:
    assert {path.name for path in CASES.iterdir()} <= set(RULES) | FORMAT_CODES


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rules_explain_themselves(rule: Any) -> None:
    """The rule book prints title, explanation and remedy; all three are for editors."""
    assert rule.title and rule.remedy and len(rule.explanation) >= 10
    assert not rule.title.endswith("。")
