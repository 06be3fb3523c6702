"""Markdown files and what stands beside them: modules, free pages, images."""

from __future__ import annotations

from ..model.course import OutlinePart
from ..model.module import FreePage, Module
from ..rules.references import IMAGE_TYPES
from ..source.body import scan
from ..source.drawing import drawing_problems
from ..source.front_matter import split_document
from ..source.picture import FORMATS, picture_problems
from ..source.problem import SourceError
from .files import Files

MAX_IMAGE = 1_000_000
"""Phones on poor networks load these; nobody needs more in a textbook."""

NOT_MODULES = frozenset({"index.md", "404.md"})


def modules(files: Files, outline: tuple[OutlinePart, ...]) -> tuple[Module, ...]:
    docs = files.root / "docs"
    order = {e.id: n for n, e in enumerate(e for part in outline for e in part.modules)}
    found: list[Module] = []
    for path in files.files(docs, ".md"):
        relative = path.relative_to(docs)
        if len(relative.parts) == 1 and relative.name in NOT_MODULES:
            continue
        text = files.text(path)
        if text is None:
            continue
        id = relative.with_suffix("").as_posix()
        try:
            document = split_document(text, files.name(path))
            module = Module.read(document.meta, document.places)
        except SourceError as error:
            files.problems += error.problems
            continue
        body = scan(document.body, document.path, document.body_line)
        files.scanned += body.problems
        found.append(module.with_body(id, body))
    return tuple(sorted(found, key=lambda m: (order.get(m.id, len(order)), m.id)))


def pages(files: Files) -> tuple[FreePage, ...]:
    found: list[FreePage] = []
    for name in sorted(NOT_MODULES):
        path = files.root / "docs" / name
        if not path.is_file():
            if name == "index.md":
                files.fail("docs/index.md", "F005", "没有首页", "写一个 docs/index.md")
            continue
        if (text := files.text(path)) is None:
            continue
        first = 1
        if text.split("\n", 1)[0].rstrip() == "---":
            try:
                document = split_document(text, files.name(path))
            except SourceError as error:
                files.problems += error.problems
                continue
            text, first = document.body, document.body_line
        body = scan(text, files.name(path), first)
        files.scanned += body.problems
        found.append(FreePage(files.name(path), body))
    return tuple(found)


def assets(files: Files) -> frozenset[str]:
    docs = files.root / "docs"
    found = set()
    for path in files.files(docs, ""):
        if path.suffix == ".md":
            continue
        name = files.name(path)
        if path.is_symlink() or not path.is_file():
            files.fail(name, "F004", "是符号链接", "换成文件本身；内容不得指向文件夹之外")
            continue
        if path.suffix.lower() not in IMAGE_TYPES:
            files.fail(
                name,
                "F062",
                "docs/ 里的一切都会公开，只放 Markdown（.md）和图片",
                f"移走它，或换成 {'、'.join(sorted(IMAGE_TYPES))}",
            )
            found.add(path.relative_to(docs).as_posix())
            continue
        size = path.stat().st_size
        if size > MAX_IMAGE:
            files.fail(
                name,
                "F061",
                f"有 {size / 1e6:.1f} MB，超过上限 {MAX_IMAGE / 1e6:.0f} MB",
                "缩小图片；照片用 WebP 或 JPG，宽不超过 1600 像素",
            )
        elif path.suffix.lower() == ".svg" and (text := files.text(path)) is not None:
            files.scanned += drawing_problems(text, name)
        elif path.suffix.lower() in FORMATS:
            try:
                data = path.read_bytes()
            except OSError:
                files.fail(name, "F005", "文件读不出", "检查权限")
            else:
                files.scanned += picture_problems(data, path.suffix.lower(), name)
        found.add(path.relative_to(docs).as_posix())
    return frozenset(found)
