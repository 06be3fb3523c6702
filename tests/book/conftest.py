"""A scope for fragments, and the tiny curriculum set as a book, once for all tests."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pymupdf
import pytest

from coursebook.borders.typesetter import Typeset, typeset
from coursebook.load import load
from coursebook.markup.convert import convert
from coursebook.model.curriculum import Curriculum
from coursebook.outputs.book.book import BookSource, Stamp, book_source
from coursebook.outputs.book.walk import Scope

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests/data/tiny"
CASES = Path(__file__).parent / "cases"
STAMP = Stamp("abc1234", datetime.date(2026, 11, 22))
SCOPE = Scope(
    "law/basics",
    targets=frozenset({"law/basics#fig-flow", "pops/names", "pops/names#tab-first"}),
    instruments=frozenset({"eec-2026", "gb-31574-2015"}),
)


@dataclass(frozen=True)
class Book:
    """An edition of the tiny curriculum: its source, the PDF, and the PDF read back."""

    source: BookSource
    typeset: Typeset
    pdf: pymupdf.Document

    @property
    def text(self) -> str:
        return "\n".join(page.get_text() for page in self.pdf)

    def printed_page(self, number: int) -> str:
        """Return the text of the page on which ``number`` is printed."""
        text: str = self.pdf[number - 1 + self.typeset.first_page].get_text()
        return text


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, refused in (("case", False), ("refused_case", True)):
        if name in metafunc.fixturenames:
            cases = [p for p in sorted(CASES.iterdir()) if p.name.startswith("refused-") is refused]
            metafunc.parametrize(name, cases, ids=lambda path: path.name)


@pytest.fixture
def scope() -> Scope:
    return SCOPE


@pytest.fixture(scope="session")
def fragment() -> Callable[[str], Element]:
    """Return the element tree of an HTML fragment, as ``markup`` would hand it over."""
    return lambda html: ElementTree.fromstring(f"<div>{html}</div>")


@pytest.fixture(scope="session")
def tiny_curriculum() -> Curriculum:
    curriculum = load(TINY).curriculum
    assert curriculum is not None
    return curriculum


@pytest.fixture(scope="session")
def trees(tiny_curriculum: Curriculum) -> Mapping[str, Element]:
    return {module.id: convert(tiny_curriculum, module) for module in tiny_curriculum.modules}


@pytest.fixture(scope="session")
def source_of(
    tiny_curriculum: Curriculum, trees: Mapping[str, Element]
) -> Callable[[str], BookSource]:
    """Return the source of an edition."""
    editions = {edition.id: edition for edition in tiny_curriculum.editions}
    return lambda edition: book_source(tiny_curriculum, editions[edition], trees, STAMP)


@pytest.fixture(scope="session")
def book_of(
    source_of: Callable[[str], BookSource], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Book]:
    """Return an edition set and read back; each is set once."""
    folder = tmp_path_factory.mktemp("book")

    @functools.cache
    def book(edition: str) -> Book:
        source = source_of(edition)
        done = typeset(source, TINY / "docs", folder / f"{edition}.pdf")
        return Book(source, done, pymupdf.open(done.pdf_path))

    return book


@pytest.fixture(scope="session")
def complete(book_of: Callable[[str], Book]) -> Book:
    return book_of("complete")
