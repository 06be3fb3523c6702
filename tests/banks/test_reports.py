"""Nothing is lost silently: every id stands in a report once, and in the file when it says so."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from coursebook.model.question import Option, Scope, Single
from coursebook.outputs.banks import EXPORTERS, Export
from coursebook.outputs.banks.marking import GRID, decimal, fractions, may_shuffle
from coursebook.outputs.banks.wording import category, moodle_path


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_question_is_reported_once(source: Any, format: str) -> None:
    report = EXPORTERS[format](source.curriculum, source.bank).report
    listed = [id for id, _ in (*report.written, *report.downgraded, *report.refused)]
    assert sorted(listed) == sorted(question["id"] for question in source.raw)
    assert all(reason for _, reason in (*report.written, *report.downgraded, *report.refused))


@pytest.mark.parametrize("format", EXPORTERS)
def test_same_bank_same_bytes(source: Any, format: str) -> None:
    first, second = (EXPORTERS[format](source.curriculum, source.bank) for _ in range(2))
    assert first == second


def test_report_says_what_became_of_questions(source: Any) -> None:
    export = EXPORTERS["gift"](source.curriculum, source.bank)
    text = export.report.text()
    assert "错一项即不得分" in text
    for id, reason in (*export.report.downgraded, *export.report.refused):
        assert f"- {id} {reason}\n" in text


def test_exports_are_frozen(source: Any) -> None:
    export: Export = EXPORTERS["gift"](source.curriculum, source.bank)
    with pytest.raises(dataclasses.FrozenInstanceError):
        export.data = b""


def test_suffixes_differ(source: Any) -> None:
    exports = [exporter(source.curriculum, source.bank) for exporter in EXPORTERS.values()]
    assert len({export.suffix for export in exports}) == len(exports)


def test_fractions_are_on_the_grid_and_choosing_all_scores_nothing(source: Any) -> None:
    refused = {id for id, _ in EXPORTERS["gift"](source.curriculum, source.bank).report.refused}
    for question in source.bank.questions:
        if question.type not in ("single", "multiple"):
            continue
        shares = fractions(question)
        if shares is None or question.id in refused:
            assert question.id in refused
            continue
        assert all(share.lstrip("-") in GRID for share in shares.values())
        right = sum(float(share) for share in shares.values() if float(share) > 0)
        assert right == pytest.approx(100, abs=1e-4)
        if question.type == "multiple":
            assert sum(map(float, shares.values())) <= 1e-4


@pytest.mark.parametrize("k", range(1, 13))
def test_share_of_each_number_of_keys(k: int) -> None:
    on_grid = decimal(round(100 / k, 5)) in GRID
    assert on_grid is (k <= 10)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.532, "0.532"),
        (24000.0, "24000"),
        (5e-05, "0.00005"),
        (-1.5, "-1.5"),
        (0.0, "0"),
        (1e20, "1" + "0" * 20),
    ],
)
def test_numbers_have_no_exponent(number: float, text: str) -> None:
    assert decimal(number) == text


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["10 t", "20 t", "30.5 t"], False),
        (["3年", "2年", "1年"], False),
        (["10 t", "30 t", "20 t"], True),
        (["10 t", "二十", "30 t"], True),
        (["甲", "乙"], True),
    ],
)
def test_options_in_order_of_size_are_not_mixed(texts: list[str], expected: bool) -> None:
    options = [Option(id=f"o{n}", text=text) for n, text in enumerate(texts)]
    assert may_shuffle(options) is expected


def test_category_says_course_part_module_and_version(project: Any) -> None:
    bank = project.practice["law/eco-code"]
    names = category(project, bank)
    assert names[0] == project.course.title
    assert names[1] == project.part["law"].title
    assert names[2].endswith(project.module["law/eco-code"].title)
    assert names[3] == f"练习题 {project.course.as_of.isoformat()}"
    exam = next(b for b in project.banks if b.scope is Scope.EXAM and b.module == bank.module)
    assert category(project, exam)[3].startswith("考试题")


def test_slash_in_a_name_does_not_make_a_category() -> None:
    assert moodle_path(("甲/乙", "丙")) == "$course$/top/甲//乙/丙"


def test_unknown_module_is_named_by_its_id(project: Any) -> None:
    bank = project.practice["law/eco-code"].model_copy()
    bank._module, bank._scope, bank._questions = "none/such", Scope.PRACTICE, ()
    assert category(project, bank)[1:3] == ("none", "none/such")


def test_single_choice_is_right_or_wrong() -> None:
    options = tuple(Option(id=id, text=id) for id in "abc")
    question = Single(id="choice-1", type="single", stem="题", options=options, answer="b")
    assert fractions(question) == {"a": "0", "b": "100", "c": "0"}
