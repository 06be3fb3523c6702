"""The tiny curriculum as a printed book, set and read back with other people's readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from coursebook.borders.typesetter import typeset
from coursebook.model.citation import parse_citation
from coursebook.model.curriculum import Curriculum
from coursebook.outputs.book.book import BookSource
from coursebook.views.citations import citation_view

from .conftest import TINY, Book

BookOf = Callable[[str], Book]
EDITIONS = ("complete", "county", "instructor")


@pytest.fixture(params=EDITIONS)
def book(request: pytest.FixtureRequest, book_of: BookOf) -> Book:
    return book_of(request.param)


@pytest.fixture
def reader(book: Book) -> PdfReader:
    return PdfReader(book.typeset.pdf_path)


def squeezed(text: str) -> str:
    """Return a text without white space, which typesetting adds between Chinese and Latin."""
    return re.sub(r"[\s\u2060]+", "", text)


# -- where things stand ------------------------------------------------------------------


def test_typst_has_nothing_to_say(book: Book) -> None:
    assert book.typeset.warnings == ()


def test_bookmarks_lead_to_the_pages_that_the_contents_name(book: Book) -> None:
    contents = squeezed(
        "".join(book.pdf[page].get_text() for page in range(2, book.typeset.first_page))
    ).replace("·", "")
    position = 0
    for _, title, page in book.pdf.get_toc():
        printed = page - book.typeset.first_page
        entry = f"{squeezed(title)}{printed}"
        position = contents.index(entry, position) + len(entry)
        assert squeezed(title) in squeezed(book.pdf[page - 1].get_text()) or "讲" in title
    assert contents[position:].strip("ivx") == ""


def test_page_map_holds_every_anchor(book: Book) -> None:
    assert set(book.typeset.page_map) == {*book.source.anchors, *book.source.places}
    assert book.typeset.page_map["law/basics"] == 3
    for anchor, words in (
        ("law/basics#fig-flow", "图1-1　从线索到核实"),
        ("law/basics#o2", "新旧衔接"),
        ("law/basics#ex-compare", "例1-1"),
        ("question/basics-001", "从哪一天起施行"),
        ("key/basics-001", "第一千二百四十二条规定"),
        ("instrument/eec-2026", "法典"),
    ):
        page = book.printed_page(book.typeset.page_map[anchor])
        assert squeezed(words) in squeezed(page), anchor


def test_every_citation_and_heading_has_its_page(book: Book, tiny_curriculum: Curriculum) -> None:
    """By line and column of the editor's file, which is how a change of law is followed."""
    checked = 0
    for anchor, (id, line, column) in book.source.places.items():
        body = tiny_curriculum.module[id].body
        page = squeezed(book.printed_page(book.typeset.page_map[anchor]))
        for heading in body.headings:
            if (heading.place.line, heading.place.column) == (line, column):
                assert squeezed(heading.text) in page, anchor
                checked += 1
        for citation in body.citations:
            if (citation.place.line, citation.place.column) == (line, column):
                view = citation_view(tiny_curriculum, parse_citation(citation.text))
                assert view is not None and squeezed(view.text) in page, anchor
                checked += 1
    assert checked >= 12


def test_references_name_the_page_of_their_target(book: Book) -> None:
    text = squeezed(book.text)
    pages = book.typeset.page_map
    assert f"第3讲《名称与CAS号》（第{pages['pops/names']}页）" in text
    assert f"参考答案见第{pages['keys/law/basics']}页" in text
    assert f"题目见第{pages['test/law/basics']}页" in text


def test_reference_on_the_same_page_names_none(book: Book) -> None:
    page = squeezed(book.printed_page(book.typeset.page_map["law/basics#fig-flow"]))
    assert "如图1-1所示" in page


def test_links_lead_into_the_book(book: Book) -> None:
    found = [link for page in book.pdf for link in page.get_links()]
    assert len(found) > 40
    for link in found:
        assert link.get("uri", "").startswith("https://") or 0 <= link["page"] < len(book.pdf)


def test_parts_open_on_right_hand_pages_and_blank_pages_are_blank(book: Book) -> None:
    pages = book.typeset.page_map
    assert pages["part/law"] % 2 == pages["part/pops"] % 2 == pages["law/basics"] % 2 == 1
    assert book.printed_page(pages["part/law"] + 1).strip() == ""


def test_running_heads(book: Book) -> None:
    opening = book.typeset.page_map["law/basics"]
    head = book.printed_page(opening).strip().splitlines()[0]
    assert squeezed(head) == "第1讲"
    left, right = book.printed_page(opening + 1), book.printed_page(opening + 2)
    assert left.strip().splitlines()[0] == "小教材"
    assert squeezed(right.strip().splitlines()[0]) == "第1讲法典入门"


def test_pages_are_labelled_as_printed(book: Book, reader: PdfReader) -> None:
    labels = reader.page_labels
    first = book.typeset.first_page
    assert labels[first] == "1"
    assert labels[2] == "i"
    assert book.typeset.pages == len(labels)


# -- text --------------------------------------------------------------------------------


def test_text_can_be_searched_and_copied(book: Book) -> None:
    text = book.text
    for words in ("处罚适用行为发生时的法律", "派出机构以自己的名义执法", "先有线索，再去现场"):
        assert words in squeezed(text)
    assert not re.search("[\u2e80-\u2fdf\ufffd\ue000-\uf8ff\x00]", text)


