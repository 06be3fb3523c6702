"""Which register entries depend on another: by id, by place in a law, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..model.citation import readable_citation
from ..model.curriculum import Curriculum
from ..model.law import Article, Locus
from ..model.record import Part, Record
from ..source.body import CITATION
from ..source.place import Place
from .locators import spans, touches
from .paraphrases import anchor
from .subjects import Subject


@dataclass(frozen=True, slots=True)
class RegisterUse:
    """An entry that depends on the subject, and the reference page that shows it."""

    register: str
    title: str
    how: str
    place: Place
    entry: Place
    """Where the whole entry begins."""
    page: str
    """Path below ``docs/`` with anchor, whether or not the site has it."""


@dataclass(frozen=True, slots=True)
class _Register:
    field: str
    """Of the curriculum."""
    name: str
    title: Callable[[Any], str]
    page: Callable[[Any], str]


_REGISTERS = (
    _Register("instruments", "法规文件", lambda r: r.short, lambda r: _at("instruments.md", r.id)),
    _Register(
        "articles",
        "条文概括",
        lambda r: f"{r.instrument} {r.at} {r.heading}",
        lambda r: f"reference/instruments/{r.instrument}.md#{article_anchor(r)}",
    ),
    _Register(
        "extents", "条款项数", lambda r: r.instrument, lambda r: _at("instruments.md", r.instrument)
    ),
    _Register(
        "correspondences",
        "旧法对法典",
        lambda r: f"{r.old.instrument} {r.old.at} → {'、'.join(new.at for new in r.new) or '无'}",
        lambda r: "reference/lookup.md",
    ),
    _Register("penalties", "行为与罚则", lambda r: r.conduct[:24], lambda r: "reference/lookup.md"),
    _Register("batches", "批次", lambda r: r.meeting, lambda r: "reference/substances.md"),
    _Register("substances", "物质", lambda r: r.name, lambda r: f"reference/substances/{r.id}.md"),
    _Register("lists", "名录清单", lambda r: r.title, lambda r: _at("lists.md", r.id)),
    _Register(
        "methods",
        "监测方法",
        lambda r: f"{r.id} {r.measures}",
        lambda r: _at("methods.md", r.id),
    ),
    _Register(
        "limits",
        "限值",
        lambda r: f"{r.id} {r.pollutant} {r.value} {r.unit}",
        lambda r: _at("limits.md", r.id),
    ),
    _Register(
        "factors",
        "排放因子",
        lambda r: f"{r.id} {r.description}",
        lambda r: "reference/factors.md",
    ),
    _Register("tef_schemes", "毒性当量因子版本", lambda r: r.title, lambda r: "reference/teq.md"),
    _Register("congeners", "同类物", lambda r: r.name, lambda r: "reference/teq.md"),
    _Register("terms", "术语", lambda r: r.term, lambda r: _at("glossary.md", r.id)),
    _Register(
        "requirements",
        "甲方要求",
        lambda r: f"{r.id} {r.clause}",
        lambda r: "reference/requirements.md",
    ),
)


def _at(page: str, id: str) -> str:
    return f"reference/{page}#{id}"


def article_anchor(article: Article) -> str:
    """Return the anchor of an article on its instrument's page; of a range, where it begins."""
    found = spans(article.at)
    return anchor(found[0].first) if found else ""


POINTERS = {
    "instrument": frozenset({"instrument", "replaced_by"}),
    "substance": frozenset({"substances", "group"}),
    "method": frozenset({"methods"}),
    "term": frozenset({"see"}),
    "limit": frozenset[str](),
}
"""Fields that hold ids of a kind. The group of a congener is a substance's id."""

UNREAD = frozenset({"evidence", "keywords"})
"""Fields in which nothing is said to readers."""

Way = tuple[str | int, ...]


def register_uses(curriculum: Curriculum, subject: Subject) -> Iterator[RegisterUse]:
    """Yield the entries of every register that depend on ``subject``, itself included."""
    for register in _REGISTERS:
        if subject.derived and register.field in ("methods", "limits"):
            # Other methods and limits of the same standard do not rest on this one.
            continue
        for record in getattr(curriculum, register.field):
            found = _reasons(record, subject)
            if found is None:
                continue
            how, way = found
            yield RegisterUse(
                register.name,
                register.title(record),
                how,
                record.place(*way),
                record.place(),
                register.page(record),
            )


def _reasons(record: Record, subject: Subject) -> tuple[str, Way] | None:
    """Return how a record depends on the subject, and the field that says so."""
    if record is subject.record:
        return "本条", ()
    if isinstance(record, Article):
        # Whose articles they are stands in the file's name.
        own = subject.kind == "instrument" and record.instrument == subject.id
        if own and touches(subject.at or record.at, record.at):
            return "条文", ("at",)
    mention: Way | None = None
    for way, value in _walk(record, ()):
        if isinstance(value, Locus):
            if (
                subject.kind == "instrument"
                and value.instrument == subject.id
                and (not subject.at or touches(subject.at, value.at))
            ):
                return f"{_field(way)} {value.at}", way
        elif isinstance(value, str):
            if _field(way) in POINTERS[subject.kind] and value == subject.id:
                if not subject.at or touches(subject.at, getattr(record, "at", "")):
                    return _POINTED.get(_field(way), "指到"), way
            elif _cites(value, subject):
                return "依据", way
            elif mention is None and _field(way) not in UNREAD and subject.mention(value):
                mention = way
    return None if mention is None else ("写到", mention)


_POINTED = {
    "replaced_by": "由本文件代替",
    "instrument": "出自本文件",
    "substances": "指到本物质",
    "methods": "用本方法",
    "see": "参见",
    "group": "同类物组",
}
_FIELDS = {
    "old": "旧条文",
    "new": "新条文",
    "duty": "义务",
    "penalty": "罚则",
    "at": "以前的罚则",
}


def _field(way: Way) -> str:
    name = next((str(part) for part in reversed(way) if isinstance(part, str)), "")
    return _FIELDS.get(name, name)


def _walk(value: object, way: Way) -> Iterator[tuple[Way, object]]:
    """Yield every text and every place in a law of a record, with the way to it."""
    if isinstance(value, str | Locus):
        yield way, value
    elif isinstance(value, Part):
        for name, each in value.__dict__.items():
            yield from _walk(each, (*way, name))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _walk(each, (*way, name))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _walk(each, (*way, number))


def _cites(text: str, subject: Subject) -> bool:
    if subject.kind != "instrument" or "[@" not in text:
        return False
    for match in CITATION.finditer(text):
        citation = readable_citation(match["spec"])
        if (
            citation
            and citation.instrument == subject.id
            and (not subject.at or touches(subject.at, citation.locator))
        ):
            return True
    return False
