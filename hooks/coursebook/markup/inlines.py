"""Inline constructs: citation, cross-reference, trust mark, line break."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from ..source.body import CITATION, REFERENCE, TRUST
from .context import Context

PIPE = "\ue0fe"
"""Stands for ``|`` inside our brackets while Python-Markdown splits table rows."""

PLACED = "\ue0fd"
"""Stands around ``line:column`` at the beginning of a citation, so that its place is known."""

Result = tuple[etree.Element | str | None, int | None, int | None]


class _Construct(InlineProcessor):
    def __init__(self, pattern: re.Pattern[str], md: Any, context: Context) -> None:
        super().__init__(pattern.pattern, md)
        self.context = context

    def inside(self, match: re.Match[str], group: str) -> str:
        return (match[group] or "").replace(PIPE, "|").strip()

    def link(self, target: str) -> str:
        """Return ``target``, a path within ``docs/``, as seen from the page's own folder."""
        if target.startswith("#") or self.context.module is None:
            return target
        return posixpath.relpath(target, self.context.module.part)


class CitationProcessor(_Construct):
    """``[@eec-2026 第六百四十四条]`` → ``a.citation``; brackets unless ``| 文``."""

    def handleMatch(self, m: re.Match[str], data: str) -> Result:  # type: ignore[override]
        place, spec = _place_and_spec(self.inside(m, "spec"))
        view = self.context.citation(spec)
        if view is None:
            element = etree.Element("span", {"class": "citation"})
            element.text = AtomicString(f"〔{spec}〕")
            return element, m.start(0), m.end(0)
        element = etree.Element(
            "a",
            {
                "class": "citation",
                "data-instrument": view.citation.instrument,
                "data-locator": view.citation.locator,
                "data-standing": view.standing,
                "data-flags": " ".join(sorted(view.citation.flags)),
                "title": view.tooltip,
                "href": self.link(view.target),
            },
        )
        if place:
            element.set("data-place", place)
        element.text = AtomicString(f"〔{view.text}〕" if view.bracketed else view.text)
        return element, m.start(0), m.end(0)


def _place_and_spec(text: str) -> tuple[str, str]:
    if not text.startswith(PLACED):
        return "", text
    _, place, spec = text.split(PLACED, 2)
    return place, spec.strip()


class ReferenceProcessor(_Construct):
    """``[#fig-x]`` → ``a.xref`` with the thing's number; text without target stays text."""

    def handleMatch(self, m: re.Match[str], data: str) -> Result:  # type: ignore[override]
        found = self.context.reference(self.inside(m, "target"))
        fallback = self.inside(m, "fallback") if m["fallback"] else ""
        attributes = {"class": "xref", "data-target": found.target, "data-kind": found.kind}
        if fallback:
            attributes["data-fallback"] = fallback
        if found.link is None:
            element = etree.Element("span", attributes)
            element.text = AtomicString(fallback or found.words)
        else:
            element = etree.Element("a", {**attributes, "href": self.link(found.link)})
            element.text = AtomicString(found.words)
        return element, m.start(0), m.end(0)


class TrustProcessor(_Construct):
    """``[?待核：原因]`` → ``sup.trust``."""

    def handleMatch(self, m: re.Match[str], data: str) -> Result:  # type: ignore[override]
        word, _, reason = self.inside(m, "note").partition("：")
        word = word or "待核"
        trust = "single" if word.startswith("单一") else "unverified"
        element = etree.Element("sup", {"class": "trust", "data-trust": trust})
        if reason:
            element.set("title", reason)
        element.text = AtomicString(word)
        return element, m.start(0), m.end(0)


class BreakProcessor(InlineProcessor):
    """``<br>``, the one piece of HTML that editors may write (in table cells)."""

    def handleMatch(self, m: re.Match[str], data: str) -> Result:  # type: ignore[override]
        return etree.Element("br"), m.start(0), m.end(0)


def register(md: Any, context: Context) -> None:
    """Add the constructs above links (160) and below code spans (190) and escapes (180)."""
    for name, pattern, cls in (
        ("coursebook-citation", CITATION, CitationProcessor),
        ("coursebook-reference", REFERENCE, ReferenceProcessor),
        ("coursebook-trust", TRUST, TrustProcessor),
    ):
        shielded = re.compile(
            pattern.pattern.replace(r"\|", f"[|{PIPE}]").replace(r"|\n]", rf"|{PIPE}\n]")
        )
        md.inlinePatterns.register(cls(shielded, md, context), name, 175)
    md.inlinePatterns.register(BreakProcessor(r"<br ?/?>", md), "coursebook-break", 95)
