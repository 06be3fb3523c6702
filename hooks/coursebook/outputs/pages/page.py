"""A page of the site that is made from data, not written by an editor."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page: its path below ``docs/``, its title and its body.

    ``body`` is Markdown whose blocks may be HTML (``h2`` headings are Markdown, so that
    the page has a table of contents). It comes from checked data, never from raw text:
    every value has passed :func:`escape`.
    """

    path: str
    title: str
    body: str
    description: str = ""

    @property
    def source(self) -> str:
        """The page as a Markdown file with front matter."""
        return f"{front_matter(self.title)}\n{self.body}\n"


def front_matter(title: str) -> str:
    """Return a head of front matter with nothing but a title, ending with a line break."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{quoted}"\n---\n'


def escape(text: object) -> str:
    """Return ``text`` safe inside HTML elements and double-quoted attributes, on one line."""
    return html.escape(str(text), quote=True).replace("\n", " ")


def table(
    head: Iterable[str], rows: Iterable[Iterable[str]], *, css: str = "", labelled: bool = False
) -> str:
    """Return an HTML table; cells are HTML already.

    With ``labelled`` its rows become entries on a phone, each value behind its column's name.
    """
    names = tuple(head)
    css = f"{css} labelled".strip() if labelled else css
    attribute = f' class="{css}"' if css else ""
    opening = [f'<td data-label="{escape(name)}">' if labelled else "<td>" for name in names]
    top = "".join(f"<th>{name}</th>" for name in names)
    body = "\n".join(
        "<tr>"
        + "".join(f"{start}{cell}</td>" for start, cell in zip(opening, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="table-scroll" markdown="0"><table{attribute}>\n<thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def link(text: str, target: str) -> str:
    """Return an HTML link; ``target`` is relative to the page."""
    return f'<a href="{escape(target)}">{text}</a>'
