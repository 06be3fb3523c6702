"""The self-test as readers meet it: by keyboard, by tapping, without storage, without scripts."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from .conftest import Opener

KINDS = ["single", "multiple", "truefalse", "fill", "numeric", "match", "order", "short", "case"]
RIGHT_BY_HAND = {
    "basics-001": ["b"],
    "basics-002": ["a", "b"],
    "basics-003": ["false"],
    "basics-009-1": ["a"],
    "basics-010": ["false"],
    "basics-011": ["true"],
    "basics-012": ["true"],
}


def question(page: Page, id: str) -> Locator:
    return page.locator(f"#q-{id}")


def check(page: Page, id: str) -> None:
    question(page, id).locator(":scope > .button").click()


def verdict(page: Page, id: str) -> Locator:
    return question(page, id).locator(":scope > .verdict")


def choose(page: Page, id: str, options: list[str]) -> None:
    for option in options:
        question(page, id).locator(f"[data-option={option}] input").check()


def answer_all(page: Page) -> None:
    """Answer everything right, as a reader would with a mouse."""
    for id, options in RIGHT_BY_HAND.items():
        choose(page, id, options)
        check(page, id)
    first, second = question(page, "basics-004").locator(".field").all()
    first.fill(" 2026－08－15 ")
    second.fill("１２４２条。")
    check(page, "basics-004")
    question(page, "basics-005").locator(".field").fill("0.52倍")
    check(page, "basics-005")
    for select, right in zip(
        question(page, "basics-006").locator("select").all(), ("r2", "r1", "r3"), strict=True
    ):
        select.select_option(right)
    check(page, "basics-006")
    question(page, "basics-007").locator("[data-item=s2] .up").click()
    check(page, "basics-007")
    for id in ("basics-008", "basics-009-2"):
        question(page, id).locator("textarea").fill("先看日期，再比轻重")
        check(page, id)
        for tick in question(page, id).locator(".feedback input").all():
            tick.check()


def test_all_nine_kinds_by_mouse(open_page: Opener, module_url: str, base: str) -> None:
    watched = open_page(module_url)
    page = watched.page
    assert {q.get_attribute("data-type") for q in page.locator(".question").all()} == set(KINDS)
    answer_all(page)
    for item in page.locator("[data-result]:not([data-type=short])").all():
        expect(item).to_have_attribute("data-result", "right")
    expect(page.locator(".score")).to_have_text("已答12题，共12题；答对11题，答错0题")
    expect(verdict(page, "basics-008")).to_contain_text("自评4分，满分4分")
    assert watched.complaints == []
    assert watched.strangers(base) == []


def test_feedback_has_reason_explanation_and_source(open_page: Opener, module_url: str) -> None:
    page = open_page(module_url).page
    choose(page, "basics-001", ["a"])
    check(page, "basics-001")
    item = question(page, "basics-001")
    expect(verdict(page, "basics-001")).to_have_text("回答不对。答案：B")
    expect(item.locator("[data-option=a]")).to_contain_text("选错了")
    expect(item.locator("[data-option=a] .reason")).to_have_text("这是通过的日期。")
    expect(item.locator("[data-option=b]")).to_contain_text("正确答案")
    expect(item.locator(".feedback .explanation")).to_contain_text("自2026年8月15日起施行")
    source = item.locator(".feedback .citation")
    expect(source).to_have_text("《生态环境法典》第一千二百四十二条")
    assert (source.get_attribute("href") or "").endswith("#eec-2026")
    expect(item.locator(".feedback .lesson a")).to_have_attribute("href", "#o1")


def test_by_keyboard_alone(open_page: Opener, module_url: str) -> None:
    page = open_page(module_url).page
    keys = page.keyboard
    question(page, "basics-001").locator("input").first.focus()
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Tab")
    expect(page.locator(":focus")).to_have_text("检查答案")
    keys.press("Enter")
    expect(verdict(page, "basics-001")).to_have_text("回答正确")
    expect(page.locator(":focus")).to_have_text("重做本题")
    keys.press("Tab")
    expect(page.locator(":focus")).to_contain_text("第一千二百四十二条")
    keys.press("Tab")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.closest('.question').id") == "q-basics-002"
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    for _ in range(3):
        keys.press("Tab")
    keys.press("Enter")
    expect(verdict(page, "basics-002")).to_have_text("回答正确")
    move = question(page, "basics-007").locator("[data-item=s2] .up")
    move.focus()
    keys.press("Enter")
    expect(move).to_be_focused()
    expect(question(page, "basics-007").locator(".spoken")).to_have_text("移到第1位")
    question(page, "basics-006").locator("select").first.focus()
    keys.type("B")
    assert question(page, "basics-006").locator("select").first.input_value() == "r2"


def test_every_control_has_a_name_and_room(open_page: Opener, module_url: str) -> None:
    page = open_page(module_url, width=390).page
    controls = page.locator(
        ".questions :is(button, select, textarea, input.field, label:has(input)), .toolbar button"
    )
    assert controls.count() > 40
    for control in controls.all():
        if control.is_visible():
            box = control.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44, control.inner_text()
    unnamed = page.evaluate(
        """[...document.querySelectorAll(".questions :is(input, select, textarea, button)")].filter(e =>
        !(e.labels && e.labels.length) && !e.getAttribute("aria-label") && !e.textContent.trim()).length"""
    )
    assert unnamed == 0


def test_nothing_given_is_not_judged(open_page: Opener, module_url: str) -> None:
    page = open_page(module_url).page
    for id, words in (("basics-001", "先选一项"), ("basics-004", "每个空都要填")):
        check(page, id)
        expect(verdict(page, id)).to_have_text(words)
        assert question(page, id).get_attribute("data-result") is None
    expect(question(page, "basics-004").locator(".field").first).to_be_focused()


def test_progress_is_kept_and_can_be_cleared(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/").page
    answer_all(page)
    page.reload()
    expect(page.locator(".score")).to_have_text("已答12题，共12题；答对11题，答错0题")
    expect(question(page, "basics-001").locator("[data-option=b] input")).to_be_checked()
    expect(question(page, "basics-007").locator(".arrange li").first).to_contain_text("发现线索")
    expect(question(page, "basics-008").locator(".feedback input").first).to_be_checked()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="清空重来").click()
    expect(page.locator(".score")).to_have_text("已答0题，共12题；答对0题，答错0题")
    page.reload()
    expect(page.locator(".score")).to_have_text("已答0题，共12题；答对0题，答错0题")


def test_answer_to_another_wording_is_forgotten(open_page: Opener, served: str) -> None:
    page = open_page(f"{served}law/basics/").page
    choose(page, "basics-001", ["b"])
    check(page, "basics-001")
    page.evaluate(
        """() => { const name = "coursebook.self-test.law/basics";
        const kept = JSON.parse(localStorage.getItem(name)); kept["basics-001"].digest = "old";
        localStorage.setItem(name, JSON.stringify(kept)); }"""
    )
    page.reload()
    expect(page.locator(".score")).to_contain_text("已答0题")


def test_missed_questions_can_be_retried(open_page: Opener, module_url: str) -> None:
    page = open_page(module_url).page
    choose(page, "basics-001", ["b"])
    choose(page, "basics-003", ["true"])
    choose(page, "basics-009-1", ["b"])
    for id in ("basics-001", "basics-003", "basics-009-1"):
        check(page, id)
    page.get_by_role("button", name="只做错题").click()
    expect(question(page, "basics-001")).to_be_hidden()
    expect(question(page, "basics-003")).to_be_visible()
    expect(question(page, "basics-009-1")).to_be_visible()
    expect(question(page, "basics-009-2")).to_be_hidden()
    expect(question(page, "basics-003").locator(".stem")).to_be_focused()
    choose(page, "basics-003", ["false"])
    check(page, "basics-003")
    expect(verdict(page, "basics-003")).to_contain_text("回答正确")
    page.get_by_role("button", name="显示全部题目").click()
    expect(question(page, "basics-001")).to_be_visible()


def test_a_case_counts_as_one_question(open_page: Opener, module_url: str) -> None:
    """The line above the list, the numbers of the list and the score agree."""
    page = open_page(module_url).page
    count = page.locator(".questions > li").count()
    expect(page.locator(".self-test-about")).to_contain_text(f"共{count}题")
    choose(page, "basics-009-1", ["a"])
    check(page, "basics-009-1")
    expect(page.locator(".score")).to_have_text(f"已答0题，共{count}题；答对0题，答错0题")
    question(page, "basics-009-2").locator("textarea").fill("先看日期")
    check(page, "basics-009-2")
    expect(page.locator(".score")).to_have_text(f"已答1题，共{count}题；答对1题，答错0题")


def test_storage_refused(open_page: Opener, module_url: str) -> None:
    watched = open_page(module_url, storage=False)
    page = watched.page
    expect(page.locator(".self-test-about")).to_contain_text("浏览器不允许保存记录")
    answer_all(page)
    expect(page.locator(".score")).to_contain_text("答对11题")
    assert watched.complaints == []


def test_without_javascript(open_page: Opener, module_url: str) -> None:
    page = open_page(module_url, java_script_enabled=False).page
    assert page.locator(".ui").count() == 0
    expect(question(page, "basics-001")).to_be_visible()
    expect(question(page, "basics-001").locator("[data-option=b]")).to_have_text("B2026年8月15日")
    key = page.locator("[data-key-of=basics-001]")
    expect(key).to_be_hidden()
    page.locator("details.key > summary").click()
    expect(key).to_contain_text("答案：B")
    expect(key.locator(".citation")).to_be_visible()
    expect(page.locator("[data-search-open]")).to_be_hidden()


def test_prints_as_an_ordinary_list(open_page: Opener, module_url: str) -> None:
    page = open_page(module_url).page
    choose(page, "basics-001", ["a"])
    check(page, "basics-001")
    question(page, "basics-007").locator("[data-item=s2] .up").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".self-test .ui:visible").count() == 0
    expect(question(page, "basics-007").locator(".items")).to_be_visible()
    expect(question(page, "basics-004").locator(".blank").first).to_be_visible()
    expect(page.locator("[data-key-of=basics-001]")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("details.key")).not_to_have_attribute("open", "")
