"""Book source → PDF through Typst: the only importer of ``typst``."""

from __future__ import annotations

import datetime
import functools
import importlib
import json
import multiprocessing
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import typst

from ..outputs.book.book import MAIN, TEMPLATES, BookSource
from ..outputs.book.error import BookError, book_error
from ..outputs.book.expression import array, string
from ..outputs.book.svg import printable_svg
from ..source.place import Place
from ..source.problem import Problem

FONT_PACKAGES = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")
"""Noto Serif SC (宋体) from the first; Noto Sans CJK SC (黑体) in all weights from the second."""

STANDARDS: list[typst.PDFStandard] = ["ua-1"]

_GLYPH = re.compile(r'the text `"(?P<text>(?:[^"\\]|\\.)*)"` could not be displayed')
_WHERE = re.compile(r"┌─ (?P<file>[^\n:]+):(?P<line>\d+):\d+")
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_CHAPTER = re.compile(r"(?:.*/)?chapters/(?P<module>.+)\.typ")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, and where in it everything stands."""

    pdf_path: Path
    page_map: Mapping[str, int]
    """Printed page number of each anchor of the book."""
    first_page: int
    """Position in the file, from 0, of the page that is printed as 1."""
    pages: int
    """Pages of the file, covers and blank pages included."""
    warnings: tuple[str, ...]


def typeset(source: BookSource, docs: Path, target: Path) -> Typeset:
    """Set ``source`` and put the PDF at ``target``, which is replaced only when all went well.

    Raises:
        BookError: B008 unprintable drawing, B009 drawing missing, B010 character that no font
            has, B011 anything else that Typst refuses; with the module where it is known.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="coursebook-") as name:
        folder = Path(name)
        _write(source, docs, folder)
        compiler = typst.Compiler(
            str(folder / MAIN), root=str(folder), font_paths=fonts(), ignore_system_fonts=True
        )
        partial = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            warnings = _compile(compiler, partial, source.date)
            pages, last = _pages(compiler, source)
            partial.replace(target)
        except typst.TypstError as error:
            raise _translated(error, source, folder / "docs") from None
        finally:
            partial.unlink(missing_ok=True)
    printed = {anchor: number for anchor, (number, _) in pages.items()}
    first = next((physical - number for number, physical in pages.values()), 0)
    return Typeset(target, printed, first, last, warnings)


def _compile(compiler: typst.Compiler, target: Path, date: datetime.date) -> tuple[str, ...]:
    """Write the PDF and return Typst's warnings.

    A reference names a page only when it stands on another one, so that a line may in rare
    cases push itself to and fro; then the book is set again with every page named.

    Raises:
        BookError: B011 where even then the pages do not come to rest.
    """
    for inputs in ({}, {"steady": "yes"}):
        _, warnings = compiler.compile_with_warnings(
            output=str(target),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=_timestamp(date),
        )
        messages = tuple(str(warning.message) for warning in warnings)
        if not any("did not converge" in message for message in messages):
            return messages
    raise BookError(
        Problem(
            Place("hooks/coursebook/outputs/book"),
            "B011",
            "页码互相牵动，排版没有稳定下来",
            "这是排版程序的问题，请报给维护者",
        )
    )


@dataclass(frozen=True, slots=True)
class Job:
    """A book to be set."""

    title: str
    source: BookSource
    docs: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: the book, or what is wrong with it."""

    title: str
    book: Typeset | None
    problems: tuple[Problem, ...] = ()


def typeset_all(jobs: Sequence[Job]) -> list[Done]:
    """Set several books at once, each in a process of its own where the system can fork.

    Typst works on one core and keeps what it has laid out, so that a second book in the same
    process costs the memory of both. Without fork (Windows) they are set one after another.
    """
    workers = min(len(jobs), os.cpu_count() or 1)
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [_do(job) for job in jobs]
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, maxtasksperchild=1) as pool:
        return pool.map(_do, jobs, chunksize=1)


def _do(job: Job) -> Done:
    try:
        return Done(job.title, typeset(job.source, job.docs, job.target))
    except BookError as error:
        # An exception would lose its problems on the way back from a child process.
        return Done(job.title, None, error.problems)


def font_paths() -> tuple[Path, ...]:
    """Return the folders of the pinned font packages; no other font is ever used.

    Raises:
        BookError: B009 where a package is not installed.
    """
    folders = []
    for package in FONT_PACKAGES:
        try:
            module = importlib.import_module(package)
        except ImportError:
            name = package.replace("_", "-")
            raise BookError(
                Problem(
                    Place("pyproject.toml"),
                    "B009",
                    f"没有安装字体包 {name}",
                    f"运行 pip install {name}",
                )
            ) from None
        assert module.__file__ is not None
        folders.append(Path(module.__file__).parent)
    return tuple(folders)


@functools.cache
def fonts() -> typst.Fonts:
    """Return the book's fonts and those that Typst carries, read once; never the system's."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(folder) for folder in font_paths()],
    )


