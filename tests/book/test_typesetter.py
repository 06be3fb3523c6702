"""What cannot be set is refused with its place, and leaves the last good book alone."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pymupdf
import pytest

from coursebook.borders import typesetter
from coursebook.borders.typesetter import font_paths, typeset
from coursebook.outputs.book.book import BookSource
from coursebook.outputs.book.error import BookError

from .conftest import TINY

DATE = datetime.date(2026, 11, 22)
SourceOf = Callable[[str], BookSource]


def small(files: Mapping[str, str], assets: frozenset[str] = frozenset()) -> BookSource:
    """Return a source of one's own that still has what every book has."""
    head = '#import "/style.typ": typography\n#set document(title: "书")\n#show: typography\n'
    tail = "\n#metadata(none)<end>\n"
    files = dict(files)
    return BookSource(
        {**files, "main.typ": head + files.get("main.typ", "") + tail}, assets, (), DATE
    )


def chapter(text: str) -> BookSource:
    return small(
        {"main.typ": '#include "/chapters/law/basics.typ"', "chapters/law/basics.typ": text}
    )


@pytest.mark.parametrize("sign", ["𠀀", "😀", "\u0e01"])
def test_a_character_without_glyph_is_named_with_its_module(sign: str, tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        typeset(chapter(f'#"缺字{sign}"'), TINY, tmp_path / "a.pdf")
    (problem,) = caught.value.problems
    assert problem.code == "B010"
    assert problem.place.path == "docs/law/basics.md"
    assert sign in problem.message
    assert f"U+{ord(sign):04X}" in problem.message


def test_a_character_without_glyph_in_a_drawing_is_found(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "assets").mkdir(parents=True)
    (docs / "assets/a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">'
        '<text x="5" y="20">图😀</text></svg>',
        encoding="utf-8",
    )
    source = small(
        {"main.typ": '#image("/docs/assets/a.svg", alt: "图")'}, frozenset({"assets/a.svg"})
    )
    with pytest.raises(BookError) as caught:
        typeset(source, docs, tmp_path / "a.pdf")
    assert [(p.code, p.place.path) for p in caught.value.problems] == [
        ("B010", "docs/assets/a.svg")
    ]


def test_typst_errors_name_the_module(tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        typeset(chapter("#nobody()"), TINY, tmp_path / "a.pdf")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.path) == ("B011", "docs/law/basics.md")
    assert "nobody" in problem.message


def test_a_skipped_heading_level_is_an_error_of_accessibility(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="heading level"):
        typeset(chapter("= 一\n=== 三"), TINY, tmp_path / "a.pdf")


@pytest.mark.parametrize("name", ["assets/absent.svg", "../mkdocs.yml", "assets"])
def test_a_missing_or_outside_drawing_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        typeset(small({}, frozenset({name})), TINY / "docs", tmp_path / "a.pdf")
    assert caught.value.problems[0].code == "B009"


def test_a_failure_leaves_the_last_book_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"last good one")
    with pytest.raises(BookError):
        typeset(chapter("#nobody()"), TINY, target)
    assert target.read_bytes() == b"last good one"
    assert list(tmp_path.iterdir()) == [target]


def test_pages_that_never_rest_are_set_steadily(tmp_path: Path) -> None:
    restless = (
        '#let n = counter("n")\n'
        '#context if "steady" not in sys.inputs { n.update(n.final().first() + 1) }\n'
        "#context n.final().first()"
    )
    done = typeset(small({"main.typ": restless}), TINY, tmp_path / "a.pdf")
    assert done.warnings == ()
    never = restless.replace('if "steady" not in sys.inputs ', "")
    with pytest.raises(BookError, match="没有稳定"):
        typeset(small({"main.typ": never}), TINY, tmp_path / "b.pdf")


def test_notes_are_counted_by_page_even_in_figures(tmp_path: Path) -> None:
    """Marks and notes agree on every page, and a note called twice is printed once a page."""
    note = 'b.note("a/b#fn:{0}", "注{0}")'
    filler = 'b.p("正文。" * 260)'
    figure = f'b.figure(floating: true, block(height: 12cm, {{"图"; {note.format("f")}}}))'
    lines = [
        f'b.p({{"甲"; {note.format("x")}; "乙"; {note.format("y")}; "丙"; {note.format("x")}}})',
        figure,
        filler,
        filler,
        figure.replace("fn:f", "fn:g"),
        f'b.p({{"丁" * 900; {note.format("y")}; "戊" * 900; {note.format("z")}}})',
    ]
    text = '#import "/elements.typ" as b\n#show: b.footnotes\n#{\n' + "\n".join(lines) + "\n}"
    done = typeset(chapter(text), TINY, tmp_path / "a.pdf")
    pages = pymupdf.open(done.pdf_path)
    found = 0
    for page in pages:
        signs = re.findall("[①-⑨]", page.get_text())
        notes = re.findall("([①-⑨])\\s*注", page.get_text())
        assert notes == [chr(ord("①") + n) for n in range(len(notes))]
        assert set(signs) == set(notes)
        found += len(notes)
    assert found >= 6
    assert "甲①乙②丙①" in pages[0].get_text()


def test_fonts_come_from_the_pinned_packages_only() -> None:
    assert [path.name for path in font_paths()] == list(typesetter.FONT_PACKAGES)
    families = {font.family for font in typesetter.fonts().fonts() if font.path is not None}
    assert {"Noto Serif SC", "Noto Sans SC", "Noto Sans CJK SC"} <= families


def test_a_missing_font_package_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "FONT_PACKAGES", ("no_such_font_package",))
    with pytest.raises(BookError, match="pip install no-such-font-package"):
        font_paths()


def test_an_error_in_a_text_names_its_module(source_of: SourceOf, tmp_path: Path) -> None:
    source = source_of("complete")
    name = "chapters/pops/names.typ"
    spoilt = dataclasses.replace(
        source, files={**source.files, name: source.files[name].replace("六氯苯", "六氯苯😀")}
    )
    with pytest.raises(BookError) as caught:
        typeset(spoilt, TINY / "docs", tmp_path / "a.pdf")
    assert {problem.place.path for problem in caught.value.problems} == {"docs/pops/names.md"}
