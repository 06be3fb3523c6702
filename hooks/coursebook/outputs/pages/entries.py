"""What the pages of the registers share: an entry that can be filtered, its marks and links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ...model.curriculum import Curriculum
from ...model.instrument import Instrument
from ...source.body import CITATION
from ...views.citations import view_of
from .marks import standing_badge
from .page import escape, link

Facet = tuple[str, str]
"""A value to filter by, and the word that readers choose it by."""


def address(target: str) -> str:
    """Return the address of ``target``, a page within ``docs/``, from a page of a register.

    HTML links are not rewritten by MkDocs: a page is its directory, two levels up.
    """
    page, mark, anchor = target.partition("#")
    folder = re.sub(r"(^|/)index\.md$", r"\1", page).removesuffix(".md")
    return f"../../{folder}{'/' if folder and not folder.endswith('/') else ''}{mark}{anchor}"


def filter_bar(placeholder: str, unit: str, **data: object) -> str:
    """Return the element that ``filter.js`` turns into a search field and selects.

    ``data`` becomes ``data-…`` attributes, what is no text as JSON; ``facets`` is a list of
    ``{"key": …, "label": …}``.
    """
    attributes = {"placeholder": placeholder, "unit": unit} | {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in data.items()
    }
    text = " ".join(f'data-{key}="{escape(value)}"' for key, value in attributes.items())
    return f'<div class="filter-place"><coursebook-filter {text}></coursebook-filter></div>'


def facets(labels: Mapping[str, str]) -> list[dict[str, str]]:
    """Return facets as :func:`filter_bar` takes them."""
    return [{"key": key, "label": label} for key, label in labels.items()]


def filter_item(
    tag: str,
    id: str,
    facets: Mapping[str, Sequence[Facet]],
    words: Iterable[str] = (),
    *,
    css: str = "",
) -> str:
    """Return the start tag of an entry.

    Several values of a facet stand with spaces between them, their labels with ``|``.
    """
    parts = [f'{tag} class="filter-item{" " + css if css else ""}" id="{escape(id)}"']
    for key, values in facets.items():
        plain = " ".join(value.replace(" ", "_") for value, _ in values)
        labels = "|".join(label for _, label in values)
        parts.append(f'data-{key}="{escape(plain)}"')
        if labels != plain:
            parts.append(f'data-{key}-label="{escape(labels)}"')
    if found := " ".join(dict.fromkeys(words)):
        parts.append(f'data-words="{escape(found)}"')
    return f"<{' '.join(parts)}>"


def standing_mark(curriculum: Curriculum, instrument: Instrument) -> str:
    """Return whether an instrument is in force on the day of the course, and what replaced it."""
    standing = instrument.standing(curriculum.course.as_of)
    mark = standing_badge(standing)
    successor = curriculum.instrument.get(instrument.replaced_by or "")
    if standing == "ended" and successor:
        mark += f"，由{instrument_link(successor)}代替"
    return mark


def instrument_link(instrument: Instrument) -> str:
    return link(escape(instrument.short), address(f"reference/instruments.md#{instrument.id}"))


def substance_links(curriculum: Curriculum, ids: Iterable[str]) -> str:
    """Return the substances of an entry as links to their cards."""
    return "、".join(
        link(escape(label), address(f"reference/substances/{id}.md"))
        for id, label in substance_facets(curriculum, ids)
    )


def substance_facets(curriculum: Curriculum, ids: Iterable[str]) -> list[Facet]:
    """Return ids with names that fit a line, unknown substances left out.

    Officers know 六氯苯, not HCB, and PFHxS rather than what it stands for.
    """
    return [
        (id, found.name if len(found.name) <= 6 else found.abbreviation or found.name)
        for id in ids
        if (found := curriculum.substance.get(id))
    ]


def substance_words(curriculum: Curriculum, ids: Iterable[str]) -> list[str]:
    """Return every name and number by which somebody may look for the substances."""
    return [
        word
        for id in ids
        if (found := curriculum.substance.get(id))
        for word in (found.name, found.english, found.abbreviation or "", *found.cas)
        if word
    ]


def with_citations(curriculum: Curriculum, text: str) -> str:
    """Return ``text`` as HTML, its citations as links with standing, like those of modules."""
    parts, end = [], 0
    for match in CITATION.finditer(text):
        parts += [escape(text[end : match.start()]), _citation(curriculum, match["spec"])]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _citation(curriculum: Curriculum, spec: str) -> str:
    view = view_of(curriculum, spec)
    if view is None:
        return escape(f"〔{spec}〕")
    return (
        f'<a class="citation" data-standing="{view.standing}" title="{escape(view.tooltip)}" '
        f'href="{escape(address(view.target))}">{escape(f"〔{view.text}〕")}</a>'
    )


def entry_table(head: Sequence[str], rows: Iterable[str], *, css: str, caption: str = "") -> str:
    """Return a table of rows made with :func:`cells`; on a phone each becomes a card."""
    top = "".join(f'<th scope="col">{name}</th>' for name in head)
    said = f"<caption>{caption}</caption>" if caption else ""
    body = "\n".join(rows)
    return (
        f'<div class="table-scroll"><table class="entry-table {css}">{said}\n'
        f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def cells(head: Sequence[str], values: Sequence[str]) -> str:
    """Return the cells of a row, each with the head of its column for phones."""
    return "".join(
        f'<td data-label="{name}">{value}</td>' for name, value in zip(head, values, strict=True)
    )


def decimal(value: float) -> str:
    """Return a number as people write it: 0.00003, never 3e-05."""
    return f"{Decimal(repr(value)).normalize():f}"


def rows(pairs: Iterable[tuple[str, str]]) -> str:
    """Return what is known of an entry as a description list; empty values are left out."""
    return (
        "<dl>"
        + "".join(
            f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in pairs if value
        )
        + "</dl>"
    )
