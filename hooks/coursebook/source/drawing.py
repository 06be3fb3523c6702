"""Drawings (SVG) from editors: XML that shows something and does nothing."""

from __future__ import annotations

import re
from xml.parsers import expat

from .place import Place
from .problem import Problem

ACTIVE = {
    "script": "脚本（script）",
    "foreignObject": "嵌入的网页（foreignObject）",
    "iframe": "嵌入的网页（iframe）",
    "handler": "脚本（handler）",
    "animate": "动画",
    "animateMotion": "动画",
    "animateTransform": "动画",
    "set": "动画",
    "style": "样式表（style）",
}
"""Elements that run, move, or style from afar; a press cannot print them either."""

_OUTSIDE = re.compile(r"url\(\s*[\"']?\s*(?!#)")
_INSIDE = ("#", "data:image/png", "data:image/jpeg", "data:image/webp")
_REMEDY = "从绘图软件另存为“纯 SVG”，只留图形和文字，字体属性写在元素上"


def drawing_problems(text: str, path: str) -> list[Problem]:
    """Return what is wrong with a drawing: F060 for what may not be in it or is no SVG."""
    found: list[Problem] = []
    parser = expat.ParserCreate()

    def refuse(what: str) -> None:
        place = Place(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        found.append(Problem(place, "F060", f"图里有{what}", _REMEDY))

    def start(name: str, attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2]
        if bare in ACTIVE:
            refuse(ACTIVE[bare])
        for key, value in attributes.items():
            attribute = key.rpartition(":")[2].lower()
            if attribute.startswith("on"):
                refuse(f"脚本（{key}）")
            elif (attribute in ("href", "src") and not value.strip().startswith(_INSIDE)) or (
                _OUTSIDE.search(value)
            ):
                refuse(f"外部链接（{value[:40]}）")

    def entity(*_: object) -> None:
        refuse("实体定义（ENTITY）")

    root: list[str] = []

    def first(name: str, attributes: dict[str, str]) -> None:
        root.append(name.rpartition(":")[2])
        parser.StartElementHandler = start
        start(name, attributes)

    parser.StartElementHandler = first
    parser.EntityDeclHandler = entity
    try:
        # Entities are refused, never expanded: nothing can grow.
        parser.DefaultHandler = lambda data: None
        parser.Parse(text, True)
    except expat.ExpatError as error:
        place = Place(path, max(error.lineno, 1), error.offset + 1)
        found.append(Problem(place, "F060", "图不是合格的 SVG（XML 语法错误）", _REMEDY))
        return found
    if root != ["svg"]:
        found.append(
            Problem(Place(path), "F060", f"图的根元素是“{''.join(root)}”，不是 svg", _REMEDY)
        )
    return found
