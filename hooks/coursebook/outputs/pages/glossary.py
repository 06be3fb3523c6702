"""The glossary: terms by pinyin, each with what it means and how it must not be written."""

from __future__ import annotations

from collections import defaultdict

from ...model.curriculum import Curriculum
from ...model.glossary import Term
from ...views.pinyin import initial, pinyin_key
from .entries import filter_bar, filter_item, rows, with_citations
from .marks import trust_mark
from .page import Page, escape, link

PATH = "reference/glossary.md"
FIGURES = "0–9"
"""Heading of the terms that begin with neither a Chinese nor a Latin letter."""


def glossary_page(curriculum: Curriculum) -> Page:
    """Return ``reference/glossary.md``; an entry's anchor is the id of its term."""
    groups: dict[str, list[Term]] = defaultdict(list)
    keys = {each.id: pinyin_key(each.term, each.pinyin) for each in curriculum.terms}
    for term in sorted(curriculum.terms, key=lambda each: keys[each.id]):
        groups[initial(keys[term.id])].append(term)
    name = {each.id: each.term for each in curriculum.terms}
    lines = [
        f"{len(curriculum.terms)} 个术语，按汉语拼音排列。题头是本教材采用的写法；"
        "“不写作”后面的写法不准确、已过时或者容易混淆，正文和题目里不用。",
        "",
        filter_bar("中文、英文或缩写", "个"),
        "",
        '<nav class="jump" aria-label="按拼音首字母">'
        + "".join(link(_heading(letter), f"#{_anchor(letter)}") for letter in groups)
        + "</nav>",
    ]
    for letter, members in groups.items():
        lines += ["", f"## {_heading(letter)} {{#{_anchor(letter)}}}", "", '<div class="register">']
        lines += [_entry(curriculum, each, name) for each in members]
        lines += ["</div>"]
    return Page(PATH, "术语", "\n".join(lines))


def _heading(letter: str) -> str:
    return FIGURES if letter == "#" else letter


def _anchor(letter: str) -> str:
    return "letter-" + ("0" if letter == "#" else letter.lower())


def _entry(curriculum: Curriculum, term: Term, name: dict[str, str]) -> str:
    short = f" <strong>{escape(term.abbreviation)}</strong>" if term.abbreviation else ""
    return (
        filter_item("section", term.id, {}, css="entry")
        + f'<p class="entry-title"><dfn>{escape(term.term)}</dfn>{short} '
        f'<span lang="en">{escape(term.english)}</span>{trust_mark(term.trust)}</p>'
        f"<p>{escape(term.definition)}</p>"
        + rows(
            (
                ("不写作", escape("、".join(term.forbidden))),
                ("依据", with_citations(curriculum, term.source or "")),
                (
                    "参见",
                    "、".join(link(escape(name[id]), f"#{id}") for id in term.see if id in name),
                ),
            )
        )
        + "</section>"
    )
