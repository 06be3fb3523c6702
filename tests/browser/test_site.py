"""Pages of a built site: search, links, phones, strict policy, colour schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import Opener

PAGES = (
    "",
    "law/basics/",
    "tiers/county/",
    "reference/instruments/",
    "reference/substances/",
    "reference/substances/hcb/",
    "topics/T1.1/",
    "downloads/",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_fits_a_phone_and_is_quiet(
    open_page: Opener, served: str, path: str, scheme: str
) -> None:
    watched = open_page(served + path, width=390, color_scheme=scheme)
    page = watched.page
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shown = "slate" if scheme == "dark" else "default"
    assert page.locator("body").get_attribute("data-md-color-scheme") == shown
    assert page.locator("h1").count() == 1
    assert watched.complaints == []
    assert watched.strangers(served) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_script_stands_in_the_page(site: Path, path: str) -> None:
    html = (site / path / "index.html").read_text(encoding="utf-8")
    for piece in html.split("<script")[1:]:
        head = piece.partition(">")[0]
        assert "src=" in head or "application/json" in head, head
    assert "onclick=" not in html
    assert "javascript:" not in html


def test_home_leads_to_the_tiers(open_page: Opener, served: str) -> None:
    page = open_page(served).page
    cards = page.locator(".tier-card")
    expect(cards).to_have_count(3)
    page.get_by_role("link", name="县级", exact=True).first.click()
    assert page.url.endswith("/tiers/county/")


def test_header_leads_to_what_it_names(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/").page
    expect(page.locator("h1")).to_contain_text("第1讲")
    for link in page.locator(".objectives a").all():
        assert page.locator(link.get_attribute("href") or "").count() == 1
    page.locator(".module-facts .chip").first.click()
    assert page.url.endswith("/topics/T1.1/")


def test_search_by_keyboard(open_page: Opener, served: str) -> None:
    watched = open_page(f"{served}tiers/county/")
    page = watched.page
    page.keyboard.press("/")
    expect(page.locator("#search-input")).to_be_focused()
    assert not [url for url in watched.requests if "/pagefind/" in url]
    page.keyboard.type("派出机构")
    expect(page.locator(".search-dialog [role=status]")).to_contain_text("找到")
    expect(page.locator(".search-title").first).to_have_text("第1讲 法典入门")
    section = page.locator(".search-section", has_text="施行日期")
    expect(section.locator("mark").first).to_be_visible()
    for _ in range(page.locator(".search-dialog a").count()):
        page.keyboard.press("ArrowDown")
        if section.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/law/basics/#o1")
    assert watched.complaints == []
    assert watched.strangers(served) == []


def test_search_says_when_it_finds_nothing_and_closes(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/", width=390).page
    page.get_by_role("button", name="检索").click()
    page.keyboard.type("龘靐齉")
    expect(page.locator(".search-dialog [role=status]")).to_contain_text("没有找到")
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()
    expect(page.locator("[data-search-open]")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator(".search-dialog")).to_be_visible()


def ask(page: Page, words: str) -> str:
    """Type a query into the open dialog; what its status line then says."""
    page.locator("#search-input").fill(words)
    status = page.locator(".search-dialog [role=status]")
    expect(status).to_contain_text(re.compile("找到|没有"))
    return status.inner_text()


BLIND = """
import * as real from "./pagefind.js?real";
export const { options, init } = real;
export const search = (words) => real.search(words === "六氯苯" ? "龘靐齉" : words);
"""
"""A Pagefind that cuts 六氯苯 otherwise than its index does, as it does with 十溴二苯醚."""


def test_search_finds_words_cut_otherwise(open_page: Opener, served: str) -> None:
    page = open_page(served).page
    page.route(
        lambda url: url.endswith("/pagefind.js"),
        lambda route: route.fulfill(body=BLIND, content_type="text/javascript"),
    )
    page.keyboard.press("/")
    assert ask(page, "六氯苯").startswith("找到")
    expect(page.locator(".search-title").first).to_have_text("六氯苯")
    expect(page.locator(".search-title", has_text="名称与CAS号")).to_be_visible()
    expect(page.locator(".search-section mark").first).to_have_text("六氯苯")


def test_search_says_that_results_are_only_near(open_page: Opener, served: str) -> None:
    page = open_page(served).page
    page.keyboard.press("/")
    assert ask(page, "派出机构龘靐") == "没有完全相同的词，下面是相近的结果"
    expect(page.locator(".search-title").first).to_have_text("第1讲 法典入门")
    expect(page.locator(".search-section mark", has_text="派出机构").first).to_be_visible()


@pytest.mark.parametrize("words", ["1057条", "第1057条", "法典1057"])
def test_search_knows_articles_by_digits(open_page: Opener, served: str, words: str) -> None:
    page = open_page(served).page
    page.keyboard.press("/")
    said = ask(page, words)
    assert said.startswith("找到")
    assert "一并检索了“第一千零五十七条”" in said
    expect(page.locator(".search-title")).to_contain_text(["生态环境法典", "第1讲 法典入门"])
    expect(page.locator(".search-section").first).to_have_attribute("href", re.compile("#a1057$"))
    marks = page.locator(".search-result mark").all_inner_texts()
    assert marks
    assert set(marks) == {"第一千零五十七条"}


def test_excerpts_are_running_text(open_page: Opener, served: str) -> None:
    """No heading twice, no stop that the index put between two blocks."""
    page = open_page(served).page
    page.keyboard.press("/")
    ask(page, "施行日期")
    for section in page.locator(".search-section").all():
        heading = section.locator(".search-heading").inner_text()
        text = section.locator(".search-excerpt").inner_text()
        assert not text.startswith((heading, "，", "。", ".")), text
        assert not re.search(r"[\u4e00-\u9fff]\. ", text), text


def test_self_test_is_not_in_the_index(open_page: Opener, served: str) -> None:
    """A distractor quoted in an excerpt would read like a statement of the book."""
    page = open_page(served).page
    page.keyboard.press("/")
    page.keyboard.type("检查员的职级")
    expect(page.locator(".search-dialog [role=status]")).not_to_be_empty()
    page.wait_for_timeout(500)
    assert "检查员的职级" not in page.locator(".search-results").inner_text()


def test_search_from_a_file_says_why_not(open_page: Opener, site: Path) -> None:
    page = open_page(f"{site.as_uri()}/law/basics/index.html").page
    page.keyboard.press("/")
    page.keyboard.type("法典")
    expect(page.locator(".search-dialog [role=status]")).to_contain_text("直接从文件打开")


def test_structure_is_seen_in_both_schemes(open_page: Opener, served: str) -> None:
    """Black on white: the card behind a drawing stays white when the page is dark."""
    for scheme in ("light", "dark"):
        watched = open_page(f"{served}reference/substances/hcb/", width=390, color_scheme=scheme)
        image = watched.page.locator(".structure-card img")
        expect(image).to_be_visible()
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("e => e.naturalWidth") > 100
        ground = "e => getComputedStyle(e.parentElement).backgroundColor"
        assert image.evaluate(ground) == "rgb(255, 255, 255)"
        assert watched.complaints == []


def test_substances_lead_to_their_cards(open_page: Opener, base: str) -> None:
    """Without the filter's script too: the list is there, and each item is a link."""
    end = "index.html" if base.startswith("file") else ""
    page = open_page(f"{base}reference/substances/{end}", java_script_enabled=False).page
    expect(page.locator(".substance-item")).to_have_count(4)
    assert page.get_by_role("link", name="六氯苯").get_attribute("href") == "hcb/"


