"""The Python-Markdown extension that ties our constructs together."""

from __future__ import annotations

import copy
import html
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any

from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX, AtomicString
from pymdownx.slugs import slugify

from ..source.body import (
    BOX,
    BOXES,
    CITATION,
    CODE_SPAN,
    OPTION,
    REFERENCE,
    TRUST,
    fenced,
    without_comments,
)
from . import inlines
from .allowed import check_tree
from .boxes import CoursebookBoxes
from .context import Context
from .screen import suit_screen

EXTENSIONS = (
    "def_list",
    "fenced_code",
    "footnotes",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.caret",
    "pymdownx.tilde",
)
CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": slugify(case="lower"), "permalink": False, "toc_depth": "2-3"},
    # An align attribute, because a strict Content-Security-Policy refuses inline styles.
    "tables": {"use_align_attribute": True},
    "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处"},
    "pymdownx.tilde": {"delete": False},
    "pymdownx.caret": {"insert": False},
}

_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2014\u2026"
_WRAP = re.compile(f"(?<=[{_HAN}])[ \t]*\n[ \t]*(?=[{_HAN}])")
"""A line end between Chinese characters is the editor's wrapping, not a space."""


class CoursebookExtension(Extension):
    """Our constructs, the extensions they stand on, and nothing else of HTML.

    After a conversion ``tree`` holds the element tree of the page, instructor boxes
    included, for the book (unless ``keeps_tree`` was unset, where no book is made); with
    ``public`` they are taken out of the site's own tree.
    """

    def __init__(self, context: Context, *, public: bool = True) -> None:
        super().__init__()
        self.context = context
        self.public = public
        self.raw_html = False
        self.keeps_tree = True
        self.tree: etree.Element | None = None

    def extendMarkdown(self, md: Any) -> None:
        md.registerExtensions(EXTENSIONS, CONFIGS)
        CoursebookBoxes(self.context).extendMarkdown(md)
        inlines.register(md, self.context)
        if not self.raw_html:
            # Raw HTML is already an error (F033); should any slip through, it is text.
            md.preprocessors.deregister("html_block")
            md.inlinePatterns.deregister("html")
        # Before fenced_code (25), which changes the number of lines.
        md.preprocessors.register(_Prepare(md, self.context), "coursebook-prepare", 29)
        # Before inline (20).
        md.treeprocessors.register(_Plain(md), "coursebook-plain", 21)
        # After inline (20) and prettify (10); before MkDocs' relpath and unescape (0).
        md.treeprocessors.register(_Assemble(md, self.context), "coursebook-assemble", 9)
        md.treeprocessors.register(_Capture(md, self), "coursebook-capture", 1)


class _Prepare(Preprocessor):
    """Gives each box its line as argument and shields ``|`` inside our brackets."""

    def __init__(self, md: Any, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, lines: list[str]) -> list[str]:
        text = without_comments("\n".join(lines))
        lines = text.split("\n")
        code, _ = fenced(lines)
        out: list[str] = []
        options = False
        for position, line in enumerate(lines):
            number = position + self.context.body.first_line
            if position in code:
                out.append(line)
                continue
            box = BOX.fullmatch(line) if line.startswith("///") else None
            if box and box["name"] in BOXES:
                out += ["", f"{box.group(1)} {box['name']} | {number}", ""]
                options = True
            elif box and box["name"] is None:
                out += ["", line, ""]
                options = False
            elif options and line.strip() and OPTION.fullmatch(line):
                continue
            else:
                options = False
                out.append(_shield(line, number))
        return out


def _shield(line: str, number: int) -> str:
    # Indented, it may be a code block, where every sign would be printed.
    if not line.startswith(("    ", "\t")):
        line = _outside_code(CITATION, line, lambda m: _placed(m, number))
    for pattern in (CITATION, REFERENCE, TRUST):
        line = _outside_code(pattern, line, lambda m: m.group().replace("|", inlines.PIPE))
    return line


def _placed(match: re.Match[str], line: int) -> str:
    before = match.string[: match.start()]
    if before.endswith("\\"):
        return match.group()
    mark = f"{inlines.PLACED}{line}:{len(before) + 1}{inlines.PLACED}"
    return f"[@{mark}{match['spec']}]"


def _outside_code(
    pattern: re.Pattern[str], line: str, replace: Callable[[re.Match[str]], str]
) -> str:
    """Replace what ``pattern`` finds where it does not lie within a code span."""
    code = [match.span() for match in CODE_SPAN.finditer(line)] if "`" in line else []

    def chosen(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in code)
        return match.group() if inside else replace(match)

    return pattern.sub(chosen, line)


class _Plain(Treeprocessor):
    """Marks text without any sign that an inline pattern starts with as finished.

    Python-Markdown tries twenty patterns on every text, and most cells and paragraphs of a
    Chinese page have none of these signs.
    """

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            text = element.text
            if text and type(text) is str and not _SIGNS.search(text):
                element.text = AtomicString(text)


