"""The review sheet, read back with openpyxl: every cell text, every text the YAML's."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText

from coursebook.outputs.banks import EXPORTERS

TAGS = ("层级", "认知层次", "难度", "状态")


@pytest.fixture
def data(source: Any) -> bytes:
    return EXPORTERS["review"](source.curriculum, source.bank).data


def rows(data: bytes, rich: bool = False) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=rich)["题目"]
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_every_cell_is_text(data: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.number_format == "@"
            assert cell.data_type == ("s" if cell.value is not None else "n")
            assert cell.value is None or isinstance(cell.value, str)


def test_no_formula_in_the_file(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_dates_are_the_day_the_law_is_judged_by(source: Any, data: bytes) -> None:
    properties = openpyxl.load_workbook(io.BytesIO(data)).properties
    day = source.curriculum.course.as_of
    midnight = datetime.datetime.combine(day, datetime.time())
    assert (properties.created, properties.modified) == (midnight, midnight)


def test_columns_and_print_setup(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["说明", "题目"]
    sheet = book["题目"]
    names = [cell.value for cell in sheet[1]]
    options = [name for name in names if name.startswith("选项") and name != "选项说明"]
    assert options[:4] == ["选项A", "选项B", "选项C", "选项D"]
    assert [name for name in names if name not in options] == [
        "题号", "题型", "题干", "答案", "选项说明", "解析", "依据", "目标", *TAGS
    ]  # fmt: skip
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    # One page wide is what the format means when it says nothing.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
    assert all(sheet.row_dimensions[n].height for n in range(1, sheet.max_row + 1))


def test_read_back(source: Any, data: bytes) -> None:
    report = EXPORTERS["review"](source.curriculum, source.bank).report
    refused = {id for id, _ in report.refused}
    wanted = [raw for raw in source.raw if raw["id"] not in refused]
    found = rows(data)
    assert [row["题号"] for row in found] == [raw["id"] for raw in wanted]
    for row, raw in zip(found, wanted, strict=True):
        head = raw.get("in", raw)
        items = raw.get("options") or raw.get("items") or raw.get("right") or []
        for letter, item in zip("ABCDEFGHIJKL", items, strict=False):
            assert row[f"选项{letter}"] == bare(item["text"])
            if item.get("why"):
                assert f"{letter}：{bare(item['why'])}" in row["选项说明"]
        stem = bare(raw["stem"])
        for number, left in enumerate(raw.get("left", ())):
            stem += f"\n{'①②③④⑤⑥⑦⑧'[number]}{bare(left['text'])}"
        assert row["题干"] == stem
        assert row["答案"] == answer(raw, items)
        assert (row["解析"] or "") == bare(raw.get("explanation", ""))
        assert bool(row["依据"]) is bool(raw.get("sources"))
        tiers = [source.curriculum.tier[tier].short for tier in head["tier"]]
        assert row["层级"] == " ".join(tiers)
        assert row["难度"] == str(head["difficulty"])


def answer(raw: dict[str, Any], items: list[Any]) -> str | None:
    letter = {item["id"]: sign for sign, item in zip("ABCDEFGHIJKL", items, strict=False)}
    key = raw.get("answer")
    match raw["type"]:
        case "single":
            return letter.get(key, key)
        case "multiple":
            return "".join(sorted(letter[id] for id in key))
        case "truefalse":
            return "正确" if key else "错误"
        case "numeric":
            value = f"{key['value']:.12f}".rstrip("0").rstrip(".")
            margin = f"{key['tolerance']:.12f}".rstrip("0").rstrip(".")
            text = f"{value} {key.get('unit', '')}".strip()
            return text + (f"（允许误差±{margin}）" if key["tolerance"] else "")
        case "fill":
            blanks = [" 或 ".join(accepted) for accepted in key]
            numbered = [f"第{number}空：{blank}" for number, blank in enumerate(blanks, 1)]
            return blanks[0] if len(blanks) == 1 else "\n".join(numbered)
        case "match":
            signs = zip("①②③④⑤⑥⑦⑧", raw["left"], strict=False)
            return "，".join(f"{sign}—{letter[key[left['id']]]}" for sign, left in signs)
        case "order":
            return "→".join(letter[id] for id in key)
        case "short":
            points = enumerate(raw["rubric"], 1)
            return "\n".join(f"{n}. {bare(p['point'])}（{p['marks']:g}分）" for n, p in points)
        case _:
            return None


def bare(text: str) -> str:
    """Formats are the sheet's own; these are the only marks in the cases and real banks."""
    for typed, shown in (
        ("H~2~O", "H₂O"), ("CO~2~", "CO₂"), ("m^3^", "m³"), ("10^−3^", "10⁻³"), ("PM~2.5~", "PM2.5"),
        ("k~max~", "kmax"), ("**", ""),
        *((f"{{{{{number}}}}}", "____") for number in range(1, 9)),
    ):  # fmt: skip
        text = text.replace(typed, shown)
    return re.sub(r"`([^`]+)`", r"\1", text)


def test_formats_are_kept(source: Any, data: bytes) -> None:
    written = {row["题号"]: row for row in rows(data, rich=True)}
    for raw in source.raw:
        stem = raw["stem"]
        if raw["id"] in written and "**" in stem:
            cell = written[raw["id"]]["题干"]
            assert isinstance(cell, CellRichText)
            bold = "".join(run.text for run in cell if getattr(run, "font", None) and run.font.b)
            assert bold == bare("".join(stem.split("**")[1::2]))


def test_text_too_long_for_a_cell_is_refused(source: Any) -> None:
    first = source.bank.questions[0]
    long = first.model_copy(update={"stem": "长" * 33_000})
    old = source.bank
    bank = old.holding((long, *old.questions[1:]), old.module, old.scope, old.folder)
    done = EXPORTERS["review"](source.curriculum, bank)
    assert dict(done.report.refused)[first.id].endswith("有一格超过电子表格能放的 32,767 字")
    assert first.id not in [row["题号"] for row in rows(done.data)]
