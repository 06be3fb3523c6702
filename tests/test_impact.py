"""What a change touches: places in law, uses in the tiny curriculum, pages of a real build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from typer.testing import CliRunner

from coursebook.cli import app
from coursebook.load import load
from coursebook.model.question import Scope
from coursebook.outputs.impact_report import impact_text
from coursebook.views.impact import impact
from coursebook.views.locators import touches
from coursebook.views.subjects import find_subjects
from tests.conftest import ROOT, build, copy_tiny

REGISTERS = {
    "articles/eec-2026.yml": """
- {at: 第一千一百七十五条, heading: 危险废物, text: 一组违法行为。, trust: verified}
- {at: 第一千一百七十五条第一款第五项, heading: 转移, text: 没有联单。, trust: verified}
- {at: 第一千一百七十五条第二款, heading: 加重, text: 情节严重的。, trust: verified}
""",
    "concordance.yml": """
rows:
- old: {instrument: solid-waste-law-2020, at: 第一百一十二条第一款第五项}
  new: [{instrument: eec-2026, at: 第一千一百七十五条第一款第五项}]
  trust: verified
""",
    "penalties.yml": """
penalties:
- id: no-manifest
  conduct: 没有填写转移联单
  duty: [{instrument: eec-2026, at: 第五十一条至第五十三条}]
  penalty: [{instrument: eec-2026, at: 第一千一百七十五条第一款第五项}]
  text: 处罚款
  trust: verified
""",
    "lists.yml": """
lists:
- id: tiny-list
  instrument: future-2027
  title: 一份清单
  entries: [{number: 一, name: 六氯苯, substances: [hcb], trust: verified}]
  trust: verified
  evidence: [测试]
  checked: 2026-11-22
""",
    "limits.yml": """
limits:
- {id: tiny-pcdd, instrument: gb-31574-2015, at: 表3, subject: 大气, pollutant: 二噁英类,
   medium: 废气, value: '0.5', relation: max, unit: ng TEQ/m³, kind: emission,
   trust: verified, evidence: [测试], checked: 2026-11-22}
