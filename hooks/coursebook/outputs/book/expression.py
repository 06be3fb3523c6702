"""Values → Typst code. Text only ever becomes a string literal, so it can never become code."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_NAME = re.compile(r"[a-z][a-z0-9.-]*")


def string(text: str) -> str:
    """Return the Typst string literal of ``text``.

    Inside a literal Typst knows two special characters, the backslash and the quote; control
    characters are written by number so that a literal never spans lines.
    """
    return '"' + _SPECIAL.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    if sign in '\\"':
        return "\\" + sign
    return "\\n" if sign == "\n" else f"\\u{{{ord(sign):x}}}"


def content(expressions: Iterable[str]) -> str:
    """Return one expression that stands for several inline ones in a row."""
    parts = list(expressions)
    if not parts:
        return "none"
    return parts[0] if len(parts) == 1 else "{" + "; ".join(parts) + "}"


def block(expressions: Iterable[str]) -> str:
    """Return one expression that stands for several block-level ones, one a line."""
    lines = "\n".join(expressions)
    if not lines:
        return "none"
    return "{\n" + "\n".join("  " + line for line in lines.split("\n")) + "\n}"


def array(expressions: Iterable[str]) -> str:
    """Return an array; the trailing comma makes one element an array, too."""
    return "(" + "".join(f"{expression}, " for expression in expressions).rstrip(" ") + ")"


def call(name: str, *arguments: str, **named: str | None) -> str:
    """Return a call; arguments are expressions already, named ones that are ``None`` are left out.

    Raises:
        ValueError: ``name`` is not a plain dotted name (a mistake in our code, never in a text).
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a Typst name: {name!r}")
    pairs = (f"{key.replace('_', '-')}: {value}" for key, value in named.items() if value)
    return f"{name}({', '.join((*pairs, *arguments))})"
