"""Boxes: one pymdownx block for each name, rendered from the scanned box it stands for.

pymdownx reads a block's options as YAML and drops the whole block silently when they do not
parse. Therefore none reaches it; its argument is the line under which the scanner knows the
box. Titles, options and their mistakes are the scanner's business.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING, Any, ClassVar

from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from ..source.body import BOXES, Box
from ..views.data_tables import TableError, data_table

if TYPE_CHECKING:
    from .context import Context

TITLES = {
    "tier": "分层要点",
    "instructor": "教学提示",
    "case": "案例",
    "misconception": "误区",
    "checklist": "检查表",
    "exercise": "练习",
    "summary": "小结",
    "note": "说明",
    "warning": "注意",
    "form": "表单",
    "example": "例",
}
"""Word that opens a box's title where it has no number."""

FIGURES = frozenset({"figure", "table", "data-table"})


class CoursebookBoxes(BlocksExtension):  # type: ignore[misc]
    """Registers a block class for each box name."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:
        for name in BOXES:
            block_mgr.register(
                type(f"Box_{name}", (_BoxBlock,), {"NAME": name}), {"context": self.context}
            )


class _BoxBlock(Block):  # type: ignore[misc]
    NAME = ""
    ARGUMENT = True
    CONFIG: ClassVar = {"context": None}

    def on_create(self, parent: etree.Element) -> etree.Element:
        context: Context = self.config["context"]
        box = context.box(self.argument)
        if box is None:
            # Only text that the scanner has refused already gets here.
            context.refuse("方框没有认出", self.argument)
            return etree.SubElement(parent, "div", {"class": "admonition"})
        if box.name in FIGURES:
            return self.figure(parent, box, context)
        if box.name == "self-test":
            return etree.SubElement(parent, "div", {"class": "self-test"})
        return self.admonition(parent, box, context)

    def admonition(self, parent: etree.Element, box: Box, context: Context) -> etree.Element:
        element = etree.SubElement(parent, "div", {"class": f"admonition box-{box.name}"})
        if id := box.options.get("id"):
            element.set("id", id)
        label = context.label(box)
        title = etree.SubElement(element, "p", {"class": "admonition-title"})
        caption = box.argument
        if box.name == "tier":
            element.set("data-tier", box.argument)
            caption = "、".join(context.tier_title(tier) for tier in box.argument.split())
        if box.name == "case":
            element.set("data-kind", box.options.get("kind", "simulated"))
            if element.get("data-kind") == "simulated":
                caption = f"{caption}（教学模拟）" if "教学模拟" not in caption else caption
        number = etree.SubElement(title, "span", {"class": "number" if label else "kind"})
        number.text = AtomicString(str(label) if label else TITLES.get(box.name, box.name))
        if caption:
            number.tail = "　" + caption
        if source := box.options.get("source"):
            note = etree.SubElement(element, "p", {"class": "box-source"})
            note.text = f"来源：{source}"
        return element

    def figure(self, parent: etree.Element, box: Box, context: Context) -> etree.Element:
        kind = "figure" if box.name == "figure" else "table"
        element = etree.SubElement(parent, "figure", {"class": kind})
        if id := box.options.get("id"):
            element.set("id", id)
        if alt := box.options.get("alt"):
            element.set("data-alt", alt)
        caption = etree.SubElement(element, "figcaption")
        number = etree.SubElement(caption, "span", {"class": "number"})
        number.text = AtomicString(str(context.label(box)))
        number.tail = "　" + box.argument
        if box.name == "data-table":
            try:
                table = data_table(context.curriculum, box.options)
            except TableError as error:
                context.fail(box, str(error), "改正方框开头的 from、where、columns")
                return element
            element.append(_table(table.head, table.rows))
        return element

    def on_markdown(self) -> str:
        return "block"


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> etree.Element:
    table = etree.Element("table")
    line = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for text in head:
        etree.SubElement(line, "th").text = AtomicString(text)
    body = etree.SubElement(table, "tbody")
    for row in rows:
        line = etree.SubElement(body, "tr")
        for text in row:
            etree.SubElement(line, "td").text = AtomicString(text)
    return table