def _timestamp(date: datetime.date) -> datetime.datetime:
    return datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)


def _write(source: BookSource, docs: Path, folder: Path) -> None:
    """Lay out the source, the templates and the drawings in ``folder``."""
    write_templates(folder)
    for name, text in source.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for asset in sorted(source.assets):
        _copy(docs, asset, folder / "docs" / asset)


def write_templates(folder: Path) -> None:
    """Write the style and the elements that every document shares into ``folder``."""
    templates = resources.files("coursebook.outputs.book")
    for name in TEMPLATES:
        text = (templates / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _copy(docs: Path, asset: str, target: Path) -> None:
    origin = docs / asset
    if not origin.resolve().is_relative_to(docs.resolve()) or not origin.is_file():
        raise BookError(
            Problem(Place(f"docs/{asset}"), "B009", "图不存在", "检查文件名（区分大小写）和位置")
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    if origin.suffix == ".svg":
        text = printable_svg(origin.read_text(encoding="utf-8"), asset)
        target.write_text(text, encoding="utf-8", newline="\n")
    else:
        shutil.copyfile(origin, target)


def _pages(compiler: typst.Compiler, source: BookSource) -> tuple[dict[str, tuple[int, int]], int]:
    """Return printed and physical page of each anchor, and the last page, of the document set.

    A citation in a note that is called twice stands on two pages, of which the first counts;
    one in a note that no printed text calls stands on none.
    """
    placed = [anchor for anchor in source.places if anchor not in source.anchors]
    names = array(string(anchor) for anchor in (*source.anchors, "end"))
    others = array(string(anchor) for anchor in placed)
    answer = compiler.eval(
        "{ let pages(at) = (counter(page).at(at).first(), at.page());"
        f" ({names}.map(id => pages(locate(label(id)))),"
        f" {others}.map(id => query(label(id)).map(each => pages(each.location())))) }}"
    )
    (*found, (_, last)), cited = json.loads(answer)
    pairs = [
        *zip(source.anchors, found, strict=True),
        *((anchor, pages[0]) for anchor, pages in zip(placed, cited, strict=True) if pages),
    ]
    return {anchor: (printed, physical) for anchor, (printed, physical) in pairs}, last


# -- Typst's complaints ------------------------------------------------------------------


def _translated(error: typst.TypstError, source: BookSource, drawings: Path) -> BookError:
    """Return Typst's complaint in our form: place, code, Chinese message, remedy."""
    diagnostic = error.diagnostic or error.message
    if glyphs := missing_texts(error):
        return BookError(
            *(
                problem
                for text in dict.fromkeys(glyphs)
                for problem in _missing(text, source, drawings)
            )
        )
    found = _WHERE.search(diagnostic)
    chapter = _CHAPTER.fullmatch(found["file"]) if found else None
    module = chapter["module"] if chapter else ""
    hints = "；".join(error.hints)
    message = f"排版程序报错：{error.message}" + (f"（{hints}）" if hints else "")
    if found and not chapter:
        message += f"（{Path(found['file']).name}:{found['line']}）"
    remedy = "这是排版程序的问题，请把本条和该讲文字一起报给维护者"
    if module:
        return book_error(module, "B011", message, remedy)
    return BookError(Problem(Place("hooks/coursebook/outputs/book"), "B011", message, remedy))


def missing_texts(error: typst.TypstError) -> list[str]:
    """Return the texts that Typst could not display."""
    diagnostic = error.diagnostic or error.message
    return [_unescaped(match["text"]) for match in _GLYPH.finditer(diagnostic)]


def _unescaped(text: str) -> str:
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _missing(text: str, source: BookSource, drawings: Path) -> Iterator[Problem]:
    """Yield one problem for each text that contains a character without glyph."""
    codes = " ".join(f"U+{ord(sign):04X}" for sign in text)
    message = f"字体里没有字符“{text}”（{codes}）"
    remedy = "换成常用字；确需此字时，请维护者增加字体"
    places = [
        Place(f"docs/{chapter['module']}.md" if chapter else name)
        for name, content in source.files.items()
        if text in content and ((chapter := _CHAPTER.fullmatch(name)) or name != "keys.typ")
    ]
    places += [
        Place(f"docs/{path.relative_to(drawings).as_posix()}")
        for path in sorted(drawings.rglob("*.svg"))
        if text in path.read_text(encoding="utf-8")
    ]
    for place in places or [Place("hooks/coursebook/outputs/book")]:
        yield Problem(place, "B010", message, remedy)
