"""A bank gives exactly this HTML.

A case is a folder ``cases/<name>/`` with ``in.yml``, a question file laid over that of the
tiny curriculum's first module, and ``out.html``. To add one: write ``in.yml``, run
``pytest tests/self_test --record``, read the diff.
"""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coursebook.load import load
from coursebook.model.question import Scope
from coursebook.outputs.self_test import self_test

CASES = sorted((Path(__file__).parent / "cases").iterdir())
VOID = {"br", "input", "img", "meta", "link", "hr"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tiny: Path, request: pytest.FixtureRequest) -> None:
    html = rendered(case, tiny)
    golden = case / "out.html"
    if request.config.getoption("--record", default=False):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_elements_are_closed_and_ids_unique(case: Path, tiny: Path) -> None:
    checker = _Checker()
    checker.feed(rendered(case, tiny))
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids))
    assert not checker.tags & {"script", "img", "b", "style", "iframe"}


def test_exam_bank_is_refused(tiny: Path) -> None:
    curriculum = load(tiny).curriculum
    assert curriculum is not None
    bank = next(bank for bank in curriculum.banks if bank.scope is Scope.EXAM)
    with pytest.raises(ValueError, match="must not be published"):
        self_test(bank, curriculum)


def rendered(case: Path, tiny: Path) -> str:
    shutil.copy(case / "in.yml", tiny / "quizzes/practice/law/basics.yml")
    loaded = load(tiny)
    assert loaded.curriculum is not None
    undecodable = [p for p in loaded.problems if p.code.startswith("F")]
    assert not undecodable, undecodable
    return self_test(loaded.curriculum.practice["law/basics"], loaded.curriculum, lambda p: f"/{p}")


class _Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
