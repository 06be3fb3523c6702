"""The visitor: which element is where, and what to do when the book has no rule for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .error import BookError, book_error
from .expression import content, string
from .whitespace import INLINE

CLASSES: Mapping[str, tuple[str, ...]] = {
    "div": ("admonition", "self-test", "footnote"),
    "figure": ("figure", "table"),
    "p": ("admonition-title", "box-source"),
    "a": ("citation", "xref", "footnote-ref", "footnote-backref"),
    "span": ("xref", "number", "kind", "blank"),
    "sup": ("trust",),
}
"""Classes that make an element a construct of its own; another class makes it unknown."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a chapter may know of the book around it."""

    module: str
    targets: frozenset[str] = frozenset()
    """Everything that a cross-reference can reach in this edition."""
    instruments: frozenset[str] = frozenset()
    """Instruments that the list at the back has an entry for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of element becomes Typst, and the attributes it may carry."""

    function: Callable[[Walk, Element], str]
    attributes: frozenset[str] = frozenset()


def rule(function: Callable[[Walk, Element], str], *attributes: str) -> Rule:
    """Return a rule, as the tables below the functions write it."""
    return Rule(function, frozenset(attributes))


@dataclass
class Walk:
    """One pass over one tree. ``inside`` names the boxes around the current element."""

    scope: Scope
    rules: Mapping[str, Rule]
    notes: Mapping[str, Element] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)
    heading_counts: list[int] = field(default_factory=list)
    caption: str | None = None
    """Anchor and number of the table figure around, for the head of its later pages."""

    def one(self, element: Element) -> str:
        """Return the expression of one element.

        Raises:
            BookError: B001 no rule for it, B002 an attribute that the rule does not know.
        """
        kind = kind_of(element)
        rule = self.rules.get(kind)
        if rule is None:
            raise self.fail(
                "B001", f"书稿不认识元素“{kind}”{excerpt(element)}", "改用编写说明里的写法"
            )
        for name in element.attrib:
            if name != "class" and name not in rule.attributes:
                raise self.fail(
                    "B002",
                    f"书稿不认识元素“{kind}”的属性 {name}={element.get(name)!r}{excerpt(element)}",
                    "删去这个属性",
                )
        return rule.function(self, element)

    def inline(self, element: Element) -> str:
        """Return the inline content of ``element`` as one expression."""
        return content(self.inline_parts(element))

    def inline_parts(self, element: Element) -> Iterator[str]:
        """Yield text and inline elements in turn.

        Raises:
            BookError: B003 a block stands where only text can.
        """
        if element.text:
            yield string(element.text)
        for child in element:
            if child.tag not in INLINE and kind_of(child) in self.rules:
                raise self.fail(
                    "B003",
                    f"“{kind_of(child)}”不能放在“{kind_of(element)}”的文字中间{excerpt(child)}",
                    "前后各空一行，单独成段",
                )
            if expression := self.one(child):
                yield expression
            if child.tail:
                yield string(child.tail)

    def flow(self, element: Element, skip: tuple[Element, ...] = ()) -> list[str]:
        """Return the children of ``element``: blocks as they are, text between them together."""
        parts: list[str] = []
        line: list[str] = []
        _add_text(line, element.text)
        for child in element:
            if child not in skip:
                if child.tag in INLINE:
                    line.append(self.one(child))
                else:
                    _close(line, parts)
                    parts.append(self.one(child))
            _add_text(line, child.tail)
        _close(line, parts)
        return [part for part in parts if part]

    def label(self, element: Element) -> str | None:
        """Return the expression of an element's anchor, unique in the book."""
        name = element.get("id")
        return string(f"{self.scope.module}#{name}") if name else None

    def fail(self, code: str, message: str, remedy: str) -> BookError:
        return book_error(self.scope.module, code, message, remedy)


def _add_text(line: list[str], text: str | None) -> None:
    """Add a text to a line; white space alone counts only between inline elements."""
    if text and (line or not text.isspace()):
        line.append(string(text))


def _close(line: list[str], parts: list[str]) -> None:
    if line:
        parts.append(content(line))
        line.clear()


def kind_of(element: Element) -> str:
    """Return the element's name in the table of rules: its tag, with the class that matters."""
    names = element.get("class", "").split()
    if not names:
        first = element[0] if len(element) else None
        note = first is not None and "footnote-ref" in first.get("class", "").split()
        return "sup.footnote" if element.tag == "sup" and note else element.tag
    known = CLASSES.get(element.tag, ())
    return f"{element.tag}.{next((name for name in names if name in known), names[0])}"


def excerpt(element: Element) -> str:
    """Return the beginning of an element's text in brackets, to find it in the file."""
    text = " ".join("".join(element.itertext()).split())
    return f"（“{text[:24]}{'…' if len(text) > 24 else ''}”附近）" if text else ""
