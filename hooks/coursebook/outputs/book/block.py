"""Block elements → Typst: one function each."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from ...model.citation import chinese_numeral
from .expression import array, block, call, content, string
from .table import is_small, table
from .walk import Rule, Walk, excerpt, kind_of, rule


def paragraph(walk: Walk, element: Element) -> str:
    return call("b.p", walk.inline(element))


def heading(walk: Walk, element: Element) -> str:
    """A heading with its number: 一、 under the chapter, then （一）, 1．, （1）, ①.

    Raises:
        BookError: B005 where a level is skipped, B003 inside a box.
    """
    depth = int(element.tag[1]) - 2
    if walk.inside:
        raise walk.fail(
            "B003", f"方框里有标题{excerpt(element)}", "把标题放到方框外，或改成加粗的段首"
        )
    if depth > len(walk.heading_counts):
        raise walk.fail("B005", f"标题跳了一级{excerpt(element)}", "按 ##、### 的次序逐级写")
    counts = walk.heading_counts
    for link in element.iter("a"):
        link.attrib.pop("data-place", None)  # the contents repeat a heading, anchors included
    del counts[depth + 1 :]
    if depth == len(counts):
        counts.append(0)
    counts[depth] += 1
    return call(
        "b.section",
        str(depth + 1),
        string(_number(depth, counts[depth])),
        walk.inline(element),
        id=walk.label(element),
    )


def _number(depth: int, count: int) -> str:
    numeral = chinese_numeral(count)
    circled = chr(0x245F + count) if count <= 20 else f"（{count}）"
    return (f"{numeral}、", f"（{numeral}）", f"{count}．", f"（{count}）", circled)[depth]


def unordered_list(walk: Walk, element: Element) -> str:
    return call("b.ul", *(walk.one(child) for child in element))


def ordered_list(walk: Walk, element: Element) -> str:
    start = element.get("start")
    return call(
        "b.ol", *(walk.one(child) for child in element), start=str(int(start)) if start else None
    )


def list_item(walk: Walk, element: Element) -> str:
    return _body(walk.flow(element))


def definition_list(walk: Walk, element: Element) -> str:
    return call("b.dl", block(walk.one(child) for child in element))


def definition_term(walk: Walk, element: Element) -> str:
    return call("b.dt", walk.inline(element))


def definition(walk: Walk, element: Element) -> str:
    return call("b.dd", _body(walk.flow(element)))


def quotation(walk: Walk, element: Element) -> str:
    return call("b.blockquote", block(walk.flow(element)))


def thematic_break(walk: Walk, element: Element) -> str:
    return call("b.hr")


def preformatted(walk: Walk, element: Element) -> str:
    return call("b.pre", string("".join(element.itertext()).rstrip("\n")))


def figure(walk: Walk, element: Element) -> str:
    """A drawing with its caption, which already holds the number.

    Raises:
        BookError: B004 without alternative text, B003 without exactly one drawing.
    """
    images = element.findall("img")
    if len(images) != 1 or any(child.tag not in ("img", "figcaption") for child in element):
        raise walk.fail(
            "B003", f"图框里应当只有一幅图{excerpt(element)}", "一个 figure 方框放一个 ![](…)"
        )
    return call(
        "b.figure",
        walk.one(images[0]),
        id=walk.label(element),
        caption=array(_caption(walk, element)),
        floating=None if walk.inside else "true",
    )


def image(walk: Walk, element: Element) -> str:
    source, alternative = element.get("src", ""), element.get("alt", "").strip()
    if not alternative:
        raise walk.fail("B004", f"图 {source} 没有替代文字", "在图框里写 alt: 一句话说清图的内容")
    return call("b.image", string(f"/docs/{source}"), alt=string(alternative))


def figure_table(walk: Walk, element: Element) -> str:
    tables = element.findall("table")
    if len(tables) != 1 or any(child.tag not in ("table", "figcaption") for child in element):
        raise walk.fail(
            "B003", f"表框里应当只有一张表{excerpt(element)}", "一个 table 方框放一张表"
        )
    small = is_small(tables[0])
    number, words = _caption(walk, element)
    walk.caption = None if small else array([walk.label(element) or "none", number])
    body = walk.one(tables[0])
    walk.caption = None
    return call(
        "b.figure-table",
        body,
        id=walk.label(element),
        caption=array([number, words]),
        whole="true" if small else None,
        gap=None if small else "0pt",
    )


def _caption(walk: Walk, element: Element) -> tuple[str, str]:
    caption = element.find("figcaption")
    number, words = _numbered(walk, caption) if caption is not None else (None, "none")
    return number or "none", words


def box(walk: Walk, element: Element) -> str:
    """A box: its kind, the title with or without a number, the body."""
    name = next(
        (n.removeprefix("box-") for n in element.get("class", "").split() if n.startswith("box-")),
        "",
    )
    title = element.find("p[@class='admonition-title']")
    label, words = _numbered(walk, title) if title is not None else (None, "none")
    walk.inside.append(name)
    body = walk.flow(element, skip=(title,) if title is not None else ())
    walk.inside.pop()
    return call(
        "b.box",
        string(name),
        block(body),
        id=walk.label(element),
        label=label or "none",
        title=words,
    )


def _numbered(walk: Walk, element: Element) -> tuple[str | None, str]:
    """Split a caption or title into number (or kind) and words."""
    parts = list(walk.inline_parts(element))
    first = element[0] if len(element) else None
    if first is None or kind_of(first) not in ("span.number", "span.kind"):
        return None, content(parts)
    rest = first.tail or ""
    words = parts[2:] if rest else parts[1:]
    if lead := rest.lstrip("\u3000 "):
        words.insert(0, string(lead))
    return walk.inline(first), content(words)


def source_line(walk: Walk, element: Element) -> str:
    return call("b.box-source", walk.inline(element))


def self_test(walk: Walk, element: Element) -> str:
    """The place of the self-test on the page; in the book it stands at the chapter's end."""
    return ""


def footnotes(walk: Walk, element: Element) -> str:
    """The notes at the page's end; in the book each stands on the page that calls it."""
    return ""


def _body(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else block(parts)


BLOCK_RULES: Mapping[str, Rule] = {
    "p": rule(paragraph),
    "p.box-source": rule(source_line),
    **{f"h{level}": rule(heading, "id") for level in range(2, 7)},
    "ul": rule(unordered_list),
    "ol": rule(ordered_list, "start"),
    "li": rule(list_item),
    "dl": rule(definition_list),
    "dt": rule(definition_term),
    "dd": rule(definition),
    "blockquote": rule(quotation),
    "hr": rule(thematic_break),
    "pre": rule(preformatted),
    "table": rule(table),
    "figure.figure": rule(figure, "id"),
    "figure.table": rule(figure_table, "id"),
    "img": rule(image, "src", "alt", "loading"),
    "div.admonition": rule(box, "id", "data-tier", "data-kind"),
    "div.self-test": rule(self_test),
    "div.footnote": rule(footnotes),
}
