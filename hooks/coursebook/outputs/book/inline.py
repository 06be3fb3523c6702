"""Inline elements → Typst: one function each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from .expression import block, call, content, string
from .places import citation_anchor
from .walk import Rule, Walk, excerpt, rule

_MARKED = re.compile(r"([〔《“（]*)([^〔《“（].*?)([〕》”）]*)")
"""Words between full-width brackets and quotes."""


def strong(walk: Walk, element: Element) -> str:
    return call("b.strong", walk.inline(element))


def emphasis(walk: Walk, element: Element) -> str:
    return call("b.emph", walk.inline(element))


def subscript(walk: Walk, element: Element) -> str:
    return call("b.sub", walk.inline(element))


def superscript(walk: Walk, element: Element) -> str:
    return call("b.sup", walk.inline(element))


def code(walk: Walk, element: Element) -> str:
    return call("b.code", string("".join(element.itertext())))


def line_break(walk: Walk, element: Element) -> str:
    return call("linebreak")


def span(walk: Walk, element: Element) -> str:
    return walk.inline(element)


def blank(walk: Walk, element: Element) -> str:
    """A place to write in; its number stands beside it where a stem has several."""
    return call("b.blank", string(element.get("data-blank", "")))


def citation(walk: Walk, element: Element) -> str:
    """The citation's words, linked to the instrument in the list at the back."""
    instrument = element.get("data-instrument", "")
    if instrument not in walk.scope.instruments:
        return walk.inline(element)
    module, place = walk.scope.module, element.get("data-place")
    at = string(citation_anchor(module, place)) if place else None

    def wrap(words: str) -> str:
        return call("b.citation", string(instrument), string(module), words, at=at)

    return content(_closed_up(walk, element, wrap))


def reference(walk: Walk, element: Element) -> str:
    """Words and page where the target is in the edition; else the fallback, or the words alone."""
    target = element.get("data-target", "")
    if target in walk.scope.targets:
        return content([*_linked(target, walk, element), call("b.page-note", string(target))])
    fallback = element.get("data-fallback")
    return string(fallback) if fallback else walk.inline(element)


def _linked(target: str, walk: Walk, element: Element) -> list[str]:
    return _closed_up(walk, element, lambda words: call("b.link-to", string(target), words))


def _closed_up(walk: Walk, element: Element, wrap: Callable[[str], str]) -> list[str]:
    """Wrap an element's words in a link that leaves the marks at both their ends outside.

    Typst closes up neighbouring full-width marks (〕。) only where nothing divides them.
    """
    match = _MARKED.fullmatch(element.text or "")
    if len(element) or match is None:
        return [wrap(walk.inline(element))]
    before, words, after = match.groups()
    parts = (before and string(before), wrap(string(words)), after and string(after))
    return [part for part in parts if part]


def link(walk: Walk, element: Element) -> str:
    """A link: to another module with its page, to a site with its address in a footnote.

    Raises:
        BookError: B002 for an address that is neither.
    """
    href = element.get("href", "")
    try:
        parts = urlsplit(href)
    except ValueError:
        raise walk.fail(
            "B002", f"网址 {href!r} 写法不对{excerpt(element)}", "写成 https://… 的完整网址"
        ) from None
    words = walk.inline(element)
    if parts.scheme in ("http", "https"):
        if "".join(element.itertext()).strip() == href:
            return call("b.url", string(href))
        note = call("b.note", string(f"{walk.scope.module}#fn:{href}"), call("b.url", string(href)))
        return content([words, note])
    module, inner = _module_target(walk.scope.module, parts.path, parts.fragment)
    if parts.scheme or (not parts.path and not parts.fragment) or module is None:
        raise walk.fail(
            "B002", f"链接 {href!r} 印不出{excerpt(element)}", "改为模块的 .md 文件或 https 网址"
        )
    target = f"{module}#{inner}" if inner else module
    if target in walk.scope.targets:
        return content([*_linked(target, walk, element), call("b.page-note", string(target))])
    return words


def _module_target(module: str, path: str, fragment: str) -> tuple[str | None, str]:
    """Resolve a relative path to a module's file; ``None`` for anything else."""
    if not path:
        return module, fragment
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(module), path))
    if not resolved.endswith(".md") or resolved.startswith(".."):
        return None, fragment
    return resolved.removesuffix(".md"), fragment


def trust_mark(walk: Walk, element: Element) -> str:
    return call("b.trust", walk.inline(element))


def footnote(walk: Walk, element: Element) -> str:
    """A real footnote; called twice, a note stands on each page that calls it.

    Raises:
        BookError: B006 where the note has no text.
    """
    name = element[0].get("href", "").removeprefix("#fn:")
    note = walk.notes.get(name)
    if note is None:
        raise walk.fail("B006", f"脚注“{name}”没有内容", f"在文末补上 [^{name}]: …")
    paragraphs = list(note)
    if len(paragraphs) == 1 and paragraphs[0].tag == "p":
        body = walk.inline(paragraphs[0])
    else:
        body = block(walk.flow(note))
    return call("b.note", string(f"{walk.scope.module}#fn:{name}"), body)


INLINE_RULES: Mapping[str, Rule] = {
    "strong": rule(strong),
    "em": rule(emphasis),
    "sub": rule(subscript),
    "sup": rule(superscript),
    "code": rule(code),
    "br": rule(line_break),
    "span": rule(span),
    "span.number": rule(span),
    "span.kind": rule(span),
    "span.blank": rule(blank, "data-blank"),
    "a": rule(link, "href", "title"),
    "a.citation": rule(
        citation,
        "data-instrument",
        "data-locator",
        "data-standing",
        "data-flags",
        "data-place",
        "title",
        "href",
    ),
    "a.xref": rule(reference, "data-target", "data-kind", "data-fallback", "href"),
    "span.xref": rule(reference, "data-target", "data-kind", "data-fallback"),
    "sup.trust": rule(trust_mark, "data-trust", "title"),
    "sup.footnote": rule(footnote, "id"),
}