def test_ledgers_stand_apart(open_page: Opener, served: str) -> None:
    """Side by side on a desk, one below the other on a phone; never mixed."""
    for width, beside in ((1280, True), (390, False)):
        page = open_page(f"{served}reference/substances/hcb/", width=width).page
        one, other = (page.locator(".ledger").nth(n).bounding_box() for n in (0, 1))
        assert one is not None and other is not None
        assert (one["x"] + one["width"] <= other["x"]) == beside
        assert (one["y"] + one["height"] <= other["y"]) != beside


def test_ended_law_is_marked_in_words(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/").page
    content = page.evaluate(
        """getComputedStyle(document.querySelector("a.citation[data-standing=ended]"), "::after").content"""
    )
    assert content == '"已废止"'


def test_storage_refused_breaks_nothing(open_page: Opener, served: str) -> None:
    watched = open_page(f"{served}reference/instruments/", storage=False)
    watched.page.wait_for_load_state("networkidle")
    assert watched.complaints == []
    assert "no-js" not in (watched.page.locator("html").get_attribute("class") or "")


def test_drawer_by_keyboard(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/", width=390).page
    opener = page.get_by_role("button", name="目录")
    assert page.evaluate("document.querySelector('.md-sidebar--primary').inert")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_wide_table_can_be_scrolled_by_keyboard(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/", width=390).page
    assert page.evaluate(
        """[...document.querySelectorAll(".md-typeset figure, .md-typeset__scrollwrap")]
        .filter(e => e.scrollWidth > e.clientWidth + 1).every(e => e.tabIndex === 0)"""
    )


CARDS = """() => {
  const table = document.querySelector(".md-typeset figure.table table");
  for (const row of table.tBodies[0].rows) while (row.cells.length < 4) row.insertCell().textContent = "甲";
  for (const cell of table.querySelectorAll("td")) cell.dataset.label = "项";
}"""


def test_rows_become_cards_on_a_phone(open_page: Opener, served: str) -> None:
    look = """() => { const cell = document.querySelector(".md-typeset figure.table td");
      return [getComputedStyle(cell).display, getComputedStyle(cell, "::before").content]; }"""
    for width, display in ((390, "block"), (1280, "table-cell")):
        page = open_page(f"{served}law/basics/", width=width).page
        page.evaluate(
            "document.querySelectorAll('td').forEach(e => e.removeAttribute('data-label'))"
        )
        assert page.evaluate(look) == ["table-cell", "none"]
        page.evaluate(CARDS)
        assert page.evaluate(look)[0] == display
        assert ("项" in page.evaluate(look)[1]) == (width == 390)
    page.emulate_media(media="print")
    assert page.evaluate(look)[0] == "table-cell"
