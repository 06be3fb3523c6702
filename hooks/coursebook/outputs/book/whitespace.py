"""White space in an element tree, as it must be printed.

An editor's line end inside a paragraph is a space between Latin words and nothing between
Chinese characters; a browser shows a gap there, which a press would not forgive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_RUN = re.compile(r"[ \t\r\n\f]+")
_MARK = re.compile(
    "[\u2014\u2018-\u201d\u2026\u3000-\u303f\uff00-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_WIDE = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2460-\u24ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)

INLINE = frozenset({"strong", "em", "sub", "sup", "code", "br", "a", "span"})


def is_wide(sign: str) -> bool:
    """Say whether ``sign`` is a Chinese character or a full-width mark."""
    return bool(_WIDE.match(sign))


def tidy(tree: Element) -> None:
    """Collapse white space in ``tree`` in place; preformatted text is left alone."""
    if tree.tag == "pre":
        return
    run: list[tuple[Element, str]] = [(tree, "text")]
    for child in tree:
        if child.tag in INLINE:
            run += _slots(child)
        else:
            _collapse(run)
            run = []
            tidy(child)
        run.append((child, "tail"))
    _collapse(run)


def _slots(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the places of text inside an inline element, in reading order."""
    yield element, "text"
    for child in element:
        yield from _slots(child)
        yield child, "tail"


def _collapse(run: list[tuple[Element, str]]) -> None:
    """Collapse white space over one unbroken run of inline text."""
    texts = [getattr(owner, slot) or "" for owner, slot in run]
    for position, (owner, slot) in enumerate(run):
        before = "".join(texts[:position])[-1:] if texts[position][:1].isspace() else ""
        if owner.tag == "br" and slot == "tail":
            before = ""
        after = "" if _before_break(run, position) else "".join(texts[position + 1 :])
        texts[position] = _one(texts[position], before, after.lstrip())
        if getattr(owner, slot) is not None or texts[position]:
            setattr(owner, slot, texts[position])


def _closes_up(left: str, right: str, line_end: bool) -> bool:
    """Say whether white space between two characters is none in Chinese typesetting.

    Full-width marks bring their own space, and between two Chinese characters there is none;
    editors type one there because Markdown wants it (``**甲** 乙``, ``乙 [@…]``).
    """
    if _MARK.match(left) or _MARK.match(right):
        return True
    wide = is_wide(left), is_wide(right)
    return any(wide) if line_end else all(wide)


def _before_break(run: list[tuple[Element, str]], position: int) -> bool:
    following = run[position + 1 : position + 2]
    return bool(following) and following[0][0].tag == "br" and following[0][1] == "text"


def _one(text: str, before: str, after: str) -> str:
    """Collapse one text that stands between the character ``before`` and the text ``after``."""

    def shrink(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else before
        right = text[match.end() : match.end() + 1] or after[:1]
        if not left or not right or left == " ":
            return ""
        return "" if _closes_up(left, right, "\n" in match.group()) else " "

    return _RUN.sub(shrink, text)
