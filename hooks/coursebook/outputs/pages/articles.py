"""A page for each instrument whose articles we paraphrase, with what rests on each article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ...model.citation import chinese_numeral
from ...model.curriculum import Curriculum
from ...model.instrument import Instrument
from ...model.law import Article, Locus
from ...views.paraphrases import anchor
from ...views.uses import Citing, Uses, citing
from .entries import filter_bar
from .instruments import facts, instrument_list, succession, used
from .marks import trust_mark
from .page import Page, escape, link

PER_HEADING = 100
"""Articles under one heading where the register knows no parts."""
SPARSE = 60
"""Up to so many paraphrases need no headings between them."""


def instrument_pages(curriculum: Curriculum) -> Iterator[Page]:
    """Yield ``reference/instruments.md`` and ``reference/instruments/<id>.md``."""
    found = citing(curriculum)
    yield instrument_list(curriculum, found)
    related = _related(curriculum)
    for id in curriculum.paraphrases:
        if id in curriculum.instrument:
            yield _articles_page(curriculum, curriculum.instrument[id], found, related)


class _Related:
    """Old provisions and penalties by instrument and number of the article."""

    def __init__(self) -> None:
        self.replaces: dict[tuple[str, int], list[Locus]] = defaultdict(list)
        self.penalties: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)


def _related(curriculum: Curriculum) -> _Related:
    related = _Related()
    for row in curriculum.correspondences:
        for key in dict.fromkeys(key for new in row.new for key in _keys(new)):
            related.replaces[key].append(row.old)
    for penalty in curriculum.penalties:
        for locus in (*penalty.duty, *penalty.penalty):
            for key in _keys(locus):
                related.penalties[key][penalty.id] = penalty.conduct
    return related


def _keys(locus: Locus) -> Iterator[tuple[str, int]]:
    for span in locus.citation.spans:
        for number in range(span.first.article, span.last.article + 1):
            yield locus.instrument, number


def _articles_page(
    curriculum: Curriculum, each: Instrument, found: Citing, related: _Related
) -> Page:
    known = [article for article in curriculum.articles if article.instrument == each.id]
    known.sort(key=_order)
    uses = found.instruments.get(each.id, Uses())
    more = [*succession(curriculum, each, "../"), *used(curriculum, uses, "../../../")]
    lines = [
        f'<div class="register-head" id="{each.id}"><p class="register-facts">'
        f"{facts(curriculum, each)}</p>"
        + (f"<p>{escape(each.summary)}</p>" if each.summary else "")
        + (f'<p class="register-more">{"；".join(more)}</p>' if more else "")
        + "</div>",
        "",
        f"下面是本教材用自己的话对其中 {len({_number(a) for a in known})} 条的概括，不是条文原文，"
        f"以官方公布的文本为准。没有列出的条，本教材没有概括。{link('全部法规文件', '../')}",
        "",
        filter_bar("条号或关键词，如 " + _example(known), "条"),
    ]
    for title, id, members in _sections(curriculum, each, known):
        if title:
            lines += ["", f"## {title} {{#{id}}}", ""]
        for number, group in groupby(members, key=_number):
            lines.append(
                _article(
                    curriculum,
                    list(group),
                    found.articles.get((each.id, number), Uses()),
                    related,
                )
            )
    description = f"{each.title}逐条概括"
    return Page(
        f"reference/instruments/{each.id}.md", each.title, "\n".join(lines), description=description
    )


def _order(article: Article) -> tuple[int, int, int, int]:
    clause = article.clause
    if clause is None:
        return (10**6, 0, 0, 0)
    return (clause.article, clause.inserted, clause.paragraph, clause.item)


def _number(article: Article) -> int:
    return article.clause.article if article.clause else 10**6


def _example(known: Sequence[Article]) -> str:
    """Return an article's number and a keyword that stand on the page."""
    last = known[-1]
    word = next((word for each in known[::-1] for word in each.keywords), last.heading)
    return f"{_number(last)}、{word}"


