"""The last look at a page's tree: no address, image or attribute but those we know.

The scanner reads an editor's text before Markdown does and can only guess at what Markdown
will make of it. What matters is what comes out; therefore the finished tree is checked.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as etree

from .context import Context

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BLANK = re.compile(r"[\x00-\x20]")
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"class", "href", "title"}),
    "div": frozenset({"class", "id"}),
    "figure": frozenset({"class", "id"}),
    "img": frozenset({"alt", "loading", "src", "title"}),
    "li": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "p": frozenset({"class"}),
    "span": frozenset({"class"}),
    "sup": frozenset({"class", "id", "title"}),
    "td": frozenset({"align"}),
    "th": frozenset({"align"}),
    **{f"h{level}": frozenset({"id"}) for level in range(1, 7)},
}
"""Attributes that an element may carry, besides ``data-…``, which do nothing by themselves."""


def check_tree(root: etree.Element, context: Context) -> None:
    """Report F051 for every link, image and attribute that a page must not carry."""
    for element in root.iter():
        allowed = ATTRIBUTES.get(element.tag, frozenset())
        for name in element.attrib:
            if name not in allowed and not name.startswith("data-"):
                context.refuse(f"属性 {name} 不能用", f"{name}=")
        if element.tag == "a" and not _address_is_safe(element.get("href", "")):
            context.refuse(f"链接“{element.get('href', '')[:60]}”不能用", element.get("href", ""))
        if element.tag == "img" and not _image_is_ours(element.get("src", ""), context):
            context.refuse(f"图片“{element.get('src', '')[:60]}”不能用", element.get("src", ""))


def _address_is_safe(address: str) -> bool:
    # Browsers drop white space and control characters from an address before they read it.
    bare = _BLANK.sub("", address)
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return not bare.startswith(("//", "\\\\"))
    return scheme.group().lower() == "https:"


def _image_is_ours(source: str, context: Context) -> bool:
    folder = context.module.part if context.module else ""
    return posixpath.normpath(posixpath.join(folder, source)) in context.curriculum.assets
