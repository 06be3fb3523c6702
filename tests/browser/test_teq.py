"""The TEQ calculator in a browser: figures, keyboard, odd input, limits, and nothing sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT, Opener

WORKED = ["0.588", "0.612", "0.482", "0.455"]
SCRIPT = ROOT / "hooks/theme/assets/javascripts/teq.js"


@pytest.fixture
def teq_url(base: str) -> str:
    return f"{base}reference/teq/" + ("index.html" if base.startswith("file") else "")


def field(page: Page, congener: str) -> str:
    return f"[id='{congener}'] input"


def totals(page: Page) -> list[str]:
    return page.locator("[data-total] output").all_text_contents()


def verdicts(page: Page) -> list[str]:
    return page.locator(".teq-verdict").all_text_contents()


def test_worked_example(open_page: Opener, teq_url: str, base: str) -> None:
    watched = open_page(teq_url)
    page = watched.page
    assert totals(page) == ["", "", "", ""]
    page.get_by_role("button", name="填入例题").click()
    assert totals(page) == WORKED
    assert verdicts(page) == ["高于限值", "高于限值", "不高于限值", "不高于限值"]
    findings = page.locator(".teq-findings")
    expect(findings).to_contain_text("填了17项二噁英类，未检出0项。")
    expect(findings).to_contain_text("换一版因子结论就不同：报告没有写明所用版本的，不能据以判定")
    expect(findings).to_contain_text(
        "WHO-2022：0.455 ng TEQ/m³，不高于限值，我国标准未见采用，判定达标不得擅用"
    )
    shares = page.locator("[id='23478-pecdf'] small.ui").all_text_contents()
    assert shares == ["51.0%", "49.0%", "37.3%", "13.2%"]
    page.get_by_role("button", name="清空").click()
    assert totals(page) == ["", "", "", ""]
    expect(findings).to_be_empty()
    assert watched.complaints == []
    assert watched.strangers(base) == []


def test_keyboard_only(open_page: Opener, teq_url: str) -> None:
    page = open_page(teq_url).page
    page.locator("[name=unit]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # ½ of the detection limit
    for _ in range(4):  # choice of limit, two buttons, first congener
        page.keyboard.press("Tab")
    expect(page.locator(field(page, "2378-tcdd"))).to_be_focused()
    page.keyboard.type("<0.2")
    page.keyboard.press("Enter")
    expect(page.locator(field(page, "12378-pecdd"))).to_be_focused()
    page.keyboard.type("0.4")
    page.keyboard.press("ArrowUp")
    expect(page.locator(field(page, "2378-tcdd"))).to_be_focused()
    assert totals(page) == ["0.3", "0.5", "0.5", "0.26"]


@pytest.mark.parametrize(
    ("choice", "total"), [("按0计", "0"), ("按检出限的一半计", "0.005"), ("按检出限计", "0.01")]
)
def test_not_detected(open_page: Opener, served: str, choice: str, total: str) -> None:
    page = open_page(f"{served}reference/teq/").page
    page.locator(field(page, "2378-tcdd")).fill("<0.01")
    page.get_by_label("未检出").select_option(label=choice)
    assert totals(page)[0] == total
    expect(page.locator(".teq-findings")).to_contain_text(f"未检出1项，{choice}。")
    expect(page.locator(".teq-findings")).to_contain_text("还有16项没有填，合计可能偏低")


@pytest.mark.parametrize(
    ("typed", "total"),
    [
        ("０．５", "0.5"),
        ("０。５", "0.5"),
        ("1,234", "1230"),
        ("１，２３４．５", "1230"),
        (" 2e-3 ", "0.002"),
        (".5", "0.5"),
    ],
)
def test_ways_to_write_a_number(open_page: Opener, served: str, typed: str, total: str) -> None:
    page = open_page(f"{served}reference/teq/").page
    page.locator(field(page, "2378-tcdd")).fill(typed)
    assert totals(page)[0] == total


@pytest.mark.parametrize("typed", ["0,5", "ND", "-1", "<", "1.2.3"])
def test_what_is_no_number_stops_the_total(open_page: Opener, served: str, typed: str) -> None:
    page = open_page(f"{served}reference/teq/").page
    page.locator(field(page, "ocdd")).fill("1")
    page.locator(field(page, "2378-tcdd")).fill(typed)
    assert totals(page) == ["", "", "", ""]
    assert page.locator(field(page, "2378-tcdd")).get_attribute("aria-invalid") == "true"
    assert page.locator(field(page, "ocdd")).get_attribute("aria-invalid") == "false"
    expect(page.locator(".teq-findings")).to_contain_text("2,3,7,8-TCDD的写法不对")


def test_full_width_sign_of_not_detected(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/teq/").page
    page.get_by_label("未检出").select_option(label="按检出限计")
    page.locator(field(page, "2378-tcdd")).fill("＜０．０１")
    assert totals(page)[0] == "0.01"


def test_equal_to_the_limit_is_not_above(open_page: Opener, served: str) -> None:
    """0.1 + 2.2 × 0.1 + 1.8 × 0.1 is 0.5000000000000001 to a machine, 0.5 to the law."""
    page = open_page(f"{served}reference/teq/").page
    page.get_by_label("比较的限值").select_option(index=1)
    for congener, value in (("2378-tcdd", "0.1"), ("123478-hxcdd", "2.2"), ("123678-hxcdd", "1.8")):
        page.locator(field(page, congener)).fill(value)
    assert totals(page)[0] == "0.5"
    assert verdicts(page)[0] == "不高于限值"
    page.locator(field(page, "2378-tcdd")).fill("0.1001")
    assert totals(page)[0] == "0.5001"
    assert verdicts(page)[0] == "高于限值"


def test_units_must_agree(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/teq/").page
    page.get_by_role("button", name="填入例题").click()
    page.get_by_label("浓度单位").select_option("pg/m³")
    assert verdicts(page) == ["", "", "", ""]
    expect(page.locator(".teq-findings")).to_contain_text("单位与浓度不同，换算后再比较")
    options = page.locator("[name=limit] option").all_text_contents()
    assert len(options) == 3
    assert not any("已经废止" in option for option in options)


def test_pcbs_are_apart_from_the_limit(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/teq/").page
    page.get_by_role("button", name="填入例题").click()
    page.locator(".teq-pcbs summary").click()
    page.locator(field(page, "pcb-126")).fill("1")
    assert totals(page) == WORKED
    assert verdicts(page)[2] == "不高于限值"
    expect(page.locator(".teq-findings")).to_contain_text(
        "WHO-2005：0.482 ng TEQ/m³，不高于限值，另有类二噁英多氯联苯0.1，合计0.582"
    )


def test_a_column_can_be_pasted(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/teq/").page
    page.locator(field(page, "2378-tcdd")).focus()
    page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", "0.02\\r\\n0.05\\r\\n<0.04\\r\\n");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    assert page.locator(field(page, "123478-hxcdd")).input_value() == "<0.04"
    assert totals(page)[0] == "0.045"


def test_result_can_be_copied(open_page: Opener, served: str) -> None:
    page = open_page(
        f"{served}reference/teq/", permissions=["clipboard-read", "clipboard-write"]
    ).page
    page.get_by_role("button", name="填入例题").click()
    page.get_by_role("button", name="复制结果").click()
    expect(page.locator(".teq-copied")).to_have_text("已复制。")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "I-TEF：0.588 ng TEQ/m³，高于限值" in copied.splitlines()


@pytest.mark.parametrize("width", [390, 1280])
def test_fits(open_page: Opener, served: str, width: int) -> None:
    page = open_page(f"{served}reference/teq/", width=width).page
    page.get_by_role("button", name="填入例题").click()
    page.locator(".teq-pcbs summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.locator("coursebook-teq input").evaluate_all(
        "inputs => inputs.filter((each) => each.offsetHeight < 40).length"
    )
    assert small == 0, "a finger needs room"


def test_without_script_the_factors_are_there(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/teq/", java_script_enabled=False).page
    expect(page.locator("[id='23478-pecdf'] [data-scheme=who-2005]")).to_have_text("0.3")
    expect(page.locator(".teq-controls")).to_be_hidden()
    expect(page.locator(field(page, "2378-tcdd"))).to_be_hidden()


def test_script_is_small_and_only_where_needed(site: Path) -> None:
    assert SCRIPT.stat().st_size <= 6144
    users = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "teq.js" in path.read_text(encoding="utf-8")
    ]
    assert users == ["reference/teq/index.html"]


@pytest.mark.parametrize("name", ["methods", "limits", "glossary", "requirements", "teq"])
def test_register_pages_fit_a_phone(open_page: Opener, served: str, name: str) -> None:
    watched = open_page(f"{served}reference/{name}/", width=390)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.complaints == []
    assert watched.strangers(served) == []
