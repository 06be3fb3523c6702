"""The small decisions of the book: widths of columns, white space, drawings, titles, selection."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from coursebook.model.curriculum import Curriculum
from coursebook.outputs.book.book import book_source, title_lines
from coursebook.outputs.book.error import BookError
from coursebook.outputs.book.keys import number_text
from coursebook.outputs.book.selection import selected_parts, selected_tree
from coursebook.outputs.book.svg import printable_svg
from coursebook.outputs.book.table import GAP, LINE, column_widths, row_heights
from coursebook.outputs.book.whitespace import tidy

from .conftest import STAMP

# -- columns -----------------------------------------------------------------------------


def test_short_rows_keep_their_natural_widths() -> None:
    assert column_widths([["甲乙", "1"], ["丙", "2"]]) == [2 + GAP, 1.5 + GAP]


def test_a_long_column_gives_way_and_short_ones_stay_whole() -> None:
    widths = column_widths([["检查项", "要点", "结果"], ["旧法名称", "很长" * 60, ""]])
    assert sum(widths) == pytest.approx(LINE)
    assert widths[0] == 4 + GAP
    assert widths[1] > 30


def test_no_column_is_narrower_than_its_longest_word() -> None:
    word = "GB/T31574-2015"
    widths = column_widths([["标准", *["很长的一段话" * 8] * 4], [word, *["短"] * 4]])
    assert widths[0] >= 0.55 * len(word)


def test_more_words_than_room_still_gives_widths() -> None:
    widths = column_widths([["x" * 40, "y" * 40, "z" * 40]])
    assert len(widths) == 3
    assert min(widths) > 0


def test_heights_follow_the_widest_cell() -> None:
    assert row_heights([["甲", "乙"], ["甲" * 100, "乙"]], [10, 10]) == [1, 5]


# -- white space -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>中文\n中文</p>", "中文中文"),
        ("<p>word\nword</p>", "word word"),
        ("<p>中文\nword</p>", "中文word"),
        ("<p>  两端  </p>", "两端"),
        ("<p><strong>甲：</strong> 乙</p>", "甲：乙"),
        ("<p>甲 <strong>乙</strong></p>", "甲乙"),
        ("<p>a <strong>b</strong>\n<em>c</em></p>", "a b c"),
        ("<p>3 m <sup>x</sup></p>", "3 m x"),
        ("<p>一行<br />\n 二行</p>", "一行二行"),
        ("<pre>  as\n it is </pre>", "  as\n it is "),
        ("<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>", "甲乙"),
    ],
)
def test_white_space(html: str, text: str) -> None:
    tree = ElementTree.fromstring(f"<div>{html}</div>")
    tidy(tree)
    assert "".join(tree.itertext()) == text


# -- drawings ----------------------------------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" font-family="sans-serif">{}</svg>'


def test_texts_of_a_drawing_name_fonts_of_the_book() -> None:
    text = printable_svg(
        SVG.format(
            '<text>轻</text><g font-weight="bold"><text>重<tspan style="font-weight:normal; fill:red"'
            ">轻</tspan></text></g>"
        ),
        "assets/a.svg",
    )
    assert text.count('font-family="Noto Sans SC"') == 2
    assert text.count('font-family="Noto Sans CJK SC"') == 1
    assert 'style="fill:red"' in text
    assert "sans-serif" not in text


def test_a_printable_drawing_stays_printable() -> None:
    once = printable_svg(SVG.format("<text>字</text>"), "a.svg")
    assert printable_svg(once, "a.svg") == once


@pytest.mark.parametrize(
    "content",
    [
        "<script>x()</script>",
        "<foreignObject/>",
        "<style>text { font-family: x }</style>",
        '<image href="https://example.org/a.png"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
        '<rect fill="url(https://example.org/a.svg#x)"/>',
        '<rect onclick="x()"/>',
        '<rect><animate attributeName="x"/></rect>',
        "<rect>",
    ],
)
def test_what_a_press_cannot_print_is_refused(content: str) -> None:
    with pytest.raises(BookError) as caught:
        printable_svg(SVG.format(content), "assets/a.svg")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.path) == ("B008", "docs/assets/a.svg")


def test_entities_are_refused() -> None:
    with pytest.raises(BookError, match="ENTITY"):
        printable_svg('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;"), "a.svg")


def test_links_within_a_drawing_are_kept() -> None:
    assert "url(#p)" in printable_svg(SVG.format('<rect fill="url(#p)"/>'), "a.svg")


# -- words and numbers -------------------------------------------------------------------


def test_long_titles_break_where_a_reader_would() -> None:
    assert title_lines("短书名", 14) == ["短书名"]
    assert title_lines("有毒有害化学物质与新污染物环境管理培训教材", 14) == [
        "有毒有害化学物质",
        "与新污染物环境管理培训教材",
    ]
    assert title_lines("再生金属企业现场检查实务：路线、检查表与疑点", 20) == [
        "再生金属企业现场检查实务：",
        "路线、检查表与疑点",
    ]
    assert title_lines("没有地方可以断开的一个长题目", 10) == ["没有地方可以断开的一个长题目"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (0.48, "0.48"), (-3.5, "−3.5"), (1e-7, "1e−07"), (0.1 + 0.2, "0.3")],
)
def test_numbers_are_written_as_in_print(value: float, text: str) -> None:
    assert number_text(value) == text


# -- selection ---------------------------------------------------------------------------


def test_optional_modules_are_left_to_the_site(tiny_curriculum: Curriculum) -> None:
    editions = {edition.id: edition for edition in tiny_curriculum.editions}
    county = selected_parts(tiny_curriculum, editions["county"])
    assert [module.id for part in county for module in part.modules] == ["law/basics", "pops/names"]
    away = editions["county"].model_copy(update={"tier": "village"})
    assert selected_parts(tiny_curriculum, away) == ()
    with pytest.raises(BookError, match="没有可印的讲"):
        book_source(tiny_curriculum, away, {}, STAMP)


def test_selection_copies_the_tree(tiny_curriculum: Curriculum) -> None:
    county = next(e for e in tiny_curriculum.editions if e.tier)
    tree = ElementTree.fromstring(
        '<div><div class="admonition box-tier" data-tier="province city"/>'
        '<div class="admonition box-tier" data-tier="county city"/>'
        '<div class="admonition box-instructor"/></div>'
    )
    assert len(selected_tree(tree, county)) == 1
    assert len(tree) == 3
