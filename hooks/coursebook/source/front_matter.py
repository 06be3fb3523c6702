"""A module's file → its front matter and its body, each with places.

Ours runs before MkDocs: MkDocs 1.6 swallows broken front matter without a warning, even
under ``--strict``, and prints it into the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .place import Place, PlaceMap
from .problem import Problem, SourceError
from .yaml_reader import read_yaml

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Document:
    """Front matter as plain values, its places, and the body with its first line number."""

    path: str
    meta: dict[str, Any]
    places: PlaceMap
    body: str
    body_line: int


def split_document(text: str, path: str) -> Document:
    """Split a Markdown file at its front matter.

    Raises:
        SourceError: F020 empty file, F021 no front matter, F022 front matter not closed,
            F023 front matter is not a mapping; and those of :func:`read_yaml`.
    """
    if not text.strip():
        raise SourceError(Problem(Place(path), "F020", "文件是空的", "写上内容，或删去这个文件"))
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise SourceError(
            Problem(
                Place(path),
                "F021",
                "开头没有 --- 围起来的课程信息",
                "照着别的讲，在第一行写 ---，写完课程信息再写一行 ---",
            )
        )
    for end in range(1, len(lines)):
        if lines[end].rstrip() == FENCE:
            break
    else:
        raise SourceError(
            Problem(
                Place(path), "F022", "课程信息没有结束的 --- 行", "在课程信息之后单独写一行 ---"
            )
        )
    meta, places = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    if not isinstance(meta, dict):
        raise SourceError(
            Problem(Place(path, 2), "F023", "课程信息不是“字段: 值”的形式", "每行写“字段: 值”")
        )
    return Document(path, meta, places, "\n".join(lines[end + 1 :]), end + 2)