def test_every_character_of_the_text_is_printed(
    complete: Book, trees: Mapping[str, Element]
) -> None:
    printed = set(complete.text)
    wanted = {sign for tree in trees.values() for sign in readable(tree)}
    assert {sign for sign in wanted if not sign.isspace()} <= printed


def readable(element: Element) -> Iterator[str]:
    """Yield the text that the complete edition must show."""
    names = element.get("class", "").split()
    if {"box-instructor", "footnote-backref", "footnote-ref"} & set(names):
        return
    yield from re.sub("\x02.*?\x03", "", element.text or "")
    for child in element:
        yield from readable(child)
        yield from re.sub("\x02.*?\x03", "", child.tail or "")


def test_what_the_book_says_of_itself(book: Book) -> None:
    text = squeezed(book.text)
    for words in ("小教材", "测试项目", "测试编写组", "2026年11月22日", "abc1234"):
        assert words in text


def test_footnote_stands_on_the_page_that_calls_it(book: Book) -> None:
    page = squeezed(book.printed_page(book.typeset.page_map["law/basics"]))
    assert "执法①" in page
    assert "①派出机构指设区的市级生态环境部门设立的机构" in page


# -- editions ----------------------------------------------------------------------------


def test_teaching_notes_and_answer_points_only_for_instructors(book_of: BookOf) -> None:
    secrets = ("讲师专用的一句话", "让学员各算一个", "先看行为发生的日期（2分）")
    for edition in EDITIONS:
        text = squeezed(book_of(edition).text)
        for words in secrets:
            assert (words in text) is (edition == "instructor"), (edition, words)


def test_a_tier_reads_its_own_boxes(book_of: BookOf) -> None:
    county, complete = squeezed(book_of("county").text), squeezed(book_of("complete").text)
    assert "县级：记下行为的起止日期" in county
    assert "各级都要会算" in county
    assert "省、市：清理裁量基准" not in county
    assert "省、市：清理裁量基准" in complete


def test_a_tier_keeps_numbers_and_says_so(book_of: BookOf) -> None:
    county = book_of("county")
    anchors = set(county.source.anchors)
    assert "question/basics-004" in anchors
    assert not {"question/basics-005", "question/basics-006"} & anchors
    text = squeezed(county.text)
    assert "7．【排序题】" in text
    assert "题号全书统一" in text
    assert "了解" in text


def test_no_exam_question_is_printed(book: Book) -> None:
    assert "旧的固废法第一百一十二条作依据" not in squeezed(book.text)


def test_questions_have_letters_and_keys_name_them(complete: Book) -> None:
    text = squeezed(complete.text)
    assert "A．2026年3月12日" in text.replace("A.", "A．")
    for key in (
        "1．B解析",
        "2．AB解析",
        "3．错误解析",
        "（1）2026年8月15日（或：2026-08-15）（2）1242（或：1242条）",
        "0.5倍（允许误差±0.05）",
        "1—B，2—A，3—C",
        "B→A→C",
        "依据：《生态环境法典》第一千二百四十二条",
    ):
        assert key in text, key


# -- the file ----------------------------------------------------------------------------


def test_all_fonts_are_embedded(book: Book) -> None:
    fonts = {font for page in book.pdf for font in page.get_fonts()}
    assert fonts
    for _, extension, _, name, *_ in fonts:
        assert extension != "n/a", name
    families = {re.sub(r"^[A-Z]{6}\+", "", font[3]) for font in fonts}
    assert any(name.startswith("NotoSerifSC") for name in families)
    assert any(name.startswith("NotoSans") for name in families)


def test_the_file_is_accessible(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].lower().startswith("zh")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert reader.metadata.title.startswith("小教材")
    kinds: dict[str, list[DictionaryObject]] = {}
    for element in structure(root["/StructTreeRoot"]):
        kinds.setdefault(str(element.get("/S", "")), []).append(element)
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(kinds)
    assert {"/TOC", "/TOCI", "/Note", "/Link", "/Figure", "/Caption"} <= set(kinds)
    assert all(figure.get("/Alt") for figure in kinds["/Figure"])


def structure(node: Any) -> Iterator[DictionaryObject]:
    """Yield the elements of the structure tree."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from structure(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        yield from structure(node.get("/K"))


def test_the_same_source_gives_the_same_bytes(
    complete: Book, source_of: Callable[[str], BookSource], tmp_path: Path
) -> None:
    again = source_of("complete")
    assert again == complete.source
    done = typeset(again, TINY / "docs", tmp_path / "again.pdf")
    assert done.pdf_path.read_bytes() == complete.typeset.pdf_path.read_bytes()


def test_drawings_are_those_of_the_edition(complete: Book, tiny_curriculum: Curriculum) -> None:
    assert complete.source.assets == {"assets/basics/flow.svg"}
    assert complete.source.assets <= tiny_curriculum.assets
    page = complete.printed_page(complete.typeset.page_map["law/basics#fig-flow"])
    assert "发现线索" in squeezed(page)


def test_list_of_instruments_names_day_chapters_and_pages(complete: Book) -> None:
    """The pages that it prints are those on which the citations stand, in text and in the key."""
    text = squeezed(complete.printed_page(complete.typeset.page_map["instruments"]))
    assert "状态按2026年11月22日判断" in text
    row = text[text.index("某办法（征求意见稿）") :][:80]
    match = re.search(r"第1讲：([\d、—]+)页", row)
    assert match, row
    pages = [int(number) for number in re.findall(r"\d+", match[1])]
    assert pages
    for page in pages:
        assert "某办法" in squeezed(complete.printed_page(page)), page