- {id: tiny-dust, instrument: gb-31574-2015, at: 表30, subject: 大气, pollutant: 颗粒物,
   medium: 废气, value: '30', relation: max, unit: mg/m³, kind: emission,
   trust: verified, evidence: [测试], checked: 2026-11-22}
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny curriculum with a few registers, built in all its editions."""
    root = copy_tiny(tmp_path_factory.mktemp("impact") / "tiny")
    for name, text in REGISTERS.items():
        path = root / "curriculum" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    done = build(root, pdf=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def run(root: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["impact", *arguments, "-C", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def uses(root: Path, *arguments: str) -> list[dict[str, Any]]:
    code, output = run(root, *arguments, "--format", "json")
    assert code == 0, output
    found: list[dict[str, Any]] = json.loads(output)["uses"]
    return found


def places(found: list[dict[str, Any]], group: str) -> list[str]:
    return [
        f"{use['path']}:{use['line']}:{use['column']}" for use in found if use["group"] == group
    ]


def at(root: Path, path: str, words: str) -> str:
    """Return where ``words`` stand in a file."""
    for number, line in enumerate((root / path).read_text(encoding="utf-8").split("\n"), 1):
        if words in line:
            return f"{path}:{number}:{line.index(words) + 1}"
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("changed", "cited", "expected"),
    [
        ("第六百四十九条", "第六百四十四条至第六百五十二条", True),
        ("第六百五十三条", "第六百四十四条至第六百五十二条", False),
        ("第六百四十四条至第六百五十二条", "第六百四十九条", True),
        ("第一千一百七十五条", "第一千一百七十五条第一款第五项", True),
        ("第一千一百七十五条第一款第五项", "第一千一百七十五条", True),
        ("第一千一百七十五条第一款第五项", "第一千一百七十五条第一款第三项", False),
        ("第一千一百七十五条第一款第五项", "第一千一百七十五条第一款第三项至第七项", True),
        ("第一千一百七十五条第一款第五项", "第一千一百七十五条第五项", True),
        ("第一千一百七十五条第一款第五项", "第一千一百七十五条第一款第三项、第五项", True),
        ("第五条第一款", "第五条第二款第一项", False),
        ("第一百三十三条", "第一百三十三条之一", False),
        ("第一百三十三条之一", "第一百三十三条至第一百三十四条", True),
        ("表1", "表10", False),
        ("表3", "表3", True),
        ("附件A", "附件A第一部分", True),
        ("4.2", "4.2.8", True),
        ("4.2", "4.20", False),
        ("第三条", "表3", False),
    ],
)
def test_places_touch(changed: str, cited: str, expected: bool) -> None:
    assert touches(changed, cited) is expected
    assert touches(cited, changed) is expected


def test_an_instrument_is_followed_everywhere(project: Path) -> None:
    found = uses(project, "solid-waste-law-2020")
    in_text, in_table = (
        at(project, "docs/law/basics.md", f"[@solid-waste-law-2020 第一百一十二条 | 历史]{after}")
        for after in ("只用于", " |")
    )
    assert places(found, "text") == [in_text, in_table]
    assert any("旧条文" in use["how"] for use in found if use["group"] == "register")
    assert {(use["number"], use["heading"]) for use in found if use["group"] == "text"} == {
        (1, "施行日期")
    }


def test_an_article_is_followed_into_ranges_and_items(project: Path) -> None:
    found = uses(project, "eec-2026", "第一千一百七十五条第一款第五项")
    registers = [use["what"] for use in found if use["group"] == "register"]
    assert [what for what in registers if what.startswith("条文概括")] == [
        "条文概括：eec-2026 第一千一百七十五条 危险废物",
        "条文概括：eec-2026 第一千一百七十五条第一款第五项 转移",
    ]
    assert any(what.startswith("旧法对法典") for what in registers)
    assert any(what.startswith("行为与罚则") for what in registers)
    # 第五十二条 lies in the range of the duty, and in nothing else.
    middle = uses(project, "eec-2026", "第五十二条")
    assert [use["how"] for use in middle if "罚则" in use["what"]] == [
        "义务 第五十一条至第五十三条"
    ]
    assert not places(middle, "practice")


def test_a_substance_is_found_by_name_number_table_and_list(project: Path) -> None:
    found = uses(project, "hcb")
    name, table, example = (
        at(project, "docs/pops/names.md", words)
        for words in ("六氯苯的CAS号", "/// data-table", "/// example | 校验118-74-1")
    )
    number = f"{example.removesuffix(':1')}:{len('/// example | 校验1')}"
    assert places(found, "text") == [name, table, number]
    assert [use["how"] for use in found if "清单" in use["what"]] == ["指到本物质"]
    other = uses(project, "chlorpyrifos")
    assert table not in places(other, "text"), "it shows another batch"


def test_a_limit_is_found_by_its_value_and_its_table(project: Path) -> None:
    found = uses(project, "tiny-pcdd")
    assert places(found, "text") == [at(project, "docs/law/basics.md", "0.5 ng TEQ/m³")]
    assert not [use for use in found if "tiny-dust" in use["what"]]


def test_a_name_does_as_well_as_an_id(project: Path) -> None:
    assert uses(project, "六氯苯") == uses(project, "118-74-1") == uses(project, "hcb")


def test_exam_questions_are_named_by_id_alone(project: Path) -> None:
    code, output = run(project, "eec-2026")
    assert code == 0
    assert "basics-x01" in output
    curriculum = load(project).curriculum
    assert curriculum is not None
    for question in curriculum.asked(Scope.EXAM):
        assert question.stem[:8] not in output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["eec-2027"], "没有登记“eec-2027”，是不是“eec-2026”"),
        (["hcb", "第一条"], "不是法规文件，后面不能写条款"),
    ],
)
def test_what_nobody_knows_is_an_error(project: Path, words: list[str], message: str) -> None:
    code, output = run(project, *words)
    assert code == 2
    assert message in output


def test_pages_are_those_of_the_printed_books(project: Path) -> None:
    """Every page that is named shows, in the PDF itself, what is said to stand on it."""
    checked = 0
    found = uses(project, "eec-2026")
    for edition, folder in (
        ("complete", "site/downloads"),
        ("county", "site/downloads"),
        ("instructor", "dist"),
    ):
        pages = json.loads((project / f"dist/pages/{edition}.json").read_text(encoding="utf-8"))
        pdf = pymupdf.open(project / folder / pages["file"])
        assert len(pdf) == pages["pages"]

        def text(number: int, pdf: Any = pdf, first: int = pages["first_page"]) -> str:
            return "".join(pdf[number - 1 + first].get_text().split())

        for use in found:
            for number in use["pages"].get(edition, []):
                if use["how"] == "引用":
                    assert use["what"].removeprefix("全文") in text(number), use
                    checked += 1
                if use["how"] == "书末":
                    assert "生态环境法典" in text(number)
                    checked += 1
    assert checked >= 15


def test_a_box_for_another_tier_has_no_page(project: Path, tmp_path: Path) -> None:
    root = copy_tiny(tmp_path / "tiny")
    path = root / "docs/law/basics.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("清理裁量基准。", "清理裁量基准[@eec-2026 第五十一条]。"), encoding="utf-8"
    )
    for edition in ("complete", "county"):
        assert CliRunner().invoke(app, ["pdf", edition, "-C", str(root)]).exit_code == 0
    (use,) = [u for u in uses(root, "eec-2026", "第五十一条") if u["group"] == "text"]
    assert set(use["pages"]) == {"complete"}


def test_without_a_build_pages_are_asked_for(tiny: Path) -> None:
    code, output = run(tiny, "eec-2026")
    assert code == 0
    assert "先运行 make" in output


def test_text_changed_since_the_build_is_told(project: Path, tmp_path: Path) -> None:
    assert "页码可能已动" not in run(project, "eec-2026")[1]
    path = project / "docs/law/basics.md"
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(before + "\n又一句。\n", encoding="utf-8")
        assert "页码可能已动：law/basics" in run(project, "eec-2026")[1]
    finally:
        path.write_text(before, encoding="utf-8")


def test_everything_registered_can_be_asked_for() -> None:
    """Of the real registers: each entry finds itself, and no exam question is spelled out."""
    curriculum = load(ROOT).curriculum
    assert curriculum is not None
    stems = [question.stem for question in curriculum.asked(Scope.EXAM)]
    for record in (*curriculum.instruments[::12], *curriculum.substances[::6]):
        found = impact(curriculum, find_subjects(curriculum, record.id), {}, [])
        assert [use for use in found.uses if use.how == "本条"], record.id
        report = impact_text(curriculum, found, [])
        assert not [stem for stem in stems if stem[:12] in report]