def _sections(
    curriculum: Curriculum, each: Instrument, known: Sequence[Article]
) -> Iterator[tuple[str, str, Sequence[Article]]]:
    """Yield title, anchor and articles: by the law's own parts, by hundreds, or all in one."""
    extent = curriculum.extent.get(each.id)
    if extent is not None and extent.parts:
        starts = [part.first for part in extent.parts]
        for number, part in enumerate(extent.parts):
            end = starts[number + 1] if number + 1 < len(starts) else 10**7
            members = [a for a in known if part.first <= _number(a) < end]
            if members:
                yield part.title, f"part-{number + 1}", members
    elif len(known) <= SPARSE:
        yield "", "", known
    else:
        for start, group in groupby(known, key=lambda a: (_number(a) - 1) // PER_HEADING):
            first = start * PER_HEADING + 1
            title = f"第{chinese_numeral(first)}条起"
            yield title, f"from-{first}", list(group)


def _article(
    curriculum: Curriculum, group: Sequence[Article], uses: Uses, related: _Related
) -> str:
    """Return an article with its paragraphs and items, and what rests on it."""
    clause = group[0].clause
    if clause is None:
        return "".join(
            f'<div class="filter-item law-article"><p><strong>{escape(each.at)}　'
            f"{escape(each.heading)}</strong></p><p>{escape(each.text)}{trust_mark(each.trust)}</p></div>"
            for each in group
        )
    whole = next((each for each in group if each.clause == clause.whole), None)
    head = f"第{chinese_numeral(clause.article)}条"
    if clause.inserted:
        head += f"之{chinese_numeral(clause.inserted)}"
    title = f"{head}　{escape(whole.heading)}" if whole else head
    lines = [f'<h3 class="law-head" id="{anchor(clause.whole)}">{title}</h3>']
    if whole:
        lines.append(f"<p>{escape(whole.text)}{trust_mark(whole.trust)}</p>")
    for each in group:
        if each is not whole and each.clause is not None:
            place = each.at.removeprefix(head)
            lines.append(
                f'<p class="law-part" id="{anchor(each.clause)}"><strong>{place}　'
                f"{escape(each.heading)}</strong>　{escape(each.text)}{trust_mark(each.trust)}</p>"
            )
    key = (group[0].instrument, clause.article)
    more = [
        *_replaced(curriculum, related.replaces.get(key, ())),
        *_punished(related.penalties.get(key, {})),
        *used(curriculum, uses, "../../../"),
    ]
    lines += [f'<p class="register-more">{text}</p>' for text in more]
    words = dict.fromkeys(word for each in group for word in each.keywords)
    instrument = curriculum.instrument[group[0].instrument]
    name = instrument.abbreviation or instrument.short.strip("《》")
    data = escape(" ".join([f"{name}{clause.article}", *words]))
    return f'<div class="filter-item law-article" data-words="{data}">{"".join(lines)}</div>'


def _replaced(curriculum: Curriculum, old: Iterable[Locus]) -> Iterator[str]:
    """Say which provisions of repealed laws the article takes over, law by law."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for locus in old:
        places[locus.instrument][locus.at] = None
    names = (f"{_name(curriculum, law)}{'、'.join(map(escape, at))}" for law, at in places.items())
    text = "；".join(names)
    if text:
        yield f"接替：{text}（{link('查对照', '../../lookup/')}）"


def _punished(penalties: Mapping[str, str]) -> Iterator[str]:
    if penalties:
        rows = (link(escape(conduct), f"../../lookup/#p-{id}") for id, conduct in penalties.items())
        yield f"罚则：{'；'.join(rows)}"


def _name(curriculum: Curriculum, id: str) -> str:
    found = curriculum.instrument.get(id)
    return escape((found.abbreviation or found.short) if found else id)
