"""Text can never become Typst code, whatever stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pymupdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from coursebook.borders.typesetter import fonts
from coursebook.outputs.book.emit import emit
from coursebook.outputs.book.expression import array, call, string
from coursebook.outputs.book.walk import Scope

CORPUS = [
    "# $ * _ \\ ` < > @ = - + / \\\\ [ ] ( ) { } ~ \" '",
    '"); import "x.typ"; ("',
    '\\"); #panic("x") //',
    '#{ panic("x") }',
    '#read("/etc/passwd")',
    "$ sum_(i=0)^n $",
    "*strong* _emph_ `raw` ```x```",
    "= Heading",
    "- list",
    "+ enum",
    "/ Term: x",
    "1. item",
    "// comment",
    "/* comment */",
    "https://example.org/a_b*c#d",
    "<label> @reference",
    "a -- b --- c ... d ~ e \\ f",
    "it's \"quoted\" '90s",
    "“全角引号”‘单引号’，——……",
    "\\u{23}let x = 1",
    "line\\nbreak",
    "]#panic()[",
    "a;b,c:d",
    "\u2028\u2029\ufeff\u200b",
    "C:\\temp\\new",
    "m³ µ ≥ ≤ × ± ° – — … ① ∑ α β → ∞ ℃ ‰ ㎎ ㎡",
]
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


def skeleton(expression: str) -> str:
    """Return the code of an expression: what is left without its string literals."""
    return LITERAL.sub('""', expression)


def places(text: str) -> list[Element]:
    """Return a tree for each place of the vocabulary that text of an editor can reach."""
    found = []
    for path in (
        "p", "p/strong", "p/em", "p/sub", "p/sup", "p/code", "h2", "ul/li", "ol/li/p", "dl/dt",
        "dl/dd", "blockquote/p", "pre/code", "table/thead/tr/th",
    ):  # fmt: skip
        root = inner = Element("div")
        for tag in path.split("/"):
            inner = SubElement(inner, tag)
        inner.text = text
        found.append(root)
    for tag, attributes in (
        ("figure", {"class": "table", "id": text}),
        ("div", {"class": "admonition box-note", "id": text}),
    ):
        root = Element("div")
        outer = SubElement(root, tag, attributes)
        if tag == "figure":
            SubElement(SubElement(outer, "figcaption"), "span", {"class": "number"}).text = text
            row = SubElement(SubElement(SubElement(outer, "table"), "thead"), "tr")
            SubElement(row, "th").text = text
        else:
            title = SubElement(outer, "p", {"class": "admonition-title"})
            SubElement(title, "span", {"class": "kind"}).text = text
        found.append(root)
    root = Element("div")
    figure = SubElement(root, "figure", {"class": "figure"})
    SubElement(figure, "img", {"src": text, "alt": f"甲{text}"})
    found.append(root)
    paragraph = SubElement(root, "p")
    SubElement(
        paragraph, "a", {"class": "citation", "data-instrument": text, "title": text, "href": text}
    ).text = f"甲{text}"
    SubElement(paragraph, "a", {"href": f"https://example.org/{text}"}).text = f"甲{text}"
    return found


def assert_only_literals_differ(text: str) -> None:
    plain = [skeleton(emit(tree, Scope("a/b"))) for tree in places("字")]
    found = [skeleton(emit(tree, Scope("a/b"))) for tree in places(text)]
    for index, (one, other) in enumerate(zip(plain, found, strict=True)):
        widths = re.compile(r"[\d.e+]+fr")  # column widths follow the text
        assert widths.sub("fr", other) == widths.sub("fr", one), (index, text)


@pytest.mark.parametrize("text", CORPUS)
def test_text_changes_no_code(text: str) -> None:
    assert_only_literals_differ(f"甲{text}乙")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_changes_code(text: str) -> None:
    assert_only_literals_differ(f"甲{text}乙")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=60))
def test_typst_reads_literals_as_they_were(texts: list[str]) -> None:
    compiler = typst.Compiler(b"", ignore_system_fonts=True)
    answer = compiler.eval(array(string(text) for text in texts))
    assert json.loads(answer) == texts


def test_corpus_is_read_as_it_was() -> None:
    compiler = typst.Compiler(b"", ignore_system_fonts=True)
    assert json.loads(compiler.eval(array(map(string, CORPUS)))) == CORPUS


def test_corpus_stands_on_the_page(
    fragment: Callable[[str], Element], tmp_path: Path, scope: Scope
) -> None:
    """Set every line and read it back: nothing is interpreted, no mark is exchanged."""
    lines = [line for line in CORPUS if line.isprintable()]
    tree = Element("div")
    for line in lines:
        SubElement(tree, "p").text = line
    main = tmp_path / "main.typ"
    main.write_text(
        "#let b = (p: body => block(width: 30cm, body))\n"
        '#set text(font: ("Noto Serif SC", "Noto Sans CJK SC"), lang: "zh")\n'
        "#set page(width: 40cm)\n"
        "#set smartquote(enabled: false)\n"
        f"#{emit(tree, scope).replace('b.p(', '(b.p)(')}\n",
        encoding="utf-8",
    )
    pdf = typst.compile(str(main), font_paths=fonts(), ignore_system_fonts=True)
    text = "".join(page.get_text() for page in pymupdf.open(stream=pdf))
    read = re.sub(r"\s+", "", text)
    for line in lines:
        assert re.sub(r"\s+", "", line) in read, line


def test_names_of_functions_are_never_text() -> None:
    with pytest.raises(ValueError, match="not a Typst name"):
        call('x"); panic("')