_SIGNS = re.compile(rf"[\\`*_\[\]!<>&~^\ue0fe{STX}{ETX}]|  \n")


class _Assemble(Treeprocessor):
    """Puts figures together once their images exist, and joins wrapped Chinese lines."""

    def __init__(self, md: Any, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            for name in ("text", "tail"):
                value = getattr(element, name)
                if value and "\n" in value and element.tag not in ("pre", "code"):
                    setattr(element, name, _WRAP.sub("", value))
        for element in root.iter():
            _close_up(element)
            if element.tag in HEADINGS:
                _take_anchor(element)
        for figure in root.iter("figure"):
            if figure.get("class") == "figure":
                for image in figure.iter("img"):
                    if words := (image.tail or "").strip():
                        self.context.refuse(
                            f"图后面同一行的“{words[:12]}”会丢",
                            words[:12],
                            "写进图题，或移到方框外面",
                        )
                _assemble(figure)


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ANCHOR = re.compile(r"[ \t]*\{#(?P<id>[^}\s]+)\}[ \t]*$")


def _take_anchor(heading: etree.Element) -> None:
    """Turn ``{#id}`` at a heading's end into its id: the one attribute that a text may set."""
    holder, name = (heading[-1], "tail") if len(heading) else (heading, "text")
    text = getattr(holder, name) or ""
    if match := _ANCHOR.search(text):
        heading.set("id", match["id"])
        setattr(holder, name, text[: match.start()])


def _close_up(parent: etree.Element) -> None:
    """Drop the space that an editor typed before a bracketed citation."""
    before: etree.Element | None = None
    for child in parent:
        if child.tag == "a" and (child.text or "").startswith("〔"):
            if before is None:
                parent.text = (parent.text or "").rstrip(" ")
            else:
                before.tail = (before.tail or "").rstrip(" ")
        before = child


def _assemble(figure: etree.Element) -> None:
    alt = figure.attrib.pop("data-alt", "")
    caption = figure.find("figcaption")
    images = list(figure.iter("img"))
    rest = [child for child in figure if child is not caption and child.find(".//img") is None]
    for child in list(figure):
        figure.remove(child)
    for image in images:
        image.set("alt", alt or image.get("alt", ""))
        image.set("loading", "lazy")
        image.tail = None
        figure.append(image)
    if caption is not None:
        figure.append(caption)
    for child in rest:
        if child.tag != "img":
            figure.append(child)


class _Capture(Treeprocessor):
    """Keeps a whole copy of the tree for the book; cuts instructor boxes from the page."""

    def __init__(self, md: Any, extension: CoursebookExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        check_tree(root, self.extension.context)
        if self.extension.keeps_tree:
            self.extension.tree = self._whole(root)
        for link in root.iter("a"):
            link.attrib.pop("data-place", None)
        if self.extension.public:
            _cut(root, "box-instructor")
            suit_screen(root)

    def _whole(self, root: etree.Element) -> etree.Element:
        whole = copy.deepcopy(root)
        UnescapeTreeprocessor(self.md).run(whole)
        module = self.extension.context.module
        _unstash(whole, self.md.htmlStash.rawHtmlBlocks)
        # Back links are the page's own furniture, with placeholders that only HTML resolves.
        _cut(whole, "footnote-backref")
        for element in whole.iter():
            if element.text:
                element.text = element.text.replace(NBSP_PLACEHOLDER, "")
            if element.tail:
                element.tail = element.tail.replace(NBSP_PLACEHOLDER, "")
        for image in whole.iter("img"):
            folder = module.part if module else ""
            image.set("src", posixpath.normpath(posixpath.join(folder, image.get("src", ""))))
        return whole


def _cut(parent: etree.Element, name: str) -> None:
    for child in list(parent):
        if name in (child.get("class") or "").split():
            parent.remove(child)
        else:
            _cut(child, name)


def _unstash(root: etree.Element, stash: list[Any]) -> None:
    """Put stashed code blocks and entities back as elements and text."""
    for parent in root.iter():
        for child in list(parent):
            match = HTML_PLACEHOLDER_RE.fullmatch((child.text or "").strip())
            if child.tag == "p" and match and len(child) == 0:
                stashed = stash[int(match.group(1))]
                if isinstance(stashed, str) and stashed.startswith("<pre"):
                    block = etree.fromstring(stashed)
                    block.tail = child.tail
                    parent[list(parent).index(child)] = block
        for name in ("text", "tail"):
            value = getattr(parent, name)
            if value and HTML_PLACEHOLDER_RE.search(value):
                setattr(
                    parent,
                    name,
                    HTML_PLACEHOLDER_RE.sub(
                        lambda m: html.unescape(str(stash[int(m.group(1))])), value
                    ),
                )
