"""A citation as readers see it: words, link, standing; one table for site, print and questions."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.citation import Citation, Flag, readable_citation
from ..model.curriculum import Curriculum
from ..model.instrument import STANDINGS, Instrument
from ..model.vocabulary import Trust
from .dates import chinese_date
from .paraphrases import paraphrase, shortened, target


@dataclass(frozen=True, slots=True)
class CitationView:
    """Everything an output needs to print one citation."""

    citation: Citation
    text: str
    """《生态环境法典》第六百四十四条; with （原） before a text that has ended."""
    bracketed: bool
    target: str
    """Link within ``docs/``: page and anchor, always both."""
    standing: str
    tooltip: str
    """Title, dates and standing; on a second line what the place cited says, in our words."""


def citation_view(curriculum: Curriculum, citation: Citation) -> CitationView | None:
    """Resolve a citation; ``None`` where the register has no such instrument."""
    instrument = curriculum.instrument.get(citation.instrument)
    if instrument is None:
        return None
    standing = instrument.standing(curriculum.course.as_of)
    bracketed = Flag.IN_TEXT not in citation.flags
    name = instrument.abbreviation if bracketed and instrument.abbreviation else instrument.short
    mark = "原" if citation.historical and standing == "ended" else ""
    # A number and its table or clause need a space between them; Chinese words do not.
    space = " " if citation.locator and name[-1].isascii() else ""
    return CitationView(
        citation,
        f"{mark}{name}{space}{citation.locator}",
        bracketed,
        target(curriculum, citation),
        standing,
        "\n".join([tooltip(instrument, standing), *_says(curriculum, citation)]),
    )


def view_of(curriculum: Curriculum, spec: str) -> CitationView | None:
    """Resolve a citation as it is written; ``None`` where it cannot be read or found."""
    citation = readable_citation(spec)
    return citation_view(curriculum, citation) if citation else None


def _says(curriculum: Curriculum, citation: Citation) -> tuple[str, ...]:
    """Return the paraphrase with its own place, which may be wider than the one cited."""
    found = paraphrase(curriculum, citation)
    if found is None:
        return ()
    trust = "" if found.trust is Trust.VERIFIED else f"（{found.trust.label}）"
    return (shortened(f"{found.at}　{found.heading}：{found.text}") + trust,)


def tooltip(instrument: Instrument, standing: str) -> str:
    """Return title, number, dates and standing in one line."""
    parts = [instrument.title]
    if instrument.number and instrument.number not in instrument.title:
        parts.append(instrument.number)
    parts += [*dates(instrument), STANDINGS[standing]]
    if instrument.trust is not Trust.VERIFIED:
        parts.append(instrument.trust.label)
    return "，".join(parts)


def dates(instrument: Instrument) -> tuple[str, ...]:
    """Return since when an instrument applies (or was issued) and when it ended, as known."""
    start = end = None
    if instrument.effective:
        start = f"{chinese_date(instrument.effective)}起施行"
    elif instrument.issued:
        start = f"{chinese_date(instrument.issued)}公布"
    if instrument.amended:
        start = f"{start}，{chinese_date(instrument.amended)}修正" if start else start
    if instrument.ended:
        end = f"{chinese_date(instrument.ended)}废止"
    return tuple(part for part in (start, end) if part)
