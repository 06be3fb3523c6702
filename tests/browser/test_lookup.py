"""查法条, the register of instruments and the cards of citations, as readers use them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from coursebook.load import load
from coursebook.outputs.pages.lookup import lookup_page
from tests.conftest import ROOT

from .conftest import Opener

CODE = "第一千一百七十五条第一款第三项"


@pytest.fixture
def lookup_url(base: str) -> str:
    return f"{base}reference/lookup/" + ("index.html" if base.startswith("file") else "")


def field(page: Page) -> Locator:
    return page.locator(".filter-bar input")


def shown(page: Page) -> Locator:
    return page.locator(".filter-item:visible")


def ask(page: Page, words: str) -> str:
    """Type a query, as a keyboard does, and return the status line that it leads to."""
    status = page.locator(".filter-status")
    field(page).fill("")
    expect(status).to_have_text(re.compile("^共"))
    field(page).press_sequentially(words)
    expect(status).to_have_text(re.compile("^(找到|没有)"))
    page.keyboard.press("Enter")
    return status.inner_text()


@pytest.mark.parametrize("words", ["危废台账", "危废 台账", "危险废物 没有台账", "危废没有台账"])
def test_a_conduct_gives_article_and_both_ranges(
    open_page: Opener, lookup_url: str, base: str, words: str
) -> None:
    watched = open_page(lookup_url, width=390)
    page = watched.page
    ask(page, words)
    first = shown(page).first
    expect(first.locator("h3")).to_have_text("没有建立危险废物管理台账并如实记录")
    expect(first.locator("dd").nth(0)).to_contain_text("5万—20万元；拒不改正20万—100万元")
    expect(first.locator("dd").nth(0)).to_contain_text(f"生态环境法典{CODE}、第二款")
    expect(first.locator("dd").nth(1)).to_contain_text("10万—100万元")
    expect(first.locator("dd").nth(1)).to_contain_text("固废法第一百一十二条第一款第十三项")
    expect(page.locator("#p-list-breach")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.complaints == []
    assert watched.strangers(base) == []


@pytest.mark.parametrize(
    "words",
    [
        "固废法112",
        "固废法第112条",
        "固废法 第 112 条",
        "固废法第一百一十二条",
        "固废法一百一十二",
        "固废法１１２",
        "《固体废物污染环境防治法》第112条第一款第13项",
        "中华人民共和国固体废物污染环境防治法112",
    ],
)
def test_an_old_article_gives_the_new_one(open_page: Opener, lookup_url: str, words: str) -> None:
    page = open_page(lookup_url).page
    assert ask(page, words) == "找到2条（共5条）"
    row = page.locator("li.filter-item:visible")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(f"固废法第一百一十二条第一款第十三项 → 生态环境法典{CODE}、第二款")
    href = row.locator("a").first.get_attribute("href") or ""
    assert href.endswith("instruments/eec-2026/#a1175-1-3")


def test_numbers_are_whole(open_page: Opener, lookup_url: str) -> None:
    page = open_page(lookup_url).page
    ask(page, "固废法11")
    expect(shown(page)).to_have_count(1)
    expect(shown(page)).to_contain_text("没有找到对应的条文")
    assert ask(page, "法典1175").startswith("找到2条")


def test_headings_go_with_their_items_and_jumps_lead(open_page: Opener, lookup_url: str) -> None:
    page = open_page(lookup_url).page
    ask(page, "新污染物清单")
    expect(page.locator("h2:visible")).to_have_text(["行为与罚则"])
    ask(page, "危废台账")
    jumps = page.locator(".filter-jumps a")
    expect(jumps).to_have_text(["行为与罚则 1", "旧《固体废物污染环境防治法》 2"])
    jumps.nth(1).click()
    assert page.url.endswith("#solid-waste-law-2020")


def test_nothing_found_says_so(open_page: Opener, lookup_url: str) -> None:
    page = open_page(lookup_url).page
    assert ask(page, "龘靐").startswith("没有找到")
    expect(shown(page)).to_have_count(0)
    expect(page.locator(".filter-status")).to_have_attribute("role", "status")
    field(page).fill("")
    expect(shown(page)).to_have_count(5)


def test_by_keyboard_and_back_again(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/lookup/").page
    field(page).focus()
    page.keyboard.type("固废法112")
    page.keyboard.press("Enter")
    expect(page.locator(".filter-status")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hash") == "#a1175-1-3":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/instruments/eec-2026/#a1175-1-3")
    expect(page.locator("#a1175-1-3")).to_contain_text("危废台账")
    page.go_back()
    expect(field(page)).to_have_value("固废法112")
    expect(shown(page)).to_have_count(2)


def test_instruments_by_kind_and_standing(open_page: Opener, served: str) -> None:
    watched = open_page(f"{served}reference/instruments/", width=390)
    page = watched.page
    all_of_them = shown(page).count()
    page.get_by_label("种类").select_option("法律")
    expect(shown(page)).to_have_count(2)
    page.get_by_label("效力").select_option("已废止")
    expect(shown(page)).to_have_count(1)
    expect(shown(page)).to_contain_text("由《生态环境法典》代替")
    expect(page.locator(".filter-status")).to_have_text(f"找到1份（共{all_of_them}份）")
    page.get_by_label("种类").select_option("全部")
    page.get_by_label("效力").select_option("全部")
    expect(shown(page)).to_have_count(all_of_them)
    assert watched.complaints == []


def test_article_says_what_rests_on_it(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/instruments/eec-2026/").page
    expect(page.locator("article")).to_contain_text("以官方公布的文本为准")
    article = page.locator(".law-article", has=page.locator("#a1175"))
    expect(article.locator("#a1175-1-3 .trust")).to_have_text("单一来源")
    expect(article).to_contain_text("接替：固废法第一百一十二条第一款第十三项")
    expect(article).to_contain_text("罚则：没有建立危险废物管理台账并如实记录")
    expect(page.locator(".law-article", has=page.locator("#a1057"))).to_contain_text("见于第1讲")


def test_without_scripts_it_is_a_page(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}reference/lookup/", java_script_enabled=False).page
    expect(shown(page)).to_have_count(5)
    expect(page.locator("coursebook-filter")).to_be_empty()


# -- cards of citations ----------------------------------------------------------------------


def citation(page: Page) -> Locator:
    return page.locator("p > a.citation[data-locator='第一千零五十七条']").first


def test_a_citation_leads_to_its_article(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/").page
    lines = (citation(page).get_attribute("title") or "").split("\n")
    assert lines[0] == "中华人民共和国生态环境法典，2026年8月15日起施行，现行"
    assert lines[1].startswith("第一千零五十七条　新旧衔接：行为发生在施行日以前的")
    citation(page).click()
    assert page.url.endswith("/reference/instruments/eec-2026/#a1057")


def test_card_on_keyboard_focus(open_page: Opener, served: str) -> None:
    watched = open_page(f"{served}law/basics/")
    page = watched.page
    card = page.locator(".citation-card")
    page.locator("#o2").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    page.keyboard.press("Tab")
    expect(citation(page)).to_be_focused()
    expect(card).to_be_visible()
    expect(card).to_contain_text("新旧衔接")
    expect(card.get_by_role("link")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/instruments/eec-2026/#a1057")
    assert watched.complaints == []


def test_card_on_a_tap(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/", width=390, has_touch=True, is_mobile=True).page
    card = page.locator(".citation-card")
    citation(page).tap()
    expect(card).to_contain_text("新旧衔接")
    assert page.url.endswith("/law/basics/")
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    card.get_by_role("link", name="到法规页").tap()
    page.wait_for_url("**/instruments/eec-2026/#a1057")


# -- the real registers ----------------------------------------------------------------------


def test_the_real_page_opens_on_a_phone() -> None:
    curriculum = load(ROOT).curriculum
    assert curriculum is not None
    (page,) = lookup_page(curriculum)
    assert len(page.source.encode()) < 400_000, "with the frame of the site 450 kB at most"
    ledger = next(line for line in page.source.split("\n") if 'id="p-hw-ledger"' in line)
    assert "危废台账" in ledger and "固废法112" in ledger
    assert 'href="../instruments/eec-2026/#a1175-1-3"' in ledger


def test_scripts_are_light() -> None:
    scripts = Path(ROOT / "hooks/theme/assets/javascripts")
    assert (scripts / "citation.js").stat().st_size <= 3000
