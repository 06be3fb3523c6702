"""Places of the editor's text ↔ anchors of the book, so that a page can be told for a line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from xml.etree.ElementTree import Element

from ...model.edition import Edition
from ...model.module import Module
from ...views.page_map import PageMap, digest

Mark = tuple[str, int, int]
"""Module, line and column."""

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def citation_anchor(module: str, place: str) -> str:
    """Return the anchor of the citation at ``line:column`` of a module."""
    return f"cite/{module}:{place}"


def module_places(
    module: Module, tree: Element, targets: Collection[str]
) -> Iterator[tuple[str, Mark]]:
    """Yield the anchors of a module's pruned tree whose place in the text is known."""
    headings = [element for element in tree.iter() if element.tag in _HEADINGS]
    if len(headings) == len(module.body.headings):
        for element, heading in zip(headings, module.body.headings, strict=True):
            if (anchor := f"{module.id}#{element.get('id')}") in targets:
                yield anchor, (module.id, heading.place.line, heading.place.column)
    for box in module.body.boxes:
        if (anchor := f"{module.id}#{box.options.get('id')}") in targets:
            yield anchor, (module.id, box.place.line, box.place.column)
    for link in tree.iter("a"):
        if place := link.get("data-place"):
            line, _, column = place.partition(":")
            yield citation_anchor(module.id, place), (module.id, int(line), int(column))


def page_map(
    edition: Edition,
    modules: Collection[Module],
    places: Mapping[str, Mark],
    pages: Mapping[str, int],
    *,
    commit: str,
    first_page: int,
    count: int,
) -> PageMap:
    """Put together what the typesetter found and what the text says."""
    by_module: dict[str, dict[str, int]] = {}
    for anchor, (module, line, column) in sorted(places.items(), key=lambda item: item[1]):
        if anchor in pages:
            by_module.setdefault(module, {})[f"{line}:{column}"] = pages[anchor]
    return PageMap(
        edition.id,
        edition.title,
        edition.file,
        commit,
        first_page,
        count,
        {module.id: digest(module) for module in modules},
        {anchor: page for anchor, page in pages.items() if not anchor.startswith("cite/")},
        by_module,
    )
