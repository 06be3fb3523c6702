"""The book step, split: lay out the Typst source that we emit, or compile such a source bare.

Run as ``python -m benchmarks.book emit PROJECT FOLDER`` and
``python -m benchmarks.book compile FOLDER TARGET``. The second needs nothing of ours: it is
what anyone would write who has the source and wants a PDF.
"""

from __future__ import annotations

import shutil
import sys
from importlib import resources
from pathlib import Path


def emit(project: Path, folder: Path) -> None:
    """Write the source of the complete edition, its templates and drawings into ``folder``."""
    from coursebook.borders.typesetter import font_paths
    from coursebook.load import load
    from coursebook.markup.convert import Converter
    from coursebook.outputs.book.book import TEMPLATES, Stamp, book_source
    from coursebook.outputs.book.svg import printable_svg

    curriculum = load(project).curriculum
    assert curriculum is not None
    converter = Converter(curriculum)
    trees = {module.id: converter.convert(module).tree for module in curriculum.modules}
    edition = next(each for each in curriculum.editions if each.id == "complete")
    source = book_source(curriculum, edition, trees, Stamp("", curriculum.course.as_of))
    templates = resources.files("coursebook.outputs.book")
    files = dict(source.files)
    files |= {name: (templates / name).read_text(encoding="utf-8") for name in TEMPLATES}
    for asset in source.assets:
        drawing = (project / "docs" / asset).read_text(encoding="utf-8")
        files[f"docs/{asset}"] = printable_svg(drawing, asset)
    files["fonts.txt"] = "\n".join(map(str, font_paths()))
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def compile_bare(folder: Path, target: Path) -> None:
    """Compile the source with the fonts and the PDF standard that our own step uses."""
    import typst

    fonts = (folder / "fonts.txt").read_text(encoding="utf-8").splitlines()
    typst.compile(
        str(folder / "main.typ"),
        output=str(target),
        root=str(folder),
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )


if __name__ == "__main__":
    action, first, second = sys.argv[1:]
    {"emit": emit, "compile": compile_bare}[action](Path(first), Path(second))
